#ifndef RATE_LINT_PARTS_H
#define RATE_LINT_PARTS_H

#include "rate/lint.h"

/*
 * The parts of lint.
 *
 * lint_find(linting, severity, format, ...):
 * A finding about what is looked at.
 *
 * lint_charge(linting, plan, charge), lint_products(linting),
 * lint_discounts(linting), lint_changes(linting):
 * What there is to say of a charge of ${plan}, of all products, of all
 * discounts, and of what has changed since the version before.
 */

struct linting {
	const struct catalog *catalog;
	const struct lint_last *last;
	struct arena *arena;
	struct findings *findings;
	const char *section; /* what is looked at */
	const char *object;
	const char *charge;
	enum status status; /* STATUS_MEMORY: no more is found */
	struct error *error;
};

void lint_find(struct linting *, enum severity, const char *, ...)
    PRINTF_LIKE(3, 4);
void lint_charge(struct linting *, const struct plan *, const struct charge *);
void lint_products(struct linting *);
void lint_discounts(struct linting *);
void lint_changes(struct linting *);

#endif
