/*
 * Changes one by one: those that are billed as rating tells them, the others
 * from suspense.
 */
#include <stdint.h>
#include <string.h>

#include "base/instant.h"
#include "rate/dimension.h"
#include "record/pack.h"
#include "report/changing.h"

enum field {
	FIELD_CHANGE,
	FIELD_ITEM,
	FIELD_LEVEL,
	FIELD_ACTION,
	FIELD_AT,
	FIELD_ACCOUNT,
	FIELD_SUBSCRIPTION,
	FIELD_SERVICE,
	FIELD_METRIC,
	FIELD_CHARGE,
	FIELD_DIMENSIONS,
	FIELD_PERIOD_START,
	FIELD_PERIOD_END,
	FIELD_BILLABLE,
	FIELD_RULE,
	FIELD_QUANTITY,
	FIELD_AMOUNT,
	FIELD_CURRENCY,
	FIELD_COUNT,
};

static const struct column columns[FIELD_COUNT] = {
	[FIELD_CHANGE] = { "change", 0 },
	[FIELD_ITEM] = { "item", 0 },
	[FIELD_LEVEL] = { "level", 0 },
	[FIELD_ACTION] = { "action", 0 },
	[FIELD_AT] = { "at", 0 },
	[FIELD_ACCOUNT] = { "account", 0 },
	[FIELD_SUBSCRIPTION] = { "subscription", 0 },
	[FIELD_SERVICE] = { "service", 0 },
	[FIELD_METRIC] = { "metric", 0 },
	[FIELD_CHARGE] = { "charge", 0 },
	[FIELD_DIMENSIONS] = { "dimensions", 0 },
	[FIELD_PERIOD_START] = { "period_start", 0 },
	[FIELD_PERIOD_END] = { "period_end", 0 },
	[FIELD_BILLABLE] = { "billable", 0 },
	[FIELD_RULE] = { "rule", 0 },
	[FIELD_QUANTITY] = { "quantity", COLUMN_NUMBER },
	[FIELD_AMOUNT] = { "amount", COLUMN_NUMBER },
	[FIELD_CURRENCY] = { "currency", 0 },
};

const struct schema changing_detail_schema = { "service-detail", columns,
	FIELD_COUNT, EXTRAS_NONE };

/* Within, events come in the order of time. */
static const size_t order[] = { FIELD_ACCOUNT, FIELD_SUBSCRIPTION, FIELD_CHARGE,
	FIELD_DIMENSIONS, FIELD_PERIOD_START, SIZE_MAX };

/* The columns of STATEMENT_EXPORT_SUSPENSE that are read. */
enum {
	SUSPENSE_EVENT = 0,
	SUSPENSE_REASON = 1,
	SUSPENSE_SUBSCRIPTION = 2,
	SUSPENSE_SERVICE = 3,
	SUSPENSE_IDENTIFIER = 4,
	SUSPENSE_OCCURRED_AT = 5,
	SUSPENSE_METRIC = 6,
	SUSPENSE_QUANTITY = 7,
	SUSPENSE_DIMENSIONS = 10,
	SUSPENSE_RULE = 12,
};

/* A dimension, "" where there is none. */
static const char *
dimension(const struct usage_event *event, const char *name)
{
	const char *value = rate_dimension(&event->dimensions, name);

	return value == NULL ? "" : value;
}

/* What the change itself says, whatever came of it. */
static void
say_change(const struct metric *metric, const struct usage_event *event,
    char at[INSTANT_TEXT_MAX], const char **fields)
{
	bool there = decimal_sign(event->quantity) > 0;

	fields[FIELD_CHANGE] = event->event;
	fields[FIELD_ITEM] = dimension(event, metric->field);
	fields[FIELD_LEVEL] = dimension(event, "level");
	fields[FIELD_ACTION] = there ? "provision" : "deprovision";
	fields[FIELD_AT] = instant_format(event->occurred_at, at);
	fields[FIELD_METRIC] = metric->id;
}

enum status
changing_tell(
    void *context, const struct rated_event *event, struct error *error)
{
	struct changing *changing = context;
	const struct rated *rated = event->rated;
	const char *from[RATED_COLUMN_COUNT], *fields[FIELD_COUNT];
	char at[INSTANT_TEXT_MAX];
	enum status status;
	size_t i;

	if (!changing_takes(rated))
		return STATUS_OK;
	arena_reset(&changing->scratch);
	status = rated_fields(rated, &changing->scratch, from, error);
	if (status != STATUS_OK)
		return status;
	for (i = 0; i < FIELD_COUNT; i++)
		fields[i] = "";
	fields[FIELD_ACTION] = "carried";
	fields[FIELD_METRIC] = from[RATED_METRIC];
	if (event->usage != NULL)
		say_change(rated->meter->metric, event->usage, at, fields);
	fields[FIELD_ACCOUNT] = from[RATED_ACCOUNT];
	fields[FIELD_SUBSCRIPTION] = from[RATED_SUBSCRIPTION];
	fields[FIELD_SERVICE] = from[RATED_SERVICE];
	fields[FIELD_CHARGE] = from[RATED_CHARGE];
	fields[FIELD_DIMENSIONS] = from[RATED_DIMENSIONS];
	fields[FIELD_PERIOD_START] = from[RATED_PERIOD_START];
	fields[FIELD_PERIOD_END] = from[RATED_PERIOD_END];
	fields[FIELD_BILLABLE] = "yes";
	fields[FIELD_QUANTITY] = from[RATED_QUANTITY];
	fields[FIELD_AMOUNT] = from[RATED_AMOUNT];
	fields[FIELD_CURRENCY] = from[RATED_CURRENCY];
	return pack_wait(changing->sort, &changing->scratch, fields,
	    FIELD_COUNT, order, changing->error);
}

/* The metric of that name whose values are a presence, of the latest version
 * that has it; or NULL. */
static const struct metric *
find_presence(const struct changing *changing, const char *id)
{
	size_t i = changing->catalogs.count, k;

	while (i-- > 0) {
		const struct catalog *catalog = &changing->catalogs.items[i];

		for (k = 0; k < catalog->metric_count; k++) {
			const struct metric *metric = &catalog->metrics[k];

			if (metric->values == VALUES_PRESENCE &&
			    strcmp(metric->id, id) == 0)
				return metric;
		}
	}
	return NULL;
}

/* Whose it would be without rules; NULL where nobody's. */
static enum status
find_owner(struct changing *changing, const struct guide_event *event,
    const struct guide_subscription **owner)
{
	const char *reason;
	enum status status;

	*owner = NULL;
	if (!changing->guided) {
		status = guides_load(changing->ledger, &changing->catalogs,
		    &changing->guides, changing->error);
		if (status != STATUS_OK)
			return status;
		changing->guides.rules.count = 0;
		changing->guided = true;
	}
	*owner = guide_find(changing->guides.guide, event, &reason);
	return STATUS_OK;
}

/* Add a change that is not billable. */
static enum status
add_unbilled(
    struct changing *changing, struct query *query, const struct metric *metric)
{
	const char *account = changing->request->account;
	const struct guide_subscription *owner;
	const char *fields[FIELD_COUNT];
	char at[INSTANT_TEXT_MAX];
	struct guide_event event = {
		.subscription = query_text(query, SUSPENSE_SUBSCRIPTION),
		.service = query_text(query, SUSPENSE_SERVICE),
		.identifier = query_text(query, SUSPENSE_IDENTIFIER),
		.usage = { .event = query_text(query, SUSPENSE_EVENT),
		    .metric = metric->id,
		    .occurred_at = query_integer(query, SUSPENSE_OCCURRED_AT),
		    .currency = "" },
	};
	enum status status;
	size_t i;

	arena_reset(&changing->scratch);
	status = dimension_list(query_text(query, SUSPENSE_DIMENSIONS),
	    &changing->scratch, &event.usage.dimensions, changing->error);
	if (status == STATUS_OK)
		status = decimal_parse(query_text(query, SUSPENSE_QUANTITY),
		    DECIMAL_PLACES_MAX, &event.usage.quantity, changing->error);
	if (status == STATUS_OK)
		status = find_owner(changing, &event, &owner);
	if (status != STATUS_OK)
		return status;
	for (i = 0; i < FIELD_COUNT; i++)
		fields[i] = "";
	say_change(metric, &event.usage, at, fields);
	fields[FIELD_SUBSCRIPTION] = event.subscription;
	fields[FIELD_SERVICE] = event.service;
	if (owner != NULL) {
		fields[FIELD_ACCOUNT] = owner->subscription.owner;
		fields[FIELD_SUBSCRIPTION] = owner->subscription.id;
	}
	fields[FIELD_BILLABLE] = "no";
	fields[FIELD_RULE] = query_text(query, SUSPENSE_RULE);
	fields[FIELD_QUANTITY] = "0";
	fields[FIELD_AMOUNT] = "0";
	if (account != NULL && strcmp(account, fields[FIELD_ACCOUNT]) != 0)
		return STATUS_OK;
	return pack_wait(changing->sort, &changing->scratch, fields,
	    FIELD_COUNT, order, changing->error);
}

enum status
changing_unbilled(struct changing *changing)
{
	struct query query = { .handle = NULL };
	const struct metric *metric;
	enum status status;
	bool found = true;

	status = query_begin(changing->ledger, STATEMENT_EXPORT_SUSPENSE,
	    &query, changing->error);
	if (status == STATUS_OK)
		window_bind_instants(&changing->window, &query);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, changing->error);
		if (status != STATUS_OK || !found)
			break;
		if (strcmp(query_text(&query, SUSPENSE_REASON),
			USAGE_RULE_REASON) != 0)
			continue;
		metric = find_presence(
		    changing, query_text(&query, SUSPENSE_METRIC));
		if (metric != NULL)
			status = add_unbilled(changing, &query, metric);
	}
	query_end(&query);
	return status;
}
