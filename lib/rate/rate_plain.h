#ifndef RULE_RATE_PLAIN_H
#define RULE_RATE_PLAIN_H

#include <stdbool.h>

#include "rule/catalog.h"

/*
 * Prices that decimals alone can find: quantity times price, without ratios.
 *
 * Whoever prices event after event asks here first, and rate() where there is
 * no answer: both say the same, to the last place.  There is an answer for full
 * periods under the models unit, graduated and volume, with included units and
 * a percent discount, as long as no number has more places than a decimal.
 * Cost: a multiplication for each tier, tens of nanoseconds.
 *
 * rate_plain_fits(charge):
 * Whether ${charge} has nothing but that.
 *
 * rate_plain(charge, quantity, amount):
 * What ${quantity} costs under a charge that fits, stripped; false where only
 * rate() can say it.
 */

bool rate_plain_fits(const struct charge *) MUST_CHECK;
bool rate_plain(
    const struct charge *, struct decimal, struct decimal *) MUST_CHECK;

#endif
