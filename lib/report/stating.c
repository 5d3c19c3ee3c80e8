/*
 * Two streams in the order of accounts and currencies: what is owed, and what
 * came in the period.
 */
#include "report/stating.h"

#include <string.h>

#include "base/arena.h"
#include "ledger/companies.h"
#include "ledger/query.h"
#include "report/addressing.h"
#include "work/selecting.h"
#include "work/window.h"

/* The columns of STATEMENT_PAPER_BALANCES and STATEMENT_PAPER_ENTRIES. */
enum {
	B_ACCOUNT,
	B_CURRENCY,
	B_PREVIOUS,
	B_CURRENT,
	B_DAYS_30,
	B_DAYS_60,
	B_DAYS_90,
	B_OLDER,
	B_CREDIT,
	B_ACCOUNT_NAME,
	B_CUSTOMER,
	B_NAME
};
enum {
	E_ACCOUNT,
	E_CURRENCY,
	E_DATE,
	E_KIND,
	E_NUMBER,
	E_DUE_DATE,
	E_REFERENCE,
	E_AMOUNT
};

struct stating {
	struct query balances;
	struct query entries;
	bool entry_found;
	struct window window; /* as_of: the last day of the period */
	struct selection selection;
	struct company company;
	struct arena arena;
	struct arena scratch;
	struct error *error;
	bool full; /* a copy did not fit into memory */
};

static const char *
copy(struct stating *stating, struct query *query, int column)
{
	const char *text =
	    arena_text(&stating->scratch, query_text(query, column));

	stating->full = stating->full || text == NULL;
	return text == NULL ? "" : text;
}

static enum entry_kind
kind_of(const char *text)
{
	if (strcmp(text, "invoice") == 0)
		return ENTRY_INVOICE;
	if (strcmp(text, "credit_note") == 0)
		return ENTRY_CREDIT_NOTE;
	return strcmp(text, "payment") == 0 ? ENTRY_PAYMENT : ENTRY_REVERSAL;
}

static enum status
add_entry(struct stating *stating, struct account_statement *statement)
{
	struct currency currency = statement->previous.currency;
	struct query *query = &stating->entries;
	struct account_entry *entry;
	enum status status;

	statement->entries = arena_grow(&stating->scratch, statement->entries,
	    statement->entry_count, sizeof(*statement->entries));
	if (statement->entries == NULL)
		return error_memory(stating->error);
	entry = &statement->entries[statement->entry_count++];
	*entry = (struct account_entry){
		.kind = kind_of(query_text(query, E_KIND)),
		.number = copy(stating, query, E_NUMBER),
		.reference = copy(stating, query, E_REFERENCE),
		.amount = money_of(query_integer(query, E_AMOUNT), currency),
	};
	status = query_date(query, E_DATE, &entry->date, stating->error);
	if (status == STATUS_OK)
		status = query_date(
		    query, E_DUE_DATE, &entry->due_date, stating->error);
	return status;
}

/* Whether the entry that the stream stands on is of ${account}. */
static bool
entry_of(struct stating *stating, const char *account, const char *currency)
{
	struct query *query = &stating->entries;

	return stating->entry_found &&
	       strcmp(query_text(query, E_ACCOUNT), account) == 0 &&
	       strcmp(query_text(query, E_CURRENCY), currency) == 0;
}

/* Step over the entries of the account; keep them for ${statement}, if any. */
static enum status
take_entries(struct stating *stating, struct account_statement *statement)
{
	const char *account = query_text(&stating->balances, B_ACCOUNT);
	const char *currency = query_text(&stating->balances, B_CURRENCY);
	enum status status = STATUS_OK;

	while (status == STATUS_OK && entry_of(stating, account, currency)) {
		if (statement != NULL)
			status = add_entry(stating, statement);
		if (status == STATUS_OK)
			status = query_next(&stating->entries,
			    &stating->entry_found, stating->error);
	}
	return status;
}

static enum status
read_statement(struct stating *stating, struct account_statement *statement)
{
	struct query *query = &stating->balances;
	struct currency currency;
	enum status status;

	status = currency_parse(
	    query_text(query, B_CURRENCY), &currency, stating->error);
	if (status != STATUS_OK)
		return status;
	*statement = (struct account_statement){
		.from = stating->window.from,
		.to = date_add_days(stating->window.as_of, 1),
		.previous =
		    money_of(query_integer(query, B_PREVIOUS), currency),
	};
	statement->aging = (struct aging){
		.current = money_of(query_integer(query, B_CURRENT), currency),
		.days_30 = money_of(query_integer(query, B_DAYS_30), currency),
		.days_60 = money_of(query_integer(query, B_DAYS_60), currency),
		.days_90 = money_of(query_integer(query, B_DAYS_90), currency),
		.older = money_of(query_integer(query, B_OLDER), currency),
		.credit = money_of(query_integer(query, B_CREDIT), currency),
	};
	return STATUS_OK;
}

static enum status
read_stated(struct stating *stating, struct stated *stated)
{
	struct query *query = &stating->balances;

	*stated = (struct stated){
		.company = &stating->company,
		.party = { .account = copy(stating, query, B_ACCOUNT),
		    .account_name = copy(stating, query, B_ACCOUNT_NAME),
		    .customer = copy(stating, query, B_CUSTOMER) },
	};
	return addressing_read(
	    query, B_NAME, &stating->scratch, &stated->party, stating->error);
}

/* Show the statement that the stream stands on, if it is wanted. */
static enum status
state(struct stating *stating, stating_visit *visit, void *context)
{
	struct query *query = &stating->balances;
	struct account_statement statement;
	struct stated stated;
	enum status status;
	bool wanted;

	arena_reset(&stating->scratch);
	wanted =
	    selection_has(&stating->selection, query_text(query, B_ACCOUNT));
	/* Every account has a row without currency, so that it is known. */
	if (query_text(query, B_CURRENCY)[0] == '\0')
		return STATUS_OK;
	if (!wanted)
		return take_entries(stating, NULL);
	status = read_statement(stating, &statement);
	if (status == STATUS_OK)
		status = read_stated(stating, &stated);
	if (status == STATUS_OK)
		status = take_entries(stating, &statement);
	if (status == STATUS_OK)
		status = account_statement_total(&statement, stating->error);
	if (status == STATUS_OK && stating->full)
		status = error_memory(stating->error);
	stated.statement = &statement;
	if (status == STATUS_OK)
		status =
		    visit(context, &stated, &stating->scratch, stating->error);
	return status;
}

static enum status
state_all(struct stating *stating, stating_visit *visit, void *context)
{
	enum status status = STATUS_OK;
	const char *missing;
	bool found = true;

	while (status == STATUS_OK) {
		status = query_next(&stating->balances, &found, stating->error);
		if (status != STATUS_OK || !found)
			break;
		status = state(stating, visit, context);
	}
	missing = selection_missing(&stating->selection);
	if (status == STATUS_OK && missing != NULL)
		status = error_set(stating->error, STATUS_INVALID,
		    "account %.128s is not known", missing);
	return status;
}

/* The period, to its end or to as_of. */
static enum status
find_window(
    struct stating *stating, const struct request *request, const char *period)
{
	struct window *window = &stating->window;
	enum status status;

	status = window_of(request, period, window, stating->error);
	if (status != STATUS_OK)
		return status;
	if (window->as_of.days < window->from.days)
		return error_set(stating->error, STATUS_USAGE,
		    "--period %.40s begins after --as-of", period);
	if (window->as_of.days >= window->to.days)
		window->as_of = date_add_days(window->to, -1);
	return STATUS_OK;
}

/* Begin one stream, narrowed to the accounts that are wanted. */
static enum status
open_stream(struct stating *stating, struct ledger *ledger,
    enum statement statement, struct query *query)
{
	const struct window *window = &stating->window;
	const char *low, *high;
	enum status status;
	int days;

	status = query_begin(ledger, statement, query, stating->error);
	if (status != STATUS_OK)
		return status;
	selection_range(&stating->selection, &low, &high);
	if (window->account != NULL && strcmp(window->account, low) > 0)
		low = window->account;
	if (window->account != NULL && strcmp(window->account, high) < 0)
		high = window->account;
	query_bind_date(query, window->as_of);
	query_bind_text(query, low);
	query_bind_text(query, high);
	query_bind_date(query, window->from);
	for (days = 30; days <= 90; days += 30)
		query_bind_date(query, date_add_days(window->as_of, -days));
	return STATUS_OK;
}

static enum status
open_streams(struct stating *stating, struct ledger *ledger)
{
	enum status status;

	status = open_stream(
	    stating, ledger, STATEMENT_PAPER_BALANCES, &stating->balances);
	if (status == STATUS_OK)
		status = open_stream(stating, ledger, STATEMENT_PAPER_ENTRIES,
		    &stating->entries);
	if (status != STATUS_OK)
		return status;
	return query_next(
	    &stating->entries, &stating->entry_found, stating->error);
}

enum status
stating_run(const struct request *request,
    const struct stating_options *options, stating_visit *visit, void *context,
    struct error *error)
{
	const struct selecting from = { options->accounts,
		options->account_count, options->list, "account" };
	struct stating stating = { .error = error };
	struct ledger *ledger = NULL;
	enum status status;

	status = find_window(&stating, request, options->period);
	if (status == STATUS_OK)
		status = selection_open(
		    &from, &stating.arena, &stating.selection, error);
	if (status == STATUS_OK)
		status = request_open(request, LEDGER_READ, &ledger, error);
	if (status == STATUS_OK)
		status = window_check(&stating.window, ledger, error);
	if (status == STATUS_OK)
		status = company_load(
		    ledger, &stating.arena, &stating.company, error);
	if (status == STATUS_OK)
		status = open_streams(&stating, ledger);
	if (status == STATUS_OK)
		status = state_all(&stating, visit, context);
	query_end(&stating.balances);
	query_end(&stating.entries);
	ledger_close(ledger);
	arena_close(&stating.scratch);
	arena_close(&stating.arena);
	return status;
}
