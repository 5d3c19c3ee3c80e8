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
	KIND,
	PERCENT,
	PERIOD_START,
	COLUMN_COUNT
};

static const struct column columns[COLUMN_COUNT] = {
	[ADJUSTMENT] = { "adjustment", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[ACCOUNT] = { "account", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[AMOUNT] = { "amount", COLUMN_NUMBER },
	[CURRENCY] = { "currency", COLUMN_REQUIRED },
	[REASON] = { "reason", COLUMN_REQUIRED },
	[EFFECTIVE_ON] = { "effective_on", COLUMN_DATED },
	[SUBSCRIPTION] = { "subscription", COLUMN_IDENTIFIER },
	[CHARGE] = { "charge", COLUMN_IDENTIFIER },
	[INVOICE] = { "invoice", COLUMN_IDENTIFIER },
	[LINE] = { "line", COLUMN_IDENTIFIER },
	[KIND] = { "kind", COLUMN_LATER },
	[PERCENT] = { "percent", COLUMN_LATER | COLUMN_NUMBER },
	[PERIOD_START] = { "period_start", COLUMN_LATER },
};

static const struct schema schema = { "adjustments", columns, COLUMN_COUNT,
	EXTRAS_X };

#define PERCENT_PLACES 6

static bool
given(const struct cells *cells, size_t column)
{
	return cells->values[column][0] != '\0';
}

static enum status
refuse(const struct cells *cells, size_t column, const char *why)
{
	(void)error_set(cells->error, STATUS_INVALID, "%s", why);
	return cell_fail(cells, column);
}

/* The amount in minor units, not zero; or 0 where it is a percent. */
static enum status
parse_amount(const struct cells *cells, struct money *amount)
{
	struct currency currency;

	if (currency_parse(cells->values[CURRENCY], &currency, cells->error) !=
	    STATUS_OK)
		return cell_fail(cells, CURRENCY);
	*amount = money_of(0, currency);
	if (given(cells, PERCENT))
		return given(cells, AMOUNT)
			   ? refuse(cells, AMOUNT,
				 "a percent is given, it takes the place of an "
				 "amount")
			   : STATUS_OK;
	if (cell_required(cells, AMOUNT) != STATUS_OK)
		return cells->error->status;
	if (money_parse(cells->values[AMOUNT], currency, amount,
		cells->error) != STATUS_OK)
		return cell_fail(cells, AMOUNT);
	if (money_line(*amount, cells->error) != STATUS_OK)
		return cell_fail(cells, AMOUNT);
	return amount->minor != 0
		   ? STATUS_OK
		   : refuse(cells, AMOUNT, "an adjustment of nothing");
}

/* A percent is of one period of a charge, so that it is of something. */
static enum status
check_percent(const struct cells *cells)
{
	char text[DECIMAL_TEXT_MAX];
	struct decimal percent, low = decimal_from_integer(-100);
	struct decimal high = decimal_from_integer(100);

	if (!given(cells, PERCENT))
		return STATUS_OK;
	if (decimal_parse(cells->values[PERCENT], PERCENT_PLACES, &percent,
		cells->error) != STATUS_OK)
		return cell_fail(cells, PERCENT);
	if (percent.coefficient == 0 || decimal_compare(percent, high) > 0 ||
	    decimal_compare(percent, low) < 0)
		return refuse(
		    cells, PERCENT, "from -100 to 100 is expected, and not 0");
	cells->values[PERCENT] = arena_text(
	    cells->scratch, decimal_format(decimal_strip(percent), text));
	if (cells->values[PERCENT] == NULL)
		return error_memory(cells->error);
	return cell_required(cells, PERIOD_START);
}

/* Which keys go together. */
static enum status
check_kind(const struct cells *cells, struct money amount)
{
	static const char *const kinds[] = { "adjustment", "credit", NULL };
	struct date ignored;
	enum status status;
	int kind = 0;

	status = cell_choice(cells, KIND, kinds, "a kind of adjustment", &kind);
	if (status == STATUS_OK)
		status = check_percent(cells);
	if (status == STATUS_OK)
		status = cell_date(cells, PERIOD_START, &ignored);
	if (status == STATUS_OK && given(cells, PERIOD_START))
		status = cell_required(cells, CHARGE);
	if (status == STATUS_OK && given(cells, CHARGE))
		status = cell_required(cells, SUBSCRIPTION);
	if (status != STATUS_OK || kind == 0)
		return status;
	if (given(cells, PERIOD_START))
		return refuse(cells, PERIOD_START,
		    "a credit is for whatever comes, not for one period");
	return amount.minor < 0
		   ? STATUS_OK
		   : refuse(cells, AMOUNT, "a credit is less than nothing");
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
		status = check_kind(&cells, amount);
	if (status == STATUS_OK)
		status = cell_unsupported(&cells, INVOICE,
		    "posted invoices are not adjusted by this version");
	if (status == STATUS_OK)
		status = cell_unsupported(&cells, LINE,
		    "posted invoices are not adjusted by this version");
	if (status != STATUS_OK)
		return status;
	if (given(&cells, AMOUNT))
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

/* Cut the next word off; *${text} is what follows it. */
static const char *
next_word(char **text)
{
	char *word = *text;
	size_t length = strcspn(word, " ");

	*text = word + length + (word[length] == ' ');
	word[length] = '\0';
	return word;
}

/* A plan of the subscription that has the charge: "CATALOG PLAN ..." */
static enum status
find_plan(const struct importing *importing, const char *sold,
    const char *charge, const struct plan **plan, struct error *error)
{
	char *text = arena_text(importing->scratch, sold);

	*plan = NULL;
	if (text == NULL)
		return error_memory(error);
	while (*plan == NULL && text[0] != '\0') {
		const struct catalog *catalog =
		    catalogs_version(&importing->catalogs, next_word(&text));
		const char *id = next_word(&text);

		if (catalog != NULL)
			*plan = catalog_plan(catalog, id);
		if (*plan != NULL && plan_charge(*plan, charge) == NULL)
			*plan = NULL;
	}
	return STATUS_OK;
}

/* Subscription and charge, where they are named, must be the account's. */
static enum status
check_target(const struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, struct error *error)
{
	const char *const *v = facts->values;
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
	if (v[CHARGE][0] == '\0' || resolved->answers[2] == NULL)
		return STATUS_OK;
	if (find_plan(importing, resolved->answers[2], v[CHARGE], &plan,
		error) != STATUS_OK)
		return error->status;
	if (plan == NULL)
		return error_set(error, STATUS_INVALID,
		    "column charge: no plan of %s has a charge %s",
		    v[SUBSCRIPTION], v[CHARGE]);
	if (strcmp(plan->currency.code, v[CURRENCY]) != 0)
		return error_set(error, STATUS_INVALID,
		    "column currency: plan %s is sold in %s", plan->id,
		    plan->currency.code);
	return STATUS_OK;
}

/* Whether a second person must agree: a percent may come to any amount. */
static bool
needs_approval(
    const struct company *company, const char *percent, struct money amount)
{
	struct decimal size = money_decimal(amount);

	return approval_needed(
	    &company->approval, percent[0] != '\0' ? NULL : &size);
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
	const char *values[] = { v[ADJUSTMENT], v[ACCOUNT],
		v[KIND][0] == '\0' ? "adjustment" : v[KIND], minor, v[PERCENT],
		v[CURRENCY], v[REASON], v[EFFECTIVE_ON], v[SUBSCRIPTION],
		v[CHARGE], v[PERIOD_START], "", facts->extra };
	const size_t approval = sizeof(values) / sizeof(values[0]) - 2;
	struct fact fact = { resolved->content, values,
		sizeof(values) / sizeof(values[0]) };
	enum status status;

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
	if (needs_approval(&importing->company, v[PERCENT], amount))
		values[approval] = "needed";
	if (status == STATUS_OK && amount.minor != 0)
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
	.once = "adjustment",
	.check = check,
	.decide = decide,
};
