#ifndef WORK_SHARDING_H
#define WORK_SHARDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "ledger/ledger.h"
#include "ledger/payers.h"

/*
 * Sharding divides the accounts of a ledger into parts that can be worked on at
 * the same time, each by a process of its own.
 *
 * A document belongs to one account, and has lines of all that it pays for, or
 * paid for when they were billed.  So accounts that ever were each other's
 * payers are a family, and a family is in one part: what the parts write is
 * together what one process would.  Which part follows from a hash of the
 * family's first account (base/hash.h, hash_short()), the same on every machine
 * and for every other account that comes.
 *
 * sharding_parse(text, sharding, error):
 * "K/N": part K of N, from 1; N at most SHARDING_MAX.  NULL is all, "1/1".
 * STATUS_USAGE.
 *
 * sharding_load(sharding, ledger, arena, error):
 * Inside a transaction: learn the families.  Cost and memory: one pass over the
 * accounts, and those that another one pays for.
 *
 * sharding_has(sharding, account):
 * Whether ${account} is in this part.
 */

#define SHARDING_MAX 65536

struct sharding {
	uint64_t part; /* from 0 */
	uint64_t count;
	struct payer_link *families; /* account and first of its family */
	size_t family_count;
};

enum status sharding_parse(
    const char *, struct sharding *, struct error *) MUST_CHECK;
enum status sharding_load(struct sharding *, struct ledger *, struct arena *,
    struct error *) MUST_CHECK;
bool sharding_has(const struct sharding *, const char *);

#endif
