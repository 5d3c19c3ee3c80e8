/*
 * Only the last zone is kept.
 */
#include "work/zoning.h"

#include <stdio.h>
#include <string.h>

enum status
zoning_follow(struct zoning *zoning, const char *name, struct error *error)
{
	enum status status;

	if (zoning->zone != NULL && strcmp(zoning->name, name) == 0)
		return STATUS_OK;
	zoning_close(zoning);
	status = zone_open(name, &zoning->zone, error);
	if (status == STATUS_OK)
		(void)snprintf(zoning->name, sizeof(zoning->name), "%s", name);
	return status;
}

void
zoning_close(struct zoning *zoning)
{
	zone_close(zoning->zone);
	zoning->zone = NULL;
}
