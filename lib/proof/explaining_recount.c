/*
 * Counting anew what a line was made of: by the rows of usage up to a number,
 * by what was due then, and by the rates that there were.
 */
#include "proof/explaining.h"
#include "rate/deck.h"
#include "rate/rate.h"

enum status
explaining_recount_begin(struct explaining *explaining,
    const struct explained *line, const struct recalled *recalled,
    struct recount *recount)
{
	const struct due *due = recalled->due;
	size_t count = due == NULL ? 0 : due->segment_count, i;
	struct tally_terms terms = {
		.pricing = &recount->pricing,
		.arena = &explaining->scratch,
	};
	enum status status;

	recount->due = due;
	recount->pricing = explaining->pricing;
	recount->days = arena_array(
	    &explaining->scratch, count + 1, sizeof(*recount->days));
	if (recount->days == NULL)
		return error_memory(explaining->error);
	for (i = 0; i < count; i++) {
		recount->days[i].from =
		    explaining_instant(explaining, due->segments[i].from);
		recount->days[i].to =
		    explaining_instant(explaining, due->segments[i].to);
	}
	if (count == 0)
		return STATUS_OK;
	terms.begin = recount->days[0].from;
	terms.end = recount->days[count - 1].to;
	explaining_stand(explaining, line, recount);
	if (standing_matters(due->definition))
		terms.standing = &recount->stands.standing;
	status = due_part(due, &terms.part, explaining->error);
	if (status == STATUS_OK)
		status = decks_before(explaining->decks, recount->posting,
		    &explaining->scratch, &recount->pricing.decks,
		    explaining->error);
	return status == STATUS_OK
		   ? tally_begin(&recount->tally, due->definition, &terms,
			 explaining->error)
		   : status;
}

void
explaining_recount_row(struct recount *recount, const struct explained_row *row)
{
	size_t count = recount->due == NULL ? 0 : recount->due->segment_count,
	       i;
	bool known = row->number <= recount->upto;

	recount->before = count > 0 && row->occurred_at < recount->days[0].from;
	if (known && row->counts < 0)
		recount->gone = row->moved ? GONE_MOVED : GONE_RETRACTED;
	if (recount->before && known &&
	    recount->due->definition->usage.metric->recurring)
		recount->net += row->counts;
	for (i = 0; i < count && known; i++) {
		if (row->occurred_at < recount->days[i].from ||
		    row->occurred_at >= recount->days[i].to)
			continue;
		recount->within = true;
		recount->net += row->counts;
	}
}

/* What the last event made of quantity and amount. */
static enum status
price_event(const struct explaining *explaining, struct recount *recount)
{
	struct error *error = explaining->error;
	struct rate_result result = { .steps = NULL };
	struct decimal quantity;
	enum status status;

	status = tally_quantity(&recount->tally, &quantity, error);
	if (status == STATUS_OK)
		status = tally_price(&recount->tally, recount->stands.pooled,
		    &result, NULL, error);
	if (status == STATUS_OK)
		status = decimal_subtract(quantity, recount->quantity,
		    &recount->event_quantity, error);
	if (status == STATUS_OK)
		status = decimal_subtract(result.amount, recount->amount,
		    &recount->event_amount, error);
	recount->event_quantity = decimal_strip(recount->event_quantity);
	recount->event_amount = decimal_strip(recount->event_amount);
	recount->quantity = quantity;
	recount->amount = result.amount;
	return status;
}

/* Why an event does not count. */
static enum gone
why_gone(const struct recount *recount, bool counts)
{
	if (!recount->within)
		return GONE_OUTSIDE;
	return counts ? GONE_RATELESS : recount->gone;
}

enum status
explaining_recount_end(const struct explaining *explaining,
    struct recount *recount, const struct usage_event *event, bool *counted)
{
	bool counts = event != NULL && recount->net == 1;
	enum status status;

	*counted = counts && (recount->pricing.decks == explaining->decks ||
				 rate_takes(recount->due->definition, event,
				     &recount->pricing));
	if (!*counted)
		recount->gone = why_gone(recount, counts);
	recount->net = 0;
	recount->within = false;
	if (*counted && recount->before) {
		*counted = false;
		return tally_before(&recount->tally, event, explaining->error);
	}
	if (!*counted)
		return STATUS_OK;
	if (recount->tally.meter.events == 0)
		recount->first_at = event->occurred_at;
	recount->last_at = event->occurred_at;
	status = tally_add(&recount->tally, event, explaining->error);
	return status == STATUS_OK && explaining->options->events &&
		       tally_events(recount->due->definition)
		   ? price_event(explaining, recount)
		   : status;
}

const char *
explaining_gone_name(enum gone gone)
{
	static const char *const names[] = {
		[GONE_RETRACTED] = "retracted",
		[GONE_MOVED] = "moved",
		[GONE_OUTSIDE] = "outside",
		[GONE_RATELESS] = "unrated",
	};

	return names[gone];
}
