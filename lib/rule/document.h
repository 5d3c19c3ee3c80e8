#ifndef RULE_DOCUMENT_H
#define RULE_DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "rule/line.h"
#include "rule/tax.h"

/*
 * A document is what one account is asked to pay, or given back, in one
 * currency.
 *
 * All that an account owes in a currency stands on one invoice (or on one for
 * each line->split, where the account wants several), corrections included,
 * unless they come to less than nothing: then the negative corrections form a
 * credit note for each invoice that they correct, with what goes back of its
 * discounts (unless that is as much), and the rest is an invoice (a credit note
 * that corrects no invoice, if adjustments alone are left and negative).
 *
 * A document that is proposed has a provisional id, made from its content: from
 * account, currency, split, type, dates and the keys and revisions of its
 * lines.  The same proposal has the same id, and nothing else has it.  Lines
 * stand section by section, those of none first.
 *
 * document_assemble(lines, count, terms, documents, scratch, error):
 * Make the documents of ${count} ${lines} of one account, currency and split;
 * sorts them, computes taxes and totals.
 *
 * document_total(document, error):
 * Set net, tax and total from the lines.
 *
 * document_type_name(type), document_type_parse(text, type, error):
 * "invoice" or "credit_note".
 */

enum document_type { DOCUMENT_INVOICE, DOCUMENT_CREDIT_NOTE };

#define DOCUMENT_ID_MAX 20

struct document {
	const char *account; /* the payer */
	char id[DOCUMENT_ID_MAX]; /* provisional */
	enum document_type type;
	struct currency currency;
	struct date issue_date;
	struct date due_date;
	const char *split; /* which of the payer's; "": there is only one */
	struct line *lines;
	size_t line_count;
	struct money net;
	struct money tax;
	struct money total;
};

struct document_terms {
	const char *account;
	struct date issue_date;
	struct date due_date; /* of an invoice */
	const struct tax_rates *rates;
	struct tax_terms tax;
};

struct documents {
	struct document *items;
	size_t count;
};

enum status document_assemble(const struct taxed_line *, size_t,
    const struct document_terms *, struct documents *, struct arena *,
    struct error *) MUST_CHECK;
enum status document_total(struct document *, struct error *) MUST_CHECK;
const char *document_type_name(enum document_type);
enum status document_type_parse(
    const char *, enum document_type *, struct error *) MUST_CHECK;

#endif
