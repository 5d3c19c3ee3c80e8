/*
 * Posted periods are fed as instants, account by account, beside the accounts
 * that moved from one time zone to another; what is not in either place that
 * it ought to be in comes back.
 */
#include <inttypes.h>
#include <string.h>

#include "base/instant.h"
#include "ledger/bulk.h"
#include "ledger/movers.h"
#include "proof/checking_parts.h"
#include "work/zoning.h"

/* The posted periods, as they are fed: whose, from, to, counted until. */
struct periods {
	struct query query;
	struct zoning zoning;
	struct movers movers;
	struct mover mover;
	bool mover_found;
	char *account; /* whose calendar the zoning has; NULL: nobody's */
	struct arena mover_arena;
	struct arena arena; /* of the calendar */
};

enum {
	SUBSCRIPTION,
	PERIOD_START,
	PERIOD_END,
	UPTO,
	TIMEZONE,
	OWNER,
};

/* Make the calendar that of the period's account. */
static enum status
follow_account(struct periods *periods, struct error *error)
{
	const char *account = query_text(&periods->query, OWNER);
	struct billing_zone only = { DATE_NONE,
		query_text(&periods->query, TIMEZONE) };
	enum status status = STATUS_OK;

	if (periods->account != NULL && strcmp(periods->account, account) == 0)
		return STATUS_OK;
	while (status == STATUS_OK && periods->mover_found &&
	       strcmp(periods->mover.account, account) < 0) {
		arena_reset(&periods->mover_arena);
		status = movers_next(&periods->movers, &periods->mover_arena,
		    &periods->mover, &periods->mover_found, error);
	}
	if (status != STATUS_OK)
		return status;
	arena_reset(&periods->arena);
	periods->account = arena_text(&periods->arena, account);
	if (periods->account == NULL)
		return error_memory(error);
	if (periods->mover_found &&
	    strcmp(periods->mover.account, account) == 0)
		return zoning_days(&periods->zoning, periods->mover.zones,
		    periods->mover.zone_count, &periods->arena, error);
	return zoning_days(&periods->zoning, &only, 1, &periods->arena, error);
}

static enum status
next_period(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct periods *periods = context;
	const struct calendar *calendar = &periods->zoning.calendar;
	struct query *query = &periods->query;
	struct date from, to;
	enum status status = query_next(query, found, error);
	const char *subscription;

	if (status != STATUS_OK || !*found)
		return status;
	status = query_date(query, PERIOD_START, &from, error);
	if (status == STATUS_OK)
		status = query_date(query, PERIOD_END, &to, error);
	if (status == STATUS_OK)
		status = follow_account(periods, error);
	if (status != STATUS_OK)
		return status;
	subscription = query_text(query, SUBSCRIPTION);
	values[0] = (struct bulk_value){ .text = subscription,
		.length = strlen(subscription) };
	values[1] = (struct bulk_value){
		.integer = INSTANT_SECOND * calendar_midnight(calendar, from)
	};
	values[2] = (struct bulk_value){
		.integer = INSTANT_SECOND * calendar_midnight(calendar, to)
	};
	values[3] =
	    (struct bulk_value){ .integer = query_integer(query, UPTO) };
	return STATUS_OK;
}

/* A row of a posted period that is counted and noted nowhere. */
static enum status
report(struct checking *checking, struct query *query, struct arena *scratch)
{
	return checking_finding(checking, "usage-late",
	    arena_format(scratch, "event %s of %s", query_text(query, 1),
		query_text(query, 0)),
	    "noted as late",
	    arena_format(
		scratch, "number %" PRId64 " is not", query_integer(query, 2)));
}

static enum status
read_forgotten(struct checking *checking, struct bulk_source *source)
{
	struct arena scratch = { .first = NULL };
	struct query query;
	enum status status;
	bool found = true;

	bulk_feed(checking->ledger, source);
	status = query_begin(checking->ledger, STATEMENT_CHECK_USAGE_LATE_FEED,
	    &query, checking->error);
	while (status == STATUS_OK) {
		arena_reset(&scratch);
		status = query_next(&query, &found, checking->error);
		if (source->status != STATUS_OK)
			status = source->status;
		if (status != STATUS_OK || !found)
			break;
		status = report(checking, &query, &scratch);
	}
	query_end(&query);
	arena_close(&scratch);
	bulk_feed(checking->ledger, NULL);
	return status;
}

enum status
checking_late(struct checking *checking)
{
	struct periods periods = { .account = NULL };
	struct error source_error;
	struct bulk_source source = { next_period, &periods, &source_error,
		STATUS_OK };
	enum status status;

	status =
	    movers_open(checking->ledger, &periods.movers, checking->error);
	if (status == STATUS_OK)
		status = movers_next(&periods.movers, &periods.mover_arena,
		    &periods.mover, &periods.mover_found, checking->error);
	if (status == STATUS_OK)
		status =
		    query_begin(checking->ledger, STATEMENT_CHECK_USAGE_POSTED,
			&periods.query, checking->error);
	if (status == STATUS_OK)
		status = read_forgotten(checking, &source);
	if (source.status != STATUS_OK)
		*checking->error = source_error;
	query_end(&periods.query);
	movers_close(&periods.movers);
	zoning_close(&periods.zoning);
	arena_close(&periods.mover_arena);
	arena_close(&periods.arena);
	return status;
}
