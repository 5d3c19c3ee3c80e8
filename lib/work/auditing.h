#ifndef WORK_AUDITING_H
#define WORK_AUDITING_H

#include "base/hash.h"
#include "ledger/ledger.h"
#include "work/request.h"

/*
 * Every command that recorded something says so in the audit trail.
 *
 * auditing_put(ledger, request, subject, input, error):
 * Add the row of a request, from its summary: what it was about (${subject})
 * and the hash of its ${input}.  In the transaction of the work.
 */

enum status auditing_put(struct ledger *, const struct request *, const char *,
    const unsigned char[HASH_SIZE], struct error *) MUST_CHECK;

#endif
