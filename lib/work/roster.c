/*
 * Order lines come by subscription, so that one at a time is in memory.
 */
#include "work/roster.h"

#include <string.h>

#include "ledger/orders.h"
#include "ledger/stream.h"

/* Take the lines of the subscription that the stream stands on. */
static enum status
take(struct roster *roster, struct subscription *subscription,
    struct error *error)
{
	struct stream *stream = &roster->stream;
	struct taking taking = { stream, &roster->scratch, error, STATUS_OK };
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
		    &roster->scratch, orders, count, sizeof(*orders));
		if (orders == NULL)
			return error_memory(error);
		status =
		    orders_take(&taking, roster->catalogs, &orders[count++]);
		if (status == STATUS_OK)
			status = stream_step(stream, error);
	}
	if (status != STATUS_OK)
		return status;
	return subscription_build(
	    (struct orders){ orders, count, roster->until }, &roster->scratch,
	    subscription, error);
}

enum status
roster_open(struct roster *roster, struct ledger *ledger,
    const struct billing_range *range, struct error *error)
{
	return stream_open(
	    ledger, STATEMENT_ROSTER_ORDERS, range, &roster->stream, error);
}

enum status
roster_next(struct roster *roster, struct subscription *subscription,
    bool *found, struct error *error)
{
	*found = roster->stream.found;
	if (!*found)
		return STATUS_OK;
	arena_reset(&roster->scratch);
	return take(roster, subscription, error);
}

void
roster_close(struct roster *roster)
{
	stream_close(&roster->stream);
	arena_close(&roster->scratch);
}

enum status
roster_read(struct ledger *ledger, const struct catalogs *catalogs,
    roster_visit *visit, void *context, struct error *error)
{
	const struct billing_range all = { .as_of = DATE_MAX };
	struct roster roster = { .catalogs = catalogs,
		.until = { DATE_FIRST_DAYS } };
	struct subscription subscription;
	enum status status;
	bool found = true;

	status = roster_open(&roster, ledger, &all, error);
	while (status == STATUS_OK) {
		status = roster_next(&roster, &subscription, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = visit(context, &subscription, error);
	}
	roster_close(&roster);
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
