#ifndef USAGE_RULING_H
#define USAGE_RULING_H

#include <stddef.h>

#include "base/error.h"
#include "work/request.h"

/*
 * Ruling is the import of the rules that say which usage is billable.
 *
 * A list of rules is one fact: what a rule decides depends on those above it.
 * So a list takes the place of the one before, and a bad rule refuses all of
 * it.  The list that is in force, once more, is a duplicate.
 *
 * The rules are asked when usage is guided (rate/guide.h): that which comes in,
 * and that which is recycled.  What is there stays as it is until then.
 *
 * ruling_run(request, options, error):
 * Import a file.  STATUS_INVALID, with file, line and column, if a rule is bad:
 * a value is none, its id stands in the list already, it asks for a metric of
 * no catalog or for a column of usage that no rule can ask for, or a cell holds
 * what looks like a card number.
 */

struct ruling_options {
	const char *path;
	const char *const *pan_like; /* columns that may look like cards */
	size_t pan_like_count;
	const char *const *dimensions; /* near a column's name, and meant */
	size_t dimension_count;
};

enum status ruling_run(const struct request *, const struct ruling_options *,
    struct error *) MUST_CHECK;

#endif
