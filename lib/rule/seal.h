#ifndef RULE_SEAL_H
#define RULE_SEAL_H

#include <stdint.h>

#include "base/error.h"
#include "rule/document.h"

/*
 * A seal tells whether a proposed document is still what was proposed.
 *
 * It is "BASIS-HASH".  The basis is a number: the sum of the revisions of what
 * stands behind the document (its accounts, raised by every order, adjustment,
 * exemption and version of theirs; the tax rates).  Revisions only grow, so the
 * sum is the same if and only if none of them changed.  The hash binds the
 * basis and the parsed values of all lines, in the order of the proposal's
 * columns, each behind its length.  The revisions of the lines' own keys are
 * among the values, and the ledger takes each only once.
 *
 * It detects mistakes, not forgery.
 *
 * seal_make(document, basis, seal):
 * Write the seal into ${seal} of SEAL_MAX bytes.
 *
 * seal_check(document, seal, basis):
 * Whether ${seal} is the one that ${document} has with the basis that it names;
 * that basis into *${basis}.
 */

#define SEAL_MAX 56

void seal_make(const struct document *, int64_t, char[SEAL_MAX]);
bool seal_check(const struct document *, const char *, int64_t *);

#endif
