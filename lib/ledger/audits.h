#ifndef LEDGER_AUDITS_H
#define LEDGER_AUDITS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"
#include "ledger/ledger.h"

/*
 * The audit trail: one row for each command that recorded something.
 *
 * A row's hash binds its sequence, what was done and why, the SHA-256 of the
 * input, the counts and amounts, the seals of what it added (ledger/seals.h),
 * and the hash of the row before, each behind its length.  Time, user and
 * command line stand beside it, outside the hash, so that the same work has the
 * same chain whenever it is done.  They are bound by a second chain, that of
 * the witnesses: a row's witness is over the witness before, the row's hash,
 * and the three.
 *
 * Rows that are older than seals bind neither reason nor seals, and have no
 * witness: that of the first row which has one is computed over all before.
 *
 * audit_put(ledger, audit, error):
 * Seal what was added, and add a row, in the transaction of the work.  Stored
 * times never go back.
 *
 * audit_user(user, text, error):
 * Write into ${text}, of AUDIT_USER_MAX bytes, who is put down: ${user}, or who
 * runs the program, by name, by number where there is no name; of a card number
 * what may be shown (card.h).  Fails where the name cannot be looked up: with a
 * number for once, one person would be two.
 *
 * audit_check(ledger, found, context, error):
 * Recompute both chains and call ${found} for each row that does not fit, with
 * its sequence, the expected and the stored hash, or witness.
 */

struct audit {
	const char *command;
	const char *subject; /* "orders" */
	const unsigned char *input; /* HASH_SIZE bytes */
	uint64_t in;
	uint64_t accepted;
	uint64_t changed;
	uint64_t duplicate;
	uint64_t rejected;
	uint64_t documents;
	const char *amounts; /* "USD 12.50 EUR 3.00" */
	const char *reason; /* why it was done; NULL: nobody said */
	const char *command_line;
	const char *user; /* who did it; NULL: who runs the program */
};

#define AUDIT_USER_MAX 64

/* Called with its context, the sequence, the expected and the stored hash. */
typedef enum status audit_found(
    void *, int64_t, const char *, const char *, struct error *);

enum status audit_put(
    struct ledger *, const struct audit *, struct error *) MUST_CHECK;
enum status audit_user(
    const char *, char[AUDIT_USER_MAX], struct error *) MUST_CHECK;
enum status audit_check(
    struct ledger *, audit_found *, void *, struct error *) MUST_CHECK;

#endif
