/*
 * Which key belongs to which kind of charge is a table; what a key's text must
 * be is one function a kind.
 */
#include "rule/charge.h"

#include <string.h>

#include "base/choice.h"

#define RECURRING (1U << CHARGE_RECURRING)
#define ONE_TIME (1U << CHARGE_ONE_TIME)
#define USAGE (1U << CHARGE_USAGE)
#define ALL (RECURRING | ONE_TIME | USAGE)

const char *const charge_keys[CHARGE_KEY_COUNT] = { "id", "kind", "name",
	"tax_code", "revenue", "product", "currency", "price", "every",
	"anchor", "when", "proration", "per", "on", "metric", "model", "size",
	"free", "rate", "fixed", "free_events", "free_amount", "min", "max",
	"included", "minimum", "maximum", "discount", "zero" };

static const unsigned kinds_of[CHARGE_KEY_COUNT] = { ALL, ALL, ALL, ALL, ALL,
	ALL, ALL, ALL, RECURRING, RECURRING, RECURRING, RECURRING,
	RECURRING | ONE_TIME, ONE_TIME, USAGE, USAGE, USAGE, USAGE, USAGE,
	USAGE, USAGE, USAGE, USAGE, USAGE, USAGE, USAGE, USAGE, USAGE, USAGE };

static const char *const kinds[] = { "recurring", "one_time", "usage", NULL };
static const char *const anchors[] = { "account", "start", NULL };
static const char *const whens[] = { "advance", "arrears", NULL };
static const char *const pers[] = { "unit", "flat", NULL };
static const char *const ons[] = { "activation", "termination", NULL };
static const char *const models[] = { "unit", "graduated", "volume",
	"stairstep", "package", "percentage", "graduated_percentage", "dynamic",
	NULL };
static const char *const zeros[] = { "free", NULL };

/* The choice that ${text} is; the first one where it is not given. */
static enum status
choose(const char *text, const char *const *words, const char *what, int *index,
    struct error *error)
{
	*index = 0;
	if (text[0] == '\0')
		return STATUS_OK;
	return choice_parse(text, words, what, index, error);
}

/* A decimal that must not be negative; ${text} may be "". */
static enum status
amount_check(const char *text, struct decimal *value, struct error *error)
{
	enum status status;

	*value = decimal_from_integer(0);
	if (text[0] == '\0')
		return STATUS_OK;
	status = decimal_parse(text, DECIMAL_PLACES_MAX, value, error);
	if (status == STATUS_OK && decimal_sign(*value) < 0)
		status =
		    error_set(error, STATUS_INVALID, "%.40s is negative", text);
	return status;
}

static enum status
required(const char *text, struct error *error)
{
	if (text[0] != '\0')
		return STATUS_OK;
	return error_set(error, STATUS_INVALID, "missing, a value is required");
}

/* Tiers rise; only the last has no end. */
static enum status
tiers_check(const struct usage_terms *usage, struct error *error)
{
	struct decimal last = decimal_from_integer(0), value;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < usage->tier_count && status == STATUS_OK; i++) {
		const struct tier *tier = &usage->tiers[i];
		bool open = tier->up_to[0] == '\0';

		if (open != (i + 1 == usage->tier_count))
			return error_set(error, STATUS_INVALID,
			    open ? "tier %zu: up_to is missing"
				 : "tier %zu: the last tier has no up_to",
			    i + 1);
		status = amount_check(tier->up_to, &value, error);
		if (status == STATUS_OK && !open &&
		    decimal_compare(value, last) <= 0)
			status = error_set(error, STATUS_INVALID,
			    "up_to %s is not above the tier before",
			    tier->up_to);
		last = value;
		if (status == STATUS_OK)
			status = amount_check(tier->price, &value, error);
		if (status == STATUS_OK)
			status = amount_check(tier->flat, &value, error);
		if (status == STATUS_OK)
			status = amount_check(tier->rate, &value, error);
		if (status != STATUS_OK)
			error_prefix(error, "tier %zu: ", i + 1);
	}
	return status;
}

/* Values that are amounts and still cannot be: rating divides by a size, and a
 * discount over the whole would pay the customer. */
static enum status
limits_check(const char *const texts[CHARGE_KEY_COUNT], int model,
    enum charge_key *key, struct error *error)
{
	struct decimal value;
	enum status status;

	*key = KEY_SIZE;
	if (model == 4 && (status = required(texts[*key], error)) != STATUS_OK)
		return status;
	status = amount_check(texts[*key], &value, error);
	if (status == STATUS_OK && texts[*key][0] != '\0' &&
	    decimal_sign(value) == 0)
		status = error_set(error, STATUS_INVALID, "a size is zero");
	if (status != STATUS_OK)
		return status;
	*key = KEY_DISCOUNT;
	status = amount_check(texts[*key], &value, error);
	if (status == STATUS_OK &&
	    decimal_compare(value, decimal_from_integer(100)) > 0)
		status = error_set(error, STATUS_INVALID,
		    "%.40s is more than 100 percent", texts[*key]);
	return status;
}

static enum status
usage_parse(const char *const texts[CHARGE_KEY_COUNT], struct charge *charge,
    enum charge_key *key, struct error *error)
{
	static const enum charge_key amounts[] = { KEY_PRICE, KEY_SIZE,
		KEY_FREE, KEY_RATE, KEY_FIXED, KEY_FREE_EVENTS, KEY_FREE_AMOUNT,
		KEY_MIN, KEY_MAX, KEY_INCLUDED, KEY_MINIMUM, KEY_MAXIMUM,
		KEY_DISCOUNT };
	struct usage_terms *usage = &charge->usage;
	struct decimal value;
	enum status status;
	int model, zero;
	bool tiered;
	size_t i;

	*key = KEY_METRIC;
	if ((status = required(texts[KEY_METRIC], error)) != STATUS_OK)
		return status;
	*key = KEY_MODEL;
	status =
	    choose(texts[KEY_MODEL], models, "a charge model", &model, error);
	if (status != STATUS_OK)
		return status;
	tiered = (model >= 1 && model <= 3) || model == 6;
	if (tiered != (usage->tier_count > 0))
		return error_set(error, STATUS_INVALID,
		    tiered ? "%s needs tiers" : "%s has no tiers",
		    models[model]);
	if ((status = tiers_check(usage, error)) != STATUS_OK)
		return status;
	*key = KEY_ZERO;
	status =
	    choose(texts[KEY_ZERO], zeros, "a word for zero", &zero, error);
	for (i = 0;
	     i < sizeof(amounts) / sizeof(amounts[0]) && status == STATUS_OK;
	     i++) {
		*key = amounts[i];
		status = amount_check(texts[*key], &value, error);
	}
	if (status == STATUS_OK)
		status = limits_check(texts, model, key, error);
	usage->metric = texts[KEY_METRIC];
	usage->model = models[model];
	usage->size = texts[KEY_SIZE];
	usage->free = texts[KEY_FREE];
	usage->rate = texts[KEY_RATE];
	usage->fixed = texts[KEY_FIXED];
	usage->free_events = texts[KEY_FREE_EVENTS];
	usage->free_amount = texts[KEY_FREE_AMOUNT];
	usage->min = texts[KEY_MIN];
	usage->max = texts[KEY_MAX];
	usage->included = texts[KEY_INCLUDED];
	usage->minimum = texts[KEY_MINIMUM];
	usage->maximum = texts[KEY_MAXIMUM];
	usage->discount = texts[KEY_DISCOUNT];
	usage->zero = texts[KEY_ZERO];
	return status;
}

static enum status
recurring_parse(const char *const texts[CHARGE_KEY_COUNT],
    struct charge *charge, enum charge_key *key, struct error *error)
{
	enum status status;
	int choice;

	*key = KEY_EVERY;
	charge->every = (struct cycle){ 1, CYCLE_MONTH };
	if (texts[KEY_EVERY][0] != '\0' &&
	    (status = cycle_parse(texts[KEY_EVERY], &charge->every, error)) !=
		STATUS_OK)
		return status;
	*key = KEY_ANCHOR;
	status =
	    choose(texts[KEY_ANCHOR], anchors, "an anchor", &choice, error);
	if (status != STATUS_OK)
		return status;
	charge->anchor = (enum anchor)choice;
	*key = KEY_WHEN;
	status =
	    choose(texts[KEY_WHEN], whens, "a time to bill", &choice, error);
	if (status != STATUS_OK)
		return status;
	charge->when = (enum charge_when)choice;
	*key = KEY_PRORATION;
	charge->proration = PRORATION_DAY;
	if (texts[KEY_PRORATION][0] != '\0')
		status = proration_parse(
		    texts[KEY_PRORATION], &charge->proration, error);
	if (status == STATUS_OK && charge->proration == PRORATION_MONTH30 &&
	    cycle_months(charge->every) == 0)
		status = error_set(error, STATUS_INVALID,
		    "month30 needs a cycle of months or years");
	return status;
}

/* The keys that every kind has, and whether each key belongs to this one. */
static enum status
common_parse(const char *const texts[CHARGE_KEY_COUNT], struct charge *charge,
    enum charge_key *key, struct error *error)
{
	enum status status;
	int choice;
	size_t i;

	*key = KEY_ID;
	if ((status = required(texts[KEY_ID], error)) != STATUS_OK)
		return status;
	*key = KEY_KIND;
	if ((status = required(texts[KEY_KIND], error)) != STATUS_OK)
		return status;
	status = choice_parse(
	    texts[KEY_KIND], kinds, "a kind of charge", &choice, error);
	if (status != STATUS_OK)
		return status;
	charge->kind = (enum charge_kind)choice;
	for (i = 0; i < CHARGE_KEY_COUNT; i++) {
		*key = (enum charge_key)i;
		if (texts[i][0] != '\0' &&
		    (kinds_of[i] & (1U << charge->kind)) == 0)
			return error_set(error, STATUS_INVALID,
			    "a %s charge has no %s", kinds[charge->kind],
			    charge_keys[i]);
	}
	*key = KEY_CURRENCY;
	status = currency_parse(texts[KEY_CURRENCY], &charge->currency, error);
	if (status != STATUS_OK)
		return status;
	*key = KEY_PRICE;
	status = amount_check(texts[KEY_PRICE], &charge->price, error);
	if (status == STATUS_OK && charge->kind != CHARGE_USAGE)
		status = required(texts[KEY_PRICE], error);
	charge->priced = texts[KEY_PRICE][0] != '\0';
	charge->texts = texts;
	charge->id = texts[KEY_ID];
	charge->name = texts[KEY_NAME];
	charge->tax_code = texts[KEY_TAX_CODE];
	charge->revenue = texts[KEY_REVENUE];
	return status;
}

enum status
charge_parse(const char *const texts[CHARGE_KEY_COUNT], struct charge *charge,
    enum charge_key *key, struct error *error)
{
	enum status status;
	int choice;

	status = common_parse(texts, charge, key, error);
	if (status == STATUS_OK && charge->kind == CHARGE_RECURRING)
		status = recurring_parse(texts, charge, key, error);
	if (status == STATUS_OK && charge->kind == CHARGE_USAGE)
		return usage_parse(texts, charge, key, error);
	if (status != STATUS_OK)
		return status;
	*key = KEY_PER;
	status = choose(texts[KEY_PER], pers, "a multiplier", &choice, error);
	charge->per = (enum charge_per)choice;
	if (status != STATUS_OK)
		return status;
	*key = KEY_ON;
	status = choose(texts[KEY_ON], ons, "a moment", &choice, error);
	charge->on = (enum charge_on)choice;
	return status;
}
