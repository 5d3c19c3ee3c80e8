/*
 * Headers: what an order line sells, at which price, and from when to when it
 * is the line in force.
 */
#include <string.h>

#include "report/heading.h"

enum field {
	FIELD_HEADER,
	FIELD_ACCOUNT,
	FIELD_CUSTOMER,
	FIELD_SUBSCRIPTION,
	FIELD_SERVICE,
	FIELD_PRODUCT,
	FIELD_PLAN,
	FIELD_CATALOG,
	FIELD_CHARGE,
	FIELD_ACTION,
	FIELD_QUANTITY,
	FIELD_FULFILLED,
	FIELD_PRICE,
	FIELD_PRICE_SOURCE,
	FIELD_CURRENCY,
	FIELD_ORDER,
	FIELD_ORDER_LINE,
	FIELD_AGREEMENT,
	FIELD_OPPORTUNITY,
	FIELD_PO_NUMBER,
	FIELD_SALES_REP,
	FIELD_SOURCE,
	FIELD_SOURCE_ID,
	FIELD_START,
	FIELD_READY_ON,
	FIELD_ACTS_ON,
	FIELD_END,
	FIELD_STATUS,
	FIELD_COUNT,
};

static const struct column columns[FIELD_COUNT] = {
	[FIELD_HEADER] = { "header", 0 },
	[FIELD_ACCOUNT] = { "account", 0 },
	[FIELD_CUSTOMER] = { "customer", 0 },
	[FIELD_SUBSCRIPTION] = { "subscription", 0 },
	[FIELD_SERVICE] = { "service", 0 },
	[FIELD_PRODUCT] = { "product", 0 },
	[FIELD_PLAN] = { "plan", 0 },
	[FIELD_CATALOG] = { "catalog", 0 },
	[FIELD_CHARGE] = { "charge", 0 },
	[FIELD_ACTION] = { "action", 0 },
	[FIELD_QUANTITY] = { "quantity", COLUMN_NUMBER },
	[FIELD_FULFILLED] = { "fulfilled", COLUMN_NUMBER },
	[FIELD_PRICE] = { "price", COLUMN_NUMBER },
	[FIELD_PRICE_SOURCE] = { "price_source", 0 },
	[FIELD_CURRENCY] = { "currency", 0 },
	[FIELD_ORDER] = { "order", 0 },
	[FIELD_ORDER_LINE] = { "order_line", 0 },
	[FIELD_AGREEMENT] = { "agreement", 0 },
	[FIELD_OPPORTUNITY] = { "opportunity", 0 },
	[FIELD_PO_NUMBER] = { "po_number", 0 },
	[FIELD_SALES_REP] = { "sales_rep", 0 },
	[FIELD_SOURCE] = { "source", 0 },
	[FIELD_SOURCE_ID] = { "source_id", 0 },
	[FIELD_START] = { "start", 0 },
	[FIELD_READY_ON] = { "ready_on", 0 },
	[FIELD_ACTS_ON] = { "acts_on", 0 },
	[FIELD_END] = { "end", 0 },
	[FIELD_STATUS] = { "status", 0 },
};

/* A header in the making. */
struct header {
	const struct headings *headings;
	const struct heading *heading;
	size_t line;
	const struct heading_state *now; /* with all lines */
	struct heading_item item; /* that it is about */
	struct date from; /* the days on which it is the line in force */
	struct date to;
	const char *fields[FIELD_COUNT];
};

static const struct order *
order_of(const struct header *header)
{
	return &header->heading->orders[header->line];
}

static struct arena *
scratch_of(const struct header *header)
{
	return &header->headings->shelf->scratch;
}

/* The charge whose price a header tells: the line's, else the first that there
 * is, recurring ones before others. */
static const struct charge *
priced_charge(const struct plan *plan, const char *charge)
{
	const struct charge *found = plan_recurring(plan);
	size_t i;

	if (charge[0] != '\0')
		return plan_charge(plan, charge);
	for (i = 0; i < plan->charge_count && found == NULL; i++) {
		if (plan->charges[i].kind == CHARGE_RECURRING)
			found = &plan->charges[i];
	}
	return found == NULL && plan->charge_count > 0 ? &plan->charges[0]
						       : found;
}

/* The price that is in force with the line, and where it comes from. */
static void
fill_price(struct header *header, const struct charge *charge)
{
	const struct order *order = order_of(header);
	const struct term *term = header->item.term;
	char text[DECIMAL_TEXT_MAX];

	header->fields[FIELD_PRICE] = order->price;
	header->fields[FIELD_PRICE_SOURCE] =
	    order->price[0] == '\0' ? "" : "order";
	if (order->price[0] != '\0' || charge == NULL)
		return;
	if (term != NULL && charge->on != ON_ORDER)
		header->fields[FIELD_PRICE] = subscription_price(term, charge);
	header->fields[FIELD_PRICE_SOURCE] = "subscription";
	if (header->fields[FIELD_PRICE][0] != '\0')
		return;
	header->fields[FIELD_PRICE_SOURCE] = "";
	if (!charge->priced)
		return;
	header->fields[FIELD_PRICE_SOURCE] = "catalog";
	header->fields[FIELD_PRICE] =
	    arena_text(scratch_of(header), decimal_format(charge->price, text));
}

/* What is sold: what the line gives, else what was inherited. */
static void
fill_sold(struct header *header)
{
	const struct order *order = order_of(header);
	const struct term *term = header->item.term;
	const struct plan *plan = term != NULL ? term->plan : order->plan;
	const struct charge *charge =
	    plan == NULL ? NULL : priced_charge(plan, order->charge);
	struct decimal quantity = order->quantity;
	char text[DECIMAL_TEXT_MAX];

	header->fields[FIELD_SERVICE] =
	    term != NULL ? term->service : order->service;
	header->fields[FIELD_PRODUCT] = charge != NULL ? charge->product->id
					: plan != NULL ? plan->product->id
						       : "";
	header->fields[FIELD_PLAN] = plan == NULL ? "" : plan->id;
	header->fields[FIELD_CATALOG] = term != NULL ? term->catalog->version
					: order->catalog != NULL
					    ? order->catalog->version
					    : "";
	header->fields[FIELD_CHARGE] = order->charge;
	header->fields[FIELD_CURRENCY] =
	    plan == NULL ? "" : plan->currency.code;
	if (!order->quantified && term != NULL && charge != NULL)
		quantity = subscription_quantity(term, charge);
	header->fields[FIELD_QUANTITY] =
	    order->quantified || term != NULL
		? arena_text(scratch_of(header), decimal_format(quantity, text))
		: "";
	fill_price(header, charge);
}

/* Whether bills of ${term} say that they are by this line. */
static bool
is_in_force(const struct header *header, const struct term *term)
{
	int64_t sequence = order_of(header)->sequence;
	size_t i;

	if (term->order->sequence == sequence)
		return true;
	for (i = 0; i < term->plan->charge_count; i++) {
		if (subscription_order(term, &term->plan->charges[i])
			->sequence == sequence)
			return true;
	}
	return false;
}

static void
add_days(struct header *header, struct date from, struct date to)
{
	if (from.days >= to.days)
		return;
	if (header->from.days == header->to.days) {
		header->from = from;
		header->to = to;
		return;
	}
	header->from = date_earlier(header->from, from);
	header->to = date_later(header->to, to);
}

/* Find the days on which it is the line in force; a trial is the line's that
 * began it. */
static void
find_days(struct header *header)
{
	const struct subscription *of = &header->now->subscription;
	const struct order *order = order_of(header);
	struct heading_item tried;
	size_t i;

	header->from = header->to = order->start;
	if (!header->now->begun || header->heading->lines[header->line].voided)
		return;
	for (i = 0; i < of->term_count; i++) {
		const struct term *term = &of->terms[i];
		bool first = i == 0 || of->terms[i - 1].item != term->item;

		if (is_in_force(header, term))
			add_days(header, first ? term->item->begin : term->from,
			    term->to);
	}
	if (heading_item(header->now, 0, order->start, &tried) &&
	    tried.term == &header->now->tried &&
	    tried.term->order->sequence == order->sequence)
		add_days(header, tried.item->begin, tried.item->end);
	for (i = 0; order->action == ACTION_SUSPEND && i < of->suspension_count;
	     i++) {
		if (of->suspensions[i].from.days == order->start.days)
			add_days(header, of->suspensions[i].from,
			    of->suspensions[i].to);
	}
}

static const char *
status_of(const struct header *header)
{
	struct date as_of = header->headings->shelf->request->as_of;

	if (header->heading->lines[header->line].voided)
		return "void";
	if (!date_given(as_of))
		return "";
	if (order_of(header)->start.days > as_of.days)
		return "pending";
	/* What it changed, bills say of another line. */
	if (header->from.days == header->to.days)
		return "done";
	if (as_of.days < header->from.days)
		return "pending";
	return as_of.days < header->to.days ? "active" : "ended";
}

static enum status
fill_fulfilled(struct header *header)
{
	struct decimal quantity;
	char text[DECIMAL_TEXT_MAX];
	enum status status;

	header->fields[FIELD_FULFILLED] = "";
	if (!order_of(header)->partial)
		return STATUS_OK;
	status = heading_fulfilled(header->headings, header->heading,
	    header->line, order_of(header)->quantity, &quantity);
	header->fields[FIELD_FULFILLED] =
	    arena_text(scratch_of(header), decimal_format(quantity, text));
	return status;
}

static void
fill_line(struct header *header)
{
	const struct heading_line *line = &header->heading->lines[header->line];
	const struct order *order = order_of(header);
	struct arena *scratch = scratch_of(header);
	char acts_on[DATE_TEXT_MAX], end[DATE_TEXT_MAX];
	bool open = header->to.days == DATE_MAX.days ||
		    header->from.days == header->to.days;

	header->fields[FIELD_HEADER] =
	    arena_format(scratch, "%s/%s", order->id, order->line);
	header->fields[FIELD_ACCOUNT] = header->heading->account;
	header->fields[FIELD_CUSTOMER] = line->customer;
	header->fields[FIELD_SUBSCRIPTION] = header->heading->subscription;
	header->fields[FIELD_ACTION] = action_name(order->action);
	header->fields[FIELD_ORDER] = order->id;
	header->fields[FIELD_ORDER_LINE] = order->line;
	header->fields[FIELD_AGREEMENT] = line->agreement;
	header->fields[FIELD_OPPORTUNITY] = line->opportunity;
	header->fields[FIELD_PO_NUMBER] = order->po_number;
	header->fields[FIELD_SALES_REP] = line->sales_rep;
	header->fields[FIELD_SOURCE] = line->source;
	header->fields[FIELD_SOURCE_ID] = line->source_id;
	header->fields[FIELD_START] = line->start;
	header->fields[FIELD_READY_ON] = line->ready_on;
	header->fields[FIELD_ACTS_ON] =
	    arena_text(scratch, date_format(order->start, acts_on));
	header->fields[FIELD_END] =
	    open ? "" : arena_text(scratch, date_format(header->to, end));
	header->fields[FIELD_STATUS] = status_of(header);
}

static enum status
write_header(struct header *header)
{
	struct shelf *shelf = header->headings->shelf;
	enum status status;
	size_t i;

	find_days(header);
	fill_sold(header);
	fill_line(header);
	status = fill_fulfilled(header);
	if (status != STATUS_OK)
		return status;
	for (i = 0; i < FIELD_COUNT; i++) {
		if (header->fields[i] == NULL)
			return error_memory(shelf->error);
	}
	return exporting_shelf_write(shelf, header->fields);
}

/* The header of one line, which found and left the subscription so. */
static enum status
head_line(struct header *header, const struct heading_state *before,
    const struct heading_state *after)
{
	const struct order *order = order_of(header);
	size_t index =
	    heading_line_item(header->heading, header->line, before, after);

	header->item = (struct heading_item){ .lives = false };
	if (!header->heading->lines[header->line].voided &&
	    order->action != ACTION_VOID)
		(void)heading_item(
		    order->action == ACTION_CANCEL ? before : after, index,
		    order->start, &header->item);
	return write_header(header);
}

static enum status
head(const struct headings *headings, const struct heading *heading)
{
	struct date as_of = headings->shelf->request->as_of;
	struct date last = heading->orders[heading->count - 1].start;
	struct heading_state now, before = { .begun = false }, after;
	struct header header = { headings, heading, .now = &now };
	enum status status;

	status = heading_build(headings, heading, heading->count,
	    date_given(as_of) ? as_of : last, &now);
	for (; header.line < heading->count && status == STATUS_OK;
	     header.line++) {
		status = heading_build(headings, heading, header.line + 1,
		    heading->orders[header.line].start, &after);
		if (status == STATUS_OK &&
		    heading_wanted(headings, heading, header.line))
			status = head_line(&header, &before, &after);
		before = after;
	}
	return status;
}

enum status
heading_headers(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	static const struct heading_table table = { columns, FIELD_COUNT,
		head };

	return heading_read(request, options, &table, error);
}
