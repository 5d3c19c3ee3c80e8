/*
 * Most invariants are statements whose rows are the violations; the audit chain
 * and card numbers are computed here, those of usage in a file of their own.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ledger/audits.h"
#include "ledger/query.h"
#include "report/checking_parts.h"
#include "rule/card.h"

static const struct {
	const char *name;
	enum statement statement;
	const char *meaning;
} checks[] = {
	{ "integrity", STATEMENT_CHECK_INTEGRITY,
	    "restore a backup: the file is damaged" },
	{ "foreign-keys", STATEMENT_CHECK_FOREIGN_KEYS,
	    "rows were changed behind billkit" },
	{ "transaction-balance", STATEMENT_CHECK_TRANSACTION_BALANCE,
	    "journal entries were changed" },
	{ "transaction-entries", STATEMENT_CHECK_TRANSACTION_ENTRIES,
	    "journal entries are missing" },
	{ "document-total", STATEMENT_CHECK_DOCUMENT_TOTAL,
	    "a document or a line was changed" },
	{ "document-lines", STATEMENT_CHECK_DOCUMENT_LINES,
	    "lines are missing" },
	{ "document-receivable", STATEMENT_CHECK_DOCUMENT_RECEIVABLE,
	    "a document and its journal differ" },
	{ "receivable-control", STATEMENT_CHECK_RECEIVABLE_CONTROL,
	    "receivables by document differ from the control account" },
	{ "unapplied-control", STATEMENT_CHECK_UNAPPLIED_CONTROL,
	    "unapplied payments differ from their account" },
	{ "cash-control", STATEMENT_CHECK_CASH_CONTROL,
	    "payments differ from the cash account" },
	{ "document-applied", STATEMENT_CHECK_DOCUMENT_APPLIED,
	    "more was applied to or from a document than it has" },
	{ "payment-applied", STATEMENT_CHECK_PAYMENT_APPLIED,
	    "more of a payment was applied than came in" },
	{ "applications-own", STATEMENT_CHECK_APPLICATIONS_OWN,
	    "what settles an invoice is of another account or currency" },
	{ "reversals-match", STATEMENT_CHECK_REVERSALS_MATCH,
	    "a reversal is not of the payment that it names" },
	{ "open-items", STATEMENT_CHECK_OPEN_ITEMS,
	    "what is open is not what documents and payments say" },
	{ "numbers-gapless", STATEMENT_CHECK_NUMBERS_GAPLESS,
	    "a document was removed or renumbered" },
	{ "postings-gapless", STATEMENT_CHECK_POSTINGS_GAPLESS,
	    "a document was removed" },
	{ "periods-tile", STATEMENT_CHECK_PERIODS_TILE,
	    "days were billed twice, or never" },
	{ "revisions-count", STATEMENT_CHECK_REVISIONS_COUNT,
	    "a posting of a key is missing" },
	{ "credits-bounded", STATEMENT_CHECK_CREDITS_BOUNDED,
	    "more was credited than was billed" },
	{ "corrections-own", STATEMENT_CHECK_CORRECTIONS_OWN,
	    "a correction is on another account or currency" },
	{ "subscriptions-own", STATEMENT_CHECK_SUBSCRIPTIONS_OWN,
	    "a line bills a subscription of another account" },
	{ "adjustments-posted", STATEMENT_CHECK_ADJUSTMENTS_POSTED,
	    "an adjustment was posted with another amount" },
	{ "adjustments-approved", STATEMENT_CHECK_ADJUSTMENTS_APPROVED,
	    "an adjustment was billed that nobody else agreed to" },
	{ "credits-used", STATEMENT_CHECK_CREDITS_USED,
	    "more of a credit was used than there is" },
	{ "accounts-known", STATEMENT_CHECK_ACCOUNTS_KNOWN,
	    "an account lacks a version, customer or payer" },
	{ "orders-complete", STATEMENT_CHECK_ORDERS_COMPLETE,
	    "order lines are missing" },
	{ "orders-own", STATEMENT_CHECK_ORDERS_OWN,
	    "an order is for a subscription of another account" },
	{ "orders-known", STATEMENT_CHECK_ORDERS_KNOWN,
	    "what was ordered is in no catalog" },
	{ "orders-days", STATEMENT_CHECK_ORDERS_DAYS,
	    "an order acts on another day than it says" },
	{ "voids-own", STATEMENT_CHECK_VOIDS_OWN,
	    "a void does not name an earlier line of its subscription" },
	{ "coupons-bounded", STATEMENT_CHECK_COUPONS_BOUNDED,
	    "a coupon was used more often than it may be" },
	{ "discounts-bounded", STATEMENT_CHECK_DISCOUNTS_BOUNDED,
	    "discounts took more off than there was" },
	{ "lines-ordered", STATEMENT_CHECK_LINES_ORDERED,
	    "a line names an order line that its account does not have" },
	{ "approvals-known", STATEMENT_CHECK_APPROVALS_KNOWN,
	    "somebody agreed to what nobody asked for" },
	{ "audit-counts", STATEMENT_CHECK_AUDIT_COUNTS,
	    "rows were added or removed behind the audit trail" },
	{ "services-complete", STATEMENT_CHECK_SERVICES_COMPLETE,
	    "a version of a service is missing" },
	{ "services-distinct", STATEMENT_CHECK_SERVICES_DISTINCT,
	    "an identifier leads to two services on one day" },
	{ "usage-batches", STATEMENT_CHECK_USAGE_BATCHES,
	    "a recording of usage was changed or removed" },
	{ "amounts-bounded", STATEMENT_CHECK_AMOUNTS_BOUNDED,
	    "an amount is beyond what sums can hold" },
};

/* Those that no statement finds: chain, cards, fulfilments, usage. */
#define COMPUTED (3 + CHECKING_USAGE)

static const struct column columns[] = {
	{ "check", 0 },
	{ "object", 0 },
	{ "expected", 0 },
	{ "found", 0 },
	{ "meaning", 0 },
};

static const struct schema schema = { "findings", columns, 5, EXTRAS_NONE };

enum status
checking_finding(struct checking *checking, const char *const fields[5])
{
	checking->request->summary->documents++;
	return writer_write(checking->writer, fields, checking->error);
}

/* Run one statement; each row is a finding. */
static enum status
check(struct checking *checking, size_t index)
{
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(
	    checking->ledger, checks[index].statement, &query, checking->error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, checking->error);
		if (status != STATUS_OK || !found)
			break;
		status = checking_finding(checking,
		    (const char *const[]){ checks[index].name,
			query_text(&query, 0), query_text(&query, 1),
			query_text(&query, 2), checks[index].meaning });
	}
	query_end(&query);
	return status;
}

static enum status
chain_broken(void *context, int64_t sequence, const char *expected,
    const char *stored, struct error *error)
{
	struct checking *checking = context;
	char object[32];

	(void)error;
	snprintf(object, sizeof(object), "audit row %" PRId64, sequence);
	return checking_finding(checking,
	    (const char *const[]){ "audit-chain", object, expected, stored,
		"an audit row was changed, added or removed" });
}

/* No text that an operator gave may hold a card number. */
static enum status
check_cards(struct checking *checking)
{
	char masked[CARD_MASKED_MAX];
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(
	    checking->ledger, STATEMENT_CHECK_CARDS, &query, checking->error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, checking->error);
		if (status != STATUS_OK || !found)
			break;
		if (!card_found(query_text(&query, 1), masked))
			continue;
		status = checking_finding(checking,
		    (const char *const[]){ "card-numbers",
			query_text(&query, 0), "no card number", masked,
			"allowed by --allow-pan-like, or put in behind "
			"billkit" });
	}
	query_end(&query);
	return status;
}

static enum status
check_all(struct checking *checking)
{
	struct progress *progress = checking->request->progress;
	size_t count = sizeof(checks) / sizeof(checks[0]), i;
	enum status status = STATUS_OK;

	progress_begin(progress, "checks", count + COMPUTED);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		progress_step(progress);
		status = check(checking, i);
	}
	if (status == STATUS_OK)
		status = audit_check(
		    checking->ledger, chain_broken, checking, checking->error);
	if (status == STATUS_OK)
		status = check_cards(checking);
	if (status == STATUS_OK)
		status = checking_fulfilments(checking);
	if (status == STATUS_OK)
		status = checking_usage(checking);
	progress_end(progress);
	return status;
}

enum status
checking_run(const struct request *request, struct error *error)
{
	struct checking checking = { .request = request, .error = error };
	struct summary *summary = request->summary;
	enum status status;

	summary->documents_name = "findings";
	snprintf(summary->note_text, sizeof(summary->note_text), "%zu checks",
	    sizeof(checks) / sizeof(checks[0]) + COMPUTED);
	summary->note = summary->note_text;
	status = ledger_open(request->ledger, LEDGER_READ, request->wait,
	    &checking.ledger, error);
	if (status == STATUS_OK)
		status = ledger_begin(checking.ledger, error);
	if (status == STATUS_OK)
		status = writer_open(request->output, &schema, request->format,
		    request->spreadsheet, &checking.writer, error);
	if (status == STATUS_OK)
		status = check_all(&checking);
	if (status == STATUS_OK)
		status = writer_finish(checking.writer, error);
	ledger_close(checking.ledger);
	writer_close(checking.writer);
	return status == STATUS_OK && summary->documents > 0 ? STATUS_ASIDE
							     : status;
}
