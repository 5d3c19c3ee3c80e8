#ifndef LEDGER_SEALS_H
#define LEDGER_SEALS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"
#include "ledger/query.h"

/*
 * Seals: what each recording command added, bound into the audit chain.
 *
 * Facts are of kinds, and each kind has a number that only grows: what a
 * command added is, of each kind, a range of numbers.  Before it commits, the
 * range is hashed with all that its rows say, and with the rows that belong to
 * them (the lines of a document).  The row of the audit trail binds the hashes,
 * and so an anchor of that row binds everything that there was at its time.
 * Proving it means to hash all ranges again: a row that was changed or removed
 * has another hash, and one that was added stands in no range.
 *
 * The range of a fact also tells which command recorded it: who, when and why.
 *
 * A hash is over the kind, the range, and of each table its rows in the order
 * of their numbers (query_hash), and how many they are.  What a kind selects is
 * never changed: a column that is added later is of another kind.
 *
 * What was there before there were seals is sealed by the next command that
 * records.  Usage is too much to be read back: its batches are sealed with the
 * digests of their rows (ledger/usages.h).
 *
 * seals_put(ledger, audit, content, error):
 * Seal what was added, as of the audit row ${audit} that is about to be put.
 * ${content} becomes the digest of these seals.  Cost: reading back what was
 * added.
 *
 * seals_open(ledger, reading, error):
 * Begin to read the seals of all audit rows, in their order.  End with
 * seals_close(), which may be called without.
 *
 * seals_content(reading, audit, content, error):
 * The digest of the seals of ${audit}; audit rows come in their order.
 *
 * seals_check(ledger, found, context, error):
 * Hash everything again, and call ${found} for each range that does not fit: a
 * seal, a gap between seals, or what no seal has.  Cost: a pass over all facts
 * but usage.
 */

/* What does not fit: rows of a kind, as their audit row sealed them. */
struct seal_finding {
	const char *kind;
	int64_t first;
	int64_t last;
	int64_t audit; /* 0: of no audit row */
	const char *expected;
	const char *found;
};

struct seals_reading {
	struct query query;
	bool more; /* it stands on a row */
};

typedef enum status seal_found(
    void *, const struct seal_finding *, struct error *);

enum status seals_put(struct ledger *, int64_t, unsigned char[HASH_SIZE],
    struct error *) MUST_CHECK;
enum status seals_open(
    struct ledger *, struct seals_reading *, struct error *) MUST_CHECK;
enum status seals_content(struct seals_reading *, int64_t,
    unsigned char[HASH_SIZE], struct error *) MUST_CHECK;
void seals_close(struct seals_reading *);
enum status seals_check(
    struct ledger *, seal_found *, void *, struct error *) MUST_CHECK;

#endif
