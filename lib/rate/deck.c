/*
 * The prefixes of a deck are a tree of their digits.  What follows a digit
 * stands side by side, in the order of the keys, so a step is a bit, a count of
 * bits and one read; and since the tree is laid out level by level, the nodes
 * that every number passes stay together.  What decides between the rows of a
 * prefix stands apart from them, for they are large: a search reads none.
 */
#include "rate/deck.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct node {
	uint32_t children; /* the first one's index */
	uint32_t keys; /* which there are, a bit each */
	uint32_t first; /* the rows of this prefix */
	uint32_t count;
};

/* When a row is in force, and for whom. */
struct force {
	struct date from;
	struct date to;
	const char *class;
};

/* From when until when rows came to say something. */
struct change {
	int64_t posting;
	struct date from;
	struct date to;
};

struct deck {
	const char *name;
	const struct deck_rate *rates;
	size_t count;
	struct force *forces; /* of the rows */
	struct node *nodes;
	size_t node_count;
	struct change *changes; /* the latest first; each once */
	size_t change_count;
};

struct decks {
	struct deck *items; /* by name */
	size_t count;
};

/* The bit of a key, in the order of bytes; -1 if it is none. */
static int
key_of(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0' + 2;
	return byte == '*' ? 1 : byte == '#' ? 0 : -1;
}

static unsigned
keys_below(const struct node *node, int key)
{
	return (unsigned)__builtin_popcount(
	    node->keys & (((uint32_t)1 << key) - 1));
}

/* The nodes of the tree: a root, and each digit that is not of the prefix
 * before.  Rows must be in order. */
static enum status
count_nodes(const struct deck *deck, size_t *count, struct error *error)
{
	const char *before = "";
	size_t i, same, length;

	*count = 1;
	for (i = 0; i < deck->count; i++) {
		const char *prefix = deck->rates[i].prefix;

		for (same = 0; prefix[same] != '\0'; same++) {
			if (prefix[same] != before[same])
				break;
		}
		for (length = same; prefix[length] != '\0'; length++) {
			if (key_of(prefix[length]) < 0 ||
			    length >= DECK_PREFIX_MAX)
				return error_set(error, STATUS_INVALID,
				    "deck %s: %.40s is no prefix", deck->name,
				    prefix);
		}
		assert(strcmp(before, prefix) <= 0);
		*count += length - same;
		before = prefix;
	}
	return STATUS_OK;
}

/* A node has the rows of all that begin with its prefix: keep its own, which
 * are the first, and give the others to its children. */
static void
spread(struct deck *deck, struct node *node, size_t depth)
{
	uint32_t end = node->first + node->count, i = node->first;
	struct node *child = NULL;

	while (i < end && deck->rates[i].prefix[depth] == '\0')
		i++;
	node->count = i - node->first;
	node->children = (uint32_t)deck->node_count;
	for (; i < end; i++) {
		int key = key_of(deck->rates[i].prefix[depth]);

		if ((node->keys >> key & 1) == 0) {
			assert(node->keys >> key == 0);
			node->keys |= (uint32_t)1 << key;
			child = &deck->nodes[deck->node_count++];
			child->first = i;
		}
		child->count++;
	}
}

static enum status
grow_tree(struct deck *deck, struct arena *arena, struct error *error)
{
	size_t count, depth = 0, level = 1, i;
	enum status status;

	status = count_nodes(deck, &count, error);
	if (status != STATUS_OK)
		return status;
	deck->nodes = arena_array(arena, count, sizeof(*deck->nodes));
	if (deck->nodes == NULL)
		return error_memory(error);
	deck->nodes[0].count = (uint32_t)deck->count;
	deck->node_count = 1;
	for (i = 0; i < deck->node_count; i++) {
		if (i == level) {
			level = deck->node_count;
			depth++;
		}
		spread(deck, &deck->nodes[i], depth);
	}
	assert(deck->node_count == count);
	return STATUS_OK;
}

static enum status
list_forces(struct deck *deck, struct arena *arena, struct error *error)
{
	size_t i;

	deck->forces = arena_array(arena, deck->count, sizeof(*deck->forces));
	if (deck->forces == NULL)
		return error_memory(error);
	for (i = 0; i < deck->count; i++)
		deck->forces[i] = (struct force){ deck->rates[i].from,
			deck->rates[i].to, deck->rates[i].time_class };
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
		status = grow_tree(&made->items[i], arena, error);
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
rate_in_force(const struct deck *deck, const struct node *node,
    struct date date, const char *class)
{
	const struct force *own = NULL, *common = NULL;
	uint32_t i;

	for (i = node->first; i < node->first + node->count; i++) {
		const struct force *force = &deck->forces[i];

		if (force->from.days > date.days)
			continue;
		if (force->class[0] == '\0')
			common = force;
		else if (strcmp(force->class, class) == 0)
			own = force;
	}
	if (own == NULL || date.days >= own->to.days)
		own = common;
	return own != NULL && date.days < own->to.days
		   ? &deck->rates[own - deck->forces]
		   : NULL;
}

const struct deck_rate *
deck_rate(const struct deck *deck, const char *number, struct date date,
    const char *class)
{
	const struct node *priced[DECK_PREFIX_MAX + 1];
	const struct node *node = deck->nodes;
	const struct deck_rate *rate = NULL;
	size_t count = 0;

	number += number[0] == '+';
	for (;; number++) {
		int key = key_of(*number);

		if (node->count > 0)
			priced[count++] = node;
		if (key < 0 || (node->keys >> key & 1) == 0)
			break;
		node = &deck->nodes[node->children + keys_below(node, key)];
	}
	while (rate == NULL && count > 0)
		rate = rate_in_force(deck, priced[--count], date, class);
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
