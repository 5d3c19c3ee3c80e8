#ifndef RECORD_LAID_H
#define RECORD_LAID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "record/layout.h"
#include "record/originals.h"
#include "record/row.h"
#include "record/source.h"

/*
 * A laid file is one that is read through a layout: each row of it becomes a
 * row with the layout's values.
 *
 * A file whose first line is a header that ends with "line,reason" is a reject
 * file of the same layout: nothing in front is skipped, its cells are separated
 * by commas, there is no total.  The row of a line that is cut is the line
 * itself, in a column "record".
 *
 * laid_open(layout, source, laid, error):
 * Begin to read ${source}, whose first byte was looked at, up to the first
 * record.  ${layout} and ${source} must live as long.  Release with
 * laid_close().
 *
 * laid_read(laid, made, found, error):
 * Make the next row that is not passed over, which a row with more or fewer
 * cells or bytes than the layout says never is, unless it is the total; the
 * names of ${made} never change.  *${found} is false at the end.
 * STATUS_INVALID, the text naming file and line, for a cell that is not UTF-8,
 * for what csv_read() and source_piece() refuse, and where the total is missing
 * or says something else.
 *
 * laid_bad(laid):
 * What is wrong with it, or NULL; the cells of a bad row must not be used.
 *
 * laid_header(laid, names), laid_raw(laid, cells):
 * The header, and the row just read, as they stand in the file.  Return the
 * count.
 *
 * laid_recall(laid, line, arena, original, error):
 * The row of ${line}, which was read, as it stands in the file.
 *
 * laid_blame(laid, error):
 * Where ${error} begins with the name of a value ("column quantity: ...") name
 * what it was made of, too: "column quantity, {billsec}: ...".
 *
 * laid_passed(laid):
 * How many rows were passed over.
 *
 * laid_close(laid):
 * Release; NULL is allowed.
 */

struct laid;

enum status laid_open(const struct layout *, struct source *, struct laid **,
    struct error *) MUST_CHECK;
enum status laid_read(
    struct laid *, struct row *, bool *, struct error *) MUST_CHECK;
const char *laid_bad(const struct laid *);
size_t laid_header(const struct laid *, const char *const **);
size_t laid_raw(const struct laid *, const char *const **);
enum status laid_recall(struct laid *, uint64_t, struct arena *,
    struct original *, struct error *) MUST_CHECK;
void laid_blame(const struct laid *, struct error *);
uint64_t laid_passed(const struct laid *);
void laid_close(struct laid *);

#endif
