/*
 * Adjustments before billing: debits and credits for the account's next
 * document.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/money.h"
#include "intake/importing.h"
#include "ledger/facts.h"
#include "work/cells.h"

enum {
	ADJUSTMENT,
	ACCOUNT,
	AMOUNT,
	CURRENCY,
	REASON,
	EFFECTIVE_ON,
	SUBSCRIPTION,
	CHARGE,
	INVOICE,
	LINE,
	COLUMN_COUNT
};

static const struct column columns[COLUMN_COUNT] = {
	[ADJUSTMENT] = { "adjustment", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[ACCOUNT] = { "account", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[AMOUNT] = { "amount", COLUMN_REQUIRED | COLUMN_NUMBER },
	[CURRENCY] = { "currency", COLUMN_REQUIRED },
	[REASON] = { "reason", COLUMN_REQUIRED },
	[EFFECTIVE_ON] = { "effective_on", COLUMN_DATED },
	[SUBSCRIPTION] = { "subscription", COLUMN_IDENTIFIER },
	[CHARGE] = { "charge", COLUMN_IDENTIFIER },
	[INVOICE] = { "invoice", COLUMN_IDENTIFIER },
	[LINE] = { "line", COLUMN_IDENTIFIER },
};

static const struct schema schema = { "adjustments", columns, COLUMN_COUNT,
	EXTRAS_X };

/* The amount in minor units; not zero. */
static enum status
parse_amount(const struct cells *cells, struct money *amount)
{
	struct currency currency;

	if (currency_parse(cells->values[CURRENCY], &currency, cells->error) !=
	    STATUS_OK)
		return cell_fail(cells, CURRENCY);
	if (money_parse(cells->values[AMOUNT], currency, amount,
		cells->error) != STATUS_OK)
		return cell_fail(cells, AMOUNT);
	if (money_line(*amount, cells->error) != STATUS_OK)
		return cell_fail(cells, AMOUNT);
	if (amount->minor != 0)
		return STATUS_OK;
	(void)error_set(
	    cells->error, STATUS_INVALID, "an adjustment of nothing");
	return cell_fail(cells, AMOUNT);
}

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	struct cells cells = { &schema, facts->values, importing->scratch,
		error };
	char text[DATE_TEXT_MAX], money[MONEY_TEXT_MAX];
	struct money amount = { .minor = 0 };
	struct date ignored;
	const char *date;
	enum status status;

	date = arena_text(
	    importing->scratch, date_format(importing->request->as_of, text));
	if (date == NULL)
		return error_memory(error);
	cell_default(&cells, EFFECTIVE_ON, date);
	status = cell_required(&cells, EFFECTIVE_ON);
	if (status == STATUS_OK)
		status = cell_date(&cells, EFFECTIVE_ON, &ignored);
	if (status == STATUS_OK)
		status = parse_amount(&cells, &amount);
	if (status == STATUS_OK)
		status = cell_unsupported(&cells, INVOICE,
		    "posted invoices are not adjusted by this version");
	if (status == STATUS_OK)
		status = cell_unsupported(&cells, LINE,
		    "posted invoices are not adjusted by this version");
	if (status == STATUS_OK && facts->values[CHARGE][0] != '\0')
		status = cell_required(&cells, SUBSCRIPTION);
	if (status != STATUS_OK)
		return status;
	facts->values[AMOUNT] =
	    arena_text(importing->scratch, money_format(amount, money));
	if (facts->values[AMOUNT] == NULL)
		return error_memory(error);
	staged->key = facts->values[ADJUSTMENT];
	staged->part = staged->date = staged->other = "";
	staged->account = facts->values[ACCOUNT];
	staged->reference = facts->values[SUBSCRIPTION];
	return STATUS_OK;
}

/* Subscription and charge, where they are named, must be the account's. */
static enum status
check_target(const struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, struct error *error)
{
	const char *const *v = facts->values;
	const struct catalog *catalog;
	const struct plan *plan;

	if (v[SUBSCRIPTION][0] == '\0')
		return STATUS_OK;
	if (resolved->answers[1] == NULL)
		return error_set(error, STATUS_INVALID,
		    "column subscription: %s is not known", v[SUBSCRIPTION]);
	if (strcmp(resolved->answers[1], v[ACCOUNT]) != 0)
		return error_set(error, STATUS_INVALID,
		    "column subscription: %s belongs to account %s",
		    v[SUBSCRIPTION], resolved->answers[1]);
	if (v[CHARGE][0] == '\0' || resolved->answers[2] == NULL ||
	    resolved->answers[3] == NULL)
		return STATUS_OK;
	catalog = catalogs_version(&importing->catalogs, resolved->answers[3]);
	plan = catalog == NULL ? NULL
			       : catalog_plan(catalog, resolved->answers[2]);
	if (plan == NULL || plan_charge(plan, v[CHARGE]) == NULL)
		return error_set(error, STATUS_INVALID,
		    "column charge: plan %s has no charge %s",
		    resolved->answers[2], v[CHARGE]);
	if (strcmp(plan->currency.code, v[CURRENCY]) != 0)
		return error_set(error, STATUS_INVALID,
		    "column currency: plan %s is sold in %s", plan->id,
		    plan->currency.code);
	return STATUS_OK;
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	const char *const *v = facts->values;
	struct facts mended = *facts;
	struct cells cells = { &schema, mended.values, importing->scratch,
		error };
	struct money amount = { .minor = 0 };
	char minor[24];
	const char *values[] = { v[ADJUSTMENT], v[ACCOUNT], minor, v[CURRENCY],
		v[REASON], v[EFFECTIVE_ON], v[SUBSCRIPTION], v[CHARGE],
		facts->extra };
	struct fact fact = { resolved->content, values,
		sizeof(values) / sizeof(values[0]) };
	enum status status;

	*outcome = OUTCOME_DUPLICATE;
	if (resolved->stored != NULL) {
		if (memcmp(resolved->stored, resolved->content, HASH_SIZE) == 0)
			return STATUS_OK;
		return error_set(error, STATUS_INVALID,
		    "adjustment %s was recorded before and says something "
		    "else",
		    v[ADJUSTMENT]);
	}
	*outcome = OUTCOME_ACCEPTED;
	if (resolved->answers[0] == NULL)
		return error_set(error, STATUS_INVALID,
		    "column account: %s is not known", v[ACCOUNT]);
	if (resolved->answers[0][0] != '\0' &&
	    strcmp(resolved->answers[0], v[CURRENCY]) != 0)
		return error_set(error, STATUS_INVALID,
		    "column currency: the account is kept in %s",
		    resolved->answers[0]);
	status = check_target(importing, facts, resolved, error);
	if (status == STATUS_OK)
		status = parse_amount(&cells, &amount);
	snprintf(minor, sizeof(minor), "%" PRId64, amount.minor);
	if (status == STATUS_OK)
		status =
		    summary_amount(importing->request->summary, amount, error);
	if (status == STATUS_OK)
		status = fact_put(importing->ledger,
		    STATEMENT_ADJUSTMENT_INSERT, &fact, error);
	if (status == STATUS_OK)
		status = fact_touch(importing->ledger, v[ACCOUNT], error);
	return status;
}

const struct import_kind importing_adjustments = {
	.name = "adjustments",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_ADJUSTMENTS,
	.key_count = 1,
	.check = check,
	.decide = decide,
};
