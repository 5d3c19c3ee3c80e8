/*
 * Two temporary tables: what came in, and what the ledger says to it.  The
 * answers are written down before the first is read, so that what is recorded
 * while they are read cannot change them.
 */
#include "ledger/staging.h"

/* Run a statement without values or rows. */
static enum status
run(struct ledger *ledger, enum statement statement, struct error *error)
{
	struct query query;
	enum status status;

	status = query_begin(ledger, statement, &query, error);
	if (status == STATUS_OK)
		status = query_run(&query, error);
	query_end(&query);
	return status;
}

enum status
staging_open(struct ledger *ledger, struct error *error)
{
	enum status status = run(ledger, STATEMENT_STAGED_CREATE, error);

	if (status == STATUS_OK)
		status = run(ledger, STATEMENT_PARTY_CREATE, error);
	if (status == STATUS_OK)
		status = run(ledger, STATEMENT_RESOLVED_CREATE, error);
	if (status == STATUS_OK)
		status = run(ledger, STATEMENT_JUDGED_CREATE, error);
	if (status == STATUS_OK)
		status = run(ledger, STATEMENT_SPOILED_CREATE, error);
	if (status == STATUS_OK)
		status = run(ledger, STATEMENT_JUDGING_CREATE, error);
	/* Only the temporary database is written: nobody is locked out. */
	if (status == STATUS_OK)
		status = run(ledger, STATEMENT_STAGED_BEGIN, error);
	return status;
}

enum status
staging_add(
    struct ledger *ledger, const struct staged *staged, struct error *error)
{
	struct query query;
	enum status status;

	status = query_begin(ledger, STATEMENT_STAGED_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&query, staged->position);
	query_bind_text(&query, staged->key);
	query_bind_text(&query, staged->part);
	query_bind_text(&query, staged->date);
	query_bind_text(&query, staged->account);
	query_bind_text(&query, staged->reference);
	query_bind_text(&query, staged->other);
	query_bind_text(&query, staged->more);
	query_bind_blob(&query, staged->content, HASH_SIZE);
	query_bind_blob(&query, staged->packed, staged->packed_length);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

enum status
staging_party(struct ledger *ledger, int64_t position, const char *account,
    struct error *error)
{
	struct query query;
	enum status status;

	status = query_begin(ledger, STATEMENT_PARTY_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&query, position);
	query_bind_text(&query, account);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

enum status
staging_end(struct ledger *ledger, struct error *error)
{
	enum status status = run(ledger, STATEMENT_STAGED_INDEX, error);

	if (status == STATUS_OK)
		status = run(ledger, STATEMENT_PARTY_INDEX, error);
	if (status == STATUS_OK)
		status = run(ledger, STATEMENT_STAGED_END, error);
	return status;
}

enum status
staging_resolve(struct ledger *ledger, enum statement resolve,
    struct query *query, struct error *error)
{
	enum status status = run(ledger, resolve, error);

	if (status != STATUS_OK)
		return status;
	return query_begin(ledger, STATEMENT_RESOLVED_SELECT, query, error);
}

enum status
staging_next(struct query *query, struct resolved *resolved, bool *found,
    struct error *error)
{
	enum status status = query_next(query, found, error);
	size_t length;
	int i;

	if (status != STATUS_OK || !*found)
		return status;
	resolved->position = query_integer(query, 0);
	resolved->content = query_blob(query, 1, &length);
	resolved->packed = query_blob(query, 2, &resolved->packed_length);
	resolved->first_position = query_integer(query, 3);
	resolved->first_content = query_blob(query, 4, &length);
	resolved->stored = query_blob(query, 5, &resolved->stored_length);
	for (i = 0; i < STAGING_ANSWERS; i++)
		resolved->answers[i] =
		    query_null(query, 6 + i) ? NULL : query_text(query, 6 + i);
	return STATUS_OK;
}
