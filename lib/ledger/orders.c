/*
 * Order lines are read in one place, since bill runs and the guiding of usage
 * must see the same subscription.
 */
#include "ledger/orders.h"

#include <stdlib.h>
#include <string.h>

enum {
	SEQUENCE = 3,
	ACTION,
	ACTS_ON,
	END,
	BILL_FROM,
	CATALOG,
	PLAN,
	QUANTITY,
	PRICE,
	CHARGE,
	SERVICE,
	ORDER,
	LINE,
	TRIAL,
	TRIAL_END,
	TERM_MONTHS,
	RENEW,
	UPLIFT,
	NOTICE,
	TERMINATION,
	TERMINATION_VALUE,
	MINIMUM_VALUE,
	SUSPENSION,
	TERM_END,
	ANCHOR_ON,
	VOIDS,
	DISCOUNTS,
	DISCOUNT,
	PROMOTION,
	PO_NUMBER,
	FULFILLED,
	FULFILMENTS,
	COLUMN_END
};

_Static_assert(COLUMN_END == ORDERS_COLUMN_COUNT, "columns of an order line");

/* The columns of the life keys, in their order. */
static const int life_columns[LIFE_KEY_COUNT] = {
	[LIFE_TRIAL] = TRIAL,
	[LIFE_TRIAL_END] = TRIAL_END,
	[LIFE_TERM_MONTHS] = TERM_MONTHS,
	[LIFE_RENEW] = RENEW,
	[LIFE_UPLIFT] = UPLIFT,
	[LIFE_NOTICE] = NOTICE,
	[LIFE_TERMINATION] = TERMINATION,
	[LIFE_TERMINATION_VALUE] = TERMINATION_VALUE,
	[LIFE_MINIMUM_VALUE] = MINIMUM_VALUE,
	[LIFE_SUSPENSION] = SUSPENSION,
};

/* Most columns of most lines are empty: these need no memory. */
static const char *
take_text(struct taking *taking, int column)
{
	return query_text(&taking->stream->query, column)[0] == '\0'
		   ? ""
		   : stream_text(taking, column);
}

/* Say that something that a line names is not in its catalog. */
static enum status
missing(struct taking *taking, const char *what, int column, int catalog)
{
	struct query *query = &taking->stream->query;

	return error_set(taking->error, STATUS_LEDGER,
	    "subscription %s: %s %s is not in catalog %s",
	    query_text(query, STREAM_SUBSCRIBED), what,
	    query_text(query, column), query_text(query, catalog));
}

/* The plan, if the line has one: a cancel of old names one without version. */
static enum status
take_plan(
    struct taking *taking, const struct catalogs *catalogs, struct order *order)
{
	struct query *query = &taking->stream->query;
	const char *plan = query_text(query, PLAN);
	bool bound = query_text(query, CATALOG)[0] != '\0';

	if (bound)
		order->catalog =
		    catalogs_version(catalogs, query_text(query, CATALOG));
	if (bound && order->catalog == NULL)
		return missing(taking, "plan", PLAN, CATALOG);
	if (plan[0] == '\0')
		return STATUS_OK;
	if (bound)
		order->plan = catalog_plan(order->catalog, plan);
	if (order->plan == NULL && (bound || order->action == ACTION_ADD))
		return missing(taking, "plan", PLAN, CATALOG);
	return STATUS_OK;
}

static enum status
take_discounts(
    struct taking *taking, const struct catalogs *catalogs, struct order *order)
{
	struct query *query = &taking->stream->query;
	const char *discount = query_text(query, DISCOUNT);
	const char *promotion = query_text(query, PROMOTION);
	const struct catalog *catalog;
	size_t i;

	order->undiscounted = strcmp(discount, "none") == 0;
	if (order->undiscounted)
		discount = "";
	if (discount[0] == '\0' && promotion[0] == '\0')
		return STATUS_OK;
	catalog = catalogs_version(catalogs, query_text(query, DISCOUNTS));
	if (catalog != NULL && discount[0] != '\0')
		order->discount = catalog_discount(catalog, discount);
	if (discount[0] != '\0' && order->discount == NULL)
		return missing(taking, "discount", DISCOUNT, DISCOUNTS);
	for (i = 0; catalog != NULL && promotion[0] != '\0' &&
		    i < catalog->discount_count;
	     i++) {
		if (strcmp(catalog->discounts[i].code, promotion) == 0)
			order->promotion = &catalog->discounts[i];
	}
	if (promotion[0] != '\0' && order->promotion == NULL)
		return missing(taking, "promotion", PROMOTION, DISCOUNTS);
	return STATUS_OK;
}

static enum status
take_life(struct taking *taking, struct order *order)
{
	const char **texts = NULL;
	size_t i, k;

	for (i = 0; i < LIFE_KEY_COUNT; i++) {
		const char *text = take_text(taking, life_columns[i]);

		if (text[0] == '\0')
			continue;
		if (texts == NULL) {
			texts = arena_array(
			    taking->arena, LIFE_KEY_COUNT, sizeof(*texts));
			if (texts == NULL)
				return error_memory(taking->error);
			for (k = 0; k < LIFE_KEY_COUNT; k++)
				texts[k] = "";
		}
		texts[i] = text;
	}
	order->life = texts;
	return taking->status;
}

/* Append what was delivered on a day; before the line's day nothing was. */
static enum status
deliver(struct taking *taking, struct order *order, struct date date,
    const char *quantity)
{
	struct fulfilment *all;

	all = arena_grow(taking->arena, (struct fulfilment *)order->fulfilments,
	    order->fulfilment_count, sizeof(*all));
	if (all == NULL)
		return error_memory(taking->error);
	order->fulfilments = all;
	all += order->fulfilment_count++;
	all->from = date_later(date, order->start);
	return decimal_parse(
	    quantity, DECIMAL_PLACES_MAX, &all->quantity, taking->error);
}

char *
orders_word(char **rest)
{
	char *word = *rest;
	size_t length = strcspn(word, " ");

	if (length == 0)
		return NULL;
	*rest = word + length + (word[length] != '\0');
	word[length] = '\0';
	return word;
}

/* "2026-02-01 4 2026-03-01 2": by date. */
static enum status
take_fulfilments(struct taking *taking, struct order *order)
{
	struct query *query = &taking->stream->query;
	const char *fulfilled = query_text(query, FULFILLED);
	char *text, *date, *quantity;
	enum status status;

	order->partial = fulfilled[0] != '\0';
	if (!order->partial)
		return STATUS_OK;
	status = deliver(taking, order, order->start, fulfilled);
	text = arena_text(taking->arena, query_text(query, FULFILMENTS));
	if (text == NULL)
		return error_memory(taking->error);
	date = orders_word(&text);
	while (status == STATUS_OK && date != NULL) {
		struct date day;

		quantity = orders_word(&text);
		if (quantity == NULL)
			return error_set(taking->error, STATUS_LEDGER,
			    "a fulfilment without a quantity");
		status = date_parse(date, &day, taking->error);
		if (status == STATUS_OK)
			status = deliver(taking, order, day, quantity);
		date = orders_word(&text);
	}
	return status;
}

enum status
orders_take(
    struct taking *taking, const struct catalogs *catalogs, struct order *order)
{
	struct query *query = &taking->stream->query;
	enum status status;

	*order = (struct order){
		.sequence = query_integer(query, SEQUENCE),
		.id = take_text(taking, ORDER),
		.line = take_text(taking, LINE),
		.start = stream_date(taking, ACTS_ON),
		.end = stream_date(taking, END),
		.bill_from = stream_date(taking, BILL_FROM),
		.term_end = stream_date(taking, TERM_END),
		.anchor_on = stream_date(taking, ANCHOR_ON),
		.quantified = query_text(query, QUANTITY)[0] != '\0',
		.quantity = decimal_from_integer(0),
		.price = take_text(taking, PRICE),
		.charge = take_text(taking, CHARGE),
		.service = take_text(taking, SERVICE),
		.voids = take_text(taking, VOIDS),
		.po_number = take_text(taking, PO_NUMBER),
	};
	if (order->quantified)
		order->quantity = stream_decimal(taking, QUANTITY);
	status = taking->status;
	if (status == STATUS_OK)
		status = action_parse(
		    query_text(query, ACTION), &order->action, taking->error);
	if (status == STATUS_OK)
		status = take_plan(taking, catalogs, order);
	if (status == STATUS_OK)
		status = take_discounts(taking, catalogs, order);
	if (status == STATUS_OK)
		status = take_life(taking, order);
	if (status == STATUS_OK)
		status = take_fulfilments(taking, order);
	return status;
}

size_t
orders_until(struct order *orders, size_t count, int64_t known)
{
	bool added = false;
	size_t kept = 0, i;

	for (i = 0; i < count; i++) {
		if (orders[i].sequence > known)
			continue;
		added = added || orders[i].action == ACTION_ADD;
		orders[kept++] = orders[i];
	}
	return added ? kept : 0;
}
