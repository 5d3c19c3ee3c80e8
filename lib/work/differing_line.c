/*
 * The records of a proposal as a comparison sees them: the values behind an
 * amount, and what makes two lines the same.
 */
#include <string.h>

#include "work/differing.h"
#include "work/proposing.h"

#define NUMBER_MAX 999999999

/* What makes two lines the same, and what merely puts them in order. */
static const enum proposal_column key_columns[] = { PROPOSAL_ACCOUNT,
	PROPOSAL_CURRENCY, PROPOSAL_SUBSCRIPTION, PROPOSAL_CHARGE,
	PROPOSAL_KIND, PROPOSAL_DIMENSIONS, PROPOSAL_INSTANCE,
	PROPOSAL_CORRECTS, PROPOSAL_ADJUSTMENT, PROPOSAL_CYCLE_START,
	PROPOSAL_CYCLE_END, PROPOSAL_PERIOD_START, PROPOSAL_PERIOD_END,
	PROPOSAL_PLAN, PROPOSAL_CATALOG, PROPOSAL_ORDER_PRICE,
	PROPOSAL_UNIT_PRICE, PROPOSAL_QUANTITY, PROPOSAL_AMOUNT,
	PROPOSAL_DOCUMENT, PROPOSAL_LINE };
#define KEY_COUNT (sizeof(key_columns) / sizeof(key_columns[0]))
#define SAME_COUNT 11

static enum status
parse_money(const struct cells *cells, size_t column, struct currency currency,
    struct money *money)
{
	if (money_parse(cells->values[column], currency, money, cells->error) !=
	    STATUS_OK)
		return cell_fail(cells, column);
	return STATUS_OK;
}

static enum status
parse_decimal(const struct cells *cells, size_t column, struct decimal *decimal)
{
	if (cells->values[column][0] != '\0' &&
	    decimal_parse(cells->values[column], DECIMAL_PLACES_MAX, decimal,
		cells->error) != STATUS_OK)
		return cell_fail(cells, column);
	return STATUS_OK;
}

static enum status
parse_currency(const struct cells *cells, struct currency *currency)
{
	if (currency_parse(cells->values[PROPOSAL_CURRENCY], currency,
		cells->error) != STATUS_OK)
		return cell_fail(cells, PROPOSAL_CURRENCY);
	return STATUS_OK;
}

/* What the amount of a line is made of. */
enum status
differing_line(const struct cells *cells, struct line *line)
{
	const char **fields = cells->values;
	struct decimal price;
	struct currency currency;
	enum status status;

	*line = (struct line){
		.unit_price = fields[PROPOSAL_UNIT_PRICE],
		.corrects = fields[PROPOSAL_CORRECTS],
		.upto = fields[PROPOSAL_UPTO],
		.plan = fields[PROPOSAL_PLAN],
		.catalog = fields[PROPOSAL_CATALOG],
		.order_price = fields[PROPOSAL_ORDER_PRICE],
		.period_start = DATE_NONE,
		.period_end = DATE_NONE,
		.cycle_start = DATE_NONE,
		.cycle_end = DATE_NONE,
	};
	if (line_kind_parse(fields[PROPOSAL_KIND], &line->kind, cells->error) !=
	    STATUS_OK)
		return cell_fail(cells, PROPOSAL_KIND);
	status = parse_currency(cells, &currency);
	if (status == STATUS_OK)
		status = parse_money(
		    cells, PROPOSAL_AMOUNT, currency, &line->amount);
	if (status == STATUS_OK)
		status =
		    parse_decimal(cells, PROPOSAL_QUANTITY, &line->quantity);
	if (status == STATUS_OK)
		status = parse_decimal(cells, PROPOSAL_UNIT_PRICE, &price);
	if (status == STATUS_OK)
		status = parse_decimal(cells, PROPOSAL_ORDER_PRICE, &price);
	if (status == STATUS_OK)
		status = cell_date(
		    cells, PROPOSAL_PERIOD_START, &line->period_start);
	if (status == STATUS_OK)
		status =
		    cell_date(cells, PROPOSAL_PERIOD_END, &line->period_end);
	if (status == STATUS_OK)
		status =
		    cell_date(cells, PROPOSAL_CYCLE_START, &line->cycle_start);
	if (status == STATUS_OK)
		status = cell_date(cells, PROPOSAL_CYCLE_END, &line->cycle_end);
	return status;
}

enum status
differing_check(const struct cells *cells, bool *tax)
{
	int number = 0, tax_seq = 0;
	struct currency currency;
	struct money amount;
	struct line line;
	enum status status;

	*tax =
	    strcmp(cells->values[PROPOSAL_KIND], line_kind_name(LINE_TAX)) == 0;
	status = cell_count(cells, PROPOSAL_LINE, 1, NUMBER_MAX, &number);
	if (status == STATUS_OK)
		status = cell_count(
		    cells, PROPOSAL_TAX_SEQ, 0, NUMBER_MAX, &tax_seq);
	if (status == STATUS_OK && *tax != (tax_seq > 0)) {
		(void)error_set(cells->error, STATUS_INVALID,
		    *tax ? "0, but this is a tax" : "not 0: this is no tax");
		return cell_fail(cells, PROPOSAL_TAX_SEQ);
	}
	if (status != STATUS_OK || !*tax)
		return status == STATUS_OK ? differing_line(cells, &line)
					   : status;
	status = parse_currency(cells, &currency);
	if (status == STATUS_OK)
		status = parse_money(cells, PROPOSAL_TAX, currency, &amount);
	return status;
}

/* A one-time charge is owed once, whatever its day. */
static const char *
key_text(const char *const *columns, size_t place)
{
	enum proposal_column column = key_columns[place];

	if ((column == PROPOSAL_CYCLE_START || column == PROPOSAL_CYCLE_END) &&
	    strcmp(columns[PROPOSAL_KIND], line_kind_name(LINE_ONE_TIME)) == 0)
		return "";
	return columns[column];
}

enum status
differing_key(const char *const *fields, struct arena *arena,
    const unsigned char **key, size_t *length, struct error *error)
{
	unsigned char *bytes;
	size_t room = 0, used = 0, i;

	for (i = 0; i < KEY_COUNT; i++)
		room += strlen(key_text(fields, i)) + 1;
	bytes = arena_alloc(arena, room);
	if (bytes == NULL)
		return error_memory(error);
	for (i = 0; i < KEY_COUNT; i++)
		used += sort_key_text(
		    key_text(fields, i), bytes + used, room - used);
	*key = bytes;
	*length = used;
	return STATUS_OK;
}

int
differing_compare(const char *const *a, const char *const *b)
{
	int order = 0;
	size_t i;

	for (i = 0; i < SAME_COUNT && order == 0; i++)
		order = strcmp(key_text(a, i), key_text(b, i));
	return order;
}
