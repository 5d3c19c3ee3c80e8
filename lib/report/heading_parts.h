#ifndef REPORT_HEADING_PARTS_H
#define REPORT_HEADING_PARTS_H

#include "report/heading.h"

/*
 * Work orders in the making.
 *
 * heading_put(working, work):
 * Write the work order, if it is asked for.
 */

/* What is to be done. */
struct heading_work {
	const char *action;
	const char *charge; /* "": all of the plan */
	const struct term *term; /* NULL: of what is said here alone */
	struct decimal quantity;
	bool counted; /* whether it has a quantity */
	struct date on;
	bool end; /* it ends by itself: nothing confirms that */
};

/* The lines of a subscription at work. */
struct heading_working {
	const struct headings *headings;
	const struct heading *heading;
	size_t line;
	size_t count; /* of its work orders so far */
	const struct heading_state *before;
	const struct heading_state *after;
};

enum status heading_put(
    struct heading_working *, const struct heading_work *) MUST_CHECK;
enum status heading_visit_work(
    const struct headings *, const struct heading *) MUST_CHECK;

#endif
