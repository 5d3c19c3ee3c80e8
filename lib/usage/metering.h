#ifndef USAGE_METERING_H
#define USAGE_METERING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "work/request.h"

/*
 * Metering is the import of usage: millions of events, each of which counts
 * once.
 *
 * The file is read and checked before the ledger is locked.  Under the lock all
 * events meet the index of those that are known: one that says the same is a
 * duplicate, one that says something else is a conflict.  What is new is guided
 * to its subscription, or into suspense, and booked in the order in which it is
 * kept.  A retraction undoes an event wherever it is now, or waits for it; so
 * the same events and retractions, in whatever files and order, end as the same
 * usage.
 *
 * Most events are new and alone.  What meets something (another event of its
 * id, a retraction) is a case: cases are gathered by event and decided with all
 * that the file and the ledger have of it.
 *
 * A file is read by one thread and examined by another while what was examined
 * is kept; later events are guided by a thread while those before them are
 * inserted (base/relay.h).  The caller's thread alone speaks to the ledger and
 * tells the progress.
 *
 * A log of changes is usage, too: each change is an event that says how much of
 * its item there is, 0 where it is deprovisioned.  Its columns have names of
 * their own, and the item, the action and the level are dimensions.
 *
 * metering_run(request, options, error):
 * Import a file, through its layout if it has one: records that this passes
 * over are counted and said.  STATUS_ASIDE if records were set aside.  Memory:
 * 40 bytes an event and what usage/stock keeps of them, METERING_SORT_MAX for
 * those that name no subscription, and the names.
 */

#ifndef METERING_SORT_MAX
#define METERING_SORT_MAX ((size_t)192 << 20)
#endif

struct metering_options {
	const char *path;
	const char *layout; /* its file, or NULL */
	bool changes; /* the file is a log of changes of services */
	bool receipts;
	const char *const *pan_like; /* columns that may look like cards */
	size_t pan_like_count;
	const char *const *dimensions; /* near a column's name, and meant */
	size_t dimension_count;
};

enum status metering_run(const struct request *,
    const struct metering_options *, struct error *) MUST_CHECK;

#endif
