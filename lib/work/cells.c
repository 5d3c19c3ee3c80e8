/*
 * Thin doors to the parsers of base/, each with the name of the column in
 * front.
 */
#include "work/cells.h"

#include "base/choice.h"
#include "base/currency.h"

enum status
cell_fail(const struct cells *cells, size_t column)
{
	return error_prefix(
	    cells->error, "column %s: ", cells->schema->columns[column].name);
}

enum status
cell_required(const struct cells *cells, size_t column)
{
	if (cells->values[column][0] != '\0')
		return STATUS_OK;
	(void)error_set(
	    cells->error, STATUS_INVALID, "empty, a value is required");
	return cell_fail(cells, column);
}

enum status
cell_unsupported(const struct cells *cells, size_t column, const char *why)
{
	if (cells->values[column][0] == '\0')
		return STATUS_OK;
	(void)error_set(cells->error, STATUS_INVALID, "%s", why);
	return cell_fail(cells, column);
}

void
cell_default(const struct cells *cells, size_t column, const char *value)
{
	if (cells->values[column][0] == '\0')
		cells->values[column] = value;
}

enum status
cell_date(const struct cells *cells, size_t column, struct date *date)
{
	if (cells->values[column][0] == '\0' ||
	    date_parse(cells->values[column], date, cells->error) == STATUS_OK)
		return STATUS_OK;
	return cell_fail(cells, column);
}

enum status
cell_days(const struct cells *cells, size_t first, size_t second)
{
	struct date from = { DATE_FIRST_DAYS }, to = DATE_MAX;
	enum status status = cell_date(cells, first, &from);

	if (status == STATUS_OK)
		status = cell_date(cells, second, &to);
	if (status != STATUS_OK || to.days > from.days)
		return status;
	(void)error_set(cells->error, STATUS_INVALID, "%s is not after %s",
	    cells->values[second],
	    cells->values[first][0] == '\0' ? "the first day"
					    : cells->values[first]);
	return cell_fail(cells, second);
}

enum status
cell_count(
    const struct cells *cells, size_t column, int low, int high, int *number)
{
	struct decimal decimal;

	if (cells->values[column][0] == '\0')
		return STATUS_OK;
	if (decimal_parse(cells->values[column], 0, &decimal, cells->error) !=
	    STATUS_OK)
		return cell_fail(cells, column);
	if (decimal.coefficient < low || decimal.coefficient > high) {
		(void)error_set(cells->error, STATUS_INVALID,
		    "%.40s is not between %d and %d", cells->values[column],
		    low, high);
		return cell_fail(cells, column);
	}
	*number = (int)decimal.coefficient;
	return STATUS_OK;
}

enum status
cell_choice(const struct cells *cells, size_t column, const char *const *words,
    const char *what, int *index)
{
	if (cells->values[column][0] == '\0' ||
	    choice_parse(cells->values[column], words, what, index,
		cells->error) == STATUS_OK)
		return STATUS_OK;
	return cell_fail(cells, column);
}

enum status
cell_currency(const struct cells *cells, size_t column)
{
	struct currency currency;

	if (cells->values[column][0] == '\0' ||
	    currency_parse(cells->values[column], &currency, cells->error) ==
		STATUS_OK)
		return STATUS_OK;
	return cell_fail(cells, column);
}

enum status
cell_decimal(const struct cells *cells, size_t column, struct decimal *decimal)
{
	char text[DECIMAL_TEXT_MAX];

	if (cells->values[column][0] == '\0')
		return STATUS_OK;
	if (decimal_parse(cells->values[column], DECIMAL_PLACES_MAX, decimal,
		cells->error) != STATUS_OK)
		return cell_fail(cells, column);
	if (decimal_sign(*decimal) < 0) {
		(void)error_set(cells->error, STATUS_INVALID,
		    "%.40s is negative", cells->values[column]);
		return cell_fail(cells, column);
	}
	cells->values[column] = arena_text(
	    cells->scratch, decimal_format(decimal_strip(*decimal), text));
	return cells->values[column] == NULL ? error_memory(cells->error)
					     : STATUS_OK;
}
