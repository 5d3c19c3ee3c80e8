#ifndef LEDGER_INTEGRITY_H
#define LEDGER_INTEGRITY_H

#include "base/error.h"
#include "ledger/file.h"
#include "ledger/ledger.h"

/*
 * Whether the file is what SQLite would write.
 *
 * integrity_check(ledger, found, context, error):
 * Call ${found} with ${context} for each damage, in SQLite's words.  A page
 * that the disk does not give is damage; one for which there was no memory is
 * not: STATUS_MEMORY.
 */

enum status integrity_check(
    struct ledger *, file_found *, void *, struct error *) MUST_CHECK;

#endif
