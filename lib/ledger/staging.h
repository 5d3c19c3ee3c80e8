#ifndef LEDGER_STAGING_H
#define LEDGER_STAGING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/hash.h"
#include "ledger/query.h"

/*
 * Staging: incoming records meet what the ledger knows, all at once.
 *
 * A recording command reads its whole input before it locks; what it read waits
 * in a temporary table beside the ledger (in a file of SQLite's own, so memory
 * is bounded).  Under the lock one statement looks everything up for all
 * records, with no query in a loop, and the answers come back as one stream.
 *
 * staging_open(ledger, error):
 * Begin; outside any transaction of the ledger.
 *
 * staging_add(ledger, staged, error):
 * Put a record in.
 *
 * staging_party(ledger, position, account, error):
 * Say that ${account} has a part in the record at ${position}; again is
 * allowed.
 *
 * staging_end(ledger, error):
 * Everything is in.
 *
 * staging_resolve(ledger, resolve, query, error):
 * Inside a transaction: run ${resolve}, one of STATEMENT_RESOLVE_..., and begin
 * to read its answers.
 *
 * staging_next(query, resolved, found, error):
 * The next record with its answers.
 */

/* What a record is found by, and the record itself as a pack. */
struct staged {
	int64_t position; /* in the input: its line */
	const char *key;
	const char *part;
	const char *date;
	const char *account;
	const char *reference;
	const char *other;
	const char *more; /* NULL: nothing */
	unsigned char content[HASH_SIZE];
	const void *packed;
	size_t packed_length;
};

#define STAGING_ANSWERS 6

struct resolved {
	int64_t position;
	const void *content; /* HASH_SIZE bytes */
	const void *packed;
	size_t packed_length;
	int64_t first_position; /* of the first with the same key */
	const void *first_content;
	const void *stored; /* content in the ledger, or NULL */
	size_t stored_length;
	const char *answers[STAGING_ANSWERS]; /* NULL: not found */
};

enum status staging_open(struct ledger *, struct error *) MUST_CHECK;
enum status staging_add(
    struct ledger *, const struct staged *, struct error *) MUST_CHECK;
enum status staging_party(
    struct ledger *, int64_t, const char *, struct error *) MUST_CHECK;
enum status staging_end(struct ledger *, struct error *) MUST_CHECK;
enum status staging_resolve(
    struct ledger *, enum statement, struct query *, struct error *) MUST_CHECK;
enum status staging_next(
    struct query *, struct resolved *, bool *, struct error *) MUST_CHECK;

#endif
