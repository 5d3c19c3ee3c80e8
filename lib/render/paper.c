/*
 * The view is built whole before anything is written; texts that have to be
 * made live in the scratch arena beside it.
 */
#include "render/paper.h"

#include <assert.h>
#include <string.h>

#include "rate/dimension.h"
#include "render/showing.h"

struct making {
	const struct paper *paper;
	const struct document *document;
	struct views *views;
	struct showing showing;
	struct money subtotal; /* of the section, so far */
	struct error *error;
};

/* One row of the summary of taxes. */
struct tax_group {
	const struct line_tax *tax;
	struct money base;
	struct money amount;
};

struct tax_groups {
	struct tax_group *items;
	size_t count;
};

static void
show_head(const struct making *making, struct view *root)
{
	const struct document *document = making->document;
	const struct showing *showing = &making->showing;
	const struct paper *paper = making->paper;

	showing_seller(showing, root, paper->company);
	showing_party(showing, root, &paper->party);
	view_text(making->views, root, "number", paper->number);
	showing_date(showing, root, "issue_date", document->issue_date);
	showing_date(showing, root, "due_date", document->due_date);
	view_text(making->views, root, "currency", document->currency.code);
	view_text(making->views, root, "po_number", paper->po_number);
}

/* Show that the invoice of INVOICE/LINE is corrected, each invoice once. */
static void
show_invoice(struct making *making, struct view *list, const char *reference)
{
	const char *slash = strrchr(reference, '/');
	const struct view *item;
	size_t length;

	length =
	    slash == NULL ? strlen(reference) : (size_t)(slash - reference);
	for (item = list->first; item != NULL; item = item->next) {
		const char *invoice = item->first->text;

		if (strncmp(invoice, reference, length) == 0 &&
		    invoice[length] == '\0')
			return;
	}
	view_copy(making->views, view_item(making->views, list), "invoice",
	    reference, length);
}

static void
show_corrected(struct making *making, struct view *root)
{
	const struct document *document = making->document;
	struct view *list = view_list(making->views, root, "corrected");
	size_t i;

	view_text(
	    making->views, view_shape(making->views, list), "invoice", "");
	for (i = 0; i < document->line_count; i++) {
		/* Without memory an item may lack what is looked at. */
		if (making->views->failed)
			return;
		if (document->lines[i].corrects[0] != '\0')
			show_invoice(making, list, document->lines[i].corrects);
	}
}

static bool
begins_with(const char *text, const char *beginning)
{
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* What a line is for; nobody wants to read "Fiber: Fiber". */
static void
show_title(struct making *making, struct view *scope, const char *product,
    const char *description)
{
	const char *title;
	const char *colon = strrchr(description, ':'); /* BUNDLE: PRODUCT */

	if (begins_with(description, product) ||
	    (colon != NULL && colon[1] == ' ' &&
		strcmp(colon + 2, product) == 0))
		title = description;
	else if (begins_with(product, description))
		title = product;
	else
		title = arena_format(
		    making->views->arena, "%s: %s", product, description);
	if (title == NULL)
		making->views->failed = true;
	view_text(making->views, scope, "title", title == NULL ? "" : title);
}

/*
 * Nobody wants to read "1" beside each fee, or how many minima there are.  What
 * is measured is always said, and on a credit note it is what is credited, as
 * its amount is.
 */
static void
show_quantity(
    struct making *making, struct view *scope, const struct line *line)
{
	struct decimal one = decimal_from_integer(1);
	struct decimal quantity = line->quantity;

	if (line->kind == LINE_MINIMUM ||
	    (line->unit[0] == '\0' && decimal_compare(quantity, one) == 0)) {
		view_text(making->views, scope, "quantity", "");
		return;
	}
	if (making->showing.flipped && line->kind == LINE_USAGE)
		quantity.coefficient = -quantity.coefficient;
	showing_decimal(&making->showing, scope, "quantity", quantity);
}

/* Which line is corrected: as INVOICE/LINE, and in two. */
static void
show_corrects(struct making *making, struct view *scope, const char *reference)
{
	const char *slash = strrchr(reference, '/');
	size_t length = strlen(reference);

	if (slash != NULL)
		length = (size_t)(slash - reference);
	view_text(making->views, scope, "corrects", reference);
	view_copy(making->views, scope, "corrects_invoice", reference, length);
	view_text(making->views, scope, "corrects_line",
	    slash == NULL ? "" : slash + 1);
}

/* What usage was counted for: "zone eu, roaming yes". */
static enum status
show_dimensions(
    struct making *making, struct view *scope, const struct line *line)
{
	struct arena *arena = making->views->arena;
	struct dimensions dimensions;
	const char *text = "";
	enum status status;
	size_t i;

	status =
	    dimension_list(line->dimensions, arena, &dimensions, making->error);
	if (status != STATUS_OK)
		return status;
	for (i = 0; i < dimensions.count && text != NULL; i++)
		text = arena_format(arena, "%s%s%s %s", text, i > 0 ? ", " : "",
		    dimensions.items[i].name, dimensions.items[i].value);
	if (text == NULL)
		return error_memory(making->error);
	view_text(making->views, scope, "dimensions", text);
	return STATUS_OK;
}

/* The line at ${index}. */
static enum status
show_line(struct making *making, struct view *scope, const struct line *line,
    size_t index)
{
	const char *product = making->paper->products[index];
	struct showing *showing = &making->showing;
	struct views *views = making->views;

	showing_decimal(
	    showing, scope, "line", decimal_from_integer((int64_t)index + 1));
	view_text(views, scope, "kind", line_kind_name(line->kind));
	view_text(views, scope, "product", product);
	view_text(views, scope, "description", line->description);
	show_title(making, scope, product, line->description);
	view_text(views, scope, "charge", line->charge);
	showing_period(showing, scope, line->period_start, line->period_end);
	show_quantity(making, scope, line);
	view_text(views, scope, "unit", line->unit);
	view_text(views, scope, "unit_price", line->unit_price);
	showing_money(showing, scope, "amount", line->amount);
	view_text(views, scope, "tax_code", line->tax_code);
	show_corrects(making, scope, line->corrects);
	return show_dimensions(making, scope, line);
}

static bool
together(const struct line *a, const struct line *b)
{
	return strcmp(a->section, b->section) == 0 &&
	       strcmp(a->owner, b->owner) == 0 &&
	       strcmp(a->subscription, b->subscription) == 0;
}

/* The heading of a section over its first group, the sum under its last. */
static enum status
show_section(struct making *making, struct view *scope, size_t first)
{
	const struct document *document = making->document;
	const struct line *line = &document->lines[first], *next = line;
	const struct line *end = document->lines + document->line_count;
	enum status status = STATUS_OK;
	bool ends;

	if (first > 0 && strcmp((line - 1)->section, line->section) == 0) {
		view_text(making->views, scope, "section", "");
	} else {
		view_text(making->views, scope, "section", line->section);
		making->subtotal = money_of(0, document->currency);
	}
	for (; next < end && together(next, line) && status == STATUS_OK;
	     next++)
		status = money_add(making->subtotal, next->amount,
		    &making->subtotal, making->error);
	ends = line->section[0] != '\0' &&
	       (next == end || strcmp(next->section, line->section) != 0);
	view_text(
	    making->views, scope, "subtotal_of", ends ? line->section : "");
	if (ends)
		showing_money(
		    &making->showing, scope, "subtotal", making->subtotal);
	else
		view_text(making->views, scope, "subtotal", "");
	return status;
}

static enum status
show_subscriptions(struct making *making, struct view *root)
{
	const struct document *document = making->document;
	struct views *views = making->views;
	struct view *list = view_list(views, root, "subscriptions");
	struct view *scope, *lines = NULL;
	enum status status = STATUS_OK;
	const struct line *line;
	size_t i;

	for (i = 0; i < document->line_count && status == STATUS_OK; i++) {
		line = &document->lines[i];
		if (i == 0 || !together(line, line - 1)) {
			bool own = strcmp(line->owner, document->account) == 0;

			scope = view_item(views, list);
			view_text(
			    views, scope, "subscription", line->subscription);
			view_text(views, scope, "service", line->service);
			view_text(
			    views, scope, "owner", own ? "" : line->owner);
			status = show_section(making, scope, i);
			lines = view_list(views, scope, "lines");
		}
		if (status == STATUS_OK)
			status =
			    show_line(making, view_item(views, lines), line, i);
	}
	return status;
}

/* The group of ${tax}, made where it is new; NULL if there is no memory. */
static struct tax_group *
group_of(struct making *making, struct tax_groups *groups,
    const struct line_tax *tax)
{
	struct money zero = money_of(0, making->document->currency);
	size_t i;

	for (i = 0; i < groups->count; i++) {
		const struct line_tax *known = groups->items[i].tax;

		if (strcmp(known->name, tax->name) == 0 &&
		    strcmp(known->jurisdiction, tax->jurisdiction) == 0 &&
		    decimal_compare(known->rate, tax->rate) == 0)
			return &groups->items[i];
	}
	groups->items = arena_grow(making->views->arena, groups->items,
	    groups->count, sizeof(*groups->items));
	if (groups->items == NULL)
		return NULL;
	groups->items[groups->count] = (struct tax_group){ tax, zero, zero };
	return &groups->items[groups->count++];
}

/* Add the taxes of ${line}, each with what it was computed on. */
static enum status
group_line(
    struct making *making, struct tax_groups *groups, const struct line *line)
{
	struct money base = line->amount;
	enum status status = STATUS_OK;
	struct tax_group *group;
	size_t i;

	for (i = 0; i < line->tax_count && status == STATUS_OK; i++) {
		const struct line_tax *tax = &line->taxes[i];

		group = group_of(making, groups, tax);
		if (group == NULL)
			return error_memory(making->error);
		status =
		    money_add(group->base, base, &group->base, making->error);
		if (status == STATUS_OK)
			status = money_add(group->amount, tax->amount,
			    &group->amount, making->error);
		if (status == STATUS_OK && tax->taxable)
			status =
			    money_add(base, tax->amount, &base, making->error);
	}
	return status;
}

static void
show_tax(
    struct making *making, struct view *scope, const struct tax_group *group)
{
	struct showing *showing = &making->showing;

	view_text(making->views, scope, "name", group->tax->name);
	view_text(
	    making->views, scope, "jurisdiction", group->tax->jurisdiction);
	showing_decimal(showing, scope, "rate", group->tax->rate);
	showing_money(showing, scope, "base", group->base);
	showing_money(showing, scope, "amount", group->amount);
}

static enum status
show_taxes(struct making *making, struct view *root)
{
	const struct document *document = making->document;
	struct view *list = view_list(making->views, root, "taxes");
	static const struct line_tax no_tax = { .name = "",
		.jurisdiction = "" };
	struct money zero = money_of(0, document->currency);
	struct tax_group shape = { &no_tax, zero, zero };
	struct tax_groups groups = { NULL, 0 };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < document->line_count && status == STATUS_OK; i++)
		status = group_line(making, &groups, &document->lines[i]);
	show_tax(making, view_shape(making->views, list), &shape);
	for (i = 0; i < groups.count; i++)
		show_tax(
		    making, view_item(making->views, list), &groups.items[i]);
	return status;
}

enum status
paper_render(const struct paper *paper, const struct template *template,
    struct spool *spool, struct arena *scratch, struct error *error)
{
	struct views views = { .arena = scratch };
	const struct document *document = paper->document;
	struct making making = {
		.paper = paper,
		.document = document,
		.views = &views,
		.showing = { &views, document->type == DOCUMENT_CREDIT_NOTE },
		.error = error,
	};
	struct view root = { .name = "" };
	enum status status;

	assert(document->line_count > 0);
	show_head(&making, &root);
	show_corrected(&making, &root);
	status = show_subscriptions(&making, &root);
	if (status == STATUS_OK)
		status = show_taxes(&making, &root);
	showing_money(&making.showing, &root, "net", document->net);
	showing_money(&making.showing, &root, "tax", document->tax);
	showing_money(&making.showing, &root, "total", document->total);
	showing_money(&making.showing, &root, "amount_due", document->total);
	if (status == STATUS_OK && views.failed)
		status = error_memory(error);
	if (status == STATUS_OK)
		status =
		    template_expand(template, &root, spool, scratch, error);
	return status;
}
