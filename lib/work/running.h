#ifndef WORK_RUNNING_H
#define WORK_RUNNING_H

#include "base/arena.h"
#include "ledger/ledger.h"
#include "record/sort.h"
#include "rule/catalog.h"
#include "rule/company.h"
#include "rule/tax.h"
#include "work/request.h"

/*
 * Running proposes documents: everything that is due and was not posted.
 *
 * It reads the ledger and a date, and changes nothing.  The first pass goes
 * through the accounts that use services, computes what is due, subtracts what
 * was posted, and lets the differences wait; the second goes through the
 * accounts that pay and makes their documents.  Memory: one account at a time,
 * and a sort of bounded size.
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
};

struct running {
	const struct request *request;
	struct date issue_date;
	struct ledger *ledger;
	struct company company;
	struct catalogs catalogs;
	struct tax_rates rates;
	int64_t tax_revision;
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

#endif
