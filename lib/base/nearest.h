#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

/*
 * The nearest of several names to one that is not among them.
 *
 * A misspelt column, key or option is answered with the name that was probably
 * meant: the one with the least edit distance (insert, delete, replace or swap
 * of two neighbours each count one).  Near is what is at most a third of the
 * name's length away, or two edits where a third is less, and never so far that
 * no byte of the name need be left.  Bytes are compared, of texts up to
 * NEAREST_LENGTH_MAX; longer ones are near to nothing.
 *
 * nearest(name, names, count):
 * Return the nearest of ${count} ${names}, the first of several equally near,
 * or NULL if none is near.  Cost: O(count × length²).
 *
 * nearest_distance(a, b, limit):
 * The edit distance of two texts, or ${limit} + 1 if it is larger than that.
 */

#define NEAREST_LENGTH_MAX 64

const char *nearest(const char *, const char *const *, size_t);
size_t nearest_distance(const char *, const char *, size_t);

#endif
