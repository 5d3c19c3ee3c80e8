#ifndef REPORT_CHECKING_H
#define REPORT_CHECKING_H

#include "work/request.h"

/*
 * Checking proves the invariants of a ledger, or names what breaks them.
 *
 * Each check has a name, says which object, what was expected and what was
 * found, and what to do.  It reads; it never repairs.
 *
 * checking_run(request, error):
 * Write a record for each finding.  STATUS_ASIDE if there is any.
 */

enum status checking_run(const struct request *, struct error *) MUST_CHECK;

#endif
