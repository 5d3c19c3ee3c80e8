/*
 * What opening a ledger refuses (whose the file is, its mode, its names) is not
 * told here: there is no ledger then.
 */
#include "ledger/file.h"
#include "ledger/integrity.h"
#include "ledger/schemas.h"
#include "proof/checking_parts.h"

enum status
checking_integrity(struct checking *checking)
{
	return integrity_check(
	    checking->ledger, checking_tell, checking, checking->error);
}

/* What SQLite knows of its file: how many bytes it has, and what is wrong. */
static enum status
check_setting(struct checking *checking, struct query *row, void *context)
{
	int64_t *bytes = context;

	*bytes = query_integer(row, 0);
	if (query_null(row, 1))
		return STATUS_OK;
	return checking_tell(checking, query_text(row, 1), query_text(row, 2),
	    query_text(row, 3), checking->error);
}

enum status
checking_file(struct checking *checking)
{
	int64_t bytes = 0;
	enum status status;

	status = checking_rows(
	    checking, STATEMENT_CHECK_FILE, check_setting, &bytes);
	if (status != STATUS_OK)
		return status;
	return file_examine(checking->request->ledger, bytes, checking_tell,
	    checking, checking->error);
}

enum status
checking_schema(struct checking *checking)
{
	return schemas_check(
	    checking->ledger, checking_tell, checking, checking->error);
}
