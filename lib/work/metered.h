#ifndef WORK_METERED_H
#define WORK_METERED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "record/record.h"
#include "record/spool.h"
#include "rule/rate.h"

/*
 * A metered record is one record of usage on its way into the ledger: checked,
 * in the form in which it is compared, and with what its cells said.
 *
 * Two records say the same if their values in this form are the same: the
 * instant as a number, numbers without trailing zeros, the dimensions that are
 * not empty by name.  So the content is bound by a hash over just that form;
 * the texts behind it are kept for the reject file alone.
 *
 * metered_put(metered, spool, scratch, entry, error):
 * Write a record into ${spool}, and its hashes into ${entry}, whose position is
 * left as it is.
 *
 * metered_get(spool, scratch, metered, found, error):
 * Read the next one; its texts are in ${scratch}.
 *
 * metered_pass(spool, scratch, found, error):
 * Leave the next one out.
 *
 * metered_id(event), metered_content(metered):
 * The hashes that an event is found by, and compared by: eight bytes of
 * SHA-256.  The second is of a record that was read from a spool.
 *
 * metered_cells(metered, names, count, scratch, cells, cell_count, error):
 * The cells as they stood in the file, in the order of its header ${names}; a
 * dimension that the header does not have (JSON lines) follows.
 */

/* The columns that the manual names, in the order of the schema. */
enum metered_column {
	METERED_EVENT,
	METERED_SUBSCRIPTION,
	METERED_SERVICE,
	METERED_IDENTIFIER,
	METERED_METRIC,
	METERED_QUANTITY,
	METERED_AMOUNT,
	METERED_CURRENCY,
	METERED_ACTION, /* "" or "retract" */
	METERED_OCCURRED_AT, /* as written; compared is the instant */
	METERED_COLUMNS
};

struct metered {
	uint64_t line;
	int64_t occurred_at;
	const char *values[METERED_COLUMNS];
	struct dimensions dimensions; /* by name, none empty */
	/* As written. */
	const char *quantity;
	const char *amount;
	const char *action;
	/* What is compared, as it lies in the spool. */
	const unsigned char *core;
	size_t core_length;
};

extern const struct column metered_columns[METERED_COLUMNS];

struct usage_entry;

enum status metered_put(const struct metered *, struct spool *, struct arena *,
    struct usage_entry *, struct error *) MUST_CHECK;
enum status metered_get(struct spool *, struct arena *, struct metered *,
    bool *, struct error *) MUST_CHECK;
enum status metered_pass(
    struct spool *, struct arena *, bool *, struct error *) MUST_CHECK;
uint64_t metered_id(const char *);
uint64_t metered_content(const struct metered *);
enum status metered_cells(const struct metered *, const char *const *, size_t,
    struct arena *, const char *const **, size_t *, struct error *) MUST_CHECK;

#endif
