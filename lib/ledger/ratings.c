/*
 * The feed is joined to the usage in the order in which it comes: the rows of a
 * window are one range of the table's tree.  The feed is asked for the next one
 * when they are at their end and not before, so the window of a row is the one
 * that was given last; to ask SQLite for it costs as much as a column.  Texts
 * are taken as the bytes that they are: to end each with a NUL, SQLite would
 * have to copy it.
 */
#include "ledger/ratings.h"

#include "base/instant.h"
#include "ledger/usages.h"

enum {
	COUNTS,
	OCCURRED_AT,
	EVENT,
	METRIC,
	QUANTITY,
	DIMENSIONS,
	AMOUNT,
	CURRENCY,
	NUMBER,
};

static const int columns[RATING_TEXTS_WIDE] = {
	[RATING_EVENT] = EVENT,
	[RATING_METRIC] = METRIC,
	[RATING_QUANTITY] = QUANTITY,
	[RATING_DIMENSIONS] = DIMENSIONS,
	[RATING_AMOUNT] = AMOUNT,
	[RATING_CURRENCY] = CURRENCY,
};

/* Let the source give its next row, and remember it. */
static enum status
give(void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct ratings *ratings = context;
	struct bulk_source *source = ratings->source;
	enum status status;

	status = source->next(source->context, values, found, error);
	if (status != STATUS_OK || !*found)
		return status;
	ratings->ordinal = values[0].integer;
	ratings->from = values[2].integer;
	ratings->to = values[3].integer;
	return STATUS_OK;
}

enum status
ratings_open(struct ledger *ledger, struct bulk_source *source, bool wide,
    struct ratings *ratings, struct error *error)
{
	ratings->source = source;
	ratings->wide = wide;
	ratings->feed = (struct bulk_source){
		.next = give,
		.context = ratings,
		.error = source->error,
	};
	bulk_feed(ledger, &ratings->feed);
	return query_begin(ledger,
	    wide ? STATEMENT_RATE_FEED_WIDE : STATEMENT_RATE_FEED,
	    &ratings->query, error);
}

enum status
ratings_next(struct ratings *ratings, struct rating_row *row, bool *found,
    struct error *error)
{
	struct query *query = &ratings->query;
	size_t texts = ratings->wide ? RATING_TEXTS_WIDE : RATING_TEXTS, i;
	enum status status;

	status = query_next(query, found, error);
	/* What the source has said is more than that the query failed. */
	if (ratings->feed.status != STATUS_OK) {
		*error = *ratings->feed.error;
		return ratings->feed.status;
	}
	if (status != STATUS_OK || !*found)
		return status;
	row->ordinal = ratings->ordinal;
	row->counts = query_integer(query, COUNTS);
	row->occurred_at = query_integer(query, OCCURRED_AT);
	row->number = ratings->wide ? query_integer(query, NUMBER) : 0;
	for (i = 0; i < texts; i++)
		row->texts[i].bytes =
		    query_blob(query, columns[i], &row->texts[i].length);
	if (row->counts != 0 && (row->occurred_at < ratings->from ||
				    row->occurred_at >= ratings->to))
		return error_set(error, STATUS_LEDGER,
		    "the ledger gave usage in an order of its own");
	return STATUS_OK;
}

/* The least number up to which lines were rated, and the last of their days. */
static enum status
find_upto(struct ledger *ledger, int64_t posting, int64_t *upto,
    struct date *end, struct error *error)
{
	struct query query;
	enum status status;
	bool found;

	status = query_begin(ledger, STATEMENT_RATE_UPTO, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&query, posting);
	status = query_next(&query, &found, error);
	if (status == STATUS_OK) {
		*upto = query_null(&query, 0) ? INT64_MAX
					      : query_integer(&query, 0);
		status = query_date(&query, 1, end, error);
	}
	query_end(&query);
	return status;
}

enum status
ratings_note(struct ledger *ledger, int64_t posting, struct error *error)
{
	struct usage_state state;
	struct query query;
	struct date end;
	enum status status;
	int64_t upto;

	status = find_upto(ledger, posting, &upto, &end, error);
	if (status == STATUS_OK)
		status = usages_state(ledger, &state, error);
	if (status != STATUS_OK || upto >= state.last_number)
		return status;
	status = query_begin(ledger, STATEMENT_RATE_NOTE, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&query, posting);
	/* Wherever on earth it is, their last day is over by then. */
	query_bind_integer(&query, (end.days + 2) * INSTANT_DAY);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

void
ratings_close(struct ratings *ratings)
{
	query_end(&ratings->query);
}
