/*
 * Two lists of the same order, walked side by side.
 */
#include "ledger/schemas.h"

#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "ledger/query.h"
#include "ledger/sqlite.h"

/* A schema as it is read: kind and name of each object, and its words. */
struct side {
	struct query query;
	bool found;
};

/* A ledger in memory that has all migrations and no row. */
static enum status
make(struct ledger **made, struct error *error)
{
	struct ledger *ledger = calloc(1, sizeof(*ledger));
	size_t i;

	*made = ledger;
	if (ledger == NULL)
		return error_memory(error);
	ledger->path = "the schema in memory";
	if (sqlite3_open_v2(":memory:", &ledger->handle,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
		    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
		NULL) != SQLITE_OK)
		return ledger->handle == NULL ? error_memory(error)
					      : sqlite_fail(ledger, error);
	if (sqlite_hash(ledger, error) != STATUS_OK)
		return error->status;
	for (i = 0; embedded_sqlite[i].name != NULL; i++) {
		if (sqlite3_exec(ledger->handle, embedded_sqlite[i].text, NULL,
			NULL, NULL) != SQLITE_OK)
			return sqlite_fail(ledger, error);
	}
	return STATUS_OK;
}

static enum status
begin(struct ledger *ledger, struct side *side, struct error *error)
{
	enum status status;

	status =
	    query_begin(ledger, STATEMENT_CHECK_SCHEMA, &side->query, error);
	return status == STATUS_OK
		   ? query_next(&side->query, &side->found, error)
		   : status;
}

static enum status
walk(struct side *ours, struct side *theirs, schemas_found *found,
    void *context, struct error *error)
{
	enum status status = STATUS_OK;
	int order;

	while (status == STATUS_OK && (ours->found || theirs->found)) {
		const char *expected = query_text(&ours->query, 0);
		const char *name = query_text(&theirs->query, 0);

		order = !ours->found	 ? 1
			: !theirs->found ? -1
					 : strcmp(expected, name);
		if (order < 0)
			status =
			    found(context, expected, "as made", "none", error);
		else if (order > 0)
			status = found(context, name, "none", "one", error);
		else if (strcmp(query_text(&ours->query, 1),
			     query_text(&theirs->query, 1)) != 0)
			status =
			    found(context, name, "as made", "another", error);
		if (status == STATUS_OK && order <= 0)
			status = query_next(&ours->query, &ours->found, error);
		if (status == STATUS_OK && order >= 0)
			status =
			    query_next(&theirs->query, &theirs->found, error);
	}
	return status;
}

enum status
schemas_check(struct ledger *ledger, schemas_found *found, void *context,
    struct error *error)
{
	struct side ours = { .found = false }, theirs = { .found = false };
	struct ledger *made;
	enum status status;

	status = make(&made, error);
	if (status == STATUS_OK)
		status = begin(made, &ours, error);
	if (status == STATUS_OK)
		status = begin(ledger, &theirs, error);
	if (status == STATUS_OK)
		status = walk(&ours, &theirs, found, context, error);
	query_end(&ours.query);
	query_end(&theirs.query);
	ledger_close(made);
	return status;
}
