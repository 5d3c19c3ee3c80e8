#ifndef RULE_ALLOCATE_H
#define RULE_ALLOCATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * Allocation splits an amount without losing or inventing a cent.
 *
 * A discount over invoice lines, a tax over the lines of its group, a payment
 * over open invoices: each divides one amount into shares.  Rounding every
 * share alone would leave a difference; here the shares always sum to the
 * total.  Each share is rounded down (towards minus infinity), and what is left
 * goes, one minor unit each, to the shares that lost the largest fraction, the
 * earlier share first where two lost the same (largest remainder, Hamilton's
 * method).
 *
 * allocate(total, weights, shares, count, scratch, error):
 * Split ${total} minor units into ${count} ${shares} in proportion to
 * ${weights}, which must not be negative and must not all be zero:
 * STATUS_INVALID.
 *
 * allocate_exact(total, parts, shares, scratch, error):
 * Round exact ${parts}, of any sign, to ${shares} that sum to ${total}, which
 * must be the sum of the parts rounded to a whole number in either direction.
 *
 * Cost: O(count × log count); scratch memory O(count).
 */

/* Exact fractions over one denominator, which is above zero. */
struct parts {
	const __int128 *numerators;
	__int128 denominator;
	size_t count;
};

enum status allocate(int64_t, const int64_t *, int64_t *, size_t,
    struct arena *, struct error *) MUST_CHECK;
enum status allocate_exact(int64_t, struct parts, int64_t *, struct arena *,
    struct error *) MUST_CHECK;

#endif
