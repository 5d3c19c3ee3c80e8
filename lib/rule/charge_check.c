/*
 * A key that a model does not have would be ignored, and money lost in silence:
 * which model has which keys is a table, and so is which key needs which other.
 */
#include "rule/charge.h"

#include "rule/charge_filter.h"

#define BIT(model) (1U << (model))
#define SLICED (BIT(MODEL_GRADUATED) | BIT(MODEL_GRADUATED_PERCENTAGE))
#define TIERED (SLICED | BIT(MODEL_VOLUME) | BIT(MODEL_STAIRSTEP))
/* These price each event, the others a quantity as a whole. */
#define EVENTS \
	(BIT(MODEL_PERCENTAGE) | BIT(MODEL_DYNAMIC) | BIT(MODEL_MATRIX) | \
	    BIT(MODEL_DECK))
#define WHOLE (TIERED | BIT(MODEL_UNIT) | BIT(MODEL_PACKAGE))

/* The models that have a key; every one has those that are not here. */
static const struct {
	enum charge_key key;
	unsigned models;
} models_of[] = {
	{ KEY_PRICE, BIT(MODEL_UNIT) | BIT(MODEL_PACKAGE) },
	{ KEY_SIZE, BIT(MODEL_PACKAGE) },
	{ KEY_FREE, BIT(MODEL_PACKAGE) },
	{ KEY_RATE, BIT(MODEL_PERCENTAGE) },
	{ KEY_FIXED, BIT(MODEL_PERCENTAGE) },
	{ KEY_FREE_EVENTS, BIT(MODEL_PERCENTAGE) },
	{ KEY_FREE_AMOUNT, BIT(MODEL_PERCENTAGE) },
	{ KEY_MIN, BIT(MODEL_PERCENTAGE) },
	{ KEY_MAX, BIT(MODEL_PERCENTAGE) },
	{ KEY_ZERO, TIERED },
	{ KEY_MARKUP, BIT(MODEL_DYNAMIC) },
	{ KEY_PRICING_UNIT, WHOLE | BIT(MODEL_PERCENTAGE) | BIT(MODEL_MATRIX) },
	{ KEY_LEVELS, WHOLE },
	{ KEY_POOL, WHOLE },
	{ KEY_DECK, BIT(MODEL_DECK) },
	{ KEY_NUMBER, BIT(MODEL_DECK) },
	{ KEY_TIME_CLASSES, BIT(MODEL_DECK) },
};

/* The models whose tiers have a key. */
static const struct {
	enum tier_key key;
	unsigned models;
	const char *name;
} tiers_of[] = {
	{ TIER_PRICE, BIT(MODEL_GRADUATED) | BIT(MODEL_VOLUME), "price" },
	{ TIER_RATE, BIT(MODEL_GRADUATED_PERCENTAGE), "rate" },
	{ TIER_CAP, SLICED | BIT(MODEL_VOLUME), "cap" },
};

/* A key that says nothing without another one. */
static const struct {
	enum charge_key key;
	enum charge_key needed;
} needs[] = {
	{ KEY_POOL, KEY_INCLUDED },
	{ KEY_ROLLOVER, KEY_INCLUDED },
	{ KEY_ROLLOVER_MAX, KEY_ROLLOVER },
	{ KEY_COMMITMENT_TERM, KEY_COMMITMENT },
	{ KEY_OVERAGE, KEY_COMMITMENT },
	{ KEY_CONVERSION, KEY_PRICING_UNIT },
	{ KEY_PRICING_UNIT, KEY_CONVERSION },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool
given(const struct charge *charge, enum charge_key key)
{
	return charge->texts[key][0] != '\0';
}

static enum status
check_model(
    const struct charge *charge, enum charge_key *key, struct error *error)
{
	const struct usage_terms *usage = &charge->usage;
	unsigned model = BIT(usage->model);
	size_t i, k;

	for (i = 0; i < COUNT(models_of); i++) {
		*key = models_of[i].key;
		if (given(charge, *key) && (models_of[i].models & model) == 0)
			return error_set(error, STATUS_INVALID,
			    "the model %s has none",
			    charge_model_name(usage->model));
	}
	*key = KEY_TIERS;
	for (i = 0; i < usage->tier_count; i++) {
		for (k = 0; k < COUNT(tiers_of); k++) {
			if (usage->tiers[i].texts[tiers_of[k].key][0] == '\0' ||
			    (tiers_of[k].models & model) != 0)
				continue;
			return error_set(error, STATUS_INVALID,
			    "tier %zu: a tier of %s has no %s", i + 1,
			    charge_model_name(usage->model), tiers_of[k].name);
		}
	}
	*key = KEY_DECK;
	if (usage->model == MODEL_DECK)
		return charge_required(charge->texts[*key], error);
	return STATUS_OK;
}

/* What each event is priced for must add up to what the metric counts. */
static enum status
check_metric(
    const struct charge *charge, enum charge_key *key, struct error *error)
{
	const struct usage_terms *usage = &charge->usage;
	const struct metric *metric = usage->metric;
	bool sums =
	    !metric->recurring && (metric->aggregation == AGGREGATION_SUM ||
				      metric->aggregation == AGGREGATION_COUNT);

	*key = KEY_METRIC;
	if (!sums && (BIT(usage->model) & EVENTS) != 0)
		return error_set(error, STATUS_INVALID,
		    "%s prices each event: its metric must be a sum or a "
		    "count, and not recurring",
		    charge_model_name(usage->model));
	*key = KEY_LEVELS;
	if (usage->each_level && metric->aggregation != AGGREGATION_WEIGHTED)
		return error_set(error, STATUS_INVALID,
		    "only a metric that is weighted has levels");
	if (usage->each_level && metric->stepping != STEPPING_NONE)
		return error_set(
		    error, STATUS_INVALID, "the metric must not be rounded");
	if (usage->each_level &&
	    (usage->pool != POOLING_NONE || usage->rollover > 0))
		return error_set(error, STATUS_INVALID,
		    "included units of levels are not pooled or rolled over");
	return STATUS_OK;
}

/* Values that contradict each other. */
static enum status
check_values(
    const struct charge *charge, enum charge_key *key, struct error *error)
{
	const struct usage_terms *usage = &charge->usage;

	*key = KEY_MAX;
	if (usage->event_bounded &&
	    decimal_compare(usage->event_maximum, usage->event_minimum) < 0)
		return error_set(error, STATUS_INVALID, "it is below min");
	*key = KEY_MAXIMUM;
	if (usage->bounded &&
	    decimal_compare(usage->maximum, usage->minimum) < 0)
		return error_set(error, STATUS_INVALID, "it is below minimum");
	*key = KEY_CONVERSION;
	if (decimal_sign(usage->conversion) == 0)
		return error_set(error, STATUS_INVALID, "must be above zero");
	return STATUS_OK;
}

static enum status
check_alerts(
    const struct charge *charge, enum charge_key *key, struct error *error)
{
	const struct usage_terms *usage = &charge->usage;
	size_t i;

	*key = KEY_INCLUDED;
	for (i = 0; i < usage->alert_count; i++) {
		if (usage->alerts[i].kind == ALERT_PERCENT &&
		    decimal_sign(usage->included) == 0)
			return error_set(error, STATUS_INVALID,
			    "missing, alert %zu is a percentage of it", i + 1);
	}
	return STATUS_OK;
}

static enum status
check_patterns(const struct filter *filters, size_t count, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < count && status == STATUS_OK; i++)
		status = charge_filter_check(filters[i].value, error);
	return status;
}

/* The patterns of the charge, and those of the rows of a matrix. */
static enum status
check_filters(
    const struct charge *charge, enum charge_key *key, struct error *error)
{
	const struct usage_terms *usage = &charge->usage;
	enum status status;
	size_t i;

	*key = KEY_WHERE;
	status = check_patterns(usage->filters, usage->filter_count, error);
	if (status != STATUS_OK)
		return status;
	*key = KEY_PRICES;
	for (i = 0; i < usage->price_count && status == STATUS_OK; i++) {
		status = check_patterns(usage->prices[i].filters,
		    usage->prices[i].filter_count, error);
		if (status != STATUS_OK)
			error_prefix(error, "price %zu: ", i + 1);
	}
	return status;
}

/* A list of another kind of charge. */
static enum status
check_lists(
    const struct charge *charge, enum charge_key *key, struct error *error)
{
	const struct usage_terms *usage = &charge->usage;
	const struct {
		enum charge_key key;
		enum charge_kind kind;
		size_t count;
	} lists[] = {
		{ KEY_TIERS, CHARGE_USAGE, usage->tier_count },
		{ KEY_WHERE, CHARGE_USAGE, usage->filter_count },
		{ KEY_PRICES, CHARGE_USAGE, usage->price_count },
		{ KEY_ALERTS, CHARGE_USAGE, usage->alert_count },
		{ KEY_RAMP, CHARGE_RECURRING, charge->ramp_count },
		{ KEY_COMPONENTS, CHARGE_RECURRING, charge->component_count },
	};
	size_t i;

	for (i = 0; i < COUNT(lists); i++) {
		*key = lists[i].key;
		if (lists[i].count > 0 && lists[i].kind != charge->kind)
			return error_set(error, STATUS_INVALID,
			    "a %s charge has no %s", charge->texts[KEY_KIND],
			    charge_keys[*key]);
	}
	return STATUS_OK;
}

enum status
charge_check(
    const struct charge *charge, enum charge_key *key, struct error *error)
{
	enum status status;
	size_t i;

	status = check_lists(charge, key, error);
	if (status != STATUS_OK || charge->kind != CHARGE_USAGE)
		return status;
	status = check_model(charge, key, error);
	for (i = 0; i < COUNT(needs) && status == STATUS_OK; i++) {
		*key = needs[i].key;
		if (given(charge, *key) && !given(charge, needs[i].needed))
			status = error_set(error, STATUS_INVALID, "it needs %s",
			    charge_keys[needs[i].needed]);
	}
	if (status == STATUS_OK)
		status = check_metric(charge, key, error);
	if (status == STATUS_OK)
		status = check_values(charge, key, error);
	if (status == STATUS_OK)
		status = check_alerts(charge, key, error);
	if (status == STATUS_OK)
		status = check_filters(charge, key, error);
	return status;
}
