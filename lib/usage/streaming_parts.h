#ifndef USAGE_STREAMING_PARTS_H
#define USAGE_STREAMING_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/names.h"
#include "base/words.h"
#include "base/zone.h"
#include "rate/flow.h"
#include "record/writer.h"
#include "usage/streaming.h"
#include "work/meant.h"
#include "work/rejecting.h"

/*
 * The parts of streaming.
 *
 * streaming_plans(streaming):
 * Make what finds plans by name.
 *
 * streaming_prepare(streaming, row, ready, sheet):
 * What the record is, its charge and, where the charge keeps nothing, its
 * amount and its line on the sheet: of records that are as nearly all are, for
 * reader_ahead().  What is odd or wrong is left for streaming_find().
 *
 * streaming_find(streaming, found):
 * What the record at hand is, and the charge that takes it.  STATUS_INVALID: it
 * is bad, or cannot be priced (error->text says why).
 *
 * streaming_dimensions(streaming):
 * The dimensions of the record at hand that are given.
 *
 * streaming_key(streaming, waiting):
 * What the flow of the record at hand is found by.  STATUS_INVALID as above.
 *
 * streaming_alone(streaming, waiting):
 * Price and write a record whose charge keeps nothing.
 *
 * streaming_wait(streaming, waiting):
 * Price and write the other ones; those of which only the quantity counts wait
 * for some more, so that their flows are looked for side by side.
 *
 * streaming_drain(streaming):
 * Let nothing wait any more.  An error names the line.
 *
 * streaming_fill(streaming, fields):
 * Let ${fields} be the cells of the record at hand.
 *
 * streaming_write(streaming, waiting, amount):
 * Write a record whose fields are there.
 *
 * streaming_columns(streaming):
 * What passes through of a header is known.  To be called before
 * reader_ahead().
 *
 * streaming_put(sheet, row, ready):
 * Put the line of a record on the sheet of its block, if all before it are
 * there.
 *
 * streaming_write_sheet(streaming, sheet):
 * Write all records of a block, of which the first is at hand.
 *
 * streaming_finish(streaming):
 * Everything was written.
 */

enum streamed_column {
	STREAMED_EVENT,
	STREAMED_SUBSCRIPTION,
	STREAMED_SERVICE,
	STREAMED_IDENTIFIER,
	STREAMED_METRIC,
	STREAMED_QUANTITY,
	STREAMED_AMOUNT,
	STREAMED_CURRENCY,
	STREAMED_ACTION,
	STREAMED_OCCURRED_AT,
	STREAMED_PLAN,
	STREAMED_COLUMNS
};

#define STREAMED_NAME_MAX 128
#define FLOWS_AT_ONCE 8
#define WAITING_MAX 32
#define BEFORE_MAX 48
#define AFTER_MAX 8
#define REST_MAX (BEFORE_MAX + DECIMAL_TEXT_MAX + AFTER_MAX)
#define SHEET_ROOM ((size_t)96 << 10) /* what is read, and own cells */

/* A usage charge of a plan. */
struct streamed_charge {
	const struct charge *charge;
	const char *metric;
	bool asks; /* rate_asks() */
	bool keeps; /* flow_keeps() */
	bool plain; /* flow_plain() */
	struct flow_unit unit; /* flow_unit() */
	/* What stands around an amount: the id and a comma, a comma and the
	 * currency; 0: the id is too long, or CSV may quote it. */
	size_t before_length, after_length;
	char before[BEFORE_MAX];
	char after[AFTER_MAX];
	uint32_t number; /* among all charges */
	uint32_t first; /* FLOWS_AT_ONCE charges have their flows together */
};

/* A plan, and what streaming has to know of it. */
struct streamed_plan {
	const struct plan *plan;
	struct streamed_charge *charges;
	size_t count;
	const char *lacks; /* why it cannot be priced, or NULL */
	bool asks; /* a charge does */
};

/* What is written: what passes through, and our own columns. */
struct streamed_fields {
	const char *const *values;
	size_t tight; /* 0, or all pass through: reader_tight() */
};

struct streamed_output {
	struct writer *writer; /* NULL: nothing is known of the columns yet */
	struct schema schema;
	struct column *columns; /* those passed through, then our own */
	size_t *places; /* of those passed through, in the row of a file */
	const char **rooms; /* for the fields of what waits, unless whole */
	const char **fields; /* of a record that is written by cells */
	size_t passed; /* how many pass through */
	bool plain; /* CSV, not for a spreadsheet */
	bool whole; /* and all that is read passes through in its place */
	size_t seen; /* of JSON lines: how many names were seen at last */
};

/* Whose usage of what in which month: by this a block of flows is found. */
struct streamed_key {
	char bytes[2 * sizeof(uint32_t) + 1 + STREAMED_NAME_MAX];
	size_t length;
};

/* A record, and who prices it. */
struct streamed_found {
	const struct streamed_charge *charge;
	struct usage_event event;
};

/* What was found ahead. */
struct streamed_ready {
	struct streamed_found found; /* no charge: nothing was */
	struct decimal amount; /* of a charge that keeps nothing */
};

/* A record that waits to be priced and written, or the one at hand. */
struct streamed_waiting {
	const struct streamed_found *found;
	const struct streamed_ready *ready; /* NULL: nothing is */
	struct streamed_found own; /* what was not found ahead */
	struct streamed_fields fields;
	uint64_t line;
	struct streamed_key key; /* where the charge keeps something */
};

/* What was written, by currency. */
struct streamed_total {
	struct currency currency;
	struct decimal amount;
};

/* The records of a block as they are written: those up to the first that
 * cannot be written ahead, or has another currency. */
struct streamed_sheet {
	size_t count;
	size_t length; /* of their lines */
	struct streamed_total total;
	char lines[SHEET_ROOM];
};

struct streaming {
	const struct request *request;
	const struct streaming_options *options;
	struct catalog catalog;
	struct names plan_names;
	struct streamed_plan *plans;
	const struct streamed_plan *named; /* of records that name none */
	struct zone *zone;
	struct pricing pricing;
	/* The month in which the last event was, and what is in it. */
	struct tally_terms terms;
	int32_t month; /* 12 × year + month */
	struct words words; /* what flows are of; a tag is where they are */
	struct streamed_waiting *waiting; /* behind them the one at hand */
	size_t waiting_count;

	struct schema schema;
	struct reader *reader;
	struct record record;
	struct dimension *dimensions;
	struct meant_names meant; /* dimensions somebody asks for, sorted */
	struct meant_watch watch; /* for a quantity under another name */
	struct rejects *rejects; /* NULL: a bad record ends it */
	struct streamed_output output;
	struct streamed_total *totals;
	size_t total_count;
	enum status flushed; /* of what was written while it waited */

	struct arena arena; /* of the run */
	struct arena scratch; /* of a record */
	struct error *error;
};

enum status streaming_plans(struct streaming *) MUST_CHECK;
void streaming_prepare(const void *, const struct reader_row *, void *, void *);
enum status streaming_find(
    struct streaming *, struct streamed_found *) MUST_CHECK;
struct dimensions streaming_dimensions(struct streaming *);
enum status streaming_key(
    struct streaming *, struct streamed_waiting *) MUST_CHECK;
enum status streaming_alone(
    struct streaming *, struct streamed_waiting *) MUST_CHECK;
enum status streaming_wait(
    struct streaming *, struct streamed_waiting *) MUST_CHECK;
enum status streaming_drain(struct streaming *) MUST_CHECK;
enum status streaming_fill(
    struct streaming *, struct streamed_fields *) MUST_CHECK;
enum status streaming_write(struct streaming *, const struct streamed_waiting *,
    struct decimal) MUST_CHECK;
void streaming_columns(struct streaming *);
void streaming_put(struct streamed_sheet *, const struct reader_row *,
    const struct streamed_ready *);
enum status streaming_write_sheet(
    struct streaming *, const struct streamed_sheet *) MUST_CHECK;
enum status streaming_finish(struct streaming *) MUST_CHECK;

#endif
