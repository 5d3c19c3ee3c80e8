#ifndef INTAKE_ORDERING_PARTS_H
#define INTAKE_ORDERING_PARTS_H

#include "intake/ordering.h"

/*
 * A round over all staged lines, in the making.
 *
 * ordering_round_enter(round, line), ordering_round_leave(round):
 * Begin with the subscription of ${line}, with what is booked of it; end with
 * it, and tell whoever visits it.
 *
 * ordering_round_take(round, from, taken):
 * Read a staged line; what is kept of it is copied.
 *
 * ordering_round_coterm(round, line), ordering_round_bill_days(round, text):
 * Take what is booked of the subscription with whose term ${line} ends, and the
 * bill days of its account.
 *
 * ordering_round_insert(round, orders, count, order):
 * Put ${order} where its day and sequence want it.
 */

enum phase {
	PHASE_ALONE,
	PHASE_TOGETHER,
	PHASE_CUSTOMERS, /* their limits, */
	PHASE_LIMITS, /* then those of all */
	PHASE_VISIT,
};

struct round {
	const struct ordering *ordering;
	enum phase phase;
	struct judging judging;
	struct error *error;
	uint64_t spoiled; /* orders that this round refused */
	bool limited; /* whether there are coupons with limits */
	/* The subscription: what is booked, and the file's good lines; then
	   those of refused orders, and room for both. */
	struct ordering_known known;
	struct order *before;
	size_t before_count;
	struct ordering_line **lines;
	size_t line_count;
	struct order *refused;
	size_t refused_count;
	const char
	    *begun; /* NULL: the last order whose bad line would begin it */
	enum status (*visit)(void *, const struct ordered *, struct error *);
	void *context;
};

enum status ordering_round_enter(
    struct round *, const struct judging_line *) MUST_CHECK;
enum status ordering_round_leave(struct round *) MUST_CHECK;
enum status ordering_round_take(struct round *, const struct judging_line *,
    struct ordering_line **) MUST_CHECK;
enum status ordering_round_coterm(
    struct round *, const struct judging_line *) MUST_CHECK;
enum status ordering_round_bill_days(struct round *, const char *) MUST_CHECK;
enum status ordering_round_insert(
    struct round *, struct order **, size_t *, const struct order *) MUST_CHECK;

#endif
