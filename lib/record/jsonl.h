#ifndef RECORD_JSONL_H
#define RECORD_JSONL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "record/row.h"
#include "record/source.h"

/*
 * JSON lines: one flat object a line, parsed by yajl.
 *
 * A number is its letters, true and false are their words, null is "".  A line
 * has less than SOURCE_ROOM bytes.
 *
 * jsonl_read(source, row, found, error):
 * Read the next line: its keys into the names of ${row}, its values into the
 * cells.  *${found} is false at the end.  STATUS_INVALID, the text naming file,
 * line and key, for what is not one object, for a nested value, half a
 * surrogate pair, and what row_add() and source_piece() refuse.  Keys are not
 * compared.
 *
 * jsonl_object(names, values, count, arena, text, error):
 * Write one flat object of texts, in the order given, into *${text}, allocated
 * in ${arena}.
 */

enum status jsonl_read(
    struct source *, struct row *, bool *, struct error *) MUST_CHECK;
enum status jsonl_object(const char *const *, const char *const *, size_t,
    struct arena *, const char **, struct error *) MUST_CHECK;

#endif
