/*
 * All checks, in the order in which they run.  What a finding says of itself
 * and what the list says of a check stand side by side.
 */
#include <assert.h>
#include <string.h>

#include "proof/checking_parts.h"

/* clang-format off */
static const struct check checks[] = {
	{ "integrity", 0, checking_integrity,
	    "the file is whole",
	    "the file is damaged: record nothing more, restore a backup" },
	{ "ledger-file", 0, checking_file,
	    "the file is as billkit made it, alone, and nobody else can put "
	    "another in its place",
	    "something beside billkit works on the file: see what it is and "
	    "mend the file's surroundings" },
	{ "schema-intact", 0, checking_schema,
	    "tables, indexes, views and triggers are those that billkit made",
	    "what protects rows was taken off, or something was put in: "
	    "restore a backup" },
	{ "foreign-keys", STATEMENT_CHECK_FOREIGN_KEYS, NULL,
	    "every row that another names is there",
	    "rows were changed behind billkit: restore a backup" },
	{ "transaction-balance", STATEMENT_CHECK_TRANSACTION_BALANCE, NULL,
	    "every transaction sums to zero in each currency",
	    "journal entries were changed: compare them with a backup" },
	{ "transaction-entries", STATEMENT_CHECK_TRANSACTION_ENTRIES, NULL,
	    "every transaction has two entries or more",
	    "journal entries are missing: compare them with a backup" },
	{ "document-total", STATEMENT_CHECK_DOCUMENT_TOTAL, NULL,
	    "net and tax of a document are the sums of its lines; the total "
	    "is net and tax",
	    "a document or a line was changed: compare it with a backup and "
	    "with the copy that was sent" },
	{ "document-lines", STATEMENT_CHECK_DOCUMENT_LINES, NULL,
	    "a document has as many lines as were posted",
	    "lines are missing: compare the document with a backup" },
	{ "document-receivable", STATEMENT_CHECK_DOCUMENT_RECEIVABLE, NULL,
	    "the total of a document is what its transaction debits to "
	    "receivables",
	    "a document and its journal differ: compare both with a backup" },
	{ "document-journal", STATEMENT_CHECK_DOCUMENT_JOURNAL, NULL,
	    "the other entries of a document's transaction are its tax, and "
	    "its net as revenue: deferred where a line's period ends after "
	    "the issue date",
	    "a document and its journal differ: compare both with a backup" },
	{ "document-terms", STATEMENT_CHECK_DOCUMENT_TERMS, NULL,
	    "an invoice is due as many days after its issue date as a "
	    "version of its account says, a credit note at once",
	    "a date was changed: compare the document with a backup and "
	    "with the copy that was sent" },
	{ "receivable-control", STATEMENT_CHECK_RECEIVABLE_CONTROL, NULL,
	    "what documents and applications say is owed equals the account "
	    "of receivables, of each account and currency, on every day",
	    "receivables by document differ from the control account: "
	    "compare that day with a backup before closing its month" },
	{ "unapplied-control", STATEMENT_CHECK_UNAPPLIED_CONTROL, NULL,
	    "so does what waits of payments the account of unapplied "
	    "payments",
	    "unapplied payments differ from their account: compare that day "
	    "with a backup" },
	{ "cash-control", STATEMENT_CHECK_CASH_CONTROL, NULL,
	    "so do payments the account of cash",
	    "payments differ from the cash account: compare that day with "
	    "the bank and a backup" },
	{ "deferred-control", STATEMENT_CHECK_DEFERRED_CONTROL, NULL,
	    "so does what was billed of periods that end later, less what "
	    "was recognized, the account of deferred revenue",
	    "deferred revenue differs from what was billed in advance: "
	    "compare that day with a backup before closing its month" },
	{ "document-applied", STATEMENT_CHECK_DOCUMENT_APPLIED, NULL,
	    "on no day was more applied to an invoice, or from a credit "
	    "note, than it has",
	    "more was applied to or from a document than it has: compare "
	    "its applications with a backup" },
	{ "payment-applied", STATEMENT_CHECK_PAYMENT_APPLIED, NULL,
	    "on no day was more of a payment applied than came in and was "
	    "not taken back",
	    "more of a payment was applied than came in: compare it with "
	    "the bank and a backup" },
	{ "applications-own", STATEMENT_CHECK_APPLICATIONS_OWN, NULL,
	    "an invoice is settled from its own account, in its currency",
	    "what settles an invoice is of another account or currency: "
	    "compare it with a backup" },
	{ "reversals-match", STATEMENT_CHECK_REVERSALS_MATCH, NULL,
	    "a reversal is of the payment that it names: account, currency, "
	    "amount, not earlier",
	    "a reversal is not of the payment that it names: compare both "
	    "with the bank" },
	{ "open-items", STATEMENT_CHECK_OPEN_ITEMS, NULL,
	    "the index of what is open is what documents, payments and "
	    "applications say",
	    "what is open is not what documents and payments say: do not "
	    "send reminders from it, restore a backup" },
	{ "numbers-gapless", STATEMENT_CHECK_NUMBERS_GAPLESS, NULL,
	    "numbers run from 1 without a gap, in each pattern and year",
	    "a document was removed or renumbered: find it in a backup" },
	{ "numbers-formed", 0, checking_numbers,
	    "a number is its pattern with its year, that of the issue date, "
	    "and its count",
	    "a document was renumbered or redated: find it in a backup" },
	{ "postings-gapless", STATEMENT_CHECK_POSTINGS_GAPLESS, NULL,
	    "so do postings",
	    "a document was removed: find it in a backup" },
	{ "tax-recomputed", 0, checking_taxes,
	    "each tax is its rate times what it is on, rounded and shared "
	    "as the company file says; with its corrections, of what is "
	    "left of the line",
	    "a tax is not what its rate makes: compare the document with a "
	    "backup, and do not report it before that" },
	{ "tax-rates-known", 0, NULL,
	    "each tax has a rate that was imported for its jurisdiction and "
	    "code, and in force on its day",
	    "a tax has a rate that nobody imported: compare the document "
	    "with a backup" },
	{ "periods-tile", STATEMENT_CHECK_PERIODS_TILE, NULL,
	    "the billed periods of a charge follow one another without gap "
	    "or overlap",
	    "days were billed twice, or never: bill-explain both documents, "
	    "then correct with an adjustment" },
	{ "periods-locked", STATEMENT_CHECK_PERIODS_LOCKED, NULL,
	    "no document, payment, application or transaction is dated in a "
	    "period that was closed before it came",
	    "something was booked into a closed period behind billkit: "
	    "compare that period with the report that was made of it" },
	{ "periods-whole", STATEMENT_CHECK_PERIODS_WHOLE, NULL,
	    "the days of a line lie within its full period",
	    "days of a line were changed: compare the document with a "
	    "backup" },
	{ "revisions-count", STATEMENT_CHECK_REVISIONS_COUNT, NULL,
	    "what was posted for one charge and period counts from 1 "
	    "without a gap",
	    "a posting of a charge is missing: find it in a backup" },
	{ "credits-bounded", STATEMENT_CHECK_CREDITS_BOUNDED, NULL,
	    "no line was credited more than it billed",
	    "more was credited than was billed: bill-explain the document, "
	    "then correct with an adjustment" },
	{ "corrections-own", STATEMENT_CHECK_CORRECTIONS_OWN, NULL,
	    "a correction is on the account, and in the currency, of the "
	    "document that it corrects",
	    "a correction is on another account or currency: compare the "
	    "document with a backup" },
	{ "subscriptions-own", STATEMENT_CHECK_SUBSCRIPTIONS_OWN, NULL,
	    "a line bills a subscription of its own owner",
	    "a line bills a subscription of another account: compare the "
	    "document with a backup, credit what was billed" },
	{ "adjustments-posted", STATEMENT_CHECK_ADJUSTMENTS_POSTED, NULL,
	    "an adjustment was posted with its amount, to its account",
	    "an adjustment was posted with another amount: compare it with "
	    "its request" },
	{ "adjustments-approved", STATEMENT_CHECK_ADJUSTMENTS_APPROVED, NULL,
	    "what needs a second person was billed only if one agreed",
	    "an adjustment was billed that nobody else agreed to: have it "
	    "reviewed" },
	{ "credits-used", STATEMENT_CHECK_CREDITS_USED, NULL,
	    "no more of a credit was used than there is",
	    "more of a credit was used than there is: compare its lines "
	    "with a backup" },
	{ "accounts-known", STATEMENT_CHECK_ACCOUNTS_KNOWN, NULL,
	    "every account has a version, a customer and a payer",
	    "an account lacks a version, customer or payer: import it "
	    "again" },
	{ "orders-complete", STATEMENT_CHECK_ORDERS_COMPLETE, NULL,
	    "every subscription was added once",
	    "order lines are missing: compare them with the source of "
	    "orders" },
	{ "orders-own", STATEMENT_CHECK_ORDERS_OWN, NULL,
	    "an order line is for a subscription of its account",
	    "an order is for a subscription of another account: compare it "
	    "with the source of orders" },
	{ "orders-known", STATEMENT_CHECK_ORDERS_KNOWN, NULL,
	    "the plan, discount and coupon of an order line are in its "
	    "version of the catalog",
	    "what was ordered is in no catalog: compare both with a "
	    "backup" },
	{ "orders-days", STATEMENT_CHECK_ORDERS_DAYS, NULL,
	    "an order line acts on the day that it says, or on a later one "
	    "if that is the end of a period or term",
	    "an order acts on another day than it says: compare it with the "
	    "source of orders" },
	{ "voids-own", STATEMENT_CHECK_VOIDS_OWN, NULL,
	    "a void, and nothing else, names an earlier order line of the "
	    "same subscription",
	    "a void does not name an earlier line of its subscription: "
	    "compare it with the source of orders" },
	{ "fulfilments-bounded", 0, checking_fulfilments,
	    "no more was delivered of an order line than it orders",
	    "more was delivered than was ordered: ask who delivered" },
	{ "coupons-bounded", STATEMENT_CHECK_COUPONS_BOUNDED, NULL,
	    "no coupon was used more often than it may be, in all and by "
	    "one customer",
	    "a coupon was used more often than it may be: void the order "
	    "line or agree to it" },
	{ "discounts-bounded", STATEMENT_CHECK_DISCOUNTS_BOUNDED, NULL,
	    "discounts took no more off a charge's period than was billed "
	    "of it",
	    "discounts took more off than there was: bill-explain the "
	    "lines, then correct with an adjustment" },
	{ "lines-ordered", STATEMENT_CHECK_LINES_ORDERED, NULL,
	    "a line names an order line of its account, or none",
	    "a line names an order line that its account does not have: "
	    "compare both with a backup" },
	{ "approvals-known", STATEMENT_CHECK_APPROVALS_KNOWN, NULL,
	    "decisions are about adjustments and imports that wait for them",
	    "somebody agreed to what nobody asked for: ask who it was" },
	{ "approvals-needed", 0, checking_approvals,
	    "adjustments, catalogs and tax rates wait for a second person "
	    "where the company file says so",
	    "something is in force that nobody else was asked about: have "
	    "it reviewed, and ask who changed it" },
	{ "approvals-limit", 0, NULL,
	    "decisions are of approvers, and within their limits",
	    "somebody decided who may not: have it reviewed by one who may" },
	{ "approvals-own", STATEMENT_CHECK_APPROVALS_OWN, NULL,
	    "nobody decided on what he had recorded himself",
	    "nobody else agreed: have it reviewed by another" },
	{ "approvals-used", STATEMENT_CHECK_APPROVALS_USED, NULL,
	    "orders are of catalogs in force",
	    "something was sold at prices that nobody else agreed to: have "
	    "the catalog reviewed" },
	{ "services-complete", STATEMENT_CHECK_SERVICES_COMPLETE, NULL,
	    "the versions of a service count from 1 without a gap",
	    "a version of a service is missing: compare it with the "
	    "inventory" },
	{ "services-distinct", STATEMENT_CHECK_SERVICES_DISTINCT, NULL,
	    "no identifier leads to two services on one day",
	    "an identifier leads to two services on one day: end the wrong "
	    "one" },
	{ "usage-batches", STATEMENT_CHECK_USAGE_BATCHES, NULL,
	    "recordings of usage count from 1, and so do the numbers that "
	    "they gave",
	    "a recording of usage was changed or removed: find it in a "
	    "backup" },
	{ "usage-once", 0, checking_usage,
	    "each event counts once, or was taken back, and stands in the "
	    "month in which it occurred; the index that finds events again "
	    "has all of them, and no other",
	    "usage was added, changed or removed: compare it with the files "
	    "that were imported" },
	{ "usage-owned", 0, NULL,
	    "usage belongs to a subscription, or there is a reason why it "
	    "is in suspense",
	    "usage is of nobody, and nobody knows why: compare it with the "
	    "files that were imported" },
	{ "usage-numbers", 0, NULL,
	    "no number was given twice",
	    "rows were added behind billkit: compare usage with the files "
	    "that were imported" },
	{ "usage-retracted", 0, NULL,
	    "what was taken back is what was retracted",
	    "a retraction was added or removed: compare it with the files "
	    "that were imported" },
	{ "usage-counts", 0, NULL,
	    "the audit trail counts as many events, retractions and "
	    "recycled events as there are",
	    "rows were added or removed behind the audit trail: compare "
	    "usage with the files that were imported" },
	{ "usage-digests", 0, NULL,
	    "the rows of each recording of usage are those that it booked",
	    "rows were changed, added or removed behind billkit: compare "
	    "usage with the files that were imported" },
	{ "usage-late", 0, NULL,
	    "usage that came after its period was posted is noted, so that "
	    "it will be billed",
	    "usage of a posted period is never billed: bill it with an "
	    "adjustment" },
	{ "personal-hash", STATEMENT_CHECK_PERSONAL_HASH, NULL,
	    "what is said of customers and accounts as persons is what was "
	    "recorded",
	    "personal data was changed: restore a backup" },
	{ "personal-erased", STATEMENT_CHECK_PERSONAL_ERASED, NULL,
	    "personal data is missing where bill-erase erased it, and nowhere "
	    "else",
	    "personal data was removed, or put back: compare it with a "
	    "backup" },
	{ "usage-billed", STATEMENT_CHECK_USAGE_BILLED, NULL,
	    "usage was billed up to a number that was given",
	    "a line counts usage that there is not: compare it with a "
	    "backup" },
	{ "amounts-bounded", STATEMENT_CHECK_AMOUNTS_BOUNDED, NULL,
	    "no amount is beyond what sums can hold, and no entry, payment "
	    "or application is zero",
	    "an amount is beyond what sums can hold: compare it with a "
	    "backup" },
	{ "audit-counts", STATEMENT_CHECK_AUDIT_COUNTS, NULL,
	    "the audit trail counts as many catalogs, customers, accounts, "
	    "services, orders, payments, adjustments, tax rates, exemptions, "
	    "exchange rates, rates, rules, alerts and documents as there "
	    "are",
	    "rows were added or removed behind the audit trail: find them "
	    "by a backup" },
	/* What those above have found cannot be rated; those below tell of what
	 * can. */
	{ "lines-rerated", 0, checking_rerated,
	    "where all checks above hold, the lines of some documents "
	    "(--sample) come to what was posted, by the orders, catalog and "
	    "usage that were known then",
	    "a line or a fact behind it was changed: bill-explain the line, "
	    "compare it with a backup" },
	{ "audit-chain", 0, checking_chain,
	    "every row of the audit binds the one before it",
	    "an audit row was changed, added or removed: compare the chain "
	    "with a backup" },
	{ "audit-times", STATEMENT_CHECK_AUDIT_TIMES, NULL,
	    "the times of audit rows never go back",
	    "a time was changed: compare the audit trail with a backup" },
	{ "seals", 0, checking_seals,
	    "all that a command recorded is as its audit row has sealed it, "
	    "and there is nothing else",
	    "rows were changed, removed or added behind billkit: find them "
	    "in a backup" },
	{ "anchor", 0, checking_anchor,
	    "audit rows, documents and their totals are those of the anchors "
	    "(--anchor)",
	    "the ledger was written anew after the anchor was taken: restore "
	    "a backup, and find out by whom" },
	{ "card-numbers", 0, checking_cards,
	    "no text holds what looks like a card number",
	    "allowed by --allow-pan-like, or put in behind billkit: if it "
	    "is one, take it out of the source and tell who answers for "
	    "card data" },
};
/* clang-format on */

const struct check *
checking_table(size_t *count)
{
	*count = sizeof(checks) / sizeof(checks[0]);
	return checks;
}

const struct check *
checking_of(const char *name)
{
	size_t i = 0;

	while (strcmp(checks[i].name, name) != 0) {
		i++;
		assert(i < sizeof(checks) / sizeof(checks[0]));
	}
	return &checks[i];
}
