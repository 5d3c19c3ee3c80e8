/*
 * The adjustments among what a run reads.
 */
#include <string.h>

#include "ledger/billings.h"

static bool
is_of(struct stream *stream, const struct billing_owner *owner,
    const char *subscription)
{
	return stream_is(stream, owner->payer, owner->account) &&
	       strcmp(query_text(&stream->query, STREAM_SUBSCRIBED),
		   subscription) == 0;
}

static enum status
read_one(struct taking *taking, struct adjustment *adjustment)
{
	struct query *query = &taking->stream->query;
	struct currency currency = stream_currency(taking, 5);

	*adjustment = (struct adjustment){
		.id = stream_text(taking, 3),
		.amount = money_of(query_integer(query, 4), currency),
		.reason = stream_text(taking, 6),
		.effective_on = stream_date(taking, 7),
		.charge = stream_text(taking, 8),
		.credit = strcmp(query_text(query, 9), "credit") == 0,
		.percent = stream_text(taking, 10),
		.period_start = query_text(query, 11)[0] == '\0'
				    ? DATE_NONE
				    : stream_date(taking, 11),
		.billed = money_of(query_integer(query, 12), currency),
		.billed_count = query_integer(query, 13),
	};
	return taking->status;
}

enum status
billings_adjustments(struct billings *billings,
    const struct billing_owner *owner, struct arena *arena,
    struct billing_subscription *to, struct error *error)
{
	struct stream *stream = &billings->adjustments;
	struct taking taking = { stream, arena, error, STATUS_OK };

	while (taking.status == STATUS_OK && is_of(stream, owner, to->id)) {
		to->adjustments = arena_grow(arena, to->adjustments,
		    to->adjustment_count, sizeof(*to->adjustments));
		if (to->adjustments == NULL)
			return error_memory(error);
		taking.status = read_one(
		    &taking, &to->adjustments[to->adjustment_count++]);
		if (taking.status == STATUS_OK)
			taking.status = stream_step(stream, error);
	}
	return taking.status;
}
