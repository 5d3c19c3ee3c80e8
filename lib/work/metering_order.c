/*
 * Events come by time and are kept by subscription.  They are dealt out by
 * their names, in the order of the names, which nearly always is that of the
 * subscriptions; within a name they stay as they came, which nearly always is
 * the order of time.  Where it is not, the few of one name are sorted.
 */
#include <stdlib.h>
#include <string.h>

#include "work/metering_parts.h"

/* How many records ahead; most names have fewer events. */
#define EXPECTED_SOON 96
#define EXPECTED_LATER 160

/* An event that did not come in the order of time. */
struct place {
	int64_t occurred_at;
	const char *event;
	uint32_t position;
};

static int
compare_names(const void *a, const void *b, void *context)
{
	const struct words *words = context;
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return strcmp(words->items[left]->bytes, words->items[right]->bytes);
}

/* Whether the record is an event that was accepted. */
static bool
is_taken(const struct metering *metering, uint64_t position)
{
	return (metering->fates[position] &
		   (FATE_DUPLICATE | FATE_REJECTED | FATE_RETRACTS)) == 0;
}

static enum status
glance_at(struct metering *metering, uint64_t position, struct glance *glance)
{
	return metered_glance(&metering->stock, position, &metering->scratch,
	    glance, metering->error);
}

/* How many events each name has, and where they end in the order. */
static enum status
count_names(struct metering *metering)
{
	struct words *names = &metering->vocabulary.names;
	struct sequence *order = &metering->order;
	uint64_t position;
	uint32_t i;

	order->names = arena_array(
	    &metering->arena, (size_t)names->count + 1, sizeof(*order->names));
	order->ends = arena_array(
	    &metering->arena, (size_t)names->count + 1, sizeof(*order->ends));
	if (order->names == NULL || order->ends == NULL)
		return error_memory(metering->error);
	for (position = 0; position < metering->stock.count; position++) {
		if (is_taken(metering, position))
			order->ends[stock_tag(&metering->stock, position)]++;
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
		uint32_t name = stock_tag(&metering->stock, position);

		if (is_taken(metering, position))
			order->positions[order->ends[name]++] =
			    (uint32_t)position;
	}
}

static int
compare_places(const void *a, const void *b)
{
	const struct place *left = a, *right = b;

	if (left->occurred_at != right->occurred_at)
		return left->occurred_at < right->occurred_at ? -1 : 1;
	return strcmp(left->event, right->event);
}

/* The events of one name, by instant and event. */
static enum status
sort_name(struct metering *metering, uint32_t *positions, size_t count)
{
	bool sorted = true;
	struct place *places;
	struct glance glance;
	enum status status;
	size_t i;

	arena_reset(&metering->scratch);
	places = arena_array(&metering->scratch, count, sizeof(*places));
	if (places == NULL)
		return error_memory(metering->error);
	for (i = 0; i < count; i++) {
		status = glance_at(metering, positions[i], &glance);
		if (status != STATUS_OK)
			return status;
		places[i] = (struct place){ glance.occurred_at, glance.event,
			positions[i] };
		sorted = sorted && (i == 0 || compare_places(&places[i - 1],
						  &places[i]) < 0);
	}
	if (sorted)
		return STATUS_OK;
	qsort(places, count, sizeof(*places), compare_places);
	for (i = 0; i < count; i++)
		positions[i] = places[i].position;
	return STATUS_OK;
}

enum status
metering_order(struct metering *metering)
{
	struct sequence *order = &metering->order;
	enum status status;

	if (metering->stock.count > UINT32_MAX)
		return error_set(metering->error, STATUS_INVALID,
		    "more than %u records: divide the file", UINT32_MAX);
	status = count_names(metering);
	if (status != STATUS_OK)
		return status;
	order->positions = arena_array(
	    &metering->arena, order->count, sizeof(*order->positions));
	if (order->positions == NULL)
		return error_memory(metering->error);
	deal(metering);
	return STATUS_OK;
}

/* Records of one name lie anywhere in memory, which is told what comes. */
static void
expect(const struct metering *metering)
{
	const struct sequence *order = &metering->order;
	const uint32_t *next = order->positions + order->next;
	size_t left = order->count - order->next;

	if (left > EXPECTED_SOON)
		stock_expect(&metering->stock, next[EXPECTED_SOON], true);
	if (left > EXPECTED_LATER)
		stock_expect(&metering->stock, next[EXPECTED_LATER], false);
}

enum status
metering_next(struct metering *metering, uint64_t *position, bool *found)
{
	struct sequence *order = &metering->order;
	enum status status;
	size_t end;

	*found = order->next < order->count;
	if (!*found)
		return STATUS_OK;
	expect(metering);
	/* The events of the next name are sorted when it is its turn. */
	while (order->next == order->sorted) {
		end = order->ends[order->names[order->name++]];
		status = sort_name(metering, order->positions + order->sorted,
		    end - order->sorted);
		if (status != STATUS_OK)
			return status;
		order->sorted = end;
	}
	*position = order->positions[order->next++];
	return STATUS_OK;
}
