#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * A decimal is an exact number: coefficient / 10^scale.
 *
 * Prices, quantities and rates are decimals; no float touches them.  The
 * coefficient has 127 bits and a sign, the scale 0 to DECIMAL_SCALE_MAX places.
 * The scale is kept as it was written (50.00 has scale 2), so that a value is
 * shown as the operator wrote it; two decimals are compared by value.  A result
 * that does not fit is an error (STATUS_INVALID), never a wrapped number.
 *
 * Nearly all coefficients are narrow: they have 64 bits.  Millions of events
 * are priced by such, so what is done with them is inline: their sums and
 * differences fit whatever their scales are, as do their products, and there is
 * nothing to refuse.  What is wide goes the long way, decimal_..._wide().
 *
 * decimal_parse(text, places_max, decimal, error):
 * Read plain notation: an optional minus, digits, optionally a point and
 * digits; no plus, blank, grouping or exponent.  At most ${places_max} places
 * after the point (DECIMAL_PLACES_MAX is the bound for imported values) and 30
 * digits in all.
 *
 * decimal_format(decimal, text):
 * Write ${decimal} in plain notation with all its places into ${text} of
 * DECIMAL_TEXT_MAX bytes.  Return ${text}.
 *
 * decimal_write(decimal, text):
 * The same, but return its length.
 *
 * decimal_strip(decimal):
 * The same value without trailing zeros after the point; zero has scale 0 and
 * no sign.  Equal values have one stripped form.
 *
 * decimal_from_integer(value):
 * ${value} as a decimal of scale 0.
 *
 * decimal_power(places):
 * 10 to the power of ${places}, 0 to DECIMAL_SCALE_MAX.
 *
 * decimal_add, decimal_subtract, decimal_multiply(a, b, result, error):
 * Exact.  A result is stripped where it would not fit else; a product that has
 * over DECIMAL_SCALE_MAX places even then is refused.
 *
 * decimal_product(a, b, result):
 * As decimal_multiply(), but false without a word where it is refused.
 *
 * decimal_compare(a, b):
 * Less than, equal to or greater than zero as ${a} is to ${b} in value.
 *
 * decimal_sign(decimal):
 * -1, 0 or 1.
 */

#define DECIMAL_SCALE_MAX 18
#define DECIMAL_PLACES_MAX 12
#define DECIMAL_TEXT_MAX 64

struct decimal {
	__int128 coefficient;
	int scale;
};

enum status decimal_parse(
    const char *, int, struct decimal *, struct error *) MUST_CHECK;
const char *decimal_format(struct decimal, char[DECIMAL_TEXT_MAX]);
size_t decimal_write_wide(struct decimal, char[DECIMAL_TEXT_MAX]);
size_t decimal_write_narrow(int64_t, int, char[DECIMAL_TEXT_MAX]);
struct decimal decimal_strip_wide(struct decimal);
__int128 decimal_power(int);
enum status decimal_add_wide(struct decimal, struct decimal, struct decimal *,
    struct error *) MUST_CHECK;
enum status decimal_subtract_wide(struct decimal, struct decimal,
    struct decimal *, struct error *) MUST_CHECK;
enum status decimal_multiply(struct decimal, struct decimal, struct decimal *,
    struct error *) MUST_CHECK;
bool decimal_product_wide(
    struct decimal, struct decimal, struct decimal *) MUST_CHECK;
int decimal_compare_wide(struct decimal, struct decimal);

extern const int64_t decimal_powers[DECIMAL_SCALE_MAX + 1];

static inline bool
decimal_narrow(struct decimal decimal)
{
	return decimal.coefficient == (int64_t)decimal.coefficient;
}

/* A copy for the long way, lest what goes the short one be put into memory. */
static inline struct decimal
decimal_apart(struct decimal decimal)
{
	return (struct decimal){ decimal.coefficient, decimal.scale };
}

/* What a narrow coefficient is with ${more} places: below 2^63 times 2^60. */
static inline __int128
decimal_widened(struct decimal decimal, int more)
{
	return (__int128)(int64_t)decimal.coefficient * decimal_powers[more];
}

static inline MUST_CHECK enum status
decimal_add(struct decimal a, struct decimal b, struct decimal *result,
    struct error *error)
{
	int scale = a.scale > b.scale ? a.scale : b.scale;

	if (!decimal_narrow(a) || !decimal_narrow(b))
		return decimal_add_wide(
		    decimal_apart(a), decimal_apart(b), result, error);
	result->coefficient = decimal_widened(a, scale - a.scale) +
			      decimal_widened(b, scale - b.scale);
	result->scale = scale;
	return STATUS_OK;
}

static inline MUST_CHECK enum status
decimal_subtract(struct decimal a, struct decimal b, struct decimal *result,
    struct error *error)
{
	int scale = a.scale > b.scale ? a.scale : b.scale;

	if (!decimal_narrow(a) || !decimal_narrow(b))
		return decimal_subtract_wide(
		    decimal_apart(a), decimal_apart(b), result, error);
	result->coefficient = decimal_widened(a, scale - a.scale) -
			      decimal_widened(b, scale - b.scale);
	result->scale = scale;
	return STATUS_OK;
}

static inline MUST_CHECK bool
decimal_product(struct decimal a, struct decimal b, struct decimal *result)
{
	int scale = a.scale + b.scale;

	if (!decimal_narrow(a) || !decimal_narrow(b) ||
	    scale > DECIMAL_SCALE_MAX)
		return decimal_product_wide(
		    decimal_apart(a), decimal_apart(b), result);
	result->coefficient =
	    (__int128)(int64_t)a.coefficient * (int64_t)b.coefficient;
	result->scale = scale;
	return true;
}

/* Also of a product, which has up to 36 places. */
static inline struct decimal
decimal_strip(struct decimal decimal)
{
	int64_t narrow = (int64_t)decimal.coefficient;
	int scale = decimal.scale;

	if (!decimal_narrow(decimal))
		return decimal_apart(
		    decimal_strip_wide(decimal_apart(decimal)));
	/* Half of all numbers are odd, and end in no zero. */
	for (; scale > 0 && (narrow & 1) == 0 && narrow % 10 == 0; scale--)
		narrow /= 10;
	return (struct decimal){ narrow, scale };
}

static inline size_t
decimal_write(struct decimal decimal, char text[DECIMAL_TEXT_MAX])
{
	int64_t narrow = (int64_t)decimal.coefficient;

	return decimal_narrow(decimal) && narrow != INT64_MIN
		   ? decimal_write_narrow(narrow, decimal.scale, text)
		   : decimal_write_wide(decimal_apart(decimal), text);
}

static inline int
decimal_compare(struct decimal a, struct decimal b)
{
	int scale = a.scale > b.scale ? a.scale : b.scale;
	__int128 x, y;

	if (!decimal_narrow(a) || !decimal_narrow(b))
		return decimal_compare_wide(decimal_apart(a), decimal_apart(b));
	x = decimal_widened(a, scale - a.scale);
	y = decimal_widened(b, scale - b.scale);
	return (x > y) - (x < y);
}

static inline struct decimal
decimal_from_integer(int64_t value)
{
	return (struct decimal){ value, 0 };
}

static inline int
decimal_sign(struct decimal decimal)
{
	return (decimal.coefficient > 0) - (decimal.coefficient < 0);
}

#endif
