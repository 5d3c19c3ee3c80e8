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
