/*
 * Orders: where all billing starts.  This version books adds and cancels;
 * whatever else an order line may ask for is refused, never ignored.
 */
#include <string.h>

#include "intake/importing.h"
#include "intake/selling.h"
#include "ledger/facts.h"
#include "rule/subscription.h"
#include "work/cells.h"

enum {
	ORDER,
	LINE,
	ACTION,
	ACCOUNT,
	SUBSCRIPTION,
	SERVICE,
	PLAN,
	CHARGE,
	QUANTITY,
	PRICE,
	START,
	END,
	TERM_MONTHS,
	RENEW,
	DISCOUNT,
	PROMOTION,
	AGREEMENT,
	OPPORTUNITY,
	PO_NUMBER,
	READY_ON,
	BILL_FROM,
	FULFILLED,
	SOURCE,
	SOURCE_ID,
	REASON,
	COLUMN_COUNT
};

static const struct column columns[COLUMN_COUNT] = {
	[ORDER] = { "order", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[LINE] = { "line", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[ACTION] = { "action", COLUMN_REQUIRED },
	[ACCOUNT] = { "account", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[SUBSCRIPTION] = { "subscription",
	    COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[SERVICE] = { "service", COLUMN_IDENTIFIER },
	[PLAN] = { "plan", COLUMN_IDENTIFIER },
	[CHARGE] = { "charge", COLUMN_IDENTIFIER },
	[QUANTITY] = { "quantity", COLUMN_NUMBER },
	[PRICE] = { "price", COLUMN_NUMBER },
	[START] = { "start", COLUMN_DATED },
	[END] = { "end", 0 },
	[TERM_MONTHS] = { "term_months", COLUMN_NUMBER },
	[RENEW] = { "renew", 0 },
	[DISCOUNT] = { "discount", 0 },
	[PROMOTION] = { "promotion", 0 },
	[AGREEMENT] = { "agreement", COLUMN_IDENTIFIER },
	[OPPORTUNITY] = { "opportunity", COLUMN_IDENTIFIER },
	[PO_NUMBER] = { "po_number", COLUMN_IDENTIFIER },
	[READY_ON] = { "ready_on", 0 },
	[BILL_FROM] = { "bill_from", 0 },
	[FULFILLED] = { "fulfilled", 0 },
	[SOURCE] = { "source", COLUMN_TOKEN },
	[SOURCE_ID] = { "source_id", COLUMN_TOKEN },
	[REASON] = { "reason", 0 },
};

static const struct schema schema = { "orders", columns, COLUMN_COUNT,
	EXTRAS_X };

/* What is known of the subscription whose lines are being decided. */
struct known {
	bool booked;
	const char *owner;
	struct date start;
	struct date end; /* DATE_MAX while it is open */
};

/* The dates of a line, parsed. */
struct days {
	struct date start;
	struct date end;
	struct date bill_from;
};

static enum status
check_action(const struct cells *cells, enum action *action)
{
	if (action_parse(cells->values[ACTION], action, cells->error) !=
	    STATUS_OK)
		return cell_fail(cells, ACTION);
	if (*action == ACTION_ADD || *action == ACTION_CANCEL)
		return STATUS_OK;
	(void)error_set(cells->error, STATUS_INVALID,
	    "this version books add and cancel, not %s", cells->values[ACTION]);
	return cell_fail(cells, ACTION);
}

/* Columns that would change what is billed, and do not yet. */
static enum status
check_unsupported(const struct cells *cells)
{
	static const size_t later[] = { DISCOUNT, PROMOTION, READY_ON,
		FULFILLED };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < sizeof(later) / sizeof(later[0]) && status == STATUS_OK;
	     i++)
		status = cell_unsupported(cells, later[i],
		    "not billed by this version; leave it empty");
	return status;
}

static enum status
check_days(const struct cells *cells, struct days *days)
{
	enum status status;

	*days = (struct days){ DATE_NONE, DATE_NONE, DATE_NONE };
	status = cell_required(cells, START);
	if (status == STATUS_OK)
		status = cell_date(cells, START, &days->start);
	if (status == STATUS_OK)
		status = cell_date(cells, END, &days->end);
	if (status == STATUS_OK)
		status = cell_date(cells, BILL_FROM, &days->bill_from);
	if (status != STATUS_OK || !date_given(days->end) ||
	    days->end.days > days->start.days)
		return status;
	(void)error_set(cells->error, STATUS_INVALID,
	    "%s is not after the start %s", cells->values[END],
	    cells->values[START]);
	return cell_fail(cells, END);
}

static enum status
check_numbers(const struct cells *cells)
{
	static const char *const words[] = { "auto", "none", NULL };
	struct decimal decimal;
	enum status status;
	int number;

	status = cell_decimal(cells, QUANTITY, &decimal);
	if (status == STATUS_OK)
		status = cell_decimal(cells, PRICE, &decimal);
	if (status == STATUS_OK)
		status = cell_count(cells, TERM_MONTHS, 1, 1200, &number);
	if (status == STATUS_OK)
		status = cell_choice(
		    cells, RENEW, words, "a kind of renewal", &number);
	return status;
}

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	struct cells cells = { &schema, facts->values, importing->scratch,
		error };
	enum action action = ACTION_ADD;
	char text[DATE_TEXT_MAX];
	struct days days;
	const char *start;
	enum status status;

	start = arena_text(
	    importing->scratch, date_format(importing->request->as_of, text));
	if (start == NULL)
		return error_memory(error);
	cell_default(&cells, START, start);
	status = check_action(&cells, &action);
	if (status == STATUS_OK)
		status = check_unsupported(&cells);
	if (status == STATUS_OK)
		status = check_days(&cells, &days);
	if (status == STATUS_OK)
		status = check_numbers(&cells);
	if (status == STATUS_OK && action == ACTION_ADD) {
		status = cell_required(&cells, PLAN);
		cell_default(&cells, QUANTITY, "1");
	}
	staged->key = facts->values[ORDER];
	staged->part = facts->values[LINE];
	staged->date = facts->values[START];
	staged->account = facts->values[ACCOUNT];
	staged->reference = facts->values[SUBSCRIPTION];
	staged->other = "";
	return status;
}

/* What the ledger, and this file so far, say of the line's subscription. */
static enum status
follow_subscription(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, struct known **known, struct error *error)
{
	const char *subscription = facts->values[SUBSCRIPTION];

	if (importing->state == NULL)
		importing->state =
		    arena_alloc(importing->arena, sizeof(struct known));
	*known = importing->state;
	if (*known == NULL)
		return error_memory(error);
	if (strcmp(importing->group, subscription) == 0)
		return STATUS_OK;
	importing->group = arena_text(importing->arena, subscription);
	if (importing->group == NULL)
		return error_memory(error);
	**known = (struct known){ .end = DATE_MAX };
	if (resolved->answers[1] == NULL)
		return STATUS_OK;
	(*known)->booked = true;
	(*known)->owner = arena_text(importing->arena, resolved->answers[1]);
	if ((*known)->owner == NULL)
		return error_memory(error);
	/* The dates are of the owner's: another account's line is refused. */
	if (resolved->answers[2] != NULL &&
	    date_parse(resolved->answers[2], &(*known)->start, error) !=
		STATUS_OK)
		return error_set(error, STATUS_LEDGER,
		    "subscription %s has no start", subscription);
	if (resolved->answers[3] != NULL &&
	    date_parse(resolved->answers[3], &(*known)->end, error) !=
		STATUS_OK)
		return error_set(error, STATUS_LEDGER,
		    "subscription %s has no end", subscription);
	return STATUS_OK;
}

/* The end of an add: its own, or that of a fixed term that does not renew. */
static enum status
find_end(const struct cells *cells, const struct days *days)
{
	struct civil civil = date_civil(days->start);
	char text[DATE_TEXT_MAX];
	int months = 0;
	enum status status;

	status = cell_count(cells, TERM_MONTHS, 1, 1200, &months);
	if (status != STATUS_OK || months == 0 || date_given(days->end) ||
	    strcmp(cells->values[RENEW], "none") != 0)
		return status;
	cells->values[END] = arena_text(cells->scratch,
	    date_format(
		date_in_month(civil.year, civil.month + months, civil.day),
		text));
	return cells->values[END] == NULL ? error_memory(cells->error)
					  : STATUS_OK;
}

static enum status
put(struct importing *importing, const struct cells *cells,
    const struct resolved *resolved, const char *catalog, const char *extra)
{
	const char *const *v = cells->values;
	struct error *error = cells->error;
	const char *values[] = { v[ORDER], v[LINE], v[ACTION], v[ACCOUNT],
		v[SUBSCRIPTION], v[SERVICE], catalog, v[PLAN], v[CHARGE],
		v[QUANTITY], v[PRICE], v[START], v[END], v[TERM_MONTHS],
		v[RENEW], v[AGREEMENT], v[OPPORTUNITY], v[PO_NUMBER],
		v[BILL_FROM], v[SOURCE], v[SOURCE_ID], v[REASON], extra,
		v[START], "", "", "", "", "", "", "", "", "", "", "", "", "",
		"", "", "", "", "", "" };
	struct fact fact = { resolved->content, values,
		sizeof(values) / sizeof(values[0]) };
	enum status status;

	status =
	    fact_put(importing->ledger, STATEMENT_ORDER_INSERT, &fact, error);
	if (status == STATUS_OK)
		status = fact_touch(importing->ledger, v[ACCOUNT], error);
	return status;
}

static enum status
decide_add(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, struct known *known,
    const struct cells *cells)
{
	const char *subscription = facts->values[SUBSCRIPTION];
	struct error *error = cells->error;
	const struct catalog *catalog = NULL;
	struct sale sale = {
		.plan = facts->values[PLAN],
		.charge = facts->values[CHARGE],
		.price = facts->values[PRICE],
		.currency = resolved->answers[0],
	};
	struct days days;
	enum status status;

	if (known->booked)
		return error_set(error, STATUS_INVALID,
		    "column subscription: %s is booked already", subscription);
	status = check_days(cells, &days);
	sale.on = date_later(days.start, days.bill_from);
	if (status == STATUS_OK)
		status = selling_find(&importing->catalogs, &sale,
		    importing->scratch, &catalog, error);
	if (status == STATUS_OK)
		status = find_end(cells, &days);
	if (status == STATUS_OK)
		status = fact_subscription(importing->ledger, subscription,
		    facts->values[ACCOUNT], error);
	if (status == STATUS_OK)
		status = put(
		    importing, cells, resolved, catalog->version, facts->extra);
	if (status != STATUS_OK)
		return status;
	known->booked = true;
	known->start = days.start;
	known->owner = arena_text(importing->arena, facts->values[ACCOUNT]);
	return known->owner == NULL ? error_memory(error) : STATUS_OK;
}

static enum status
decide_cancel(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, struct known *known,
    const struct cells *cells)
{
	struct error *error = cells->error;
	char text[DATE_TEXT_MAX];
	struct days days;
	enum status status = check_days(cells, &days);

	if (status != STATUS_OK)
		return status;
	if (!known->booked)
		return error_set(error, STATUS_INVALID,
		    "column subscription: %s is not known",
		    facts->values[SUBSCRIPTION]);
	if (days.start.days < known->start.days) {
		(void)error_set(error, STATUS_INVALID,
		    "%s is before the subscription's start %s",
		    facts->values[START], date_format(known->start, text));
		return cell_fail(cells, START);
	}
	if (days.start.days >= known->end.days) {
		(void)error_set(error, STATUS_INVALID,
		    "the subscription ends on %s already",
		    date_format(known->end, text));
		return cell_fail(cells, START);
	}
	status = put(importing, cells, resolved, "", facts->extra);
	if (status == STATUS_OK)
		known->end = days.start;
	return status;
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	struct facts mended = *facts;
	struct cells cells = { &schema, mended.values, importing->scratch,
		error };
	struct known *known = NULL;
	enum status status;

	*outcome = OUTCOME_DUPLICATE;
	if (resolved->stored != NULL) {
		if (memcmp(resolved->stored, resolved->content, HASH_SIZE) == 0)
			return STATUS_OK;
		return error_set(error, STATUS_INVALID,
		    "order %s line %s was booked before and says something "
		    "else",
		    facts->values[ORDER], facts->values[LINE]);
	}
	if (resolved->answers[0] == NULL)
		return error_set(error, STATUS_INVALID,
		    "column account: %s is not known", facts->values[ACCOUNT]);
	status = follow_subscription(importing, facts, resolved, &known, error);
	if (status != STATUS_OK)
		return status;
	if (known->booked && strcmp(known->owner, facts->values[ACCOUNT]) != 0)
		return error_set(error, STATUS_INVALID,
		    "column subscription: %s belongs to account %s",
		    facts->values[SUBSCRIPTION], known->owner);
	*outcome = OUTCOME_ACCEPTED;
	if (strcmp(facts->values[ACTION], "add") == 0)
		return decide_add(importing, facts, resolved, known, &cells);
	return decide_cancel(importing, facts, resolved, known, &cells);
}

const struct import_kind importing_orders = {
	.name = "orders",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_ORDERS,
	.key_count = 2,
	.check = check,
	.decide = decide,
};
