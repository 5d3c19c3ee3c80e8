#ifndef RULE_CHARGE_FILTER_H
#define RULE_CHARGE_FILTER_H

#include <stdbool.h>

#include "base/arena.h"
#include "rule/catalog.h"

/*
 * Filters say which values of dimensions are meant: by a charge, by a row of a
 * matrix, and by a rule of usage.  All have the same patterns: the value
 * itself, "*" for any that is not empty, "eu-*" for one that begins with "eu-".
 *
 * charge_filter_sort(filters, count):
 * By dimension, so that equal filters have one text.
 *
 * charge_filter_text(filters, count, arena):
 * Sorted ${filters} as a JSON object in ${arena}; "" if there are none, NULL if
 * there is no memory.
 *
 * charge_filter_check(pattern, error):
 * STATUS_INVALID where a star stands before the end of ${pattern}.
 *
 * charge_filter_fits(pattern, value):
 * Whether ${value} fits the ${pattern}.
 *
 * charge_filter_widens(a, b):
 * Whether the pattern ${a} fits every value that the pattern ${b} fits.
 *
 * charge_filter_covers(a, a_count, b, count):
 * Whether the filters ${a} fit wherever the filters ${b} do.
 */

void charge_filter_sort(struct filter *, size_t);
const char *charge_filter_text(
    const struct filter *, size_t, struct arena *) MUST_CHECK;
enum status charge_filter_check(const char *, struct error *) MUST_CHECK;
bool charge_filter_fits(const char *, const char *);
bool charge_filter_widens(const char *, const char *);
bool charge_filter_covers(
    const struct filter *, size_t, const struct filter *, size_t);

#endif
