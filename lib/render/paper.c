/*
 * The view is built whole before anything is written; texts that have to be
 * made live in the scratch arena beside it.
 */
#include "render/paper.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

struct showing {
	const struct paper *paper;
	const struct document *document;
	struct views *views;
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
show(struct showing *showing, struct view *scope, const char *name,
    const char *text)
{
	view_text(showing->views, scope, name, text);
}

/* Show a text that lives in a buffer. */
static void
show_copy(struct showing *showing, struct view *scope, const char *name,
    const char *text)
{
	view_copy(showing->views, scope, name, text, strlen(text));
}

static void
show_date(struct showing *showing, struct view *scope, const char *name,
    struct date date)
{
	char text[DATE_TEXT_MAX];

	show_copy(showing, scope, name, date_format(date, text));
}

static void
show_decimal(struct showing *showing, struct view *scope, const char *name,
    struct decimal decimal)
{
	char text[DECIMAL_TEXT_MAX];

	show_copy(
	    showing, scope, name, decimal_format(decimal_strip(decimal), text));
}

/* An amount of the ledger, flipped on a credit note. */
static void
show_money(struct showing *showing, struct view *scope, const char *name,
    struct money money)
{
	char text[MONEY_TEXT_MAX];

	if (showing->document->type == DOCUMENT_CREDIT_NOTE)
		money = money_negate(money);
	show_copy(showing, scope, name, money_format(money, text));
}

/* Each line of ${text} that is not empty, as an item. */
static void
show_lines(struct showing *showing, struct view *scope, const char *name,
    const char *text)
{
	struct view *list = view_list(showing->views, scope, name);
	size_t length;

	show(showing, view_shape(showing->views, list), "text", "");
	for (; *text != '\0'; text += length + (text[length] == '\n')) {
		length = strcspn(text, "\n");
		if (length > 0)
			view_copy(showing->views,
			    view_item(showing->views, list), "text", text,
			    length);
	}
}

static void
show_head(struct showing *showing, struct view *root)
{
	const struct document *document = showing->document;
	const struct company *company = showing->paper->company;
	const struct paper *paper = showing->paper;

	show(showing, root, "seller_name", company->name);
	show(showing, root, "seller_country", company->country);
	show(showing, root, "seller_tax_id", company->tax_id);
	show_lines(showing, root, "seller_address", company->address);

	show(showing, root, "number", paper->number);
	show_date(showing, root, "issue_date", document->issue_date);
	show_date(showing, root, "due_date", document->due_date);
	show(showing, root, "currency", document->currency.code);
	show(showing, root, "po_number", paper->po_number);

	show(showing, root, "account", document->account);
	show(showing, root, "account_name", paper->account_name);
	show(showing, root, "customer", paper->customer);
	show(showing, root, "customer_name", paper->customer_name);
	show(showing, root, "customer_tax_id", paper->customer_tax_id);
	show_lines(showing, root, "customer_address", paper->address);
}

/* Show that the invoice of INVOICE/LINE is corrected, each invoice once. */
static void
show_invoice(struct showing *showing, struct view *list, const char *reference)
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
	view_copy(showing->views, view_item(showing->views, list), "invoice",
	    reference, length);
}

static void
show_corrected(struct showing *showing, struct view *root)
{
	const struct document *document = showing->document;
	struct view *list = view_list(showing->views, root, "corrected");
	size_t i;

	show(showing, view_shape(showing->views, list), "invoice", "");
	for (i = 0; i < document->line_count; i++) {
		/* Without memory an item may lack what is looked at. */
		if (showing->views->failed)
			return;
		if (document->lines[i].corrects[0] != '\0')
			show_invoice(
			    showing, list, document->lines[i].corrects);
	}
}

/* Half-open in the ledger; people are shown the last day. */
static void
show_period(struct showing *showing, struct view *scope, struct date start,
    struct date end)
{
	char first[DATE_TEXT_MAX], last[DATE_TEXT_MAX] = "";
	char period[2 * DATE_TEXT_MAX + 4];

	date_format(start, first);
	if (date_given(start) && date_given(end) && end.days != DATE_MAX.days &&
	    end.days > start.days)
		date_format(date_add_days(end, -1), last);
	show_copy(showing, scope, "period_first", first);
	show_copy(showing, scope, "period_last", last);
	if (last[0] != '\0' && strcmp(first, last) != 0)
		snprintf(period, sizeof(period), "%s to %s", first, last);
	else
		snprintf(period, sizeof(period), "%s", first);
	show_copy(showing, scope, "period", period);
}

static bool
begins_with(const char *text, const char *beginning)
{
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* What a line is for; nobody wants to read "Fiber: Fiber". */
static void
show_title(struct showing *showing, struct view *scope, const char *product,
    const char *description)
{
	const char *title;

	if (begins_with(description, product))
		title = description;
	else if (begins_with(product, description))
		title = product;
	else
		title = arena_format(
		    showing->views->arena, "%s: %s", product, description);
	if (title == NULL)
		showing->views->failed = true;
	show(showing, scope, "title", title == NULL ? "" : title);
}

/* The line at ${index}. */
static void
show_line(struct showing *showing, struct view *scope, const struct line *line,
    size_t index)
{
	const char *product = showing->paper->products[index];

	show_decimal(
	    showing, scope, "line", decimal_from_integer((int64_t)index + 1));
	show(showing, scope, "kind", line_kind_name(line->kind));
	show(showing, scope, "product", product);
	show(showing, scope, "description", line->description);
	show_title(showing, scope, product, line->description);
	show(showing, scope, "charge", line->charge);
	show_period(showing, scope, line->period_start, line->period_end);
	if (decimal_compare(line->quantity, decimal_from_integer(1)) == 0)
		show(showing, scope, "quantity", "");
	else
		show_decimal(showing, scope, "quantity", line->quantity);
	show(showing, scope, "unit", line->unit);
	show(showing, scope, "unit_price", line->unit_price);
	show_money(showing, scope, "amount", line->amount);
	show(showing, scope, "tax_code", line->tax_code);
	show(showing, scope, "corrects", line->corrects);
}

static bool
together(const struct line *a, const struct line *b)
{
	return strcmp(a->owner, b->owner) == 0 &&
	       strcmp(a->subscription, b->subscription) == 0;
}

static void
show_subscriptions(struct showing *showing, struct view *root)
{
	const struct document *document = showing->document;
	struct view *list = view_list(showing->views, root, "subscriptions");
	struct view *scope, *lines = NULL;
	const struct line *line;
	size_t i;

	for (i = 0; i < document->line_count; i++) {
		line = &document->lines[i];
		if (i == 0 || !together(line, line - 1)) {
			bool own = strcmp(line->owner, document->account) == 0;

			scope = view_item(showing->views, list);
			show(
			    showing, scope, "subscription", line->subscription);
			show(showing, scope, "service", line->service);
			show(showing, scope, "owner", own ? "" : line->owner);
			lines = view_list(showing->views, scope, "lines");
		}
		show_line(showing, view_item(showing->views, lines), line, i);
	}
}

/* The group of ${tax}, made where it is new; NULL if there is no memory. */
static struct tax_group *
group_of(struct showing *showing, struct tax_groups *groups,
    const struct line_tax *tax)
{
	struct money zero = money_of(0, showing->document->currency);
	size_t i;

	for (i = 0; i < groups->count; i++) {
		const struct line_tax *known = groups->items[i].tax;

		if (strcmp(known->name, tax->name) == 0 &&
		    strcmp(known->jurisdiction, tax->jurisdiction) == 0 &&
		    decimal_compare(known->rate, tax->rate) == 0)
			return &groups->items[i];
	}
	groups->items = arena_grow(showing->views->arena, groups->items,
	    groups->count, sizeof(*groups->items));
	if (groups->items == NULL)
		return NULL;
	groups->items[groups->count] = (struct tax_group){ tax, zero, zero };
	return &groups->items[groups->count++];
}

/* Add the taxes of ${line}, each with what it was computed on. */
static enum status
group_line(
    struct showing *showing, struct tax_groups *groups, const struct line *line)
{
	struct money base = line->amount;
	enum status status = STATUS_OK;
	struct tax_group *group;
	size_t i;

	for (i = 0; i < line->tax_count && status == STATUS_OK; i++) {
		const struct line_tax *tax = &line->taxes[i];

		group = group_of(showing, groups, tax);
		if (group == NULL)
			return error_memory(showing->error);
		status =
		    money_add(group->base, base, &group->base, showing->error);
		if (status == STATUS_OK)
			status = money_add(group->amount, tax->amount,
			    &group->amount, showing->error);
		if (status == STATUS_OK && tax->taxable)
			status =
			    money_add(base, tax->amount, &base, showing->error);
	}
	return status;
}

static void
show_tax(
    struct showing *showing, struct view *scope, const struct tax_group *group)
{
	show(showing, scope, "name", group->tax->name);
	show(showing, scope, "jurisdiction", group->tax->jurisdiction);
	show_decimal(showing, scope, "rate", group->tax->rate);
	show_money(showing, scope, "base", group->base);
	show_money(showing, scope, "amount", group->amount);
}

static enum status
show_taxes(struct showing *showing, struct view *root)
{
	const struct document *document = showing->document;
	struct view *list = view_list(showing->views, root, "taxes");
	static const struct line_tax no_tax = { .name = "",
		.jurisdiction = "" };
	struct money zero = money_of(0, document->currency);
	struct tax_group shape = { &no_tax, zero, zero };
	struct tax_groups groups = { NULL, 0 };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < document->line_count && status == STATUS_OK; i++)
		status = group_line(showing, &groups, &document->lines[i]);
	show_tax(showing, view_shape(showing->views, list), &shape);
	for (i = 0; i < groups.count; i++)
		show_tax(
		    showing, view_item(showing->views, list), &groups.items[i]);
	return status;
}

enum status
paper_render(const struct paper *paper, const struct template *template,
    struct spool *spool, struct arena *scratch, struct error *error)
{
	struct views views = { .arena = scratch };
	struct showing showing = { paper, paper->document, &views, error };
	struct view root = { .name = "" };
	enum status status;

	assert(paper->document->line_count > 0);
	show_head(&showing, &root);
	show_corrected(&showing, &root);
	show_subscriptions(&showing, &root);
	status = show_taxes(&showing, &root);
	show_money(&showing, &root, "net", paper->document->net);
	show_money(&showing, &root, "tax", paper->document->tax);
	show_money(&showing, &root, "total", paper->document->total);
	show_money(&showing, &root, "amount_due", paper->document->total);
	if (status == STATUS_OK && views.failed)
		status = error_memory(error);
	if (status == STATUS_OK)
		status =
		    template_expand(template, &root, spool, scratch, error);
	return status;
}
