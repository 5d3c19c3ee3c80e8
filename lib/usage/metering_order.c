/*
 * Events come by time and are kept by subscription.  They are dealt out by
 * their names, in the order of the names, which nearly always is that of the
 * subscriptions; within a name they stay as they came, which nearly always is
 * the order of time.  Where it is not, the few of one name are sorted.
 */
#include <stdlib.h>
#include <string.h>

#include "usage/metering_parts.h"

#define EXPECTED 96 /* so many records ahead; most names have fewer events */

/* An event that did not come in the order of time. */
struct turn {
	int64_t occurred_at;
	const char *event;
	uint64_t begin;
	uint32_t position;
};

static int
compare_names(const void *a, const void *b, void *context)
{
	const struct words *words = context;
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return strcmp(words->items[left]->bytes, words->items[right]->bytes);
}

/* How many events each name has, and where they end in the order. */
static enum status
count_names(struct metering *metering, struct error *error)
{
	struct words *names = &metering->vocabulary.names;
	struct sequence *order = &metering->order;
	uint64_t position;
	uint32_t i;

	order->names = arena_array(
	    &order->arena, (size_t)names->count + 1, sizeof(*order->names));
	order->ends = arena_array(
	    &order->arena, (size_t)names->count + 1, sizeof(*order->ends));
	if (order->names == NULL || order->ends == NULL)
		return error_memory(error);
	for (position = 0; position < metering->stock.count; position++) {
		uint32_t name = stock_tag(&metering->stock, position);

		if (name != VOCABULARY_NONE)
			order->ends[name]++;
	}
	for (i = 0; i < names->count; i++)
		order->names[i] = i;
	qsort_r(order->names, names->count, sizeof(*order->names),
	    compare_names, names);
	/* Where a name begins, it ends as long as none of it was dealt out. */
	for (i = 0; i < names->count; i++) {
		size_t *end = &order->ends[order->names[i]];
		size_t count = *end;

		*end = order->count;
		order->count += count;
	}
	return STATUS_OK;
}

static void
deal(struct metering *metering)
{
	struct sequence *order = &metering->order;
	uint64_t position;

	for (position = 0; position < metering->stock.count; position++) {
		struct place place = metered_place(&metering->stock, position);
		size_t next;

		if (place.name == VOCABULARY_NONE)
			continue;
		next = order->ends[place.name]++;
		order->positions[next] = (uint32_t)position;
		order->begins[next] = place.begin;
	}
}

static int
compare_turns(const void *a, const void *b)
{
	const struct turn *left = a, *right = b;

	if (left->occurred_at != right->occurred_at)
		return left->occurred_at < right->occurred_at ? -1 : 1;
	return strcmp(left->event, right->event);
}

static struct place
place_of(const struct sequence *order, size_t turn)
{
	return (struct place){
		.position = order->positions[turn],
		.begin = order->begins[turn],
		.name = order->sorted_name,
	};
}

/* The ${count} events of the next name, by instant and event. */
static enum status
sort_name(struct metering *metering, size_t count)
{
	struct sequence *order = &metering->order;
	size_t first = order->sorted, i;
	bool sorted = true;
	struct turn *turns;
	struct glance glance;
	enum status status;

	arena_reset(&metering->scratch);
	turns = arena_array(&metering->scratch, count, sizeof(*turns));
	if (turns == NULL)
		return error_memory(metering->error);
	for (i = 0; i < count; i++) {
		status =
		    metered_glance(&metering->stock, place_of(order, first + i),
			&metering->scratch, &glance, metering->error);
		if (status != STATUS_OK)
			return status;
		turns[i] = (struct turn){ glance.occurred_at, glance.event,
			order->begins[first + i], order->positions[first + i] };
		sorted = sorted && (i == 0 || compare_turns(&turns[i - 1],
						  &turns[i]) < 0);
	}
	if (sorted)
		return STATUS_OK;
	qsort(turns, count, sizeof(*turns), compare_turns);
	for (i = 0; i < count; i++) {
		order->positions[first + i] = turns[i].position;
		order->begins[first + i] = turns[i].begin;
	}
	return STATUS_OK;
}

enum status
metering_order(struct metering *metering, struct error *error)
{
	struct sequence *order = &metering->order;
	enum status status;

	if (metering->stock.count > UINT32_MAX)
		return error_set(error, STATUS_INVALID,
		    "more than %u records: divide the file", UINT32_MAX);
	status = count_names(metering, error);
	if (status != STATUS_OK)
		return status;
	order->positions =
	    arena_array(&order->arena, order->count, sizeof(*order->positions));
	order->begins =
	    arena_array(&order->arena, order->count, sizeof(*order->begins));
	if (order->positions == NULL || order->begins == NULL)
		return error_memory(error);
	deal(metering);
	return STATUS_OK;
}

/* Whether the record is an event that was accepted. */
static bool
is_taken(const struct metering *metering, uint64_t position)
{
	return (metering->fates[position] &
		   (FATE_DUPLICATE | FATE_REJECTED | FATE_RETRACTS)) == 0;
}

/* The events of the next name are sorted when it is its turn. */
static enum status
get_ready(struct metering *metering)
{
	struct sequence *order = &metering->order;
	enum status status = STATUS_OK;
	size_t end;

	/* Records of one name lie anywhere; the memory is told what comes. */
	if (order->count - order->next > EXPECTED)
		stock_expect(
		    &metering->stock, order->begins[order->next + EXPECTED]);
	while (order->next == order->sorted && status == STATUS_OK) {
		order->sorted_name = order->names[order->name++];
		end = order->ends[order->sorted_name];
		status = sort_name(metering, end - order->sorted);
		order->sorted = end;
	}
	return status;
}

enum status
metering_next(struct metering *metering, struct place *place, bool *found)
{
	struct sequence *order = &metering->order;
	enum status status;

	do {
		*found = order->next < order->count;
		if (!*found)
			return STATUS_OK;
		status = get_ready(metering);
		if (status != STATUS_OK)
			return status;
		*place = place_of(order, order->next++);
	} while (!is_taken(metering, place->position));
	return STATUS_OK;
}
