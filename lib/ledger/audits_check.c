/*
 * Both chains are followed from the first row to the last; where a row does not
 * fit, the next one is held against what is stored, so that it is told once.
 */
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

static bool
is_same(struct query *query, int column, const unsigned char digest[HASH_SIZE])
{
	size_t length;
	const void *bytes = query_blob(query, column, &length);

	return length == HASH_SIZE && memcmp(bytes, digest, HASH_SIZE) == 0;
}

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

/* Compare a value of the row; on the way it becomes what the next row binds. */
static enum status
compare(struct following *following, struct query *query, int column,
    unsigned char digest[HASH_SIZE], bool fits, struct error *error)
{
	char want[HASH_HEX_MAX], have[HASH_HEX_MAX] = "";
	bool same = is_same(query, column, digest);
	const void *bytes;
	size_t length;

	hash_hex(digest, HASH_SIZE, want);
	bytes = query_blob(query, column, &length);
	if (length == HASH_SIZE) {
		hash_hex(bytes, HASH_SIZE, have);
		memcpy(digest, bytes, HASH_SIZE);
	}
	if ((same && fits) || following->told)
		return STATUS_OK;
	following->told = true;
	return following->found(following->context,
	    query_integer(query, AUDITS_SEQUENCE), want, have, error);
}

/* Compare the row that ${query} stands on. */
static enum status
check_row(struct following *following, struct query *query, struct error *error)
{
	unsigned char digest[HASH_SIZE];
	struct audits_link link = { .sequence = following->expected++ };
	enum status status;
	size_t length;
	bool fits;

	following->told = false;
	(void)query_blob(query, AUDITS_CONTENT, &length);
	following->sealed = following->sealed || length > 0;
	if (following->sealed)
		link.content = following->content;
	link.previous = following->last;
	read_link(query, following->last, &link);
	audits_hash(&link, digest);
	fits = is_same(query, AUDITS_PREVIOUS, following->last) &&
	       (!following->sealed ||
		   is_same(query, AUDITS_CONTENT, following->content)) &&
	       query_integer(query, AUDITS_SEQUENCE) == link.sequence;
	status = compare(following, query, AUDITS_HASH, digest, fits, error);
	memcpy(following->last, digest, HASH_SIZE);
	audits_witness(query, following->witness);
	if (status == STATUS_OK && following->sealed)
		status = compare(following, query, AUDITS_WITNESS,
		    following->witness, true, error);
	return status;
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
