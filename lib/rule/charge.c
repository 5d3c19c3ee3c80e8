/*
 * Which key belongs to which kind of charge is a table; what a key's text must
 * be is one function a kind.
 */
#include "rule/charge.h"

#include "base/choice.h"

#define RECURRING (1U << CHARGE_RECURRING)
#define ONE_TIME (1U << CHARGE_ONE_TIME)
#define USAGE (1U << CHARGE_USAGE)
#define ALL (RECURRING | ONE_TIME | USAGE)

const char *const charge_keys[CHARGE_NAME_COUNT] = { "id", "kind", "name",
	"tax_code", "revenue", "product", "currency", "price", "every",
	"anchor", "when", "proration", "per", "on", "metric", "model", "size",
	"free", "rate", "fixed", "free_events", "free_amount", "min", "max",
	"included", "minimum", "maximum", "discount", "zero", "markup",
	"pricing_unit", "conversion", "levels", "rollover", "rollover_max",
	"pool", "commitment", "commitment_term", "overage", "limit", "deck",
	"number", "time_classes", "tiers", "where", "prices", "alerts", "ramp",
	"components" };

/* Every key that is not here is of usage alone. */
static const unsigned kinds_of[CHARGE_KEY_COUNT] = {
	[KEY_ID] = ALL,
	[KEY_KIND] = ALL,
	[KEY_NAME] = ALL,
	[KEY_TAX_CODE] = ALL,
	[KEY_REVENUE] = ALL,
	[KEY_PRODUCT] = ALL,
	[KEY_CURRENCY] = ALL,
	[KEY_PRICE] = ALL,
	[KEY_EVERY] = RECURRING,
	[KEY_ANCHOR] = RECURRING,
	[KEY_WHEN] = RECURRING,
	[KEY_PRORATION] = RECURRING | USAGE,
	[KEY_PER] = RECURRING | ONE_TIME,
	[KEY_ON] = ONE_TIME,
};

static unsigned
kinds_with(size_t key)
{
	return kinds_of[key] == 0 ? USAGE : kinds_of[key];
}

static const char *const kinds[] = { "recurring", "one_time", "usage", NULL };
static const char *const anchors[] = { "account", "start", NULL };
static const char *const whens[] = { "advance", "arrears", NULL };
static const char *const pers[] = { "unit", "flat", NULL };
static const char *const ons[] = { "activation", "termination", "order", NULL };

enum status
charge_choice(const char *text, const char *const *words, const char *what,
    int *index, struct error *error)
{
	*index = 0;
	if (text[0] == '\0')
		return STATUS_OK;
	return choice_parse(text, words, what, index, error);
}

enum status
charge_amount(const char *text, struct decimal *value, struct error *error)
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

enum status
charge_required(const char *text, struct error *error)
{
	if (text[0] != '\0')
		return STATUS_OK;
	return error_set(error, STATUS_INVALID, "missing, a value is required");
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
	status = charge_choice(
	    texts[KEY_ANCHOR], anchors, "an anchor", &choice, error);
	if (status != STATUS_OK)
		return status;
	charge->anchor = (enum anchor)choice;
	*key = KEY_WHEN;
	status = charge_choice(
	    texts[KEY_WHEN], whens, "a time to bill", &choice, error);
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
	if (status == STATUS_OK)
		status = charge_lists(charge, key, error);
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
	if ((status = charge_required(texts[KEY_ID], error)) != STATUS_OK)
		return status;
	*key = KEY_KIND;
	if ((status = charge_required(texts[KEY_KIND], error)) != STATUS_OK)
		return status;
	status = choice_parse(
	    texts[KEY_KIND], kinds, "a kind of charge", &choice, error);
	if (status != STATUS_OK)
		return status;
	charge->kind = (enum charge_kind)choice;
	for (i = 0; i < CHARGE_KEY_COUNT; i++) {
		*key = (enum charge_key)i;
		if (texts[i][0] != '\0' &&
		    (kinds_with(i) & (1U << charge->kind)) == 0)
			return error_set(error, STATUS_INVALID,
			    "a %s charge has no %s", kinds[charge->kind],
			    charge_keys[i]);
	}
	*key = KEY_CURRENCY;
	status = currency_parse(texts[KEY_CURRENCY], &charge->currency, error);
	if (status != STATUS_OK)
		return status;
	*key = KEY_PRICE;
	status = charge_amount(texts[KEY_PRICE], &charge->price, error);
	if (status == STATUS_OK && charge->kind != CHARGE_USAGE)
		status = charge_required(texts[KEY_PRICE], error);
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
		return charge_usage(texts, charge, key, error);
	if (status != STATUS_OK)
		return status;
	*key = KEY_PER;
	status =
	    charge_choice(texts[KEY_PER], pers, "a multiplier", &choice, error);
	charge->per = (enum charge_per)choice;
	if (status != STATUS_OK)
		return status;
	*key = KEY_ON;
	status = charge_choice(texts[KEY_ON], ons, "a moment", &choice, error);
	charge->on = (enum charge_on)choice;
	return status;
}
