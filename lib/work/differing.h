#ifndef WORK_DIFFERING_H
#define WORK_DIFFERING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "record/sort.h"
#include "rule/line.h"
#include "work/cells.h"
#include "work/request.h"

/*
 * Differing compares two proposals, line by line, and says why amounts differ.
 *
 * Lines of both are the same one if they have the same account, currency,
 * subscription, charge, kind, dimensions, full period, corrected line and
 * adjustment; not the price, so that a new price is that and not another line.
 * Where several lines are the same by that (parts of one period), those that
 * begin on one day belong together, then the others in their order.  Documents,
 * the order of rows and of columns, and texts are not compared.
 *
 * A proposal need not be whole: documents, and lines with their taxes, may have
 * been left out.  What must hold is that each record can be read, that a line
 * is there once, and that a tax has its line.
 *
 * No ledger is read.  Memory: sorts of bounded size, and the lines that are the
 * same by the above.
 *
 * differing_run(request, old, new, error):
 * Write the differences of the proposals in the files ${old} and ${new}, one of
 * which may be "-".  STATUS_ASIDE if there is any.  STATUS_INVALID, the text
 * naming file, line and column, if one cannot be read.
 *
 * differing_read(request, path, sort, error):
 * Read one proposal into *${sort}, in the order of what makes lines the same:
 * texts of the columns of a proposal, then those of enum differing_column.  The
 * caller starts and closes the sort, also where this fails.
 *
 * differing_check(cells, tax):
 * Check a record of a proposal; *${tax} is whether it is one.
 *
 * differing_line(cells, line):
 * The line of a record, without its taxes.
 *
 * differing_key(fields, arena, key, length, error):
 * What a line sorts by.
 *
 * differing_compare(a, b):
 * Order of two lines' fields by what makes them the same; 0 if they are.
 */

/* Behind the columns of a proposal. */
enum differing_column {
	DIFFERING_PLACE, /* the line of the file */
	DIFFERING_TAX, /* the sum of the taxes */
	DIFFERING_COUNT,
};

enum status differing_run(const struct request *, const char *, const char *,
    struct error *) MUST_CHECK;
enum status differing_read(const struct request *, const char *, struct sort **,
    struct error *) MUST_CHECK;
enum status differing_check(const struct cells *, bool *) MUST_CHECK;
enum status differing_line(const struct cells *, struct line *) MUST_CHECK;
enum status differing_key(const char *const *, struct arena *,
    const unsigned char **, size_t *, struct error *) MUST_CHECK;
int differing_compare(const char *const *, const char *const *);

#endif
