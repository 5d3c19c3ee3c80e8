#ifndef PROOF_EXPLAINING_H
#define PROOF_EXPLAINING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "ledger/billings.h"
#include "ledger/bulk.h"
#include "proof/saying.h"
#include "rate/standing.h"
#include "rate/tally.h"
#include "rule/company.h"
#include "rule/document.h"
#include "work/zoning.h"

/*
 * Explaining says of a posted line where its amount comes from.
 *
 * An explanation is a list of facts, each with a name and a value, in steps:
 * what is billed, its price, its period, the segments or the usage with the
 * exact value of each before it was rounded, what had been posted before, the
 * taxes.  Written as text the facts of a step make a sentence; written as
 * records each is one.  Both say the same, and in both the numbers add up to
 * the line.
 *
 * Posted lines never change, but facts come in later.  So a line is explained
 * by what was known when it was posted: by the order lines that there were, or
 * as many of them, the last recorded left out first, as make what was posted;
 * and by the usage with numbers up to the one that the line has.  Where today's
 * facts make another amount, that is said too.
 *
 * A handful of queries reads what stands behind one document, whatever the
 * number of its lines, and one more the usage of all of them.  Memory: one
 * document; events pass through.
 *
 * explaining_prove(request, ledger, sample, differs, context, error):
 * Explain some documents of an open ledger without a word, and call ${differs}
 * with ${context} for each line whose amount its facts do not make:
 * INVOICE/LINE, what they make, what was posted; and for each document that
 * they do not explain.  Where facts came in later that may make the difference,
 * nothing is said.  Memory: the catalogs, and one document.
 *
 * explaining_run(request, options, error):
 * Explain options->invoice, or a line of it.  STATUS_INVALID if there is no
 * such document or line.
 */

struct explaining_options {
	const char *invoice;
	int64_t line; /* 0: all of them */
	bool events; /* also each event of usage that is counted */
	bool text; /* for people, else records in request->format */
};

/* Which documents: so many, evenly spread, from one of the first on. */
struct explaining_sample {
	uint64_t documents;
	uint64_t seed;
};

/* Called with its context, the object, what was expected, what was found. */
typedef enum status explaining_differs(
    void *, const char *, const char *, const char *, struct error *);

/* A subscription that the document bills, or that has an order for a coupon on
 * it, and its account. */
struct explained_subscription {
	const struct billing_owner *owner;
	struct billing_subscription from;
	const struct explained_subscription *next;
};

#define EXPLAINED_REFERENCES 6

/* An order line's name, ORDER/LINE, by its sequence, and what it refers to. */
struct explained_order {
	int64_t sequence;
	const char *name;
	const char *references[EXPLAINED_REFERENCES]; /* "": not given */
};

struct explained_adjustment {
	int64_t line;
	const char *id;
	const char *reason;
	struct date effective_on;
	bool credit;
	struct money amount; /* as recorded */
	const char *percent;
	struct date period_start; /* DATE_NONE: of no period */
	struct money before; /* what was posted of it before the line */
	struct money base; /* what a percent is of */
	const char *approved_by; /* "": nobody had to */
};

/* What other periods leave to that of a line. */
struct explained_standing {
	int64_t line;
	int64_t upto; /* by rows up to this one, INT64_MAX: all */
	struct standing standing;
	struct ratio pooled;
	struct date next;
};

/* What was due for a line's key by the orders up to one of them. */
struct recalled {
	bool found; /* whether some orders lead to what was posted */
	const struct due *due; /* NULL: nothing was due */
	const struct subscription *subscription; /* NULL: no add was known */
	struct dues dues; /* all that was due; usage as it was posted */
	struct date start; /* of the subscription */
	int64_t known; /* the sequence of the last order */
};

/* A line of the document with what stands behind it. */
struct explained {
	const struct posted *self;
	int64_t number;
	const struct explained_subscription *subscription;
	struct posted_list posted; /* all lines of its key */
	size_t with; /* how many have its revision, itself included */
	struct money posted_before;
	struct money owed; /* what was posted in sum when it was */
	struct money left; /* and what is today */
	const struct charge *charge; /* NULL: a fee's, or an adjustment's */
	int64_t read_from; /* instants between which usage is read */
	int64_t read_to;
	/* Valid while the line is at work. */
	struct recalled earlier; /* before the line was posted */
	struct recalled then;
	struct recalled today;
};

/* Instants, in microseconds, from one to before another. */
struct stretch {
	int64_t from;
	int64_t to;
};

/* Why an event that was counted is not any more. */
enum gone {
	GONE_RETRACTED,
	GONE_MOVED,
	GONE_OUTSIDE,
	GONE_RATELESS,
	GONE_KINDS
};

/* A row of an event. */
struct explained_row {
	int64_t occurred_at;
	int64_t number;
	int64_t counts;
	bool moved; /* by recycling */
};

/* The usage of a line's key by the rows up to a number. */
struct recount {
	const struct due *due; /* whose days count; NULL: there are none */
	int64_t upto;
	struct pricing pricing; /* by the rates that there were */
	struct stretch *days;
	struct tally tally;
	int64_t first_at;
	int64_t last_at;
	int64_t net; /* of the event that is being read */
	bool before; /* it was before the days */
	bool within; /* it was within them */
	enum gone gone; /* why it does not count */
	struct decimal quantity; /* so far, if each event is said */
	struct decimal amount;
	struct decimal event_quantity; /* what the last one added */
	struct decimal event_amount;
	int64_t posting; /* the last one that was known */
	struct explained_standing stands; /* what others leave to it */
};

struct recounts {
	struct recount before; /* up to the number of the posting before */
	struct recount then;
	struct recount today;
	int64_t late; /* events that are in then and were not before */
	int64_t gone; /* events that were before and are not in then */
	int64_t gone_as[GONE_KINDS];
	struct decimal late_quantity;
	struct decimal gone_quantity;
	size_t told; /* events that were said */
};

struct explaining {
	const struct request *request;
	struct explained *line; /* at work */
	const struct explained *told; /* the last one that differs */
	explaining_differs *differs; /* NULL: it is said */
	void *context;
	enum status status; /* of ${differs} */
	const struct decks *decks;
	struct pricing pricing; /* of the account */
	const struct explaining_options *options;
	struct ledger *ledger;
	struct company company;
	struct catalogs catalogs;
	struct document document; /* without its lines */
	int64_t posting;
	const char *customer;
	struct explained *lines; /* by number */
	size_t line_count;
	const struct explained_subscription *subscriptions;
	struct explained_order *orders; /* by sequence */
	size_t order_count;
	struct explained_standing *standings;
	size_t standing_count;
	int64_t rated_upto; /* the usage that is rated now */
	int64_t known; /* the last order when it was posted; INT64_MAX: the
			* ledger does not say */
	const char *since; /* what else came in since then, or "" */
	struct explained_adjustment *adjustments; /* by line */
	size_t adjustment_count;
	struct zoning zoning; /* of the owner of the line at work */
	/* The usage of the lines, one behind the other. */
	struct bulk_source source;
	struct error source_error;
	struct query feed;
	bool feed_found;
	size_t fed; /* lines that were asked about */
	struct saying saying;
	struct arena world; /* company, catalogs, decks */
	struct arena arena; /* of the document */
	struct arena scratch; /* of a line */
	struct error *error;
};

enum status explaining_prove(const struct request *, struct ledger *,
    const struct explaining_sample *, explaining_differs *, void *,
    struct error *) MUST_CHECK;
enum status explaining_run(const struct request *,
    const struct explaining_options *, struct error *) MUST_CHECK;

/*
 * The parts of explaining:
 *
 * explaining_world(explaining):
 * Read what all documents share: company, catalogs, decks.
 *
 * explaining_load(explaining):
 * Read the document and all that stands behind it but usage.
 *
 * explaining_lines(explaining):
 * Explain all lines that were asked for.
 *
 * explaining_end(explaining):
 * Release everything but the ledger.
 *
 * explaining_facts(explaining):
 * The part of that which reads the names of orders, and adjustments.
 *
 * explaining_recall(explaining, line):
 * Find what was due for a line when it was posted, before that, and today.
 *
 * explaining_is_chosen(explaining, line):
 * Whether the line was asked for.
 *
 * explaining_is_usage(line):
 * Whether it is of kind usage or minimum.
 *
 * explaining_feed(explaining):
 * Begin to read the usage of all lines that were asked for.
 *
 * explaining_count(explaining, line, recounts):
 * Count the usage of the next line that was asked for; say each event, if that
 * is wanted.
 *
 * explaining_instant(explaining, date):
 * The first instant of ${date} where the account is.
 *
 * explaining_recount_begin(explaining, line, recalled, recount):
 * Count the days of what was due, by rows up to recount->upto, and by what
 * there was when the document of recount->posting was made.
 *
 * explaining_recount_row(recount, row):
 * One row of an event.
 *
 * explaining_recount_end(explaining, recount, event, counted):
 * All rows of ${event} were read, NULL if it is not for the line's charge:
 * count it if it counts, by the rates there were.
 *
 * explaining_gone_name(gone):
 * That as text.
 *
 * explaining_before(line, recount):
 * Put into ${recount} the greatest number that was counted before the line was
 * posted, and the last posting.
 *
 * explaining_rate(explaining):
 * Where other periods count for lines that were asked for, rate the accounts of
 * the document anew: as usage was when each was posted, and as it is.  Cost:
 * for each such number the usage of these accounts from the first day.
 *
 * explaining_stand(explaining, line, recount):
 * Put what other periods leave to the line's into recount->stands.
 *
 * explaining_usage(explaining, line), explaining_days(explaining, line),
 * explaining_discount(explaining, line), explaining_fee(explaining, line):
 * What the line's key came to when it was posted, and today: of usage and
 * minimums; of recurring and one-time charges; of discounts; of the end of a
 * contract.
 *
 * explaining_coupon(explaining, line, sum):
 * Of a new share of a coupon: how it was spread over the document.
 *
 * explaining_price(explaining, line):
 * Where the price of a line comes from: catalog, order, ramp, uplift.
 *
 * explaining_adjustment(explaining, line):
 * Of an adjustment or a credit: what was recorded, and what it comes to.
 *
 * explaining_period(explaining, line):
 * The full period of a recurring line, and where its days begin and end.
 *
 * explaining_order(explaining, lead, name, sequence):
 * Say the name of an order line.
 *
 * explaining_line_order(explaining, line):
 * The order line that a line names, or NULL.
 *
 * explaining_posted(explaining, line):
 * Of a correction: what was posted before.
 *
 * explaining_difference(explaining, line):
 * Of a correction: what is left to post, and which orders changed it.
 *
 * explaining_today(explaining, line, amount):
 * What the key comes to by today's facts, if that is another amount.
 *
 * explaining_check(explaining, computed, posted):
 * Say so if the facts do not make what was posted, or do not have the period
 * any more (${computed} NULL); and what came in since then.
 *
 * explaining_differ(explaining, computed, posted):
 * Tell it to whom it is proved.
 *
 * explaining_taxes(explaining, line):
 * The taxes of a line, and its total.
 */
enum status explaining_world(struct explaining *) MUST_CHECK;
enum status explaining_load(struct explaining *) MUST_CHECK;
enum status explaining_lines(struct explaining *) MUST_CHECK;
void explaining_end(struct explaining *);
enum status explaining_facts(struct explaining *) MUST_CHECK;
enum status explaining_recall(
    struct explaining *, struct explained *) MUST_CHECK;
bool explaining_is_chosen(const struct explaining *, const struct explained *);
bool explaining_is_usage(const struct explained *);
enum status explaining_feed(struct explaining *) MUST_CHECK;
enum status explaining_count(struct explaining *, const struct explained *,
    struct recounts *) MUST_CHECK;
int64_t explaining_instant(const struct explaining *, struct date);
enum status explaining_recount_begin(struct explaining *,
    const struct explained *, const struct recalled *,
    struct recount *) MUST_CHECK;
void explaining_recount_row(struct recount *, const struct explained_row *);
enum status explaining_recount_end(const struct explaining *, struct recount *,
    const struct usage_event *, bool *) MUST_CHECK;
const char *explaining_gone_name(enum gone);
void explaining_before(const struct explained *, struct recount *);
enum status explaining_rate(struct explaining *) MUST_CHECK;
void explaining_stand(
    const struct explaining *, const struct explained *, struct recount *);
enum status explaining_usage(
    struct explaining *, const struct explained *) MUST_CHECK;
enum status explaining_days(
    struct explaining *, const struct explained *) MUST_CHECK;
enum status explaining_discount(
    struct explaining *, const struct explained *) MUST_CHECK;
enum status explaining_coupon(
    struct explaining *, const struct explained *, struct money *) MUST_CHECK;
enum status explaining_fee(
    struct explaining *, const struct explained *) MUST_CHECK;
enum status explaining_price(
    struct explaining *, const struct explained *) MUST_CHECK;
enum status explaining_adjustment(
    struct explaining *, const struct explained *) MUST_CHECK;
const struct order *explaining_line_order(
    const struct explaining *, const struct explained *);
void explaining_period(struct explaining *, const struct explained *);
void explaining_order(struct explaining *, const char *, const char *, int64_t);
void explaining_posted(struct explaining *, const struct explained *);
void explaining_difference(struct explaining *, const struct explained *);
void explaining_today(
    struct explaining *, const struct explained *, struct money);
void explaining_check(struct explaining *, const struct money *, struct money);
void explaining_differ(struct explaining *, const struct money *, struct money);
enum status explaining_taxes(
    struct explaining *, const struct explained *) MUST_CHECK;

#endif
