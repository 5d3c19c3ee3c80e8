#ifndef LEDGER_JUDGING_H
#define LEDGER_JUDGING_H

#include "base/arena.h"
#include "ledger/staging.h"
#include "ledger/stream.h"

/*
 * Judging: order lines that are staged meet all that the ledger knows of their
 * subscriptions, again and again, until it is known which orders can be booked.
 *
 * An order is booked whole or not at all; so what is found of one line may
 * refuse another one, and with it a third that builds on it.  What is found
 * waits in temporary tables beside the staged lines, and STATEMENT_RESOLVE_
 * ORDERS reads it there.
 *
 * Each round goes through three streams that are merged by who reads them: the
 * staged lines by subscription and line of the file, the order lines that are
 * booked for these subscriptions, and those booked for subscriptions with whose
 * term a line is to end.  They do not see what the round writes.
 *
 * judging_begin(ledger, judging, error):
 * Begin a round.  End it with judging_end().
 *
 * judging_next(judging, line, found, error):
 * The next staged line, valid until the next step.
 *
 * judging_put(ledger, judged, error):
 * Say what was found of a line, in place of what was found before.
 *
 * judging_spoil(ledger, order, position, error):
 * Refuse ${order} because of the line at ${position}.
 */

/* A staged line, and what the ledger says to it; NULL: nothing. */
struct judging_line {
	int64_t position;
	const char *subscription;
	const char *order;
	const char *line;
	const void *content;
	const void *packed;
	size_t packed_length;
	int64_t first_position; /* of the first with the same key */
	const void *first_content;
	const void *stored; /* content in the ledger */
	const char *currency; /* of its account */
	const char *owner; /* of its subscription */
	bool spoiled; /* its order is refused */
	const char *bill_days; /* of its account: "2026-01-01 15 ..." */
	int64_t used; /* booked orders with its promotion */
	int64_t used_customer; /* those of the same customer */
	int64_t turn; /* which of the file's with it this is */
	int64_t turn_customer;
	const char *reason; /* found before */
	bool judged; /* before, and it can be booked */
};

struct judged {
	int64_t position;
	const char *reason; /* NULL: it can be booked */
	const char *acts_on; /* NULL: not judged yet */
	const char *catalog;
	const char *discounts;
	const char *term_end;
	bool begins; /* its subscription */
};

struct judging {
	struct query lines;
	struct stream orders;
	struct stream coterms;
};

/* The first column of a row of judging->coterms. */
#define JUDGING_POSITION 0

enum status judging_begin(
    struct ledger *, struct judging *, struct error *) MUST_CHECK;
enum status judging_next(
    struct judging *, struct judging_line *, bool *, struct error *) MUST_CHECK;
void judging_end(struct judging *);
enum status judging_put(
    struct ledger *, const struct judged *, struct error *) MUST_CHECK;
enum status judging_spoil(
    struct ledger *, const char *, int64_t, struct error *) MUST_CHECK;

#endif
