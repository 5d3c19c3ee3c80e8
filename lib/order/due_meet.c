/*
 * A price that goes and comes back, an add-on that is cancelled and ordered
 * again: several terms owe days of one key.  Their dues are brought together by
 * sorting, so that many terms cost no more than n log n.
 */
#include <stdlib.h>

#include "order/due.h"

static int
place_compare(const void *left, const void *right)
{
	const struct due *a = *(struct due *const *)left;
	const struct due *b = *(struct due *const *)right;
	int order = line_key_compare(&a->key, &b->key);

	if (order != 0)
		return order;
	return a < b ? -1 : a > b;
}

/* Whether ${next} only goes on with ${last}. */
static bool
goes_on(const struct due *due, const struct segment *last,
    const struct segment *next)
{
	return due->definition->kind != CHARGE_ONE_TIME &&
	       last->to.days == next->from.days &&
	       decimal_compare(last->quantity, next->quantity) == 0;
}

/* Put ${next} among ${count} ${segments}, by day. */
static void
insert(struct segment *segments, size_t count, struct segment next)
{
	for (; count > 0 && segments[count - 1].from.days > next.from.days;
	     count--)
		segments[count] = segments[count - 1];
	segments[count] = next;
}

/* Where nothing differs, two runs of days are one. */
static void
join(struct due *due)
{
	size_t i, count = 1;

	for (i = 1; i < due->segment_count; i++) {
		struct segment *last = &due->segments[count - 1];

		if (goes_on(due, last, &due->segments[i]))
			last->to = due->segments[i].to;
		else
			due->segments[count++] = due->segments[i];
	}
	due->segment_count = count;
}

/* Make one of ${count} dues: the first in the list, with the names of the
 * earliest; the others have no segment any more. */
static enum status
meet(struct due **places, size_t count, struct arena *scratch,
    struct error *error)
{
	struct segment *segments =
	    arena_array(scratch, count, sizeof(*segments));
	struct due whole = *places[0];
	size_t i;

	if (segments == NULL)
		return error_memory(error);
	for (i = 0; i < count; i++) {
		struct segment next = places[i]->segments[0];

		if (next.from.days < whole.segments[0].from.days)
			whole = *places[i];
		insert(segments, i, next);
		places[i]->segment_count = 0;
	}
	whole.segments = segments;
	whole.segment_count = count;
	join(&whole);
	*places[0] = whole;
	return STATUS_OK;
}

enum status
due_meet(struct dues *list, struct arena *scratch, struct error *error)
{
	struct due **places =
	    arena_array(scratch, list->count + 1, sizeof(struct due *));
	enum status status = STATUS_OK;
	size_t i, end, count = 0;

	if (places == NULL)
		return error_memory(error);
	for (i = 0; i < list->count; i++)
		places[i] = &list->items[i];
	if (list->count > 1)
		qsort(places, list->count, sizeof(*places), place_compare);
	for (i = 0; i < list->count && status == STATUS_OK; i = end) {
		for (end = i + 1; end < list->count; end++) {
			if (line_key_compare(
				&places[i]->key, &places[end]->key) != 0)
				break;
		}
		if (end > i + 1)
			status = meet(&places[i], end - i, scratch, error);
	}
	for (i = 0; i < list->count; i++) {
		if (list->items[i].segment_count > 0)
			list->items[count++] = list->items[i];
	}
	list->count = count;
	return status;
}
