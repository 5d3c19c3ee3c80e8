#ifndef LEDGER_STREAM_H
#define LEDGER_STREAM_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/currency.h"
#include "base/decimal.h"
#include "ledger/query.h"

/*
 * A stream is a query that stands on its next row, so that several can be
 * merged.
 *
 * The streams of a bill run take the same range and begin with the same
 * columns: payer and account.  What is taken from a row is copied, until one
 * value fails: then the status of the taking says so, and the values that
 * follow are empty.
 *
 * stream_open(ledger, statement, range, stream, error):
 * Begin, and stand on the first row.  End it with stream_close().
 *
 * stream_step(stream, error):
 * Stand on the next row; stream->found is false behind the last.
 *
 * stream_is(stream, payer, account):
 * Whether the row is of that payer and account.
 *
 * stream_bind(query, low, high):
 * Bind the first and the last account; NULL: all from the first, to the last.
 *
 * stream_text, stream_date, stream_decimal, stream_currency(taking, column):
 * Take a value of the row.
 */

struct billing_range {
	struct date as_of;
	const char *low; /* payers, both included; NULL: no bound */
	const char *high;
	const char *account_low; /* accounts, likewise */
	const char *account_high;
};

/* Sorts after every identifier: U+10FFFF. */
#define BILLING_LAST "\xf4\x8f\xbf\xbf"

/* The first columns of every stream; most go on with the third. */
enum { STREAM_PAYER, STREAM_ACCOUNT, STREAM_SUBSCRIBED };

struct stream {
	struct query query;
	bool found; /* whether it stands on a row */
};

struct taking {
	struct stream *stream;
	struct arena *arena;
	struct error *error;
	enum status status;
};

enum status stream_open(struct ledger *, enum statement,
    const struct billing_range *, struct stream *, struct error *) MUST_CHECK;
enum status stream_step(struct stream *, struct error *) MUST_CHECK;
bool stream_is(struct stream *, const char *, const char *);
void stream_bind(struct query *, const char *, const char *);
void stream_close(struct stream *);
const char *stream_text(struct taking *, int);
struct date stream_date(struct taking *, int);
struct decimal stream_decimal(struct taking *, int);
struct currency stream_currency(struct taking *, int);

#endif
