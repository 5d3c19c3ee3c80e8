/*
 * Most charges sum up quantities, and most prices are decimals: those need no
 * tally, and no ratio.
 */
#include "rate/flow.h"

#include "rate/rate_plain.h"

const char *
flow_lacks(const struct charge *charge)
{
	const struct usage_terms *usage = &charge->usage;

	if (decimal_sign(usage->minimum) > 0)
		return "minimum";
	if (usage->bounded)
		return "maximum";
	if (decimal_sign(usage->commitment) > 0)
		return "commitment";
	if (usage->rollover > 0)
		return "rollover";
	if (usage->pool != POOLING_NONE)
		return "pool";
	if (usage->each_level)
		return "levels";
	if (usage->model == MODEL_STAIRSTEP)
		return "stairstep";
	if (usage->metric->aggregation == AGGREGATION_WEIGHTED)
		return "weighted metric";
	return usage->metric->recurring ? "recurring metric" : NULL;
}

/* What came so far, of any size. */
struct flow_more {
	struct decimal quantity;
	struct decimal amount;
	/* NULL: quantities are added up, and that is all. */
	struct tally *tally;
};

/* Whether the quantity is the sum of what the events say, or their number. */
static bool
adds_up(const struct metric *metric)
{
	return (metric->aggregation == AGGREGATION_SUM ||
		   metric->aggregation == AGGREGATION_COUNT) &&
	       metric->stepping == STEPPING_NONE &&
	       metric->expression == NULL && metric->field[0] == '\0';
}

static struct decimal
value_of(const struct metric *metric, const struct usage_event *event)
{
	return metric->aggregation == AGGREGATION_COUNT
		   ? decimal_from_integer(1)
		   : event->quantity;
}

bool
flow_keeps(const struct charge *charge)
{
	const struct usage_terms *usage = &charge->usage;

	if (decimal_sign(usage->included) > 0)
		return true;
	switch (usage->model) {
	case MODEL_UNIT:
		return !adds_up(usage->metric);
	case MODEL_PERCENTAGE:
		return decimal_sign(usage->free_events) > 0 ||
		       decimal_sign(usage->free_amount) > 0;
	case MODEL_DYNAMIC:
	case MODEL_MATRIX:
	case MODEL_DECK:
		return false;
	default:
		return true;
	}
}

bool
flow_plain(const struct charge *charge)
{
	return adds_up(charge->usage.metric) && rate_plain_fits(charge);
}

/* The price of a quantity by decimals, or else by ratios. */
static enum status
price(const struct charge *charge, struct decimal quantity,
    struct decimal *amount, struct error *error)
{
	const struct rate_terms terms = { { 1, 1 }, NULL, { 0, 1 } };
	struct rate_result result;
	enum status status;

	if (rate_plain_fits(charge) && rate_plain(charge, quantity, amount))
		return STATUS_OK;
	status = rate(charge, quantity, &terms, &result, NULL, error);
	*amount = result.amount;
	return status;
}

/* A tally that sees nothing but this event. */
static enum status
price_event(const struct charge *charge, const struct usage_event *event,
    const struct tally_terms *terms, struct decimal *amount,
    struct error *error)
{
	struct rate_result result = { .step_count = 0 };
	struct tally tally;
	enum status status;

	status = tally_begin(&tally, charge, terms, error);
	tally.below = true;
	if (status == STATUS_OK)
		status = tally_add(&tally, event, error);
	if (status == STATUS_OK)
		status =
		    tally_price(&tally, ratio_of(0, 1), &result, NULL, error);
	*amount = result.amount;
	return status;
}

struct flow_unit
flow_unit(const struct charge *charge)
{
	const struct usage_terms *usage = &charge->usage;
	struct flow_unit unit = { .price = decimal_from_integer(0) };

	if (usage->model != MODEL_UNIT || flow_keeps(charge) ||
	    !flow_plain(charge))
		return unit;
	unit.counts = usage->metric->aggregation == AGGREGATION_COUNT;
	unit.known = rate_plain(charge, decimal_from_integer(1), &unit.price);
	return unit;
}

enum status
flow_alone(const struct charge *charge, const struct usage_event *event,
    const struct pricing *pricing, struct arena *scratch,
    struct decimal *amount, struct error *error)
{
	const struct tally_terms terms = {
		.part = { 1, 1 },
		.begin = event->occurred_at,
		.end = event->occurred_at,
		.pricing = pricing,
		.arena = scratch,
	};
	struct decimal quantity;
	enum status status;

	if (charge->usage.model != MODEL_UNIT)
		return price_event(charge, event, &terms, amount, error);
	quantity = value_of(charge->usage.metric, event);
	if (quantity.coefficient >= 0)
		return price(charge, quantity, amount, error);
	quantity.coefficient = -quantity.coefficient;
	status = price(charge, quantity, amount, error);
	amount->coefficient = -amount->coefficient;
	return status;
}

/* What is more than a flow can hold. */
static struct flow_more *
add_more(struct flow *flow, const struct flow_terms *terms, struct error *error)
{
	flow->more = arena_alloc(terms->tally->arena, sizeof(*flow->more));
	if (flow->more == NULL)
		(void)error_memory(error);
	return flow->more;
}

/* Begin a flow that counts events by a tally. */
static enum status
begin(struct flow *flow, const struct flow_terms *terms, struct error *error)
{
	struct flow_more *more = add_more(flow, terms, error);

	if (more == NULL)
		return STATUS_MEMORY;
	more->tally = arena_alloc(terms->tally->arena, sizeof(*more->tally));
	return more->tally == NULL ? error_memory(error)
				   : tally_begin(more->tally, terms->charge,
					 terms->tally, error);
}

/* What all events come to, this one included. */
static enum status
price_all(struct flow_more *more, const struct flow_terms *terms,
    const struct usage_event *event, struct error *error)
{
	const struct charge *charge = terms->charge;
	struct rate_result result = { .step_count = 0 };
	enum status status;

	if (more->tally == NULL) {
		status = decimal_add(more->quantity,
		    value_of(charge->usage.metric, event), &more->quantity,
		    error);
		if (status != STATUS_OK ||
		    rate_plain(charge, more->quantity, &more->amount))
			return status;
		return price(charge, more->quantity, &more->amount, error);
	}
	status = tally_add(more->tally, event, error);
	if (status == STATUS_OK)
		status = tally_price(
		    more->tally, ratio_of(0, 1), &result, NULL, error);
	more->amount = result.amount;
	return status;
}

/* Keep what came so far. */
static enum status
keep(struct flow *flow, const struct flow_more *more,
    const struct flow_terms *terms, struct error *error)
{
	if (flow->more == NULL) {
		flow->quantity = (int64_t)more->quantity.coefficient;
		flow->amount = (int64_t)more->amount.coefficient;
		flow->quantity_scale = (unsigned char)more->quantity.scale;
		flow->amount_scale = (unsigned char)more->amount.scale;
		if (flow->quantity == more->quantity.coefficient &&
		    flow->amount == more->amount.coefficient)
			return STATUS_OK;
		if (add_more(flow, terms, error) == NULL)
			return STATUS_MEMORY;
	}
	*flow->more = *more;
	return STATUS_OK;
}

enum status
flow_add(struct flow *flow, const struct flow_terms *terms,
    const struct usage_event *event, struct decimal *amount,
    struct error *error)
{
	enum status status = STATUS_OK;
	struct flow_more more;
	struct decimal before;

	if (flow->more == NULL && !terms->plain)
		status = begin(flow, terms, error);
	if (status != STATUS_OK)
		return status;
	if (flow->more != NULL)
		more = *flow->more;
	else
		more = (struct flow_more){ { flow->quantity,
					       flow->quantity_scale },
			{ flow->amount, flow->amount_scale }, NULL };
	before = more.amount;
	status = price_all(&more, terms, event, error);
	if (status == STATUS_OK)
		status = keep(flow, &more, terms, error);
	if (status == STATUS_OK)
		status = decimal_subtract(more.amount, before, amount, error);
	if (status == STATUS_OK)
		*amount = decimal_strip(*amount);
	return status;
}
