#ifndef WORK_RUNNING_H
#define WORK_RUNNING_H

#include "base/arena.h"
#include "ledger/billings.h"
#include "ledger/ledger.h"
#include "record/sort.h"
#include "record/spool.h"
#include "rule/catalog.h"
#include "rule/company.h"
#include "rule/due.h"
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
 * Append the lines of one subscription.
 *
 * running_usage(running, usage, dues):
 * Append what the next records, if they are of this subscription, say that it
 * owes.
 */

/* The account at work. */
struct running_terms {
	const struct billing_owner *owner;
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
enum status running_usage(
    struct running *, const struct running_usage *, struct dues *) MUST_CHECK;

#endif
