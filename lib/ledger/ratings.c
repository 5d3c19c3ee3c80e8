/*
 * The feed is joined to the usage in the order in which it comes, month by
 * month: the rows of one are one range of the table's tree.  The join is an
 * outer one, so that the feed stays the outer loop, whatever the planner thinks
 * of it; each row that says when it occurred proves that it did.
 */
#include "ledger/ratings.h"

#include "base/instant.h"
#include "ledger/usages.h"

#define MONTH_DAYS 31 /* so many days behind its first one is another */

/* Let the source give its next row, and remember it. */
static enum status
give_next(struct ratings *ratings, struct bulk_value *values, bool *found,
    struct error *error)
{
	const struct ratings_terms *terms = &ratings->terms;
	struct bulk_source *source = terms->source;
	enum status status;

	status = source->next(source->context, values, found, error);
	if (status != STATUS_OK || !*found)
		return status;
	ratings->from = values[2].integer;
	ratings->to = values[3].integer;
	ratings->month = usages_month(ratings->from);
	if (ratings->month < terms->first_month)
		ratings->month = terms->first_month;
	ratings->last_month = usages_month(ratings->to - 1);
	if (ratings->last_month > terms->last_month)
		ratings->last_month = terms->last_month;
	return STATUS_OK;
}

/* Give a row of the source once for each month of it, but once at least. */
static enum status
give(void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct ratings *ratings = context;
	enum status status = STATUS_OK;

	*found = true;
	if (ratings->month < ratings->last_month)
		ratings->month =
		    usages_month((ratings->month + MONTH_DAYS) * INSTANT_DAY);
	else
		status = give_next(ratings, values, found, error);
	values[4] = (struct bulk_value){ .integer = ratings->month };
	return status;
}

/* Let the taker take a row, if it is of the window that was given. */
static bool
take(void *context, const struct bulk_row *row)
{
	struct ratings *ratings = context;
	const struct bulk_taker *taker = &ratings->terms.taker;
	int64_t occurred_at;

	if (ratings->terms.depth != RATING_SUMS &&
	    bulk_integer(row, RATING_COUNTS) != 0) {
		occurred_at = bulk_integer(row, RATING_OCCURRED_AT);
		ratings->astray =
		    occurred_at < ratings->from || occurred_at >= ratings->to;
	}
	return ratings->astray || taker->take(taker->context, row);
}

enum status
ratings_open(struct ledger *ledger, const struct ratings_terms *terms,
    struct ratings *ratings, struct error *error)
{
	static const enum statement statements[] = {
		[RATING_SUMS] = STATEMENT_RATE_FEED_SUMS,
		[RATING_EVENTS] = STATEMENT_RATE_FEED,
		[RATING_WIDE] = STATEMENT_RATE_FEED_WIDE,
	};

	ratings->terms = *terms;
	ratings->astray = false;
	ratings->month = ratings->last_month = 0;
	ratings->feed = (struct bulk_source){
		.next = give,
		.context = ratings,
		.error = terms->source->error,
	};
	ratings->taker = (struct bulk_taker){ take, ratings };
	bulk_feed(ledger, &ratings->feed);
	return query_begin(
	    ledger, statements[terms->depth], &ratings->query, error);
}

enum status
ratings_read(struct ratings *ratings, bool *found, struct error *error)
{
	enum status status;

	status = bulk_take(&ratings->query, &ratings->taker, found, error);
	/* What the source has said is more than that the query failed. */
	if (ratings->feed.status != STATUS_OK) {
		*error = *ratings->feed.error;
		return ratings->feed.status;
	}
	if (status == STATUS_OK && ratings->astray)
		return error_set(error, STATUS_LEDGER,
		    "the ledger gave usage in an order of its own");
	return status;
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
