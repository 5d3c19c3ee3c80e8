/*
 * Statements at work.  The handle of a query is SQLite's; nobody above sees it.
 */
#include "ledger/query.h"

#include <string.h>

#include "ledger/sqlite.h"

#define GATHERED_MAX 2048 /* bytes, before they are hashed at once */
#define HEAD_MAX 10 /* bytes of a number, seven bits in each */

enum status
query_begin(struct ledger *ledger, enum statement statement,
    struct query *query, struct error *error)
{
	sqlite3_stmt **prepared = &ledger->statements[statement];

	*query = (struct query){ .ledger = ledger, .statement = statement };
	if (ledger->starved)
		return error_memory(error);
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

/* A bind that fails is told by the next step; its code stands nowhere else. */
static void
note(struct query *query, int code)
{
	if (code != SQLITE_OK)
		query->failed = code;
}

void
query_bind_text(struct query *query, const char *text)
{
	if (query_place(query))
		note(query, sqlite3_bind_text(query->handle, query->bound, text,
				-1, SQLITE_STATIC));
}

void
query_bind_integer(struct query *query, int64_t number)
{
	if (query_place(query))
		note(query,
		    sqlite3_bind_int64(query->handle, query->bound, number));
}

void
query_bind_blob(struct query *query, const void *bytes, size_t length)
{
	if (query_place(query))
		note(query, sqlite3_bind_blob64(query->handle, query->bound,
				bytes, length, SQLITE_STATIC));
}

void
query_bind_date(struct query *query, struct date date)
{
	char text[DATE_TEXT_MAX];

	if (query_place(query))
		note(query, sqlite3_bind_text(query->handle, query->bound,
				date_format(date, text), -1, SQLITE_TRANSIENT));
}

enum status
query_next(struct query *query, bool *found, struct error *error)
{
	int code;

	if (query->failed == SQLITE_NOMEM || query->ledger->starved)
		return error_memory(error);
	if (query->failed != SQLITE_OK)
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

/* A value has no text if it is NULL, or where there is no memory for that: then
 * this is the last that happened. */
const char *
query_text(struct query *query, int column)
{
	const char *text =
	    (const char *)sqlite3_column_text(query->handle, column);

	if (text != NULL)
		return text;
	if (sqlite3_errcode(query->ledger->handle) == SQLITE_NOMEM)
		query->ledger->starved = true;
	return "";
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

/* What is to be hashed: many small values cost less in one piece. */
struct gathered {
	struct hash *hash;
	size_t used;
	unsigned char bytes[GATHERED_MAX];
};

static void
gather(struct gathered *gathered, const void *bytes, size_t length)
{
	if (length > GATHERED_MAX - gathered->used) {
		hash_bytes(gathered->hash, gathered->bytes, gathered->used);
		gathered->used = 0;
	}
	if (length > GATHERED_MAX) {
		hash_bytes(gathered->hash, bytes, length);
		return;
	}
	if (length > 0)
		memcpy(gathered->bytes + gathered->used, bytes, length);
	gathered->used += length;
}

/* Seven bits in a byte, the last ones first; the eighth says that more follow.
 */
static void
gather_number(struct gathered *gathered, uint64_t number)
{
	unsigned char bytes[HEAD_MAX];
	size_t length = 0;

	for (; number > 127; number >>= 7)
		bytes[length++] = (unsigned char)(number | 128);
	bytes[length++] = (unsigned char)number;
	gather(gathered, bytes, length);
}

static void
gather_value(struct gathered *gathered, sqlite3_stmt *handle, int column)
{
	int type = sqlite3_column_type(handle, column);
	int64_t integer;
	const void *bytes;
	uint64_t length;

	switch (type) {
	case SQLITE_NULL:
		gather_number(gathered, SQLITE_NULL);
		return;
	case SQLITE_INTEGER:
		/* The sign goes to the lowest bit, so that small is short. */
		integer = sqlite3_column_int64(handle, column);
		gather_number(gathered, SQLITE_INTEGER);
		gather_number(gathered,
		    (uint64_t)integer << 1 ^ (uint64_t)(integer >> 63));
		return;
	case SQLITE_BLOB:
		bytes = sqlite3_column_blob(handle, column);
		break;
	default:
		bytes = sqlite3_column_text(handle, column);
	}
	length = (uint64_t)sqlite3_column_bytes(handle, column);
	gather_number(gathered, length << 3 | (uint64_t)type);
	gather(gathered, bytes, length);
}

void
query_hash(struct query *query, struct hash *hash)
{
	int count = sqlite3_column_count(query->handle);
	struct gathered gathered;

	gathered.hash = hash;
	gathered.used = 0;
	gather_number(&gathered, (uint64_t)count);
	for (int i = 0; i < count; i++)
		gather_value(&gathered, query->handle, i);
	hash_bytes(hash, gathered.bytes, gathered.used);
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
