/*
 * The words of an order line, and what other lines make of it.
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

bool
order_named(const char *id, const char *line, const char *name)
{
	size_t length = strlen(id);

	return strncmp(name, id, length) == 0 && name[length] == '/' &&
	       strcmp(name + length + 1, line) == 0;
}

bool
order_voided(
    const struct order *orders, size_t count, const struct order *order)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (orders[i].action == ACTION_VOID &&
		    order_named(order->id, order->line, orders[i].voids) &&
		    !order_voided(orders, count, &orders[i]))
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
