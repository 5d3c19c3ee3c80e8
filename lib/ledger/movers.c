/*
 * One row a version; the rows of an account stand together.
 */
#include "ledger/movers.h"

#include <string.h>

enum status
movers_open(struct ledger *ledger, struct movers *movers, struct error *error)
{
	enum status status =
	    query_begin(ledger, STATEMENT_MOVERS, &movers->query, error);

	movers->found = false;
	return status == STATUS_OK
		   ? query_next(&movers->query, &movers->found, error)
		   : status;
}

enum status
movers_next(struct movers *movers, struct arena *arena, struct mover *mover,
    bool *found, struct error *error)
{
	struct query *query = &movers->query;
	enum status status = STATUS_OK;

	*found = movers->found;
	*mover = (struct mover){ .account = "" };
	if (!*found)
		return STATUS_OK;
	mover->account = arena_text(arena, query_text(query, 0));
	if (mover->account == NULL)
		return error_memory(error);
	while (status == STATUS_OK && movers->found &&
	       strcmp(query_text(query, 0), mover->account) == 0) {
		struct billing_zone *zone;

		mover->zones = arena_grow(
		    arena, mover->zones, mover->zone_count, sizeof(*zone));
		if (mover->zones == NULL)
			return error_memory(error);
		zone = &mover->zones[mover->zone_count++];
		zone->timezone = arena_text(arena, query_text(query, 2));
		if (zone->timezone == NULL)
			return error_memory(error);
		status = query_date(query, 1, &zone->from, error);
		if (status == STATUS_OK)
			status = query_next(query, &movers->found, error);
	}
	return status;
}

void
movers_close(struct movers *movers)
{
	query_end(&movers->query);
}
