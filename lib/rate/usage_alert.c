/*
 * Thresholds are compared exactly; only what is shown is rounded.
 */
#include "rate/usage_alert.h"

#include <string.h>

#include "base/hash.h"

#define ID_BYTES 10

/* How many percent of the included units are used, in hundredths. */
static enum status
percent_of(const struct usage_consumed *consumed, struct decimal *percent,
    struct error *error)
{
	const struct ratio included = consumed->included;
	const struct ratio inverse =
	    ratio_of(included.denominator, included.numerator);
	struct ratio used;
	enum status status;

	status = ratio_multiply(
	    ratio_from_decimal(consumed->quantity), inverse, &used, error);
	if (status == STATUS_OK)
		status = ratio_multiply(used, ratio_of(10000, 1), &used, error);
	if (status == STATUS_OK)
		*percent =
		    decimal_strip((struct decimal){ ratio_floor(used), 2 });
	return status;
}

enum status
usage_alert_reached(const struct usage_alert *alert,
    const struct usage_consumed *consumed, bool *reached, struct decimal *value,
    struct error *error)
{
	struct ratio threshold;
	enum status status;
	int order;

	*reached = false;
	switch (alert->kind) {
	case ALERT_FIRST_USE:
		*value = consumed->quantity;
		*reached = consumed->events > 0;
		return STATUS_OK;
	case ALERT_AMOUNT:
		*value = consumed->amount;
		*reached = decimal_compare(consumed->amount, alert->value) >= 0;
		return STATUS_OK;
	case ALERT_PERCENT:
		break;
	}
	if (consumed->included.numerator <= 0 ||
	    decimal_sign(consumed->quantity) <= 0)
		return STATUS_OK;
	status =
	    ratio_percent(consumed->included, alert->value, &threshold, error);
	if (status == STATUS_OK)
		status = ratio_compare(ratio_from_decimal(consumed->quantity),
		    threshold, &order, error);
	if (status != STATUS_OK)
		return status;
	*reached = order >= 0;
	return percent_of(consumed, value, error);
}

const char *
usage_alert_name(const struct usage_alert *alert)
{
	static const char *const names[ALERT_KEY_COUNT] = {
		[ALERT_PERCENT] = "percent",
		[ALERT_AMOUNT] = "amount",
		[ALERT_FIRST_USE] = "first_use",
	};

	return names[alert->kind];
}

const char *
usage_alert_id(const struct usage_alert *alert, const struct line *line,
    char id[USAGE_ALERT_ID_MAX])
{
	bool first = alert->kind == ALERT_FIRST_USE;
	unsigned char digest[HASH_SIZE];
	char text[DECIMAL_TEXT_MAX];
	struct hash hash;

	hash_begin(&hash);
	hash_field(&hash, line->subscription);
	hash_field(&hash, line->charge);
	hash_field(&hash, line->dimensions);
	hash_field(&hash, usage_alert_name(alert));
	if (!first) {
		hash_field(
		    &hash, decimal_format(decimal_strip(alert->value), text));
		hash_number(&hash, line->period_start.days);
	}
	hash_end(&hash, digest);
	memcpy(id, "A-", 2);
	(void)hash_hex(digest, ID_BYTES, id + 2);
	return id;
}
