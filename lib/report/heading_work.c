/*
 * Work orders: what has to be switched on, changed or switched off because of
 * an order line, which is the difference that the line makes.
 */
#include <string.h>

#include "report/heading.h"

enum field {
	FIELD_WORK_ORDER,
	FIELD_ACCOUNT,
	FIELD_SUBSCRIPTION,
	FIELD_SERVICE,
	FIELD_ACTION,
	FIELD_PRODUCT,
	FIELD_SKU,
	FIELD_PLAN,
	FIELD_CHARGE,
	FIELD_QUANTITY,
	FIELD_NEEDED_ON,
	FIELD_FULFILLED,
	FIELD_OPEN,
	FIELD_STATUS,
	FIELD_HEADER,
	FIELD_ORDER,
	FIELD_ORDER_LINE,
	FIELD_AGREEMENT,
	FIELD_OPPORTUNITY,
	FIELD_PO_NUMBER,
	FIELD_SALES_REP,
	FIELD_SOURCE,
	FIELD_SOURCE_ID,
	FIELD_UNDOES,
	FIELD_COUNT,
};

static const struct column columns[FIELD_COUNT] = {
	[FIELD_WORK_ORDER] = { "work_order", 0 },
	[FIELD_ACCOUNT] = { "account", 0 },
	[FIELD_SUBSCRIPTION] = { "subscription", 0 },
	[FIELD_SERVICE] = { "service", 0 },
	[FIELD_ACTION] = { "action", 0 },
	[FIELD_PRODUCT] = { "product", 0 },
	[FIELD_SKU] = { "sku", 0 },
	[FIELD_PLAN] = { "plan", 0 },
	[FIELD_CHARGE] = { "charge", 0 },
	[FIELD_QUANTITY] = { "quantity", COLUMN_NUMBER },
	[FIELD_NEEDED_ON] = { "needed_on", 0 },
	[FIELD_FULFILLED] = { "fulfilled", COLUMN_NUMBER },
	[FIELD_OPEN] = { "open", COLUMN_NUMBER },
	[FIELD_STATUS] = { "status", 0 },
	[FIELD_HEADER] = { "header", 0 },
	[FIELD_ORDER] = { "order", 0 },
	[FIELD_ORDER_LINE] = { "order_line", 0 },
	[FIELD_AGREEMENT] = { "agreement", 0 },
	[FIELD_OPPORTUNITY] = { "opportunity", 0 },
	[FIELD_PO_NUMBER] = { "po_number", 0 },
	[FIELD_SALES_REP] = { "sales_rep", 0 },
	[FIELD_SOURCE] = { "source", 0 },
	[FIELD_SOURCE_ID] = { "source_id", 0 },
	[FIELD_UNDOES] = { "undoes", 0 },
};

/* What is to be done. */
struct work {
	const char *action;
	const char *charge; /* "": all of the plan */
	const struct term *term; /* NULL: of what is said here alone */
	struct decimal quantity;
	bool counted; /* whether it has a quantity */
};

/* The lines of a subscription at work. */
struct working {
	const struct headings *headings;
	const struct heading *heading;
	size_t line;
	size_t count; /* of its work orders so far */
	const struct heading_state *before;
	const struct heading_state *after;
};

static const struct order *
order_of(const struct working *working)
{
	return &working->heading->orders[working->line];
}

static void
fill_references(const struct working *working, const char **fields)
{
	const struct heading_line *line =
	    &working->heading->lines[working->line];
	const struct order *order = order_of(working);
	struct arena *scratch = &working->headings->shelf->scratch;

	fields[FIELD_ACCOUNT] = working->heading->account;
	fields[FIELD_SUBSCRIPTION] = working->heading->subscription;
	fields[FIELD_HEADER] =
	    arena_format(scratch, "%s/%s", order->id, order->line);
	fields[FIELD_WORK_ORDER] =
	    working->count == 0
		? fields[FIELD_HEADER]
		: arena_format(scratch, "%s/%s/%zu", order->id, order->line,
		      working->count + 1);
	fields[FIELD_ORDER] = order->id;
	fields[FIELD_ORDER_LINE] = order->line;
	fields[FIELD_AGREEMENT] = line->agreement;
	fields[FIELD_OPPORTUNITY] = line->opportunity;
	fields[FIELD_PO_NUMBER] = order->po_number;
	fields[FIELD_SALES_REP] = line->sales_rep;
	fields[FIELD_SOURCE] = line->source;
	fields[FIELD_SOURCE_ID] = line->source_id;
	fields[FIELD_UNDOES] = order->voids;
}

static void
fill_product(const struct work *work, const char **fields)
{
	const struct term *term = work->term;
	const struct charge *charge =
	    term == NULL || work->charge[0] == '\0'
		? NULL
		: plan_charge(term->plan, work->charge);
	const struct product *product = charge != NULL ? charge->product
					: term != NULL ? term->plan->product
						       : NULL;

	fields[FIELD_SERVICE] = term == NULL ? "" : term->service;
	fields[FIELD_PRODUCT] = product == NULL ? "" : product->id;
	fields[FIELD_SKU] = product == NULL ? "" : product->sku;
	fields[FIELD_PLAN] = term == NULL ? "" : term->plan->id;
	fields[FIELD_CHARGE] = work->charge;
	fields[FIELD_ACTION] = work->action;
}

/* How much is done, how much is to be, and what that makes. */
static enum status
fill_done(const struct working *working, const struct work *work,
    const char **fields)
{
	struct shelf *shelf = working->headings->shelf;
	struct decimal done, open = decimal_from_integer(0);
	char text[DECIMAL_TEXT_MAX];
	enum status status;

	status = heading_fulfilled(
	    working->headings, working->heading, working->line, &done);
	if (status == STATUS_OK && work->counted)
		status = decimal_subtract(
		    work->quantity, done, &open, shelf->error);
	if (decimal_sign(open) < 0)
		open = decimal_from_integer(0);
	fields[FIELD_QUANTITY] = fields[FIELD_OPEN] = "";
	fields[FIELD_FULFILLED] =
	    arena_text(&shelf->scratch, decimal_format(done, text));
	if (work->counted) {
		fields[FIELD_QUANTITY] = arena_text(
		    &shelf->scratch, decimal_format(work->quantity, text));
		fields[FIELD_OPEN] =
		    arena_text(&shelf->scratch, decimal_format(open, text));
	}
	fields[FIELD_STATUS] = decimal_sign(done) == 0	 ? "open"
			       : decimal_sign(open) == 0 ? "confirmed"
							 : "partial";
	if (working->heading->lines[working->line].voided)
		fields[FIELD_STATUS] = "void";
	return status;
}

static bool
is_pending(const char *status)
{
	return strcmp(status, "open") == 0 || strcmp(status, "partial") == 0;
}

static enum status
add(struct working *working, const struct work *work)
{
	struct shelf *shelf = working->headings->shelf;
	const char *fields[FIELD_COUNT];
	char date[DATE_TEXT_MAX];
	enum status status;
	size_t i;

	fill_references(working, fields);
	fill_product(work, fields);
	fields[FIELD_NEEDED_ON] = date_format(order_of(working)->start, date);
	status = fill_done(working, work, fields);
	working->count++;
	for (i = 0; i < FIELD_COUNT && status == STATUS_OK; i++) {
		if (fields[i] == NULL)
			status = error_memory(shelf->error);
	}
	if (status != STATUS_OK ||
	    !heading_wanted(
		working->headings, working->heading, working->line) ||
	    (working->headings->options->pending &&
		!is_pending(fields[FIELD_STATUS])))
		return status;
	return exporting_shelf_write(shelf, fields);
}

/* How much of an item is wanted: of what is fulfilled in parts, all. */
static struct decimal
wanted_of(const struct working *working, const struct heading_item *item)
{
	const struct order *order = order_of(working);

	return order->partial && order->quantified ? order->quantity
						   : item->term->quantity;
}

/* What a line changes of an item that lives on; NULL: nothing. */
static const char *
changed(const struct working *working, const struct heading_item *was,
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
	       : decimal_compare(
		     was->term->quantity, wanted_of(working, is)) != 0 ||
		       strcmp(was->term->service, is->term->service) != 0
		   ? "change"
		   : NULL;
}

/* What a line makes of one item. */
static enum status
work_item(struct working *working, size_t index)
{
	struct date on = order_of(working)->start;
	struct heading_item was, is;
	struct work work = { .charge = "", .counted = true };

	(void)heading_item(working->before, index, on, &was);
	if (!heading_item(working->after, index, on, &is))
		return STATUS_OK;
	/* A trial that lapses has no term, and is none that anybody billed. */
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
	return add(working, &work);
}

/* The items: first what ends, so that what takes its place can begin. */
static enum status
work_items(struct working *working)
{
	const struct subscription *of = &working->after->subscription;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; working->after->begun && i < of->item_count &&
		    status == STATUS_OK;
	     i++)
		status = work_item(working, i);
	return status;
}

/* A charge alone: it is delivered once, changed, or ended. */
static enum status
work_charge(struct working *working)
{
	const struct order *order = order_of(working);
	struct work work = { .charge = order->charge,
		.quantity = order->quantity,
		.counted = order->quantified };
	struct heading_item item;
	size_t index = heading_line_item(working->heading, working->line,
	    working->before, working->after);

	if (!heading_item(working->after, index, order->start, &item) ||
	    item.term == NULL)
		return STATUS_OK;
	work.term = item.term;
	work.action = order->action == ACTION_ADD      ? "deliver"
		      : order->action == ACTION_CANCEL ? "deprovision"
		      : order->quantified	       ? "change"
						       : NULL;
	return work.action == NULL ? STATUS_OK : add(working, &work);
}

/* Whether a line has a charge of its own in what already was there. */
static bool
is_of_charge(const struct working *working)
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
work_void(struct working *working)
{
	static const char *const words[] = {
		[ACTION_ADD] = "provision",   [ACTION_CHANGE] = "change",
		[ACTION_REPLACE] = "change",  [ACTION_CANCEL] = "deprovision",
		[ACTION_SUSPEND] = "suspend", [ACTION_RESUME] = "resume",
		[ACTION_VOID] = "undo",
	};
	const struct order *order = order_of(working);
	const struct term own = { .plan = order->plan,
		.service = order->service };
	const struct work work = {
		.action = words[order->action],
		.charge = order->charge,
		.term = order->plan == NULL ? NULL : &own,
		.quantity = order->quantity,
		.counted = order->quantified,
	};

	return work.action == NULL ? STATUS_OK : add(working, &work);
}

static enum status
work_line(struct working *working)
{
	working->count = 0;
	if (working->heading->lines[working->line].voided ||
	    order_of(working)->action == ACTION_VOID)
		return work_void(working);
	if (is_of_charge(working))
		return work_charge(working);
	return work_items(working);
}

static enum status
work_heading(const struct headings *headings, const struct heading *heading)
{
	struct heading_state before = { .begun = false }, after;
	struct working working = { .headings = headings,
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
	return status;
}

enum status
heading_work(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	const char *wanted = options->keys.subscription;
	struct headings headings = { .shelf = NULL };
	struct heading heading;
	struct shelf shelf;
	enum status status;
	bool found = true;

	status = exporting_shelf_open(
	    &shelf, request, columns, FIELD_COUNT, error);
	if (status == STATUS_OK)
		status = heading_open(&headings, &shelf, options);
	while (status == STATUS_OK) {
		status = heading_next(&headings, &heading, &found);
		if (status != STATUS_OK || !found)
			break;
		if (wanted == NULL || strcmp(wanted, heading.subscription) == 0)
			status = work_heading(&headings, &heading);
	}
	heading_close(&headings);
	return exporting_shelf_close(&shelf, status);
}
