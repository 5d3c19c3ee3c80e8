#ifndef INTAKE_ORDERING_H
#define INTAKE_ORDERING_H

#include <stdbool.h>

#include "ledger/judging.h"
#include "order/order.h"
#include "order/subscription.h"
#include "record/record.h"
#include "rule/catalog.h"
#include "rule/schedule.h"

/*
 * Ordering judges order lines: those of a file that is booked, and those of one
 * that is only quoted, in the same way.
 *
 * A line is read by itself (which columns its action takes, what they say),
 * bound to the catalog in force, and held against all that is booked of its
 * subscription and all good lines before it in the file.  Nothing stops at the
 * first mistake: all of a line are gathered, one a column, in the order of the
 * columns and with "; " between them, and an order is refused whole with all
 * lines that are bad.  What only follows from another mistake is not told: a
 * day is not held against one that cannot be read.  Then the lines that built
 * on it are judged again, until nothing changes.  What coupons allow is counted
 * last, over the orders that are good otherwise.
 *
 * ordering_check(line, as_of, error):
 * Read line->values, and mend them; what is wrong is added to line->faults.
 * STATUS_OK unless there is no memory.
 *
 * ordering_sell(line, catalogs, currency, error):
 * Bind it to the catalog in force on line->order.start: plan, discount and
 * promotion.  The account is kept in ${currency}, or "".  A bad line whose day
 * is not known binds to none; what no version has is said all the same.
 *
 * ordering_meet(line, known, error):
 * Hold it against its subscription: find the day on which it acts, bind it if
 * that was not known before, and see whether it makes sense.  A line that is
 * bad already is held against it as far as what is good of it goes.
 *
 * ordering_days(line, known, of, error), ordering_coterm(line, known, error):
 * Parts of that: the day, when ${of} is what the lines before make of the
 * subscription; and the end of its first term, from another subscription's.
 *
 * ordering_life(line, plan, error):
 * Whether each word of its life is good, and goes with those of ${plan}; NULL
 * if that is not known.
 *
 * ordering_judge(ordering, error):
 * All staged lines, until it is known which orders can be booked.
 *
 * ordering_each(ordering, visit, context, error):
 * Once they are judged: call ${visit} for each subscription that has good
 * lines, with what was booked of it before, and with them.
 *
 * ordering_fault(line, status, error):
 * Add the mistake of a check, "column NAME: ...", if it found one and none was
 * found in that column before.  Return STATUS_OK, or what else went wrong.
 *
 * ordering_faulty(line, column), ordering_begins(line):
 * Whether a mistake was found in ${column}; and whether none was found in those
 * that say when the line acts, so that line->start is good.
 */

enum {
	ORDERING_ORDER,
	ORDERING_LINE,
	ORDERING_ACTION,
	ORDERING_ACCOUNT,
	ORDERING_SUBSCRIPTION,
	ORDERING_SERVICE,
	ORDERING_PLAN,
	ORDERING_CHARGE,
	ORDERING_QUANTITY,
	ORDERING_PRICE,
	ORDERING_START,
	ORDERING_END,
	ORDERING_TERM_MONTHS,
	ORDERING_RENEW,
	ORDERING_DISCOUNT,
	ORDERING_PROMOTION,
	ORDERING_AGREEMENT,
	ORDERING_OPPORTUNITY,
	ORDERING_PO_NUMBER,
	ORDERING_READY_ON,
	ORDERING_BILL_FROM,
	ORDERING_FULFILLED,
	ORDERING_SOURCE,
	ORDERING_SOURCE_ID,
	ORDERING_REASON,
	ORDERING_EFFECTIVE,
	ORDERING_TRIAL,
	ORDERING_TRIAL_END,
	ORDERING_UPLIFT,
	ORDERING_NOTICE,
	ORDERING_TERMINATION,
	ORDERING_TERMINATION_VALUE,
	ORDERING_MINIMUM_VALUE,
	ORDERING_SUSPENSION,
	ORDERING_COTERM,
	ORDERING_ANCHOR_ON,
	ORDERING_VOIDS,
	ORDERING_SALES_REP,
	ORDERING_COLUMN_COUNT
};

extern const struct schema ordering_schema;

enum effective { EFFECTIVE_START, EFFECTIVE_PERIOD_END, EFFECTIVE_TERM_END };

struct ordering_line {
	const char **values; /* in the order of the schema */
	struct arena *arena;
	const char *faults; /* NULL: none */
	/* The same by column; what names none is behind them. */
	const char *column_faults[ORDERING_COLUMN_COUNT + 1];
	struct order order; /* order.start once it is known when it acts */
	bool dated; /* order.start is known */
	enum effective effective;
	struct date start;
	struct date ready_on;
	const struct catalog *discounts; /* NULL: neither is given */
	const char *life[LIFE_KEY_COUNT];
};

/* What is known of the subscription whose lines are judged. */
struct ordering_known {
	const struct catalogs *catalogs;
	const char *id;
	const char *owner; /* NULL: it is not known */
	const char *currency; /* of the account, or "" */
	struct bill_day *bill_days; /* of the account */
	size_t bill_day_count;
	struct order *orders; /* by day and sequence */
	size_t order_count;
	const struct order *coterm; /* of the subscription that it names */
	size_t coterm_count;
	bool booked; /* the ledger has it */
};

/* A subscription that the file has good lines of. */
struct ordered {
	const char *id;
	const char *account;
	const struct bill_day *bill_days; /* of the account */
	size_t bill_day_count;
	const struct order *before; /* by day and sequence */
	size_t before_count;
	const struct order *after; /* with the new lines */
	size_t after_count;
	struct ordering_line *const *lines; /* as the file has them */
	size_t line_count;
	struct arena *arena; /* of the subscription */
};

struct ordering {
	struct ledger *ledger;
	const struct catalogs *catalogs;
	struct date as_of;
	struct arena *arena; /* of one subscription: reset before each */
};

enum status ordering_check(
    struct ordering_line *, struct date, struct error *) MUST_CHECK;
enum status ordering_sell(struct ordering_line *, const struct catalogs *,
    const char *, struct error *) MUST_CHECK;
enum status ordering_meet(struct ordering_line *, const struct ordering_known *,
    struct error *) MUST_CHECK;
enum status ordering_days(struct ordering_line *, const struct ordering_known *,
    const struct subscription *, struct error *) MUST_CHECK;
enum status ordering_coterm(struct ordering_line *,
    const struct ordering_known *, struct error *) MUST_CHECK;
enum status ordering_life(
    struct ordering_line *, const struct plan *, struct error *) MUST_CHECK;
enum status ordering_judge(const struct ordering *, struct error *) MUST_CHECK;
enum status ordering_each(const struct ordering *,
    enum status (*)(void *, const struct ordered *, struct error *), void *,
    struct error *) MUST_CHECK;
enum status ordering_fault(
    struct ordering_line *, enum status, struct error *) MUST_CHECK;
bool ordering_faulty(const struct ordering_line *, int);
bool ordering_begins(const struct ordering_line *);

#endif
