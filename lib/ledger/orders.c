/*
 * Order lines are read in one place, since bill runs and the guiding of usage
 * must see the same subscription.
 */
#include "ledger/orders.h"

enum status
orders_take(
    struct taking *taking, const struct catalogs *catalogs, struct order *order)
{
	struct query *query = &taking->stream->query;
	struct catalog none = { .version = "" };
	enum status status;

	*order = (struct order){
		.sequence = query_integer(query, 3),
		.start = stream_date(taking, 5),
		.end = stream_date(taking, 6),
		.bill_from = stream_date(taking, 7),
		.price = stream_text(taking, 11),
		.charge = stream_text(taking, 12),
		.service = stream_text(taking, 13),
	};
	if (taking->status != STATUS_OK)
		return taking->status;
	status =
	    action_parse(query_text(query, 4), &order->action, taking->error);
	if (status != STATUS_OK || order->action != ACTION_ADD)
		return status;
	order->quantity = stream_decimal(taking, 10);
	order->catalog = catalogs_version(catalogs, query_text(query, 8));
	order->plan = catalog_plan(
	    order->catalog ? order->catalog : &none, query_text(query, 9));
	if (order->plan == NULL)
		return error_set(taking->error, STATUS_LEDGER,
		    "subscription %s: plan %s is not in catalog %s",
		    query_text(query, STREAM_SUBSCRIBED), query_text(query, 9),
		    query_text(query, 8));
	return taking->status;
}
