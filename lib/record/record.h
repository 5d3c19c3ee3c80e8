#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include <stddef.h>
#include <stdint.h>

/*
 * A record is one row of a stream; a schema says which columns it has.
 *
 * Values are text, NUL-terminated valid UTF-8; "" stands for "not given".  What
 * a value means (a date, a decimal) is the business of who reads it: no type is
 * guessed.  record->fields[i] is the value of schema->columns[i], whatever
 * order the file had.  Columns that the schema does not name are its extras:
 * allowed where ${extras} says so, names and values in the file's order.
 *
 * schema_find(schema, name):
 * The index of the column ${name}, or schema->count if there is none.
 */

enum column_flags {
	COLUMN_REQUIRED = 1, /* the column must be there, no cell empty */
	COLUMN_NUMBER = 2, /* a plain number: never escaped in output */
	COLUMN_TOKEN = 4, /* ids, may look like card numbers */
	COLUMN_NEEDED = 8, /* it must be there, cells may be empty */
	COLUMN_IDENTIFIER = 16, /* an operator's own id: 1 to 128 bytes */
	COLUMN_DATED = 32, /* empty means --as-of: compared as given */
	COLUMN_LATER = 64, /* came later: not given, it makes no difference */
};

enum extras {
	EXTRAS_NONE, /* an unknown column is an error */
	EXTRAS_X, /* x_... columns are kept */
	EXTRAS_ANY, /* any column is kept (dimensions) */
};

struct column {
	const char *name;
	unsigned flags;
};

struct schema {
	const char *name; /* "orders", for messages */
	const struct column *columns;
	size_t count;
	enum extras extras;
};

struct record {
	const char *const *fields; /* as many as the schema has columns */
	const char *const *extra_names;
	const char *const *extra_values;
	size_t extra_count;
	uint64_t line; /* physical line on which it begins */
};

size_t schema_find(const struct schema *, const char *);

#endif
