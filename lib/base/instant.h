#ifndef BASE_INSTANT_H
#define BASE_INSTANT_H

#include <stdint.h>

#include "base/error.h"

/*
 * An instant is a count of microseconds since 1970-01-01T00:00:00Z, without
 * leap seconds.
 *
 * Written it is a date-time of RFC 3339, section 5.6, with a zone: the offset
 * moves it to UTC and is not kept, so one instant has many texts and one
 * number.  A day has 86,400 seconds: second 60 is refused, since no count could
 * tell it from the next one.  Instants lie in the years 0001 to 9999 of UTC.
 *
 * instant_parse(text, instant, error):
 * Read YYYY-MM-DDThh:mm:ss, a fraction of one to six digits or none, and Z or
 * an offset such as +01:00.  T and Z may be small letters.
 *
 * instant_format(instant, text):
 * Write it in UTC, ended by Z, with the digits of its fraction up to the last
 * that is not zero, into ${text} of INSTANT_TEXT_MAX bytes.  Return ${text}.
 */

#define INSTANT_TEXT_MAX 28
#define INSTANT_SECOND INT64_C(1000000)
#define INSTANT_DAY (86400 * INSTANT_SECOND)

enum status instant_parse(const char *, int64_t *, struct error *) MUST_CHECK;
const char *instant_format(int64_t, char[INSTANT_TEXT_MAX]);

#endif
