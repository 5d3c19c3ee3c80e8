/*
 * Order lines come by subscription, so that one at a time is in memory.
 */
#include "work/roster.h"

#include <string.h>

#include "ledger/orders.h"
#include "ledger/stream.h"

struct reading {
	const struct catalogs *catalogs;
	struct stream stream;
	struct arena scratch;
	struct error *error;
};

/* Take the lines of the subscription that the stream stands on. */
static enum status
take(struct reading *reading, struct subscription *subscription)
{
	struct stream *stream = &reading->stream;
	struct taking taking = { stream, &reading->scratch, reading->error,
		STATUS_OK };
	struct order *orders = NULL;
	enum status status;
	size_t count = 0;

	*subscription = (struct subscription){
		.id = stream_text(&taking, STREAM_SUBSCRIBED),
		.owner = stream_text(&taking, STREAM_ACCOUNT),
	};
	status = taking.status;
	while (status == STATUS_OK && stream->found &&
	       strcmp(query_text(&stream->query, STREAM_SUBSCRIBED),
		   subscription->id) == 0) {
		orders = arena_grow(
		    &reading->scratch, orders, count, sizeof(*orders));
		if (orders == NULL)
			return error_memory(reading->error);
		status =
		    orders_take(&taking, reading->catalogs, &orders[count++]);
		if (status == STATUS_OK)
			status = stream_step(stream, reading->error);
	}
	if (status != STATUS_OK)
		return status;
	return subscription_build(
	    (struct orders){ orders, count, { DATE_FIRST_DAYS } },
	    &reading->scratch, subscription, reading->error);
}

enum status
roster_read(struct ledger *ledger, const struct catalogs *catalogs,
    roster_visit *visit, void *context, struct error *error)
{
	const struct billing_range all = { .as_of = DATE_MAX };
	struct reading reading = { .catalogs = catalogs, .error = error };
	struct subscription subscription;
	enum status status;

	status = stream_open(
	    ledger, STATEMENT_GUIDE_ORDERS, &all, &reading.stream, error);
	while (status == STATUS_OK && reading.stream.found) {
		arena_reset(&reading.scratch);
		status = take(&reading, &subscription);
		if (status == STATUS_OK)
			status = visit(context, &subscription, error);
	}
	stream_close(&reading.stream);
	arena_close(&reading.scratch);
	return status;
}

/* Whether ${item} is there on that day, be it on trial or suspended. */
static bool
has(const struct subscription *subscription, const struct item *item,
    struct date on)
{
	struct date begin = item->addon ? item->start : subscription->begin;

	return begin.days <= on.days &&
	       (item->end.days > on.days || item->end.days == DATE_MAX.days);
}

const struct term *
roster_term(const struct subscription *subscription, const struct item *item,
    struct date on)
{
	const struct term *found = NULL;
	size_t i;

	if (!has(subscription, item, on))
		return NULL;
	for (i = 0; i < subscription->term_count; i++) {
		const struct term *term = &subscription->terms[i];

		if (term->item != item)
			continue;
		found = term;
		if (term->to.days > on.days)
			break;
	}
	return found;
}
