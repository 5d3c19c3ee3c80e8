#ifndef REPORT_ENTITLING_PARTS_H
#define REPORT_ENTITLING_PARTS_H

#include "base/names.h"
#include "ledger/guides.h"
#include "rate/deck.h"
#include "rate/tally.h"
#include "record/reader.h"
#include "record/writer.h"
#include "report/entitling.h"
#include "work/rejecting.h"

/*
 * The parts of answering requests, and what they hand to each other.
 *
 * entitling_load(entitling):
 * Read from the ledger what requests are held against.
 *
 * entitling_pools(entitling):
 * Find which items share their included units, and what all of them leave.
 *
 * entitling_share(item, pooled, error):
 * The included units that an item has from its pool: those that its bill has
 * now, and those that are left to whoever comes.
 *
 * entitling_answer(entitling, answer):
 * Answer entitling->record.  STATUS_INVALID if it is bad.
 */

enum request_column {
	REQUEST_ID,
	REQUEST_SUBSCRIPTION,
	REQUEST_SERVICE,
	REQUEST_IDENTIFIER,
	REQUEST_METRIC,
	REQUEST_QUANTITY,
	REQUEST_AT,
	REQUEST_OWN_AMOUNT,
	REQUEST_OWN_CURRENCY,
	REQUEST_COLUMNS
};

/* Instants of some days of a period. */
struct stretch {
	int64_t from;
	int64_t to; /* the first one after */
};

/* What a charge has counted in a period. */
struct entitlement {
	const struct charge *charge; /* of the plan */
	const char *pool_key; /* NULL: it shares nothing */
	struct ratio *pool; /* what its pool has left, below zero lacks */
	struct ratio own; /* included units without those of others */
	struct stretch *days;
	size_t day_count;
	struct pricing pricing;
	struct tally tally;
	struct ratio pooled; /* what others leave, as of its bill now */
	struct decimal quantity; /* what was counted comes to */
	struct decimal amount;
};

struct answer {
	bool allowed;
	bool bounded; /* whether there is anything that can be left */
	struct decimal left;
	bool priced;
	struct decimal amount;
	const char *currency;
	const char *reason;
};

struct entitling {
	const struct request *request;
	const struct entitling_options *options;
	struct error *error;
	struct schema schema;
	struct reader *reader;
	struct record record;
	struct rejects *rejects; /* NULL: a bad record ends it */
	struct writer *writer;
	enum status flushed;

	struct ledger *ledger;
	struct catalogs catalogs;
	struct decks *decks;
	struct guides guides;
	struct entitlement *items;
	size_t count;
	struct names names; /* of subscriptions: of the items */
	struct arena arena;
	struct arena scratch; /* of a request */
};

enum status entitling_load(struct entitling *) MUST_CHECK;
enum status entitling_pools(struct entitling *) MUST_CHECK;
enum status entitling_share(
    const struct entitlement *, struct ratio *, struct error *) MUST_CHECK;
enum status entitling_answer(struct entitling *, struct answer *) MUST_CHECK;

#endif
