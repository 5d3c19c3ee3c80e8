#ifndef WORK_RATING_H
#define WORK_RATING_H

#include "base/relay.h"
#include "ledger/billings.h"
#include "ledger/payers.h"
#include "ledger/ratings.h"
#include "ledger/usages.h"
#include "order/due.h"
#include "rate/standing.h"
#include "rate/tally.h"
#include "work/rated.h"
#include "work/request.h"
#include "work/zoning.h"

/*
 * Rating says what usage comes to, one charge and period after the other.
 *
 * Subscription by subscription, in the order of payer, account, subscription,
 * the periods of usage that are due are held against what was posted.  Those
 * that were not posted, and those that were and have changed since (usage came
 * later than the posted line counted, the days differ, or usage was posted
 * without its minimum), become windows; one statement reads the usage of all
 * windows; each event goes to the first charge of the plan that takes it.  What
 * was posted and is due no more is rated to nothing.  A period that was posted
 * and has not changed gives no record.
 *
 * Where earlier periods count for a charge (see rate/standing.h), they are
 * known whether they were asked for or not: from their posted lines, and where
 * these are not what is due any more, from windows of their own, which give no
 * record.  The periods that follow one which is rated again are rated again,
 * too.  The window of a recurring metric begins with the subscription.
 *
 * A pool shares included units: in one full period those of all subscriptions
 * of one account, or of one payer, that have a pooled charge of the same id,
 * metric and filter.  Each covers its own usage first; what they leave goes to
 * the others in the order of subscriptions, and within one to the price that
 * came first.  They are counted before one is priced, and where one is rated
 * again all are.  Where another pays for an account, the periods of either pool
 * that end later than that, and had the account in them, are rated again.
 *
 * It reads the ledger inside the caller's transaction and changes nothing.  To
 * plan and count costs about as much as to price and write.  What is read of
 * one batch of windows says nothing of others, so who leaves the ledger alone
 * meanwhile may let two threads do it: one at a time gathers a load of batches,
 * either plans one and counts what it reads for it, from the ledger as it is
 * open to itself, and one takes the loads in their order, to price and write.
 *
 * Where all that is sold by usage adds up quantities, or counts events, the
 * rows of an event need not meet, as what was taken back is subtracted: each
 * row is added as it is read.
 *
 * Memory: some hundred subscriptions at a time, however many the events;
 * where charges are pooled all subscriptions that follow in the account, or in
 * the accounts of the payer.
 *
 * rating_open(terms, rating, error):
 * Begin.  ${rating} must stay where it is.  Release with rating_close().  Cost:
 * where anything sold is pooled by payer, the orders of all accounts of the
 * payers in terms->range are read, also of those beyond its accounts.
 *
 * rating_next(rating, rated, found, error):
 * The next record, valid until the next call.  For a charge with a minimum a
 * record of kind minimum follows that of kind usage.  Where terms->tell is
 * given, it is told each event that a charge counts, before the record of its
 * period, and there is one thread.
 *
 * rating_instant(calendar, date):
 * The first instant of ${date} there, in microseconds.
 *
 * rating->uncounted is then the number of current events in all windows that no
 * charge takes.
 *
 * rating_run(request, options, error):
 * bill-rate: write the records, or with options->detail the events, or with
 * options->proposed what would change (work/comparing.h).
 */

/* An event that a charge counts: what it adds to quantity and amount. */
struct rated_event {
	const char *event;
	int64_t occurred_at;
	const struct usage_event *usage; /* with its dimensions, if a charge of
					    the metric asks for any; or NULL */
	const struct rated *rated; /* with only this event's numbers */
};

/* What other periods leave to one. */
struct rated_standing {
	const struct line *key;
	const struct standing *standing; /* before it */
	struct ratio pooled; /* included units of others */
	struct date next; /* see struct standing_period */
};

struct rating_terms {
	struct ledger *ledger;
	const struct catalogs *catalogs;
	const struct decks *decks;
	enum rounding rounding;
	struct billing_range range;
	struct date as_of; /* what is due on or before it */
	struct date after; /* and later than this one; DATE_NONE: no bound */
	bool open; /* also what is not over yet */
	int64_t upto; /* the last number of usage that counts; 0: all do */
	int64_t known; /* with upto: the last order line that counts */
	bool again; /* as if nothing had been posted */
	/* Whether the usage of an account is rated; NULL: all is. */
	bool (*chosen)(void *context, const struct billing_owner *);
	enum status (*tell)(
	    void *context, const struct rated_event *, struct error *);
	/* Told before each record for which other periods count. */
	enum status (*stands)(
	    void *context, const struct rated_standing *, struct error *);
	void *context;
	struct progress *progress;
	/* Read in a thread of its own, too; whichever gathers, one at a time,
	 * calls chosen and progress: until rating_close() the ledger is nobody
	 * else's. */
	bool ahead;
};

/* A usage charge at work in a window. */
struct counter {
	const struct charge *charge; /* of the plan, in its order */
	const struct due *due; /* NULL: it takes events, and is not rated */
	const struct line *undone; /* the posted line that is due no more */
	struct rating_period *period; /* NULL: no other counts for it */
	bool silent; /* it counts for others, and gives no record */
	struct tally tally;
	struct decimal told_quantity; /* what events were told of */
	struct decimal told_amount;
};

/* What the windows of one account have in common. */
struct window_owner {
	const char *account;
	int64_t basis; /* revision of the account */
	const struct calendar *calendar;
	struct pricing pricing;
	struct bill_day *bill_days;
	size_t bill_day_count;
	bool chosen;
};

/* Stretches of days of one subscription that are read as one. */
struct usage_window {
	const char *subscription;
	const struct window_owner *owner;
	struct date
	    since; /* what came before is read from here, or DATE_NONE */
	int64_t begin; /* the first instant of the days, and the one after */
	int64_t end;
	bool silent; /* it gives no record */
	const struct segment *days;
	size_t day_count;
	struct counter *counters;
	size_t counter_count;
};

/* The windows of one subscription, or of all that share units. */
struct batch {
	struct batch *older; /* of all that there are */
	struct batch *next; /* of its load, or of those that are free */
	struct arena arena;
	struct window_owner *owner; /* the last one */
	struct planning *plannings;
	size_t planning_count;
	enum pooling pool; /* what shares units; POOLING_NONE: nothing */
	const char *payer; /* whose accounts share them, or NULL */
	struct rating_period **periods; /* of chains: by pool, in their order */
	size_t period_count;
	struct usage_window *windows; /* none, if nothing is to be rated */
	size_t count;
	int64_t ordinal; /* of all batches */
};

/* Batches that are planned, counted and priced one after the other: what they
 * need of memory is still in the cache when they are. */
#define LOAD_BATCHES_MAX 32

struct rating_load {
	struct batch *batches; /* in their order */
	struct batch *idle; /* those without windows */
	uint64_t uncounted; /* events of theirs */
	struct error error; /* STATUS_OK, or why not all were counted */
};

/* Where a counter becomes a record. */
struct rating_desk {
	const struct rating *rating;
	const struct usage_window *window; /* of the counter */
	struct rated rated;
};

/* Where rows of a metric were added in windows of a plan. */
struct metric_place {
	const struct charge *plan; /* the first usage charge of the plan */
	const char *metric;
	size_t counter; /* of the window */
};

#define METRIC_PLACES 64

/* Who counts: the windows of a load are asked for, one after the other. */
struct rating_reader {
	struct rating *rating;
	struct ledger *ledger;
	struct ratings ratings;
	struct bulk_source source;
	struct error source_error;
	struct rating_load *load;
	struct batch *batch; /* of the load, or NULL */
	struct batch *before; /* it, or NULL */
	size_t days; /* of its window, asked for */
	bool early; /* what came before its days is to be asked for */
	struct metric_place places[METRIC_PLACES];
	struct rating_desk desk; /* with the window of which rows come */

	/* The rows of one event, until all were read. */
	char id[132];
	struct usage_event event;
	int64_t net;
	bool event_waits;
	bool event_before; /* its window's days */
	struct counter *event_counter; /* which takes it, or NULL */
	struct arena scratch; /* of it */
};

struct rating {
	struct rating_terms terms;
	char upto[24]; /* the ledger's last number */
	uint64_t uncounted;

	/* Where windows come from. */
	struct billings billings;
	struct arena owner_arena;
	struct billing_owner owner;
	bool owner_found;
	bool chosen;
	enum pooling pool; /* the widest that is sold */
	struct payer_moved *moved; /* what changes the pools of payers */
	size_t moved_count;
	struct zoning zoning;
	struct arena arena; /* of the batches themselves */
	struct batch *batches; /* all, the newest first */
	struct batch *free;
	int64_t batch_count; /* ever gathered */

	/* Where their usage is counted. */
	enum rating_depth depth; /* what of usage is asked for */
	struct usage_state usage; /* when it was opened */
	struct rating_reader readers[RELAY_HANDS]; /* the first, if alone */
	struct rating_load loads[RELAY_BATCHES];
	struct relay *relay;

	/* Where they are priced. */
	struct rating_load *load; /* NULL: before the first */
	struct batch *batch; /* of it, or NULL */
	size_t counter; /* the next one of its window */
	bool minimum; /* its usage was priced, its minimum is next */
	struct rating_desk desk;
};

/* What is said of uncounted events. */
#define RATING_UNCOUNTED \
	"%" PRIu64 " events no charge counts; bill-import usage --recycle " \
	"puts them into suspense"

struct rating_options {
	const char *period; /* "2026-10" */
	const char *accounts; /* file that names them, or NULL */
	const char *shard; /* "K/N", or NULL */
	const struct catalog *proposed; /* compare with this, or NULL */
	bool open;
	bool again; /* also what was posted and has not changed */
	bool detail;
};

enum status rating_open(
    const struct rating_terms *, struct rating *, struct error *) MUST_CHECK;
enum status rating_next(
    struct rating *, const struct rated **, bool *, struct error *) MUST_CHECK;
void rating_close(struct rating *);
int64_t rating_instant(const struct calendar *, struct date);
enum status rating_run(const struct request *, const struct rating_options *,
    struct error *) MUST_CHECK;

#endif
