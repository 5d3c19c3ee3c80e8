#ifndef REPORT_SCHEDULING_H
#define REPORT_SCHEDULING_H

#include "ledger/billings.h"
#include "record/sort.h"
#include "report/exporting.h"
#include "rule/company.h"
#include "work/request.h"
#include "work/zoning.h"

/*
 * Scheduling lays out what every charge of every subscription bills until a
 * day, and what of it was posted.
 *
 * A record is a period of a charge: what is due for it by all that is known
 * now, with the discounts on it and its adjustments, which sum to its total;
 * when it is ready to be billed; and beside it what was posted.  It is
 *
 * pending    nothing was posted
 * billed     what is due was posted
 * closed     the same, and its period is over on --as-of
 * changed    something else was posted: the next run corrects it
 * cancelled  it is owed no more: what was posted goes back, or went
 *
 * Usage is not rated here: until something was posted its amount is not known,
 * and then it is what was posted.  Nothing of a record is stored: evergreen
 * subscriptions have as many as the horizon asks for.
 *
 * A detail is what a record's total is the sum of: the price of the full period
 * for each run of days, what its being only a part of it makes, discounts,
 * adjustments; then what was posted, and what is still to be.
 *
 * The same streams as a run's are read, and the same rules applied.  Memory:
 * one account at a time, and a sort of bounded size.
 *
 * scheduling_run(request, options, error):
 * Write the records until the end of options->through, or until request->as_of,
 * of request->account or of all, and of options->keys.
 *
 * scheduling_details(request, options, error):
 * Write the details of the same records.
 */

/* What an order line refers to beside itself. */
struct scheduling_reference {
	const char *order;
	const char *line;
	const char *opportunity;
	const char *agreement;
};

struct scheduling {
	const struct request *request;
	const struct exporting_options *options;
	struct date as_of;
	struct date horizon;
	bool detailed;
	struct ledger *ledger;
	struct company company;
	struct catalogs catalogs;
	struct billings billings;
	struct stream references;
	const struct billing_owner *owner;
	struct zoning zoning; /* of the account */
	struct sort *sort;
	struct arena arena;
	struct arena scratch; /* of an account */
	struct error *error;
};

/* A subscription at work, and what its order lines refer to. */
struct scheduling_of {
	const struct billing_subscription *from;
	struct scheduling_reference *references;
	size_t reference_count;
};

/* One period of a charge: what is due and the lines that were posted. */
struct scheduling_entry {
	struct line line; /* the due as a line, or the first posted one; its
			     amount is what is due of this key alone */
	const struct due *due; /* NULL: none */
	struct posted_list posted;
	bool rated; /* whether the amount is known before it is posted */
	bool owed; /* whether something is due */
	bool posts; /* whether something was posted, adjustments too */
	struct money posted_sum; /* of this key alone */
	struct money discount;
	struct money adjustment;
	struct money total;
	struct money posted_total;
	struct scheduling_entry *discounts; /* on it */
	struct scheduling_entry *next; /* of the discounts on one */
	bool taken; /* it is a discount on another one */
	const struct adjustment **adjustments; /* of it */
	size_t adjustment_count;
};

struct scheduling_entries {
	struct scheduling_entry *items;
	size_t count;
};

/*
 * The parts:
 *
 * scheduling_dues(scheduling, from, dues):
 * All that a subscription owes until the horizon.  Usage owes what was posted
 * for it.
 *
 * scheduling_records(scheduling, of, entries):
 * Make records of ${entries}, which are sorted by key: discounts and
 * adjustments become part of what they are on.  Add each.
 *
 * scheduling_status(scheduling, entry):
 * The word for a record's.
 *
 * scheduling_add(scheduling, entry, reference):
 * scheduling_detail(scheduling, entry, reference):
 * Let a record, or its details, wait for its place.
 *
 * scheduling_schema, scheduling_detail_schema:
 * The columns of records and of details.
 */

enum status scheduling_run(const struct request *,
    const struct exporting_options *, struct error *) MUST_CHECK;
enum status scheduling_details(const struct request *,
    const struct exporting_options *, struct error *) MUST_CHECK;

enum status scheduling_dues(struct scheduling *,
    const struct billing_subscription *, struct dues *) MUST_CHECK;
enum status scheduling_records(struct scheduling *,
    const struct scheduling_of *, struct scheduling_entries *) MUST_CHECK;
const char *scheduling_status(
    const struct scheduling *, const struct scheduling_entry *);
enum status scheduling_add(struct scheduling *, const struct scheduling_entry *,
    const struct scheduling_reference *) MUST_CHECK;
enum status scheduling_detail(struct scheduling *,
    const struct scheduling_entry *,
    const struct scheduling_reference *) MUST_CHECK;

extern const struct schema scheduling_schema;
extern const struct schema scheduling_detail_schema;

#endif
