#ifndef RULE_CHARGE_FILTER_H
#define RULE_CHARGE_FILTER_H

#include <stdbool.h>

#include "base/arena.h"
#include "rule/catalog.h"

/*
 * Filters say which values of dimensions are meant: by a charge exactly, by a
 * row of a matrix also with wildcards.
 *
 * charge_filter_sort(filters, count):
 * By dimension, so that equal filters have one text.
 *
 * charge_filter_text(filters, count, arena):
 * Sorted ${filters} as a JSON object in ${arena}; "" if there are none, NULL if
 * there is no memory.
 *
 * charge_filter_fits(pattern, value):
 * Whether ${value} is ${pattern}; "*" is any that is not empty, "eu-*" one that
 * begins with "eu-".
 *
 * charge_filter_covers(a, b):
 * Whether the row ${a} of a matrix fits wherever ${b} does.
 */

void charge_filter_sort(struct filter *, size_t);
const char *charge_filter_text(
    const struct filter *, size_t, struct arena *) MUST_CHECK;
bool charge_filter_fits(const char *, const char *);
bool charge_filter_covers(
    const struct matrix_price *, const struct matrix_price *);

#endif
