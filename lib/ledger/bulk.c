/*
 * The table "feed" is an eponymous virtual table: it is there without a CREATE,
 * is in no schema, and so a ledger never depends on it.  It is read once from
 * its beginning to its end; a plan that wanted it twice is refused, since a
 * source cannot go back.
 *
 * The function "take" is false for a row that was taken, so that the statement
 * goes on by itself.
 */
#include "ledger/bulk.h"

#include <assert.h>
#include <stdlib.h>

#include "ledger/sqlite.h"

/* Enough that no plan puts the feed inside a loop. */
#define ROWS_EXPECTED 1e7

struct feed_table {
	sqlite3_vtab base;
	struct ledger *ledger;
};

struct feed_cursor {
	sqlite3_vtab_cursor base;
	struct bulk_source *source;
	struct bulk_value values[BULK_WIDTH_MAX];
	sqlite3_int64 row;
	bool found;
};

struct bulk_row {
	sqlite3_value **values;
	int count;
};

static int
feed_connect(sqlite3 *handle, void *context, int count,
    const char *const *arguments, sqlite3_vtab **opened, char **text)
{
	struct feed_table *table;
	int code;

	(void)count;
	(void)arguments;
	(void)text;
	code = sqlite3_declare_vtab(
	    handle, statement_text(STATEMENT_FEED_COLUMNS));
	if (code != SQLITE_OK)
		return code;
	table = calloc(1, sizeof(*table));
	if (table == NULL)
		return SQLITE_NOMEM;
	table->ledger = context;
	*opened = &table->base;
	return SQLITE_OK;
}

static int
feed_disconnect(sqlite3_vtab *table)
{
	free(table);
	return SQLITE_OK;
}

static int
feed_plan(sqlite3_vtab *table, sqlite3_index_info *plan)
{
	(void)table;
	plan->estimatedCost = ROWS_EXPECTED;
	plan->estimatedRows = (sqlite3_int64)ROWS_EXPECTED;
	return SQLITE_OK;
}

static int
feed_open(sqlite3_vtab *table, sqlite3_vtab_cursor **opened)
{
	struct feed_cursor *cursor = calloc(1, sizeof(*cursor));

	(void)table;
	if (cursor == NULL)
		return SQLITE_NOMEM;
	*opened = &cursor->base;
	return SQLITE_OK;
}

static int
feed_close(sqlite3_vtab_cursor *cursor)
{
	free(cursor);
	return SQLITE_OK;
}

/* Let the statement fail; what the source has said is told by who runs it. */
static int
feed_fail(struct feed_cursor *cursor, const char *text)
{
	sqlite3_free(cursor->base.pVtab->zErrMsg);
	cursor->base.pVtab->zErrMsg = sqlite3_mprintf("%s", text);
	cursor->found = false;
	return SQLITE_ERROR;
}

static int
feed_next(sqlite3_vtab_cursor *base)
{
	struct feed_cursor *cursor = (struct feed_cursor *)base;
	struct bulk_source *source = cursor->source;

	source->status = source->next(
	    source->context, cursor->values, &cursor->found, source->error);
	if (source->status != STATUS_OK)
		return feed_fail(cursor, source->error->text);
	cursor->row++;
	return SQLITE_OK;
}

static int
feed_filter(sqlite3_vtab_cursor *base, int number, const char *text, int count,
    sqlite3_value **values)
{
	struct feed_cursor *cursor = (struct feed_cursor *)base;
	struct ledger *ledger = ((struct feed_table *)base->pVtab)->ledger;

	(void)number;
	(void)text;
	(void)count;
	(void)values;
	if (ledger->feed == NULL)
		return feed_fail(cursor, "the feed has no source left");
	/* The source goes with its first reader. */
	cursor->source = ledger->feed;
	ledger->feed = NULL;
	cursor->row = 0;
	return feed_next(base);
}

static int
feed_ended(sqlite3_vtab_cursor *cursor)
{
	return !((struct feed_cursor *)cursor)->found;
}

static int
feed_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
	const struct bulk_value *value =
	    &((struct feed_cursor *)cursor)->values[column];

	assert(column >= 0 && column < BULK_WIDTH_MAX);
	if (value->text == NULL)
		sqlite3_result_int64(context, value->integer);
	else
		sqlite3_result_text64(context, value->text, value->length,
		    SQLITE_STATIC, SQLITE_UTF8);
	return SQLITE_OK;
}

static int
feed_row(sqlite3_vtab_cursor *cursor, sqlite3_int64 *row)
{
	*row = ((struct feed_cursor *)cursor)->row;
	return SQLITE_OK;
}

/* take(VALUE, ...): whether the taker has enough */
static void
take(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct ledger *ledger = sqlite3_user_data(context);
	const struct bulk_taker *taker = ledger->taker;
	struct bulk_row row = { values, count };

	if (taker == NULL)
		sqlite3_result_error(context, "nobody takes the row", -1);
	else if (taker->take(taker->context, &row))
		sqlite3_result_int(context, 1);
}

int64_t
bulk_integer(const struct bulk_row *row, int column)
{
	assert(column < row->count);
	return sqlite3_value_int64(row->values[column]);
}

const char *
bulk_text(const struct bulk_row *row, int column)
{
	const char *text;

	/* Without memory for it the step fails, whatever is made of the row. */
	assert(column < row->count);
	text = (const char *)sqlite3_value_text(row->values[column]);
	return text == NULL ? "" : text;
}

size_t
bulk_length(const struct bulk_row *row, int column)
{
	assert(column < row->count);
	return (size_t)sqlite3_value_bytes(row->values[column]);
}

void
bulk_feed(struct ledger *ledger, struct bulk_source *source)
{
	static const sqlite3_module module = {
		.xConnect = feed_connect,
		.xBestIndex = feed_plan,
		.xDisconnect = feed_disconnect,
		.xOpen = feed_open,
		.xClose = feed_close,
		.xFilter = feed_filter,
		.xNext = feed_next,
		.xEof = feed_ended,
		.xColumn = feed_column,
		.xRowid = feed_row,
	};

	ledger->feed = source;
	if (!ledger->feeds)
		ledger->feeds =
		    sqlite3_create_module(
			ledger->handle, "feed", &module, ledger) == SQLITE_OK &&
		    sqlite3_create_function_v2(ledger->handle, "take", -1,
			SQLITE_UTF8 | SQLITE_DIRECTONLY, ledger, take, NULL,
			NULL, NULL) == SQLITE_OK;
	/* Memory is all that they can want; the next query tells it. */
	if (!ledger->feeds)
		ledger->starved = true;
}

enum status
bulk_take(struct query *query, const struct bulk_taker *taker, bool *found,
    struct error *error)
{
	struct ledger *ledger = query->ledger;
	enum status status;

	ledger->taker = taker;
	status = query_next(query, found, error);
	ledger->taker = NULL;
	return status;
}

enum status
bulk_run(struct ledger *ledger, enum statement statement,
    struct bulk_source *source, struct error *error)
{
	struct query query = { .handle = NULL };
	enum status status;

	bulk_feed(ledger, source);
	source->status = STATUS_OK;
	status = query_begin(ledger, statement, &query, error);
	if (status == STATUS_OK)
		status = query_run(&query, error);
	query_end(&query);
	bulk_feed(ledger, NULL);
	if (source->status == STATUS_OK)
		return status;
	if (source->error != error)
		*error = *source->error;
	else
		error->status = source->status;
	return source->status;
}
