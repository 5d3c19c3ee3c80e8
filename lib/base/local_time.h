#ifndef BASE_LOCAL_TIME_H
#define BASE_LOCAL_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/zone.h"

/*
 * A local time is what a clock showed, written in a form of its own.
 *
 * A form is a text such as "YYYY-MM-DD hh:mm:ss":
 *
 *   YYYY       the year; YY its last two digits, 1970 to 2069
 *   MM, DD     month and day
 *   hh, mm, ss hour (0 to 23), minute and second; 0 where not in the form
 *   f to ffffff
 *              so many digits of a fraction of the second
 *   Z          "Z", or an offset from UTC: "+01", "+0100" or "+01:00"
 *
 * Letters but "T" stand for nothing else; any other character is itself.  The
 * form "unix" is a count of seconds since 1970-01-01T00:00:00Z, with a fraction
 * of up to six digits or none.
 *
 * A form without Z needs a zone.  Where the clock of the zone was put back, a
 * time may have been shown twice: the earlier of the two instants is meant, the
 * later one, or neither (LOCAL_REFUSE), as the caller says.  A time that the
 * clock jumped over was never shown, and is refused.
 *
 * local_time_check(form, zoned, error):
 * STATUS_INVALID if ${form} is none; *${zoned} says that it needs no zone.
 *
 * local_time_read(text, terms, instant, error):
 * The ${instant}, in microseconds, of a ${text} in terms->form, which was
 * checked.
 */

enum local_twice { LOCAL_EARLIER, LOCAL_LATER, LOCAL_REFUSE };

struct local_terms {
	const char *form;
	const struct zone *zone; /* NULL where the form needs none */
	enum local_twice twice;
};

enum status local_time_check(const char *, bool *, struct error *) MUST_CHECK;
enum status local_time_read(const char *, const struct local_terms *, int64_t *,
    struct error *) MUST_CHECK;

#endif
