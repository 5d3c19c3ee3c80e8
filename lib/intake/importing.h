#ifndef INTAKE_IMPORTING_H
#define INTAKE_IMPORTING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "ledger/staging.h"
#include "record/reader.h"
#include "rule/catalog.h"
#include "rule/company.h"
#include "work/rejecting.h"
#include "work/request.h"

/*
 * Importing brings facts in: the whole file or, with a reject file, its good
 * part.
 *
 * A kind of fact is a table: its schema, the statement that looks its records
 * up, a check of a record by itself, and a decision on a record with the
 * ledger's answers. The rest is the same for all: the file is read and checked
 * before the ledger is locked; every record is looked up at once; what is new
 * is recorded; a record that was recorded before is a duplicate if it says the
 * same, and bad if it does not; a bad record refuses the file, or is set aside;
 * the audit row goes into the same transaction.
 *
 * importing_run(request, kind, options, error):
 * Import a file.  STATUS_ASIDE if records were set aside.
 *
 * importing_kind(name):
 * The kind of that name, or NULL.
 *
 * importing_orders_verdict(resolved, outcome, error):
 * Whether an order line is new or a duplicate; STATUS_INVALID: it is refused.
 *
 * importing_put(importing, resolved, facts, insert, error):
 * Record the values as they are, and the other columns behind them.
 */

enum outcome {
	OUTCOME_ACCEPTED,
	OUTCOME_CHANGED,
	OUTCOME_DUPLICATE,
	OUTCOME_REJECTED,
};

#define IMPORT_COLUMNS_MAX 48
#define IMPORT_WAITS "not in force until a second person approves it"

struct importing;

/*
 * The values of a record in the order of the schema, in the form in which they
 * are stored and compared (an exact number without trailing zeros), then the x_
 * columns as a JSON object.
 */
struct facts {
	const char *values[IMPORT_COLUMNS_MAX + 1];
	const char *extra;
};

struct import_kind {
	const char *name;
	const struct schema *schema;
	enum statement resolve;
	bool versioned; /* its date says from when, not what */
	bool tries; /* nothing is recorded: the ledger is not locked */
	bool whole; /* records with one first column: all of them or none */
	bool erases; /* what it overwrites must be gone from the file */
	size_t key_count; /* the first columns are the key */
	/* What a record is called that is recorded once: then one that was
	   recorded before is never decided on.  Or NULL. */
	const char *once;
	bool waits; /* the first answer: the audit row that waits, or NULL */
	bool tells; /* the first answer: what was recorded, in words */

	/* Check values by themselves, mend their form, say what to look up.
	   STATUS_INVALID: the record is bad, the error says why. */
	enum status (*check)(struct importing *, struct facts *,
	    struct staged *, struct error *);

	/* Before the first decision: judge all that is staged; or NULL. */
	enum status (*judge)(struct importing *, struct error *);

	/* Decide on a record and record it.  STATUS_INVALID: it is bad. */
	enum status (*decide)(struct importing *, const struct facts *,
	    const struct resolved *, enum outcome *, struct error *);

	/* After all records: what together they must not leave; or NULL. */
	enum status (*finish)(struct importing *, struct error *);
};

/* What the kinds may use. */
struct importing {
	const struct request *request;
	const struct import_kind *kind;
	struct ledger *ledger;
	struct arena *scratch; /* reset after each record */
	struct arena *arena; /* until the end */
	struct company company;
	struct catalogs catalogs;
	struct error *error;
	const char *group; /* what the records before belong to */
	void *state; /* a kind's own, about that group */
	const void *context; /* of the options */
};

struct import_options {
	const char *path;
	bool receipts;
	const char *const *pan_like; /* columns that may look like cards */
	size_t pan_like_count;
	const void *context; /* a kind's own */
};

enum status importing_run(const struct request *, const struct import_kind *,
    const struct import_options *, struct error *) MUST_CHECK;
const struct import_kind *importing_kind(const char *);
enum status importing_orders_verdict(
    const struct resolved *, enum outcome *, struct error *) MUST_CHECK;
enum status importing_put(struct importing *, const struct resolved *,
    const struct facts *, enum statement, struct error *) MUST_CHECK;

extern const struct import_kind importing_customers;
extern const struct import_kind importing_accounts;
extern const struct import_kind importing_orders;
extern const struct import_kind importing_fulfilments;
extern const struct import_kind importing_adjustments;
extern const struct import_kind importing_payments;
extern const struct import_kind importing_tax_rates;
extern const struct import_kind importing_services;
extern const struct import_kind importing_exemptions;
extern const struct import_kind importing_exchange_rates;
extern const struct import_kind importing_rates;
extern const struct import_kind importing_alerts;

#endif
