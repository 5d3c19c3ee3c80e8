/*
 * What decides between the rows of a prefix stands apart from them, for they
 * are large: a search reads none.
 */
#include "rate/deck.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "rate/deck_parts.h"

/* From when until when rows came to say something. */
struct change {
	int64_t posting;
	struct date from;
	struct date to;
};

struct decks {
	struct deck *items; /* by name */
	size_t count;
};

/* The number of a class of the deck, or DECK_NONE. */
static uint32_t
find_class(const struct deck *deck, const char *class)
{
	uint32_t i;

	if (class[0] == '\0')
		return 0;
	for (i = 0; i < deck->class_count; i++) {
		if (strcmp(deck->classes[i], class) == 0)
			return i + 1;
	}
	return DECK_NONE;
}

static enum status
list_forces(struct deck *deck, struct arena *arena, struct error *error)
{
	size_t i;

	deck->forces = arena_array(arena, deck->count, sizeof(*deck->forces));
	if (deck->forces == NULL)
		return error_memory(error);
	for (i = 0; i < deck->count; i++) {
		const struct deck_rate *rate = &deck->rates[i];
		uint32_t class = find_class(deck, rate->time_class);

		if (class == DECK_NONE) {
			deck->classes = arena_grow(arena, deck->classes,
			    deck->class_count, sizeof(*deck->classes));
			if (deck->classes == NULL)
				return error_memory(error);
			deck->classes[deck->class_count++] = rate->time_class;
			class = (uint32_t)deck->class_count;
		}
		deck->forces[i] = (struct force){ rate->from, rate->to, class };
	}
	for (i = 0; i < deck->prefix_count; i++)
		deck->prefixes[i].only = deck->forces[deck->prefixes[i].first];
	return STATUS_OK;
}

static int
change_compare(const void *left, const void *right)
{
	const struct change *a = left;
	const struct change *b = right;

	if (a->posting != b->posting)
		return a->posting > b->posting ? -1 : 1;
	if (a->from.days != b->from.days)
		return a->from.days < b->from.days ? -1 : 1;
	return (a->to.days > b->to.days) - (a->to.days < b->to.days);
}

/* Whether ${next} follows ${rate}: it is of the same prefix and class. */
static bool
is_next(const struct deck_rate *rate, const struct deck_rate *next)
{
	return strcmp(rate->prefix, next->prefix) == 0 &&
	       strcmp(rate->time_class, next->time_class) == 0;
}

/* A row says something until the next one does, also that it is over. */
static enum status
list_changes(struct deck *deck, struct arena *arena, struct error *error)
{
	const struct deck_rate *rates = deck->rates;
	struct change *changes = NULL;
	size_t count = 0, i;

	for (i = 0; i < deck->count; i++) {
		bool last =
		    i + 1 == deck->count || !is_next(&rates[i], &rates[i + 1]);
		struct change change = { rates[i].posting, rates[i].from,
			last ? DATE_MAX : rates[i + 1].from };

		if (count > 0 &&
		    change_compare(&changes[count - 1], &change) == 0)
			continue;
		changes = arena_grow(arena, changes, count, sizeof(*changes));
		if (changes == NULL)
			return error_memory(error);
		changes[count++] = change;
	}
	deck->changes = changes;
	if (count > 1)
		qsort(changes, count, sizeof(*changes), change_compare);
	for (i = 0; i < count; i++) {
		if (i == 0 || change_compare(&changes[i - 1], &changes[i]) != 0)
			changes[deck->change_count++] = changes[i];
	}
	return STATUS_OK;
}

/* Cut the rows into decks. */
static enum status
list_decks(const struct deck_rate *rates, size_t count, struct arena *arena,
    struct decks *decks)
{
	struct deck *deck = NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		int order =
		    deck == NULL ? 1 : strcmp(rates[i].deck, deck->name);

		assert(order >= 0);
		if (order > 0) {
			decks->items = arena_grow(
			    arena, decks->items, decks->count, sizeof(*deck));
			if (decks->items == NULL)
				return STATUS_MEMORY;
			deck = &decks->items[decks->count++];
			*deck = (struct deck){ .name = rates[i].deck,
				.rates = &rates[i] };
		}
		deck->count++;
	}
	return STATUS_OK;
}

enum status
decks_build(const struct deck_rate *rates, size_t count, struct arena *arena,
    struct decks **decks, struct error *error)
{
	struct decks *made = arena_alloc(arena, sizeof(*made));
	enum status status = STATUS_OK;
	size_t i;

	assert(count <= UINT32_MAX);
	if (made == NULL || list_decks(rates, count, arena, made) != STATUS_OK)
		return error_memory(error);
	for (i = 0; i < made->count && status == STATUS_OK; i++) {
		status = deck_prefixes_list(&made->items[i], arena, error);
		if (status == STATUS_OK)
			status = list_forces(&made->items[i], arena, error);
		if (status == STATUS_OK)
			status = list_changes(&made->items[i], arena, error);
	}
	*decks = made;
	return status;
}

/* How many rows came in before ${posting}, and how many there are. */
static size_t
count_before(const struct decks *decks, int64_t posting, size_t *all)
{
	size_t count = 0, i, k;

	*all = 0;
	for (i = 0; decks != NULL && i < decks->count; i++) {
		*all += decks->items[i].count;
		for (k = 0; k < decks->items[i].count; k++)
			count += decks->items[i].rates[k].posting < posting;
	}
	return count;
}

enum status
decks_before(const struct decks *decks, int64_t posting, struct arena *arena,
    const struct decks **before, struct error *error)
{
	size_t all, count = count_before(decks, posting, &all), i, k;
	struct deck_rate *rates;
	struct decks *made;
	enum status status;

	*before = decks;
	if (count == all)
		return STATUS_OK;
	rates = arena_array(arena, count + 1, sizeof(*rates));
	if (rates == NULL)
		return error_memory(error);
	count = 0;
	for (i = 0; i < decks->count; i++) {
		for (k = 0; k < decks->items[i].count; k++) {
			if (decks->items[i].rates[k].posting < posting)
				rates[count++] = decks->items[i].rates[k];
		}
	}
	status = decks_build(rates, count, arena, &made, error);
	*before = made;
	return status;
}

const struct deck *
deck_find(const struct decks *decks, const char *name)
{
	size_t low = 0, high = decks == NULL ? 0 : decks->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(decks->items[middle].name, name);

		if (order == 0)
			return &decks->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Of the rows of one prefix that which is in force, or NULL. */
static const struct deck_rate *
rate_in_force(const struct deck *deck, const struct prefix *prefix,
    struct date date, uint32_t class)
{
	const struct force *own = NULL, *common = NULL, *force;
	uint32_t i;

	for (i = 0; i < prefix->count; i++) {
		force = prefix->count == 1 ? &prefix->only
					   : &deck->forces[prefix->first + i];
		if (force->from.days > date.days)
			continue;
		if (force->class == 0)
			common = force;
		else if (force->class == class)
			own = force;
	}
	if (own == NULL || date.days >= own->to.days)
		own = common;
	if (own == NULL || date.days >= own->to.days)
		return NULL;
	return prefix->count == 1 ? &deck->rates[prefix->first]
				  : &deck->rates[own - deck->forces];
}

const struct deck_rate *
deck_rate(const struct deck *deck, const char *number, struct date date,
    const char *class)
{
	const struct deck_rate *rate = NULL;
	uint32_t wanted = find_class(deck, class), at;

	at = deck_prefixes_find(deck, number + (number[0] == '+'));
	while (at != DECK_NONE && rate == NULL) {
		rate = rate_in_force(deck, &deck->prefixes[at], date, wanted);
		at = deck->prefixes[at].shorter;
	}
	return rate;
}

bool
deck_changed(
    const struct deck *deck, struct date from, struct date to, int64_t posting)
{
	size_t i;

	for (i = 0; i < deck->change_count; i++) {
		const struct change *change = &deck->changes[i];

		if (change->posting < posting)
			break;
		if (change->from.days < to.days && change->to.days > from.days)
			return true;
	}
	return false;
}
