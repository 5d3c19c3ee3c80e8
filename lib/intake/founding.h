#ifndef INTAKE_FOUNDING_H
#define INTAKE_FOUNDING_H

#include "work/request.h"

/*
 * Founding creates a ledger from a company file.
 *
 * founding_run(request, path, error):
 * Read the company file ${path} and create request->ledger.  A ledger that was
 * created from a file that says the same is left alone; of another one,
 * STATUS_INVALID.
 */

enum status founding_run(
    const struct request *, const char *, struct error *) MUST_CHECK;

#endif
