/*
 * Both chains are followed from the first row to the last; where a row does not
 * fit, the next one is held against what is stored, so that it is told once.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ledger/audits_parts.h"
#include "ledger/seals.h"

/* Who is told, and what the row before has said. */
struct following {
	audit_found *found;
	void *context;
	int64_t expected; /* sequence */
	bool sealed; /* rows have seals from here on */
	bool told; /* of this row */
	unsigned char last[HASH_SIZE];
	unsigned char witness[HASH_SIZE];
	unsigned char content[HASH_SIZE]; /* of this row, by its seals */
};

/* What the row would bind; ${none} stands for a damaged input. */
static void
read_link(struct query *query, const void *none, struct audits_link *link)
{
	size_t length;
	int i;

	link->command = query_text(query, AUDITS_COMMAND);
	link->subject = query_text(query, AUDITS_SUBJECT);
	link->input = query_blob(query, AUDITS_INPUT, &length);
	if (length != HASH_SIZE)
		link->input = none;
	for (i = 0; i < 6; i++)
		link->numbers[i] = query_integer(query, AUDITS_NUMBERS + i);
	link->amounts = query_text(query, AUDITS_AMOUNTS);
	link->reason = query_text(query, AUDITS_REASON);
}

static enum status
tell(struct following *following, struct query *query, const char *expected,
    const char *found, struct error *error)
{
	following->told = true;
	return following->found(following->context,
	    query_integer(query, AUDITS_SEQUENCE), expected, found, error);
}

/* Compare a value of the row; ${digest} becomes what is stored, if that may be
 * a hash: the next row is held against it. */
static enum status
compare(struct following *following, struct query *query, int column,
    unsigned char digest[HASH_SIZE], struct error *error)
{
	char want[HASH_HEX_MAX], have[HASH_HEX_MAX] = "";
	unsigned char stored[HASH_SIZE];

	hash_hex(digest, HASH_SIZE, want);
	if (audits_digest(query, column, stored)) {
		hash_hex(stored, HASH_SIZE, have);
		memcpy(digest, stored, HASH_SIZE);
	}
	return strcmp(want, have) == 0 || following->told
		   ? STATUS_OK
		   : tell(following, query, want, have, error);
}

/* The second chain, and the seals of the row. */
static enum status
check_sealed(
    struct following *following, struct query *query, struct error *error)
{
	unsigned char content[HASH_SIZE];
	enum status status;

	memcpy(content, following->content, HASH_SIZE);
	status = compare(following, query, AUDITS_CONTENT, content, error);
	if (status == STATUS_OK)
		status = compare(following, query, AUDITS_WITNESS,
		    following->witness, error);
	return status;
}

/* Compare the row that ${query} stands on. */
static enum status
check_row(struct following *following, struct query *query, struct error *error)
{
	unsigned char digest[HASH_SIZE];
	char want[24], have[24];
	struct audits_link link = { .sequence = following->expected++ };
	int64_t sequence = query_integer(query, AUDITS_SEQUENCE);
	enum status status;
	size_t length;

	following->told = false;
	(void)query_blob(query, AUDITS_CONTENT, &length);
	following->sealed = following->sealed || length > 0;
	if (following->sealed)
		link.content = following->content;
	link.previous = following->last;
	read_link(query, following->last, &link);
	audits_hash(&link, digest);
	status =
	    compare(following, query, AUDITS_PREVIOUS, following->last, error);
	if (status == STATUS_OK)
		status = compare(following, query, AUDITS_HASH, digest, error);
	memcpy(following->last, digest, HASH_SIZE);
	audits_witness(query, following->witness);
	if (status == STATUS_OK && following->sealed)
		status = check_sealed(following, query, error);
	if (status != STATUS_OK || following->told || sequence == link.sequence)
		return status;
	snprintf(want, sizeof(want), "%" PRId64, link.sequence);
	snprintf(have, sizeof(have), "%" PRId64, sequence);
	return tell(following, query, want, have, error);
}

enum status
audit_check(struct ledger *ledger, audit_found *found, void *context,
    struct error *error)
{
	struct following following = {
		.found = found,
		.context = context,
		.expected = 1,
	};
	struct seals_reading seals = { .more = false };
	struct query query;
	enum status status;
	bool more = true;

	status = query_begin(ledger, STATEMENT_AUDIT_SELECT, &query, error);
	if (status == STATUS_OK)
		status = seals_open(ledger, &seals, error);
	while (status == STATUS_OK) {
		status = query_next(&query, &more, error);
		if (status != STATUS_OK || !more)
			break;
		status = seals_content(&seals,
		    query_integer(&query, AUDITS_SEQUENCE), following.content,
		    error);
		if (status == STATUS_OK)
			status = check_row(&following, &query, error);
	}
	seals_close(&seals);
	query_end(&query);
	return status;
}
