#ifndef REPORT_SCHEDULING_H
#define REPORT_SCHEDULING_H

#include "ledger/billings.h"
#include "record/sort.h"
#include "rule/company.h"
#include "work/request.h"
#include "work/zoning.h"

/*
 * Scheduling lays out what every charge of every subscription bills until a
 * day, and what of it was posted.
 *
 * A record is a period of a charge: what is due for it by all that is known
 * now, when, and beside it what was posted.  It is billed if both are the same,
 * pending if nothing was posted, and changed if something else was: the next
 * run corrects it.  What a charge owes no more, and was posted, is changed to
 * nothing, but for one-time charges, which stay.  Usage is not rated here: its
 * amount is empty, and it is billed once something was posted.
 *
 * The same streams as a run's are read, and the same rules applied.  Memory:
 * one account at a time, and a sort of bounded size.
 *
 * scheduling_run(request, error):
 * Write the schedule until request->as_of, of request->account or of all.
 *
 * scheduling_posted(entry, sum, error):
 * What was posted for a period in sum.
 *
 * scheduling_add(scheduling, entry), scheduling_write(scheduling):
 * Let the record of a period wait for its place; write all that wait.
 */

struct scheduling {
	const struct request *request;
	struct ledger *ledger;
	struct company company;
	struct catalogs catalogs;
	struct billings billings;
	const struct billing_owner *owner;
	struct zoning zoning; /* of the account */
	struct sort *sort;
	struct arena arena;
	struct arena scratch; /* of an account */
	struct error *error;
};

/* One period of a charge: what is due and the lines that were posted. */
struct scheduling_entry {
	struct line line; /* the due as a line, or the first posted one */
	bool rated; /* whether the amount is known */
	struct posted_list posted;
};

enum status scheduling_run(const struct request *, struct error *) MUST_CHECK;
enum status scheduling_posted(
    const struct scheduling_entry *, struct money *, struct error *) MUST_CHECK;
enum status scheduling_add(
    struct scheduling *, const struct scheduling_entry *) MUST_CHECK;
enum status scheduling_write(struct scheduling *) MUST_CHECK;

#endif
