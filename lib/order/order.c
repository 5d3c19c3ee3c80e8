/*
 * The words of an order line, and how much of it is there.
 */
#include "order/order.h"

#include "base/choice.h"

static const char *const words[] = { "add", "change", "replace", "rerate",
	"reterm", "cancel", "suspend", "resume", "renew", "void", NULL };

enum status
action_parse(const char *text, enum action *action, struct error *error)
{
	int index = 0;
	enum status status;

	status = choice_parse(text, words, "an action", &index, error);
	*action = (enum action)index;
	return status;
}

const char *
action_name(enum action action)
{
	return words[action];
}

enum status
order_fulfilled(const struct order *order, struct date date,
    struct decimal *quantity, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	*quantity = order->quantity;
	if (!order->partial)
		return STATUS_OK;
	*quantity = decimal_from_integer(0);
	for (i = 0; i < order->fulfilment_count && status == STATUS_OK; i++) {
		if (order->fulfilments[i].from.days <= date.days)
			status = decimal_add(*quantity,
			    order->fulfilments[i].quantity, quantity, error);
	}
	return status;
}
