#ifndef ORDER_TERMINATION_PARTS_H
#define ORDER_TERMINATION_PARTS_H

#include "order/termination.h"

/*
 * The parts of finding what the end of a contract costs.
 *
 * termination_factor(ending, factor):
 * What the value of the contract's life is multiplied by: what is left, in
 * money or months.  What that is made of goes into ending->working.
 */

/* A contract that has ended. */
struct ending {
	const struct subscription *subscription;
	const struct due_terms *terms;
	const struct contract *contract;
	struct date end;
	const struct term *term; /* the last of the main items */
	struct due_working *working; /* of the fee at work */
	struct arena *scratch;
	struct dues *list;
	struct error *error;
};

enum status termination_factor(
    const struct ending *, struct ratio *) MUST_CHECK;

#endif
