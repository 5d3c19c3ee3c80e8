#ifndef PROOF_CHECKING_H
#define PROOF_CHECKING_H

#include <stdbool.h>
#include <stdint.h>

#include "work/request.h"

/*
 * Checking proves the invariants of a ledger, or names what breaks them.
 *
 * Each check has a name, says which object, what was expected and what was
 * found, and what to do.  It reads; it never repairs.
 *
 * checking_run(request, options, error):
 * Write a record for each finding.  STATUS_ASIDE if there is any.  A file of
 * anchors is checked, too (STATUS_NO_INPUT if it cannot be opened).  With
 * options->list only the checks are listed: name, what must hold, and what to
 * do if it does not; that needs no ledger.
 */

#define CHECKING_SAMPLE 200

struct checking_options {
	bool list;
	uint64_t sample; /* documents whose lines are rated again; 0: none */
	uint64_t seed; /* which ones */
	const char *anchor; /* a file of anchors, or NULL */
};

enum status checking_run(const struct request *,
    const struct checking_options *, struct error *) MUST_CHECK;

#endif
