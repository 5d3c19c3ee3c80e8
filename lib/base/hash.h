#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/*
 * A hash is SHA-256 (FIPS 180-4), computed by nettle.
 *
 * It names inputs, seals documents and chains the audit rows.  Values that are
 * bound together are put in as fields, each behind its length, so that no two
 * different lists give the same bytes.  This is the one file through which
 * nettle enters; it stands in base/ because rule/ seals and ledger/ chains.
 *
 * hash_begin(hash):
 * Start anew.
 *
 * hash_bytes(hash, bytes, length):
 * Add bare bytes (the content of a file).
 *
 * hash_field(hash, text):
 * Add ${text} behind its length as eight bytes, little end first.  NULL (no
 * value) differs from "" (an empty value): its length is all ones.
 *
 * hash_number(hash, number):
 * Add the eight bytes of ${number}, little end first.
 *
 * hash_end(hash, digest):
 * Write the digest.  ${hash} must begin anew before it is used again.
 *
 * hash_short(bytes, length):
 * SipHash-2-4 (Aumasson and Bernstein 2012), with the key of its reference
 * vectors, the same on every machine: 64 bits to find things by, in a quarter
 * of the time.  It seals nothing: what is found by it is looked at.
 *
 * hash_wide(bytes, length, wide):
 * The same with 128 bits, as the reference has them.
 *
 * hash_hex(digest, length, hex):
 * Write the first ${length} bytes of ${digest} as 2 × ${length} lower-case
 * digits and a NUL into ${hex}.  Return ${hex}.
 */

#define HASH_SIZE 32
#define HASH_HEX_MAX (2 * HASH_SIZE + 1)

struct hash {
	uint64_t state[20];
};

void hash_begin(struct hash *);
void hash_bytes(struct hash *, const void *, size_t);
void hash_field(struct hash *, const char *);
void hash_number(struct hash *, int64_t);
void hash_end(struct hash *, unsigned char[HASH_SIZE]);
uint64_t hash_short(const void *, size_t);
void hash_wide(const void *, size_t, uint64_t[2]);
const char *hash_hex(const unsigned char[HASH_SIZE], size_t, char *);

#endif
