#ifndef INTAKE_ERASING_H
#define INTAKE_ERASING_H

#include "base/error.h"
#include "work/request.h"

/*
 * Erasing takes away what is said of a customer as a person, once the time for
 * which it must be kept has run out.
 *
 * Names, addresses and the like stand in one table.  Their rows are overwritten
 * in place, of the customer and of the versions of accounts that were the
 * customer's, each with its salt: what is left elsewhere is a hash that nobody
 * can make again, so that documents, seals and the audit chain stay as they
 * are.  A row never moves in the file, and what is overwritten is overwritten
 * with zeros, so that the ledger's file holds no copy.
 *
 * The time is counted from the last day on which there was anything with the
 * customer: a document, a payment or another entry of the journal, an
 * adjustment, usage, the end of a subscription.  It is the company file's, or
 * ${retention} where that is longer; with neither, nothing can be erased.
 *
 * erasing_run(request, path, retention, error):
 * Erase the customers that the records of ${path} name, as of request->as_of,
 * and write what was erased and what is kept, and why.  STATUS_ASIDE if records
 * were set aside; STATUS_CONFIG where nobody says for how long to keep what is
 * said of persons.
 */

enum status erasing_run(const struct request *, const char *, const char *,
    struct error *) MUST_CHECK;

#endif
