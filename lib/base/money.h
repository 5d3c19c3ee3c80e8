#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/currency.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/ratio.h"

/*
 * Money is a 64-bit count of minor units of one currency.
 *
 * Amounts are signed: a credit is negative.  Sums are checked: an overflow is
 * STATUS_INVALID.  Adding two currencies is a mistake of the caller, and
 * asserted.
 *
 * money_of(minor, currency):
 * ${minor} units of ${currency}.
 *
 * money_parse(text, currency, money, error):
 * Read a plain decimal with at most as many places as ${currency} has.
 *
 * money_format(money, text):
 * Write a plain decimal with exactly the places of the currency into ${text} of
 * MONEY_TEXT_MAX bytes.  Return ${text}.
 *
 * money_round(value, currency, rounding, money, error):
 * The only bridge from exact values to money.  ${value} is in whole units of
 * ${currency}; ${rounding} as in base/ratio.h.
 *
 * money_add, money_subtract(a, b, sum, error):
 * Checked.
 *
 * money_negate(money):
 * The same amount with the other sign.  INT64_MIN never is an amount.
 *
 * money_decimal(money):
 * The amount in whole units, exact.
 *
 * money_line(money, error):
 * STATUS_INVALID if one line of a document may not have that amount: over
 * MONEY_LINE_MAX minor units, so that sums of lines fit into 64 bits.
 *
 * rounding_parse(text, rounding, error), rounding_name(rounding):
 * "half_up" or "half_even".
 */

#define MONEY_TEXT_MAX 32
#define MONEY_LINE_MAX INT64_C(1000000000000000)

struct money {
	int64_t minor;
	struct currency currency;
};

struct money money_of(int64_t, struct currency);
enum status money_parse(
    const char *, struct currency, struct money *, struct error *) MUST_CHECK;
const char *money_format(struct money, char[MONEY_TEXT_MAX]);
enum status money_round(struct ratio, struct currency, enum rounding,
    struct money *, struct error *) MUST_CHECK;
enum status money_add(
    struct money, struct money, struct money *, struct error *) MUST_CHECK;
enum status money_subtract(
    struct money, struct money, struct money *, struct error *) MUST_CHECK;
struct money money_negate(struct money);
enum status money_line(struct money, struct error *) MUST_CHECK;
struct decimal money_decimal(struct money);
enum status rounding_parse(
    const char *, enum rounding *, struct error *) MUST_CHECK;
const char *rounding_name(enum rounding);

#endif
