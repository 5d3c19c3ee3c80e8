#ifndef REPORT_ENTITLING_PARTS_H
#define REPORT_ENTITLING_PARTS_H

#include "base/names.h"
#include "ledger/guides.h"
#include "rate/deck.h"
#include "rate/tally.h"
#include "record/reader.h"
#include "record/writer.h"
#include "report/entitling.h"
#include "work/meant.h"
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
 * entitling_price(then, item, keep, difference, error):
 * What it makes to the amounts of ${item} and of all that share its units (in
 * its currency) that ${item} becomes ${then}, which has counted more and was
 * not priced; with ${keep} it does become that.  Cost: that of pricing it, and
 * where units are short, those who have more or less of others then.
 *
 * entitling_answer(entitling, answer):
 * Answer entitling->record, and see whether its columns are meant.
 * STATUS_INVALID if it is bad.
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

struct units {
	struct ratio over; /* of those who have any */
	struct ratio lacking; /* of the others */
};

/* Those who share included units: each covers its own usage first; what some
 * have over is for those who lack units, in their order: for all before the
 * edge, what is left for the one there, nothing for those behind. */
struct shared_pool {
	struct entitlement **members;
	size_t count;
	size_t edge; /* the first who has not all that it lacks; or count */
	struct ratio before; /* what those before lack */
	struct units units;
};

/* What a charge has counted in a period. */
struct entitlement {
	const struct charge *charge; /* of the plan */
	const char *pool_key; /* NULL: it shares nothing */
	struct shared_pool *pool;
	size_t place; /* in it */
	struct ratio own; /* included units without those of others */
	struct stretch *days;
	size_t day_count;
	struct pricing pricing;
	struct tally tally;
	struct ratio pooled; /* what others leave to it */
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
	struct meant_names meant; /* dimensions somebody asks for, sorted */
	struct meant_watch watch; /* for a quantity under another name */

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
enum status entitling_price(struct entitlement *, struct entitlement *, bool,
    struct decimal *, struct error *) MUST_CHECK;
enum status entitling_answer(struct entitling *, struct answer *) MUST_CHECK;

#endif
