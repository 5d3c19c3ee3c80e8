#ifndef LEDGER_USAGES_H
#define LEDGER_USAGES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "ledger/bulk.h"
#include "ledger/ledger.h"

/*
 * The shelf of usage: rows booked, and the index of event ids.
 *
 * Rows come in the order of (month, subscription, occurred_at, event, number),
 * so that the tree is written from left to right, and a new month behind all
 * others: what it costs does not depend on what there is.  Each row gets a
 * number that grows over all recordings.  What the ledger has of an id is known
 * from an index of hashes (usage_run): sorted runs that are merged as they
 * grow, so that asking for a million ids costs one pass over the index and not
 * a million seeks.
 *
 * A short hash of the id finds an event, one of its content compares it.  Where
 * the id is there and the content differs, the caller looks at the rows
 * themselves (usages_visit), so that two ids with one hash are never taken for
 * each other.
 *
 * A batch has the digest of its rows: the sum of a hash of 128 bits (SipHash,
 * of a known key) of each row with all its fields.  It costs nearly nothing and
 * does not depend on the order, so one pass over the table tells which batch
 * has a row that was changed, added or removed by somebody, or by a disk.  It
 * is no proof against who computes: rows can be found that have the same sum.
 * Such a hand has to be kept off by the ledger's permissions.  That the digest
 * itself is not replaced is proven by the audit chain, which seals the batch.
 *
 * usages_month(occurred_at):
 * The month where an instant is kept: its first day in UTC, counted from
 * 1970-01-01.
 *
 * usages_id(event):
 * The hash of an event's id, by which the index knows it.
 *
 * usages_state(ledger, state, error):
 * The last number; the horizon: periods that end after it were not posted by
 * anybody; and the months between which all usage lies.
 *
 * usages_find(entries, count, id):
 * The index of the first of ${entries}, sorted, whose id is not below ${id}.
 *
 * usages_known(ledger, entries, count, known, context, error):
 * ${entries}, sorted, meet the index: call ${known} for each whose id hash is
 * there, with the content hash that is there.  It may not use the ledger, which
 * a thread reads meanwhile.  Cost: the blocks between the first and the last
 * entry.
 *
 * usages_index(ledger, entries, count, error):
 * Add ${entries}, sorted, as a run; smaller runs before it are merged into it.
 *
 * usages_sum(ledger, count, sum, error):
 * How many ids the index has, and the sum of their hashes, modulo 2 to the 64.
 *
 * usages_book(ledger, source, error):
 * Insert the rows of ${source}: the columns of the table in their order.
 *
 * usages_book_plain(ledger, source, error):
 * The same for events that count where they say themselves, without an amount:
 * month, subscription, occurred_at, event, number, metric, quantity,
 * dimensions.
 *
 * usages_late(ledger, source, error):
 * Note rows as late: month, subscription, occurred_at, event, number.
 *
 * usages_batch(ledger, batch, error):
 * Say which numbers this recording gave.
 *
 * usages_mix(digest, row):
 * Put ${row}, which has its number, to the ${digest} of a batch, in any order.
 *
 * usages_digest_older(ledger, error):
 * Give a digest to the batches that have none, since they are older than
 * digests.  Cost: a pass over all rows, if there is such a batch.
 *
 * usages_batches(ledger, arena, batches, error):
 * List all batches, in their order.
 *
 * usages_batch_of(batches, number):
 * The one that gave ${number}, or NULL.
 *
 * usages_visit(ledger, visit, context, error):
 * Every row of usage, in the order of the table.  Cost: a pass over all.
 *
 * A retraction has the number of the row that undid its event, 0 while the
 * event is awaited.
 *
 * usages_retractions(ledger, awaiting, visit, context, error):
 * Every retraction, or only those whose event is ${awaiting}, by event.
 *
 * usages_retract(ledger, source, error):
 * Insert retractions: event, occurred_at, number, content.
 *
 * usages_met(ledger, source, error):
 * Events that were awaited have come: event, number.
 */

/* The reason of a row that left for another owner. */
#define USAGE_RECYCLED "recycled"

struct usage_entry {
	uint64_t id; /* hash of the event's id */
	uint64_t content;
	uint64_t position; /* the caller's; not stored */
};

struct usage_state {
	int64_t last_number;
	struct date horizon; /* the greatest end of a posted usage period */
	int64_t first_month; /* of those that have usage; 0: none has */
	int64_t last_month;
};

struct usage_digest {
	unsigned __int128 sum;
};

struct usage_batch {
	int64_t first_number;
	int64_t last_number;
	int64_t first_at;
	struct usage_digest digest;
	bool digested; /* of one that is read: it has a digest */
};

struct usage_batches {
	struct usage_batch *items;
	size_t count;
};

struct usage_row {
	int64_t month; /* as the ledger says; it reads no other's */
	const char *subscription;
	int64_t occurred_at;
	const char *event;
	int64_t number;
	int counts;
	const char *metric;
	const char *quantity;
	const char *amount;
	const char *currency;
	const char *dimensions;
	const char *named;
	const char *reason;
};

struct usage_retraction {
	const char *event;
	int64_t occurred_at;
	int64_t number;
	uint64_t content; /* the hash, as in struct usage_entry */
};

typedef enum status usage_retracted(
    void *, const struct usage_retraction *, struct error *);
typedef enum status usage_known(
    void *, const struct usage_entry *, uint64_t, struct error *);
typedef enum status usage_visit(
    void *, const struct usage_row *, struct error *);

int64_t usages_month(int64_t);
uint64_t usages_id(const char *);
enum status usages_state(
    struct ledger *, struct usage_state *, struct error *) MUST_CHECK;
size_t usages_find(const struct usage_entry *, size_t, uint64_t);
enum status usages_known(struct ledger *, const struct usage_entry *, size_t,
    usage_known *, void *, struct error *) MUST_CHECK;
enum status usages_index(struct ledger *, const struct usage_entry *, size_t,
    struct error *) MUST_CHECK;
enum status usages_sum(
    struct ledger *, uint64_t *, uint64_t *, struct error *) MUST_CHECK;
enum status usages_book(
    struct ledger *, struct bulk_source *, struct error *) MUST_CHECK;
enum status usages_book_plain(
    struct ledger *, struct bulk_source *, struct error *) MUST_CHECK;
enum status usages_late(
    struct ledger *, struct bulk_source *, struct error *) MUST_CHECK;
enum status usages_batch(
    struct ledger *, const struct usage_batch *, struct error *) MUST_CHECK;
void usages_mix(struct usage_digest *, const struct usage_row *);
enum status usages_digest_older(struct ledger *, struct error *) MUST_CHECK;
enum status usages_batches(struct ledger *, struct arena *,
    struct usage_batches *, struct error *) MUST_CHECK;
struct usage_batch *usages_batch_of(const struct usage_batches *, int64_t);
enum status usages_visit(
    struct ledger *, usage_visit *, void *, struct error *) MUST_CHECK;
enum status usages_retractions(struct ledger *, bool, usage_retracted *, void *,
    struct error *) MUST_CHECK;
enum status usages_retract(
    struct ledger *, struct bulk_source *, struct error *) MUST_CHECK;
enum status usages_met(
    struct ledger *, struct bulk_source *, struct error *) MUST_CHECK;

#endif
