#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

/*
 * A zone turns instants into local dates and back.
 *
 * Rules come from the system's tzdata (/usr/share/zoneinfo, RFC 8536 TZif
 * version 2 or later, its POSIX footer for years after the last transition).
 * The process's own TZ never counts.  A name is an IANA name such as
 * "America/New_York" or "UTC"; a name that could leave the directory (leading
 * slash or dot, "..") is refused.  An instant is a count of seconds since
 * 1970-01-01T00:00:00Z without leap seconds.
 *
 * zone_open(name, zone, error):
 * Read the rules of ${name} into *${zone}.  STATUS_INVALID if there is none of
 * that name.  Release with zone_close().
 *
 * zone_parse(bytes, length, zone, error):
 * The same from the content of a TZif file.  Whatever the bytes, it is safe;
 * STATUS_INVALID where they are no such file, or count leap seconds.
 *
 * zone_offset(zone, instant):
 * Seconds east of UTC in force at ${instant}.  Cost: O(log transitions).
 *
 * zone_date(zone, instant):
 * The local date at ${instant}.
 *
 * zone_midnight(zone, date):
 * The first instant at which the local clock shows 00:00:00 of ${date} or
 * later: the later side of the gap where the clock jumps over midnight, the
 * earlier instant where it shows midnight twice.
 *
 * zone_close(zone):
 * Release; NULL is allowed.
 */

struct zone;

enum status zone_open(const char *, struct zone **, struct error *) MUST_CHECK;
enum status zone_parse(
    const unsigned char *, size_t, struct zone **, struct error *) MUST_CHECK;
int32_t zone_offset(const struct zone *, int64_t);
struct date zone_date(const struct zone *, int64_t);
int64_t zone_midnight(const struct zone *, struct date);
void zone_close(struct zone *);

#endif
