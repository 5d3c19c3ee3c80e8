#ifndef INTAKE_STREAMING_PARTS_H
#define INTAKE_STREAMING_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/names.h"
#include "base/words.h"
#include "base/zone.h"
#include "intake/streaming.h"
#include "record/writer.h"
#include "rule/flow.h"
#include "work/rejecting.h"

/*
 * The parts of streaming.
 *
 * streaming_plans(streaming):
 * Make what finds plans by name.
 *
 * streaming_price(streaming, priced):
 * Price the record at hand.  STATUS_INVALID: it is bad, or cannot be priced
 * (error->text says why); *${priced}->charge is NULL unless a number was too
 * large for the charge, which ends the stream.
 *
 * streaming_write(streaming, priced):
 * Write the record at hand with what it costs.
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

/* A usage charge of a plan. */
struct streamed_charge {
	const struct charge *charge;
	bool asks; /* rate_asks() */
	bool keeps; /* flow_keeps() */
	uint32_t number; /* among all charges */
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

struct streamed_output {
	struct writer *writer; /* NULL: nothing is known of the columns yet */
	struct schema schema;
	struct column *columns; /* those passed through, then our own */
	size_t *places; /* of those passed through, in the row of a file */
	const char **fields;
	size_t passed; /* how many pass through */
	size_t seen; /* of JSON lines: how many names were seen at last */
};

/* What a record costs. */
struct priced {
	const struct charge *charge;
	struct decimal amount;
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
	const struct streamed_plan *plan; /* of the last record */
	struct zone *zone;
	struct pricing pricing;
	struct streamed_month month;
	struct words words; /* what flows are of */
	struct flow **flows; /* by the number of the word, in blocks */

	struct schema schema;
	struct reader *reader;
	struct record record;
	struct dimension *dimensions;
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
enum status streaming_price(struct streaming *, struct priced *) MUST_CHECK;
enum status streaming_write(
    struct streaming *, const struct priced *) MUST_CHECK;
enum status streaming_finish(struct streaming *) MUST_CHECK;

#endif
