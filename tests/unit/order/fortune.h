#ifndef FORTUNE_H
#define FORTUNE_H

#include <stdint.h>

/*
 * Fortune deals orders to a subscription: plans and add-ons that come and go,
 * quantities, prices, discounts, suspensions, contracts, charges by order,
 * mistakes that are undone; each acting on any day, each coming in when it
 * likes, all posted as they are proposed.
 *
 * fortune_check(seed, rounds):
 * Play ${rounds} times.  After each run the same run proposes nothing, and no
 * line of 0.00 corrects anything; posted lines of one key that correct nothing
 * do not share a day.  In the end every key has the net that it has where all
 * orders were known before the only run.  With FORTUNE in the environment, the
 * orders are told.
 */

void fortune_check(uint64_t, int);

#endif
