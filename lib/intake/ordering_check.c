/*
 * A line by itself: which columns its action takes, and what they say.  A value
 * that would be ignored is refused.
 */
#include <string.h>

#include "intake/ordering.h"
#include "work/cells.h"

#define ON(action) (1U << ACTION_##action)
#define SETS (ON(ADD) | ON(CHANGE) | ON(REPLACE) | ON(RETERM) | ON(RESUME))
#define AGREES (SETS | ON(RERATE) | ON(RENEW) | ON(SUSPEND))

static const struct column columns[ORDERING_COLUMN_COUNT] = {
	[ORDERING_ORDER] = { "order", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[ORDERING_LINE] = { "line", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[ORDERING_ACTION] = { "action", COLUMN_REQUIRED },
	[ORDERING_ACCOUNT] = { "account", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[ORDERING_SUBSCRIPTION] = { "subscription",
	    COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[ORDERING_SERVICE] = { "service", COLUMN_IDENTIFIER },
	[ORDERING_PLAN] = { "plan", COLUMN_IDENTIFIER },
	[ORDERING_CHARGE] = { "charge", COLUMN_IDENTIFIER },
	[ORDERING_QUANTITY] = { "quantity", COLUMN_NUMBER },
	[ORDERING_PRICE] = { "price", COLUMN_NUMBER },
	[ORDERING_START] = { "start", COLUMN_DATED },
	[ORDERING_END] = { "end", 0 },
	[ORDERING_TERM_MONTHS] = { "term_months", COLUMN_NUMBER },
	[ORDERING_RENEW] = { "renew", 0 },
	[ORDERING_DISCOUNT] = { "discount", 0 },
	[ORDERING_PROMOTION] = { "promotion", 0 },
	[ORDERING_AGREEMENT] = { "agreement", COLUMN_IDENTIFIER },
	[ORDERING_OPPORTUNITY] = { "opportunity", COLUMN_IDENTIFIER },
	[ORDERING_PO_NUMBER] = { "po_number", COLUMN_IDENTIFIER },
	[ORDERING_READY_ON] = { "ready_on", 0 },
	[ORDERING_BILL_FROM] = { "bill_from", 0 },
	[ORDERING_FULFILLED] = { "fulfilled", COLUMN_NUMBER },
	[ORDERING_SOURCE] = { "source", COLUMN_TOKEN },
	[ORDERING_SOURCE_ID] = { "source_id", COLUMN_TOKEN },
	[ORDERING_REASON] = { "reason", 0 },
	[ORDERING_EFFECTIVE] = { "effective", COLUMN_LATER },
	[ORDERING_TRIAL] = { "trial", COLUMN_LATER },
	[ORDERING_TRIAL_END] = { "trial_end", COLUMN_LATER },
	[ORDERING_UPLIFT] = { "uplift", COLUMN_LATER | COLUMN_NUMBER },
	[ORDERING_NOTICE] = { "notice", COLUMN_LATER },
	[ORDERING_TERMINATION] = { "termination", COLUMN_LATER },
	[ORDERING_TERMINATION_VALUE] = { "termination_value",
	    COLUMN_LATER | COLUMN_NUMBER },
	[ORDERING_MINIMUM_VALUE] = { "minimum_value",
	    COLUMN_LATER | COLUMN_NUMBER },
	[ORDERING_SUSPENSION] = { "suspension", COLUMN_LATER },
	[ORDERING_COTERM] = { "coterm", COLUMN_LATER | COLUMN_IDENTIFIER },
	[ORDERING_ANCHOR_ON] = { "anchor_on", COLUMN_LATER },
	[ORDERING_VOIDS] = { "voids", COLUMN_LATER },
	[ORDERING_SALES_REP] = { "sales_rep",
	    COLUMN_LATER | COLUMN_IDENTIFIER },
};

const struct schema ordering_schema = { "orders", columns,
	ORDERING_COLUMN_COUNT, EXTRAS_X };

static const int life_columns[LIFE_KEY_COUNT] = {
	[LIFE_TRIAL] = ORDERING_TRIAL,
	[LIFE_TRIAL_END] = ORDERING_TRIAL_END,
	[LIFE_TERM_MONTHS] = ORDERING_TERM_MONTHS,
	[LIFE_RENEW] = ORDERING_RENEW,
	[LIFE_UPLIFT] = ORDERING_UPLIFT,
	[LIFE_NOTICE] = ORDERING_NOTICE,
	[LIFE_TERMINATION] = ORDERING_TERMINATION,
	[LIFE_TERMINATION_VALUE] = ORDERING_TERMINATION_VALUE,
	[LIFE_MINIMUM_VALUE] = ORDERING_MINIMUM_VALUE,
	[LIFE_SUSPENSION] = ORDERING_SUSPENSION,
};

/* Which actions take a column; one that is not named is taken by all. */
static const unsigned takers[ORDERING_COLUMN_COUNT] = {
	[ORDERING_SERVICE] = SETS,
	[ORDERING_PLAN] = SETS | ON(RERATE) | ON(CANCEL) | ON(RENEW),
	[ORDERING_CHARGE] = SETS | ON(RERATE) | ON(CANCEL) | ON(SUSPEND),
	[ORDERING_QUANTITY] = SETS,
	[ORDERING_PRICE] = SETS | ON(RERATE) | ON(SUSPEND),
	[ORDERING_END] = ON(ADD) | ON(SUSPEND),
	[ORDERING_TERM_MONTHS] = AGREES,
	[ORDERING_RENEW] = AGREES,
	[ORDERING_DISCOUNT] = AGREES,
	[ORDERING_PROMOTION] = AGREES,
	[ORDERING_READY_ON] = ~(ON(RENEW) | ON(VOID)),
	[ORDERING_BILL_FROM] = ON(ADD),
	[ORDERING_FULFILLED] = SETS,
	[ORDERING_EFFECTIVE] = ~(ON(ADD) | ON(RENEW) | ON(VOID)),
	[ORDERING_TRIAL] = ON(ADD),
	[ORDERING_TRIAL_END] = ON(ADD),
	[ORDERING_UPLIFT] = AGREES,
	[ORDERING_NOTICE] = AGREES,
	[ORDERING_TERMINATION] = AGREES,
	[ORDERING_TERMINATION_VALUE] = AGREES,
	[ORDERING_MINIMUM_VALUE] = AGREES,
	[ORDERING_SUSPENSION] = AGREES,
	[ORDERING_COTERM] = ON(ADD) | ON(REPLACE) | ON(RETERM) | ON(RENEW),
	[ORDERING_ANCHOR_ON] = SETS,
	[ORDERING_VOIDS] = ON(VOID),
};

/* A column that the action does not take must be empty. */
static enum status
check_columns(struct ordering_line *line, const struct cells *cells)
{
	enum action action = line->order.action;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < ORDERING_COLUMN_COUNT && status == STATUS_OK; i++) {
		if (takers[i] == 0 || (takers[i] & 1U << action) != 0 ||
		    cells->values[i][0] == '\0')
			continue;
		(void)error_set(cells->error, STATUS_INVALID,
		    "%s takes none; leave it empty", action_name(action));
		status =
		    ordering_fault(line, cell_fail(cells, i), cells->error);
	}
	return status;
}

/* What the action cannot do without. */
static enum status
check_needs(struct ordering_line *line, const struct cells *cells)
{
	const char **v = line->values;
	size_t i, given = 0;

	switch (line->order.action) {
	case ACTION_ADD:
		cell_default(cells, ORDERING_QUANTITY, "1");
		return v[ORDERING_CHARGE][0] != '\0'
			   ? STATUS_OK
			   : cell_required(cells, ORDERING_PLAN);
	case ACTION_REPLACE:
		return cell_required(cells, ORDERING_PLAN);
	case ACTION_VOID:
		if (v[ORDERING_VOIDS][0] == '\0' ||
		    strchr(v[ORDERING_VOIDS], '/') != NULL)
			return cell_required(cells, ORDERING_VOIDS);
		(void)error_set(
		    cells->error, STATUS_INVALID, "ORDER/LINE is expected");
		return cell_fail(cells, ORDERING_VOIDS);
	case ACTION_CHANGE:
		for (i = 0; i < ORDERING_COLUMN_COUNT; i++)
			given += (takers[i] & SETS) == SETS && v[i][0] != '\0';
		if (given > 0)
			return STATUS_OK;
		(void)error_set(cells->error, STATUS_INVALID,
		    "it says nothing that would change");
		return cell_fail(cells, ORDERING_ACTION);
	default:
		return STATUS_OK;
	}
}

/* It is over after it began. */
static enum status
check_end(struct ordering_line *line, const struct cells *cells)
{
	struct order *order = &line->order;

	if (!date_given(order->end) || order->end.days > order->start.days)
		return STATUS_OK;
	(void)error_set(cells->error, STATUS_INVALID,
	    "%s is not after the %s %s", cells->values[ORDERING_END],
	    line->ready_on.days > line->start.days ? "day it is ready on,"
						   : "start",
	    line->ready_on.days > line->start.days
		? cells->values[ORDERING_READY_ON]
		: cells->values[ORDERING_START]);
	return cell_fail(cells, ORDERING_END);
}

/* When it acts is known now, unless it waits for an end. */
static enum status
check_days(struct ordering_line *line, const struct cells *cells)
{
	static const char *const words[] = { "start", "period_end", "term_end",
		NULL };
	struct order *order = &line->order;
	const struct {
		int column;
		struct date *date;
	} days[] = {
		{ ORDERING_START, &line->start },
		{ ORDERING_READY_ON, &line->ready_on },
		{ ORDERING_END, &order->end },
		{ ORDERING_BILL_FROM, &order->bill_from },
		{ ORDERING_ANCHOR_ON, &order->anchor_on },
	};
	enum status status;
	int index = 0;
	size_t i;

	status = ordering_fault(line,
	    cell_choice(cells, ORDERING_EFFECTIVE, words,
		"a day on which it is to act", &index),
	    cells->error);
	line->effective = (enum effective)index;
	for (i = 0; i < sizeof(days) / sizeof(days[0]) && status == STATUS_OK;
	     i++)
		status = ordering_fault(line,
		    cell_date(cells, (size_t)days[i].column, days[i].date),
		    cells->error);
	if (status != STATUS_OK || !ordering_begins(line))
		return status;
	order->start = date_later(line->start, line->ready_on);
	line->dated = line->effective == EFFECTIVE_START;
	return ordering_fault(line, check_end(line, cells), cells->error);
}

/* No more is delivered than was ordered. */
static enum status
check_fulfilled(struct ordering_line *line, const struct cells *cells,
    struct decimal fulfilled)
{
	if (!line->order.partial || ordering_faulty(line, ORDERING_QUANTITY))
		return STATUS_OK;
	if (!line->order.quantified)
		(void)error_set(cells->error, STATUS_INVALID,
		    "of which quantity? the line has none");
	else if (decimal_compare(fulfilled, line->order.quantity) > 0)
		(void)error_set(cells->error, STATUS_INVALID,
		    "%s is more than the quantity %s",
		    line->values[ORDERING_FULFILLED],
		    line->values[ORDERING_QUANTITY]);
	else
		return STATUS_OK;
	return cell_fail(cells, ORDERING_FULFILLED);
}

static enum status
check_numbers(struct ordering_line *line, const struct cells *cells)
{
	struct order *order = &line->order;
	struct error *error = cells->error;
	struct decimal fulfilled = decimal_from_integer(0), price;
	enum status status;

	status = ordering_fault(line,
	    cell_decimal(cells, ORDERING_QUANTITY, &order->quantity), error);
	if (status == STATUS_OK)
		status = ordering_fault(
		    line, cell_decimal(cells, ORDERING_PRICE, &price), error);
	if (status == STATUS_OK)
		status = ordering_fault(line,
		    cell_decimal(cells, ORDERING_FULFILLED, &fulfilled), error);
	order->quantified = line->values[ORDERING_QUANTITY][0] != '\0';
	order->partial = line->values[ORDERING_FULFILLED][0] != '\0';
	if (status == STATUS_OK)
		status = ordering_fault(
		    line, check_fulfilled(line, cells, fulfilled), error);
	return status;
}

/* The texts of the order, which is not dated or sold yet. */
static enum status
take_texts(struct ordering_line *line, struct error *error)
{
	const char **v = line->values;
	struct order *order = &line->order;
	struct fulfilment *first;
	bool given = false;
	size_t i;

	order->id = v[ORDERING_ORDER];
	order->line = v[ORDERING_LINE];
	order->price = v[ORDERING_PRICE];
	order->charge = v[ORDERING_CHARGE];
	order->service = v[ORDERING_SERVICE];
	order->voids = v[ORDERING_VOIDS];
	order->po_number = v[ORDERING_PO_NUMBER];
	order->undiscounted = strcmp(v[ORDERING_DISCOUNT], "none") == 0;
	for (i = 0; i < LIFE_KEY_COUNT; i++) {
		line->life[i] = v[life_columns[i]];
		given = given || line->life[i][0] != '\0';
	}
	order->life = given ? line->life : NULL;
	if (!order->partial || line->faults != NULL)
		return STATUS_OK;
	first = arena_array(line->arena, 1, sizeof(*first));
	if (first == NULL)
		return error_memory(error);
	first->from = order->start;
	order->fulfilments = first;
	order->fulfilment_count = 1;
	return decimal_parse(
	    v[ORDERING_FULFILLED], DECIMAL_PLACES_MAX, &first->quantity, error);
}

enum status
ordering_check(
    struct ordering_line *line, struct date as_of, struct error *error)
{
	struct cells cells = { &ordering_schema, line->values, line->arena,
		error };
	char text[DATE_TEXT_MAX];
	const char *start;
	enum status status;

	line->order = (struct order){ .start = DATE_NONE,
		.end = DATE_NONE,
		.bill_from = DATE_NONE,
		.term_end = DATE_NONE,
		.anchor_on = DATE_NONE };
	line->start = line->ready_on = DATE_NONE;
	start = arena_text(line->arena, date_format(as_of, text));
	if (start == NULL)
		return error_memory(error);
	cell_default(&cells, ORDERING_START, start);
	if (action_parse(line->values[ORDERING_ACTION], &line->order.action,
		error) != STATUS_OK)
		status = ordering_fault(
		    line, cell_fail(&cells, ORDERING_ACTION), error);
	else {
		status = check_columns(line, &cells);
		if (status == STATUS_OK)
			status = ordering_fault(
			    line, check_needs(line, &cells), error);
	}
	if (status == STATUS_OK)
		status = ordering_fault(
		    line, cell_required(&cells, ORDERING_START), error);
	if (status == STATUS_OK)
		status = check_days(line, &cells);
	if (status == STATUS_OK)
		status = check_numbers(line, &cells);
	return status == STATUS_OK ? take_texts(line, error) : status;
}
