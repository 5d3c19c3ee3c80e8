#ifndef RULE_SETTLE_H
#define RULE_SETTLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"

/*
 * Settling applies what a customer has to what the customer owes.
 *
 * Sources are payments and credit notes of one account and currency; what is
 * owed are its open invoices.  Each source, credit notes first, then payments,
 * the earlier first, goes to the invoice that it names (the one that a credit
 * note corrects), then to the oldest due.  What is left of it stays open.  An
 * application is dated on the later of the two dates: a payment that came
 * before its invoice settles it on the invoice's issue date; and what settles
 * an invoice that a reversal has opened again does so on that day or later.  So
 * no invoice and no source is used up twice on any day in between.
 *
 * settle(account, applications, scratch, error):
 * Apply the open ${sources} of ${account} to its open invoices; both are
 * reduced.  What was applied goes to ${applications}, in order.  Afterwards no
 * source is open, or no invoice.
 * Cost: O(sources + invoices), and where a source names an invoice, a sort of
 * the invoices and a binary search for each name.
 */

struct settle_invoice {
	int64_t posting;
	struct date since; /* issued, or opened again by a reversal */
	int64_t open; /* above zero */
};

struct settle_source {
	bool credit_note; /* else a payment */
	int64_t item; /* posting or sequence */
	int64_t target; /* posting of the invoice that it names, or 0 */
	struct date date; /* issued, or received */
	int64_t open; /* above zero: what it can still settle */
};

struct settle_account {
	struct settle_invoice *invoices; /* by due date, then posting */
	size_t invoice_count;
	struct settle_source *sources; /* in the order above */
	size_t source_count;
};

struct application {
	struct date date;
	bool credit_note;
	int64_t item;
	int64_t posting;
	int64_t amount;
};

struct applications {
	struct application *items;
	size_t count;
};

enum status settle(struct settle_account *, struct applications *,
    struct arena *, struct error *) MUST_CHECK;

#endif
