#ifndef WORK_RUNNING_H
#define WORK_RUNNING_H

#include "base/arena.h"
#include "ledger/billings.h"
#include "ledger/ledger.h"
#include "ledger/payers.h"
#include "order/discount.h"
#include "order/due.h"
#include "record/sort.h"
#include "record/spool.h"
#include "rule/catalog.h"
#include "rule/company.h"
#include "rule/grouping.h"
#include "rule/tax.h"
#include "work/rating.h"
#include "work/request.h"
#include "work/selecting.h"
#include "work/sharding.h"

/*
 * Running proposes documents: everything that is due and was not posted.
 *
 * It reads the ledger and a date, and changes nothing.  The first pass goes
 * through the accounts that use services, computes what is due, subtracts what
 * was posted, and lets the differences wait; the second goes through the
 * accounts that pay and makes their documents.  Memory: one account at a time,
 * and a sort of bounded size.
 *
 * Usage comes from rating, beside the first pass, or as records that rating has
 * written (options->rated).  Both are the same rated usage, taken in one order
 * by one piece of code, so they give one proposal.  A record that is not what
 * rating wrote is refused (STATUS_INVALID), and one that the ledger has left
 * behind, too (STATUS_STALE); what has no record is left alone.
 *
 * An account that is billed every so many months waits for its gate, unless it
 * is billed on demand; so does not what is billed for the first time alone
 * (inception).
 *
 * running_run(request, options, error):
 * Write the proposal as of request->as_of.
 *
 * running_documents(running, error):
 * The second pass: documents of all lines that wait in ${running}.
 */

struct running_options {
	struct date issue_date; /* DATE_NONE: as_of */
	const char *accounts; /* file that names the payers, or NULL */
	const char *rated; /* file of rated usage; NULL: it is rated here */
	const char *shard; /* "K/N", or NULL */
	bool inception; /* only what never was billed, whatever the gates */
	bool on_demand; /* gates do not hold */
};

/* Where rated usage comes from. */
struct supply {
	const struct selection *selection; /* of payers */
	bool found;
	const struct rated *next; /* the one that is wanted next */
	struct rating rating;

	bool from_records;
	struct spool *spool; /* records as they came */
	struct sort *sort; /* those that are billed, in order */
	struct rated rated;
	const char *payer; /* of that one */
	struct arena arenas[2]; /* of this record and the one before */
	size_t turn;
	uint64_t ignored; /* records of accounts that are not billed */
	int64_t last_number; /* of the ledger's usage */
};

struct running {
	const struct request *request;
	struct date issue_date;
	struct ledger *ledger;
	struct company company;
	struct catalogs catalogs;
	struct tax_rates rates;
	int64_t tax_revision;
	struct sharding sharding;
	struct supply supply;
	struct sort *waiting;
	bool inception;
	bool ungated;
	struct account_parent *parents; /* by account, once they are wanted */
	size_t parent_count;
	bool has_parents;
	uint64_t cuts; /* credits that adjustments left no room for */
	const char *first_account; /* of those that wait */
	const char *last_account;
	struct arena arena; /* of the run */
	struct arena scratch; /* of an account */
	struct error *error;
};

enum status running_run(const struct request *, const struct running_options *,
    struct error *) MUST_CHECK;
enum status running_documents(struct running *, struct error *) MUST_CHECK;

/*
 * The parts of the first pass:
 *
 * running_read(running, path):
 * Before the ledger is open: read rated usage from ${path}.
 *
 * running_supply(running, selection, range):
 * Inside the transaction: begin with the usage of the payers that ${selection}
 * has.  Both must stay where they are.  running_unsupply() releases.
 *
 * running_step(running):
 * Turn to the next record of rated usage.
 *
 * running_supplied(running):
 * At the end: STATUS_STALE if a record was not taken.
 *
 * running_unknown(running):
 * Refuse the next record: its subscription is not in the ledger.
 *
 * running_lines(running, terms, subscription, lines):
 * Append the lines of one subscription.  What its account is to be given over
 * all lines is gathered in terms->account.
 *
 * running_adjust(running, terms, subscription, dues, lines):
 * Append the adjustments of one subscription that are to be billed, and gather
 * its credits.  ${dues} is all that it owes.
 *
 * running_adjusted(dues, adjustment, total):
 * Add to ${total} what is owed of the period that ${adjustment} is of.  Return
 * a due of it, NULL if there is none.
 *
 * running_room(running, terms, subscription, dues):
 * The last step of running_adjust(): where an adjustment of a period leaves no
 * room for all that is to be credited of it, it is made to owe so much more,
 * and running->cuts counts it.
 *
 * running_groups(running, terms):
 * Before the lines of an account: how its payer wants them grouped.
 *
 * running_group(running, terms, subscription, lines, first):
 * Say of the lines from ${first} on which document and section of the payer
 * they go to.  A correction stays with what it corrects.
 *
 * running_gather(running, terms, from, subscription):
 * Gather the coupons on the document that a subscription was given, and how
 * often they were used.
 *
 * running_coupons(running, terms, lines):
 * Append the discounts that coupons on the document give on the new lines of
 * one account, ${lines}.
 *
 * running_credits(running, terms, lines):
 * Append what credits give on these: never more than there is.
 *
 * running_usage(running, usage, dues):
 * Append what the next records, if they are of this subscription, say that it
 * owes.
 */

/* A credit that waits for something that it can be taken off. */
struct running_credit {
	const struct adjustment *adjustment;
	struct line line; /* without the amount */
};

/* A document that a coupon was used on. */
struct running_use {
	const char *coupon;
	int64_t posting;
};

/* What all subscriptions of an account share. */
struct running_account {
	struct running_credit *credits;
	size_t credit_count;
	struct coupon *coupons;
	size_t coupon_count;
	struct running_use *uses;
	size_t use_count;
};

/* The account at work. */
struct running_terms {
	const struct billing_owner *owner;
	const struct payer *payer;
	struct grouping group_by;
	struct grouping split_by;
	const char *child; /* of the payer, above the account; "": neither */
	struct running_account *account;
	const struct zone *zone;
	struct date until; /* what is due then is billed */
};

/* A subscription whose usage is wanted. */
struct running_usage {
	const struct running_terms *terms;
	const struct billing_subscription *from;
	const struct subscription *subscription;
	const struct due_terms *due_terms; /* until as_of */
};

enum status running_read(struct running *, const char *) MUST_CHECK;
enum status running_supply(struct running *, const struct selection *,
    const struct billing_range *) MUST_CHECK;
enum status running_step(struct running *) MUST_CHECK;
enum status running_supplied(struct running *) MUST_CHECK;
enum status running_unknown(struct running *) MUST_CHECK;
void running_unsupply(struct running *);
enum status running_lines(struct running *, const struct running_terms *,
    const struct billing_subscription *, struct proposed_list *) MUST_CHECK;
enum status running_adjust(struct running *, const struct running_terms *,
    const struct billing_subscription *, struct dues *,
    struct proposed_list *) MUST_CHECK;
const struct due *running_adjusted(
    const struct dues *, const struct adjustment *, struct money *);
enum status running_room(struct running *, const struct running_terms *,
    const struct billing_subscription *, struct dues *) MUST_CHECK;
enum status running_groups(struct running *, struct running_terms *) MUST_CHECK;
enum status running_group(struct running *, const struct running_terms *,
    const struct billing_subscription *, struct proposed_list *,
    size_t) MUST_CHECK;
enum status running_coupons(struct running *, const struct running_terms *,
    struct proposed_list *) MUST_CHECK;
enum status running_gather(struct running *, const struct running_terms *,
    const struct billing_subscription *,
    const struct subscription *) MUST_CHECK;
enum status running_credits(struct running *, const struct running_terms *,
    struct proposed_list *) MUST_CHECK;
enum status running_usage(
    struct running *, const struct running_usage *, struct dues *) MUST_CHECK;

#endif
