#ifndef USAGE_STREAMING_H
#define USAGE_STREAMING_H

#include <stddef.h>

#include "base/error.h"
#include "work/request.h"

/*
 * Streaming prices usage as a filter does: records in, the same records out,
 * each with its charge, amount and currency, in their order and without a
 * ledger.
 *
 * What is priced how is said by one catalog file, for all dates; a record names
 * its plan, or the options do.  A period is a calendar month of one zone.  How
 * an event gets an amount of its own is for rate/flow.h; what a plan has that
 * needs the end of the period is refused when a record asks for that plan
 * (STATUS_CONFIG), or before the first where the options name it.
 *
 * Nothing is held back: what was read is priced and written before more is
 * waited for.  So what came before a bad record is there, too.
 *
 * What needs no other record is done ahead (reader_ahead()): two threads cut
 * the lines, make numbers of the cells and find the charge and, where that
 * keeps nothing, the amount.  What they leave, because it is odd or wrong, is
 * looked at again in its turn, so that nothing is said otherwise or elsewhere.
 * Where they leave nothing of a block and all of it is plain CSV, they write it
 * on a sheet, too, so that what is left to do is the block's and not each
 * record's.
 *
 * It stands in usage/, where usage is read, though it takes nothing in.
 *
 * streaming_run(request, options, error):
 * Read ${options}->path to its end and write into the request's output, which
 * flows (record/spool.h).  A bad record ends it (STATUS_INVALID), or is set
 * aside where the request says so (STATUS_ASIDE in the end).  Memory: a few
 * blocks of records, and where charges keep something (flow_keeps()) some 400
 * bytes for each subscription, month and up to eight of them.
 */

struct streaming_options {
	const char *path; /* "-" is standard input */
	const char *catalog;
	const char *plan; /* of records that name none, or NULL */
	const char *timezone; /* NULL: UTC */
	const char *const *dimensions; /* near a column's name, and meant */
	size_t dimension_count;
};

enum status streaming_run(const struct request *,
    const struct streaming_options *, struct error *) MUST_CHECK;

#endif
