/*
 * Writing and checking compute the same hashes: one function of a row's texts
 * for each chain.
 */
#include "ledger/audits.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/card.h"
#include "base/user.h"
#include "ledger/audits_parts.h"
#include "ledger/seals.h"

#define CHAIN_TAG "billkit audit 2"
#define CHAIN_TAG_BEFORE "billkit audit 1" /* without reason and content */
#define WITNESS_TAG "billkit witness 1"

void
audits_hash(const struct audits_link *link, unsigned char digest[HASH_SIZE])
{
	struct hash hash;
	size_t i;

	hash_begin(&hash);
	hash_field(&hash, link->content == NULL ? CHAIN_TAG_BEFORE : CHAIN_TAG);
	hash_number(&hash, link->sequence);
	hash_field(&hash, link->command);
	hash_field(&hash, link->subject);
	hash_bytes(&hash, link->input, HASH_SIZE);
	for (i = 0; i < 6; i++)
		hash_number(&hash, link->numbers[i]);
	hash_field(&hash, link->amounts);
	if (link->content != NULL) {
		hash_field(&hash, link->reason);
		hash_bytes(&hash, link->content, HASH_SIZE);
	}
	hash_bytes(&hash, link->previous, HASH_SIZE);
	hash_end(&hash, digest);
}

bool
audits_digest(struct query *query, int column, unsigned char digest[HASH_SIZE])
{
	size_t length;
	const void *bytes = query_blob(query, column, &length);

	memset(digest, 0, HASH_SIZE);
	if (length == HASH_SIZE)
		memcpy(digest, bytes, HASH_SIZE);
	return length == HASH_SIZE;
}

/* What stands beside the chain. */
struct circumstance {
	const char *recorded_at;
	const char *user;
	const char *command_line;
};

/* ${witness} becomes that of the next row, with ${digest} as its hash. */
static void
witness_hash(unsigned char witness[HASH_SIZE],
    const unsigned char digest[HASH_SIZE],
    const struct circumstance *circumstance)
{
	struct hash hash;

	hash_begin(&hash);
	hash_field(&hash, WITNESS_TAG);
	hash_bytes(&hash, witness, HASH_SIZE);
	hash_bytes(&hash, digest, HASH_SIZE);
	hash_field(&hash, circumstance->recorded_at);
	hash_field(&hash, circumstance->user);
	hash_field(&hash, circumstance->command_line);
	hash_end(&hash, witness);
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

enum status
audit_user(const char *user, char text[AUDIT_USER_MAX], struct error *error)
{
	const struct passwd *entry;
	enum status status;

	if (user == NULL) {
		status = user_find(getuid(), &entry, error);
		if (status != STATUS_OK)
			return status;
		if (entry != NULL)
			user = entry->pw_name;
	}
	if (user != NULL)
		snprintf(text, AUDIT_USER_MAX, "%s", user);
	else
		snprintf(text, AUDIT_USER_MAX, "%u", (unsigned)getuid());
	card_mask(text);
	return STATUS_OK;
}

static enum status
put_row(struct ledger *ledger, const struct audits_link *link,
    const struct circumstance *circumstance, unsigned char witness[HASH_SIZE],
    struct error *error)
{
	unsigned char digest[HASH_SIZE];
	struct query query;
	enum status status;
	size_t i;

	audits_hash(link, digest);
	witness_hash(witness, digest, circumstance);
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
	query_bind_text(&query, link->reason);
	query_bind_blob(&query, link->content, HASH_SIZE);
	query_bind_blob(&query, link->previous, HASH_SIZE);
	query_bind_blob(&query, digest, HASH_SIZE);
	query_bind_blob(&query, witness, HASH_SIZE);
	query_bind_text(&query, circumstance->recorded_at);
	query_bind_text(&query, circumstance->user);
	query_bind_text(&query, circumstance->command_line);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

/* The end of both chains, on which the next row is put. */
struct chain_end {
	int64_t sequence;
	unsigned char hash[HASH_SIZE];
	unsigned char witness[HASH_SIZE];
	bool witnessed;
	char recorded_at[32];
};

void
audits_witness(struct query *query, unsigned char witness[HASH_SIZE])
{
	const struct circumstance circumstance = {
		query_text(query, AUDITS_RECORDED_AT),
		query_text(query, AUDITS_USER),
		query_text(query, AUDITS_COMMAND_LINE),
	};
	unsigned char digest[HASH_SIZE];

	(void)audits_digest(query, AUDITS_HASH, digest);
	witness_hash(witness, digest, &circumstance);
}

/* The second chain of rows that are older than it. */
static enum status
load_witness(struct ledger *ledger, struct chain_end *end, struct error *error)
{
	struct query query;
	enum status status;
	bool found = true;

	memset(end->witness, 0, HASH_SIZE);
	status = query_begin(ledger, STATEMENT_AUDIT_SELECT, &query, error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		audits_witness(&query, end->witness);
	}
	query_end(&query);
	return status;
}

static enum status
load_end(struct ledger *ledger, struct chain_end *end, struct error *error)
{
	struct query query;
	enum status status;
	bool found;

	*end = (struct chain_end){ .witnessed = true };
	status = query_begin(ledger, STATEMENT_AUDIT_LAST, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, error);
	if (status == STATUS_OK && found) {
		end->sequence = query_integer(&query, 0);
		snprintf(end->recorded_at, sizeof(end->recorded_at), "%s",
		    query_text(&query, 2));
		end->witnessed = audits_digest(&query, 4, end->witness);
		if (!audits_digest(&query, 1, end->hash))
			status = error_set(error, STATUS_LEDGER,
			    "audit row %lld has no hash",
			    (long long)end->sequence);
	}
	query_end(&query);
	if (status == STATUS_OK && !end->witnessed)
		status = load_witness(ledger, end, error);
	return status;
}

enum status
audit_put(struct ledger *ledger, const struct audit *audit, struct error *error)
{
	unsigned char content[HASH_SIZE];
	char when[32], user[AUDIT_USER_MAX];
	struct chain_end end;
	struct circumstance circumstance = { when, user, audit->command_line };
	struct audits_link link = {
		.command = audit->command,
		.subject = audit->subject,
		.input = audit->input,
		.numbers = { (int64_t)audit->in, (int64_t)audit->accepted,
		    (int64_t)audit->changed, (int64_t)audit->duplicate,
		    (int64_t)audit->rejected, (int64_t)audit->documents },
		.amounts = audit->amounts,
		.reason = audit->reason == NULL ? "" : audit->reason,
		.content = content,
		.previous = end.hash,
	};
	enum status status = load_end(ledger, &end, error);

	if (status != STATUS_OK)
		return status;
	link.sequence = end.sequence + 1;
	status = seals_put(ledger, link.sequence, content, error);
	if (status != STATUS_OK)
		return status;
	stamp(when, end.recorded_at);
	status = audit_user(audit->user, user, error);
	if (status != STATUS_OK)
		return status;
	return put_row(ledger, &link, &circumstance, end.witness, error);
}
