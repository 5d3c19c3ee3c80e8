#ifndef LEDGER_SCHEMAS_H
#define LEDGER_SCHEMAS_H

#include "base/error.h"
#include "ledger/ledger.h"

/*
 * The schema of a ledger beside the one that this program makes.
 *
 * Triggers keep posted rows from being changed, and indexes keep anything from
 * being there twice; so a trigger that is gone is worse than a row that is.
 * A new schema is made in memory, by all migrations, and each table, index,
 * view and trigger of the ledger must be word for word what it is there.
 *
 * schemas_check(ledger, found, context, error):
 * Call ${found} with ${context} for each that is not: its kind and name, what
 * was expected, what was found.
 */

/* Called with its context, the object, what was expected and found. */
typedef enum status schemas_found(
    void *, const char *, const char *, const char *, struct error *);

enum status schemas_check(
    struct ledger *, schemas_found *, void *, struct error *) MUST_CHECK;

#endif
