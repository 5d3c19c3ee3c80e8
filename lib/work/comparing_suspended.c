/*
 * What no charge counts waits in suspense, where rating does not see it: a
 * catalog that adds a charge would seem to change nothing.
 */
#include <string.h>

#include "ledger/guides.h"
#include "ledger/query.h"
#include "rate/dimension.h"
#include "work/comparing.h"

/* The columns of STATEMENT_EXPORT_SUSPENSE that are read. */
enum {
	EVENT,
	REASON,
	SUBSCRIPTION,
	SERVICE,
	IDENTIFIER,
	OCCURRED_AT,
	METRIC,
	CURRENCY = METRIC + 3,
	DIMENSIONS
};

struct suspended {
	struct comparing *comparing;
	struct ledger *ledger;
	const struct selection *accounts;
	struct guides guides; /* loaded with the first event */
	struct error *error;
};

/* Guide an event by the proposed catalogs. */
static enum status
guide(struct suspended *suspended, struct query *query)
{
	struct comparing *comparing = suspended->comparing;
	struct guide_event event = {
		.subscription = query_text(query, SUBSCRIPTION),
		.service = query_text(query, SERVICE),
		.identifier = query_text(query, IDENTIFIER),
		.usage = { .event = query_text(query, EVENT),
		    .occurred_at = query_integer(query, OCCURRED_AT),
		    .metric = query_text(query, METRIC),
		    .currency = query_text(query, CURRENCY) },
	};
	const struct guide_subscription *owner;
	const char *reason;
	enum status status = STATUS_OK;
	size_t place;

	if (suspended->guides.guide == NULL)
		status = guides_load(suspended->ledger, &comparing->catalogs,
		    &suspended->guides, suspended->error);
	arena_reset(&comparing->scratch);
	if (status == STATUS_OK)
		status = dimension_list(query_text(query, DIMENSIONS),
		    &comparing->scratch, &event.usage.dimensions,
		    suspended->error);
	if (status != STATUS_OK)
		return status;
	owner = guide_find(suspended->guides.guide, &event, &reason);
	comparing->suspended +=
	    owner != NULL && selection_find(suspended->accounts,
				 owner->subscription.owner, &place);
	return STATUS_OK;
}

enum status
comparing_suspended(struct comparing *comparing, struct ledger *ledger,
    const struct window *window, const struct selection *accounts,
    struct error *error)
{
	struct suspended suspended = { .comparing = comparing,
		.ledger = ledger,
		.accounts = accounts,
		.error = error };
	struct query query = { .handle = NULL };
	enum status status;
	bool found = true;

	status = query_begin(ledger, STATEMENT_EXPORT_SUSPENSE, &query, error);
	if (status == STATUS_OK)
		window_bind_instants(window, &query);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		if (strcmp(query_text(&query, REASON), "no-charge") == 0)
			status = guide(&suspended, &query);
	}
	query_end(&query);
	guides_close(&suspended.guides);
	return status;
}
