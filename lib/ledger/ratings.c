/*
 * The feed is joined to the usage in the order in which it comes: the rows of a
 * window are one range of the table's tree.
 */
#include "ledger/ratings.h"

#include "base/instant.h"
#include "ledger/usages.h"

enum {
	ORDINAL,
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

enum status
ratings_open(struct ledger *ledger, struct bulk_source *source,
    struct ratings *ratings, struct error *error)
{
	ratings->source = source;
	source->status = STATUS_OK;
	bulk_feed(ledger, source);
	return query_begin(ledger, STATEMENT_RATE_FEED, &ratings->query, error);
}

enum status
ratings_next(struct ratings *ratings, struct rating_row *row, bool *found,
    struct error *error)
{
	struct query *query = &ratings->query;
	enum status status;

	status = query_next(query, found, error);
	/* What the source has said is more than that the query failed. */
	if (ratings->source->status != STATUS_OK) {
		*error = *ratings->source->error;
		return ratings->source->status;
	}
	if (status != STATUS_OK || !*found)
		return status;
	row->ordinal = query_integer(query, ORDINAL);
	row->counts = query_integer(query, COUNTS);
	row->occurred_at = query_integer(query, OCCURRED_AT);
	row->event = query_text(query, EVENT);
	row->metric = query_text(query, METRIC);
	row->quantity = query_text(query, QUANTITY);
	row->number = query_integer(query, NUMBER);
	return STATUS_OK;
}

const char *
ratings_dimensions(struct ratings *ratings)
{
	return query_text(&ratings->query, DIMENSIONS);
}

const char *
ratings_amount(struct ratings *ratings)
{
	return query_text(&ratings->query, AMOUNT);
}

const char *
ratings_currency(struct ratings *ratings)
{
	return query_text(&ratings->query, CURRENCY);
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
