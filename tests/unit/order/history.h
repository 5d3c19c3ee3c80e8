#ifndef HISTORY_H
#define HISTORY_H

#include <stdint.h>

/*
 * A history is what happens to a subscription: runs of any date, cancellations
 * and new bill days that come in late, all posted as they are proposed.
 *
 * history_check(seed, rounds):
 * Play ${rounds} random ones.  After each run: the same run proposes nothing;
 * no posted line, nor any tax on it, is credited below zero; a line that is
 * credited whole has no tax left.  In the end every key has the net that it has
 * where everything was known before the first run.
 */

void history_check(uint64_t, int);

#endif
