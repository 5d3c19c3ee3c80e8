#ifndef INTAKE_CLOSING_H
#define INTAKE_CLOSING_H

#include "base/date.h"
#include "base/error.h"
#include "work/request.h"

/*
 * Closing a period: from then on nothing is booked into it (ledger/locks.h).
 *
 * There is no way back, so a day is refused that is likely to be a slip: before
 * anything is booked at all, or more than three months after the last day that
 * is booked or closed.
 *
 * closing_run(request, through, error):
 * Close all days up to ${through}, and write how much there was.  A day that
 * was closed by itself before is a duplicate, of which the same is written.
 */

enum status closing_run(
    const struct request *, struct date, struct error *) MUST_CHECK;

#endif
