/*
 * The keys of a usage charge.  Each is checked for every model, whether that
 * has it or not: which keys go together is for charge_check().
 */
#include "rule/charge.h"

#include "rule/charge_filter.h"

#define PERIODS_MAX 1200

static const char *const models[] = { "unit", "graduated", "volume",
	"stairstep", "package", "percentage", "graduated_percentage", "dynamic",
	"matrix", "deck", NULL };
static const char *const zeros[] = { "free", NULL };
static const char *const levels[] = { "each", NULL };
static const char *const pools[] = { "account", "payer", NULL };
static const char *const prorations[] = { "none", "day", NULL };

const char *
charge_model_name(enum charge_model model)
{
	return models[model];
}

/* The model, and whether it has tiers as it must. */
static enum status
model_parse(const char *text, struct usage_terms *usage, struct error *error)
{
	enum status status;
	bool tiered;
	int model;

	status = charge_choice(text, models, "a charge model", &model, error);
	if (status != STATUS_OK)
		return status;
	usage->model = (enum charge_model)model;
	if ((usage->model == MODEL_MATRIX) != (usage->price_count > 0))
		return error_set(error, STATUS_INVALID,
		    usage->price_count == 0 ? "%s needs prices"
					    : "%s has no prices",
		    models[model]);
	tiered = usage->model == MODEL_GRADUATED ||
		 usage->model == MODEL_VOLUME ||
		 usage->model == MODEL_STAIRSTEP ||
		 usage->model == MODEL_GRADUATED_PERCENTAGE;
	if (tiered != (usage->tier_count > 0))
		return error_set(error, STATUS_INVALID,
		    tiered ? "%s needs tiers" : "%s has no tiers",
		    models[model]);
	return STATUS_OK;
}

/* Every key that is an amount. */
static enum status
amounts_parse(const char *const texts[CHARGE_KEY_COUNT],
    struct usage_terms *usage, enum charge_key *key, struct error *error)
{
	const struct {
		enum charge_key key;
		struct decimal *value;
	} amounts[] = {
		{ KEY_SIZE, &usage->size },
		{ KEY_FREE, &usage->free },
		{ KEY_RATE, &usage->rate },
		{ KEY_FIXED, &usage->fixed },
		{ KEY_FREE_EVENTS, &usage->free_events },
		{ KEY_FREE_AMOUNT, &usage->free_amount },
		{ KEY_MIN, &usage->event_minimum },
		{ KEY_MAX, &usage->event_maximum },
		{ KEY_INCLUDED, &usage->included },
		{ KEY_MINIMUM, &usage->minimum },
		{ KEY_MAXIMUM, &usage->maximum },
		{ KEY_DISCOUNT, &usage->discount },
		{ KEY_MARKUP, &usage->markup },
		{ KEY_CONVERSION, &usage->conversion },
		{ KEY_ROLLOVER_MAX, &usage->rollover_max },
		{ KEY_COMMITMENT, &usage->commitment },
		{ KEY_OVERAGE, &usage->overage },
		{ KEY_LIMIT, &usage->limit },
	};
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0;
	     i < sizeof(amounts) / sizeof(amounts[0]) && status == STATUS_OK;
	     i++) {
		*key = amounts[i].key;
		status = charge_amount(texts[*key], amounts[i].value, error);
	}
	usage->bounded = texts[KEY_MAXIMUM][0] != '\0';
	usage->event_bounded = texts[KEY_MAX][0] != '\0';
	usage->rollover_bounded = texts[KEY_ROLLOVER_MAX][0] != '\0';
	usage->limited = texts[KEY_LIMIT][0] != '\0';
	if (texts[KEY_CONVERSION][0] == '\0')
		usage->conversion = decimal_from_integer(1);
	if (texts[KEY_OVERAGE][0] == '\0')
		usage->overage = decimal_from_integer(1);
	return status;
}

/* Values that are amounts and still cannot be: rating divides by a size, and a
 * discount over the whole would pay the customer. */
static enum status
limits_check(const char *const texts[CHARGE_KEY_COUNT],
    const struct usage_terms *usage, enum charge_key *key, struct error *error)
{
	enum status status;

	*key = KEY_SIZE;
	if (usage->model == MODEL_PACKAGE &&
	    (status = charge_required(texts[*key], error)) != STATUS_OK)
		return status;
	if (texts[*key][0] != '\0' && decimal_sign(usage->size) == 0)
		return error_set(error, STATUS_INVALID, "a size is zero");
	*key = KEY_DISCOUNT;
	if (decimal_compare(usage->discount, decimal_from_integer(100)) > 0)
		return error_set(error, STATUS_INVALID,
		    "%.40s is more than 100 percent", texts[*key]);
	return STATUS_OK;
}

/* A number of periods. */
static enum status
periods_parse(const char *text, int *periods, struct error *error)
{
	struct decimal number;
	enum status status = charge_amount(text, &number, error);

	number = decimal_strip(number);
	if (status == STATUS_OK &&
	    (number.scale > 0 || number.coefficient > PERIODS_MAX))
		status = error_set(error, STATUS_INVALID,
		    "a whole number of periods is expected, at most %d",
		    PERIODS_MAX);
	*periods = (int)number.coefficient;
	return status;
}

/* What a word says that is not a number. */
static enum status
words_parse(const char *const texts[CHARGE_KEY_COUNT],
    struct usage_terms *usage, enum charge_key *key, struct error *error)
{
	enum status status;
	int choice;

	*key = KEY_ZERO;
	status = charge_choice(
	    texts[*key], zeros, "a word for zero", &choice, error);
	if (status != STATUS_OK)
		return status;
	usage->zero_free = texts[*key][0] != '\0';
	*key = KEY_LEVELS;
	status = charge_choice(
	    texts[*key], levels, "a way to price levels", &choice, error);
	if (status != STATUS_OK)
		return status;
	usage->each_level = texts[*key][0] != '\0';
	*key = KEY_POOL;
	status = charge_choice(texts[*key], pools, "a pool", &choice, error);
	if (status != STATUS_OK)
		return status;
	usage->pool = texts[*key][0] == '\0'
			  ? POOLING_NONE
			  : (enum pooling)(POOLING_ACCOUNT + choice);
	usage->pricing_unit = texts[KEY_PRICING_UNIT];
	usage->deck = texts[KEY_DECK];
	usage->number =
	    texts[KEY_NUMBER][0] == '\0' ? "called" : texts[KEY_NUMBER];
	return STATUS_OK;
}

/* How long a term is, and for how many periods units last. */
static enum status
spans_parse(const char *const texts[CHARGE_KEY_COUNT],
    struct usage_terms *usage, enum charge_key *key, struct error *error)
{
	enum status status;

	*key = KEY_ROLLOVER;
	status = periods_parse(texts[*key], &usage->rollover, error);
	if (status != STATUS_OK)
		return status;
	*key = KEY_COMMITMENT_TERM;
	usage->commitment_term = (struct cycle){ 0, CYCLE_MONTH };
	if (texts[*key][0] == '\0')
		return STATUS_OK;
	status = cycle_parse(texts[*key], &usage->commitment_term, error);
	if (status == STATUS_OK && cycle_months(usage->commitment_term) == 0)
		status = error_set(
		    error, STATUS_INVALID, "a term is of months or years");
	return status;
}

enum status
charge_usage(const char *const texts[CHARGE_KEY_COUNT], struct charge *charge,
    enum charge_key *key, struct error *error)
{
	struct usage_terms *usage = &charge->usage;
	enum status status;
	int choice;

	charge->every = (struct cycle){ 1, CYCLE_MONTH };
	charge->anchor = ANCHOR_ACCOUNT;
	charge->when = WHEN_ARREARS;
	*key = KEY_METRIC;
	if ((status = charge_required(texts[*key], error)) != STATUS_OK)
		return status;
	*key = KEY_MODEL;
	status = model_parse(texts[*key], usage, error);
	if (status == STATUS_OK)
		status = charge_lists(charge, key, error);
	if (status != STATUS_OK)
		return status;
	status = words_parse(texts, usage, key, error);
	if (status != STATUS_OK)
		return status;
	*key = KEY_PRORATION;
	status = charge_choice(
	    texts[*key], prorations, "a proration of usage", &choice, error);
	if (status != STATUS_OK)
		return status;
	charge->proration = choice == 1 ? PRORATION_DAY : PRORATION_NONE;
	status = amounts_parse(texts, usage, key, error);
	if (status == STATUS_OK)
		status = limits_check(texts, usage, key, error);
	if (status == STATUS_OK)
		status = spans_parse(texts, usage, key, error);
	charge_filter_sort(usage->filters, usage->filter_count);
	return status;
}

const char *
charge_dimensions(const struct usage_terms *usage, struct arena *scratch)
{
	return charge_filter_text(usage->filters, usage->filter_count, scratch);
}
