#ifndef WORK_ZONING_H
#define WORK_ZONING_H

#include "base/zone.h"

/*
 * The zone of one account after the other; accounts mostly share one.
 *
 * zoning_follow(zoning, name, error):
 * Make zoning->zone the zone ${name}.  Cost: nothing if it is already.
 *
 * zoning_close(zoning):
 * Release; one of all zeros may be closed.
 */

struct zoning {
	struct zone *zone;
	char name[128];
};

enum status zoning_follow(
    struct zoning *, const char *, struct error *) MUST_CHECK;
void zoning_close(struct zoning *);

#endif
