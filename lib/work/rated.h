#ifndef WORK_RATED_H
#define WORK_RATED_H

#include "base/arena.h"
#include "base/currency.h"
#include "order/due.h"
#include "record/record.h"
#include "rule/line.h"

/*
 * Rated usage as records (see bill-record(5)): what a charge ought to bill for
 * a period, up to an event number.  bill-rate writes them and bill-run reads
 * them; here is the one place that knows their columns.
 *
 * A record states the desired amount of its key (subscription, charge, kind,
 * price identity, dimensions, full period).  Its seal is "BASIS-HASH" as a
 * document's: the basis is the revision of the account, the hash binds the
 * basis and the parsed values of all other columns.
 *
 * rated_schema:
 * The columns.
 *
 * rated_fields(rated, arena, fields, error):
 * The record of ${rated}, sealed; the fields are in ${arena}.
 *
 * rated_read(fields, arena, rated, error):
 * Read a record; STATUS_INVALID, naming the column, if a value is wrong, or if
 * the seal is not that of the values.
 *
 * rated_blame(line, error):
 * Put account, subscription, charge and period of a rated line in front of what
 * ${error} says, and behind it, where a number does not fit, what to do.
 * Return the status that it holds.
 */

enum rated_column {
	RATED_ACCOUNT,
	RATED_SUBSCRIPTION,
	RATED_SERVICE,
	RATED_CHARGE,
	RATED_KIND,
	RATED_METRIC,
	RATED_PERIOD_START,
	RATED_PERIOD_END,
	RATED_QUANTITY,
	RATED_UNIT,
	RATED_EVENTS,
	RATED_MODEL,
	RATED_AMOUNT,
	RATED_CURRENCY,
	RATED_DIMENSIONS,
	RATED_UPTO,
	RATED_SEAL,
	RATED_PLAN,
	RATED_CATALOG,
	RATED_ORDER_PRICE,
	RATED_CYCLE_START,
	RATED_CYCLE_END,
	RATED_COLUMN_COUNT
};

extern const struct schema rated_schema;

struct meter;

struct rated {
	/* Key, service, unit, quantity, period and upto; the amount is not. */
	struct line line;
	const char *metric;
	const char *model;
	int64_t events;
	struct decimal amount; /* exact, at most 18 places */
	struct currency currency;
	int64_t basis; /* revision of the account */
	/* As they were rated; a record that was read has none of these. */
	const struct charge *charge;
	const struct meter *meter; /* what counted it, until the next record */
	struct ratio included; /* units that were free */
};

enum status rated_fields(const struct rated *, struct arena *,
    const char *[RATED_COLUMN_COUNT], struct error *) MUST_CHECK;
enum status rated_read(const char *const *, struct arena *, struct rated *,
    struct error *) MUST_CHECK;
enum status rated_blame(const struct line *, struct error *);

#endif
