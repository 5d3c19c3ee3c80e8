/*
 * From a record to its charge.  Nearly all records go the same short way, for
 * which nothing has to be remembered: that is done ahead, by several threads.
 */
#include <stdio.h>
#include <string.h>

#include "base/instant.h"
#include "base/nearest.h"
#include "usage/streaming_parts.h"

static const char *const columns[] = {
	[STREAMED_QUANTITY] = "quantity",
	[STREAMED_AMOUNT] = "amount",
	[STREAMED_OCCURRED_AT] = "occurred_at",
};

static enum status
fail(enum streamed_column column, struct error *error)
{
	return error_prefix(error, "column %s: ", columns[column]);
}

/* How the cells of a charge are written around an amount. */
static void
read_around(struct streamed_charge *charge)
{
	const char *id = charge->charge->id;
	size_t length = strlen(id), i;

	for (i = 0; i < length; i++) {
		if (id[i] <= ' ' || id[i] > '~' || id[i] == ',' || id[i] == '"')
			return;
	}
	if (length == 0 || length >= BEFORE_MAX - 1)
		return;
	charge->before_length =
	    (size_t)snprintf(charge->before, sizeof(charge->before), "%s,", id);
	charge->after_length = (size_t)snprintf(charge->after,
	    sizeof(charge->after), ",%s\n", charge->charge->currency.code);
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
		streamed->asks = streamed->asks || rate_asks(charge);
		streamed->charges[streamed->count] = (struct streamed_charge){
			.charge = charge,
			.metric = charge->usage.metric->id,
			.asks = rate_asks(charge),
			.keeps = lacks == NULL && flow_keeps(charge),
			.plain = flow_plain(charge),
			.unit = flow_unit(charge),
			.number = *number,
			.first = first,
		};
		read_around(&streamed->charges[streamed->count++]);
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

/* The plan of a record that names ${id}; NULL: there is none. */
static const struct streamed_plan *
find_plan(const struct streaming *streaming, const char *id)
{
	const struct named *named;
	size_t count;

	if (id[0] == '\0')
		return streaming->named;
	named = names_find(&streaming->plan_names, id, &count);
	return count == 0 ? NULL : &streaming->plans[named->item];
}

static enum status
refuse_plan(struct streaming *streaming, const char *id)
{
	const struct catalog *catalog = &streaming->catalog;
	const char **ids;
	const char *near;
	size_t i;

	if (id[0] == '\0')
		return error_set(streaming->error, STATUS_INVALID,
		    "column plan: empty, and there is no --plan");
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
		return fail(STREAMED_AMOUNT, streaming->error);
	return STATUS_OK;
}

/* The charges of a plan from ${i} on: the first for that metric, or NULL. */
static const struct streamed_charge *
next_charge(const struct streamed_plan *plan, const char *metric, size_t i)
{
	for (; i < plan->count; i++) {
		const struct streamed_charge *charge = &plan->charges[i];

		if (charge->metric[0] == metric[0] &&
		    strcmp(charge->metric, metric) == 0)
			return charge;
	}
	return NULL;
}

/* The first charge of the plan that takes the event. */
static enum status
find_charge(struct streaming *streaming, const struct streamed_plan *plan,
    struct streamed_found *found)
{
	struct usage_event *event = &found->event;
	const struct streamed_charge *charge;
	enum status status;
	bool known = false;
	size_t i = 0;

	while ((charge = next_charge(plan, event->metric, i)) != NULL) {
		found->charge = charge;
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
		i = (size_t)(charge - plan->charges) + 1;
	}
	if (known) {
		(void)rate_refuses(
		    found->charge->charge, event, streaming->error);
		return error_prefix(streaming->error,
		    "no-charge: no charge of plan %s for %s takes it: ",
		    plan->plan->id, event->metric);
	}
	return error_set(streaming->error, STATUS_INVALID,
	    "no-charge: plan %s has no charge for %s", plan->plan->id,
	    event->metric);
}

/* What the cells of a record say. */
static enum status
read_event(
    const char *const *fields, struct usage_event *event, struct error *error)
{
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
		return error_set(error, STATUS_INVALID,
		    "column action: a stream cannot take back what it has "
		    "priced");
	if (quantity[0] != '\0' && decimal_parse(quantity, DECIMAL_PLACES_MAX,
				       &event->quantity, error) != STATUS_OK)
		return fail(STREAMED_QUANTITY, error);
	if (instant_parse(fields[STREAMED_OCCURRED_AT], &event->occurred_at,
		error) != STATUS_OK)
		return fail(STREAMED_OCCURRED_AT, error);
	return STATUS_OK;
}

enum status
streaming_find(struct streaming *streaming, struct streamed_found *found)
{
	const char *const *fields = streaming->record.fields;
	const struct streamed_plan *plan;
	enum status status;

	status = read_event(fields, &found->event, streaming->error);
	if (status != STATUS_OK)
		return status;
	plan = find_plan(streaming, fields[STREAMED_PLAN]);
	if (plan == NULL)
		return refuse_plan(streaming, fields[STREAMED_PLAN]);
	if (plan->lacks != NULL)
		return error_set(streaming->error, STATUS_CONFIG,
		    "%s: only a ledger can price that", plan->lacks);
	return find_charge(streaming, plan, found);
}

void
streaming_prepare(const void *context, const struct reader_row *row,
    void *prepared, void *block)
{
	const struct streaming *streaming = context;
	const struct record *record = &row->record;
	struct streamed_ready *ready = prepared;
	struct streamed_sheet *sheet = block;
	const struct streamed_charge *charge;
	const struct streamed_plan *plan;
	struct usage_event event;
	struct error lost;

	if (row->index == 0)
		sheet->count = sheet->length = 0;
	ready->found.charge = NULL;
	plan = find_plan(streaming, record->fields[STREAMED_PLAN]);
	if (plan == NULL || plan->lacks != NULL || plan->asks)
		return;
	charge = next_charge(plan, record->fields[STREAMED_METRIC], 0);
	if (charge == NULL)
		return;
	if (charge->keeps) {
		if (read_event(record->fields, &ready->found.event, &lost) ==
		    STATUS_OK)
			ready->found.charge = charge;
		return;
	}
	/* Of others no more than the amount is asked for. */
	if (!charge->unit.known ||
	    read_event(record->fields, &event, &lost) != STATUS_OK ||
	    !flow_at_once(&charge->unit, &event, &ready->amount))
		return;
	ready->found.charge = charge;
	if (streaming->output.whole)
		streaming_put(sheet, row, ready);
}
