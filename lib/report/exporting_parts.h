#ifndef REPORT_EXPORTING_PARTS_H
#define REPORT_EXPORTING_PARTS_H

#include "base/arena.h"
#include "ledger/catalogs.h"
#include "record/writer.h"
#include "report/exporting.h"

/*
 * The shelf of catalogs, while something of it is exported.
 *
 * exporting_shelf_open(shelf, request, columns, count, error):
 * Load all versions, and begin to write.  Whether it succeeds or not, end it
 * with exporting_shelf_close().
 *
 * exporting_shelf_write(shelf, fields):
 * Write one record.
 *
 * exporting_shelf_close(shelf, status):
 * All is written, if ${status} says so; release everything.  Return how it
 * ended.
 *
 * exporting_shelf_version(shelf, version, catalog):
 * The catalog of that name, STATUS_INVALID if there is none; for NULL, the one
 * in force, NULL if none is.
 */

struct shelf {
	const struct request *request;
	struct date as_of; /* DATE_MAX if not given */
	struct ledger *ledger;
	struct catalogs catalogs;
	struct schema schema;
	struct writer *writer;
	struct arena arena;
	struct arena scratch; /* of whoever writes */
	struct error *error;
};

enum status exporting_shelf_open(struct shelf *, const struct request *,
    const struct column *, size_t, struct error *) MUST_CHECK;
enum status exporting_shelf_write(
    struct shelf *, const char *const *) MUST_CHECK;
enum status exporting_shelf_close(struct shelf *, enum status) MUST_CHECK;
enum status exporting_shelf_version(
    const struct shelf *, const char *, const struct catalog **) MUST_CHECK;

#endif
