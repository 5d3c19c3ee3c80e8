#ifndef USAGE_ARRANGING_H
#define USAGE_ARRANGING_H

#include "base/arena.h"
#include "base/error.h"
#include "intake/keys.h"
#include "record/layout.h"

/*
 * Arranging reads the layout of a file of usage from YAML (bill-layout(5)).
 *
 * arranging_read(path, arena, layout, error):
 * Read and check the layout file ${path}; everything in ${arena}.  Whether the
 * values are those of usage is for the reader to say.  STATUS_CONFIG names
 * file, line and column.  Release with layout_close(), also after an error.
 *
 * arranging_cut(arranging):
 * Read how lines are cut, and what columns there are.
 *
 * arranging_fail(arranging, node, what):
 * Say ${what} is wrong at ${node}, as STATUS_CONFIG.  Return that.
 *
 * arranging_place(arranging, node):
 * Put the place of ${node} in front of the error, unless that is want of
 * memory.  Return its status.
 */

enum arranging_key {
	ARRANGING_CSV,
	ARRANGING_FIXED,
	ARRANGING_SEPARATOR,
	ARRANGING_SKIP,
	ARRANGING_LENGTH,
	ARRANGING_ONLY,
	ARRANGING_EXCEPT,
	ARRANGING_TOTAL,
	ARRANGING_TIME,
	ARRANGING_USAGE,
	ARRANGING_KEYS
};

struct arranging {
	struct keys keys;
	struct layout *layout;
	struct arena *arena;
	struct error *error;
	const struct yaml *root;
	const struct yaml *values[ARRANGING_KEYS];
};

enum status arranging_read(
    const char *, struct arena *, struct layout *, struct error *) MUST_CHECK;
enum status arranging_cut(const struct arranging *) MUST_CHECK;
enum status arranging_fail(
    const struct arranging *, const struct yaml *, const char *);
enum status arranging_place(const struct arranging *, const struct yaml *);

#endif
