/*
 * The keys of a usage charge.  What is written is checked for every model, also
 * for those that are not rated yet.
 */
#include <stdlib.h>
#include <string.h>

#include "rule/charge.h"

static const char *const models[] = { "unit", "graduated", "volume",
	"stairstep", "package", "percentage", "graduated_percentage", "dynamic",
	NULL };
static const char *const zeros[] = { "free", NULL };
static const char *const prorations[] = { "none", "day", NULL };

const char *
charge_model_name(enum charge_model model)
{
	return models[model];
}

/* The values of a tier; absent ones are zero. */
static enum status
tier_parse(struct tier *tier, struct error *error)
{
	struct decimal rate;
	enum status status;

	tier->open = tier->texts[TIER_UP_TO][0] == '\0';
	status = charge_amount(tier->texts[TIER_UP_TO], &tier->up_to, error);
	if (status == STATUS_OK)
		status =
		    charge_amount(tier->texts[TIER_PRICE], &tier->price, error);
	if (status == STATUS_OK)
		status =
		    charge_amount(tier->texts[TIER_FLAT], &tier->flat, error);
	if (status == STATUS_OK)
		status = charge_amount(tier->texts[TIER_RATE], &rate, error);
	return status;
}

/* Tiers rise; only the last has no end. */
static enum status
tiers_parse(struct usage_terms *usage, struct error *error)
{
	struct decimal last = decimal_from_integer(0);
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < usage->tier_count && status == STATUS_OK; i++) {
		struct tier *tier = &usage->tiers[i];
		bool open = tier->texts[TIER_UP_TO][0] == '\0';

		if (open != (i + 1 == usage->tier_count))
			return error_set(error, STATUS_INVALID,
			    open ? "tier %zu: up_to is missing"
				 : "tier %zu: the last tier has no up_to",
			    i + 1);
		status = tier_parse(tier, error);
		if (status == STATUS_OK && !open &&
		    decimal_compare(tier->up_to, last) <= 0)
			status = error_set(error, STATUS_INVALID,
			    "up_to %s is not above the tier before",
			    tier->texts[TIER_UP_TO]);
		last = tier->up_to;
		if (status != STATUS_OK)
			error_prefix(error, "tier %zu: ", i + 1);
	}
	return status;
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
	tiered = usage->model == MODEL_GRADUATED ||
		 usage->model == MODEL_VOLUME ||
		 usage->model == MODEL_STAIRSTEP ||
		 usage->model == MODEL_GRADUATED_PERCENTAGE;
	if (tiered != (usage->tier_count > 0))
		return error_set(error, STATUS_INVALID,
		    tiered ? "%s needs tiers" : "%s has no tiers",
		    models[model]);
	return tiers_parse(usage, error);
}

/* Every key that is an amount. */
static enum status
amounts_parse(const char *const texts[CHARGE_KEY_COUNT],
    struct usage_terms *usage, enum charge_key *key, struct error *error)
{
	struct decimal checked;
	const struct {
		enum charge_key key;
		struct decimal *value;
	} amounts[] = {
		{ KEY_SIZE, &usage->size },
		{ KEY_FREE, &usage->free },
		{ KEY_RATE, &checked },
		{ KEY_FIXED, &checked },
		{ KEY_FREE_EVENTS, &checked },
		{ KEY_FREE_AMOUNT, &checked },
		{ KEY_MIN, &checked },
		{ KEY_MAX, &checked },
		{ KEY_INCLUDED, &usage->included },
		{ KEY_MINIMUM, &usage->minimum },
		{ KEY_MAXIMUM, &usage->maximum },
		{ KEY_DISCOUNT, &usage->discount },
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

static int
filter_compare(const void *left, const void *right)
{
	const struct filter *a = left;
	const struct filter *b = right;

	return strcmp(a->dimension, b->dimension);
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
	if ((status = model_parse(texts[*key], usage, error)) != STATUS_OK)
		return status;
	*key = KEY_ZERO;
	status = charge_choice(
	    texts[*key], zeros, "a word for zero", &choice, error);
	if (status != STATUS_OK)
		return status;
	usage->zero_free = texts[*key][0] != '\0';
	*key = KEY_PRORATION;
	status = charge_choice(
	    texts[*key], prorations, "a proration of usage", &choice, error);
	if (status != STATUS_OK)
		return status;
	charge->proration = choice == 1 ? PRORATION_DAY : PRORATION_NONE;
	status = amounts_parse(texts, usage, key, error);
	if (status == STATUS_OK)
		status = limits_check(texts, usage, key, error);
	if (usage->filter_count > 1)
		qsort(usage->filters, usage->filter_count,
		    sizeof(*usage->filters), filter_compare);
	return status;
}

/* Write ${text} as a JSON string at ${cursor}; return what follows. */
static char *
quote(char *cursor, const char *text)
{
	static const char digits[] = "0123456789abcdef";

	*cursor++ = '"';
	for (; *text != '\0'; text++) {
		unsigned char byte = (unsigned char)*text;

		if (byte == '"' || byte == '\\') {
			*cursor++ = '\\';
			*cursor++ = *text;
		} else if (byte < 0x20) {
			memcpy(cursor, "\\u00", 4);
			cursor[4] = digits[byte >> 4];
			cursor[5] = digits[byte & 15];
			cursor += 6;
		} else {
			*cursor++ = *text;
		}
	}
	*cursor++ = '"';
	return cursor;
}

const char *
charge_dimensions(const struct usage_terms *usage, struct arena *scratch)
{
	size_t i, room = 3;
	char *text, *cursor;

	if (usage->filter_count == 0)
		return "";
	/* At most six bytes for one, four quotes, a colon and a comma. */
	for (i = 0; i < usage->filter_count; i++)
		room += 6 * (strlen(usage->filters[i].dimension) +
				strlen(usage->filters[i].value)) +
			6;
	text = arena_alloc(scratch, room);
	if (text == NULL)
		return NULL;
	cursor = text;
	for (i = 0; i < usage->filter_count; i++) {
		*cursor++ = i == 0 ? '{' : ',';
		cursor = quote(cursor, usage->filters[i].dimension);
		*cursor++ = ':';
		cursor = quote(cursor, usage->filters[i].value);
	}
	*cursor++ = '}';
	*cursor = '\0';
	return text;
}
