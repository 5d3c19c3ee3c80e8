#ifndef REPORT_ENTITLING_H
#define REPORT_ENTITLING_H

#include "work/request.h"

/*
 * Entitling says of requests for usage whether they may be, what is left, and
 * what they would cost; nothing is recorded.
 *
 * A request is guided as usage would be, and counted by the charge that would
 * take it, on top of what the ledger has counted in that period.  What it costs
 * is the difference that it makes to the amount of the period, and of a pool to
 * those of all its members.  It is refused where its usage would go into
 * suspense, where the period is none of those that are known, and where it
 * would go beyond the limit of the charge.
 *
 * Consumption is rated once, in the beginning, in one transaction, and kept:
 * the periods that hold request->as_of, and those that begin within
 * ENTITLING_DAYS days after it.  Then requests are answered in their order,
 * each before more input is waited for.
 *
 * entitling_run(request, options, error):
 * Answer the requests of ${options}->path to its end, into the request's
 * output, which flows (record/spool.h).  A bad record ends it (STATUS_INVALID),
 * or is set aside where the request says so (STATUS_ASIDE in the end); one that
 * may have its quantity under another name (work/meant.h) ends it.  Memory:
 * that of guides_load(), and a kilobyte or two for each charge that counts
 * usage in a period.  Cost of a request: a few look-ups, and that of pricing
 * what was counted, also for those of a pool whose shares it changes.
 */

#define ENTITLING_DAYS 31

struct entitling_options {
	const char *path; /* "-" is standard input */
	bool reserve; /* what is allowed counts for what follows */
	const char *const *dimensions; /* near a column's name, and meant */
	size_t dimension_count;
};

enum status entitling_run(const struct request *,
    const struct entitling_options *, struct error *) MUST_CHECK;

#endif
