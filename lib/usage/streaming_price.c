/*
 * From a record to its charge and amount.  Millions of records come, mostly of
 * one plan and one month, so both are remembered.
 */
#include <string.h>

#include "base/instant.h"
#include "base/nearest.h"
#include "rule/calendar.h"
#include "usage/streaming_parts.h"

static const char *const columns[] = {
	[STREAMED_QUANTITY] = "quantity",
	[STREAMED_AMOUNT] = "amount",
	[STREAMED_OCCURRED_AT] = "occurred_at",
};

static enum status
fail(const struct streaming *streaming, enum streamed_column column)
{
	return error_prefix(streaming->error, "column %s: ", columns[column]);
}

/* The id of a charge as it is written before an amount. */
static enum status
read_before(struct streaming *streaming, struct streamed_charge *charge)
{
	const char *id = charge->charge->id;
	size_t length = strlen(id), i;

	for (i = 0; i < length; i++) {
		if (id[i] <= ' ' || id[i] > '~' || id[i] == ',' || id[i] == '"')
			return STATUS_OK;
	}
	if (length == 0 || length >= BEFORE_MAX)
		return STATUS_OK;
	charge->before = arena_format(&streaming->arena, "%s,", id);
	charge->before_length = length + 1;
	return charge->before == NULL ? error_memory(streaming->error)
				      : STATUS_OK;
}

/* The usage charges of a plan; ${number} counts those of all plans. */
static enum status
read_plan(struct streaming *streaming, const struct plan *plan,
    struct streamed_plan *streamed, uint32_t *number)
{
	uint32_t first;
	size_t i;

	streamed->plan = plan;
	first = *number;
	streamed->charges = arena_array(&streaming->arena,
	    plan->charge_count + 1, sizeof(*streamed->charges));
	if (streamed->charges == NULL)
		return error_memory(streaming->error);
	for (i = 0; i < plan->charge_count; i++) {
		const struct charge *charge = &plan->charges[i];
		const char *lacks;

		if (charge->kind != CHARGE_USAGE)
			continue;
		lacks = flow_lacks(charge);
		if (lacks == NULL && charge->usage.model == MODEL_DECK)
			lacks = "deck";
		if (lacks != NULL && streamed->lacks == NULL) {
			streamed->lacks = arena_format(&streaming->arena,
			    "plan %s, charge %s: %s", plan->id, charge->id,
			    lacks);
			if (streamed->lacks == NULL)
				return error_memory(streaming->error);
		}
		streamed->charges[streamed->count] = (struct streamed_charge){
			.charge = charge,
			.metric = charge->usage.metric->id,
			.asks = rate_asks(charge),
			.keeps = lacks == NULL && flow_keeps(charge),
			.plain = flow_plain(charge),
			.number = *number,
			.first = first,
		};
		if (read_before(streaming,
			&streamed->charges[streamed->count++]) != STATUS_OK)
			return STATUS_MEMORY;
		first +=
		    *number - first + 1 == FLOWS_AT_ONCE ? FLOWS_AT_ONCE : 0;
		++*number;
	}
	return STATUS_OK;
}

enum status
streaming_plans(struct streaming *streaming)
{
	const struct catalog *catalog = &streaming->catalog;
	struct arena *arena = &streaming->arena;
	enum status status = STATUS_OK;
	uint32_t number = 0;
	size_t i;

	streaming->plans = arena_array(
	    arena, catalog->plan_count + 1, sizeof(*streaming->plans));
	if (streaming->plans == NULL)
		return error_memory(streaming->error);
	for (i = 0; i < catalog->plan_count && status == STATUS_OK; i++) {
		status = read_plan(streaming, &catalog->plans[i],
		    &streaming->plans[i], &number);
		if (status == STATUS_OK)
			status = names_add(&streaming->plan_names,
			    catalog->plans[i].id, i, arena, streaming->error);
	}
	if (status == STATUS_OK)
		status = names_build(
		    &streaming->plan_names, arena, streaming->error);
	return status;
}

static enum status
refuse_plan(struct streaming *streaming, const char *id)
{
	const struct catalog *catalog = &streaming->catalog;
	const char **ids;
	const char *near;
	size_t i;

	ids = arena_array(
	    &streaming->scratch, catalog->plan_count + 1, sizeof(*ids));
	if (ids == NULL)
		return error_memory(streaming->error);
	for (i = 0; i < catalog->plan_count; i++)
		ids[i] = catalog->plans[i].id;
	near = nearest(id, ids, catalog->plan_count);
	return error_set(streaming->error, STATUS_INVALID,
	    "plan %.128s is not in the catalog%s%s%s", id,
	    near == NULL ? "" : "; ", near == NULL ? "" : near,
	    near == NULL ? "" : "?");
}

/* The plan of the record. */
static enum status
find_plan(struct streaming *streaming)
{
	const char *id = streaming->record.fields[STREAMED_PLAN];
	const struct named *named;
	size_t count;

	if (id[0] == '\0') {
		streaming->plan = streaming->named;
		if (streaming->plan != NULL)
			return STATUS_OK;
		return error_set(streaming->error, STATUS_INVALID,
		    "column plan: empty, and there is no --plan");
	}
	if (streaming->plan != NULL &&
	    strcmp(streaming->plan->plan->id, id) == 0)
		return STATUS_OK;
	named = names_find(&streaming->plan_names, id, &count);
	if (count == 0)
		return refuse_plan(streaming, id);
	streaming->plan = &streaming->plans[named->item];
	if (streaming->plan->lacks == NULL)
		return STATUS_OK;
	return error_set(streaming->error, STATUS_CONFIG,
	    "%s: only a ledger can price that", streaming->plan->lacks);
}

struct dimensions
streaming_dimensions(struct streaming *streaming)
{
	const struct record *record = &streaming->record;
	struct dimension *items = streaming->dimensions;
	struct dimensions given = { items, 0 };
	size_t count = 0, i;

	for (i = STREAMED_COLUMNS; i < streaming->schema.count; i++)
		items[count++] =
		    (struct dimension){ streaming->schema.columns[i].name,
			    record->fields[i] };
	for (i = 0; i < record->extra_count; i++)
		items[count++] = (struct dimension){ record->extra_names[i],
			record->extra_values[i] };
	/* What is empty is not given. */
	for (i = 0; i < count; i++) {
		if (items[i].value[0] != '\0')
			items[given.count++] = items[i];
	}
	return given;
}

/* What else a charge may ask for: dimensions and an amount. */
static enum status
read_more(struct streaming *streaming, struct usage_event *event)
{
	const struct record *record = &streaming->record;
	const char *amount = record->fields[STREAMED_AMOUNT];

	event->dimensions = streaming_dimensions(streaming);
	event->currency = "";
	if (amount[0] == '\0')
		return STATUS_OK;
	event->currency = record->fields[STREAMED_CURRENCY];
	if (decimal_parse(amount, DECIMAL_PLACES_MAX, &event->amount,
		streaming->error) != STATUS_OK)
		return fail(streaming, STREAMED_AMOUNT);
	return STATUS_OK;
}

/* The first charge of the plan that takes the event. */
static enum status
find_charge(struct streaming *streaming, struct usage_event *event,
    const struct streamed_charge **found)
{
	const struct streamed_plan *plan = streaming->plan;
	enum status status;
	bool known = false;
	size_t i;

	for (i = 0; i < plan->count; i++) {
		const struct streamed_charge *charge = &plan->charges[i];

		if (charge->metric[0] != event->metric[0] ||
		    strcmp(charge->metric, event->metric) != 0)
			continue;
		*found = charge;
		if (!charge->asks)
			return STATUS_OK;
		if (!known) {
			status = read_more(streaming, event);
			if (status != STATUS_OK)
				return status;
			known = true;
		}
		if (rate_takes(charge->charge, event, &streaming->pricing))
			return STATUS_OK;
	}
	if (known)
		return error_set(streaming->error, STATUS_INVALID,
		    "no-charge: no charge of plan %s for %s takes it",
		    plan->plan->id, event->metric);
	return error_set(streaming->error, STATUS_INVALID,
	    "no-charge: plan %s has no charge for %s", plan->plan->id,
	    event->metric);
}

/* Turn to the month of an instant. */
static void
find_month(struct streaming *streaming, int64_t occurred_at)
{
	struct streamed_month *month = &streaming->month;
	const struct zone *zone = streaming->zone;
	int64_t second = occurred_at / INSTANT_SECOND;
	struct civil civil;
	struct date first;

	if (occurred_at >= month->begin && occurred_at < month->end)
		return;
	second -= occurred_at % INSTANT_SECOND < 0;
	civil = date_civil(calendar_zone_date(zone, second));
	first = date_in_month(civil.year, civil.month, 1);
	month->begin = zone_midnight(zone, first) * INSTANT_SECOND;
	first = date_in_month(civil.year, civil.month + 1, 1);
	month->end = zone_midnight(zone, first) * INSTANT_SECOND;
	month->number = 12 * civil.year + civil.month;
}

/* Whose usage the record is, and in which column that stands. */
static enum status
find_name(struct streaming *streaming, char *column, const char **name)
{
	const char *const *fields = streaming->record.fields;
	char kind = STREAMED_SUBSCRIPTION;

	while (fields[(int)kind][0] == '\0' && kind < STREAMED_IDENTIFIER)
		kind++;
	*column = kind;
	*name = fields[(int)kind];
	if ((*name)[0] == '\0')
		return error_set(streaming->error, STATUS_INVALID,
		    "none of subscription, service and identifier is given");
	return STATUS_OK;
}

/* What its flow is found by. */
static enum status
make_key(struct streaming *streaming, const struct streamed_charge *charge,
    struct streamed_key *key)
{
	const uint32_t numbers[] = { charge->first,
		(uint32_t)streaming->month.number };
	const char *name;
	enum status status;
	size_t length;

	status = find_name(streaming, &key->bytes[sizeof(numbers)], &name);
	if (status != STATUS_OK)
		return status;
	length = strlen(name);
	if (length > STREAMED_NAME_MAX)
		return error_set(streaming->error, STATUS_INVALID,
		    "\"%.40s...\": over %d bytes", name, STREAMED_NAME_MAX);
	memcpy(key->bytes, numbers, sizeof(numbers));
	memcpy(key->bytes + sizeof(numbers) + 1, name, length);
	key->length = sizeof(numbers) + 1 + length;
	return STATUS_OK;
}

/* What the cells of the record say. */
static enum status
read_event(struct streaming *streaming, struct usage_event *event)
{
	const char *const *fields = streaming->record.fields;
	const char *quantity = fields[STREAMED_QUANTITY];

	/* To clear all of it would cost as much as to price it. */
	event->event = fields[STREAMED_EVENT];
	event->metric = fields[STREAMED_METRIC];
	event->quantity = decimal_from_integer(1);
	event->currency = "";
	event->amount = decimal_from_integer(0);
	event->dimensions = (struct dimensions){ NULL, 0 };
	if (fields[STREAMED_ACTION][0] != '\0' &&
	    strcmp(fields[STREAMED_ACTION], "add") != 0)
		return error_set(streaming->error, STATUS_INVALID,
		    "column action: a stream cannot take back what it has "
		    "priced");
	if (quantity[0] != '\0' &&
	    decimal_parse(quantity, DECIMAL_PLACES_MAX, &event->quantity,
		streaming->error) != STATUS_OK)
		return fail(streaming, STREAMED_QUANTITY);
	if (instant_parse(fields[STREAMED_OCCURRED_AT], &event->occurred_at,
		streaming->error) != STATUS_OK)
		return fail(streaming, STREAMED_OCCURRED_AT);
	return STATUS_OK;
}

enum status
streaming_find(struct streaming *streaming, struct streamed_found *found)
{
	enum status status;

	status = read_event(streaming, &found->event);
	if (status == STATUS_OK)
		status = find_plan(streaming);
	if (status == STATUS_OK)
		status = find_charge(streaming, &found->event, &found->charge);
	if (status != STATUS_OK || !found->charge->keeps)
		return status;
	find_month(streaming, found->event.occurred_at);
	return make_key(streaming, found->charge, &found->key);
}
