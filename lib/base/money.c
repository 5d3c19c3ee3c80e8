#include "base/money.h"

#include <assert.h>
#include <string.h>

/*
 * Minor units run from -INT64_MAX to INT64_MAX, so that every amount can be
 * negated.  Every amount that comes in passes store().
 */

#define PLACES_MAX 9

static void
check(struct money money)
{
	assert(money.minor != INT64_MIN);
	assert(money.currency.places <= PLACES_MAX);
}

struct money
money_of(int64_t minor, struct currency currency)
{
	struct money money = { minor, currency };

	check(money);
	return money;
}

/* Make ${decimal}, of at most the currency's places, an amount; false if it is
 * too large. */
static bool
store(struct decimal decimal, struct currency currency, struct money *money)
{
	__int128 factor = decimal_power(currency.places - decimal.scale);
	__int128 minor;

	if (__builtin_mul_overflow(decimal.coefficient, factor, &minor) ||
	    minor > INT64_MAX || minor < -INT64_MAX)
		return false;
	*money = money_of((int64_t)minor, currency);
	return true;
}

static enum status
refuse(const char *what, struct currency currency, struct error *error)
{
	char excerpt[ERROR_EXCERPT_MAX], most[MONEY_TEXT_MAX];

	return error_set(error, STATUS_INVALID,
	    "\"%s\" is beyond the greatest amount, %s %s",
	    error_excerpt(what, excerpt),
	    money_format(money_of(INT64_MAX, currency), most), currency.code);
}

enum status
money_parse(const char *text, struct currency currency, struct money *money,
    struct error *error)
{
	struct decimal decimal;
	enum status status;

	status = decimal_parse(text, currency.places, &decimal, error);
	if (status != STATUS_OK)
		return status;
	if (store(decimal, currency, money))
		return STATUS_OK;
	return refuse(text, currency, error);
}

const char *
money_format(struct money money, char text[MONEY_TEXT_MAX])
{
	char digits[MONEY_TEXT_MAX];
	char *cursor = digits + sizeof digits;
	uint64_t rest;

	check(money);
	rest = (uint64_t)(money.minor < 0 ? -money.minor : money.minor);
	*--cursor = '\0';
	/* From the last digit to the first, of which one stands before the
	 * point. */
	for (int place = 0; place <= money.currency.places || rest > 0;
	     place++) {
		if (place == money.currency.places && place > 0)
			*--cursor = '.';
		*--cursor = (char)('0' + rest % 10);
		rest /= 10;
	}
	if (money.minor < 0)
		*--cursor = '-';
	return memcpy(text, cursor, (size_t)(digits + sizeof digits - cursor));
}

enum status
money_round(struct ratio value, struct currency currency,
    enum rounding rounding, struct money *money, struct error *error)
{
	char text[DECIMAL_TEXT_MAX];
	struct decimal decimal;
	enum status status;

	status = ratio_round(value, currency.places, rounding, &decimal, error);
	if (status != STATUS_OK)
		return status;
	if (store(decimal, currency, money))
		return STATUS_OK;
	return refuse(decimal_format(decimal, text), currency, error);
}

enum status
money_add(
    struct money a, struct money b, struct money *sum, struct error *error)
{
	char left[MONEY_TEXT_MAX], right[MONEY_TEXT_MAX];
	int64_t minor;

	check(a);
	check(b);
	assert(currency_equal(a.currency, b.currency));
	if (__builtin_add_overflow(a.minor, b.minor, &minor) ||
	    minor == INT64_MIN)
		return error_set(error, STATUS_INVALID,
		    "the sum of %s and %s %s is beyond the greatest amount",
		    money_format(a, left), money_format(b, right),
		    b.currency.code);
	*sum = money_of(minor, a.currency);
	return STATUS_OK;
}

enum status
money_subtract(
    struct money a, struct money b, struct money *sum, struct error *error)
{
	return money_add(a, money_negate(b), sum, error);
}

struct money
money_negate(struct money money)
{
	check(money);
	return money_of(-money.minor, money.currency);
}

enum status
money_line(struct money money, struct error *error)
{
	char text[MONEY_TEXT_MAX];

	if (money.minor >= -MONEY_LINE_MAX && money.minor <= MONEY_LINE_MAX)
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "%s %s is more than one line can have", money_format(money, text),
	    money.currency.code);
}

struct decimal
money_decimal(struct money money)
{
	check(money);
	return (struct decimal){ money.minor, money.currency.places };
}

enum status
rounding_parse(const char *text, enum rounding *rounding, struct error *error)
{
	char excerpt[ERROR_EXCERPT_MAX];

	if (strcmp(text, "half_up") == 0)
		*rounding = ROUNDING_HALF_UP;
	else if (strcmp(text, "half_even") == 0)
		*rounding = ROUNDING_HALF_EVEN;
	else
		return error_set(error, STATUS_INVALID,
		    "\"%s\" is not half_up or half_even",
		    error_excerpt(text, excerpt));
	return STATUS_OK;
}

const char *
rounding_name(enum rounding rounding)
{
	return rounding == ROUNDING_HALF_UP ? "half_up" : "half_even";
}
