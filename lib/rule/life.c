/*
 * One function a kind of value; which keys belong together stands at the end.
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

static enum status
words_parse(const char *const texts[LIFE_KEY_COUNT], struct life *life,
    enum life_key *key, struct error *error)
{
	enum status status;
	int choice;

	*key = LIFE_TRIAL_END;
	status = charge_choice(
	    texts[*key], trial_ends, "an end of a trial", &choice, error);
	if (status != STATUS_OK)
		return status;
	life->trial_end = (enum trial_end)choice;
	*key = LIFE_RENEW;
	status =
	    charge_choice(texts[*key], renewals, "a renewal", &choice, error);
	if (status != STATUS_OK)
		return status;
	life->renewal = (enum renewal)choice;
	*key = LIFE_TERMINATION;
	status = charge_choice(
	    texts[*key], terminations, "a way to end early", &choice, error);
	if (status != STATUS_OK)
		return status;
	life->termination = (enum termination)choice;
	*key = LIFE_SUSPENSION;
	status = charge_choice(
	    texts[*key], suspensions, "a suspension", &choice, error);
	life->suspended_free = choice == 0;
	return status;
}

static enum status
values_parse(const char *const texts[LIFE_KEY_COUNT], struct life *life,
    enum life_key *key, struct error *error)
{
	struct decimal months;
	enum status status;

	*key = LIFE_TRIAL;
	status = span_parse(texts[*key], &life->trial, error);
	if (status != STATUS_OK)
		return status;
	*key = LIFE_TERM_MONTHS;
	status = months_parse(texts[*key], &months, error);
	if (status != STATUS_OK)
		return status;
	life->term_months = (int)decimal_strip(months).coefficient;
	*key = LIFE_UPLIFT;
	status = charge_amount(texts[*key], &life->uplift, error);
	if (status != STATUS_OK)
		return status;
	*key = LIFE_NOTICE;
	status = span_parse(texts[*key], &life->notice, error);
	if (status != STATUS_OK)
		return status;
	*key = LIFE_MINIMUM_VALUE;
	status = charge_amount(texts[*key], &life->minimum_value, error);
	if (status != STATUS_OK)
		return status;
	*key = LIFE_TERMINATION_VALUE;
	if (life->termination == TERMINATION_PERCENT)
		return percent_parse(
		    texts[*key], &life->termination_value, error);
	if (life->termination == TERMINATION_NOTICE)
		return months_parse(
		    texts[*key], &life->termination_value, error);
	return charge_amount(texts[*key], &life->termination_value, error);
}

/* What would be ignored, or is missing. */
static enum status
together_check(const char *const texts[LIFE_KEY_COUNT], const struct life *life,
    enum life_key *key, struct error *error)
{
	*key = LIFE_TRIAL_END;
	if (texts[*key][0] != '\0' && life->trial.count == 0)
		return error_set(error, STATUS_INVALID, "it needs a trial");
	*key = LIFE_UPLIFT;
	if (texts[*key][0] != '\0' && life->renewal != RENEWAL_AUTO)
		return error_set(error, STATUS_INVALID,
		    "renew: %s has no uplift", texts[LIFE_RENEW]);
	*key = LIFE_TERMINATION_VALUE;
	if (life->termination == TERMINATION_NONE ||
	    life->termination == TERMINATION_REMAINING) {
		if (texts[*key][0] == '\0')
			return STATUS_OK;
		return error_set(error, STATUS_INVALID,
		    "termination: %s has no value",
		    terminations[life->termination]);
	}
	if (texts[*key][0] == '\0')
		return error_set(error, STATUS_INVALID,
		    "missing, termination: %s needs it",
		    terminations[life->termination]);
	return STATUS_OK;
}

enum status
life_parse(const char *const texts[LIFE_KEY_COUNT], struct life *life,
    enum life_key *key, struct error *error)
{
	enum status status;

	*life = (struct life){ .texts = texts };
	status = words_parse(texts, life, key, error);
	if (status == STATUS_OK)
		status = values_parse(texts, life, key, error);
	if (status == STATUS_OK)
		status = together_check(texts, life, key, error);
	return status;
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
