/*
 * Two functions of SQL, for statements and migrations alone: a schema that was
 * tampered with cannot call them.
 */
#include <sys/random.h>

#include "base/hash.h"
#include "ledger/sqlite.h"

/* Each value behind its type and length, so that no two lists are one. */
static void
add_value(struct hash *hash, sqlite3_value *value)
{
	int type = sqlite3_value_type(value);
	const void *bytes;
	int length;

	hash_number(hash, type);
	if (type == SQLITE_INTEGER)
		hash_number(hash, sqlite3_value_int64(value));
	if (type != SQLITE_TEXT && type != SQLITE_BLOB)
		return;
	bytes = type == SQLITE_TEXT ? (const void *)sqlite3_value_text(value)
				    : sqlite3_value_blob(value);
	length = sqlite3_value_bytes(value);
	hash_number(hash, length);
	hash_bytes(hash, bytes, (size_t)length);
}

/* sha256(VALUE, ...) */
static void
sha256(sqlite3_context *context, int count, sqlite3_value **values)
{
	unsigned char digest[HASH_SIZE];
	struct hash hash;
	int i;

	hash_begin(&hash);
	for (i = 0; i < count; i++)
		add_value(&hash, values[i]);
	hash_end(&hash, digest);
	sqlite3_result_blob(context, digest, HASH_SIZE, SQLITE_TRANSIENT);
}

/* secret(): 32 bytes that nobody can guess */
static void
secret(sqlite3_context *context, int count, sqlite3_value **values)
{
	unsigned char bytes[HASH_SIZE];

	(void)count;
	(void)values;
	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		sqlite3_result_error(context, "no random bytes", -1);
	else
		sqlite3_result_blob(
		    context, bytes, sizeof(bytes), SQLITE_TRANSIENT);
}

enum status
sqlite_hash(struct ledger *ledger, struct error *error)
{
	const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;

	if (sqlite3_create_function_v2(ledger->handle, "sha256", -1,
		flags | SQLITE_DETERMINISTIC, NULL, sha256, NULL, NULL,
		NULL) != SQLITE_OK ||
	    sqlite3_create_function_v2(ledger->handle, "secret", 0, flags, NULL,
		secret, NULL, NULL, NULL) != SQLITE_OK)
		return sqlite_fail(ledger, error);
	return STATUS_OK;
}
