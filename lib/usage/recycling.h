#ifndef USAGE_RECYCLING_H
#define USAGE_RECYCLING_H

#include "work/request.h"

/*
 * Recycling guides all usage again, by the facts of today.
 *
 * Orders and services come late, or were wrong, and rules change.  Every event
 * that counts, in suspense or owned, is guided as if it came in now; one that
 * gets another owner is booked -1 where it was and +1 where it belongs, under
 * new numbers, so that rating finds what changed, also in periods that are
 * posted.  One that stays in suspense for another reason is booked so, too.  A
 * retracted event stays retracted.
 *
 * recycling_run(request, error):
 * Guide again; counted as changed is what moved, and the summary's note says
 * for what reasons.  Again it changes nothing.
 * Cost: one pass over all usage, 0.75 microseconds an event, and 6 for one that
 * moves (two rows, which wait in a sort); memory as of guides_load().
 */

enum status recycling_run(const struct request *, struct error *) MUST_CHECK;

#endif
