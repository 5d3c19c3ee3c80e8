#include "base/decimal.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

/*
 * The coefficient never is the least 128-bit number, which has no counterpart:
 * so every coefficient can be negated.  Most values fit in 64 bits; loops over
 * digits leave 128-bit division, a library call, as soon as they can.
 */

#define DIGITS_MAX 30
#define DIGITS_LOW 18
#define COEFFICIENT_MAX ((__int128)(~(unsigned __int128)0 >> 1))

const int64_t decimal_powers[DECIMAL_SCALE_MAX + 1] = { 1, 10, 100, 1000, 10000,
	100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
	100000000000, 1000000000000, 10000000000000, 100000000000000,
	1000000000000000, 10000000000000000, 100000000000000000,
	1000000000000000000 };

static void
check(struct decimal decimal)
{
	assert(decimal.scale >= 0 && decimal.scale <= DECIMAL_SCALE_MAX);
	assert(decimal.coefficient >= -COEFFICIENT_MAX);
}

static enum status
refuse_places(const char *text, int places_max, struct error *error)
{
	char excerpt[ERROR_EXCERPT_MAX];

	error_excerpt(text, excerpt);
	if (places_max == 0)
		return error_set(error, STATUS_INVALID,
		    "\"%s\" is not a whole number", excerpt);
	return error_set(error, STATUS_INVALID,
	    "\"%s\" has more than %d decimal place%s", excerpt, places_max,
	    places_max == 1 ? "" : "s");
}

static enum status
refuse(const char *text, const char *reason, struct error *error)
{
	char excerpt[ERROR_EXCERPT_MAX];

	return error_set(error, STATUS_INVALID, "\"%s\" %s",
	    error_excerpt(text, excerpt), reason);
}

/* Read on in ${number} while there are digits; what is more than 64 bits is for
 * the caller to know by their number. */
static const char *
read_digits(const char *cursor, uint64_t *number)
{
	unsigned digit;

	for (; (digit = (unsigned char)*cursor - (unsigned)'0') <= 9; cursor++)
		*number = *number * 10 + digit;
	return cursor;
}

/* A number that has no sign and fits in 64 bits, as nearly all are; false: it
 * is another, or none. */
static bool
parse_usual(const char *text, int places_max, struct decimal *decimal)
{
	const char *end, *whole;
	uint64_t number = 0;
	ptrdiff_t digits, places = 0;

	whole = end = read_digits(text, &number);
	digits = end - text;
	if (*end == '.') {
		end = read_digits(end + 1, &number);
		places = end - whole - 1;
		if (places == 0)
			return false;
	}
	if (*end != '\0' || digits == 0 || digits + places > DIGITS_LOW ||
	    places > places_max)
		return false;
	*decimal = (struct decimal){ (int64_t)number, (int)places };
	return true;
}

/* Any number, or why it is none. */
SELDOM static enum status
parse_any(const char *text, int places_max, struct decimal *decimal,
    struct error *error)
{
	const char *cursor, *point = NULL;
	uint64_t high = 0, low = 0;
	int digits = 0, places;

	/* The first 18 digits and those behind them are each read in 64 bits.
	 */
	for (cursor = text + (*text == '-'); digits <= DIGITS_MAX; cursor++) {
		unsigned digit = (unsigned)(unsigned char)*cursor - '0';

		if (digit <= 9) {
			if (digits++ == DIGITS_LOW) {
				high = low;
				low = 0;
			}
			low = low * 10 + digit;
		} else if (*cursor == '.' && point == NULL && digits > 0) {
			point = cursor;
		} else {
			break;
		}
	}
	if (digits > DIGITS_MAX)
		return refuse(text, "has more than 30 digits", error);
	if (*cursor != '\0' || digits == 0 || cursor[-1] == '.')
		return refuse(
		    text, "is not a plain number such as -12.50", error);
	places = point == NULL ? 0 : (int)(cursor - point - 1);
	if (places > places_max)
		return refuse_places(text, places_max, error);

	decimal->coefficient = low;
	if (digits > DIGITS_LOW)
		decimal->coefficient +=
		    (__int128)high * decimal_powers[digits - DIGITS_LOW];
	if (*text == '-')
		decimal->coefficient = -decimal->coefficient;
	decimal->scale = places;
	return STATUS_OK;
}

enum status
decimal_parse(const char *text, int places_max, struct decimal *decimal,
    struct error *error)
{
	assert(places_max >= 0 && places_max <= DECIMAL_SCALE_MAX);
	return parse_usual(text, places_max, decimal)
		   ? STATUS_OK
		   : parse_any(text, places_max, decimal, error);
}

/* Write the last ${places} digits of ${rest} before ${cursor}, or as many as
 * there are and at least those. */
static char *
write_digits(uint64_t rest, int places, char *cursor)
{
	for (; places > 0 || rest > 0; places--) {
		*--cursor = (char)('0' + rest % 10);
		rest /= 10;
	}
	return cursor;
}

/* The same of what has more than 64 bits. */
static char *
write_long(unsigned __int128 rest, int places, char *cursor)
{
	const unsigned __int128 part =
	    (unsigned __int128)decimal_powers[DIGITS_LOW];

	while (rest != (uint64_t)rest) {
		cursor =
		    write_digits((uint64_t)(rest % part), DIGITS_LOW, cursor);
		rest /= part;
		places -= DIGITS_LOW;
	}
	return write_digits((uint64_t)rest, places, cursor);
}

/* How many digits a number below 2^63 has, 1 for zero. */
static int
count_digits(uint64_t number)
{
	/* A bit is worth 0.301 digits. */
	int digits = (64 - __builtin_clzll(number | 1)) * 1233 >> 12;

	return digits +
	       (number >= (uint64_t)decimal_powers[digits] || number == 0);
}

/* Write the last ${count} digits of *${rest}, which loses them, before ${end},
 * and return where they begin. */
static inline char *
write_pairs(uint64_t *rest, int count, char *end)
{
	static const char pairs[] = "00010203040506070809"
				    "10111213141516171819"
				    "20212223242526272829"
				    "30313233343536373839"
				    "40414243444546474849"
				    "50515253545556575859"
				    "60616263646566676869"
				    "70717273747576777879"
				    "80818283848586878889"
				    "90919293949596979899";

	for (; count > 1; count -= 2, *rest /= 100)
		memcpy(end -= 2, &pairs[*rest % 100 * 2], 2);
	if (count > 0) {
		*--end = (char)('0' + *rest % 10);
		*rest /= 10;
	}
	return end;
}

/* Each digit is written where it belongs at once. */
size_t
decimal_write_narrow(int64_t narrow, int scale, char text[DECIMAL_TEXT_MAX])
{
	bool negative = narrow < 0;
	uint64_t rest = (uint64_t)(negative ? -narrow : narrow);
	int digits = count_digits(rest), whole, length;

	assert(scale >= 0 && scale <= DECIMAL_SCALE_MAX);
	assert(narrow != INT64_MIN);
	whole = digits > scale ? digits - scale : 1;
	length = negative + whole + (scale > 0 ? scale + 1 : 0);
	text[0] = '-';
	text += length;
	*text = '\0';
	text = write_pairs(&rest, scale, text);
	if (scale > 0)
		*--text = '.';
	(void)write_pairs(&rest, whole, text);
	return (size_t)length;
}

size_t
decimal_write_wide(struct decimal decimal, char text[DECIMAL_TEXT_MAX])
{
	char digits[DECIMAL_TEXT_MAX];
	char *cursor = digits + sizeof digits;
	unsigned __int128 rest, whole, power;

	check(decimal);
	rest = (unsigned __int128)decimal.coefficient;
	if (decimal.coefficient < 0)
		rest = -rest;
	*--cursor = '\0';
	power = (unsigned __int128)decimal_powers[decimal.scale];
	whole = rest / power;
	if (decimal.scale > 0) {
		cursor = write_digits(
		    (uint64_t)(rest - whole * power), decimal.scale, cursor);
		*--cursor = '.';
	}
	cursor = write_long(whole, 1, cursor);
	if (decimal.coefficient < 0)
		*--cursor = '-';
	memcpy(text, cursor, (size_t)(digits + sizeof digits - cursor));
	return (size_t)(digits + sizeof digits - 1 - cursor);
}

const char *
decimal_format(struct decimal decimal, char text[DECIMAL_TEXT_MAX])
{
	(void)decimal_write(decimal, text);
	return text;
}

struct decimal
decimal_strip_wide(struct decimal decimal)
{
	while (decimal.scale > 0 && !decimal_narrow(decimal)) {
		if (decimal.coefficient % 10 != 0)
			return decimal;
		decimal.coefficient /= 10;
		decimal.scale--;
	}
	return decimal_narrow(decimal) ? decimal_strip(decimal) : decimal;
}

__int128
decimal_power(int places)
{
	assert(places >= 0 && places <= DECIMAL_SCALE_MAX);
	return decimal_powers[places];
}

/* Write ${decimal} with more places; false if it does not fit. */
static bool
widen(struct decimal *decimal, int scale)
{
	int64_t factor = decimal_powers[scale - decimal->scale];
	int64_t narrow = (int64_t)decimal->coefficient;

	if (decimal->scale == scale)
		return true;
	decimal->scale = scale;
	if (decimal->coefficient == narrow) {
		decimal->coefficient = (__int128)narrow * factor;
		return true;
	}
	return !__builtin_mul_overflow(
	    decimal->coefficient, factor, &decimal->coefficient);
}

static bool
sum_exactly(struct decimal a, struct decimal b, struct decimal *result)
{
	int scale = a.scale > b.scale ? a.scale : b.scale;

	result->scale = scale;
	return widen(&a, scale) && widen(&b, scale) &&
	       !__builtin_add_overflow(
		   a.coefficient, b.coefficient, &result->coefficient) &&
	       result->coefficient >= -COEFFICIENT_MAX;
}

/* Zeros at the end may be what does not fit. */
static bool
sum(struct decimal a, struct decimal b, struct decimal *result)
{
	return sum_exactly(a, b, result) ||
	       sum_exactly(decimal_strip(a), decimal_strip(b), result);
}

static enum status
refuse_result(
    struct decimal a, const char *sign, struct decimal b, struct error *error)
{
	char left[DECIMAL_TEXT_MAX], right[DECIMAL_TEXT_MAX];

	return error_set(error, STATUS_INVALID,
	    "%s %s %s has more digits than a number may have",
	    decimal_format(a, left), sign, decimal_format(b, right));
}

enum status
decimal_add_wide(struct decimal a, struct decimal b, struct decimal *result,
    struct error *error)
{
	check(a);
	check(b);
	if (sum(a, b, result))
		return STATUS_OK;
	return refuse_result(a, "+", b, error);
}

enum status
decimal_subtract_wide(struct decimal a, struct decimal b,
    struct decimal *result, struct error *error)
{
	struct decimal opposite = b;

	check(a);
	check(b);
	opposite.coefficient = -b.coefficient;
	if (sum(a, opposite, result))
		return STATUS_OK;
	return refuse_result(a, "-", b, error);
}

bool
decimal_product_wide(struct decimal a, struct decimal b, struct decimal *result)
{
	result->scale = a.scale + b.scale;
	if (__builtin_mul_overflow(
		a.coefficient, b.coefficient, &result->coefficient))
		return false;
	if (result->scale > DECIMAL_SCALE_MAX)
		*result = decimal_strip(*result);
	return result->scale <= DECIMAL_SCALE_MAX &&
	       result->coefficient >= -COEFFICIENT_MAX;
}

enum status
decimal_multiply(struct decimal a, struct decimal b, struct decimal *result,
    struct error *error)
{
	check(a);
	check(b);
	if (decimal_product(a, b, result) ||
	    decimal_product(decimal_strip(a), decimal_strip(b), result))
		return STATUS_OK;
	return refuse_result(a, "*", b, error);
}

int
decimal_compare_wide(struct decimal a, struct decimal b)
{
	int a_sign = decimal_sign(a), b_sign = decimal_sign(b);

	check(a);
	check(b);
	/* What overflows when widened is farther from zero than the other. */
	if (a.scale < b.scale && !widen(&a, b.scale))
		return a_sign;
	if (b.scale < a.scale && !widen(&b, a.scale))
		return -b_sign;
	return (a.coefficient > b.coefficient) -
	       (a.coefficient < b.coefficient);
}
