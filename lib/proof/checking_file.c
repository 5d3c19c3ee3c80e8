/*
 * What opening a ledger refuses (whose the file is, its mode, its names) is not
 * told here: there is no ledger then.
 */
#include "ledger/file.h"
#include "ledger/query.h"
#include "ledger/schemas.h"
#include "proof/checking_parts.h"

static enum status
file_finding(void *context, const char *object, const char *expected,
    const char *found, struct error *error)
{
	(void)error;
	return checking_finding(context,
	    (const char *const[]){ "ledger-file", object, expected, found });
}

/* What SQLite knows of its file; bytes: what the file should have. */
static enum status
check_settings(struct checking *checking, int64_t *bytes)
{
	struct query query;
	enum status status;
	bool found;

	status = query_begin(
	    checking->ledger, STATEMENT_CHECK_FILE, &query, checking->error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, checking->error);
	if (status == STATUS_OK)
		*bytes = query_integer(&query, 0);
	while (status == STATUS_OK && found) {
		if (!query_null(&query, 1))
			status = file_finding(checking, query_text(&query, 1),
			    query_text(&query, 2), query_text(&query, 3),
			    checking->error);
		if (status == STATUS_OK)
			status = query_next(&query, &found, checking->error);
	}
	query_end(&query);
	return status;
}

enum status
checking_file(struct checking *checking)
{
	int64_t bytes = 0;
	enum status status = check_settings(checking, &bytes);

	if (status != STATUS_OK)
		return status;
	return file_examine(checking->request->ledger, bytes, file_finding,
	    checking, checking->error);
}

static enum status
schema_found(void *context, const char *object, const char *expected,
    const char *found, struct error *error)
{
	(void)error;
	return checking_finding(context,
	    (const char *const[]){ "schema-intact", object, expected, found });
}

enum status
checking_schema(struct checking *checking)
{
	return schemas_check(
	    checking->ledger, schema_found, checking, checking->error);
}
