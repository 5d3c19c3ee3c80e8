#ifndef USAGE_METERING_PARTS_H
#define USAGE_METERING_PARTS_H

#include "base/arena.h"
#include "base/hash.h"
#include "intake/importing.h"
#include "intake/receipts.h"
#include "ledger/guides.h"
#include "ledger/usages.h"
#include "record/layout.h"
#include "record/reader.h"
#include "record/sort.h"
#include "rule/catalog.h"
#include "usage/booking.h"
#include "usage/entries.h"
#include "usage/metered.h"
#include "usage/metering.h"
#include "work/meant.h"
#include "work/rejecting.h"

/*
 * The parts of an import of usage, and what they hand to each other.
 *
 * metering_read(metering):
 * Read and check the file: good records go into the stock, their entries beside
 * it; a record's position is its place in the stock.
 *
 * metering_examine(metering, batch, last, error):
 * Check, hash and pack the next records: a maker of a relay.
 *
 * metering_names(metering):
 * Learn the names that records are held against.
 *
 * metering_check(checking):
 * Check the values of a record, and bring them into the form in which they are
 * compared.  STATUS_INVALID: the record is bad.
 *
 * metering_cards(checking):
 * STATUS_INVALID if a cell looks like a card number.
 *
 * metering_meet(metering):
 * Let the entries meet the ledger and each other: each record gets its fate.
 *
 * metering_gather(metering, cases):
 * Put what the file and the ledger have of the cases into a sort.
 *
 * metering_case(bytes, item, row):
 * Read an item of it; ${row} has its event, and if it is a row all there is.
 *
 * metering_decide(metering):
 * Decide the cases: each gets its fate; what is bad is set aside.
 *
 * metering_take(metering):
 * Count and answer all others.
 *
 * metering_order(metering, error):
 * Bring the events of the file into the order in which they are guided: by
 * name, instant and event.  Touches nothing but the order.
 *
 * metering_next(metering, place, found):
 * The next one in that order that was accepted.
 *
 * metering_book(metering):
 * Guide, number and record all that was accepted; in a dry run, only guide.
 *
 * metering_feed(metering):
 * Guide all events that were accepted, and record those whose rows are plain;
 * in a dry run, only guide.  All other rows wait.
 *
 * metering_reject(metering, rejected, event):
 * Set a record aside, and answer it; ${event} NULL if it cannot be named.
 *
 * metering_number(metering, position, undoes):
 * The number of the row that comes of a record: each has two at hand, the
 * second for the row that takes an event back, so that it is above the first.
 */

/* What is known of a record, as bits. */
enum fate {
	FATE_SAME = 1, /* the ledger has its event, with this content */
	FATE_OTHER = 2, /* it has one of that hash, with other content */
	FATE_RETRACTED = 4, /* a retraction of that hash is in the ledger */
	FATE_CASE = 8, /* to be looked at together with others */
	FATE_DUPLICATE = 16,
	FATE_REJECTED = 32,
	FATE_UNDONE = 64, /* an event that is taken back at once */
	FATE_RETRACTS = 128, /* a retraction itself */
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

#define METERING_RETRACTED "retracted" /* the reason of a row that undoes */

#define EXAMINED_MAX (16 * WORDS_AT_ONCE) /* at once */

/* A record that was checked by itself. */
struct examined {
	struct rejected rejected; /* without a reason: it is good */
	const char *event; /* of a bad one; NULL if it cannot be named */
	struct usage_entry entry; /* without a position */
	bool retracts;
	struct words_text name; /* of no length without one */
	const void *bytes; /* for the stock */
	size_t length;
};

struct examined_batch {
	struct arena arena;
	struct examined items[EXAMINED_MAX];
	size_t count;
	size_t bytes; /* of its larger texts */
};

/* The events of the file, by name, instant and event. */
struct sequence {
	struct arena arena;
	uint32_t *names; /* their numbers, sorted */
	size_t *ends; /* of the positions of each, by number */
	uint32_t *positions;
	uint64_t *begins; /* of each, in the stock */
	size_t count;
	size_t next; /* to be given */
	size_t sorted; /* so many are in order */
	size_t name; /* to be sorted next */
	uint32_t sorted_name; /* of what was sorted last */
};

struct metering {
	const struct request *request;
	const struct metering_options *options;
	struct error *error;
	struct summary *summary;
	struct schema schema;
	struct import_kind kind; /* for the receipts: the key of a record */
	struct layout layout; /* of the file, if it has one */
	struct reader *reader;
	struct rejects *rejects;
	struct receipts *receipts;
	struct ledger *ledger;
	struct catalogs catalogs;
	struct meant_names metrics; /* of all versions, sorted */
	struct meant_names meant; /* dimensions somebody asks for, sorted */
	struct meant_names pan_like; /* columns that may look like cards */
	struct meant_watch watch; /* for a quantity under another name */
	struct arena arena;
	struct arena scratch; /* of a record */
	unsigned char input[HASH_SIZE];

	struct stock stock; /* of records */
	struct vocabulary vocabulary;
	struct entries events;
	struct entries retractions;
	unsigned char *fates; /* of each position */
	uint64_t cases;
	bool looked; /* whether cases need the rows of the ledger */

	struct guides guides;
	struct sequence order;
	struct booking booking; /* rows that are not fed on the fly wait */
	struct sort *retracted; /* retractions, by event */
	struct sort *met; /* retractions that were awaited, by event */
	uint64_t suspended;
};

/* A record that is being checked. */
struct checking {
	struct metering *metering;
	const struct record *record;
	struct error *error;
	struct examined_batch *batch;
	struct examined *examined; /* the record's, in it */
	struct metered metered;
	bool retracts;
	bool goes; /* a change that says that its item is gone */
	enum metered_column named; /* which column says whose usage it is */
};

enum status metering_read(struct metering *) MUST_CHECK;
enum status metering_names(struct metering *) MUST_CHECK;
enum status metering_examine(void *, void *, bool *, struct error *) MUST_CHECK;
enum status metering_check(struct checking *) MUST_CHECK;
enum status metering_cards(struct checking *) MUST_CHECK;
enum status metering_meet(struct metering *) MUST_CHECK;
enum status metering_gather(struct metering *, struct sort *) MUST_CHECK;
void metering_case(const void *, struct metering_case *, struct usage_row *);
enum status metering_decide(struct metering *) MUST_CHECK;
enum status metering_take(struct metering *) MUST_CHECK;
enum status metering_order(struct metering *, struct error *) MUST_CHECK;
enum status metering_next(struct metering *, struct place *, bool *) MUST_CHECK;
enum status metering_book(struct metering *) MUST_CHECK;
enum status metering_feed(struct metering *) MUST_CHECK;
enum status metering_reject(
    struct metering *, const struct rejected *, const char *) MUST_CHECK;
int64_t metering_number(const struct metering *, uint64_t, bool);

#endif
