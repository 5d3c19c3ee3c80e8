/*
 * The words of an order line, and how much of it is there.
 */
#include "order/order.h"

#include <string.h>

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

bool
order_voided(
    const struct order *orders, size_t count, const struct order *order)
{
	size_t length = strlen(order->id), i;

	for (i = 0; i < count; i++) {
		const struct order *other = &orders[i];

		if (other->action == ACTION_VOID &&
		    strncmp(other->voids, order->id, length) == 0 &&
		    other->voids[length] == '/' &&
		    strcmp(other->voids + length + 1, order->line) == 0 &&
		    !order_voided(orders, count, other))
			return true;
	}
	return false;
}

const char *
order_po_number(
    const struct order *orders, size_t count, const char *id, const char *line)
{
	size_t i = 0;

	while (i < count && (strcmp(orders[i].id, id) != 0 ||
				strcmp(orders[i].line, line) != 0))
		i++;
	if (i == count)
		return "";
	if (orders[i].po_number[0] != '\0')
		return orders[i].po_number;
	while (i-- > 0) {
		if (orders[i].po_number[0] != '\0' &&
		    orders[i].action != ACTION_VOID &&
		    !order_voided(orders, count, &orders[i]))
			return orders[i].po_number;
	}
	return "";
}
