#ifndef WORK_METERING_PARTS_H
#define WORK_METERING_PARTS_H

#include "base/arena.h"
#include "base/hash.h"
#include "ledger/guides.h"
#include "ledger/usages.h"
#include "record/reader.h"
#include "record/sort.h"
#include "rule/catalog.h"
#include "work/entries.h"
#include "work/importing.h"
#include "work/metered.h"
#include "work/metering.h"
#include "work/receipts.h"
#include "work/rejecting.h"

/*
 * The parts of an import of usage, and what they hand to each other.
 *
 * metering_read(metering):
 * Read and check the file: good records go into the spool, their entries beside
 * it; a record's position is its place in the spool.
 *
 * metering_meet(metering):
 * Let the entries meet the ledger and each other: each record gets its fate.
 *
 * metering_gather(metering, cases):
 * Put what the file and the ledger have of the cases into a sort.
 *
 * metering_case(bytes, length, arena, item, row, error):
 * Read an item of it; ${row} has its event, and all the texts of a row.
 *
 * metering_copy(arena, row, copy, error):
 * Copy a row with its texts.
 *
 * metering_decide(metering):
 * Decide the cases: the verdicts, in the order of positions, wait in a sort.
 *
 * metering_take(metering):
 * Go through the spool: count, guide and number what is accepted, set aside
 * what is not.
 *
 * metering_book(metering):
 * Record all that was taken.
 *
 * metering_reject(metering, rejected, event):
 * Set a record aside, and answer it; ${event} NULL if it cannot be named.
 *
 * metering_number(metering, position, undoes):
 * The number of the row that comes of a record: each has two at hand, the
 * second for the row that takes an event back, so that it is above the first.
 *
 * metering_row(metering, row, rank):
 * Take a row to be booked; ${rank} is that of its owner among all, -1 for
 * suspense, METERING_RANK_NONE if it is not known.
 */

/* What is known of a record, as bits. */
enum fate {
	FATE_SAME = 1, /* the ledger has its event, with this content */
	FATE_OTHER = 2, /* it has one of that hash, with other content */
	FATE_RETRACTED = 4, /* a retraction of that hash is in the ledger */
	FATE_CASE = 8, /* to be looked at together with others */
	FATE_DUPLICATE = 16,
	FATE_BOOKED = 32, /* an event that was taken */
};

/* What was decided about a case. */
enum verdict {
	VERDICT_ACCEPT,
	VERDICT_UNDO, /* accept it, and take it back at once */
	VERDICT_DUPLICATE,
	VERDICT_REJECT,
};

/* Where an item of a case comes from, in the order in which they are read. */
enum case_origin {
	CASE_RETRACTION, /* the ledger's */
	CASE_ROW, /* the ledger's: where the event is or was */
	CASE_FILE_EVENT,
	CASE_FILE_RETRACTION,
};

struct metering_case {
	enum case_origin origin;
	int counts; /* of a row: 1 where the event is now */
	uint64_t position;
	uint64_t line;
	int64_t occurred_at;
	int64_t number; /* of a retraction */
	uint64_t content;
	unsigned fate;
};

/* A retraction that waits to be recorded; behind it comes its event. */
struct metering_retraction {
	int64_t occurred_at;
	int64_t number;
	uint64_t content;
};

#define METERING_RANK_NONE INT32_MIN
#define METERING_RETRACTED "retracted" /* the reason of a row that undoes */

struct metering {
	const struct request *request;
	const struct metering_options *options;
	struct error *error;
	struct summary *summary;
	struct schema schema;
	struct import_kind kind; /* for the receipts: the key of a record */
	struct reader *reader;
	struct rejects *rejects;
	struct receipts *receipts;
	struct ledger *ledger;
	struct catalogs catalogs;
	const char **metrics; /* sorted, without twins */
	size_t metric_count;
	struct arena arena;
	struct arena scratch; /* of a record */
	unsigned char input[HASH_SIZE];

	struct spool *spool;
	uint64_t count; /* records in it */
	struct entries events;
	struct entries retractions;
	unsigned char *fates; /* of each position */
	uint64_t cases;
	bool looked; /* whether cases need the rows of the ledger */
	struct sort *verdicts; /* by position; NULL if there are none */

	struct usage_state state;
	struct guides guides;
	struct sort *ranked; /* rows by the rank of their owner */
	struct sort *named; /* rows by the name of their owner */
	struct sort *late; /* rows by that, too */
	struct sort *retracted; /* retractions, by event */
	struct sort *met; /* retractions that were awaited, by event */
	int64_t late_before; /* rows before it are late */
	int64_t first_at; /* the least instant of a row */
	int64_t last_number;
	uint64_t suspended;
};

enum status metering_read(struct metering *) MUST_CHECK;
enum status metering_meet(struct metering *) MUST_CHECK;
enum status metering_gather(struct metering *, struct sort *) MUST_CHECK;
enum status metering_case(const void *, size_t, struct arena *,
    struct metering_case *, struct usage_row *, struct error *) MUST_CHECK;
enum status metering_copy(struct arena *, const struct usage_row *,
    struct usage_row *, struct error *) MUST_CHECK;
enum status metering_decide(struct metering *) MUST_CHECK;
enum status metering_take(struct metering *) MUST_CHECK;
enum status metering_book(struct metering *) MUST_CHECK;
enum status metering_reject(
    struct metering *, const struct rejected *, const char *) MUST_CHECK;
int64_t metering_number(const struct metering *, uint64_t, bool);
enum status metering_row(
    struct metering *, const struct usage_row *, int32_t) MUST_CHECK;

#endif
