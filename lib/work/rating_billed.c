/*
 * What was posted of usage, key by key.  Dues and posted lines are in the order
 * of time within a charge, so the line that is looked for is mostly the next
 * one.
 */
#include <stdlib.h>
#include <string.h>

#include "rate/deck.h"
#include "rule/charge.h"
#include "work/rating_parts.h"

enum status
rating_gather(struct planning *planning)
{
	const struct billing_subscription *from = &planning->from;
	struct billed *billed = NULL;
	size_t i;

	planning->billed = arena_array(&planning->batch->arena,
	    from->posted_count + 1, sizeof(*planning->billed));
	if (planning->billed == NULL)
		return error_memory(planning->error);
	for (i = 0; i < from->posted_count; i++) {
		const struct line *line = &from->posted[i].line;
		int64_t upto = strtoll(line->upto, NULL, 10);

		if (billed == NULL ||
		    line_key_compare(&billed->lines->line, line) != 0) {
			billed = &planning->billed[planning->billed_count++];
			billed->lines = &from->posted[i];
		}
		billed->count++;
		if (from->posted[i].posting > billed->posting)
			billed->posting = from->posted[i].posting;
		billed->left += line->amount.minor;
		if (upto > billed->upto)
			billed->upto = upto;
	}
	return STATUS_OK;
}

struct billed *
rating_billed(struct planning *planning, const struct line *key)
{
	struct billed *billed = planning->billed;
	size_t low = 0, high = planning->billed_count;

	if (planning->next < high &&
	    line_key_compare(&billed[planning->next].lines->line, key) == 0)
		return &billed[planning->next++];
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = line_key_compare(&billed[middle].lines->line, key);

		if (order == 0) {
			planning->next = middle + 1;
			return &billed[middle];
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Whether a row of the metric came between two instants, and was not counted.
 */
static bool
is_late_between(const struct planning *planning, const struct due *due,
    const struct billed *billed, int64_t first, int64_t end)
{
	const struct billing_subscription *from = &planning->from;
	const char *metric = due->definition->usage.metric->id;
	size_t i;

	for (i = 0; i < from->late_count; i++) {
		if (from->late[i].occurred_at >= first &&
		    from->late[i].occurred_at < end &&
		    from->late[i].number > billed->upto &&
		    strcmp(from->late[i].metric, metric) == 0)
			return true;
	}
	return false;
}

/* Whether a row of usage of the metric came later than ${billed} counted; what
 * recurs counts for all that follows. */
static bool
is_late(const struct planning *planning, const struct due *due,
    const struct billed *billed)
{
	const struct calendar *calendar = planning->owner->calendar;
	bool recurring = due->definition->usage.metric->recurring;
	size_t i;

	for (i = 0; i < due->segment_count; i++) {
		const struct segment *days = &due->segments[i];

		if (is_late_between(planning, due, billed,
			recurring ? INT64_MIN
				  : rating_instant(calendar, days->from),
			rating_instant(calendar, days->to)))
			return true;
	}
	return false;
}

/* Whether rates of the days came in after they were posted. */
static bool
is_priced_anew(const struct planning *planning, const struct due *due,
    const struct billed *billed)
{
	const struct usage_terms *usage = &due->definition->usage;
	const struct segment *last = &due->segments[due->segment_count - 1];
	const struct deck *deck =
	    usage->model == MODEL_DECK
		? deck_find(planning->rating->terms.decks, usage->deck)
		: NULL;

	return deck != NULL && deck_changed(deck, due->segments[0].from,
				   last->to, billed->posting);
}

bool
rating_changed(const struct planning *planning, const struct due *due,
    const struct billed *billed)
{
	const struct segment *last = &due->segments[due->segment_count - 1];
	const struct line *newest = &billed->lines[billed->count - 1].line;

	return newest->period_start.days != due->segments[0].from.days ||
	       newest->period_end.days != last->to.days ||
	       (planning->from.late_count > 0 &&
		   is_late(planning, due, billed)) ||
	       is_priced_anew(planning, due, billed);
}

enum status
rating_parted(const struct planning *planning, const struct planned *planned,
    const struct standing *standing, struct date next, bool *parted)
{
	const struct due *due = planned->due;
	const struct billed *minimum = planned->minimum;
	struct standing_period period = {
		.start = due->key.cycle_start,
		.end = due->key.cycle_end,
		.next = next,
		.amount =
		    money_of(planned->usage->left, due->definition->currency),
	};
	struct money missing;
	enum status status;

	*parted = false;
	if (!standing_tops(due->definition))
		return STATUS_OK;
	status = due_part(due, &period.part, planning->error);
	if (status == STATUS_OK)
		status = standing_missing(standing, &period,
		    planning->rating->terms.rounding, &missing,
		    planning->error);
	*parted = status == STATUS_OK &&
		  missing.minor != (minimum == NULL ? 0 : minimum->left);
	return status;
}

bool
rating_in_range(const struct rating *rating, struct date date)
{
	const struct rating_terms *terms = &rating->terms;

	return !date_given(terms->after) || date.days > terms->after.days;
}

bool
rating_is_gone(const struct planning *planning, const struct billed *billed)
{
	const struct rating *rating = planning->rating;
	struct date due_on;

	if (billed->due)
		return false;
	due_on = due_date(&billed->lines->line, rating->terms.catalogs);
	return due_on.days <= rating->terms.as_of.days &&
	       (planning->whole || rating_in_range(rating, due_on));
}

enum status
rating_sold(const struct planning *planning, const struct billed *billed,
    const struct charge **charge, struct error *error)
{
	const struct line *line = &billed->lines->line;
	const struct plan *plan = catalogs_plan(
	    planning->rating->terms.catalogs, line->catalog, line->plan);
	size_t i;

	*charge = NULL;
	for (i = 0; plan != NULL && i < plan->charge_count; i++) {
		const struct charge *sold = &plan->charges[i];
		const char *dimensions;

		if (sold->kind != CHARGE_USAGE ||
		    strcmp(sold->id, line->charge) != 0)
			continue;
		dimensions =
		    charge_dimensions(&sold->usage, &planning->batch->arena);
		if (dimensions == NULL)
			return error_memory(error);
		if (strcmp(dimensions, line->dimensions) == 0)
			*charge = sold;
	}
	return STATUS_OK;
}
