/*
 * A list of zones, looked through by name: accounts mostly share a few, and
 * most have the zone of the one before.
 */
#include "work/zoning.h"

#include <string.h>

struct zoned {
	const char *name;
	struct zone *zone;
};

/* Open one more zone. */
static enum status
add(struct zoning *zoning, const char *name, struct error *error)
{
	struct zoned *zoned;
	enum status status;

	zoning->zones = arena_grow(
	    &zoning->arena, zoning->zones, zoning->count, sizeof(*zoned));
	if (zoning->zones == NULL) {
		zoning->count = 0;
		return error_memory(error);
	}
	zoned = &zoning->zones[zoning->count];
	zoned->name = arena_text(&zoning->arena, name);
	if (zoned->name == NULL)
		return error_memory(error);
	status = zone_open(name, &zoned->zone, error);
	zoning->count += status == STATUS_OK;
	return status;
}

enum status
zoning_follow(struct zoning *zoning, const char *name, struct error *error)
{
	size_t i = zoning->last;
	enum status status = STATUS_OK;

	zoning->zone = NULL;
	if (i >= zoning->count || strcmp(zoning->zones[i].name, name) != 0) {
		for (i = 0; i < zoning->count; i++) {
			if (strcmp(zoning->zones[i].name, name) == 0)
				break;
		}
	}
	if (i == zoning->count)
		status = add(zoning, name, error);
	if (status != STATUS_OK)
		return status;
	zoning->last = i;
	zoning->zone = zoning->zones[i].zone;
	return STATUS_OK;
}

enum status
zoning_days(struct zoning *zoning, const struct billing_zone *zones,
    size_t count, struct arena *arena, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	zoning->calendar = (struct calendar){ NULL, 0 };
	for (i = 0; i < count && status == STATUS_OK; i++) {
		status = zoning_follow(zoning, zones[i].timezone, error);
		if (status == STATUS_OK)
			status = calendar_add(&zoning->calendar, arena,
			    zones[i].from, zoning->zone, error);
	}
	return status;
}

enum status
zoning_account(struct zoning *zoning, const struct billing_owner *owner,
    struct arena *arena, struct error *error)
{
	return zoning_days(
	    zoning, owner->zones, owner->zone_count, arena, error);
}

void
zoning_close(struct zoning *zoning)
{
	size_t i;

	for (i = 0; i < zoning->count; i++)
		zone_close(zoning->zones[i].zone);
	arena_close(&zoning->arena);
	*zoning = (struct zoning){ .zone = NULL };
}
