/*
 * A price is the catalog's, an order's, or came with time: then the terms
 * before tell what it was before, and what it rose by.
 */
#include <string.h>

#include "proof/explaining.h"
#include "rule/charge.h"

/* A price that rose at the renewal of a contract. */
struct raise {
	const char *before; /* "": the catalog's */
	const char *after;
	const struct contract *contract;
};

/* What a price goes back to, and the raises since then. */
struct source {
	const struct order *order;
	const struct ramp_step *ramp;
	struct date on;
	struct raise *raises;
	size_t count;
};

static const struct ramp_step *
ramp_on(const struct charge *charge, const struct term *term, const char *price)
{
	size_t i;

	for (i = 0; i < charge->ramp_count; i++) {
		const struct ramp_step *step = &charge->ramp[i];

		if (cycle_step(step->after, term->item->start, 1).days ==
			term->from.days &&
		    strcmp(step->texts[RAMP_PRICE], price) == 0)
			return step;
	}
	return NULL;
}

static const struct contract *
contract_from(const struct subscription *subscription, struct date from)
{
	size_t i;

	for (i = 0; i < subscription->contract_count; i++) {
		const struct contract *contract = &subscription->contracts[i];

		if (contract->from.days == from.days &&
		    decimal_sign(contract->life.uplift) != 0)
			return contract;
	}
	return NULL;
}

/* The price became another one with ${term}. */
static void
follow(const struct subscription *subscription, const struct charge *charge,
    const struct term *term, const char *before, struct source *source)
{
	const char *price = subscription_price(term, charge);
	const struct contract *contract =
	    contract_from(subscription, term->from);

	if (contract != NULL && price[0] != '\0') {
		source->raises[source->count++] =
		    (struct raise){ before, price, contract };
		return;
	}
	source->count = 0;
	source->on = term->from;
	source->order = NULL;
	source->ramp = price[0] == '\0' ? NULL : ramp_on(charge, term, price);
	if (price[0] != '\0' && source->ramp == NULL)
		source->order = subscription_order(term, charge);
}

/* How the price of ${term} came about, from term to term of its item. */
static enum status
find_source(struct explaining *explaining,
    const struct subscription *subscription, const struct due *due,
    struct source *source)
{
	const struct term *term = due->term;
	const char *before = "";
	size_t i;

	*source = (struct source){ NULL };
	source->raises = arena_array(&explaining->scratch,
	    subscription->term_count + 1, sizeof(*source->raises));
	if (source->raises == NULL)
		return error_memory(explaining->error);
	for (i = 0; i < subscription->term_count; i++) {
		const struct term *other = &subscription->terms[i];
		const char *price;

		if (other->item != term->item ||
		    other->from.days > term->from.days)
			continue;
		if (other->plan != term->plan) {
			*source = (struct source){ .raises = source->raises };
			before = "";
			continue;
		}
		price = subscription_price(other, due->definition);
		if (strcmp(price, before) != 0)
			follow(subscription, due->definition, other, before,
			    source);
		before = price;
	}
	if (source->count == 0 && source->ramp == NULL &&
	    source->order == NULL && due->key.order_price[0] != '\0')
		source->order = term->order;
	return STATUS_OK;
}

/* What the price was before it was raised. */
static void
say_source(struct explaining *explaining, const struct source *source,
    const char *lead, const char *name)
{
	struct saying *saying = &explaining->saying;

	if (source->order != NULL) {
		saying_text(saying, lead, name, "order");
		explaining_order(
		    explaining, " ", "order", source->order->sequence);
	} else if (source->ramp != NULL) {
		saying_text(saying, lead, name, "ramp");
		saying_text(saying, ", after ", "after",
		    source->ramp->texts[RAMP_AFTER]);
		saying_date(saying, " from ", "from", source->on);
	} else {
		saying_text(saying, lead, name, "catalog");
	}
}

static enum status
say_raise(
    struct explaining *explaining, const struct due *due, struct raise raise)
{
	struct saying *saying = &explaining->saying;
	struct error *error = explaining->error;
	struct decimal before = due->definition->price, after, factor;
	struct ratio exact;
	enum status status = STATUS_OK;

	if (raise.before[0] != '\0')
		status = decimal_parse(
		    raise.before, DECIMAL_PLACES_MAX, &before, error);
	if (status == STATUS_OK)
		status = decimal_parse(
		    raise.after, DECIMAL_PLACES_MAX, &after, error);
	if (status == STATUS_OK)
		status = decimal_add(decimal_from_integer(100),
		    raise.contract->life.uplift, &factor, error);
	if (status == STATUS_OK)
		status = ratio_percent(
		    ratio_from_decimal(before), factor, &exact, error);
	if (status != STATUS_OK)
		return status;
	saying_decimal(saying, "", "before", before);
	saying_decimal(saying, " x ", "percent", factor);
	saying_ratio(saying, "% = ", "exact", exact);
	saying_decimal(saying, " -> ", "price", after);
	saying_decimal(
	    saying, ", raised by ", "uplift", raise.contract->life.uplift);
	saying_date(
	    saying, "% at the renewal of ", "renewed_on", raise.contract->from);
	explaining_order(explaining, ", agreed by order ", "order",
	    raise.contract->order->sequence);
	return STATUS_OK;
}

/* The catalog version, the plan, and what is counted. */
static void
say_catalog(struct explaining *explaining, const struct line *self)
{
	struct saying *saying = &explaining->saying;
	const struct catalog *catalog =
	    catalogs_version(&explaining->catalogs, self->catalog);

	saying_text(saying, "\ncatalog ", "catalog", self->catalog);
	if (catalog != NULL)
		saying_date(saying, ", in force from ", "effective",
		    catalog->effective);
	saying_text(saying, ", plan ", "plan", self->plan);
	if (self->dimensions[0] != '\0')
		saying_text(saying, ", where ", "dimensions", self->dimensions);
}

enum status
explaining_price(struct explaining *explaining, const struct explained *line)
{
	const struct line *self = &line->self->line;
	const struct recalled *recalled = line->then.due != NULL ? &line->then
					  : line->earlier.due != NULL
					      ? &line->earlier
					      : &line->today;
	struct saying *saying = &explaining->saying;
	struct source source = { NULL };
	enum status status = STATUS_OK;
	size_t i;

	if (recalled->due != NULL)
		status = find_source(
		    explaining, recalled->subscription, recalled->due, &source);
	else if (self->order_price[0] != '\0')
		source.order = explaining_line_order(explaining, line);
	if (status != STATUS_OK)
		return status;
	saying_step(saying, "price", 0);
	if (self->unit_price[0] != '\0')
		saying_text(saying, "", "unit_price", self->unit_price);
	if (source.count > 0) {
		saying_text(saying,
		    self->unit_price[0] == '\0' ? "set by the "
						: ", set by the ",
		    "source", "uplift");
		say_source(explaining, &source, " of a price by the ", "of");
	} else {
		say_source(explaining, &source,
		    self->unit_price[0] == '\0' ? "set by the "
						: ", set by the ",
		    "source");
	}
	say_catalog(explaining, self);
	for (i = 0; i < source.count && status == STATUS_OK; i++) {
		saying_step(saying, "raise", i + 1);
		status = say_raise(explaining, recalled->due, source.raises[i]);
	}
	return status;
}
