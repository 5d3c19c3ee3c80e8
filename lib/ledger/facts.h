#ifndef LEDGER_FACTS_H
#define LEDGER_FACTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/hash.h"
#include "ledger/ledger.h"
#include "ledger/statements.h"

/*
 * Facts: rows that a recording command adds and nobody changes.
 *
 * Each kind of fact is a statement STATEMENT_..._INSERT whose values are the
 * hash of the record's content and then texts, in the order of its columns.
 *
 * fact_put(ledger, insert, fact, error):
 * Add one, or run another statement that takes the same values.
 *
 * fact_account(ledger, account, error):
 * Add an account, without any version yet.
 *
 * fact_touch(ledger, account, error):
 * Say that something was recorded for ${account}: raise its revision, so that
 * proposals made before are stale.
 *
 * fact_subscription(ledger, subscription, account, error):
 * Add a subscription, without any order yet.
 */

struct fact {
	const void *content; /* HASH_SIZE bytes, or NULL: it has none */
	const char *const *values;
	size_t count;
};

enum status fact_put(struct ledger *, enum statement, const struct fact *,
    struct error *) MUST_CHECK;
enum status fact_account(
    struct ledger *, const char *, struct error *) MUST_CHECK;
enum status fact_touch(
    struct ledger *, const char *, struct error *) MUST_CHECK;
enum status fact_subscription(
    struct ledger *, const char *, const char *, struct error *) MUST_CHECK;

#endif
