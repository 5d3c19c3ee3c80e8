#ifndef RECORD_LAYOUT_H
#define RECORD_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/local_time.h"

/*
 * A layout says how records of a schema are made of a file that others wrote:
 * of lines that are cut at fixed places, or of CSV without a header, or with
 * other names in it.
 *
 * A record goes through it in this order: its cells are cut and trimmed of
 * blanks; it may be the total; it is bad if it has more or fewer cells than it
 * should; else it may be passed over; then each value is made of its text, in
 * which {name} stands for the cell of a column.  What the keys of the file mean
 * stands in bill-layout(5); record/laid.h reads through it.
 *
 * Everything is plain data of layout->arena, which is somebody else's, but for
 * the zone.
 *
 * layout_column(layout, name):
 * The number of the column ${name}; layout->column_count if there is none.
 *
 * layout_add(layout, name, error):
 * Take one more column, ${name}.
 *
 * layout_find(layout, name, column, error):
 * The number of the ${column} ${name}.  Where the columns are those of a
 * header, it is taken; else STATUS_INVALID names the nearest one.
 *
 * layout_compile(layout, value, error):
 * Take value->text apart.  STATUS_INVALID for braces that name no column.
 *
 * layout_close(layout):
 * Release the zone.
 */

enum layout_kind {
	LAYOUT_CSV, /* the layout names the columns */
	LAYOUT_HEADER, /* CSV, and the file names them */
	LAYOUT_FIXED,
};

struct layout_column {
	const char *name;
	size_t at; /* where it begins in the line, from 0 */
	size_t width; /* bytes */
};

/* Which values a column may have; a value "eu-*" is any that begins so. */
struct layout_filter {
	size_t column;
	const char **values;
	size_t count;
};

struct layout_filters {
	struct layout_filter *items;
	size_t count;
};

/* A piece of a text: the cell of a column, or letters. */
struct layout_piece {
	const char *letters; /* NULL: a cell */
	size_t length;
	size_t column;
};

/* Where something stands in the file of the layout. */
struct layout_place {
	size_t line;
	size_t column;
};

/* A value of a record: how it is made. */
struct layout_value {
	struct layout_place place;
	const char *name; /* the column of the schema, or another one */
	const char *text; /* "{src}-{start}" */
	struct layout_piece *pieces;
	size_t count;
	bool timed; /* it is an instant: layout->time */
};

struct layout {
	const char *name; /* its file, for messages */
	struct arena *arena;
	enum layout_kind kind;
	char separator; /* of CSV */
	size_t skip; /* lines in front */
	size_t length; /* of each line; 0: any */
	struct layout_column *columns;
	size_t column_count;
	struct layout_filters only;
	struct layout_filters except;
	struct layout_filters total; /* none: there is no total */
	size_t total_column; /* how many records there are */
	struct layout_place place; /* of all values */
	struct layout_value *values;
	size_t value_count;
	struct local_terms time;
	struct zone *zone;
};

size_t layout_column(const struct layout *, const char *);
enum status layout_add(
    struct layout *, const char *, struct error *) MUST_CHECK;
enum status layout_find(
    struct layout *, const char *, size_t *, struct error *) MUST_CHECK;
enum status layout_compile(
    struct layout *, struct layout_value *, struct error *) MUST_CHECK;
void layout_close(struct layout *);

#endif
