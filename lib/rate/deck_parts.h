#ifndef RATE_DECK_PARTS_H
#define RATE_DECK_PARTS_H

#include <stddef.h>
#include <stdint.h>

#include "rate/deck.h"

/*
 * The parts of a deck.
 *
 * deck_prefixes_list(deck, arena, error):
 * List the prefixes of the rows, which must be in order, but for when they are
 * in force.  STATUS_INVALID if one is no prefix.
 *
 * deck_prefixes_find(deck, number):
 * The longest prefix of ${number}, or DECK_NONE; those that are shorter follow
 * it.  Cost: mostly two reads that are not in the cache.
 */

#define DECK_NONE UINT32_MAX

/* When a row is in force, and for whom. */
struct force {
	struct date from;
	struct date to;
	uint32_t class; /* 0: all that have no row of their own */
};

/* What is known of a prefix, beside its code. */
struct prefix {
	uint32_t first; /* its rows */
	uint32_t count;
	uint32_t shorter; /* the longest one that it begins with, or none */
	uint32_t length; /* keys */
	struct force only; /* of its first row */
	uint32_t unused; /* two of them share a line of the cache */
};

struct change;

struct deck {
	const char *name;
	const struct deck_rate *rates;
	size_t count;
	struct force *forces; /* of the rows */
	const char **classes; /* the one of number 1 first */
	size_t class_count;
	unsigned __int128 *codes; /* of the prefixes, in order */
	struct prefix *prefixes;
	uint32_t prefix_count;
	uint32_t *table; /* where codes begin, by their first bits */
	int table_bits;
	struct change *changes; /* the latest first; each once */
	size_t change_count;
};

enum status deck_prefixes_list(
    struct deck *, struct arena *, struct error *) MUST_CHECK;
uint32_t deck_prefixes_find(const struct deck *, const char *);

#endif
