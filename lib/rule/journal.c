/*
 * Entries of one role, account and product are added up: a document has a
 * handful of them, so the place of each is searched in line.
 */
#include "rule/journal.h"

#include <assert.h>
#include <string.h>

static enum status
entry_add(struct entries *entries, struct entry entry, struct error *error)
{
	size_t i;

	for (i = 0; i < entries->count; i++) {
		struct entry *other = &entries->items[i];

		if (other->role == entry.role &&
		    strcmp(other->account_code, entry.account_code) == 0 &&
		    strcmp(other->product, entry.product) == 0)
			return money_add(
			    other->amount, entry.amount, &other->amount, error);
	}
	entries->items[entries->count++] = entry;
	return STATUS_OK;
}

/* The revenue of a charge that has components is that of their products, and
 * what the end of a contract costs that of the plan's; a discount lessens the
 * revenue of what it is taken off. */
static const char *
product_revenue(const struct line *line, const struct plan *plan,
    const struct charge *charge)
{
	size_t i;

	if (charge == NULL)
		return line->kind == LINE_FEE ? plan->product->revenue : "";
	for (i = 0; i < charge->component_count; i++) {
		const struct product *product = charge->components[i].product;

		if (strcmp(product->id, line->product) == 0)
			return product->revenue;
	}
	return charge->revenue;
}

/* The account code for the revenue of a line. */
static const char *
revenue_code(const struct line *line, const struct company *company,
    const struct catalogs *catalogs)
{
	const struct plan *plan =
	    catalogs_plan(catalogs, line->catalog, line->plan);
	const struct charge *charge =
	    plan == NULL ? NULL : plan_charge(plan, line->charge);
	const char *code =
	    plan == NULL ? "" : product_revenue(line, plan, charge);

	return code[0] != '\0' ? code : company->codes[ROLE_REVENUE];
}

static struct entry
line_entry(const struct document *document, const struct line *line,
    const struct company *company, const struct catalogs *catalogs)
{
	bool deferred = line->period_end.days > document->issue_date.days;

	return (struct entry){
		.role = deferred ? ROLE_DEFERRED : ROLE_REVENUE,
		.account_code = deferred
				    ? company->codes[ROLE_DEFERRED]
				    : revenue_code(line, company, catalogs),
		.product = line->product,
		.amount = money_negate(line->amount),
	};
}

enum status
journal_of(const struct document *document, const struct company *company,
    const struct catalogs *catalogs, struct entries *entries,
    struct arena *scratch, struct error *error)
{
	struct entry entry = {
		.role = ROLE_RECEIVABLE,
		.account_code = company->codes[ROLE_RECEIVABLE],
		.product = "",
		.amount = document->total,
	};
	enum status status;
	int64_t sum = 0;
	size_t i, kept;

	entries->count = 0;
	entries->items = arena_array(
	    scratch, document->line_count + 2, sizeof(*entries->items));
	if (entries->items == NULL)
		return error_memory(error);
	status = entry_add(entries, entry, error);
	for (i = 0; i < document->line_count && status == STATUS_OK; i++) {
		entry = line_entry(
		    document, &document->lines[i], company, catalogs);
		status = entry_add(entries, entry, error);
	}
	if (status != STATUS_OK)
		return status;
	entry.role = ROLE_TAX_PAYABLE;
	entry.account_code = company->codes[ROLE_TAX_PAYABLE];
	entry.product = "";
	entry.amount = money_negate(document->tax);
	status = entry_add(entries, entry, error);

	for (i = kept = 0; i < entries->count; i++) {
		sum += entries->items[i].amount.minor;
		if (entries->items[i].amount.minor != 0)
			entries->items[kept++] = entries->items[i];
	}
	entries->count = kept;
	assert(status != STATUS_OK || sum == 0);
	return status;
}

enum status
journal_of_payment(const struct cash *cash, const struct company *company,
    struct entries *entries, struct arena *scratch, struct error *error)
{
	static const enum role roles[] = { ROLE_CASH, ROLE_RECEIVABLE,
		ROLE_UNAPPLIED };
	struct money amounts[3] = { cash->received,
		money_negate(cash->applied) };
	enum status status;
	size_t i;

	*entries = (struct entries){ .items = arena_array(
					 scratch, 3, sizeof(*entries->items)) };
	if (entries->items == NULL)
		return error_memory(error);
	status =
	    money_subtract(cash->applied, cash->received, &amounts[2], error);
	for (i = 0; i < 3 && status == STATUS_OK; i++) {
		if (amounts[i].minor == 0)
			continue;
		entries->items[entries->count++] = (struct entry){
			.role = roles[i],
			.account_code = company->codes[roles[i]],
			.product = "",
			.amount = amounts[i],
		};
	}
	return status;
}
