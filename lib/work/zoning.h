#ifndef WORK_ZONING_H
#define WORK_ZONING_H

#include <stddef.h>

#include "base/arena.h"
#include "base/zone.h"
#include "ledger/billings.h"
#include "rule/calendar.h"

/*
 * The zones of one account after the other; each is opened once.
 *
 * zoning_follow(zoning, name, error):
 * Make zoning->zone the zone ${name}.  Cost: a comparison where it is already.
 *
 * zoning_account(zoning, owner, arena, error):
 * Make zoning->zone the last zone of ${owner}, and zoning->calendar its
 * calendar, which is in ${arena}.
 *
 * zoning_days(zoning, zones, count, arena, error):
 * The same, of these zones.
 *
 * zoning_close(zoning):
 * Release, also zones that calendars name; one of all zeros may be closed.
 */

struct zoning {
	const struct zone *zone;
	struct calendar calendar;
	struct zoned *zones; /* all that were opened */
	size_t count;
	size_t last; /* the one that was asked for last */
	struct arena arena;
};

enum status zoning_follow(
    struct zoning *, const char *, struct error *) MUST_CHECK;
enum status zoning_account(struct zoning *, const struct billing_owner *,
    struct arena *, struct error *) MUST_CHECK;
enum status zoning_days(struct zoning *, const struct billing_zone *, size_t,
    struct arena *, struct error *) MUST_CHECK;
void zoning_close(struct zoning *);

#endif
