#ifndef RULE_JOURNAL_H
#define RULE_JOURNAL_H

#include <stddef.h>

#include "base/arena.h"
#include "rule/catalog.h"
#include "rule/company.h"
#include "rule/document.h"

/*
 * The journal entries of a document (double entry).
 *
 * Posting a document debits receivables with its total and credits tax payable
 * with its taxes and, for each product, revenue with the net: deferred revenue
 * where the line's period ends after the issue date.  Amounts are signed, debit
 * positive; a credit note does the same with the other signs.  Entries of zero
 * are left out; a document of zero has none.
 *
 * journal_of(document, company, catalogs, entries, scratch, error):
 * The entries, receivable first; asserted to sum to zero.  The revenue account
 * is the charge's, else its product's, else the company's.
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

enum status journal_of(const struct document *, const struct company *,
    const struct catalogs *, struct entries *, struct arena *,
    struct error *) MUST_CHECK;

#endif
