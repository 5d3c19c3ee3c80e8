/*
 * Writing and checking compute the same hash: one function of a row's texts.
 */
#include "ledger/audits.h"

#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ledger/query.h"

#define CHAIN_TAG "billkit audit 1"

/* What a row binds, in the order of its columns. */
struct link {
	int64_t sequence;
	const char *command;
	const char *subject;
	const void *input;
	int64_t numbers[6]; /* in, accepted, changed, duplicate, ... */
	const char *amounts;
	const void *previous;
};

static void
link_hash(const struct link *link, unsigned char digest[HASH_SIZE])
{
	struct hash hash;
	size_t i;

	hash_begin(&hash);
	hash_field(&hash, CHAIN_TAG);
	hash_number(&hash, link->sequence);
	hash_field(&hash, link->command);
	hash_field(&hash, link->subject);
	hash_bytes(&hash, link->input, HASH_SIZE);
	for (i = 0; i < 6; i++)
		hash_number(&hash, link->numbers[i]);
	hash_field(&hash, link->amounts);
	hash_bytes(&hash, link->previous, HASH_SIZE);
	hash_end(&hash, digest);
}

/* Now, as RFC 3339, but not before ${last}. */
static void
stamp(char text[32], const char *last)
{
	time_t now = time(NULL);
	struct tm tm;

	if (gmtime_r(&now, &tm) == NULL ||
	    strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		text[0] = '\0';
	if (strcmp(text, last) < 0)
		snprintf(text, 32, "%s", last);
}

const char *
audit_user(const char *user, char text[AUDIT_USER_MAX])
{
	struct passwd *entry = NULL;

	if (user == NULL)
		entry = getpwuid(getuid());
	if (entry != NULL)
		user = entry->pw_name;
	if (user != NULL)
		snprintf(text, AUDIT_USER_MAX, "%s", user);
	else
		snprintf(text, AUDIT_USER_MAX, "%u", (unsigned)getuid());
	return text;
}

static enum status
put_row(struct ledger *ledger, const struct link *link,
    const struct audit *audit, const char *last, struct error *error)
{
	unsigned char digest[HASH_SIZE];
	char when[32], user[AUDIT_USER_MAX];
	struct query query;
	enum status status;
	size_t i;

	stamp(when, last);
	audit_user(audit->user, user);
	link_hash(link, digest);
	status = query_begin(ledger, STATEMENT_AUDIT_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&query, link->sequence);
	query_bind_text(&query, link->command);
	query_bind_text(&query, link->subject);
	query_bind_blob(&query, link->input, HASH_SIZE);
	for (i = 0; i < 6; i++)
		query_bind_integer(&query, link->numbers[i]);
	query_bind_text(&query, link->amounts);
	query_bind_blob(&query, link->previous, HASH_SIZE);
	query_bind_blob(&query, digest, HASH_SIZE);
	query_bind_text(&query, when);
	query_bind_text(&query, user);
	query_bind_text(&query, audit->command_line);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

enum status
audit_put(struct ledger *ledger, const struct audit *audit, struct error *error)
{
	static const unsigned char genesis[HASH_SIZE];
	unsigned char previous[HASH_SIZE];
	struct link link = {
		.sequence = 1,
		.command = audit->command,
		.subject = audit->subject,
		.input = audit->input,
		.numbers = { (int64_t)audit->in, (int64_t)audit->accepted,
		    (int64_t)audit->changed, (int64_t)audit->duplicate,
		    (int64_t)audit->rejected, (int64_t)audit->documents },
		.amounts = audit->amounts,
		.previous = genesis,
	};
	char last[32] = "";
	struct query query;
	enum status status;
	const void *hash;
	size_t length;
	bool found;

	status = query_begin(ledger, STATEMENT_AUDIT_LAST, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, error);
	if (status == STATUS_OK && found) {
		link.sequence = query_integer(&query, 0) + 1;
		hash = query_blob(&query, 1, &length);
		snprintf(last, sizeof(last), "%s", query_text(&query, 2));
		if (length != HASH_SIZE)
			status = error_set(error, STATUS_LEDGER,
			    "audit row %lld has no hash",
			    (long long)link.sequence - 1);
		else
			link.previous = memcpy(previous, hash, HASH_SIZE);
	}
	query_end(&query);
	if (status != STATUS_OK)
		return status;
	return put_row(ledger, &link, audit, last, error);
}

/* Compare the row that ${query} stands on; its hash becomes the previous one.
 */
static enum status
check_row(struct query *query, int64_t expected, unsigned char last[HASH_SIZE],
    audit_found *found, void *context, struct error *error)
{
	char want[HASH_HEX_MAX], have[HASH_HEX_MAX] = "";
	unsigned char digest[HASH_SIZE];
	struct link link = { .sequence = expected };
	const void *hash;
	size_t length;
	bool fits;
	int i;

	link.command = query_text(query, 1);
	link.subject = query_text(query, 2);
	link.input = query_blob(query, 3, &length);
	if (length != HASH_SIZE)
		link.input = last;
	for (i = 0; i < 6; i++)
		link.numbers[i] = query_integer(query, 4 + i);
	link.amounts = query_text(query, 10);
	link.previous = last;
	link_hash(&link, digest);
	hash = query_blob(query, 11, &length);
	fits = length == HASH_SIZE && memcmp(hash, last, HASH_SIZE) == 0;
	hash = query_blob(query, 12, &length);
	if (length == HASH_SIZE)
		hash_hex(hash, HASH_SIZE, have);
	hash_hex(digest, HASH_SIZE, want);
	memcpy(last, length == HASH_SIZE ? hash : digest, HASH_SIZE);
	if (fits && strcmp(want, have) == 0 &&
	    query_integer(query, 0) == expected)
		return STATUS_OK;
	return found(context, query_integer(query, 0), want, have, error);
}

enum status
audit_check(struct ledger *ledger, audit_found *found, void *context,
    struct error *error)
{
	unsigned char last[HASH_SIZE] = { 0 };
	int64_t expected = 1;
	struct query query;
	enum status status;
	bool more = true;

	status = query_begin(ledger, STATEMENT_AUDIT_SELECT, &query, error);
	while (status == STATUS_OK) {
		status = query_next(&query, &more, error);
		if (status != STATUS_OK || !more)
			break;
		status =
		    check_row(&query, expected++, last, found, context, error);
	}
	query_end(&query);
	return status;
}
