#ifndef WORK_RATING_PARTS_H
#define WORK_RATING_PARTS_H

#include "rate/standing.h"
#include "record/sort.h"
#include "record/writer.h"
#include "work/rating.h"

/*
 * Planning: which periods have to be rated, before any usage is read.
 *
 * A subscription's dues and posted lines meet (rating_plan); chains and pools
 * spread what has changed (rating_spread); then windows are made
 * (rating_windows).  Between the first step and the last all subscriptions that
 * share units are planned.
 *
 * rating_plan(planning):
 * Find what of planning->dues has to be rated for itself, and the chains.
 *
 * rating_spread(rating, batch, error):
 * What changes others makes them wanted; what nobody asked for, nor needs, is
 * wanted no more.
 *
 * rating_windows(planning):
 * Put the windows into planning->batch.
 *
 * rating_gather(planning):
 * Gather the posted lines by key.
 *
 * rating_billed(planning, key):
 * The posted lines of ${key}, or NULL.
 *
 * rating_changed(planning, due, billed):
 * Whether what was posted may not be what is due any more.
 *
 * rating_parted(planning, planned, standing, next, parted):
 * Whether the posted minimum is not what is missing beside the posted usage:
 * usage may have been posted without it.  No event has to be read to know.
 *
 * rating_in_range(rating, date):
 * Whether what falls due on ${date} is asked for.
 *
 * rating_is_gone(planning, billed):
 * Whether what was posted fell due, and is owed no more.
 *
 * rating_sold(planning, billed, charge, error):
 * The usage charge that was posted, or NULL.
 *
 * rating_chain(planning, planned):
 * Let the period be the last of its chain, if the charge has any.
 *
 * rating_check_chains(planning):
 * Which periods of chains have to be rated for themselves.
 *
 * rating_pool_count(batch, first):
 * How many periods of ${batch} share units, in its order from ${first} on.
 *
 * rating_pool_compare(a, b):
 * The order of periods in time, and of pools within; 0 in one pool.
 *
 * rating_follower(period):
 * Where the next of its chain begins; DATE_MAX: none does, DATE_NONE: nobody
 * knows.
 *
 * rating_pass(standing, period, arena, error):
 * Let ${period} be behind ${standing}.
 */

/* The posted lines of one key. */
struct billed {
	const struct posted *lines;
	size_t count;
	int64_t upto;
	int64_t posting; /* of the newest */
	int64_t left; /* the sum of their amounts */
	bool due;
};

/* A due beside what was posted for it. */
struct planned {
	const struct due *due;
	const struct billed *usage; /* NULL: nothing was posted */
	const struct billed *minimum;
	struct rating_period *period; /* NULL: no other counts for it */
	bool asked; /* a record of it is asked for */
	bool wanted; /* for itself; of a chain its period knows */
};

/* A period for which others count, or which counts for them. */
struct rating_period {
	const struct planned *planned; /* what was asked for and posted */
	struct rating_chain *chain;
	struct rating_period *before; /* of its chain, or NULL */
	struct rating_period *next;
	size_t ordinal;
	bool wanted; /* it is counted in this run */
	bool needed; /* it counts for something that is asked for */
	struct counter *counter; /* NULL: what was posted holds */
	struct standing standing; /* before it */
	struct ratio pooled; /* included units that others leave to it */
	struct ratio given; /* its own that others use */
	struct decimal quantity; /* what it is billed for */
	struct money amount; /* of usage and minimum */
};

/* The periods of one charge under one price identity, in their order. */
struct rating_chain {
	const struct charge *charge;
	const char *subscription;
	const char *account;
	struct date end; /* of the subscription */
	struct rating_period *first;
	struct rating_period *last;
	struct rating_period *next; /* the first that is not behind us */
	struct standing standing; /* before that one */
};

/* One subscription at work. */
struct planning {
	struct rating *rating;
	struct batch *batch;
	const struct window_owner *owner;
	struct billing_subscription from;
	struct subscription subscription;
	struct dues dues;
	bool whole; /* the dues are all, not only those that are asked for */
	struct billed *billed;
	size_t billed_count;
	size_t next; /* the key that is looked for is probably here */
	struct planned *planned; /* one for each due */
	struct rating_chain **chains;
	size_t chain_count;
	struct error *error;
};

enum status rating_plan(struct planning *) MUST_CHECK;
enum status rating_spread(
    const struct rating *, struct batch *, struct error *) MUST_CHECK;
enum status rating_windows(struct planning *) MUST_CHECK;
enum status rating_gather(struct planning *) MUST_CHECK;
struct billed *rating_billed(struct planning *, const struct line *);
bool rating_changed(
    const struct planning *, const struct due *, const struct billed *);
enum status rating_parted(const struct planning *, const struct planned *,
    const struct standing *, struct date, bool *) MUST_CHECK;
bool rating_in_range(const struct rating *, struct date);
bool rating_is_gone(const struct planning *, const struct billed *);
enum status rating_chain(struct planning *, struct planned *) MUST_CHECK;
enum status rating_check_chains(struct planning *) MUST_CHECK;
enum status rating_sold(const struct planning *, const struct billed *,
    const struct charge **, struct error *) MUST_CHECK;
size_t rating_pool_count(const struct batch *, size_t);
int rating_pool_compare(
    const struct rating_period *, const struct rating_period *);
struct date rating_follower(const struct rating_period *);
enum status rating_pass(struct standing *, struct rating_period *,
    struct arena *, struct error *) MUST_CHECK;

/*
 * The parts of rating:
 *
 * rating_gather_batch(rating, batch, found, error):
 * The next subscription that usage is sold to, or all that share units, as the
 * ledger has them; one thread at a time.
 *
 * rating_plan_batch(rating, batch, error):
 * Find the windows of what was gathered, if there are any; from nothing but the
 * batch, and what all have in common and nobody changes.
 *
 * rating_read(rating, error), rating_close_readers(rating):
 * Begin to plan and to count, and end it.
 *
 * rating_depth(charge, depth):
 * What is asked for of a row, if it was ${depth} without the charge.
 *
 * rating_add(reader, row, error):
 * Add up a row of the reader's window.
 *
 * rating_count(reader, row, error), rating_end_event(reader, error):
 * Count a row of the reader's window, as one of an event; all rows of an event
 * were counted, if one waits.
 *
 * rating_sells(plan, sold):
 * Add what the charges of ${plan} are to ${sold}.
 *
 * rating_price(desk, counter, error):
 * Put what ${counter} has counted so far into desk->rated.
 *
 * rating_minimum(desk, counter, found, error):
 * Put what is missing beside the usage in desk->rated there, if the charge
 * has a minimum or a commitment.
 *
 * rating_enter(reader, error), rating_leave(reader, error):
 * Before and after the usage of the reader's window is counted: find the
 * standing of its charges, and keep what they come to for the periods that
 * follow.
 *
 * rating_share(reader, error):
 * All windows of the reader's batch were counted: share the units of its pools.
 *
 * rating_stands(rating, counter, error):
 * Tell what other periods leave to that of ${counter}.
 *
 * rating_blame(counter, error):
 * Put what ${counter} is of in front of what ${error} says.
 *
 * rating_tell(reader, counter, error):
 * Tell the event that ${counter} has just counted.
 *
 * rating_lasting(reader, counter, error):
 * Before an event is counted: tell what lasts into the period of a recurring
 * metric, if it is the first one.
 *
 * rating_rest(desk, counter, error):
 * Tell what of desk->rated no event was told of.
 */

/* What is sold by usage. */
struct rating_sold {
	bool usage; /* anything */
	bool standing; /* earlier periods count for it */
	enum pooling pool; /* the widest */
};

enum status rating_gather_batch(
    struct rating *, struct batch **, bool *, struct error *) MUST_CHECK;
enum status rating_plan_batch(
    const struct rating *, struct batch *, struct error *) MUST_CHECK;
enum status rating_read(struct rating *, struct error *) MUST_CHECK;
void rating_close_readers(struct rating *);
enum rating_depth rating_depth(const struct charge *, enum rating_depth);
enum status rating_add(
    struct rating_reader *, const struct bulk_row *, struct error *) MUST_CHECK;
enum status rating_count(
    struct rating_reader *, const struct bulk_row *, struct error *) MUST_CHECK;
enum status rating_end_event(struct rating_reader *, struct error *) MUST_CHECK;
void rating_sells(const struct plan *, struct rating_sold *);
enum status rating_price(
    struct rating_desk *, const struct counter *, struct error *) MUST_CHECK;
enum status rating_minimum(struct rating_desk *, const struct counter *, bool *,
    struct error *) MUST_CHECK;
enum status rating_enter(struct rating_reader *, struct error *) MUST_CHECK;
enum status rating_leave(struct rating_reader *, struct error *) MUST_CHECK;
enum status rating_share(struct rating_reader *, struct error *) MUST_CHECK;
enum status rating_stands(
    struct rating *, const struct counter *, struct error *) MUST_CHECK;
void rating_blame(const struct counter *, struct error *);
enum status rating_tell(
    struct rating_reader *, struct counter *, struct error *) MUST_CHECK;
enum status rating_lasting(
    struct rating_reader *, struct counter *, struct error *) MUST_CHECK;
enum status rating_rest(
    struct rating_desk *, const struct counter *, struct error *) MUST_CHECK;

/*
 * Rated usage as it is written: by account, subscription, charge, kind,
 * dimensions, period; events by time within their period.
 *
 * Rating has the order of payers.  Where no account pays for another, that is
 * the order of accounts, and only the records of one subscription have to be
 * put in order.  Else, and for events, everything is sorted.
 *
 * rating_output_open(output, request, detail, others, error):
 * Begin to write records, or with ${detail} events, into the request's output;
 * ${others} says that accounts pay for others.  Release with
 * rating_output_close().
 *
 * rating_output_write(output, rated, event, error):
 * Write a record; with ${detail}, that of ${event}.
 *
 * rating_output_finish(output, error):
 * Everything was written.
 *
 * rating_output_close(output):
 * Release; one of all zeros may be closed.
 */

/* Two more columns, but no seal. */
#define RATING_DETAIL_COUNT (RATED_COLUMN_COUNT + 1)

/* A record that waits for the others of its subscription. */
struct rating_waiting {
	const char *fields[RATED_COLUMN_COUNT];
};

struct rating_output {
	struct sort *sort; /* NULL: in order but for one subscription */
	struct writer *writer;
	struct schema schema;
	struct column columns[RATING_DETAIL_COUNT];
	struct rating_waiting *waiting;
	size_t count;
	struct arena arena; /* of those that wait */
	struct arena scratch;
};

enum status rating_output_open(struct rating_output *, const struct request *,
    bool, bool, struct error *) MUST_CHECK;
enum status rating_output_write(struct rating_output *, const struct rated *,
    const struct rated_event *, struct error *) MUST_CHECK;
enum status rating_output_finish(
    struct rating_output *, struct error *) MUST_CHECK;
void rating_output_close(struct rating_output *);

#endif
