#ifndef LEDGER_USAGES_PARTS_H
#define LEDGER_USAGES_PARTS_H

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "ledger/query.h"
#include "ledger/usages.h"

/*
 * The parts of the index of event ids: a list of runs, each in the order of its
 * hashes and cut into blocks.  An entry is two numbers, that of the id and that
 * of the content, with the most significant byte first.
 *
 * usages_block(query, run, number, bytes, count, error):
 * The bytes of a block and how many entries it has; ${query}, which has its
 * ledger, keeps them until it ends.
 *
 * usages_get(bytes), usages_put(number, bytes):
 * A number of eight bytes, the most significant first, whatever the machine.
 *
 * usages_digest_put(digest, bytes):
 * A digest as it is stored, the most significant byte first.
 */

#define USAGES_ENTRY 16 /* bytes */
#define USAGES_DIGEST 16
#define USAGES_BLOCK ((size_t)4096 * USAGES_ENTRY) /* at most */

enum status usages_block(struct query *, int64_t, int64_t,
    const unsigned char **, size_t *, struct error *) MUST_CHECK;

void usages_digest_put(struct usage_digest, unsigned char[USAGES_DIGEST]);

static inline uint64_t
usages_get(const unsigned char *bytes)
{
	uint64_t number;

	memcpy(&number, bytes, sizeof(number));
	return be64toh(number);
}

static inline void
usages_put(uint64_t number, unsigned char *bytes)
{
	number = htobe64(number);
	memcpy(bytes, &number, sizeof(number));
}

#endif
