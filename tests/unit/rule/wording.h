#ifndef WORDING_H
#define WORDING_H

#include "rule/charge.h"

/*
 * A charge in words, as a row of a table: the kind, the keys that it gives, and
 * the key at which it is refused.  What a row does not say is a plain charge.
 *
 * wording_parse(row, charge, key):
 * charge_parse() of it.
 *
 * wording_check(rows, count, tiered):
 * Each row is refused at its key, or good; with ${tiered} under two tiers.
 *
 * wording_tiers:
 * Those.
 */

#define PAIRS_MAX 7
#define GOOD (-1)

struct pair {
	enum charge_key key;
	const char *text;
};

struct wording_row {
	const char *name;
	const char *kind;
	struct pair pairs[PAIRS_MAX];
	int fault; /* the key, or GOOD */
};

extern struct tier wording_tiers[2];

enum status wording_parse(
    const struct wording_row *, struct charge *, enum charge_key *);
void wording_check(const struct wording_row *, size_t, bool);

#endif
