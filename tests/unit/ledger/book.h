#ifndef BOOK_H
#define BOOK_H

#include "base/arena.h"
#include "ledger/documents.h"
#include "ledger/ledger.h"
#include "rule/line.h"

/*
 * A book is a small ledger in a directory of its own, for the length of a test.
 *
 * book_setup(), book_teardown():
 * Make a directory below $TMPDIR and in it the ledger of a company; remove
 * both.
 *
 * book_ration(), book_ration_end():
 * Around both: SQLite gets no memory while book_starving, and not once if
 * book_starves_at is the number of the next times.
 *
 * book_must(status):
 * Abort with what book_error says unless ${status} is STATUS_OK.
 *
 * book_path(name), book_file(name, text), book_content(name):
 * The path of a file in the directory; write the file, give its path; what it
 * holds, "absent" if it is not there.
 *
 * book_names():
 * The sorted names in the directory, "a b c".
 *
 * book_open(mode), book_close():
 * Open the ledger in a transaction, book_ledger from then on; commit what a
 * recording one did and close it.
 *
 * book_sql(sql):
 * Run any statements on the open ledger, or past all guards where none is; the
 * rows as "a|b;c|d", NULL as "-".
 *
 * book_tamper(sql):
 * The same behind the triggers, which are there again afterwards.
 *
 * book_refuses(sql):
 * Whether the schema of the open ledger refuses ${sql}.
 *
 * book_sell(), book_customer(customer), book_account(account),
 * book_order(order), book_adjust(adjustment), book_rate(rate):
 * Record one of each; what is left out is the usual.  book_sell() puts version
 * "2026" of the catalog in, with plan basic: 30.00 a month.
 *
 * book_month(month):
 * A line of subscription S1 of account A1 for a month of 2026, 30.00.
 *
 * book_document(id, lines, count):
 * An invoice of A1 over these lines, with its totals.
 *
 * book_post(next, document, number):
 * Post it with its journal; the number into ${number}.
 */

extern struct error book_error;
extern struct arena book_arena; /* until the test ends */
extern struct ledger *book_ledger;
extern bool book_starving;
extern int book_starves_at;

struct book_account {
	const char *account;
	const char *customer; /* C1 */
	const char *payer; /* itself */
	const char *effective_on; /* from the beginning */
	int version; /* 1 */
	int bill_day; /* 1 */
	const char *bill_every;
	const char *tax_region;
	const char *tax_exempt; /* no */
};

struct book_order {
	const char *subscription;
	const char *account; /* A1 */
	const char *action; /* add */
	const char *start; /* 2026-01-01 */
	const char *end;
	const char *plan; /* basic */
};

struct book_adjustment {
	const char *adjustment;
	const char *account; /* A1 */
	const char *subscription;
	const char *effective_on; /* 2026-01-01 */
	const char *charge;
};

struct book_rate {
	const char *jurisdiction; /* NY */
	const char *tax_code;
	const char *name; /* sales */
	const char *rate; /* 10 */
	const char *from; /* 2020-01-01 */
	const char *to;
	const char *sequence; /* 1 */
	const char *taxable; /* no */
	bool waits; /* for approval */
};

void book_setup(void);
void book_teardown(void);
void book_ration(void);
void book_ration_end(void);
void book_must(enum status);
const char *book_path(const char *);
const char *book_file(const char *, const char *);
const char *book_content(const char *);
const char *book_names(void);
void book_open(enum ledger_mode);
void book_close(void);
const char *book_sql(const char *);
void book_tamper(const char *);
bool book_refuses(const char *);
void book_sell(void);
void book_customer(const char *);
void book_account(struct book_account);
void book_order(struct book_order);
void book_adjust(struct book_adjustment);
void book_rate(struct book_rate);
struct line book_month(int);
struct document book_document(const char *, struct line *, size_t);
enum status book_post(struct documents_next *, const struct document *,
    char[NUMBER_MAX]) MUST_CHECK;

#endif
