#include "base/nearest.h"

#include <string.h>

/*
 * The distance is that of optimal string alignment, row by row; three rows of a
 * fixed length are enough, as names are short.
 */

static size_t
lesser(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The distance of two texts of which none is over the bound. */
static size_t
distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
	size_t rows[3][NEAREST_LENGTH_MAX + 1];

	for (size_t column = 0; column <= b_length; column++)
		rows[0][column] = column;
	for (size_t row = 1; row <= a_length; row++) {
		size_t *now = rows[row % 3], *before = rows[(row + 2) % 3];
		const size_t *earlier = rows[(row + 1) % 3];

		now[0] = row;
		for (size_t i = 1; i <= b_length; i++) {
			size_t least = before[i - 1] + (a[row - 1] != b[i - 1]);

			least = lesser(least, before[i] + 1);
			least = lesser(least, now[i - 1] + 1);
			if (row > 1 && i > 1 && a[row - 1] == b[i - 2] &&
			    a[row - 2] == b[i - 1])
				least = lesser(least, earlier[i - 2] + 1);
			now[i] = least;
		}
	}
	return rows[a_length % 3][b_length];
}

size_t
nearest_distance(const char *a, const char *b, size_t limit)
{
	size_t a_length = strlen(a);
	size_t b_length = strlen(b);
	size_t gap =
	    a_length > b_length ? a_length - b_length : b_length - a_length;

	/* As many edits as one is longer are needed in any case. */
	if (a_length > NEAREST_LENGTH_MAX || b_length > NEAREST_LENGTH_MAX ||
	    gap > limit)
		return limit + 1;
	return lesser(distance(a, a_length, b, b_length), limit + 1);
}

const char *
nearest(const char *name, const char *const *names, size_t count)
{
	size_t length = strlen(name);
	size_t limit = length / 3 > 2 ? length / 3 : 2;
	const char *best = NULL;

	if (limit >= length)
		limit = length == 0 ? 0 : length - 1;
	for (size_t i = 0; i < count; i++) {
		size_t edits = nearest_distance(name, names[i], limit);

		if (edits > limit)
			continue;
		best = names[i];
		if (edits == 0)
			break;
		/* From here on only a nearer one counts. */
		limit = edits - 1;
	}
	return best;
}
