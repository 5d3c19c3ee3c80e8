#ifndef USAGE_STREAMING_PARTS_H
#define USAGE_STREAMING_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/names.h"
#include "base/words.h"
#include "base/zone.h"
#include "rate/flow.h"
#include "record/writer.h"
#include "usage/meant.h"
#include "usage/streaming.h"
#include "work/rejecting.h"

/*
 * The parts of streaming.
 *
 * streaming_plans(streaming):
 * Make what finds plans by name.
 *
 * streaming_find(streaming, found):
 * What the record at hand is, and the charge that takes it.  STATUS_INVALID: it
 * is bad, or cannot be priced (error->text says why).
 *
 * streaming_dimensions(streaming):
 * The dimensions of the record at hand that are given.
 *
 * streaming_alone(streaming, found):
 * Price and write a record whose charge keeps nothing.
 *
 * streaming_wait(streaming, found):
 * Price and write the other ones; those of which only the quantity counts wait
 * for some more, so that their flows are looked for side by side.
 *
 * streaming_drain(streaming):
 * Let nothing wait any more.  An error names the line.
 *
 * streaming_fill(streaming):
 * Put the cells of the record at hand into the fields of the output.
 *
 * streaming_write(streaming, fields, charge, amount):
 * Write a record, whose ${fields} have room for our own columns.
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
#define BEFORE_MAX 64

/* A usage charge of a plan. */
struct streamed_charge {
	const struct charge *charge;
	const char *metric;
	bool asks; /* rate_asks() */
	bool keeps; /* flow_keeps() */
	bool plain; /* flow_plain() */
	uint32_t number; /* among all charges */
	/* The id and a comma; NULL: it is too long, or CSV may quote it. */
	const char *before;
	size_t before_length;
	uint32_t first; /* FLOWS_AT_ONCE charges have their flows together */
};

/* A plan, and what streaming has to know of it. */
struct streamed_plan {
	const struct plan *plan;
	struct streamed_charge *charges;
	size_t count;
	const char *lacks; /* why it cannot be priced, or NULL */
};

/* The month in which the last event was. */
struct streamed_month {
	int64_t begin; /* in microseconds */
	int64_t end;
	int32_t number; /* 12 × year + month */
};

/* What is written: what passes through, and our own columns. */
struct streamed_fields {
	const char **values;
	size_t tight; /* what passes through is: reader_tight() */
};

struct streamed_output {
	struct writer *writer; /* NULL: nothing is known of the columns yet */
	struct schema schema;
	struct column *columns; /* those passed through, then our own */
	size_t *places; /* of those passed through, in the row of a file */
	struct streamed_fields fields; /* of the record at hand */
	size_t passed; /* how many pass through */
	bool plain; /* CSV, not for a spreadsheet */
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
	struct streamed_key key; /* where the charge keeps something */
};

/* A record that waits to be priced and written. */
struct streamed_waiting {
	struct streamed_found found;
	struct streamed_fields fields;
	uint64_t line;
};

/* What was written, by currency. */
struct streamed_total {
	struct currency currency;
	struct decimal amount;
};

struct streaming {
	const struct request *request;
	const struct streaming_options *options;
	struct catalog catalog;
	struct names plan_names;
	struct streamed_plan *plans;
	const struct streamed_plan *named; /* of records that name none */
	const struct streamed_plan *plan; /* of the last record */
	struct zone *zone;
	struct pricing pricing;
	struct streamed_month month;
	struct words words; /* what flows are of; a tag is where they are */
	struct streamed_waiting *waiting;
	size_t waiting_count;
	struct arena cells; /* of those that wait */

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
enum status streaming_find(
    struct streaming *, struct streamed_found *) MUST_CHECK;
struct dimensions streaming_dimensions(struct streaming *);
enum status streaming_alone(
    struct streaming *, const struct streamed_found *) MUST_CHECK;
enum status streaming_wait(
    struct streaming *, const struct streamed_found *) MUST_CHECK;
enum status streaming_drain(struct streaming *) MUST_CHECK;
enum status streaming_fill(struct streaming *) MUST_CHECK;
enum status streaming_write(struct streaming *, const struct streamed_fields *,
    const struct streamed_charge *, struct decimal) MUST_CHECK;
enum status streaming_finish(struct streaming *) MUST_CHECK;

#endif
