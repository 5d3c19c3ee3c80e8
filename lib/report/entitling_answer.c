/*
 * A request is an event of usage that counts for nobody: it is added to a copy
 * of what was counted.
 */
#include <string.h>

#include "base/decimal.h"
#include "base/instant.h"
#include "report/entitling_parts.h"

#define AMOUNT_PLACES 18

static enum status
blame(struct entitling *entitling, enum request_column column)
{
	return error_prefix(entitling->error,
	    "column %s: ", entitling->schema.columns[column].name);
}

static enum status
read_number(struct entitling *entitling, enum request_column column,
    struct decimal *decimal)
{
	const char *text = entitling->record.fields[column];

	if (text[0] == '\0')
		return STATUS_OK;
	return decimal_parse(text, DECIMAL_PLACES_MAX, decimal,
		   entitling->error) == STATUS_OK
		   ? STATUS_OK
		   : blame(entitling, column);
}

/* The columns that are dimensions, by name. */
static enum status
read_dimensions(struct entitling *entitling, struct dimensions *dimensions)
{
	const struct schema *schema = &entitling->schema;
	const struct record *record = &entitling->record;
	size_t own = schema->count - REQUEST_COLUMNS, i, k;
	struct dimension *items = arena_array(
	    &entitling->scratch, own + record->extra_count + 1, sizeof(*items));
	size_t count = 0;

	if (items == NULL)
		return error_memory(entitling->error);
	for (i = 0; i < own + record->extra_count; i++) {
		struct dimension one = { .name = NULL };

		one.name = i < own ? schema->columns[REQUEST_COLUMNS + i].name
				   : record->extra_names[i - own];
		one.value = i < own ? record->fields[REQUEST_COLUMNS + i]
				    : record->extra_values[i - own];
		if (one.value[0] == '\0')
			continue;
		for (k = count++;
		     k > 0 && strcmp(items[k - 1].name, one.name) > 0; k--)
			items[k] = items[k - 1];
		items[k] = one;
	}
	*dimensions = (struct dimensions){ items, count };
	return STATUS_OK;
}

/* The event that the request is for. */
static enum status
read_event(struct entitling *entitling, struct guide_event *event)
{
	const char *const *fields = entitling->record.fields;
	struct usage_event *usage = &event->usage;
	size_t given = 0, i;
	enum status status;

	*event = (struct guide_event){
		.subscription = fields[REQUEST_SUBSCRIPTION],
		.service = fields[REQUEST_SERVICE],
		.identifier = fields[REQUEST_IDENTIFIER],
		.usage = { .event = fields[REQUEST_ID],
		    .metric = fields[REQUEST_METRIC],
		    .quantity = decimal_from_integer(1),
		    .currency = fields[REQUEST_OWN_CURRENCY] },
	};
	for (i = REQUEST_SUBSCRIPTION; i <= REQUEST_IDENTIFIER; i++)
		given += fields[i][0] != '\0';
	if (given != 1)
		return error_set(entitling->error, STATUS_INVALID,
		    "subscription, service and identifier: give one");
	if (instant_parse(fields[REQUEST_AT], &usage->occurred_at,
		entitling->error) != STATUS_OK)
		return blame(entitling, REQUEST_AT);
	status = read_number(entitling, REQUEST_QUANTITY, &usage->quantity);
	if (status == STATUS_OK && decimal_sign(usage->quantity) < 0)
		return error_set(entitling->error, STATUS_INVALID,
		    "column quantity: below zero");
	if (status == STATUS_OK)
		status =
		    read_number(entitling, REQUEST_OWN_AMOUNT, &usage->amount);
	return status == STATUS_OK
		   ? read_dimensions(entitling, &usage->dimensions)
		   : status;
}

static bool
covers(const struct entitlement *item, int64_t at)
{
	size_t i;

	for (i = 0; i < item->day_count; i++) {
		if (at >= item->days[i].from && at < item->days[i].to)
			return true;
	}
	return false;
}

/* What counts the usage of ${owner}; NULL if its period is not known. */
static struct entitlement *
find_item(struct entitling *entitling, const struct guide_subscription *owner,
    const struct usage_event *event)
{
	struct pricing pricing = { entitling->decks, owner->zone,
		owner->calendar };
	const struct named *named;
	struct entitlement *item;
	size_t count, i;

	named = names_find(&entitling->names, owner->subscription.id, &count);
	for (i = 0; i < count; i++) {
		item = &entitling->items[named[i].item];
		if (!covers(item, event->occurred_at) ||
		    !rate_takes(item->charge, event, &pricing))
			continue;
		item->pricing = pricing;
		item->tally.terms.pricing = &item->pricing;
		return item;
	}
	return NULL;
}

/* What is left of included units, rolled over, of its own or of its pool. */
static enum status
find_included(const struct entitlement *item, bool *bounded, struct ratio *left,
    struct error *error)
{
	const struct shared_pool *pool = item->pool;

	*bounded = pool != NULL || item->own.numerator > 0;
	return pool != NULL
		   ? ratio_subtract(
			 pool->units.over, pool->units.lacking, left, error)
		   : ratio_subtract(item->own,
			 ratio_from_decimal(item->quantity), left, error);
}

/* The units that are left before the request: of the limit, else of what is
 * included. */
static enum status
find_left(struct entitling *entitling, const struct entitlement *item,
    struct answer *answer)
{
	const struct usage_terms *usage = &item->charge->usage;
	struct error *error = entitling->error;
	struct ratio left;
	enum status status;

	answer->bounded = true;
	if (usage->limited)
		status = ratio_subtract(ratio_from_decimal(usage->limit),
		    ratio_from_decimal(item->quantity), &left, error);
	else
		status = find_included(item, &answer->bounded, &left, error);
	if (status == STATUS_OK && left.numerator < 0)
		left = ratio_of(0, 1);
	return status == STATUS_OK
		   ? ratio_to_decimal(left, AMOUNT_PLACES, &answer->left, error)
		   : status;
}

/* Count the event on then->tally. */
static enum status
count(struct usage_event event, struct entitlement *then, struct error *error)
{
	struct tally *tally = &then->tally;
	enum status status;

	/* Time does not go back to before what was counted. */
	if (event.occurred_at < tally->meter.since)
		event.occurred_at = tally->meter.since;
	status = tally_add(tally, &event, error);
	return status == STATUS_OK
		   ? tally_quantity(tally, &then->quantity, error)
		   : status;
}

/* Let what was allowed count, also for those who share its units. */
static enum status
reserve(struct entitlement *item, const struct usage_event *event,
    struct error *error)
{
	struct entitlement then = *item;
	struct decimal amount;
	enum status status = count(*event, &then, error);

	return status == STATUS_OK
		   ? entitling_price(&then, item, true, &amount, error)
		   : status;
}

/* Whether ${item} allows the event, and what it costs. */
static enum status
judge(struct entitling *entitling, struct entitlement *item,
    const struct usage_event *event, struct answer *answer)
{
	const struct usage_terms *usage = &item->charge->usage;
	struct error *error = entitling->error;
	struct entitlement then = *item;
	enum status status;

	status = find_left(entitling, item, answer);
	if (status == STATUS_OK)
		status = tally_copy(
		    &item->tally, &entitling->scratch, &then.tally, error);
	if (status == STATUS_OK)
		status = count(*event, &then, error);
	if (status != STATUS_OK)
		return status;
	if (usage->limited &&
	    decimal_compare(then.quantity, usage->limit) > 0) {
		answer->reason = "limit";
		return STATUS_OK;
	}
	answer->allowed = answer->priced = true;
	answer->currency = item->tally.charge->currency.code;
	status = entitling_price(&then, item, false, &answer->amount, error);
	return status == STATUS_OK && entitling->options->reserve
		   ? reserve(item, event, error)
		   : status;
}

/* Until there is a quantity, see whether it has got another name. */
static enum status
watch(struct entitling *entitling, const struct usage_event *event)
{
	const char *quantity = entitling->record.fields[REQUEST_QUANTITY];

	if (!meant_watches(&entitling->watch, quantity))
		return STATUS_OK;
	return meant_see(&entitling->watch, &entitling->meant,
	    &event->dimensions, &entitling->arena, entitling->error);
}

enum status
entitling_answer(struct entitling *entitling, struct answer *answer)
{
	const struct guide_subscription *owner;
	struct guide_event event;
	struct entitlement *item;
	enum status status;

	*answer = (struct answer){ .currency = "", .reason = "" };
	status = read_event(entitling, &event);
	if (status == STATUS_OK)
		status = watch(entitling, &event.usage);
	if (status != STATUS_OK)
		return status;
	owner = guide_find(entitling->guides.guide, &event, &answer->reason);
	if (owner == NULL)
		return STATUS_OK;
	answer->reason = "";
	item = find_item(entitling, owner, &event.usage);
	if (item == NULL) {
		answer->reason = "other-period";
		return STATUS_OK;
	}
	return judge(entitling, item, &event.usage, answer);
}
