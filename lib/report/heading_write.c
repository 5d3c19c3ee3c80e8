/*
 * Work orders as records.
 */
#include <string.h>

#include "report/heading_parts.h"

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

static const struct order *
order_of(const struct heading_working *working)
{
	return &working->heading->orders[working->line];
}

/* ORDER/LINE, ORDER/LINE/2, ..., and ORDER/LINE/end for what ends by itself. */
static const char *
name_of(const struct heading_working *working, const struct heading_work *work)
{
	const struct order *order = order_of(working);
	const char *end = work->end ? "/end" : "";
	struct arena *scratch = &working->headings->shelf->scratch;

	return working->count == 0
		   ? arena_format(
			 scratch, "%s/%s%s", order->id, order->line, end)
		   : arena_format(scratch, "%s/%s%s/%zu", order->id,
			 order->line, end, working->count + 1);
}

static void
fill_references(const struct heading_working *working,
    const struct heading_work *work, const char **fields)
{
	const struct heading_line *line =
	    &working->heading->lines[working->line];
	const struct order *order = order_of(working);
	struct arena *scratch = &working->headings->shelf->scratch;

	fields[FIELD_ACCOUNT] = working->heading->account;
	fields[FIELD_SUBSCRIPTION] = working->heading->subscription;
	fields[FIELD_HEADER] =
	    arena_format(scratch, "%s/%s", order->id, order->line);
	fields[FIELD_WORK_ORDER] = name_of(working, work);
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
fill_product(const struct heading_work *work, const char **fields)
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

/* What ends by itself is to be done until its day is over. */
static void
end_done(const struct heading_working *working, const struct heading_work *work,
    const char **fields)
{
	struct date as_of = working->headings->shelf->request->as_of;

	fields[FIELD_FULFILLED] = fields[FIELD_OPEN] = "";
	fields[FIELD_STATUS] =
	    date_given(as_of) && work->on.days < as_of.days ? "over" : "open";
}

/* How much is done, how much is to be, and what that makes. */
static enum status
fill_done(const struct heading_working *working,
    const struct heading_work *work, const char **fields)
{
	struct shelf *shelf = working->headings->shelf;
	struct decimal done, open = decimal_from_integer(0);
	struct decimal whole =
	    work->counted ? work->quantity : decimal_from_integer(1);
	char text[DECIMAL_TEXT_MAX];
	enum status status;

	status = heading_fulfilled(
	    working->headings, working->heading, working->line, whole, &done);
	if (status == STATUS_OK && work->counted)
		status =
		    decimal_subtract(work->quantity, done, &open, shelf->error);
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
	if (work->end)
		end_done(working, work, fields);
	return status;
}

static bool
is_pending(const char *status)
{
	return strcmp(status, "open") == 0 || strcmp(status, "partial") == 0;
}

enum status
heading_put(struct heading_working *working, const struct heading_work *work)
{
	struct shelf *shelf = working->headings->shelf;
	const char *fields[FIELD_COUNT];
	char date[DATE_TEXT_MAX];
	enum status status;
	size_t i;

	fill_references(working, work, fields);
	fill_product(work, fields);
	fields[FIELD_NEEDED_ON] = date_format(work->on, date);
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

enum status
heading_work(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	static const struct heading_table table = { columns, FIELD_COUNT,
		heading_visit_work };

	return heading_read(request, options, &table, error);
}
