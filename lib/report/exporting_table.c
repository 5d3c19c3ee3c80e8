/*
 * What can be exported: columns in the order of the statement's.
 */
#include "report/exporting_table.h"

#include <string.h>

#include "report/exporting.h"

static const struct column customers[] = {
	{ "customer", 0 },
	{ "name", 0 },
	{ "email", 0 },
	{ "phone", 0 },
	{ "address1", 0 },
	{ "address2", 0 },
	{ "city", 0 },
	{ "region", 0 },
	{ "postal_code", 0 },
	{ "country", 0 },
	{ "tax_id", 0 },
	{ "language", 0 },
	{ "segment", 0 },
	{ "effective_on", 0 },
};

static const struct column accounts[] = {
	{ "account", 0 },
	{ "customer", 0 },
	{ "name", 0 },
	{ "currency", 0 },
	{ "bill_day", COLUMN_NUMBER },
	{ "bill_every", 0 },
	{ "parent", 0 },
	{ "payer", 0 },
	{ "terms_days", COLUMN_NUMBER },
	{ "timezone", 0 },
	{ "delivery", 0 },
	{ "format", 0 },
	{ "template", 0 },
	{ "language", 0 },
	{ "po_number", 0 },
	{ "group_by", 0 },
	{ "tax_region", 0 },
	{ "tax_exempt", 0 },
	{ "source", 0 },
	{ "source_id", 0 },
	{ "effective_on", 0 },
	{ "split_by", 0 },
};

static const struct column subscriptions[] = {
	{ "subscription", 0 },
	{ "account", 0 },
	{ "status", 0 },
	{ "plan", 0 },
	{ "catalog", 0 },
	{ "product", 0 },
	{ "charge", 0 },
	{ "quantity", COLUMN_NUMBER },
	{ "price", COLUMN_NUMBER },
	{ "start", 0 },
	{ "end", 0 },
	{ "bill_from", 0 },
	{ "term_months", COLUMN_NUMBER },
	{ "renew", 0 },
	{ "service", 0 },
	{ "order", 0 },
	{ "line", 0 },
	{ "agreement", 0 },
	{ "opportunity", 0 },
	{ "po_number", 0 },
	{ "source", 0 },
	{ "source_id", 0 },
	{ "term_start", 0 },
	{ "term_end", 0 },
	{ "renewal", 0 },
};

static const struct column invoices[] = {
	{ "invoice", 0 },
	{ "document", 0 },
	{ "document_type", 0 },
	{ "account", 0 },
	{ "customer", 0 },
	{ "issue_date", 0 },
	{ "due_date", 0 },
	{ "currency", 0 },
	{ "net", COLUMN_NUMBER | EXPORT_MONEY },
	{ "tax", COLUMN_NUMBER | EXPORT_MONEY },
	{ "total", COLUMN_NUMBER | EXPORT_MONEY },
	{ "balance", COLUMN_NUMBER | EXPORT_MONEY },
	{ "lines", COLUMN_NUMBER },
	{ "split", 0 },
};

static const struct column lines[] = {
	{ "invoice", 0 },
	{ "account", 0 },
	{ "document", 0 },
	{ "document_type", 0 },
	{ "currency", 0 },
	{ "issue_date", 0 },
	{ "due_date", 0 },
	{ "line", COLUMN_NUMBER },
	{ "tax_seq", COLUMN_NUMBER },
	{ "kind", 0 },
	{ "owner", 0 },
	{ "subscription", 0 },
	{ "service", 0 },
	{ "charge", 0 },
	{ "product", 0 },
	{ "description", 0 },
	{ "period_start", 0 },
	{ "period_end", 0 },
	{ "quantity", COLUMN_NUMBER },
	{ "unit", 0 },
	{ "unit_price", COLUMN_NUMBER },
	{ "amount", COLUMN_NUMBER | EXPORT_MONEY },
	{ "tax_code", 0 },
	{ "tax_jurisdiction", 0 },
	{ "tax_rate", COLUMN_NUMBER },
	{ "tax", COLUMN_NUMBER | EXPORT_MONEY },
	{ "corrects", 0 },
	{ "upto", 0 },
	{ "plan", 0 },
	{ "catalog", 0 },
	{ "order_price", COLUMN_NUMBER },
	{ "cycle_start", 0 },
	{ "cycle_end", 0 },
	{ "revision", COLUMN_NUMBER },
	{ "adjustment", 0 },
	{ "tax_taxable", 0 },
	{ "product_line", 0 },
	{ "dimensions", 0 },
	{ "instance", 0 },
	{ "order", 0 },
	{ "order_line", 0 },
	{ "section", 0 },
	{ "split", 0 },
	{ "agreement", 0 },
	{ "opportunity", 0 },
	{ "po_number", 0 },
	{ "sales_rep", 0 },
	{ "source", 0 },
	{ "source_id", 0 },
};

static const struct column journal[] = {
	{ "transaction", COLUMN_NUMBER },
	{ "date", 0 },
	{ "account_code", 0 },
	{ "account_name", EXPORT_ROLE },
	{ "debit", COLUMN_NUMBER | EXPORT_MONEY },
	{ "credit", COLUMN_NUMBER | EXPORT_MONEY },
	{ "currency", 0 },
	{ "memo", 0 },
	{ "account", 0 },
	{ "document", 0 },
	{ "product", 0 },
	{ "payment", 0 },
};

static const struct column payments[] = {
	{ "payment", 0 },
	{ "account", 0 },
	{ "amount", COLUMN_NUMBER | EXPORT_MONEY },
	{ "currency", 0 },
	{ "received_on", 0 },
	{ "method", 0 },
	{ "reference", 0 },
	{ "invoice", 0 },
	{ "reverses", 0 },
	{ "applied", COLUMN_NUMBER | EXPORT_MONEY },
	{ "unapplied", COLUMN_NUMBER | EXPORT_MONEY },
};

static const struct column applications[] = {
	{ "date", 0 },
	{ "payment", 0 },
	{ "credit_note", 0 },
	{ "invoice", 0 },
	{ "amount", COLUMN_NUMBER | EXPORT_MONEY },
	{ "currency", 0 },
	{ "account", 0 },
};

static const struct column balances[] = {
	{ "account", 0 },
	{ "currency", 0 },
	{ "receivable", COLUMN_NUMBER | EXPORT_MONEY },
	{ "unapplied", COLUMN_NUMBER | EXPORT_MONEY },
	{ "balance", COLUMN_NUMBER | EXPORT_MONEY },
};

static const struct column aging[] = {
	{ "account", 0 },
	{ "currency", 0 },
	{ "as_of", EXPORT_DATED },
	{ "current", COLUMN_NUMBER | EXPORT_MONEY },
	{ "days_30", COLUMN_NUMBER | EXPORT_MONEY },
	{ "days_60", COLUMN_NUMBER | EXPORT_MONEY },
	{ "days_90", COLUMN_NUMBER | EXPORT_MONEY },
	{ "older", COLUMN_NUMBER | EXPORT_MONEY },
	{ "unapplied", COLUMN_NUMBER | EXPORT_MONEY },
	{ "total", COLUMN_NUMBER | EXPORT_MONEY },
	{ "credit", COLUMN_NUMBER | EXPORT_MONEY },
};

static const struct column services[] = {
	{ "service", 0 },
	{ "account", 0 },
	{ "name", 0 },
	{ "identifier_type", 0 },
	{ "identifier", 0 },
	{ "from", 0 },
	{ "to", 0 },
	{ "effective_on", 0 },
};

static const struct column adjustments[] = {
	{ "adjustment", 0 },
	{ "account", 0 },
	{ "kind", 0 },
	{ "amount", COLUMN_NUMBER | EXPORT_MONEY },
	{ "percent", COLUMN_NUMBER },
	{ "currency", 0 },
	{ "reason", 0 },
	{ "effective_on", 0 },
	{ "subscription", 0 },
	{ "charge", 0 },
	{ "period_start", 0 },
	{ "status", 0 },
	{ "billed", COLUMN_NUMBER | EXPORT_MONEY },
	{ "recorded_by", 0 },
	{ "decided_by", 0 },
	{ "decision_reason", 0 },
	{ "order", 0 },
	{ "order_line", 0 },
	{ "agreement", 0 },
	{ "opportunity", 0 },
	{ "po_number", 0 },
	{ "sales_rep", 0 },
	{ "source", 0 },
	{ "source_id", 0 },
};

static const struct column exemptions[] = {
	{ "certificate", 0 },
	{ "account", 0 },
	{ "jurisdiction", 0 },
	{ "reason", 0 },
	{ "from", 0 },
	{ "to", 0 },
};

static const struct column exchange_rates[] = {
	{ "from_currency", 0 },
	{ "to_currency", 0 },
	{ "rate", COLUMN_NUMBER },
	{ "date", 0 },
};

static const struct column rates[] = {
	{ "deck", 0 },
	{ "prefix", 0 },
	{ "from", 0 },
	{ "to", 0 },
	{ "price", COLUMN_NUMBER },
	{ "per", COLUMN_NUMBER },
	{ "currency", 0 },
	{ "increment_first", COLUMN_NUMBER },
	{ "increment_next", COLUMN_NUMBER },
	{ "connect_fee", COLUMN_NUMBER },
	{ "minimum_seconds", COLUMN_NUMBER },
	{ "maximum", COLUMN_NUMBER },
	{ "time_class", 0 },
};

static const struct column usage[] = {
	{ "subscription", 0 },
	{ "occurred_at", EXPORT_INSTANT },
	{ "event", 0 },
	{ "account", 0 },
	{ "metric", 0 },
	{ "quantity", COLUMN_NUMBER },
	{ "amount", COLUMN_NUMBER },
	{ "currency", 0 },
	{ "dimensions", 0 },
	{ "number", COLUMN_NUMBER },
};

static const struct column suspense[] = {
	{ "event", 0 },
	{ "reason", 0 },
	{ "subscription", 0 },
	{ "service", 0 },
	{ "identifier", 0 },
	{ "occurred_at", EXPORT_INSTANT },
	{ "metric", 0 },
	{ "quantity", COLUMN_NUMBER },
	{ "amount", COLUMN_NUMBER },
	{ "currency", 0 },
	{ "dimensions", 0 },
	{ "number", COLUMN_NUMBER },
	{ "rule", 0 },
};

static const struct column alerts_sent[] = {
	{ "alert", 0 },
	{ "sent_on", 0 },
};

static const struct column audit[] = {
	{ "sequence", COLUMN_NUMBER },
	{ "command", 0 },
	{ "subject", 0 },
	{ "input_sha256", 0 },
	{ "in", COLUMN_NUMBER },
	{ "accepted", COLUMN_NUMBER },
	{ "changed", COLUMN_NUMBER },
	{ "duplicate", COLUMN_NUMBER },
	{ "rejected", COLUMN_NUMBER },
	{ "documents", COLUMN_NUMBER },
	{ "amounts", 0 },
	{ "hash", 0 },
	{ "recorded_at", 0 },
	{ "user", 0 },
	{ "command_line", 0 },
	{ "reason", 0 },
};

static const struct column approvals[] = {
	{ "audit", COLUMN_NUMBER },
	{ "subject", 0 },
	{ "object", 0 },
	{ "records", COLUMN_NUMBER },
	{ "reason", 0 },
	{ "recorded_by", 0 },
	{ "recorded_at", 0 },
	{ "status", 0 },
	{ "decided_by", 0 },
	{ "decision_reason", 0 },
};

static const struct column locks[] = {
	{ "through", 0 },
	{ "documents", COLUMN_NUMBER },
	{ "payments", COLUMN_NUMBER },
	{ "transactions", COLUMN_NUMBER },
	{ "audit", COLUMN_NUMBER },
	{ "recorded_by", 0 },
	{ "recorded_at", 0 },
	{ "reason", 0 },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define NONE STATEMENT_COUNT

static const struct export exports[] = {
	{ "customers", STATEMENT_EXPORT_CUSTOMERS,
	    STATEMENT_EXPORT_CUSTOMER_NAMES, STATEMENT_EXPORT_CUSTOMER_EXTRAS,
	    customers, COUNT(customers), COUNT(customers), false, false },
	{ "accounts", STATEMENT_EXPORT_ACCOUNTS, STATEMENT_EXPORT_ACCOUNT_NAMES,
	    STATEMENT_EXPORT_ACCOUNT_EXTRAS, accounts, COUNT(accounts),
	    COUNT(accounts), true, false },
	{ "subscriptions", STATEMENT_EXPORT_SUBSCRIPTIONS,
	    STATEMENT_EXPORT_SUBSCRIPTION_NAMES,
	    STATEMENT_EXPORT_SUBSCRIPTION_EXTRAS, subscriptions,
	    COUNT(subscriptions), COUNT(subscriptions), true, false },
	{ "invoices", STATEMENT_EXPORT_INVOICES, NONE, NONE, invoices,
	    COUNT(invoices), COUNT(invoices), true, true },
	{ "lines", STATEMENT_EXPORT_LINES, NONE, NONE, lines, COUNT(lines),
	    COUNT(lines), true, true },
	{ "journal", STATEMENT_EXPORT_JOURNAL, NONE, NONE, journal,
	    COUNT(journal), COUNT(journal), true, true },
	{ "payments", STATEMENT_EXPORT_PAYMENTS, STATEMENT_EXPORT_PAYMENT_NAMES,
	    STATEMENT_EXPORT_PAYMENT_EXTRAS, payments, COUNT(payments),
	    COUNT(payments), true, true },
	{ "applications", STATEMENT_EXPORT_APPLICATIONS, NONE, NONE,
	    applications, COUNT(applications), COUNT(applications), true,
	    true },
	{ "balances", STATEMENT_EXPORT_BALANCES, NONE, NONE, balances,
	    COUNT(balances), COUNT(balances), true, false },
	{ "aging", STATEMENT_EXPORT_AGING, NONE, NONE, aging, COUNT(aging),
	    COUNT(aging), true, false },
	{ "headers", NONE, NONE, NONE, NULL, 0, 0, true, false },
	{ "schedule", NONE, NONE, NONE, NULL, 0, 0, true, false },
	{ "schedule-details", NONE, NONE, NONE, NULL, 0, 0, true, false },
	{ "work-orders", NONE, NONE, NONE, NULL, 0, 0, true, false },
	{ "services", STATEMENT_EXPORT_SERVICES, STATEMENT_EXPORT_SERVICE_NAMES,
	    STATEMENT_EXPORT_SERVICE_EXTRAS, services, COUNT(services),
	    COUNT(services), true, false },
	{ "usage", STATEMENT_EXPORT_USAGE, NONE, NONE, usage, COUNT(usage),
	    COUNT(usage), true, true },
	{ "suspense", STATEMENT_EXPORT_SUSPENSE, NONE, NONE, suspense,
	    COUNT(suspense), COUNT(suspense), false, true },
	{ "service-changes", NONE, NONE, NONE, NULL, 0, 0, true, true },
	{ "service-detail", NONE, NONE, NONE, NULL, 0, 0, true, true },
	{ "rules", NONE, NONE, NONE, NULL, 0, 0, false, false },
	{ "alerts", NONE, NONE, NONE, NULL, 0, 0, true, false },
	{ "alerts-sent", STATEMENT_EXPORT_ALERTS_SENT, NONE, NONE, alerts_sent,
	    COUNT(alerts_sent), COUNT(alerts_sent), false, false },
	{ "adjustments", STATEMENT_EXPORT_ADJUSTMENTS,
	    STATEMENT_EXPORT_ADJUSTMENT_NAMES,
	    STATEMENT_EXPORT_ADJUSTMENT_EXTRAS, adjustments, COUNT(adjustments),
	    COUNT(adjustments), true, false },
	{ "approvals", STATEMENT_EXPORT_APPROVALS, NONE, NONE, approvals,
	    COUNT(approvals), COUNT(approvals), false, false },
	{ "locks", STATEMENT_EXPORT_LOCKS, NONE, NONE, locks, COUNT(locks),
	    COUNT(locks), false, false },
	{ "exemptions", STATEMENT_EXPORT_EXEMPTIONS,
	    STATEMENT_EXPORT_EXEMPTION_NAMES, STATEMENT_EXPORT_EXEMPTION_EXTRAS,
	    exemptions, COUNT(exemptions), COUNT(exemptions), true, false },
	{ "exchange-rates", STATEMENT_EXPORT_EXCHANGE_RATES, NONE, NONE,
	    exchange_rates, COUNT(exchange_rates), COUNT(exchange_rates), false,
	    false },
	{ "rates", STATEMENT_EXPORT_RATES, NONE, NONE, rates, COUNT(rates),
	    COUNT(rates), false, false },
	{ "catalogs", NONE, NONE, NONE, NULL, 0, 0, false, false },
	{ "catalog", NONE, NONE, NONE, NULL, 0, 0, false, false },
	{ "selling-catalog", NONE, NONE, NONE, NULL, 0, 0, false, false },
	{ "provisioning-catalog", NONE, NONE, NONE, NULL, 0, 0, false, false },
	{ "migration", NONE, NONE, NONE, NULL, 0, 0, true, false },
	{ "anchor", NONE, NONE, NONE, NULL, 0, 0, false, false },
	{ "audit", STATEMENT_EXPORT_AUDIT, NONE, NONE, audit, COUNT(audit),
	    COUNT(audit) - 4, false, false },
};

const struct export *
export_find(const char *what)
{
	size_t i;

	for (i = 0; i < COUNT(exports); i++) {
		if (strcmp(exports[i].name, what) == 0)
			return &exports[i];
	}
	return NULL;
}

const char *const *
exporting_names(size_t *count)
{
	static const char *names[COUNT(exports)];
	size_t i;

	for (i = 0; i < COUNT(exports); i++)
		names[i] = exports[i].name;
	*count = COUNT(exports);
	return names;
}
