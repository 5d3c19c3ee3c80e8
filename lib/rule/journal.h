#ifndef RULE_JOURNAL_H
#define RULE_JOURNAL_H

#include <stddef.h>

#include "base/arena.h"
#include "rule/catalog.h"
#include "rule/company.h"
#include "rule/document.h"

/*
 * The journal entries of a document or a payment (double entry).
 *
 * Posting a document debits receivables with its total and credits tax payable
 * with its taxes and, for each product, revenue with the net: deferred revenue
 * where the line's period ends after the issue date.  Amounts are signed, debit
 * positive; a credit note does the same with the other signs.  Entries of zero
 * are left out; a document of zero has none.
 *
 * A payment debits cash.  What of it settles invoices on the day it came is
 * credited to receivables, the rest to unapplied payments, a liability; what
 * settles invoices later moves from there to receivables, on that day.  A
 * reversal, and an application that is undone, do the same with the other
 * signs.  A credit note that settles an invoice moves nothing: both are
 * receivables.
 *
 * journal_of(document, company, catalogs, entries, scratch, error):
 * The entries, receivable first; asserted to sum to zero.  The revenue account
 * is the charge's, else its product's, else the company's.
 *
 * journal_of_payment(cash, company, entries, scratch, error):
 * The entries of what happened to one payment on one day: none if nothing did.
 */

struct entry {
	enum role role;
	const char *account_code;
	const char *product;
	struct money amount; /* debit positive */
};

struct entries {
	struct entry *items;
	size_t count;
};

/* Both negative where a payment is taken back. */
struct cash {
	struct money received; /* zero on a later day */
	struct money applied; /* to invoices */
};

enum status journal_of(const struct document *, const struct company *,
    const struct catalogs *, struct entries *, struct arena *,
    struct error *) MUST_CHECK;
enum status journal_of_payment(const struct cash *, const struct company *,
    struct entries *, struct arena *, struct error *) MUST_CHECK;

#endif
