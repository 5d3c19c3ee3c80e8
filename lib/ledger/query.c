/*
 * Statements at work.  The handle of a query is SQLite's; nobody above sees it.
 */
#include "ledger/query.h"

#include "ledger/sqlite.h"

enum status
query_begin(struct ledger *ledger, enum statement statement,
    struct query *query, struct error *error)
{
	sqlite3_stmt **prepared = &ledger->statements[statement];

	*query = (struct query){ .ledger = ledger, .statement = statement };
	if (*prepared == NULL &&
	    sqlite3_prepare_v3(ledger->handle, statement_text(statement), -1,
		SQLITE_PREPARE_PERSISTENT, prepared, NULL) != SQLITE_OK)
		return sqlite_fail(ledger, error);
	query->handle = *prepared;
	return STATUS_OK;
}

/* Count a bound value; one that has no place in the statement is no failure. */
static bool
query_place(struct query *query)
{
	if (query->handle == NULL ||
	    query->bound >= sqlite3_bind_parameter_count(query->handle))
		return false;
	query->bound++;
	return true;
}

void
query_bind_text(struct query *query, const char *text)
{
	if (query_place(query) && sqlite3_bind_text(query->handle, query->bound,
				      text, -1, SQLITE_STATIC) != SQLITE_OK)
		query->failed = 1;
}

void
query_bind_integer(struct query *query, int64_t number)
{
	if (query_place(query) && sqlite3_bind_int64(query->handle,
				      query->bound, number) != SQLITE_OK)
		query->failed = 1;
}

void
query_bind_blob(struct query *query, const void *bytes, size_t length)
{
	if (query_place(query) &&
	    sqlite3_bind_blob64(query->handle, query->bound, bytes, length,
		SQLITE_STATIC) != SQLITE_OK)
		query->failed = 1;
}

void
query_bind_date(struct query *query, struct date date)
{
	char text[DATE_TEXT_MAX];

	if (query_place(query) &&
	    sqlite3_bind_text(query->handle, query->bound,
		date_format(date, text), -1, SQLITE_TRANSIENT) != SQLITE_OK)
		query->failed = 1;
}

enum status
query_next(struct query *query, bool *found, struct error *error)
{
	int code;

	if (query->failed)
		return sqlite_fail(query->ledger, error);
	code = sqlite3_step(query->handle);
	*found = code == SQLITE_ROW;
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return sqlite_fail(query->ledger, error);
	return STATUS_OK;
}

enum status
query_run(struct query *query, struct error *error)
{
	enum status status;
	bool found;

	status = query_next(query, &found, error);
	(void)sqlite3_reset(query->handle);
	query->bound = 0;
	return status;
}

const char *
query_text(struct query *query, int column)
{
	const char *text =
	    (const char *)sqlite3_column_text(query->handle, column);

	return text == NULL ? "" : text;
}

int64_t
query_integer(struct query *query, int column)
{
	return sqlite3_column_int64(query->handle, column);
}

const void *
query_blob(struct query *query, int column, size_t *length)
{
	/* A connection is one thread's: a value need not be protected. */
	sqlite3_value *value = sqlite3_column_value(query->handle, column);
	const void *bytes = sqlite3_value_blob(value);

	*length = (size_t)sqlite3_value_bytes(value);
	return bytes;
}

bool
query_null(struct query *query, int column)
{
	return sqlite3_column_type(query->handle, column) == SQLITE_NULL;
}

enum status
query_date(
    struct query *query, int column, struct date *date, struct error *error)
{
	const char *text = query_text(query, column);

	*date = DATE_NONE;
	return text[0] == '\0' ? STATUS_OK : date_parse(text, date, error);
}

void
query_end(struct query *query)
{
	if (query->handle != NULL) {
		(void)sqlite3_reset(query->handle);
		(void)sqlite3_clear_bindings(query->handle);
	}
	query->handle = NULL;
}
