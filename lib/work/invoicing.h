#ifndef WORK_INVOICING_H
#define WORK_INVOICING_H

#include "work/request.h"

/*
 * Invoicing posts a proposal: exactly the documents that it has, or none of
 * one.
 *
 * Each document is, in this order: already posted with this seal (its stored
 * record is written again), altered (its seal is broken: rejected), stale (what
 * stands behind it has changed: rejected), or posted.  Whole documents may be
 * left out of a proposal.  All is one transaction; the records are written
 * after it.
 *
 * invoicing_run(request, path, error):
 * Post the proposal in ${path}.  STATUS_OK if every document was or is now
 * posted, STATUS_STALE if none was and all were stale, else STATUS_ASIDE.
 */

enum status invoicing_run(
    const struct request *, const char *, struct error *) MUST_CHECK;

#endif
