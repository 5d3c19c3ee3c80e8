/*
 * What is owed once: on activation and termination of an item, or because an
 * order line asks for it.
 */
#include "order/due_parts.h"

/* Something that is owed once. */
struct once {
	struct date on;
	struct decimal quantity;
	const char *instance;
};

/* Owe ${charge} once, unless that is too early, or was billed elsewhere. */
static enum status
owe_once(struct due_walk *walk, const struct term *term,
    const struct charge *charge, struct once once)
{
	struct due *due;

	if (once.on.days < walk->subscription->bill_from.days ||
	    once.on.days > walk->terms->as_of.days ||
	    decimal_sign(once.quantity) == 0)
		return STATUS_OK;
	due = due_append(walk, term, charge);
	if (due == NULL)
		return error_memory(walk->error);
	due->key.instance = once.instance;
	due->key.cycle_start = due->key.cycle_end = once.on;
	due->anchor = once.on;
	due->segments[0] = (struct segment){ .from = once.on,
		.to = once.on,
		.quantity = once.quantity,
		.order = subscription_order(term, charge) };
	return STATUS_OK;
}

/* How much is fulfilled on one day, from the part ${index} on; parts that come
 * before ${start} come on it.  0 if an earlier part has the day. */
static enum status
sum_day(const struct order *order, struct date start, size_t index,
    struct decimal *sum, struct error *error)
{
	struct date on = date_later(start, order->fulfilments[index].from);
	enum status status = STATUS_OK;
	size_t i;

	*sum = decimal_from_integer(0);
	for (i = 0; i < order->fulfilment_count && status == STATUS_OK; i++) {
		const struct fulfilment *part = &order->fulfilments[i];

		if (date_later(start, part->from).days != on.days)
			continue;
		if (i < index)
			return STATUS_OK;
		status = decimal_add(*sum, part->quantity, sum, error);
	}
	return status;
}

/* What the order line of ${term} asks for, day by day as it is fulfilled: each
 * day's parts are owed on it, a flat price with the first. */
static enum status
owe_parts(struct due_walk *walk, const struct term *term,
    const struct charge *charge, struct once once)
{
	const struct order *order = term->order;
	const char *instance = once.instance;
	struct date start = once.on;
	enum status status = STATUS_OK;
	bool flat = charge->per == PER_FLAT;
	size_t i;

	if (!order->partial)
		return owe_once(walk, term, charge, once);
	for (i = 0; i < order->fulfilment_count && status == STATUS_OK; i++) {
		char day[DATE_TEXT_MAX];

		status = sum_day(order, start, i, &once.quantity, walk->error);
		if (status != STATUS_OK || decimal_sign(once.quantity) == 0)
			continue;
		if (flat)
			once.quantity = decimal_from_integer(1);
		once.on = date_later(start, order->fulfilments[i].from);
		once.instance = arena_format(walk->scratch, "%s%s%s", instance,
		    instance[0] == '\0' ? "" : "/", date_format(once.on, day));
		if (once.instance == NULL)
			return error_memory(walk->error);
		status = owe_once(walk, term, charge, once);
		if (flat)
			break;
	}
	return status;
}

/* Activation belongs to the first term of an item, termination to the last. */
enum status
due_one_time(
    struct due_walk *walk, const struct term *term, const struct charge *charge)
{
	const struct subscription *subscription = walk->subscription;
	const struct term *end = &subscription->terms[subscription->term_count];
	struct once once = { .quantity = due_quantity(charge, term),
		.instance = "" };

	if (charge->on == ON_ACTIVATION &&
	    (term == subscription->terms || term[-1].item != term->item)) {
		once.on = term->item->start;
		return owe_parts(walk, term, charge, once);
	}
	if (charge->on == ON_TERMINATION &&
	    (term + 1 == end || term[1].item != term->item)) {
		once.on = term->item->end;
		return owe_once(walk, term, charge, once);
	}
	return STATUS_OK;
}

enum status
due_single(struct due_walk *walk, const struct single *single)
{
	const struct order *order = single->order;
	struct once once = { .on = order->start,
		.quantity = single->charge->per == PER_FLAT
				? decimal_from_integer(1)
				: order->quantity };
	struct term *term = arena_alloc(walk->scratch, sizeof(*term));
	size_t i = walk->list->count;
	enum status status;

	once.instance =
	    arena_format(walk->scratch, "%s/%s", order->id, order->line);
	if (term == NULL || once.instance == NULL)
		return error_memory(walk->error);
	*term = (struct term){ .from = once.on,
		.to = once.on,
		.item = walk->subscription->items,
		.order = order,
		.catalog = single->catalog,
		.plan = single->plan,
		.service = single->service,
		.quantity = order->quantity,
		.anchor = once.on };
	walk->dimensions = "";
	status = owe_parts(walk, term, single->charge, once);
	for (; i < walk->list->count; i++)
		walk->list->items[i].key.order_price = order->price;
	return status;
}
