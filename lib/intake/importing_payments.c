/*
 * Payments, and reversals of them.  They are decided in the order in which they
 * came in, reversals after the payments of their day, then by their ids: the
 * order of the file means nothing.  What they settle is found out in the end,
 * for all of them.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/money.h"
#include "intake/importing.h"
#include "ledger/facts.h"
#include "ledger/locks.h"
#include "work/cells.h"
#include "work/settling.h"

enum {
	PAYMENT,
	ACCOUNT,
	AMOUNT,
	CURRENCY,
	RECEIVED_ON,
	METHOD,
	REFERENCE,
	INVOICE,
	REVERSES,
	COLUMN_COUNT
};

static const struct column columns[COLUMN_COUNT] = {
	[PAYMENT] = { "payment", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[ACCOUNT] = { "account", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[AMOUNT] = { "amount", COLUMN_REQUIRED | COLUMN_NUMBER },
	[CURRENCY] = { "currency", COLUMN_REQUIRED },
	[RECEIVED_ON] = { "received_on", COLUMN_REQUIRED },
	[METHOD] = { "method", 0 },
	[REFERENCE] = { "reference", 0 },
	[INVOICE] = { "invoice", COLUMN_IDENTIFIER },
	[REVERSES] = { "reverses", COLUMN_IDENTIFIER },
};

static const struct schema schema = { "payments", columns, COLUMN_COUNT,
	EXTRAS_X };

/* The answers of STATEMENT_RESOLVE_PAYMENTS. */
enum { ANSWER_ACCOUNT, ANSWER_INVOICE, ANSWER_REVERSED, ANSWER_REVERSAL };

static enum status
fail(const struct cells *cells, size_t column, const char *why)
{
	(void)error_set(cells->error, STATUS_INVALID, "%s", why);
	return cell_fail(cells, column);
}

/* The amount in minor units: above zero, below it for a reversal. */
static enum status
parse_amount(const struct cells *cells, struct money *amount)
{
	bool reversal = cells->values[REVERSES][0] != '\0';
	struct currency currency;

	if (currency_parse(cells->values[CURRENCY], &currency, cells->error) !=
	    STATUS_OK)
		return cell_fail(cells, CURRENCY);
	if (money_parse(cells->values[AMOUNT], currency, amount,
		cells->error) != STATUS_OK)
		return cell_fail(cells, AMOUNT);
	if (money_line(*amount, cells->error) != STATUS_OK)
		return cell_fail(cells, AMOUNT);
	if (reversal && amount->minor >= 0)
		return fail(cells, AMOUNT, "a reversal is below zero");
	if (!reversal && amount->minor <= 0)
		return fail(cells, AMOUNT,
		    "a payment is above zero; a reversal names the payment "
		    "that it reverses");
	return STATUS_OK;
}

static enum status
check_received(const struct cells *cells, struct date as_of)
{
	char text[DATE_TEXT_MAX];
	struct date received = DATE_NONE;

	if (cell_date(cells, RECEIVED_ON, &received) != STATUS_OK)
		return cells->error->status;
	if (!date_given(as_of) || received.days <= as_of.days)
		return STATUS_OK;
	(void)error_set(cells->error, STATUS_INVALID, "%s is after --as-of %s",
	    cells->values[RECEIVED_ON], date_format(as_of, text));
	return cell_fail(cells, RECEIVED_ON);
}

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	struct cells cells = { &schema, facts->values, importing->scratch,
		error };
	const char **v = facts->values;
	struct money amount = { .minor = 0 };
	char money[MONEY_TEXT_MAX];
	enum status status;

	status = parse_amount(&cells, &amount);
	if (status == STATUS_OK)
		status = check_received(&cells, importing->request->as_of);
	if (status == STATUS_OK && v[REVERSES][0] != '\0' &&
	    v[INVOICE][0] != '\0')
		status = fail(&cells, INVOICE,
		    "a reversal undoes whatever the payment settled");
	if (status != STATUS_OK)
		return status;
	v[AMOUNT] = arena_text(importing->scratch, money_format(amount, money));
	staged->key = v[PAYMENT];
	staged->part = arena_format(
	    importing->scratch, "%s %" PRId64, v[CURRENCY], amount.minor);
	staged->date = v[RECEIVED_ON];
	staged->account = v[ACCOUNT];
	staged->reference = v[REVERSES];
	staged->other = v[INVOICE];
	return v[AMOUNT] == NULL || staged->part == NULL ? error_memory(error)
							 : STATUS_OK;
}

/* The account must be known, and deal in this currency. */
static enum status
check_account(
    const char *const *v, const struct resolved *resolved, struct error *error)
{
	const char *currency = resolved->answers[ANSWER_ACCOUNT];

	if (currency == NULL)
		return error_set(error, STATUS_INVALID,
		    "column account: %s is not known", v[ACCOUNT]);
	if (currency[0] == '\0' || strcmp(currency, v[CURRENCY]) == 0)
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "column currency: the account is kept in %s", currency);
}

/* The invoice, where one is named, must be the account's. */
static enum status
check_invoice(
    const char *const *v, const struct resolved *resolved, struct error *error)
{
	const char *found = resolved->answers[ANSWER_INVOICE];
	static const char invoice[] = "invoice ";

	if (v[INVOICE][0] == '\0')
		return STATUS_OK;
	if (found == NULL)
		return error_set(error, STATUS_INVALID,
		    "column invoice: %s is not known", v[INVOICE]);
	/* "invoice USD A1" */
	if (strncmp(found, invoice, strlen(invoice)) != 0)
		return error_set(error, STATUS_INVALID,
		    "column invoice: %s is a credit note", v[INVOICE]);
	found += strlen(invoice);
	if (strcmp(found + 4, v[ACCOUNT]) != 0)
		return error_set(error, STATUS_INVALID,
		    "column invoice: %s is of account %s", v[INVOICE],
		    found + 4);
	if (strncmp(found, v[CURRENCY], 3) != 0)
		return error_set(error, STATUS_INVALID,
		    "column invoice: %s is in %.3s", v[INVOICE], found);
	return STATUS_OK;
}

/* What the payment that is reversed says, against what its reversal says. */
static enum status
compare_reversed(const char *const *v, struct money amount,
    const char *reversed, struct error *error)
{
	char money[MONEY_TEXT_MAX], date[DATE_TEXT_MAX];
	int64_t minor;
	char *rest;

	/* "USD 10000 2026-01-31 A1" */
	minor = strtoll(reversed + 4, &rest, 10);
	snprintf(date, sizeof(date), "%.10s", rest + 1);
	rest += 1 + strlen(date) + 1;
	if (strcmp(rest, v[ACCOUNT]) != 0)
		return error_set(error, STATUS_INVALID,
		    "column account: payment %s came from account %s",
		    v[REVERSES], rest);
	if (strncmp(reversed, v[CURRENCY], 3) != 0)
		return error_set(error, STATUS_INVALID,
		    "column currency: payment %s is in %.3s", v[REVERSES],
		    reversed);
	if (amount.minor != -minor)
		return error_set(error, STATUS_INVALID,
		    "column amount: payment %s is of %s", v[REVERSES],
		    money_format(money_of(minor, amount.currency), money));
	if (strcmp(v[RECEIVED_ON], date) < 0)
		return error_set(error, STATUS_INVALID,
		    "column received_on: payment %s came on %s", v[REVERSES],
		    date);
	return STATUS_OK;
}

static enum status
check_reversed(const char *const *v, struct money amount,
    const struct resolved *resolved, struct error *error)
{
	if (v[REVERSES][0] == '\0')
		return STATUS_OK;
	if (resolved->answers[ANSWER_REVERSED] == NULL)
		return error_set(error, STATUS_INVALID,
		    "column reverses: no payment %s came in", v[REVERSES]);
	if (resolved->answers[ANSWER_REVERSAL] != NULL)
		return error_set(error, STATUS_INVALID,
		    "column reverses: payment %s is reversed by %s",
		    v[REVERSES], resolved->answers[ANSWER_REVERSAL]);
	return compare_reversed(
	    v, amount, resolved->answers[ANSWER_REVERSED], error);
}

/* Before the first payment: where the ledger stands. */
struct standing {
	struct date closed; /* all days until then */
	bool marked; /* there is something to settle */
	struct settlement_marks marks;
};

static enum status
judge(struct importing *importing, struct error *error)
{
	struct standing *standing =
	    arena_alloc(importing->arena, sizeof(*standing));

	if (standing == NULL)
		return error_memory(error);
	importing->state = standing;
	standing->marked = false;
	return locks_last(importing->ledger, &standing->closed, error);
}

static enum status
check_open(const struct importing *importing, const struct cells *cells)
{
	const struct standing *standing = importing->state;
	struct date received;
	enum status status;

	status = cell_date(cells, RECEIVED_ON, &received);
	if (status != STATUS_OK)
		return status;
	status = locks_check(standing->closed, received,
	    "a later day is expected: what comes late is booked when it is "
	    "found",
	    cells->error);
	return status == STATUS_OK ? status : cell_fail(cells, RECEIVED_ON);
}

static enum status
mark(struct importing *importing, struct error *error)
{
	struct standing *standing = importing->state;

	if (standing->marked)
		return STATUS_OK;
	standing->marked = true;
	return settlements_mark(importing->ledger, &standing->marks, error);
}

static enum status
put(struct importing *importing, const struct facts *facts, struct money amount,
    const void *content, struct error *error)
{
	const char *const *v = facts->values;
	char minor[24];
	const char *values[] = { v[PAYMENT], v[ACCOUNT], minor, v[CURRENCY],
		v[RECEIVED_ON], v[METHOD], v[REFERENCE], v[INVOICE],
		v[REVERSES], facts->extra };
	struct fact fact = { content, values,
		sizeof(values) / sizeof(values[0]) };
	enum status status = mark(importing, error);

	snprintf(minor, sizeof(minor), "%" PRId64, amount.minor);
	if (status == STATUS_OK)
		status =
		    summary_amount(importing->request->summary, amount, error);
	if (status == STATUS_OK)
		status = fact_put(
		    importing->ledger, STATEMENT_PAYMENT_INSERT, &fact, error);
	return status;
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	struct facts mended = *facts;
	const char *const *v = facts->values;
	struct cells cells = { &schema, mended.values, importing->scratch,
		error };
	struct money amount = { .minor = 0 };
	enum status status;

	*outcome = OUTCOME_ACCEPTED;
	status = check_account(v, resolved, error);
	if (status == STATUS_OK)
		status = parse_amount(&cells, &amount);
	if (status == STATUS_OK)
		status = check_invoice(v, resolved, error);
	if (status == STATUS_OK)
		status = check_reversed(v, amount, resolved, error);
	if (status == STATUS_OK)
		status = check_open(importing, &cells);
	if (status == STATUS_OK)
		status =
		    put(importing, facts, amount, resolved->content, error);
	return status;
}

/* All payments are there: settle. */
static enum status
finish(struct importing *importing, struct error *error)
{
	const struct standing *standing = importing->state;

	if (!standing->marked)
		return STATUS_OK;
	return settling_run(
	    importing->ledger, &importing->company, &standing->marks, error);
}

const struct import_kind importing_payments = {
	.name = "payments",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_PAYMENTS,
	.key_count = 1,
	.once = "payment",
	.check = check,
	.judge = judge,
	.decide = decide,
	.finish = finish,
};
