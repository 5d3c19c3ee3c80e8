/*
 * Accounts: who pays, when and how.  What is not given is the company's
 * default, written down with the version, so that a later default changes
 * nothing.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/zone.h"
#include "intake/importing.h"
#include "intake/versions.h"
#include "ledger/facts.h"
#include "ledger/query.h"
#include "rule/cycle.h"
#include "rule/grouping.h"
#include "work/cells.h"

enum {
	ACCOUNT,
	CUSTOMER,
	NAME,
	CURRENCY,
	BILL_DAY,
	BILL_EVERY,
	PARENT,
	PAYER,
	TERMS_DAYS,
	TIMEZONE,
	DELIVERY,
	FORMAT,
	TEMPLATE,
	LANGUAGE,
	PO_NUMBER,
	GROUP_BY,
	TAX_REGION,
	TAX_EXEMPT,
	SOURCE,
	SOURCE_ID,
	EFFECTIVE_ON,
	SPLIT_BY,
	COLUMN_COUNT
};

static const struct column columns[COLUMN_COUNT] = {
	[ACCOUNT] = { "account", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[CUSTOMER] = { "customer", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[NAME] = { "name", 0 },
	[CURRENCY] = { "currency", 0 },
	[BILL_DAY] = { "bill_day", COLUMN_NUMBER },
	[BILL_EVERY] = { "bill_every", 0 },
	[PARENT] = { "parent", COLUMN_IDENTIFIER },
	[PAYER] = { "payer", COLUMN_IDENTIFIER },
	[TERMS_DAYS] = { "terms_days", COLUMN_NUMBER },
	[TIMEZONE] = { "timezone", 0 },
	[DELIVERY] = { "delivery", 0 },
	[FORMAT] = { "format", 0 },
	[TEMPLATE] = { "template", 0 },
	[LANGUAGE] = { "language", 0 },
	[PO_NUMBER] = { "po_number", 0 },
	[GROUP_BY] = { "group_by", 0 },
	[TAX_REGION] = { "tax_region", COLUMN_IDENTIFIER },
	[TAX_EXEMPT] = { "tax_exempt", 0 },
	[SOURCE] = { "source", COLUMN_TOKEN },
	[SOURCE_ID] = { "source_id", COLUMN_TOKEN },
	[EFFECTIVE_ON] = { "effective_on", COLUMN_DATED },
	[SPLIT_BY] = { "split_by", COLUMN_LATER },
};

static const struct schema schema = { "accounts", columns, COLUMN_COUNT,
	EXTRAS_X };

/* A cycle on which documents can be gated: of months or years. */
static enum status
check_bill_every(const struct cells *cells)
{
	struct cycle cycle;

	if (cells->values[BILL_EVERY][0] == '\0')
		return STATUS_OK;
	if (cycle_parse(cells->values[BILL_EVERY], &cycle, cells->error) !=
	    STATUS_OK)
		return cell_fail(cells, BILL_EVERY);
	if (cycle_months(cycle) > 0)
		return STATUS_OK;
	(void)error_set(cells->error, STATUS_INVALID,
	    "documents are gated by months or years, not \"%.40s\"",
	    cells->values[BILL_EVERY]);
	return cell_fail(cells, BILL_EVERY);
}

static enum status
check_timezone(const struct cells *cells)
{
	struct zone *zone = NULL;
	enum status status = STATUS_OK;

	if (cells->values[TIMEZONE][0] != '\0')
		status =
		    zone_open(cells->values[TIMEZONE], &zone, cells->error);
	if (status != STATUS_OK && status != STATUS_MEMORY)
		status = cell_fail(cells, TIMEZONE);
	zone_close(zone);
	return status;
}

/* A template is a file's name, never a path. */
static enum status
check_template(const struct cells *cells)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
	const char *name = cells->values[TEMPLATE];

	if (name[0] != '.' && name[0] != '-' &&
	    strspn(name, safe) == strlen(name))
		return STATUS_OK;
	(void)error_set(cells->error, STATUS_INVALID,
	    "a file name of letters, digits, \".\", \"_\" and \"-\" is "
	    "expected");
	return cell_fail(cells, TEMPLATE);
}

static enum status
check_grouping(const struct cells *cells, size_t column)
{
	struct grouping ignored;

	return grouping_parse(cells->values[column], &ignored, cells->error) ==
		       STATUS_OK
		   ? STATUS_OK
		   : cell_fail(cells, column);
}

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	static const char *const words[] = { "no", "yes", NULL };
	struct cells cells = { &schema, facts->values, importing->scratch,
		error };
	struct date ignored;
	enum status status;
	int number;

	status = cell_date(&cells, EFFECTIVE_ON, &ignored);
	if (status == STATUS_OK)
		status = cell_currency(&cells, CURRENCY);
	if (status == STATUS_OK)
		status = cell_count(&cells, BILL_DAY, 1, 31, &number);
	if (status == STATUS_OK)
		status = check_bill_every(&cells);
	if (status == STATUS_OK)
		status = cell_count(&cells, TERMS_DAYS, 0, 366, &number);
	if (status == STATUS_OK)
		status = check_timezone(&cells);
	if (status == STATUS_OK)
		status = check_template(&cells);
	if (status == STATUS_OK)
		status = check_grouping(&cells, GROUP_BY);
	if (status == STATUS_OK)
		status = check_grouping(&cells, SPLIT_BY);
	if (status == STATUS_OK)
		status = cell_choice(
		    &cells, TAX_EXEMPT, words, "an answer", &number);
	if (status == STATUS_OK)
		status = version_date(importing, facts->values[EFFECTIVE_ON],
		    &staged->date, error);
	staged->key = facts->values[ACCOUNT];
	staged->part = facts->values[CUSTOMER];
	staged->account = "";
	staged->reference = facts->values[PARENT];
	staged->other = facts->values[PAYER];
	return status;
}

/* Write the version down, with the defaults of the company. */
static enum status
put(struct importing *importing, const struct facts *facts,
    const struct version *version, const void *content, struct error *error)
{
	const struct company *company = &importing->company;
	const char *values[EFFECTIVE_ON + 4];
	struct fact fact = { content, values, EFFECTIVE_ON + 4 };
	const char **columns_from = values + 2;
	struct cells cells = { &schema, columns_from, NULL, error };
	char number[24], bill_day[24], terms_days[24];
	enum status status;

	snprintf(number, sizeof(number), "%" PRId64, version->number);
	snprintf(bill_day, sizeof(bill_day), "%d", company->bill_day);
	snprintf(terms_days, sizeof(terms_days), "%d", company->terms_days);
	values[0] = number;
	values[1] = version->effective_on;
	memcpy(columns_from, facts->values, EFFECTIVE_ON * sizeof(*values));
	cell_default(&cells, BILL_DAY, bill_day);
	cell_default(&cells, TERMS_DAYS, terms_days);
	cell_default(&cells, PAYER, facts->values[ACCOUNT]);
	cell_default(&cells, TIMEZONE, company->timezone);
	cell_default(&cells, TAX_EXEMPT, "no");
	columns_from[EFFECTIVE_ON] = facts->values[SPLIT_BY];
	columns_from[EFFECTIVE_ON + 1] = facts->extra;
	status = fact_put(
	    importing->ledger, STATEMENT_ACCOUNT_PERSONAL_INSERT, &fact, error);
	if (status == STATUS_OK)
		status = fact_put(importing->ledger,
		    STATEMENT_ACCOUNT_VERSION_INSERT, &fact, error);
	return status;
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	const char *account = facts->values[ACCOUNT];
	struct version version;
	const char *date;
	enum status status;

	if (resolved->answers[3] != NULL)
		return error_set(error, STATUS_INVALID, "%s is not known",
		    resolved->answers[3]);
	if (resolved->answers[4] != NULL)
		return error_set(error, STATUS_INVALID,
		    "account %s: %s; who comes back takes new ids", account,
		    resolved->answers[4]);
	status =
	    version_date(importing, facts->values[EFFECTIVE_ON], &date, error);
	if (status == STATUS_OK)
		status = version_decide(
		    importing, account, date, resolved, &version, error);
	if (status != STATUS_OK)
		return status;
	*outcome = version.outcome;
	if (version.outcome == OUTCOME_DUPLICATE)
		return STATUS_OK;
	status = version.number == 1
		     ? fact_account(importing->ledger, account, error)
		     : staging_party(importing->ledger, resolved->position,
			   account, error);
	if (status == STATUS_OK)
		status =
		    put(importing, facts, &version, resolved->content, error);
	if (status == STATUS_OK)
		status = fact_touch(importing->ledger, account, error);
	return status;
}

/* A payer or parent in the same file may have been rejected itself. */
static enum status
check_orphans(struct importing *importing, struct error *error)
{
	struct query query;
	enum status status;
	bool found = false;

	status = query_begin(
	    importing->ledger, STATEMENT_ACCOUNT_ORPHANS, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, error);
	if (status == STATUS_OK && found)
		status = error_set(error, STATUS_INVALID,
		    "account %s: %s is not known, since its own record was "
		    "rejected; nothing was recorded",
		    query_text(&query, 0), query_text(&query, 1));
	query_end(&query);
	return status;
}

/* Nobody stands above itself, on any day. */
static enum status
check_cycles(struct importing *importing, struct error *error)
{
	struct query query;
	enum status status;
	bool found = false;

	status = query_begin(
	    importing->ledger, STATEMENT_ACCOUNT_CYCLES, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, error);
	if (status == STATUS_OK && found)
		status = error_set(error, STATUS_INVALID,
		    "account %s: from %s on it is its own parent, or above "
		    "one of those; nothing was recorded",
		    query_text(&query, 0), query_text(&query, 1));
	query_end(&query);
	return status;
}

/*
 * The days that are billed begin and end in the zone of their time; so no
 * version may change that of a day to which usage was billed.
 */
static enum status
check_moved(struct importing *importing, struct error *error)
{
	struct query query;
	enum status status;
	bool found = false;

	status = query_begin(
	    importing->ledger, STATEMENT_ACCOUNT_MOVED, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, error);
	if (status == STATUS_OK && found)
		status = error_set(error, STATUS_INVALID,
		    "account %s: its time zone cannot change from %s, usage is "
		    "billed until %s; give a later effective_on; nothing was "
		    "recorded",
		    query_text(&query, 0), query_text(&query, 1),
		    query_text(&query, 2));
	query_end(&query);
	return status;
}

static enum status
finish(struct importing *importing, struct error *error)
{
	enum status status = check_orphans(importing, error);

	if (status == STATUS_OK)
		status = check_cycles(importing, error);
	return status == STATUS_OK ? check_moved(importing, error) : status;
}

const struct import_kind importing_accounts = {
	.name = "accounts",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_ACCOUNTS,
	.versioned = true,
	.key_count = 1,
	.check = check,
	.decide = decide,
	.finish = finish,
};
