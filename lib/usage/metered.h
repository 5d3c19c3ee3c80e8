#ifndef USAGE_METERED_H
#define USAGE_METERED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "rate/rate.h"
#include "record/record.h"
#include "usage/stock.h"
#include "usage/vocabulary.h"
#include "work/rejecting.h"

/*
 * A metered record is one record of usage on its way into the ledger: checked,
 * in the form in which it is compared, and with what its cells said.
 *
 * Two records say the same if their values in this form are the same: the
 * instant as a number, numbers without trailing zeros, the dimensions that are
 * not empty by name.  What is written otherwise is kept for the reject file
 * alone.
 *
 * metered_words(metered, vocabulary, error):
 * Find the words of ${metered}, whose values and dimensions are given, but for
 * its name.
 *
 * metered_pack(metered, arena, bytes, length, error):
 * A record as it is put into a stock, where its tag is the number of its name,
 * VOCABULARY_NONE without one.
 *
 * metered_place(stock, position):
 * Where a record is.  Who asks in another order than that of positions saves
 * time by keeping the places.
 *
 * metered_get(stock, place, vocabulary, scratch, metered, error):
 * Read it; its texts are valid as long as ${scratch} and the stock as it is.
 *
 * metered_glance(stock, place, scratch, glance, error):
 * Only what orders it.
 *
 * metered_name(metered, column, arena, name, error):
 * The name under which a record goes into the vocabulary: its month and what
 * ${column} says of whose usage it is.  Names have nearly always the order in
 * which the ledger keeps what they own.
 *
 * metered_rename(metered, name):
 * Give a record what such a name says.
 *
 * metered_hash(metered, scratch, entry, error):
 * The hashes that a record is found by, and compared by, into ${entry}, whose
 * position is left as it is (hash_short).
 *
 * metered_cells(metered, reader, scratch, rejected, error):
 * The cells as they stood in the file of ${reader}, in the order of its header
 * (metered->change says which names this has; metered_get() does not know),
 * into ${rejected}; a dimension that the header does not have (JSON lines)
 * follows.  With a layout the reader recalls them.
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

extern const struct column metered_columns[METERED_COLUMNS];

#define METERED_RETRACT "retract"

/* The same of a log of changes, and two dimensions that it must, or may, have;
 * its action is a dimension, too, unless it retracts. */
enum { METERED_ITEM = METERED_COLUMNS, METERED_LEVEL, METERED_CHANGE_COLUMNS };

extern const struct column metered_change_columns[METERED_CHANGE_COLUMNS];

struct metered {
	uint64_t line;
	int64_t occurred_at;
	const char *values[METERED_COLUMNS];
	struct dimensions dimensions; /* by name, none empty */
	const char *dimensions_text; /* as an object; "" if there are none */
	/* As written. */
	const char *quantity;
	const char *amount;
	const char *action;
	const char *name; /* "subscription S1", "" without one */
	bool change; /* its columns are those of a log of changes */
	/* As words; NULL where there is none. */
	const struct word *metric_word;
	const struct word *set_word;
	unsigned char form; /* how the instant is written, if not as a text */
};

struct place {
	uint64_t position;
	uint64_t begin; /* in the stock */
	uint32_t name; /* number of the word, VOCABULARY_NONE without one */
};

/* What orders a record among those of its name. */
struct glance {
	int64_t occurred_at;
	const char *event;
};

struct usage_entry;

enum status metered_words(
    struct metered *, struct vocabulary *, struct error *) MUST_CHECK;
enum status metered_name(const struct metered *, enum metered_column,
    struct arena *, struct words_text *, struct error *) MUST_CHECK;
void metered_rename(struct metered *, const char *);
enum status metered_pack(const struct metered *, struct arena *, const void **,
    size_t *, struct error *) MUST_CHECK;
struct place metered_place(const struct stock *, uint64_t);
enum status metered_get(struct stock *, struct place, const struct vocabulary *,
    struct arena *, struct metered *, struct error *) MUST_CHECK;
enum status metered_glance(struct stock *, struct place, struct arena *,
    struct glance *, struct error *) MUST_CHECK;
enum status metered_hash(const struct metered *, struct arena *,
    struct usage_entry *, struct error *) MUST_CHECK;
enum status metered_cells(const struct metered *, const struct reader *,
    struct arena *, struct rejected *, struct error *) MUST_CHECK;

#endif
