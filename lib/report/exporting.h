#ifndef REPORT_EXPORTING_H
#define REPORT_EXPORTING_H

#include <stdbool.h>

#include "rule/company.h"
#include "rule/journal.h"
#include "work/request.h"

/*
 * Exporting writes what the ledger holds, as records that scripts and
 * spreadsheets read.
 *
 * An export is a table: the columns and the statement whose rows they are.
 * Amounts are written with the places of their row's currency.  x_ columns that
 * came in with the records stand behind the others, in the order of their
 * names; of one account, those that it has.
 *
 * exporting_run(request, what, options, error):
 * Write the records of ${what}.  STATUS_USAGE if there is no such export.
 *
 * exporting_journal(request, options, visit, context, error):
 * Hand the journal's transactions, one by one, to ${visit}.
 *
 * exporting_rules(request, error):
 * Write the rules of usage that are in force, in their order: their columns,
 * then those of all dimensions that they ask for, so that the file can be
 * imported again.
 *
 * exporting_catalog(request, options, error):
 * Write a version of the catalog: the rows of its listing (rate/listing.h),
 * after its name and date; also one that waits for approval.  Without
 * options->catalog, the version in force.
 *
 * exporting_catalogs(request, options, error):
 * Write the versions, with the subscriptions that have a plan of each.
 *
 * exporting_selling(request, options, error):
 * exporting_provisioning(request, options, error):
 * Write what can be ordered, charge by charge: each plan as the latest version
 * in force that has it says.
 *
 * exporting_migration(request, options, error):
 * Write the order lines that move subscriptions from older versions to
 * options->catalog on --as-of.
 *
 * exporting_changes(request, options, error):
 * Write what each command of the audit trail changed, field by field, with what
 * there was before: in the order of the trail.  Cost: a pass over the facts.
 *
 * exporting_names(count):
 * What can be exported.
 */

/* Only what refers to these; NULL: whatever it refers to. */
struct exporting_keys {
	const char *subscription;
	const char *order;
	const char *header; /* ORDER/LINE */
	const char *opportunity;
	const char *agreement;
};

struct exporting_options {
	const char *period; /* YYYY-MM of documents and journal, or NULL */
	bool detail; /* audit: who and when */
	const char *catalog; /* a version of the catalog, or NULL */
	const char *plan; /* migration: only of this plan, or NULL */
	struct exporting_keys keys;
	const char *through; /* schedule: until this month ends, or NULL */
	bool pending; /* only what is still to be done */
	bool changes; /* audit: what was changed, from what to what */
};

struct journal_transaction {
	struct date date;
	const char *number; /* of the document or payment */
	const char *account;
	const char *memo;
	struct entries entries;
};

typedef enum status journal_visit(
    void *, const struct journal_transaction *, struct error *);

enum status exporting_run(const struct request *, const char *,
    const struct exporting_options *, struct error *) MUST_CHECK;
enum status exporting_journal(const struct request *,
    const struct exporting_options *, journal_visit *, void *,
    struct error *) MUST_CHECK;
enum status exporting_rules(const struct request *, struct error *) MUST_CHECK;
enum status exporting_catalog(const struct request *,
    const struct exporting_options *, struct error *) MUST_CHECK;
enum status exporting_catalogs(const struct request *,
    const struct exporting_options *, struct error *) MUST_CHECK;
enum status exporting_selling(const struct request *,
    const struct exporting_options *, struct error *) MUST_CHECK;
enum status exporting_provisioning(const struct request *,
    const struct exporting_options *, struct error *) MUST_CHECK;
enum status exporting_migration(const struct request *,
    const struct exporting_options *, struct error *) MUST_CHECK;
enum status exporting_changes(const struct request *,
    const struct exporting_options *, struct error *) MUST_CHECK;
const char *const *exporting_names(size_t *);

#endif
