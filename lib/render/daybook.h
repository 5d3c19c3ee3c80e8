#ifndef RENDER_DAYBOOK_H
#define RENDER_DAYBOOK_H

#include "base/arena.h"
#include "base/date.h"
#include "record/spool.h"
#include "rule/journal.h"

/*
 * The journal in the languages of other books.  Each dialect is a table of
 * functions; what they have in common is here.
 *
 * hledger, hledger(5), and ledger, ledger(1), share a form:
 *
 *   2026-09-01 * (INV-2026-000001) invoice  ; account: acme
 *       assets:1200 accounts receivable    59.50 EUR
 *       revenues:4010 revenue             -50.00 EUR  ; product: fiber
 *       liabilities:2200 tax payable       -9.50 EUR
 *
 * beancount has names without blanks that begin with capitals or digits:
 *
 *   2026-09-01 * "acme" "invoice"
 *     number: "INV-2026-000001"
 *     Assets:1200-Accounts-receivable    59.50 EUR
 *     Income:4010-Revenue               -50.00 EUR
 *       product: "fiber"
 *     Liabilities:2200-Tax-payable       -9.50 EUR
 *
 * hledger check --strict, ledger --pedantic and bean-check want every account
 * and commodity declared.  hledger and beancount take declarations anywhere: so
 * they are gathered while transactions are written, and follow at the end,
 * sorted.  ledger wants them before their first use, and gets them there.
 * beancount opens accounts on a date: all on that of the earliest transaction.
 *
 * Texts of the ledger cannot leave their place.  In ledger's form runs of
 * blanks, which end an account name, become one blank; control characters
 * become "?"; and what means something in that place becomes "_": a semicolon
 * or bar in a name, a parenthesis in a code, a comma or bracket in a tag.  In
 * beancount texts are quoted; in an account's name what is no letter of ASCII,
 * digit or "-" becomes "-".  Two accounts that would have one name there are
 * refused, since their amounts would be mixed.
 *
 * daybook_find(name):
 * The dialect of that name, or NULL.
 *
 * daybook_transaction(daybook, transaction, spool, scratch, error):
 * Append ${transaction}; one without entries is left out.  The amounts of each
 * currency sum to zero: asserted in rule/journal, and the other program checks
 * it again.  STATUS_CONFIG for account codes that are one name to it.
 *
 * daybook_finish(daybook, spool, scratch, error):
 * Append the declarations that are left.
 */

struct daybook_dialect;

/* What is declared, sorted by name. */
struct daybook_account {
	const char *name;
	const char *code; /* as the ledger has it */
	enum role role;
};

/* All zero but for the dialect and the arena, which keeps declarations. */
struct daybook {
	const struct daybook_dialect *dialect;
	struct arena *arena;
	struct daybook_account *accounts;
	size_t account_count;
	struct currency *currencies;
	size_t currency_count;
	struct date first; /* of all transactions, once there is one */
};

struct daybook_transaction {
	struct date date;
	const char *number; /* of the document or payment; "" */
	const char *account;
	const char *memo;
	struct entries entries;
};

/*
 * How a dialect writes.  Each function returns a text made in the arena, or
 * NULL if there is no memory.
 */
struct daybook_dialect {
	const char *name;
	bool declares_first;
	const char *(*account)(struct arena *, enum role, const char *);
	const char *(*head)(struct arena *, const struct daybook_transaction *);
	const char *(*entry)(
	    struct arena *, const struct entry *, const char *);
	const char *(*declare_currency)(
	    struct arena *, struct currency, struct date);
	const char *(*declare_account)(
	    struct arena *, const struct daybook_account *, struct date);
	const char *prologue; /* before all, or "" */
};

extern const struct daybook_dialect daybook_hledger;
extern const struct daybook_dialect daybook_ledger;
extern const struct daybook_dialect daybook_beancount;

const struct daybook_dialect *daybook_find(const char *);
enum status daybook_transaction(struct daybook *,
    const struct daybook_transaction *, struct spool *, struct arena *,
    struct error *) MUST_CHECK;
enum status daybook_finish(struct daybook *, struct spool *, struct arena *,
    struct error *) MUST_CHECK;

#endif
