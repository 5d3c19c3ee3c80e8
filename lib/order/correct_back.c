/*
 * What is asked of corrections, and added to their list, from outside, too.
 */
#include "order/correct.h"

struct proposed *
proposed_append(struct proposed_list *list, struct arena *scratch)
{
	list->items =
	    arena_grow(scratch, list->items, list->count, sizeof(*list->items));
	if (list->items == NULL)
		return NULL;
	list->items[list->count] = (struct proposed){ .account = "" };
	return &list->items[list->count++];
}

enum correct_back
correct_goes_back(const struct line *line, const struct catalogs *catalogs)
{
	const struct plan *plan =
	    catalogs_plan(catalogs, line->catalog, line->plan);
	const struct charge *charge =
	    plan == NULL ? NULL : plan_charge(plan, line->charge);

	switch (line->kind) {
	case LINE_RECURRING:
	case LINE_ONE_TIME:
	case LINE_FEE:
		return CORRECT_GOES;
	case LINE_DISCOUNT:
		return charge != NULL && charge->kind == CHARGE_USAGE
			   ? CORRECT_WITH_USAGE
			   : CORRECT_GOES;
	default:
		return CORRECT_STAYS;
	}
}
