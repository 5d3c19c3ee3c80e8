/*
 * Work orders: what has to be switched on, changed or switched off because of
 * an order line, which is the difference that the line makes.
 */
#include <string.h>

#include "report/heading_parts.h"

static const struct order *
order_of(const struct heading_working *working)
{
	return &working->heading->orders[working->line];
}

/* How much of an item is wanted: of what is fulfilled in parts, all. */
static struct decimal
wanted_of(
    const struct heading_working *working, const struct heading_item *item)
{
	const struct order *order = order_of(working);

	return order->partial && order->quantified ? order->quantity
						   : item->term->quantity;
}

/* What a line changes of an item that lives on; NULL: nothing. */
static const char *
changed(const struct heading_working *working, const struct heading_item *was,
    const struct heading_item *is)
{
	enum action action = order_of(working)->action;

	if (action == ACTION_SUSPEND)
		return "suspend";
	if (action == ACTION_RESUME)
		return "resume";
	return was->term->plan != is->term->plan &&
		       strcmp(was->term->plan->id, is->term->plan->id) != 0
		   ? "change"
	       : decimal_compare(was->term->quantity, wanted_of(working, is)) !=
			   0 ||
		       strcmp(was->term->service, is->term->service) != 0
		   ? "change"
		   : NULL;
}

/* What a line makes of one item. */
static enum status
work_item(struct heading_working *working, size_t index)
{
	struct date on = order_of(working)->start;
	struct heading_item was, is;
	struct heading_work work = { .charge = "", .counted = true, .on = on };

	(void)heading_item(working->before, index, on, &was);
	if (!heading_item(working->after, index, on, &is))
		return STATUS_OK;
	if (is.term == NULL || (was.lives && was.term == NULL))
		return STATUS_OK;
	if (was.lives && is.lives)
		work.action = changed(working, &was, &is);
	else
		work.action = is.lives	  ? "provision"
			      : was.lives ? "deprovision"
					  : NULL;
	if (work.action == NULL)
		return STATUS_OK;
	work.term = is.lives ? is.term : was.term;
	work.quantity = is.lives ? wanted_of(working, &is) : was.term->quantity;
	return heading_put(working, &work);
}

/* The items: first what ends, so that what takes its place can begin. */
static enum status
work_items(struct heading_working *working)
{
	const struct subscription *of = &working->after->subscription;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0;
	     working->after->begun && i < of->item_count && status == STATUS_OK;
	     i++)
		status = work_item(working, i);
	return status;
}

/* A charge alone: it is delivered once, changed, or ended. */
static enum status
work_charge(struct heading_working *working)
{
	const struct order *order = order_of(working);
	struct heading_work work = { .charge = order->charge,
		.quantity = order->quantity,
		.counted = order->quantified,
		.on = order->start };
	struct heading_item item;
	size_t index = heading_line_item(
	    working->heading, working->line, working->before, working->after);

	if (!heading_item(working->after, index, order->start, &item) ||
	    item.term == NULL)
		return STATUS_OK;
	work.term = item.term;
	work.action = order->action == ACTION_ADD      ? "deliver"
		      : order->action == ACTION_CANCEL ? "deprovision"
		      : order->quantified	       ? "change"
						       : NULL;
	return work.action == NULL ? STATUS_OK : heading_put(working, &work);
}

/* Whether a line has a charge of its own in what already was there. */
static bool
is_of_charge(const struct heading_working *working)
{
	const struct order *order = order_of(working);
	size_t before = working->before->begun
			    ? working->before->subscription.item_count
			    : 0;

	if (order->charge[0] == '\0' || !working->after->begun)
		return false;
	switch (order->action) {
	case ACTION_ADD:
		return working->after->subscription.item_count == before;
	case ACTION_CHANGE:
	case ACTION_CANCEL:
		return true;
	default:
		return false;
	}
}

/* What a line asked for that another one undid, or undoes itself. */
static enum status
work_void(struct heading_working *working)
{
	static const char *const words[] = {
		[ACTION_ADD] = "provision",
		[ACTION_CHANGE] = "change",
		[ACTION_REPLACE] = "change",
		[ACTION_CANCEL] = "deprovision",
		[ACTION_SUSPEND] = "suspend",
		[ACTION_RESUME] = "resume",
		[ACTION_VOID] = "undo",
	};
	const struct order *order = order_of(working);
	const struct term own = { .plan = order->plan,
		.service = order->service };
	const struct heading_work work = {
		.action = words[order->action],
		.charge = order->charge,
		.term = order->plan == NULL ? NULL : &own,
		.quantity = order->quantity,
		.counted = order->quantified,
		.on = order->start,
	};

	return work.action == NULL ? STATUS_OK : heading_put(working, &work);
}

static enum status
work_line(struct heading_working *working)
{
	working->count = 0;
	if (working->heading->lines[working->line].voided ||
	    order_of(working)->action == ACTION_VOID)
		return work_void(working);
	if (is_of_charge(working))
		return work_charge(working);
	return work_items(working);
}

/* What ends by itself: its own end, that of a term or trial; that nobody
 * cancelled then. */
static enum status
work_end(struct heading_working *working, size_t index)
{
	const struct heading *heading = working->heading;
	struct heading_work work = { .action = "deprovision",
		.charge = "",
		.counted = true,
		.end = true };
	struct heading_item item;
	size_t i;

	(void)heading_item(working->after, index, DATE_MAX, &item);
	if (item.term == NULL || item.item->end.days == DATE_MAX.days)
		return STATUS_OK;
	work.term = item.term;
	work.quantity = item.term->quantity;
	work.on = item.item->end;
	for (i = 0; i < heading->count; i++) {
		const struct order *order = &heading->orders[i];

		if (order->start.days == work.on.days &&
		    !heading->lines[i].voided &&
		    (order->action == ACTION_CANCEL ||
			order->action == ACTION_REPLACE))
			return STATUS_OK;
		if (order->sequence == item.term->order->sequence)
			working->line = i;
	}
	return heading_put(working, &work);
}

static enum status
work_ends(struct heading_working *working)
{
	const struct subscription *of = &working->after->subscription;
	enum status status = STATUS_OK;
	size_t i;

	working->count = 0;
	for (i = 0;
	     working->after->begun && i < of->item_count && status == STATUS_OK;
	     i++)
		status = work_end(working, i);
	return status;
}

enum status
heading_visit_work(
    const struct headings *headings, const struct heading *heading)
{
	struct heading_state before = { .begun = false }, after;
	struct heading_working working = { .headings = headings,
		.heading = heading,
		.before = &before,
		.after = &after };
	enum status status = STATUS_OK;

	for (; working.line < heading->count && status == STATUS_OK;
	     working.line++) {
		status = heading_build(headings, heading, working.line + 1,
		    heading->orders[working.line].start, &after);
		if (status == STATUS_OK)
			status = work_line(&working);
		before = after;
	}
	return status == STATUS_OK ? work_ends(&working) : status;
}
