/*
 * Thin doors to the tables of usage; the index of event ids has a file of its
 * own.
 */
#include "ledger/usages.h"

#include <string.h>

#include "base/hash.h"
#include "base/instant.h"
#include "ledger/query.h"
#include "ledger/usages_parts.h"

/* What a row has, in the order of the statement. */
enum {
	MONTH,
	SUBSCRIPTION,
	OCCURRED_AT,
	EVENT,
	NUMBER,
	COUNTS,
	METRIC,
	QUANTITY,
	AMOUNT,
	CURRENCY,
	DIMENSIONS,
	NAMED,
	REASON,
};

/* The last number that was given, and the last batch. */
static enum status
load_last(
    struct ledger *ledger, int64_t *number, int64_t *batch, struct error *error)
{
	struct query query;
	enum status status;
	bool found;

	status = query_begin(ledger, STATEMENT_USAGE_LAST, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, error);
	if (status == STATUS_OK) {
		*number = query_integer(&query, 0);
		*batch = query_integer(&query, 1);
	}
	query_end(&query);
	return status;
}

int64_t
usages_month(int64_t occurred_at)
{
	int64_t day = occurred_at / INSTANT_DAY;

	day -= occurred_at % INSTANT_DAY < 0;
	return day + 1 - date_civil((struct date){ (int32_t)day }).day;
}

uint64_t
usages_id(const char *event)
{
	return hash_short(event, strlen(event));
}

enum status
usages_state(
    struct ledger *ledger, struct usage_state *state, struct error *error)
{
	struct query query;
	int64_t last_batch;
	enum status status;
	bool found;

	status = load_last(ledger, &state->last_number, &last_batch, error);
	if (status != STATUS_OK)
		return status;
	status = query_begin(ledger, STATEMENT_USAGE_HORIZON, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, error);
	if (status == STATUS_OK)
		status = query_date(&query, 0, &state->horizon, error);
	if (status == STATUS_OK) {
		state->first_month = query_integer(&query, 1);
		state->last_month = query_integer(&query, 2);
	}
	query_end(&query);
	return status;
}

enum status
usages_book(
    struct ledger *ledger, struct bulk_source *source, struct error *error)
{
	return bulk_run(ledger, STATEMENT_USAGE_FEED, source, error);
}

enum status
usages_book_plain(
    struct ledger *ledger, struct bulk_source *source, struct error *error)
{
	return bulk_run(ledger, STATEMENT_USAGE_PLAIN_FEED, source, error);
}

enum status
usages_late(
    struct ledger *ledger, struct bulk_source *source, struct error *error)
{
	return bulk_run(ledger, STATEMENT_USAGE_LATE_FEED, source, error);
}

enum status
usages_retract(
    struct ledger *ledger, struct bulk_source *source, struct error *error)
{
	return bulk_run(ledger, STATEMENT_USAGE_RETRACTION_FEED, source, error);
}

enum status
usages_met(
    struct ledger *ledger, struct bulk_source *source, struct error *error)
{
	return bulk_run(ledger, STATEMENT_USAGE_RETRACTION_MET, source, error);
}

enum status
usages_batch(
    struct ledger *ledger, const struct usage_batch *batch, struct error *error)
{
	int64_t last_number, last_batch = 0;
	unsigned char digest[USAGES_DIGEST];
	struct query query = { .handle = NULL };
	enum status status;

	status = load_last(ledger, &last_number, &last_batch, error);
	if (status == STATUS_OK)
		status = query_begin(
		    ledger, STATEMENT_USAGE_BATCH_INSERT, &query, error);
	if (status == STATUS_OK) {
		query_bind_integer(&query, last_batch + 1);
		query_bind_integer(&query, batch->first_number);
		query_bind_integer(&query, batch->last_number);
		query_bind_integer(&query, batch->first_at);
		usages_digest_put(batch->digest, digest);
		query_bind_blob(&query, digest, USAGES_DIGEST);
		status = query_run(&query, error);
	}
	query_end(&query);
	return status;
}

enum status
usages_visit(struct ledger *ledger, usage_visit *visit, void *context,
    struct error *error)
{
	struct usage_row row;
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(ledger, STATEMENT_USAGE_SELECT, &query, error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		row = (struct usage_row){
			.month = query_integer(&query, MONTH),
			.subscription = query_text(&query, SUBSCRIPTION),
			.occurred_at = query_integer(&query, OCCURRED_AT),
			.event = query_text(&query, EVENT),
			.number = query_integer(&query, NUMBER),
			.counts = (int)query_integer(&query, COUNTS),
			.metric = query_text(&query, METRIC),
			.quantity = query_text(&query, QUANTITY),
			.amount = query_text(&query, AMOUNT),
			.currency = query_text(&query, CURRENCY),
			.dimensions = query_text(&query, DIMENSIONS),
			.named = query_text(&query, NAMED),
			.reason = query_text(&query, REASON),
		};
		status = visit(context, &row, error);
	}
	query_end(&query);
	return status;
}

enum status
usages_retractions(struct ledger *ledger, bool awaiting, usage_retracted *visit,
    void *context, struct error *error)
{
	struct usage_retraction retraction;
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(ledger,
	    awaiting ? STATEMENT_USAGE_RETRACTIONS_AWAITING
		     : STATEMENT_USAGE_RETRACTIONS,
	    &query, error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		retraction = (struct usage_retraction){
			.event = query_text(&query, 0),
			.occurred_at = query_integer(&query, 1),
			.number = query_integer(&query, 2),
			.content = (uint64_t)query_integer(&query, 3),
		};
		status = visit(context, &retraction, error);
	}
	query_end(&query);
	return status;
}
