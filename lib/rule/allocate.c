/*
 * Both doors lead to one room: exact parts over one denominator.  The
 * proportional door turns each weight into total × weight over the sum of the
 * weights, parts that sum to the total by themselves.
 */
#include "rule/allocate.h"

#include <assert.h>
#include <stdlib.h>

/* What a share lost by being rounded down, and which share it was. */
struct loss {
	__int128 remainder;
	size_t index;
};

static int
loss_compare(const void *left, const void *right)
{
	const struct loss *a = left;
	const struct loss *b = right;

	if (a->remainder != b->remainder)
		return a->remainder > b->remainder ? -1 : 1;
	return a->index < b->index ? -1 : 1;
}

enum status
allocate_exact(int64_t total, struct parts parts, int64_t *shares,
    struct arena *scratch, struct error *error)
{
	struct loss *losses;
	__int128 left = total;
	size_t i;

	assert(parts.denominator > 0);
	losses = arena_array(scratch, parts.count, sizeof(*losses));
	if (losses == NULL && parts.count > 0)
		return error_memory(error);

	/* Round every share down and remember what it lost. */
	for (i = 0; i < parts.count; i++) {
		__int128 share = parts.numerators[i] / parts.denominator;
		__int128 rest = parts.numerators[i] % parts.denominator;

		if (rest < 0) {
			rest += parts.denominator;
			share--;
		}
		/* A share that lost something may still grow by one. */
		if (share < -INT64_MAX || share + (rest > 0) > INT64_MAX)
			return error_set(error, STATUS_INVALID,
			    "a share does not fit into 64 bits");
		shares[i] = (int64_t)share;
		losses[i] = (struct loss){ rest, i };
		left -= share;
	}

	/* Give the rest, a unit each, to those that lost most. */
	assert(left >= 0 && left <= (__int128)parts.count);
	if (left > 0)
		qsort(losses, parts.count, sizeof(*losses), loss_compare);
	for (i = 0; i < (size_t)left; i++)
		shares[losses[i].index]++;
	return STATUS_OK;
}

enum status
allocate(int64_t total, const int64_t *weights, int64_t *shares, size_t count,
    struct arena *scratch, struct error *error)
{
	struct parts parts = { .count = count };
	__int128 *numerators;
	size_t i;

	numerators = arena_array(scratch, count, sizeof(*numerators));
	if (numerators == NULL && count > 0)
		return error_memory(error);
	for (i = 0; i < count; i++) {
		if (weights[i] < 0)
			return error_set(
			    error, STATUS_INVALID, "a weight is negative");
		parts.denominator += weights[i];
		/* 64 by 64 bits always fit into 128. */
		numerators[i] = (__int128)total * weights[i];
	}
	if (parts.denominator == 0)
		return error_set(error, STATUS_INVALID, "all weights are zero");
	parts.numerators = numerators;
	return allocate_exact(total, parts, shares, scratch, error);
}
