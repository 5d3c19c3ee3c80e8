#ifndef INTAKE_QUOTING_H
#define INTAKE_QUOTING_H

#include "intake/importing.h"

/*
 * Quoting prices order lines as if they were booked, and books nothing.
 *
 * A file of order lines is read and judged as an import does it, so what is
 * refused there is refused here.  Then each line is put to those before it:
 * what its subscription owes with it minus what it owes without it is what the
 * line costs.  So the lines of a subscription sum to what all of them change.
 *
 * quoting_run(request, path, through, error):
 * Write a record for each line of the file that is not booked already.  The
 * first invoice is what is due until the end of the month ${through}
 * ("2026-03"), where that is not NULL: else until the day on which the line
 * acts or request->as_of, whichever is later; and where nothing is due by then,
 * until the month, counted from there, in which something is.
 */

enum status quoting_run(const struct request *, const char *, const char *,
    struct error *) MUST_CHECK;

#endif
