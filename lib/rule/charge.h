#ifndef RULE_CHARGE_H
#define RULE_CHARGE_H

#include "rule/catalog.h"

/*
 * A charge is read from texts, key by key: from the catalog file when it comes
 * in, from the ledger ever after, through this one door.
 *
 * charge_keys are the keys of a charge in the catalog file, but for the lists
 * ("tiers", "where"), and the columns in which the ledger keeps them.
 *
 * charge_parse(texts, charge, key, error):
 * Make ${charge} of one text for each key, "" where it is not given, and the
 * lists that are in ${charge} already; it keeps ${texts}.  The product is found
 * by the caller. STATUS_INVALID if a value is wrong, a key does not belong to
 * this kind of charge, or a required one is missing; *${key} is then the key at
 * fault.
 */

enum charge_key {
	KEY_ID,
	KEY_KIND,
	KEY_NAME,
	KEY_TAX_CODE,
	KEY_REVENUE,
	KEY_PRODUCT,
	KEY_CURRENCY,
	KEY_PRICE,
	KEY_EVERY,
	KEY_ANCHOR,
	KEY_WHEN,
	KEY_PRORATION,
	KEY_PER,
	KEY_ON,
	KEY_METRIC,
	KEY_MODEL,
	KEY_SIZE,
	KEY_FREE,
	KEY_RATE,
	KEY_FIXED,
	KEY_FREE_EVENTS,
	KEY_FREE_AMOUNT,
	KEY_MIN,
	KEY_MAX,
	KEY_INCLUDED,
	KEY_MINIMUM,
	KEY_MAXIMUM,
	KEY_DISCOUNT,
	KEY_ZERO,
};
#define CHARGE_KEY_COUNT 29

extern const char *const charge_keys[CHARGE_KEY_COUNT];

enum status charge_parse(const char *const[CHARGE_KEY_COUNT], struct charge *,
    enum charge_key *, struct error *) MUST_CHECK;

#endif
