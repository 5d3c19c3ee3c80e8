#ifndef INTAKE_APPROVING_H
#define INTAKE_APPROVING_H

#include "base/error.h"
#include "work/request.h"

/*
 * Approving is the word of a second person: an adjustment that needs it is
 * billed, and an import that needs it in force, once somebody other than who
 * recorded it has agreed, who may (rule/approval.h).
 *
 * A decision is a fact like others, recorded once, and never changed.  Who
 * decided, and when, is in the audit row that it names.
 *
 * approving_run(request, path, error):
 * Record the decisions of a file.  STATUS_ASIDE if records were set aside.
 */

enum status approving_run(
    const struct request *, const char *, struct error *) MUST_CHECK;

#endif
