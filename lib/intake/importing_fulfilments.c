/*
 * Fulfilments: what was delivered of an order line, and when.  Where the line
 * says how much of it was fulfilled with it, each bills so much more from its
 * date on; else it is a confirmation.
 */
#include <string.h>

#include "intake/importing.h"
#include "ledger/facts.h"
#include "ledger/orders.h"
#include "work/cells.h"

enum { FULFILMENT, ORDER, LINE, DATE, QUANTITY, REFERENCE, COLUMN_COUNT };

static const struct column columns[COLUMN_COUNT] = {
	[FULFILMENT] = { "fulfilment", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[ORDER] = { "order", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[LINE] = { "line", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[DATE] = { "date", COLUMN_DATED },
	[QUANTITY] = { "quantity", COLUMN_NUMBER },
	[REFERENCE] = { "reference", COLUMN_TOKEN },
};

static const struct schema schema = { "fulfilments", columns, COLUMN_COUNT,
	EXTRAS_X };

/* As STATEMENT_RESOLVE_FULFILMENTS answers. */
enum { ACCOUNT, ORDERED, FULFILLED, BEFORE };

/* How much the file has for the line so far. */
struct delivered {
	struct decimal quantity;
};

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	struct cells cells = { &schema, facts->values, importing->scratch,
		error };
	struct date date = DATE_NONE;
	struct decimal quantity = decimal_from_integer(1);
	char text[DATE_TEXT_MAX];
	const char *as_of;
	enum status status;

	as_of = arena_text(
	    importing->scratch, date_format(importing->request->as_of, text));
	if (as_of == NULL)
		return error_memory(error);
	cell_default(&cells, DATE, as_of);
	status = cell_required(&cells, DATE);
	if (status == STATUS_OK)
		status = cell_date(&cells, DATE, &date);
	if (status == STATUS_OK)
		status = cell_decimal(&cells, QUANTITY, &quantity);
	if (status == STATUS_OK && decimal_sign(quantity) == 0) {
		(void)error_set(error, STATUS_INVALID, "0 delivers nothing");
		status = cell_fail(&cells, QUANTITY);
	}
	staged->key = facts->values[FULFILMENT];
	staged->date = facts->values[DATE];
	staged->reference = facts->values[ORDER];
	staged->other = facts->values[LINE];
	return status;
}

/* Begin to count for another line. */
static enum status
follow_line(struct importing *importing, const struct facts *facts,
    struct delivered **delivered, struct error *error)
{
	const char *line = arena_format(importing->arena, "%s\n%s",
	    facts->values[ORDER], facts->values[LINE]);

	if (importing->state == NULL)
		importing->state =
		    arena_alloc(importing->arena, sizeof(struct delivered));
	*delivered = importing->state;
	if (*delivered == NULL || line == NULL)
		return error_memory(error);
	if (strcmp(importing->group, line) == 0)
		return STATUS_OK;
	importing->group = line;
	(*delivered)->quantity = decimal_from_integer(0);
	return STATUS_OK;
}

/* Add one or several quantities, "4 2.5". */
static enum status
add(struct importing *importing, const char *quantities, struct decimal *sum,
    struct error *error)
{
	enum status status = STATUS_OK;
	struct decimal quantity;
	char *copy, *one;

	if (quantities == NULL)
		return STATUS_OK;
	copy = arena_text(importing->scratch, quantities);
	if (copy == NULL)
		return error_memory(error);
	for (one = orders_word(&copy); one != NULL && status == STATUS_OK;
	     one = orders_word(&copy)) {
		status =
		    decimal_parse(one, DECIMAL_PLACES_MAX, &quantity, error);
		if (status == STATUS_OK)
			status = decimal_add(*sum, quantity, sum, error);
	}
	return status;
}

/* No more may be delivered than was ordered. */
static enum status
check_sum(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, struct delivered *delivered,
    struct error *error)
{
	const char *const *answers = resolved->answers;
	struct decimal sum = delivered->quantity, ordered;
	const char *quantity = facts->values[QUANTITY];
	char text[DECIMAL_TEXT_MAX];
	enum status status;

	if (quantity[0] == '\0' && answers[FULFILLED][0] != '\0')
		return error_set(error, STATUS_INVALID,
		    "column quantity: how much of %s was delivered? it is "
		    "fulfilled in parts",
		    answers[ORDERED]);
	if (quantity[0] == '\0' || answers[ORDERED][0] == '\0')
		return STATUS_OK;
	status = add(importing, quantity, &sum, error);
	if (status != STATUS_OK)
		return status;
	delivered->quantity = sum;
	status = add(importing, answers[FULFILLED], &sum, error);
	if (status == STATUS_OK)
		status = add(importing, answers[BEFORE], &sum, error);
	if (status == STATUS_OK)
		status = decimal_parse(
		    answers[ORDERED], DECIMAL_PLACES_MAX, &ordered, error);
	if (status == STATUS_OK && decimal_compare(sum, ordered) > 0)
		status = error_set(error, STATUS_INVALID,
		    "column quantity: %s delivered in all, %s ordered",
		    decimal_format(decimal_strip(sum), text), answers[ORDERED]);
	return status;
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	const char *const *v = facts->values;
	const char *values[] = { v[FULFILMENT], v[ORDER], v[LINE], v[DATE],
		v[QUANTITY], v[REFERENCE], facts->extra };
	struct fact fact = { resolved->content, values,
		sizeof(values) / sizeof(values[0]) };
	struct delivered *delivered, before;
	enum status status;

	*outcome = OUTCOME_DUPLICATE;
	if (resolved->stored != NULL) {
		if (memcmp(resolved->stored, resolved->content, HASH_SIZE) == 0)
			return STATUS_OK;
		return error_set(error, STATUS_INVALID,
		    "fulfilment %s was recorded before and says something "
		    "else",
		    v[FULFILMENT]);
	}
	if (resolved->answers[ACCOUNT] == NULL)
		return error_set(error, STATUS_INVALID,
		    "column line: order %s has no line %s", v[ORDER], v[LINE]);
	status = follow_line(importing, facts, &delivered, error);
	if (status != STATUS_OK)
		return status;
	before = *delivered;
	status = check_sum(importing, facts, resolved, delivered, error);
	if (status != STATUS_OK) {
		/* What is refused does not count for the next one. */
		*delivered = before;
		return status;
	}
	*outcome = OUTCOME_ACCEPTED;
	status = fact_put(
	    importing->ledger, STATEMENT_FULFILMENT_INSERT, &fact, error);
	if (status == STATUS_OK)
		status = fact_touch(
		    importing->ledger, resolved->answers[ACCOUNT], error);
	return status;
}

const struct import_kind importing_fulfilments = {
	.name = "fulfilments",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_FULFILMENTS,
	.key_count = 1,
	.check = check,
	.decide = decide,
};
