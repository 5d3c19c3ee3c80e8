/*
 * The names of the orders behind a document, and the adjustments on it.
 */
#include <string.h>

#include "proof/explaining.h"

static enum status
load_orders(struct explaining *explaining, struct query *query)
{
	struct explained_order *order;
	int i;

	explaining->orders = arena_grow(&explaining->arena, explaining->orders,
	    explaining->order_count, sizeof(*explaining->orders));
	if (explaining->orders == NULL)
		return error_memory(explaining->error);
	order = &explaining->orders[explaining->order_count++];
	order->sequence = query_integer(query, 0);
	order->name = arena_text(&explaining->arena, query_text(query, 1));
	for (i = 0; i < EXPLAINED_REFERENCES; i++) {
		order->references[i] =
		    arena_text(&explaining->arena, query_text(query, 2 + i));
		if (order->references[i] == NULL)
			return error_memory(explaining->error);
	}
	return order->name == NULL ? error_memory(explaining->error)
				   : STATUS_OK;
}

static enum status
load_adjustments(struct explaining *explaining, struct query *query)
{
	struct currency currency = explaining->document.currency;
	struct arena *arena = &explaining->arena;
	struct explained_adjustment *adjustment;
	enum status status = STATUS_OK;

	explaining->adjustments = arena_grow(arena, explaining->adjustments,
	    explaining->adjustment_count, sizeof(*adjustment));
	if (explaining->adjustments == NULL)
		return error_memory(explaining->error);
	adjustment = &explaining->adjustments[explaining->adjustment_count++];
	adjustment->line = query_integer(query, 0);
	adjustment->id = arena_text(arena, query_text(query, 1));
	adjustment->reason = arena_text(arena, query_text(query, 2));
	adjustment->credit = strcmp(query_text(query, 4), "credit") == 0;
	adjustment->amount = money_of(query_integer(query, 5), currency);
	adjustment->percent = arena_text(arena, query_text(query, 6));
	adjustment->before = money_of(query_integer(query, 8), currency);
	adjustment->base = money_of(query_integer(query, 9), currency);
	adjustment->approved_by = arena_text(arena, query_text(query, 10));
	if (adjustment->id == NULL || adjustment->reason == NULL ||
	    adjustment->percent == NULL || adjustment->approved_by == NULL)
		return error_memory(explaining->error);
	adjustment->period_start = DATE_NONE;
	if (query_text(query, 7)[0] != '\0')
		status = query_date(
		    query, 7, &adjustment->period_start, explaining->error);
	return status == STATUS_OK
		   ? query_date(
			 query, 3, &adjustment->effective_on, explaining->error)
		   : status;
}

/* Read every row of a statement about the document. */
static enum status
load_rows(struct explaining *explaining, enum statement statement,
    enum status (*load)(struct explaining *, struct query *))
{
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(
	    explaining->ledger, statement, &query, explaining->error);
	if (status == STATUS_OK)
		query_bind_integer(&query, explaining->posting);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, explaining->error);
		if (status != STATUS_OK || !found)
			break;
		status = load(explaining, &query);
	}
	query_end(&query);
	return status;
}

enum status
explaining_facts(struct explaining *explaining)
{
	enum status status =
	    load_rows(explaining, STATEMENT_EXPLAIN_ORDER_NAMES, load_orders);

	return status == STATUS_OK
		   ? load_rows(explaining, STATEMENT_EXPLAIN_ADJUSTMENTS,
			 load_adjustments)
		   : status;
}
