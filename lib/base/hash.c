#include "base/hash.h"

#include <nettle/sha2.h>
#include <string.h>

/*
 * The header must not show nettle's type, so the state there is room for it,
 * which nothing but nettle looks into.
 */

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(struct hash),
    "struct hash has no room for nettle's state");
_Static_assert(_Alignof(struct sha256_ctx) <= _Alignof(struct hash),
    "struct hash is not aligned for nettle's state");
_Static_assert(HASH_SIZE == SHA256_DIGEST_SIZE, "HASH_SIZE is not SHA-256's");

#define FIELD_NONE (-1)

static struct sha256_ctx *
context(struct hash *hash)
{
	return (void *)hash->state;
}

void
hash_begin(struct hash *hash)
{
	sha256_init(context(hash));
}

void
hash_bytes(struct hash *hash, const void *bytes, size_t length)
{
	if (length > 0)
		sha256_update(context(hash), length, bytes);
}

void
hash_field(struct hash *hash, const char *text)
{
	if (text == NULL) {
		hash_number(hash, FIELD_NONE);
		return;
	}
	hash_number(hash, (int64_t)strlen(text));
	hash_bytes(hash, text, strlen(text));
}

void
hash_number(struct hash *hash, int64_t number)
{
	unsigned char bytes[8];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
	hash_bytes(hash, bytes, sizeof bytes);
}

void
hash_end(struct hash *hash, unsigned char digest[HASH_SIZE])
{
	sha256_digest(context(hash), HASH_SIZE, digest);
}

static uint64_t
rotate(uint64_t word, int bits)
{
	return word << bits | word >> (64 - bits);
}

/* SipRound, ${count} times. */
static void
sip_round(uint64_t v[4], int count)
{
	while (count-- > 0) {
		v[0] += v[1];
		v[2] += v[3];
		v[1] = rotate(v[1], 13) ^ v[0];
		v[3] = rotate(v[3], 16) ^ v[2];
		v[0] = rotate(v[0], 32) + v[3];
		v[2] += v[1];
		v[3] = rotate(v[3], 21) ^ v[0];
		v[1] = rotate(v[1], 17) ^ v[2];
		v[2] = rotate(v[2], 32);
	}
}

/* Up to eight bytes, little end first, whatever the machine. */
static uint64_t
sip_word(const unsigned char *bytes, size_t length)
{
	uint64_t word = 0;

	for (size_t i = 0; i < length; i++)
		word |= (uint64_t)bytes[i] << 8 * i;
	return word;
}

uint64_t
hash_short(const void *bytes, size_t length)
{
	const uint64_t key[2] = { UINT64_C(0x0706050403020100),
		UINT64_C(0x0f0e0d0c0b0a0908) };
	uint64_t v[4] = { key[0] ^ UINT64_C(0x736f6d6570736575),
		key[1] ^ UINT64_C(0x646f72616e646f6d),
		key[0] ^ UINT64_C(0x6c7967656e657261),
		key[1] ^ UINT64_C(0x7465646279746573) };
	const unsigned char *next = bytes;
	uint64_t last = (uint64_t)length << 56, word;

	for (; length >= 8; length -= 8) {
		word = sip_word(next, 8);
		v[3] ^= word;
		sip_round(v, 2);
		v[0] ^= word;
		next += 8;
	}
	last |= sip_word(next, length);
	v[3] ^= last;
	sip_round(v, 2);
	v[0] ^= last;
	v[2] ^= 0xff;
	sip_round(v, 4);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

const char *
hash_hex(const unsigned char digest[HASH_SIZE], size_t length, char *hex)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < length; i++) {
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 15];
	}
	hex[2 * length] = '\0';
	return hex;
}
