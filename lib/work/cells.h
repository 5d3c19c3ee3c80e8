#ifndef WORK_CELLS_H
#define WORK_CELLS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/error.h"
#include "record/record.h"

/*
 * Cells: the values of a record, read as what they ought to be.
 *
 * Each function reads the value of one column, by its place in the schema; what
 * is wrong with it is said as "column NAME: ...", STATUS_INVALID.  An empty
 * cell is "not given": the result is then left as it was.
 *
 * cell_date, cell_count(cells, column, low, high, number), cell_choice(cells,
 * column, words, what, index), cell_currency:
 * Read a value.
 *
 * cell_decimal(cells, column, decimal):
 * Read an exact number that is not negative, and strip the trailing zeros of
 * the value itself, so that equal numbers are equal texts.
 *
 * cell_days(cells, from, to):
 * Read two columns as the first day and the day after the last one, either of
 * which may be open.
 *
 * cell_default(cells, column, value):
 * Give an empty cell a value.
 *
 * cell_required(cells, column):
 * STATUS_INVALID if the cell is empty.
 *
 * cell_unsupported(cells, column, why):
 * STATUS_INVALID if the cell is not empty: the manual says so too.
 */

struct cells {
	const struct schema *schema;
	const char **values;
	struct arena *scratch;
	struct error *error;
};

enum status cell_date(const struct cells *, size_t, struct date *) MUST_CHECK;
enum status cell_count(
    const struct cells *, size_t, int, int, int *) MUST_CHECK;
enum status cell_choice(const struct cells *, size_t, const char *const *,
    const char *, int *) MUST_CHECK;
enum status cell_currency(const struct cells *, size_t) MUST_CHECK;
enum status cell_decimal(
    const struct cells *, size_t, struct decimal *) MUST_CHECK;
enum status cell_days(const struct cells *, size_t, size_t) MUST_CHECK;
void cell_default(const struct cells *, size_t, const char *);
enum status cell_required(const struct cells *, size_t) MUST_CHECK;
enum status cell_unsupported(
    const struct cells *, size_t, const char *) MUST_CHECK;

/*
 * cell_fail(cells, column):
 * Put "column NAME: " in front of the error of ${cells}.  Return its status.
 */
enum status cell_fail(const struct cells *, size_t);

#endif
