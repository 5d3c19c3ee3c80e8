#include "base/hash.h"

#include <endian.h>
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

struct sip {
	uint64_t a, b, c, d;
};

static inline struct sip
sip_round(struct sip v)
{
	v.a += v.b;
	v.c += v.d;
	v.b = rotate(v.b, 13) ^ v.a;
	v.d = rotate(v.d, 16) ^ v.c;
	v.a = rotate(v.a, 32) + v.d;
	v.c += v.b;
	v.d = rotate(v.d, 21) ^ v.a;
	v.b = rotate(v.b, 17) ^ v.c;
	v.c = rotate(v.c, 32);
	return v;
}

static inline struct sip
sip_word(struct sip v, uint64_t word)
{
	v.d ^= word;
	v = sip_round(sip_round(v));
	v.a ^= word;
	return v;
}

/* Eight bytes, little end first, whatever the machine. */
static inline uint64_t
word_at(const unsigned char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof(word));
	return le64toh(word);
}

/* The last ${left} of ${length} bytes, fewer than eight, which end at ${end};
 * and how many they all are. */
static inline uint64_t
last_word(const unsigned char *end, size_t length, size_t left)
{
	uint64_t word = 0;
	size_t i;

	if (left > 0 && length > sizeof(word))
		word = word_at(end - sizeof(word)) >> (64 - 8 * left);
	for (i = 1; i <= left && length < sizeof(word); i++)
		word = word << 8 | *(end - i);
	return word | (uint64_t)length << 56;
}

/* All bytes, and their length; ${wide} is what the wide one begins with. */
static inline struct sip
sip_bytes(const void *bytes, size_t length, uint64_t wide)
{
	const uint64_t low = UINT64_C(0x0706050403020100);
	const uint64_t high = UINT64_C(0x0f0e0d0c0b0a0908);
	struct sip v = { low ^ UINT64_C(0x736f6d6570736575),
		high ^ UINT64_C(0x646f72616e646f6d) ^ wide,
		low ^ UINT64_C(0x6c7967656e657261),
		high ^ UINT64_C(0x7465646279746573) };
	const unsigned char *next = bytes, *end = next + length;

	for (; end - next >= 8; next += 8)
		v = sip_word(v, word_at(next));
	return sip_word(v, last_word(end, length, (size_t)(end - next)));
}

static inline struct sip
sip_end(struct sip v)
{
	return sip_round(sip_round(sip_round(sip_round(v))));
}

uint64_t
hash_short(const void *bytes, size_t length)
{
	struct sip v = sip_bytes(bytes, length, 0);

	v.c ^= 0xff;
	v = sip_end(v);
	return v.a ^ v.b ^ v.c ^ v.d;
}

void
hash_wide(const void *bytes, size_t length, uint64_t wide[2])
{
	struct sip v = sip_bytes(bytes, length, 0xee);

	v.c ^= 0xee;
	v = sip_end(v);
	wide[0] = v.a ^ v.b ^ v.c ^ v.d;
	v.b ^= 0xdd;
	v = sip_end(v);
	wide[1] = v.a ^ v.b ^ v.c ^ v.d;
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
