#ifndef LEDGER_AUDITS_PARTS_H
#define LEDGER_AUDITS_PARTS_H

#include "ledger/audits.h"
#include "ledger/query.h"

/*
 * The parts of the audit trail: what a row of it binds.
 *
 * audits_hash(link, digest):
 * The hash of a row.
 *
 * audits_digest(query, column, digest):
 * Set ${digest} to a hash in the row; all zero and false where there is none.
 *
 * audits_witness(query, witness):
 * ${witness}, that of the row before, becomes that of the row which ${query}
 * stands on.
 */

/* In the order of the columns. */
struct audits_link {
	int64_t sequence;
	const char *command;
	const char *subject;
	const void *input;
	int64_t numbers[6]; /* in, accepted, changed, duplicate, ... */
	const char *amounts;
	const char *reason;
	const void *content; /* of its seals; NULL: older than they are */
	const void *previous;
};

/* The columns of a row that is read (STATEMENT_AUDIT_SELECT). */
enum {
	AUDITS_SEQUENCE,
	AUDITS_COMMAND,
	AUDITS_SUBJECT,
	AUDITS_INPUT,
	AUDITS_NUMBERS,
	AUDITS_AMOUNTS = AUDITS_NUMBERS + 6,
	AUDITS_PREVIOUS,
	AUDITS_HASH,
	AUDITS_RECORDED_AT,
	AUDITS_USER,
	AUDITS_COMMAND_LINE,
	AUDITS_REASON,
	AUDITS_CONTENT,
	AUDITS_WITNESS,
};

void audits_hash(const struct audits_link *, unsigned char[HASH_SIZE]);
bool audits_digest(struct query *, int, unsigned char[HASH_SIZE]);
void audits_witness(struct query *, unsigned char[HASH_SIZE]);

#endif
