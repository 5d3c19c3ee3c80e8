#ifndef RENDER_HLEDGER_H
#define RENDER_HLEDGER_H

#include "base/arena.h"
#include "base/date.h"
#include "record/spool.h"
#include "rule/journal.h"

/*
 * The journal in the language of hledger, hledger(5), for other books.
 *
 *   2026-09-01 * (INV-2026-000001) invoice  ; account: acme
 *       assets:1200 accounts receivable    59.50 EUR
 *       revenues:4010 revenue             -50.00 EUR  ; product: fiber
 *       liabilities:2200 tax payable       -9.50 EUR
 *
 * hledger check --strict wants every account and commodity declared, but
 * anywhere: so they are gathered while transactions are written, and declared
 * at the end.  Declarations are sorted; account types are A, L and R, and C for
 * cash, which hledger counts as an asset and reports on by cashflow.
 *
 * Texts of the ledger cannot leave their place: runs of blanks, which end an
 * account name, become one blank; control characters become "?"; and what means
 * something to hledger in that place becomes "_": a semicolon or bar in a name,
 * a parenthesis in a code, a comma or bracket in a tag.
 *
 * hledger_transaction(hledger, transaction, spool, scratch, error):
 * Append ${transaction}; one without entries is left out.  The amounts of each
 * currency sum to zero: asserted in rule/journal, and hledger checks it again.
 *
 * hledger_declarations(hledger, spool, error):
 * Append the declarations of all that the transactions used.
 */

/* All zero but for the arena, which keeps what is to be declared. */
struct hledger {
	struct arena *arena;
	struct hledger_account *accounts; /* by name */
	size_t account_count;
	struct currency *currencies;
	size_t currency_count;
};

struct hledger_account {
	const char *name;
	char type;
};

struct hledger_transaction {
	struct date date;
	const char *number; /* of the document or payment; "" */
	const char *account;
	const char *memo;
	struct entries entries;
};

enum status hledger_transaction(struct hledger *,
    const struct hledger_transaction *, struct spool *, struct arena *,
    struct error *) MUST_CHECK;
enum status hledger_declarations(
    const struct hledger *, struct spool *, struct error *) MUST_CHECK;

#endif
