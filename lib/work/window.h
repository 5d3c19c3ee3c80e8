#ifndef WORK_WINDOW_H
#define WORK_WINDOW_H

#include "ledger/query.h"
#include "work/request.h"

/*
 * The window of a query over documents: until when, of whom, from and to which
 * issue date.
 *
 * window_month(option, month, first, last, error):
 * The days of ${month}, "2027-12", which ${option} gives; STATUS_USAGE if it is
 * none.
 *
 * window_of(request, period, window, error):
 * From --as-of, --account and --period (YYYY-MM, or NULL).
 *
 * window_check(window, ledger, error):
 * STATUS_INVALID if its account is not known.
 *
 * window_bind(window, query):
 * Bind as the first values: as of, first and last account, from, to.
 *
 * window_bind_instants(window, query):
 * The same for what has instants instead of dates, by the days of UTC; as of is
 * the first instant after that day.
 */

struct window {
	const char *account; /* NULL: all */
	struct date as_of; /* the last day there is, if not given */
	struct date from;
	struct date to; /* the first day after it */
};

enum status window_month(const char *, const char *, struct date *,
    struct date *, struct error *) MUST_CHECK;
enum status window_of(const struct request *, const char *, struct window *,
    struct error *) MUST_CHECK;
enum status window_check(
    const struct window *, struct ledger *, struct error *) MUST_CHECK;
void window_bind(const struct window *, struct query *);
void window_bind_instants(const struct window *, struct query *);

#endif
