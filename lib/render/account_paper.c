/*
 * As in paper.c, the view is built whole before anything is written.
 */
#include "render/account_paper.h"

#include "render/showing.h"

/* Kinds of entries, as templates and people name them. */
static const struct {
	const char *name;
	const char *title;
} kinds[] = {
	[ENTRY_INVOICE] = { "invoice", "Invoice" },
	[ENTRY_CREDIT_NOTE] = { "credit_note", "Credit note" },
	[ENTRY_PAYMENT] = { "payment", "Payment" },
	[ENTRY_REVERSAL] = { "reversal", "Reversal" },
};

#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

static void
show_entry(const struct showing *showing, struct view *scope,
    const struct account_entry *entry)
{
	struct views *views = showing->views;
	const char *title;
	size_t i;

	title = arena_format(
	    views->arena, "%s %s", kinds[entry->kind].title, entry->number);
	if (title == NULL)
		views->failed = true;
	view_text(views, scope, "title", title == NULL ? "" : title);
	view_text(views, scope, "kind", kinds[entry->kind].name);
	for (i = 0; i < KIND_COUNT; i++)
		view_text(views, scope, kinds[i].name,
		    i == entry->kind ? entry->number : "");
	view_text(views, scope, "number", entry->number);
	view_text(views, scope, "reference", entry->reference);
	showing_date(showing, scope, "date", entry->date);
	showing_date(showing, scope, "due_date", entry->due_date);
	showing_money(showing, scope, "amount", entry->amount);
	showing_money(showing, scope, "balance", entry->balance);
}

static void
show_entries(const struct showing *showing, struct view *root,
    const struct account_statement *statement)
{
	struct view *list = view_list(showing->views, root, "entries");
	struct account_entry shape = {
		.date = DATE_NONE,
		.due_date = DATE_NONE,
		.number = "",
		.reference = "",
		.amount = statement->previous,
		.balance = statement->previous,
	};
	size_t i;

	show_entry(showing, view_shape(showing->views, list), &shape);
	for (i = 0; i < statement->entry_count; i++)
		show_entry(showing, view_item(showing->views, list),
		    &statement->entries[i]);
}

static void
show_sums(const struct showing *showing, struct view *root,
    const struct account_statement *statement)
{
	const struct aging *aging = &statement->aging;
	struct money balance = statement->balance;
	struct views *views = showing->views;

	showing_money(showing, root, "previous", statement->previous);
	showing_money(showing, root, "new", statement->invoiced);
	showing_money(showing, root, "credits", statement->credited);
	showing_money(showing, root, "payments", statement->paid);
	showing_money(showing, root, "balance", balance);
	if (balance.minor > 0)
		showing_money(showing, root, "owed", balance);
	else
		view_text(views, root, "owed", "");
	if (balance.minor < 0)
		showing_money(
		    showing, root, "in_favour", money_negate(balance));
	else
		view_text(views, root, "in_favour", "");
	showing_money(showing, root, "current", aging->current);
	showing_money(showing, root, "days_30", aging->days_30);
	showing_money(showing, root, "days_60", aging->days_60);
	showing_money(showing, root, "days_90", aging->days_90);
	showing_money(showing, root, "older", aging->older);
	showing_money(showing, root, "credit", aging->credit);
	showing_money(showing, root, "unapplied", aging->unapplied);
}

enum status
account_paper_render(const struct account_paper *paper,
    const struct template *template, struct spool *spool, struct arena *scratch,
    struct error *error)
{
	const struct account_statement *statement = paper->statement;
	struct views views = { .arena = scratch };
	const struct showing showing = { &views, false };
	struct view root = { .name = "" };

	showing_seller(&showing, &root, paper->company);
	showing_party(&showing, &root, &paper->party);
	view_text(&views, &root, "currency", statement->previous.currency.code);
	showing_period(&showing, &root, statement->from, statement->to);
	show_entries(&showing, &root, statement);
	show_sums(&showing, &root, statement);
	if (views.failed)
		return error_memory(error);
	return template_expand(template, &root, spool, scratch, error);
}
