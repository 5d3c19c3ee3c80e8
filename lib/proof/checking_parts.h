#ifndef PROOF_CHECKING_PARTS_H
#define PROOF_CHECKING_PARTS_H

#include "base/arena.h"
#include "base/money.h"
#include "ledger/query.h"
#include "ledger/usages.h"
#include "proof/checking.h"
#include "record/writer.h"

/*
 * The parts of checking.
 *
 * All checks stand in one table.  One is found by a statement, whose rows are
 * its findings: object, expected, found; or by a function; or, where it has
 * neither, by the function of a check above it, which finds both.  Whoever adds
 * one plants its violation in tests/command/plantings.
 *
 * checking_table(count):
 * All of them.
 *
 * checking_of(name):
 * The one of this name; that there is one is asserted.
 *
 * checking_finding(checking, check, object, expected, found):
 * Write one of the check of this name; what it means is in the table.  A text
 * that is NULL is one for which there was no memory.
 *
 * checking_tell(checking, object, expected, found, error):
 * The same of the check at work: for who looks and calls back.
 *
 * checking_rows(checking, statement, visit, context):
 * Call ${visit} with ${context} for each row.
 *
 * checking_file(checking):
 * ledger-file: encoding, journal mode and size of the file, and what stands
 * beside it.
 *
 * checking_schema(checking):
 * schema-intact: the schema against one that was made in memory just now.
 *
 * checking_chain(checking), checking_cards(checking):
 * audit-chain; card-numbers.
 *
 * checking_seals(checking):
 * seals: what each audit row sealed is as it was, and nothing came beside it.
 *
 * checking_anchor(checking):
 * anchor: the audit rows, documents and totals of options->anchor are the same
 * now.
 *
 * checking_approvals(checking):
 * approvals-needed: what the company file says waits for a second person, and
 * nothing else.
 * approvals-limit: who decided might, by the limits of the company file.
 *
 * checking_fulfilments(checking):
 * fulfilments-bounded: no more was delivered of an order line than it says.
 *
 * checking_numbers(checking):
 * numbers-formed: a document's number is its pattern, year and count.
 *
 * checking_rerated(checking):
 * lines-rerated: what the lines of some documents come to by the facts that
 * were known, by the code that explains them; left out where something else
 * was found.
 *
 * checking_taxes(checking):
 * tax-recomputed: the taxes of all documents, computed again.
 * tax-rates-known: each was imported, and in force on that day.
 *
 * checking_taxes_corrected(checking, rounding):
 * The part of it for corrections.
 *
 * checking_usage(checking):
 * The checks of usage, in one pass over its rows:
 * usage-once       an event counts once or not at all, and the index of ids
 *                  has just the events that there are
 * usage-owned      the owner is known, or there is a reason that there is none
 * usage-numbers    no number was given twice, or is of no recording
 * usage-retracted  what was taken back is what was retracted
 * usage-counts     the audit trail has recorded as many
 * usage-digests    each recording has the rows that it booked
 * usage-late       what came to a posted period is noted
 *
 * checking_batches_load(checking, batches):
 * Begin: what is stored.  Batches that are all zero may be closed.
 *
 * checking_batches_row(batches, row):
 * A row that there is, in any order.
 *
 * checking_batches_finish(checking, batches):
 * A finding for each recording that has other rows than it booked.  One that is
 * older than digests, and not sealed yet, has none.
 *
 * checking_batches_close(batches):
 * Release.
 *
 * checking_late(checking):
 * The last of these.
 */

struct checking {
	const struct request *request;
	const struct checking_options *options;
	struct ledger *ledger;
	struct writer *writer;
	const struct check *check; /* at work */
	struct error *error;
};

struct check {
	const char *name;
	enum statement statement;
	enum status (*run)(struct checking *);
	const char *holds; /* what must hold */
	const char *meaning; /* what a finding means, and what to do */
};

/* Called with a row of a statement and its context. */
typedef enum status checking_row(struct checking *, struct query *, void *);

const struct check *checking_table(size_t *);
const struct check *checking_of(const char *);
enum status checking_finding(struct checking *, const char *, const char *,
    const char *, const char *) MUST_CHECK;
enum status checking_tell(void *, const char *, const char *, const char *,
    struct error *) MUST_CHECK;
enum status checking_rows(
    struct checking *, enum statement, checking_row *, void *) MUST_CHECK;
enum status checking_integrity(struct checking *) MUST_CHECK;
enum status checking_file(struct checking *) MUST_CHECK;
enum status checking_schema(struct checking *) MUST_CHECK;
enum status checking_chain(struct checking *) MUST_CHECK;
enum status checking_cards(struct checking *) MUST_CHECK;
enum status checking_seals(struct checking *) MUST_CHECK;
enum status checking_anchor(struct checking *) MUST_CHECK;
enum status checking_approvals(struct checking *) MUST_CHECK;
enum status checking_fulfilments(struct checking *) MUST_CHECK;
enum status checking_numbers(struct checking *) MUST_CHECK;
enum status checking_rerated(struct checking *) MUST_CHECK;
enum status checking_taxes(struct checking *) MUST_CHECK;
enum status checking_taxes_corrected(
    struct checking *, enum rounding) MUST_CHECK;
enum status checking_usage(struct checking *) MUST_CHECK;
enum status checking_late(struct checking *) MUST_CHECK;

/* What each recording of usage booked, and what there is of it. */
struct checking_batches {
	struct usage_batches stored;
	struct usage_digest *found; /* of each */
	struct arena arena;
};

enum status checking_batches_load(
    struct checking *, struct checking_batches *) MUST_CHECK;
void checking_batches_row(struct checking_batches *, const struct usage_row *);
enum status checking_batches_finish(
    struct checking *, struct checking_batches *) MUST_CHECK;
void checking_batches_close(struct checking_batches *);

#endif
