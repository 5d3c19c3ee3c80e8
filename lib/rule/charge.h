#ifndef RULE_CHARGE_H
#define RULE_CHARGE_H

#include "base/arena.h"
#include "rule/catalog.h"

/*
 * A charge is read from texts, key by key: from the catalog file when it comes
 * in, from the ledger ever after, through this one door.
 *
 * charge_keys are the keys of a charge in the catalog file, and the columns in
 * which the ledger keeps them; those of lists, which come last, are only keys.
 *
 * charge_parse(texts, charge, key, error):
 * Make ${charge} of one text for each key, "" where it is not given, and the
 * lists that are in ${charge} already; it keeps ${texts}.  Products, the metric
 * and the time classes are found by the caller.  STATUS_INVALID if a
 * value is wrong, a key does not belong to this kind of charge, or a required
 * one is missing; *${key} is then the key at fault.
 *
 * charge_check(charge, key, error):
 * Whether the keys of a charge go together, and those of usage with its metric,
 * once a catalog comes in: a key that would be ignored is refused.
 * STATUS_INVALID; *${key} is the key at fault.
 *
 * charge_model_name(model):
 * "unit", "graduated", ...
 *
 * charge_dimensions(usage, scratch):
 * The filter of a usage charge as a JSON object in ${scratch}, "" if it has
 * none; NULL if there is no memory.  Equal filters have one text.
 *
 * charge_usage(texts, charge, key, error):
 * The part of charge_parse() that is for usage.
 *
 * charge_lists(charge, key, error):
 * The part of it that is for lists: tiers, prices and alerts of usage, the ramp
 * and the components of a recurring charge.
 *
 * charge_choice(text, words, what, index, error):
 * choice_parse(), and the first word where ${text} is "".
 *
 * charge_amount(text, value, error):
 * A decimal that must not be negative; zero where ${text} is "".
 *
 * charge_required(text, error):
 * STATUS_INVALID if ${text} is "".
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
	KEY_MARKUP,
	KEY_PRICING_UNIT,
	KEY_CONVERSION,
	KEY_LEVELS,
	KEY_ROLLOVER,
	KEY_ROLLOVER_MAX,
	KEY_POOL,
	KEY_COMMITMENT,
	KEY_COMMITMENT_TERM,
	KEY_OVERAGE,
	KEY_LIMIT,
	KEY_DECK,
	KEY_NUMBER,
	KEY_TIME_CLASSES,
	/* Lists, of which there are no texts. */
	KEY_TIERS,
	KEY_WHERE,
	KEY_PRICES,
	KEY_ALERTS,
	KEY_RAMP,
	KEY_COMPONENTS,
};
#define CHARGE_KEY_COUNT KEY_TIERS
#define CHARGE_NAME_COUNT (KEY_COMPONENTS + 1)

extern const char *const charge_keys[CHARGE_NAME_COUNT];

enum status charge_parse(const char *const[CHARGE_KEY_COUNT], struct charge *,
    enum charge_key *, struct error *) MUST_CHECK;
enum status charge_check(
    const struct charge *, enum charge_key *, struct error *) MUST_CHECK;
const char *charge_model_name(enum charge_model);
const char *charge_dimensions(
    const struct usage_terms *, struct arena *) MUST_CHECK;

enum status charge_usage(const char *const[CHARGE_KEY_COUNT], struct charge *,
    enum charge_key *, struct error *) MUST_CHECK;
enum status charge_lists(
    struct charge *, enum charge_key *, struct error *) MUST_CHECK;
enum status charge_choice(const char *, const char *const *, const char *,
    int *, struct error *) MUST_CHECK;
enum status charge_amount(
    const char *, struct decimal *, struct error *) MUST_CHECK;
enum status charge_required(const char *, struct error *) MUST_CHECK;

#endif
