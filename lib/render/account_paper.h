#ifndef RENDER_ACCOUNT_PAPER_H
#define RENDER_ACCOUNT_PAPER_H

#include "render/template.h"
#include "rule/account_statement.h"
#include "rule/company.h"
#include "rule/party.h"

/*
 * A statement of account as a person gets it.
 *
 * Amounts stay as they are signed: what is owed is positive, and the column
 * adds up.  A template sees these names (* marks lists, "" is not given):
 *
 *   seller_name seller_country seller_tax_id seller_address* (text)
 *   account account_name customer customer_name customer_tax_id
 *   customer_address* (text) language currency
 *   period period_first period_last previous new credits payments balance
 *   owed in_favour (the balance, given as it is above or below zero)
 *   entries* (kind date title number due_date reference amount balance
 *     invoice credit_note payment reversal)
 *   current days_30 days_60 days_90 older credit unapplied
 *
 * Of ${invoice}, ${credit_note}, ${payment} and ${reversal} the one that the
 * entry is has its number; ${title} is both in a word or two.
 *
 * account_paper_render(paper, template, spool, scratch, error):
 * Append ${paper} to ${spool} in the shape of ${template}, which has been
 * parsed.  Errors as of template_expand().  Cost: O(entries).
 */

struct account_paper {
	const struct company *company;
	const struct account_statement *statement;
	struct party party;
};

enum status account_paper_render(const struct account_paper *,
    const struct template *, struct spool *, struct arena *,
    struct error *) MUST_CHECK;

#endif
