#ifndef RECORD_LAID_PARTS_H
#define RECORD_LAID_PARTS_H

#include "record/csv.h"
#include "record/laid.h"

/*
 * The parts of reading through a layout.
 *
 * laid_start(laid, error):
 * Pass over what stands in front, and learn the header.
 *
 * laid_make(laid, made, error):
 * Make the layout's values of the row that was cut.
 */

#define LAID_BAD_MAX 512
#define LAID_ADDED 2 /* the cells of "line" and "reason" */

struct laid {
	const struct layout *layout;
	struct source *source;
	struct csv *csv; /* NULL: the file has lines that are cut */
	bool mended; /* it is a reject file */
	struct row row; /* of the file; its names are the header */
	struct arena names;
	size_t header_count; /* without what a reject file adds */
	size_t width; /* with it */
	size_t raw_count;
	size_t places[READER_COLUMNS_MAX]; /* of the columns in the row */
	const char *cells[READER_COLUMNS_MAX]; /* of the columns, trimmed */
	struct arena scratch;
	struct originals *originals;
	uint64_t records; /* that "only" lets through */
	uint64_t passed;
	bool ended; /* the total was read */
	char bad[LAID_BAD_MAX];
};

enum status laid_start(struct laid *, struct error *) MUST_CHECK;
enum status laid_make(struct laid *, struct row *, struct error *) MUST_CHECK;

#endif
