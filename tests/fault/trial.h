#ifndef FAULT_TRIAL_H
#define FAULT_TRIAL_H

#include "tests/fault/sweep.h"

/*
 * The steps of which sweeps are made.
 *
 * trial_draw(sweep):
 * The next number of chance.
 *
 * trial_arm(sweep, point):
 * Plan the fault of a ${point}, or none for NULL.
 *
 * trial_try(sweep, point, setting):
 * Run the command, and judge it; false if it did not come to the point, or not
 * even to its beginning.
 *
 * trial_again(sweep, point):
 * Run it again without a fault, and judge that.
 *
 * trial_once(sweep, point, setting):
 * All of it, from the files of the beginning.
 *
 * trial_enough(sweep):
 * Whether it has failed so often that there is no more to learn.
 *
 * kinds_sweep(sweep), worlds_sweep(sweep):
 * All that can happen to a call; all that can be wrong with the world before
 * the command begins, and faults upon faults.
 *
 * kinds_find(name):
 * The first kind of that name, or NULL.
 *
 * sweep_wants(sweep, kind):
 * Whether points of that kind are asked for.
 *
 * sweep_tell(sweep, kind):
 * Tell how many of its points there were.
 */

/* 2027-12-31T23:59:59Z */
#define TRIAL_NOW 1830297599

uint64_t trial_draw(struct sweep *);
void trial_arm(struct sweep *, const struct point *);
bool trial_try(struct sweep *, const struct point *, const struct setting *);
void trial_again(struct sweep *, const struct point *);
void trial_once(struct sweep *, const struct point *, const struct setting *);
bool trial_enough(const struct sweep *);
void kinds_sweep(struct sweep *);
const struct point *kinds_find(const char *);
void worlds_sweep(struct sweep *);
bool sweep_wants(const struct sweep *, const char *);
void sweep_tell(struct sweep *, const char *);

#endif
