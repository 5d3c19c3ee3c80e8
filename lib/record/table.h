#ifndef RECORD_TABLE_H
#define RECORD_TABLE_H

#include "base/error.h"
#include "record/record.h"
#include "record/spool.h"

/*
 * A table waits for its last row, since that may be the widest.
 *
 * Columns are as wide as their widest value, two blanks apart, numbers to the
 * right; a line does not end in blanks.
 *
 * table_open(schema, table, error):
 * An empty table.  Release with table_close().
 *
 * table_add(table, fields, error):
 * Add a row: a value for each column of the schema; NULL is "".
 *
 * table_print(table, spool, error):
 * Write the header and all rows into ${spool}.
 *
 * table_close(table):
 * Release; NULL is allowed.
 *
 * Memory: one row, and a spool.
 */

struct table;

enum status table_open(
    const struct schema *, struct table **, struct error *) MUST_CHECK;
enum status table_add(
    struct table *, const char *const *, struct error *) MUST_CHECK;
enum status table_print(
    struct table *, struct spool *, struct error *) MUST_CHECK;
void table_close(struct table *);

#endif
