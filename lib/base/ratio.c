#include "base/ratio.h"

#include <assert.h>
#include <stdbool.h>

/*
 * A numerator never is the least 128-bit number: it can always be negated.
 * Where a step could overflow although its result would not, it is taken on
 * magnitudes, which have the sign's bit to spare.
 */

#define TERM_MAX ((__int128)(~(unsigned __int128)0 >> 1))

static void
check(struct ratio ratio)
{
	assert(ratio.denominator > 0);
	assert(ratio.numerator >= -TERM_MAX);
}

/* A sum, before it is refused, may be any number: so it is negated unsigned. */
static unsigned __int128
magnitude(__int128 value)
{
	unsigned __int128 bits = (unsigned __int128)value;

	return value < 0 ? -bits : bits;
}

/* Stein's algorithm; neither is zero. */
static uint64_t
divisor_narrow(uint64_t a, uint64_t b)
{
	int twos = __builtin_ctzll(a | b);

	a >>= __builtin_ctzll(a);
	while (b != 0) {
		uint64_t less;

		b >>= __builtin_ctzll(b);
		less = a < b ? a : b;
		b = a < b ? b - a : a - b;
		a = less;
	}
	return a << twos;
}

/* The greatest common divisor of ${a} and ${b}, the latter above zero. */
static __int128
divisor(__int128 a, __int128 b)
{
	unsigned __int128 x = magnitude(a), y = magnitude(b);

	/* Euclid's algorithm, until 64 bits do. */
	while (y != 0 && ((x | y) >> 64) != 0) {
		unsigned __int128 rest = x % y;

		x = y;
		y = rest;
	}
	if (x != 0 && y != 0)
		return divisor_narrow((uint64_t)x, (uint64_t)y);
	return (__int128)(x | y);
}

struct ratio
ratio_of(__int128 numerator, __int128 denominator)
{
	__int128 common;

	assert(denominator != 0);
	assert(numerator >= -TERM_MAX && denominator >= -TERM_MAX);
	common = divisor(numerator, denominator);
	if (denominator < 0)
		common = -common;
	return (struct ratio){ numerator / common, denominator / common };
}

struct ratio
ratio_from_decimal(struct decimal decimal)
{
	if (decimal.scale == 0)
		return (struct ratio){ decimal.coefficient, 1 };
	return ratio_of(decimal.coefficient, decimal_power(decimal.scale));
}

static enum status
refuse(const char *what, struct error *error)
{
	return error_set(error, STATUS_INVALID,
	    "%s of two numbers has more digits than a number may have", what);
}

static bool
sum(struct ratio a, struct ratio b, struct ratio *result)
{
	/* Knuth, The Art of Computer Programming, 4.5.1. */
	__int128 common = divisor(a.denominator, b.denominator);
	__int128 scale = a.denominator / common;
	__int128 left, right, numerator;

	if (__builtin_mul_overflow(
		a.numerator, b.denominator / common, &left) ||
	    __builtin_mul_overflow(b.numerator, scale, &right) ||
	    __builtin_add_overflow(left, right, &numerator))
		return false;
	common = divisor(numerator, common);
	result->numerator = numerator / common;
	return !__builtin_mul_overflow(
		   scale, b.denominator / common, &result->denominator) &&
	       result->numerator >= -TERM_MAX;
}

enum status
ratio_add(
    struct ratio a, struct ratio b, struct ratio *result, struct error *error)
{
	check(a);
	check(b);
	return sum(a, b, result) ? STATUS_OK : refuse("the sum", error);
}

enum status
ratio_subtract(
    struct ratio a, struct ratio b, struct ratio *result, struct error *error)
{
	check(a);
	check(b);
	b.numerator = -b.numerator;
	return sum(a, b, result) ? STATUS_OK : refuse("the difference", error);
}

enum status
ratio_multiply(
    struct ratio a, struct ratio b, struct ratio *result, struct error *error)
{
	__int128 left, right;

	check(a);
	check(b);
	left = divisor(a.numerator, b.denominator);
	right = divisor(b.numerator, a.denominator);
	if (__builtin_mul_overflow(
		a.numerator / left, b.numerator / right, &result->numerator) ||
	    __builtin_mul_overflow(a.denominator / right, b.denominator / left,
		&result->denominator) ||
	    result->numerator < -TERM_MAX)
		return refuse("the product", error);
	return STATUS_OK;
}

enum status
ratio_percent(struct ratio whole, struct decimal percent, struct ratio *result,
    struct error *error)
{
	struct ratio part;
	enum status status;

	status = ratio_multiply(
	    ratio_from_decimal(percent), ratio_of(1, 100), &part, error);
	return status == STATUS_OK ? ratio_multiply(whole, part, result, error)
				   : status;
}

/* Compare by continued fractions: by whole parts, else by what is left turned
 * upside down. */
static int
compare_long(struct ratio a, struct ratio b)
{
	for (int sign = 1;; sign = -sign) {
		__int128 left = ratio_floor(a), right = ratio_floor(b);

		if (left != right)
			return left < right ? -sign : sign;
		left = a.numerator % a.denominator;
		right = b.numerator % b.denominator;
		left += left < 0 ? a.denominator : 0;
		right += right < 0 ? b.denominator : 0;
		if (left == 0 || right == 0)
			return sign * ((left != 0) - (right != 0));
		a = (struct ratio){ a.denominator, left };
		b = (struct ratio){ b.denominator, right };
	}
}

enum status
ratio_compare(struct ratio a, struct ratio b, int *order, struct error *error)
{
	__int128 left, right;

	(void)error;
	check(a);
	check(b);
	if (__builtin_mul_overflow(a.numerator, b.denominator, &left) ||
	    __builtin_mul_overflow(b.numerator, a.denominator, &right))
		*order = compare_long(a, b);
	else
		*order = (left > right) - (left < right);
	return STATUS_OK;
}

__int128
ratio_floor(struct ratio ratio)
{
	__int128 whole = ratio.numerator / ratio.denominator;

	return whole - (ratio.numerator % ratio.denominator < 0);
}

/* The remainder ${rest} times two, less ${base} if that is contained, which
 * adds one to twice ${quotient}. */
static void
twice(unsigned __int128 *quotient, unsigned __int128 *rest,
    unsigned __int128 base)
{
	*quotient *= 2;
	*rest *= 2;
	if (*rest >= base) {
		*rest -= base;
		*quotient += 1;
	}
}

/* Multiply ${rest} by ten; return how often ${base} is contained, leave what is
 * left.  Ten times a remainder may need more than 128 bits, twice one not. */
static unsigned __int128
next_digit(unsigned __int128 *rest, unsigned __int128 base)
{
	unsigned __int128 digit = 0, two, part;

	twice(&digit, rest, base);
	two = digit;
	part = *rest;
	twice(&digit, rest, base);
	twice(&digit, rest, base);
	*rest += part;
	digit += two;
	if (*rest >= base) {
		*rest -= base;
		digit++;
	}
	return digit;
}

/* The first ${places} digits of ${rest} / ${base}; leave what is left. */
static uint64_t
fraction_digits(unsigned __int128 *rest, unsigned __int128 base, int places)
{
	unsigned __int128 power = (unsigned __int128)decimal_power(places);
	unsigned __int128 product, digits = 0;

	if (!__builtin_mul_overflow(*rest, power, &product)) {
		digits = product / base;
		*rest = product - digits * base;
		return (uint64_t)digits;
	}
	for (int place = 0; place < places; place++)
		digits = digits * 10 + next_digit(rest, base);
	return (uint64_t)digits;
}

enum status
ratio_round(struct ratio ratio, int places, enum rounding rounding,
    struct decimal *decimal, struct error *error)
{
	unsigned __int128 base, whole, rest, units;
	uint64_t fraction;
	bool odd;

	check(ratio);
	base = (unsigned __int128)ratio.denominator;
	whole = magnitude(ratio.numerator) / base;
	rest = magnitude(ratio.numerator) - whole * base;
	fraction = fraction_digits(&rest, base, places);

	odd = ((places == 0 ? (uint64_t)whole : fraction) & 1) != 0;
	if (rest > base - rest ||
	    (rest == base - rest && (odd || rounding == ROUNDING_HALF_UP)))
		fraction++;
	if (fraction == (uint64_t)decimal_power(places)) {
		whole++;
		fraction = 0;
	}

	for (; places > 0 && fraction % 10 == 0; places--)
		fraction /= 10;
	if (__builtin_mul_overflow(
		whole, (unsigned __int128)decimal_power(places), &units) ||
	    __builtin_add_overflow(units, fraction, &units) ||
	    units > (unsigned __int128)TERM_MAX)
		return error_set(error, STATUS_INVALID,
		    "a quotient has more digits than a number may have");
	decimal->coefficient =
	    ratio.numerator < 0 ? -(__int128)units : (__int128)units;
	decimal->scale = places;
	return STATUS_OK;
}

enum status
ratio_to_decimal(struct ratio ratio, int places, struct decimal *decimal,
    struct error *error)
{
	return ratio_round(ratio, places, ROUNDING_HALF_EVEN, decimal, error);
}
