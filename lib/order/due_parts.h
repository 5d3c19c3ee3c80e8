#ifndef ORDER_DUE_PARTS_H
#define ORDER_DUE_PARTS_H

#include "order/due.h"

/*
 * The parts of the search for what is due, which walks through terms and their
 * charges.
 *
 * due_append(walk, term, charge):
 * A new due at the end of the list, with room for one segment; NULL if there is
 * no memory.
 *
 * due_quantity(charge, term):
 * How many of ${charge} there are.  A flat price is for one, however many were
 * ordered; what was used is known only later: 0.
 *
 * due_one_time(walk, term, charge), due_single(walk, single):
 * Append what is owed once.
 */

struct due_walk {
	const struct subscription *subscription;
	const struct due_terms *terms;
	enum due_which which;
	const char *dimensions; /* of the charge */
	struct arena *scratch;
	struct dues *list;
	struct error *error;
	/* Where charges of one schedule begin that fall due late enough. */
	struct cycle every;
	enum anchor anchor;
	enum charge_when when;
	struct date start;
	struct period first;
	struct period second;
	bool passed;
};

struct due *due_append(
    struct due_walk *, const struct term *, const struct charge *) MUST_CHECK;
struct decimal due_quantity(const struct charge *, const struct term *);
enum status due_one_time(
    struct due_walk *, const struct term *, const struct charge *) MUST_CHECK;
enum status due_single(struct due_walk *, const struct single *) MUST_CHECK;

#endif
