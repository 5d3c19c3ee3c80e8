/*
 * The vocabulary of lines: kinds, keys and totals.
 */
#include "rule/line.h"

#include <string.h>

#include "base/choice.h"

static const char *const kinds[] = { "recurring", "one_time", "usage",
	"minimum", "discount", "adjustment", "credit", "fee", "rounding", "tax",
	NULL };

const char *
line_kind_name(enum line_kind kind)
{
	return kinds[kind];
}

enum status
line_kind_parse(const char *text, enum line_kind *kind, struct error *error)
{
	int index = 0;
	enum status status;

	status = choice_parse(text, kinds, "a kind of line", &index, error);
	*kind = (enum line_kind)index;
	return status;
}

int
line_key_compare(const struct line *a, const struct line *b)
{
	int order;

	if ((order = strcmp(a->subscription, b->subscription)) != 0 ||
	    (order = strcmp(a->charge, b->charge)) != 0 ||
	    (order = strcmp(kinds[a->kind], kinds[b->kind])) != 0 ||
	    (order = strcmp(a->plan, b->plan)) != 0 ||
	    (order = strcmp(a->catalog, b->catalog)) != 0 ||
	    (order = strcmp(a->order_price, b->order_price)) != 0 ||
	    (order = strcmp(a->dimensions, b->dimensions)) != 0 ||
	    (order = strcmp(a->instance, b->instance)) != 0 ||
	    (order = strcmp(a->adjustment, b->adjustment)) != 0)
		return order;
	if (a->kind == LINE_ONE_TIME)
		return 0;
	if (a->cycle_start.days != b->cycle_start.days)
		return a->cycle_start.days < b->cycle_start.days ? -1 : 1;
	if (a->cycle_end.days != b->cycle_end.days)
		return a->cycle_end.days < b->cycle_end.days ? -1 : 1;
	return 0;
}

enum status
line_total(const struct line *line, struct money *total, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	*total = line->amount;
	for (i = 0; i < line->tax_count && status == STATUS_OK; i++)
		status = money_add(*total, line->taxes[i].amount, total, error);
	return status;
}
