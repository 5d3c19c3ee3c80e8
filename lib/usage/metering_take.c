/*
 * What became of each record is known by now: it is counted and answered.
 */
#include "usage/metering_parts.h"

int64_t
metering_number(const struct metering *metering, uint64_t position, bool undoes)
{
	uint64_t place = 1 + position + (undoes ? metering->stock.count : 0);

	return metering->booking.state.last_number + (int64_t)place;
}

/* Answer a record; cases were answered where they were decided. */
static enum status
answer(struct metering *metering, uint64_t position, const char *result)
{
	struct metered metered;
	enum status status;

	arena_reset(&metering->scratch);
	status = metered_get(&metering->stock,
	    metered_place(&metering->stock, position), &metering->vocabulary,
	    &metering->scratch, &metered, metering->error);
	if (status != STATUS_OK)
		return status;
	return receipts_add(metering->receipts, &metered.values[METERED_EVENT],
	    result, "", metering->error);
}

enum status
metering_take(struct metering *metering)
{
	struct summary *summary = metering->summary;
	enum status status = STATUS_OK;
	uint64_t position;

	for (position = 0;
	     position < metering->stock.count && status == STATUS_OK;
	     position++) {
		unsigned fate = metering->fates[position];
		bool duplicate = (fate & FATE_DUPLICATE) != 0;

		if ((fate & FATE_REJECTED) != 0)
			continue;
		summary->duplicate += duplicate;
		summary->accepted += !duplicate;
		if (metering->receipts != NULL && (fate & FATE_CASE) == 0)
			status = answer(metering, position,
			    duplicate ? "duplicate" : "accepted");
	}
	return status;
}
