/*
 * SQLite goes on where it cannot have a page, and has only words for why.
 */
#include "ledger/integrity.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/query.h"
#include "ledger/sqlite.h"

/* Whether the words say that some page found no memory. */
static bool
is_starved(const char *found)
{
	static const char words[] = "error code=";
	long code = SQLITE_OK;

	while (code != SQLITE_NOMEM && code != SQLITE_IOERR_NOMEM) {
		found = strstr(found, words);
		if (found == NULL)
			return false;
		found += sizeof(words) - 1;
		code = strtol(found, NULL, 10);
	}
	return true;
}

enum status
integrity_check(
    struct ledger *ledger, file_found *tell, void *context, struct error *error)
{
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(ledger, STATEMENT_CHECK_INTEGRITY, &query, error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = is_starved(query_text(&query, 0))
			     ? error_memory(error)
			     : tell(context, "ledger", "ok",
				   query_text(&query, 0), error);
	}
	query_end(&query);
	return status;
}
