#ifndef RENDER_PAPER_H
#define RENDER_PAPER_H

#include "render/template.h"
#include "rule/company.h"
#include "rule/document.h"
#include "rule/party.h"

/*
 * Paper is a posted document as a person gets it.
 *
 * What it says is the document's own, not the account's state of today: the
 * amount due is the total that was posted, whatever has been paid since; so the
 * same document is the same bytes on every day.
 *
 * Amounts in the ledger are signed, credits negative.  On a credit note they
 * are flipped, since people read "credit 15.48", and so are quantities of
 * usage; on an invoice a correction stays negative among the positive lines.
 *
 * A template sees these names (* marks lists, "" is not given):
 *
 *   seller_name seller_country seller_tax_id seller_address* (text)
 *   number corrected* (invoice) issue_date due_date currency po_number
 *   account account_name customer customer_name customer_tax_id
 *   customer_address* (text) language
 *   subscriptions* (section subscription service owner lines* subtotal_of
 *     subtotal)
 *     lines* (line kind title product description charge period period_first
 *       period_last quantity unit unit_price amount tax_code corrects
 *       corrects_invoice corrects_line dimensions)
 *   net tax total amount_due taxes* (name jurisdiction rate base amount)
 *
 * Lines that follow one another and have one section, owner and subscription
 * stand together; ${section} is given with the first of a section, ${subtotal}
 * and ${subtotal_of} (its net, and its name) with the last; ${owner} is given
 * where the account that used the service is not the one that pays.
 * ${title} is the product and the description, once where one begins with the
 * other, or a bundle's description ends with the product.
 * ${quantity} is given where it is not 1 or has a unit, but never of a minimum;
 * ${dimensions}, "zone eu, roaming yes", is what
 * usage is counted for.  A tax's ${base} is what its rate was applied to: net,
 * and the taxes before it that are taxed.
 *
 * paper_render(paper, template, spool, scratch, error):
 * Append ${paper} to ${spool} in the shape of ${template}, which has been
 * parsed.  Errors as of template_expand().  Cost: O(lines × tax groups).
 */

struct paper {
	const struct company *company;
	const struct document *document; /* has at least one line */
	const char *const
	    *products; /* the name of each line's product, or "" */
	const char *number; /* INV-2026-000001 */
	const char *po_number;
	struct party party;
};

enum status paper_render(const struct paper *, const struct template *,
    struct spool *, struct arena *, struct error *) MUST_CHECK;

#endif
