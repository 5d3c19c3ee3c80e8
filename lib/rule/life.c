/*
 * One function a kind of value, and one for which keys belong together.
 */
#include "rule/life.h"

#include <string.h>

#include "base/choice.h"
#include "rule/charge.h"

#define MONTHS_MAX 1200

const char *const life_keys[LIFE_KEY_COUNT] = { "trial", "trial_end",
	"term_months", "renew", "uplift", "notice", "termination",
	"termination_value", "minimum_value", "suspension" };

static const char *const trial_ends[] = { "convert", "lapse", NULL };
static const char *const renewals[] = { "auto", "none", "evergreen", NULL };
static const char *const terminations[] = { "none", "remaining", "percent",
	"fixed", "declining", "notice", NULL };
static const char *const suspensions[] = { "free", "charged", NULL };
static const char none[] = "none";

/* "14 days"; "none" is for an order whose plan says otherwise. */
static enum status
span_parse(const char *text, struct cycle *span, struct error *error)
{
	*span = (struct cycle){ 0, CYCLE_DAY };
	if (text[0] == '\0' || strcmp(text, none) == 0)
		return STATUS_OK;
	return cycle_parse(text, span, error);
}

/* A whole number of months. */
static enum status
months_parse(const char *text, struct decimal *months, struct error *error)
{
	enum status status = charge_amount(text, months, error);
	struct decimal number = decimal_strip(*months);

	if (status == STATUS_OK &&
	    (number.scale > 0 || number.coefficient > MONTHS_MAX))
		status = error_set(error, STATUS_INVALID,
		    "a whole number of months is expected, at most %d",
		    MONTHS_MAX);
	return status;
}

static enum status
percent_parse(const char *text, struct decimal *percent, struct error *error)
{
	enum status status = charge_amount(text, percent, error);

	if (status == STATUS_OK &&
	    decimal_compare(*percent, decimal_from_integer(100)) > 0)
		status = error_set(error, STATUS_INVALID,
		    "%.40s is more than 100 percent", text);
	return status;
}

/* What the value of a termination is depends on its kind. */
static enum status
value_parse(const char *text, struct life *life, struct error *error)
{
	switch (life->termination) {
	case TERMINATION_PERCENT:
		return percent_parse(text, &life->termination_value, error);
	case TERMINATION_NOTICE:
		return months_parse(text, &life->termination_value, error);
	default:
		return charge_amount(text, &life->termination_value, error);
	}
}

static enum status
word_parse(
    const char *text, enum life_key key, struct life *life, struct error *error)
{
	enum status status;
	int choice = 0;

	switch (key) {
	case LIFE_TRIAL_END:
		status = charge_choice(
		    text, trial_ends, "an end of a trial", &choice, error);
		life->trial_end = (enum trial_end)choice;
		return status;
	case LIFE_RENEW:
		status =
		    charge_choice(text, renewals, "a renewal", &choice, error);
		life->renewal = (enum renewal)choice;
		return status;
	case LIFE_TERMINATION:
		status = charge_choice(
		    text, terminations, "a way to end early", &choice, error);
		life->termination = (enum termination)choice;
		return status;
	default:
		status = charge_choice(
		    text, suspensions, "a suspension", &choice, error);
		life->suspended_free = choice == 0;
		return status;
	}
}

/* A key by itself; its termination is read before the value of one. */
static enum status
key_parse(
    const char *text, enum life_key key, struct life *life, struct error *error)
{
	struct decimal months;
	enum status status;

	switch (key) {
	case LIFE_TRIAL:
		return span_parse(text, &life->trial, error);
	case LIFE_TERM_MONTHS:
		status = months_parse(text, &months, error);
		if (status == STATUS_OK)
			life->term_months =
			    (int)decimal_strip(months).coefficient;
		return status;
	case LIFE_UPLIFT:
		return charge_amount(text, &life->uplift, error);
	case LIFE_NOTICE:
		return span_parse(text, &life->notice, error);
	case LIFE_TERMINATION_VALUE:
		return value_parse(text, life, error);
	case LIFE_MINIMUM_VALUE:
		return charge_amount(text, &life->minimum_value, error);
	default:
		return word_parse(text, key, life, error);
	}
}

/* What would be ignored, or is missing, beside the key that it belongs to. */
static enum status
key_fits(const char *const texts[LIFE_KEY_COUNT], enum life_key key,
    const struct life *life, struct error *error)
{
	bool given = texts[key][0] != '\0';

	if (key == LIFE_TRIAL_END && given && life->trial.count == 0)
		return error_set(error, STATUS_INVALID, "it needs a trial");
	if (key == LIFE_UPLIFT && given && life->renewal != RENEWAL_AUTO)
		return error_set(error, STATUS_INVALID,
		    "renew: %s has no uplift", texts[LIFE_RENEW]);
	if (key != LIFE_TERMINATION_VALUE)
		return STATUS_OK;
	if (given && (life->termination == TERMINATION_NONE ||
			 life->termination == TERMINATION_REMAINING))
		return error_set(error, STATUS_INVALID,
		    "termination: %s has no value",
		    terminations[life->termination]);
	if (!given && life->termination != TERMINATION_NONE &&
	    life->termination != TERMINATION_REMAINING)
		return error_set(error, STATUS_INVALID,
		    "missing, termination: %s needs it",
		    terminations[life->termination]);
	return STATUS_OK;
}

enum status
life_parse(const char *const texts[LIFE_KEY_COUNT], struct life *life,
    enum life_key *key, struct error *error)
{
	enum status status = STATUS_OK;
	int i;

	*life = (struct life){ .texts = texts };
	for (i = 0; i < LIFE_KEY_COUNT && status == STATUS_OK; i++) {
		*key = (enum life_key)i;
		status = key_parse(texts[i], *key, life, error);
	}
	for (i = 0; i < LIFE_KEY_COUNT && status == STATUS_OK; i++) {
		*key = (enum life_key)i;
		status = key_fits(texts, *key, life, error);
	}
	return status;
}

/* The key that must be known before ${key} makes sense; or itself. */
static enum life_key
owner_of(enum life_key key)
{
	switch (key) {
	case LIFE_TRIAL_END:
		return LIFE_TRIAL;
	case LIFE_UPLIFT:
		return LIFE_RENEW;
	case LIFE_TERMINATION_VALUE:
		return LIFE_TERMINATION;
	default:
		return key;
	}
}

enum status
life_fault(const char *const *plan, const char *const *order, enum life_key key,
    struct error *error)
{
	enum life_key owner = owner_of(key);
	const char *merged[LIFE_KEY_COUNT];
	struct life life = { .texts = NULL };
	enum status status;
	bool known = plan != NULL || order[owner][0] != '\0';

	life_merge(plan, order, merged);
	known =
	    key_parse(merged[owner], owner, &life, error) == STATUS_OK && known;
	status = key_parse(merged[key], key, &life, error);
	if (status != STATUS_OK || !known)
		return status;
	return key_fits(merged, key, &life, error);
}

/* Whether a key of the plan still says something beside what the order says. */
static bool
outlives(enum life_key key, const char *const *order)
{
	switch (key) {
	case LIFE_TRIAL_END:
		return strcmp(order[LIFE_TRIAL], none) != 0;
	case LIFE_UPLIFT:
		return order[LIFE_RENEW][0] == '\0' ||
		       strcmp(order[LIFE_RENEW], renewals[RENEWAL_AUTO]) == 0;
	case LIFE_TERMINATION_VALUE:
		return order[LIFE_TERMINATION][0] == '\0';
	default:
		return true;
	}
}

void
life_merge(const char *const *plan, const char *const *order,
    const char *merged[LIFE_KEY_COUNT])
{
	int i;

	for (i = 0; i < LIFE_KEY_COUNT; i++) {
		merged[i] = "";
		if (order != NULL && order[i][0] != '\0')
			merged[i] = order[i];
		else if (plan != NULL &&
			 (order == NULL || outlives((enum life_key)i, order)))
			merged[i] = plan[i];
	}
}
