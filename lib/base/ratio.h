#ifndef BASE_RATIO_H
#define BASE_RATIO_H

#include <stdint.h>

#include "base/decimal.h"
#include "base/error.h"

/*
 * A ratio is an exact fraction, kept until an amount is written.
 *
 * 20/31 of 49.99 is no decimal.  Proration, tax and shares multiply ratios and
 * round once, in money_round().  A ratio is always in lowest terms with a
 * denominator above zero; factors are cancelled before they are multiplied, so
 * an overflow of 128 bits (STATUS_INVALID) is a real one (but for a sum, whose
 * numerator must fit before its last common factor is known).
 *
 * ratio_of(numerator, denominator):
 * The fraction in lowest terms.  ${denominator} is not zero.
 *
 * ratio_from_decimal(decimal):
 * ${decimal} as a fraction.
 *
 * ratio_add, ratio_subtract, ratio_multiply(a, b, result, error):
 * Exact.
 *
 * ratio_percent(whole, percent, result, error):
 * ${percent} percent of ${whole}, exact.
 *
 * ratio_compare(a, b, order, error):
 * Put -1, 0 or 1 into ${order}.  Never fails: what overflows is compared by
 * its continued fraction.
 *
 * ratio_floor(ratio):
 * The greatest whole number that is not above ${ratio}.
 *
 * ratio_round(ratio, places, rounding, decimal, error):
 * Round to ${places} (0 to DECIMAL_SCALE_MAX) and strip.  Half goes away from
 * zero (ROUNDING_HALF_UP) or to the even neighbour (ROUNDING_HALF_EVEN).
 *
 * ratio_to_decimal(ratio, places, decimal, error):
 * ratio_round() half-even.
 */

enum rounding { ROUNDING_HALF_UP, ROUNDING_HALF_EVEN };

struct ratio {
	__int128 numerator;
	__int128 denominator;
};

struct ratio ratio_of(__int128, __int128);
struct ratio ratio_from_decimal(struct decimal);
enum status ratio_add(
    struct ratio, struct ratio, struct ratio *, struct error *) MUST_CHECK;
enum status ratio_subtract(
    struct ratio, struct ratio, struct ratio *, struct error *) MUST_CHECK;
enum status ratio_multiply(
    struct ratio, struct ratio, struct ratio *, struct error *) MUST_CHECK;
enum status ratio_percent(
    struct ratio, struct decimal, struct ratio *, struct error *) MUST_CHECK;
enum status ratio_compare(
    struct ratio, struct ratio, int *, struct error *) MUST_CHECK;
__int128 ratio_floor(struct ratio);
enum status ratio_round(struct ratio, int, enum rounding, struct decimal *,
    struct error *) MUST_CHECK;
enum status ratio_to_decimal(
    struct ratio, int, struct decimal *, struct error *) MUST_CHECK;

#endif
