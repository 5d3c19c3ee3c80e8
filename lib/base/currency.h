#ifndef BASE_CURRENCY_H
#define BASE_CURRENCY_H

#include <stdbool.h>
#include <string.h>

#include "base/error.h"

/*
 * A currency is an ISO 4217 code and its number of minor-unit places.
 *
 * The table is ISO 4217 list one (share/currencies.csv, compiled in); entries
 * without minor units (gold, testing codes) are not currencies that one can
 * bill in and are left out.
 *
 * currency_parse(code, currency, error):
 * Find ${code}, three capital letters.  STATUS_INVALID names the nearest code
 * where one is near.
 *
 * currency_equal(a, b):
 * Whether both have one code.
 */

struct currency {
	char code[4];
	unsigned char places;
};

enum status currency_parse(
    const char *, struct currency *, struct error *) MUST_CHECK;

static inline bool
currency_equal(struct currency a, struct currency b)
{
	return memcmp(a.code, b.code, sizeof(a.code)) == 0;
}

#endif
