/*
 * Order lines as they are read, and what they had made until each of them.
 */
#include "report/heading.h"

#include <string.h>

#include "ledger/orders.h"
#include "work/window.h"

enum {
	CUSTOMER,
	START = ORDERS_COLUMN_COUNT,
	READY_ON,
	AGREEMENT,
	OPPORTUNITY,
	SALES_REP,
	SOURCE,
	SOURCE_ID,
	DELIVERED,
};

static enum status
begin(struct headings *headings)
{
	struct shelf *shelf = headings->shelf;
	const char *account = shelf->request->account;
	struct exporting_accounts accounts = {
		.low = account == NULL ? "" : account,
		.high = account == NULL ? BILLING_LAST : account,
	};
	struct window window;
	enum status status;

	status = window_of(shelf->request, NULL, &window, shelf->error);
	if (status == STATUS_OK)
		status = window_check(&window, shelf->ledger, shelf->error);
	if (status == STATUS_OK)
		status = exporting_keys_accounts(&headings->options->keys,
		    shelf->ledger, &shelf->arena, &accounts, shelf->error);
	if (status == STATUS_OK)
		status = query_begin(shelf->ledger, STATEMENT_EXPORT_HEADERS,
		    &headings->stream.query, shelf->error);
	if (status != STATUS_OK)
		return status;
	query_bind_date(&headings->stream.query, window.as_of);
	query_bind_text(&headings->stream.query, accounts.low);
	query_bind_text(&headings->stream.query, accounts.high);
	return stream_step(&headings->stream, shelf->error);
}

/* A text; most are empty and need no memory. */
static const char *
take(struct taking *taking, int column)
{
	return query_text(&taking->stream->query, column)[0] == '\0'
		   ? ""
		   : stream_text(taking, column);
}

static enum status
take_line(struct headings *headings, struct heading *heading)
{
	struct shelf *shelf = headings->shelf;
	struct arena *scratch = &shelf->scratch;
	struct taking taking = { &headings->stream, scratch, shelf->error,
		STATUS_OK };
	enum status status;

	heading->orders = arena_grow(
	    scratch, heading->orders, heading->count, sizeof(*heading->orders));
	heading->lines = arena_grow(
	    scratch, heading->lines, heading->count, sizeof(*heading->lines));
	if (heading->orders == NULL || heading->lines == NULL)
		return error_memory(shelf->error);
	heading->lines[heading->count] = (struct heading_line){
		.customer = take(&taking, CUSTOMER),
		.start = take(&taking, START),
		.ready_on = take(&taking, READY_ON),
		.agreement = take(&taking, AGREEMENT),
		.opportunity = take(&taking, OPPORTUNITY),
		.sales_rep = take(&taking, SALES_REP),
		.source = take(&taking, SOURCE),
		.source_id = take(&taking, SOURCE_ID),
		.delivered = take(&taking, DELIVERED),
	};
	status = taking.status;
	if (status == STATUS_OK)
		status = orders_take(&taking, &shelf->catalogs,
		    &heading->orders[heading->count++]);
	return status == STATUS_OK
		   ? stream_step(&headings->stream, shelf->error)
		   : status;
}

/* The next subscription; what was read before is forgotten. */
static enum status
next(struct headings *headings, struct heading *heading, bool *found)
{
	struct query *query = &headings->stream.query;
	struct shelf *shelf = headings->shelf;
	enum status status = STATUS_OK;
	size_t i;

	arena_reset(&shelf->scratch);
	*heading = (struct heading){ .count = 0 };
	*found = headings->stream.found;
	if (!*found)
		return STATUS_OK;
	heading->account =
	    arena_text(&shelf->scratch, query_text(query, STREAM_ACCOUNT));
	heading->subscription =
	    arena_text(&shelf->scratch, query_text(query, STREAM_SUBSCRIBED));
	if (heading->account == NULL || heading->subscription == NULL)
		return error_memory(shelf->error);
	while (
	    status == STATUS_OK && headings->stream.found &&
	    strcmp(query_text(query, STREAM_ACCOUNT), heading->account) == 0 &&
	    strcmp(query_text(query, STREAM_SUBSCRIBED),
		heading->subscription) == 0)
		status = take_line(headings, heading);
	for (i = 0; i < heading->count; i++)
		heading->lines[i].voided = order_voided(
		    heading->orders, heading->count, &heading->orders[i]);
	return status;
}

enum status
heading_read(const struct request *request,
    const struct exporting_options *options, const struct heading_table *table,
    struct error *error)
{
	const char *wanted = options->keys.subscription;
	struct shelf shelf;
	struct headings headings = { .shelf = &shelf, .options = options };
	struct heading heading;
	enum status status;
	bool found = true;

	status = exporting_shelf_open(
	    &shelf, request, table->columns, table->count, error);
	if (status == STATUS_OK)
		status = begin(&headings);
	while (status == STATUS_OK) {
		status = next(&headings, &heading, &found);
		if (status != STATUS_OK || !found)
			break;
		if (wanted == NULL || strcmp(wanted, heading.subscription) == 0)
			status = table->visit(&headings, &heading);
	}
	stream_close(&headings.stream);
	return exporting_shelf_close(&shelf, status);
}

/* A trial that lapses has no term: what it tries is what the line says. */
static struct term
tried_of(const struct order *order)
{
	return (struct term){
		.from = order->start,
		.to = order->start,
		.order = order,
		.catalog = order->catalog,
		.plan = order->plan,
		.service = order->service,
		.quantity = order->quantified ? order->quantity
					      : decimal_from_integer(1),
		.anchor = order->start,
	};
}

enum status
heading_build(const struct headings *headings, const struct heading *heading,
    size_t count, struct date until, struct heading_state *state)
{
	struct shelf *shelf = headings->shelf;
	struct orders orders = { NULL, 0, until };
	struct order *kept;
	size_t i;

	*state = (struct heading_state){ .begun = false };
	kept = arena_array(&shelf->scratch, count + 1, sizeof(*kept));
	if (kept == NULL)
		return error_memory(shelf->error);
	for (i = 0; i < count; i++) {
		if (heading->lines[i].voided ||
		    heading->orders[i].action == ACTION_VOID)
			continue;
		if (!state->begun && heading->orders[i].action == ACTION_ADD) {
			state->begun = true;
			state->tried = tried_of(&heading->orders[i]);
		}
		kept[orders.count++] = heading->orders[i];
	}
	if (!state->begun)
		return STATUS_OK;
	orders.items = kept;
	state->subscription =
	    (struct subscription){ .id = heading->subscription,
		    .owner = heading->account };
	return subscription_build(
	    orders, &shelf->scratch, &state->subscription, shelf->error);
}

bool
heading_item(const struct heading_state *state, size_t index, struct date date,
    struct heading_item *item)
{
	const struct subscription *of = &state->subscription;
	size_t i;

	*item = (struct heading_item){ .lives = false };
	if (!state->begun || index >= of->item_count)
		return false;
	item->item = &of->items[index];
	item->lives = item->item->begin.days <= date.days &&
		      date.days < item->item->end.days;
	for (i = 0; i < of->term_count; i++) {
		const struct term *term = &of->terms[i];

		if (term->item == item->item &&
		    (item->term == NULL || term->from.days <= date.days))
			item->term = term;
	}
	if (item->term == NULL && index == 0 && state->tried.plan != NULL)
		item->term = &state->tried;
	return true;
}

/* The last item that is no add-on, unless the line names the plan of another.
 */
static size_t
find_item(const struct heading_state *state, const struct order *order)
{
	size_t found = 0, i;

	for (i = 0; state->begun && i < state->subscription.item_count; i++) {
		struct heading_item item;

		(void)heading_item(state, i, order->start, &item);
		if (!item.item->addon)
			found = i;
	}
	for (i = 0; state->begun && order->plan != NULL &&
		    i < state->subscription.item_count;
	     i++) {
		struct heading_item item;

		(void)heading_item(state, i, order->start, &item);
		if (item.lives && item.term != NULL &&
		    strcmp(item.term->plan->id, order->plan->id) == 0)
			found = i;
	}
	return found;
}

size_t
heading_line_item(const struct heading *heading, size_t line,
    const struct heading_state *before, const struct heading_state *after)
{
	const struct order *order = &heading->orders[line];
	size_t was = before->begun ? before->subscription.item_count : 0;

	if (after->begun && after->subscription.item_count > was)
		return after->subscription.item_count - 1;
	return find_item(
	    order->action == ACTION_CANCEL ? before : after, order);
}

bool
heading_wanted(
    const struct headings *headings, const struct heading *heading, size_t line)
{
	return exporting_keys_match(&headings->options->keys,
	    &(struct exporting_reference){
		.subscription = heading->subscription,
		.order = heading->orders[line].id,
		.line = heading->orders[line].line,
		.opportunity = heading->lines[line].opportunity,
		.agreement = heading->lines[line].agreement,
	    });
}

enum status
heading_fulfilled(const struct headings *headings,
    const struct heading *heading, size_t line, struct decimal whole,
    struct decimal *quantity)
{
	struct shelf *shelf = headings->shelf;
	const struct order *order = &heading->orders[line];
	const char *text = heading->lines[line].delivered;
	enum status status = STATUS_OK;

	*quantity = decimal_from_integer(0);
	/* The first part is what the line itself said. */
	if (order->partial && order->fulfilment_count > 0)
		*quantity = order->fulfilments[0].quantity;
	while (text[0] != '\0' && status == STATUS_OK) {
		size_t length = strcspn(text, " ");
		char *each = arena_copy(&shelf->scratch, text, length);
		struct decimal part;

		if (each == NULL)
			return error_memory(shelf->error);
		if (strcmp(each, "all") == 0) {
			*quantity = whole;
			return STATUS_OK;
		}
		status = decimal_parse(
		    each, DECIMAL_PLACES_MAX, &part, shelf->error);
		if (status == STATUS_OK)
			status = decimal_add(
			    *quantity, part, quantity, shelf->error);
		text += length + strspn(text + length, " ");
	}
	return status;
}
