/*
 * Documents and sections: a line is told where it goes when it is made, by what
 * its payer asks for on that day.
 */
#include <stdlib.h>
#include <string.h>

#include "work/running.h"

static int
parent_compare(const void *left, const void *right)
{
	const struct account_parent *a = left;
	const struct account_parent *b = right;

	return strcmp(a->account, b->account);
}

/* Who stands above ${account}; NULL: nobody. */
static const char *
parent_of(const struct running *running, const char *account)
{
	struct account_parent wanted = { account, NULL };
	const struct account_parent *found;

	if (running->parent_count == 0)
		return NULL;
	found = bsearch(&wanted, running->parents, running->parent_count,
	    sizeof(wanted), parent_compare);
	return found == NULL ? NULL : found->parent;
}

/* Under which child of the payer ${account} stands: itself, if under none. */
static const char *
child_of(const struct running *running, const char *payer, const char *account)
{
	const char *child = account, *parent;
	size_t steps;

	if (strcmp(account, payer) == 0)
		return "";
	for (steps = 0; steps <= running->parent_count; steps++) {
		parent = parent_of(running, child);
		if (parent == NULL)
			break;
		if (strcmp(parent, payer) == 0)
			return child;
		child = parent;
	}
	return account;
}

enum status
running_groups(struct running *running, struct running_terms *terms)
{
	const struct payer *payer = terms->payer;
	struct error *error = running->error;
	enum status status;
	bool children;

	status = grouping_parse(payer->group_by, &terms->group_by, error);
	if (status == STATUS_OK)
		status =
		    grouping_parse(payer->split_by, &terms->split_by, error);
	if (status != STATUS_OK)
		return status;
	children = grouping_has(&terms->group_by, GROUPING_CHILD) ||
		   grouping_has(&terms->split_by, GROUPING_CHILD);
	if (children && !running->has_parents) {
		running->has_parents = true;
		status = payers_parents(running->ledger,
		    date_later(running->request->as_of, running->issue_date),
		    &running->arena, &running->parents, &running->parent_count,
		    error);
	}
	terms->child =
	    children ? child_of(running, payer->account, terms->owner->account)
		     : "";
	return status;
}

static int
product_compare(const void *left, const void *right)
{
	const struct product *a = left;
	const struct product *b = right;

	return strcmp(a->id, b->id);
}

static const char *
product_line(const struct running *running, const struct line *line)
{
	const struct catalog *catalog =
	    catalogs_version(&running->catalogs, line->catalog);
	struct product wanted = { .id = line->product };
	const struct product *found;

	if (catalog == NULL || catalog->product_count == 0)
		return "";
	found = bsearch(&wanted, catalog->products, catalog->product_count,
	    sizeof(wanted), product_compare);
	return found == NULL ? "" : found->line;
}

/* The purchase order that the line's order gives or inherits; else that of who
 * pays. */
static const char *
po_number(const struct running_terms *terms,
    const struct billing_subscription *from, const struct line *line)
{
	const char *own = order_po_number(
	    from->orders, from->order_count, line->order, line->order_line);

	return own[0] != '\0' ? own : terms->payer->po_number;
}

enum status
running_group(struct running *running, const struct running_terms *terms,
    const struct billing_subscription *from, struct proposed_list *lines,
    size_t first)
{
	enum status status = STATUS_OK;
	size_t i;

	if (terms->group_by.count + terms->split_by.count == 0)
		return STATUS_OK;
	for (i = first; i < lines->count && status == STATUS_OK; i++) {
		struct line *line = &lines->items[i].line;
		const char *const values[] = {
			[GROUPING_ACCOUNT] = line->owner,
			[GROUPING_CHILD] = terms->child,
			[GROUPING_SERVICE] = line->service,
			[GROUPING_PRODUCT_LINE] = product_line(running, line),
			[GROUPING_ORDER] = line->order,
			[GROUPING_PO_NUMBER] = po_number(terms, from, line),
		};

		if (line->corrects[0] != '\0')
			continue;
		status = grouping_join(&terms->group_by, values,
		    &running->scratch, &line->section, running->error);
		if (status == STATUS_OK)
			status = grouping_join(&terms->split_by, values,
			    &running->scratch, &line->split, running->error);
	}
	return status;
}
