/*
 * The table of statements; the shelf that uses one says what it is for.
 */
#include "ledger/statements.h"

#include <assert.h>
#include <stddef.h>

static const char *const statements[STATEMENT_COUNT] = {
	[STATEMENT_MARK] = "SAVEPOINT mark",
	[STATEMENT_KEEP] = "RELEASE mark",
	[STATEMENT_COMPANY_INSERT] =
	    "INSERT INTO company (name, value) VALUES ($1, $2)",
	[STATEMENT_COMPANY_SELECT] =
	    "SELECT name, value FROM company ORDER BY name",
	[STATEMENT_CATALOG_INSERT] =
	    "INSERT INTO catalog (version, effective, content) VALUES ($1, $2, "
	    "$3)",
	[STATEMENT_CATALOG_FIND] =
	    "SELECT content FROM catalog WHERE version = $1",
	[STATEMENT_CATALOG_SELECT] = "SELECT version, effective FROM catalog "
				     "ORDER BY effective, version",
	[STATEMENT_METRIC_INSERT] =
	    "INSERT INTO metric (catalog, metric, unit, aggregation, field, "
	    "round_to, round_mode) VALUES ($1, $2, $3, $4, $5, $6, $7)",
	[STATEMENT_METRIC_SELECT] = "SELECT metric, unit, aggregation, field, "
				    "round_to, round_mode FROM "
				    "metric WHERE catalog = $1 ORDER BY metric",
	[STATEMENT_PRODUCT_INSERT] =
	    "INSERT INTO product (catalog, product, sku, name, line, tax_code, "
	    "revenue) VALUES ($1, $2, $3, $4, $5, $6, $7)",
	[STATEMENT_PRODUCT_SELECT] =
	    "SELECT product, sku, name, line, tax_code, revenue FROM product "
	    "WHERE catalog = $1 ORDER BY product",
	[STATEMENT_PLAN_INSERT] =
	    "INSERT INTO plan (catalog, plan, product, name, currency) VALUES "
	    "($1, $2, $3, $4, $5)",
	[STATEMENT_PLAN_SELECT] =
	    "SELECT plan, product, name, currency FROM plan WHERE catalog = $1 "
	    "ORDER BY plan",
	[STATEMENT_CHARGE_INSERT] =
	    "INSERT INTO charge (catalog, plan, position, charge, kind, name, "
	    "tax_code, "
	    "revenue, product, currency, price, every, anchor, \"when\", "
	    "proration, per, \"on\", "
	    "metric, model, size, free, rate, fixed, free_events, free_amount, "
	    "min, max, "
	    "included, minimum, maximum, discount, zero) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
	    "$14, $15, $16, "
	    "$17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, "
	    "$30, $31, $32)",
	[STATEMENT_CHARGE_SELECT] =
	    "SELECT plan, position, charge, kind, name, tax_code, "
	    "revenue, product, currency, price, every, anchor, \"when\", "
	    "proration, per, \"on\", "
	    "metric, model, size, free, rate, fixed, free_events, free_amount, "
	    "min, max, "
	    "included, minimum, maximum, discount, zero "
	    "FROM charge WHERE catalog = $1 ORDER BY plan, position",
	[STATEMENT_TIER_INSERT] =
	    "INSERT INTO tier (catalog, plan, position, tier, up_to, price, "
	    "flat, rate) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	[STATEMENT_TIER_SELECT] =
	    "SELECT plan, position, up_to, price, flat, rate FROM tier WHERE "
	    "catalog = $1 ORDER BY plan, position, tier",
	[STATEMENT_FILTER_INSERT] =
	    "INSERT INTO charge_filter (catalog, plan, position, dimension, "
	    "value) VALUES ($1, $2, $3, $4, $5)",
	[STATEMENT_FILTER_SELECT] =
	    "SELECT plan, position, dimension, value FROM charge_filter WHERE "
	    "catalog = $1 ORDER BY plan, position, dimension",
	[STATEMENT_STAGED_CREATE] =
	    "CREATE TEMP TABLE staged ( "
	    "position INTEGER PRIMARY KEY, key TEXT NOT NULL, part TEXT NOT "
	    "NULL, "
	    "date TEXT NOT NULL, account TEXT NOT NULL, reference TEXT NOT "
	    "NULL, "
	    "other TEXT NOT NULL, content BLOB NOT NULL, packed BLOB NOT NULL)",
	[STATEMENT_STAGED_INDEX] =
	    "CREATE INDEX temp.staged_key ON staged (key)",
	[STATEMENT_PARTY_CREATE] =
	    "CREATE TEMP TABLE party (position INTEGER NOT NULL, "
	    "account TEXT NOT NULL)",
	[STATEMENT_PARTY_INDEX] =
	    "CREATE INDEX temp.party_position ON party (position)",
	[STATEMENT_RESOLVED_CREATE] =
	    "CREATE TEMP TABLE resolved ( "
	    "rank INTEGER PRIMARY KEY, position INTEGER, content BLOB, packed "
	    "BLOB, "
	    "first_position INTEGER, first_content BLOB, stored BLOB, "
	    "answer1 TEXT, answer2 TEXT, answer3 TEXT, answer4 TEXT)",
	[STATEMENT_STAGED_BEGIN] = "BEGIN",
	[STATEMENT_STAGED_END] = "COMMIT",
	[STATEMENT_STAGED_INSERT] =
	    "INSERT INTO temp.staged (position, key, part, date, account, "
	    "reference, other, "
	    "content, packed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
	[STATEMENT_PARTY_INSERT] =
	    "INSERT INTO temp.party (position, account) VALUES ($1, $2)",
	[STATEMENT_RESOLVED_SELECT] =
	    "SELECT position, content, packed, first_position, first_content, "
	    "stored, "
	    "answer1, answer2, answer3, answer4 FROM temp.resolved ORDER BY "
	    "rank",
	[STATEMENT_RESOLVE_CUSTOMERS] =
	    "INSERT INTO temp.resolved (position, content, packed, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, s.content, s.packed, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT v.content FROM customer v "
	    "    WHERE v.customer = s.key AND v.effective_on <= s.date "
	    "    ORDER BY v.effective_on DESC, v.version DESC LIMIT 1), "
	    "(SELECT max(v.version) FROM customer v WHERE v.customer = s.key), "
	    "(SELECT 'seen' FROM customer v WHERE v.customer = s.key "
	    "    AND v.effective_on = s.date AND v.content = s.content), "
	    "(SELECT 'ever' FROM customer v WHERE v.customer = s.key "
	    "    AND v.content = s.content), "
	    "NULL "
	    "FROM temp.staged s "
	    "WINDOW same AS (PARTITION BY s.key, s.date ORDER BY s.position) "
	    "ORDER BY s.key, s.date, s.position",
	[STATEMENT_RESOLVE_ACCOUNTS] =
	    "INSERT INTO temp.resolved (position, content, packed, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, s.content, s.packed, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT v.content FROM account_version v "
	    "    WHERE v.account = s.key AND v.effective_on <= s.date "
	    "    ORDER BY v.effective_on DESC, v.version DESC LIMIT 1), "
	    "(SELECT max(v.version) FROM account_version v WHERE v.account = "
	    "s.key), "
	    "(SELECT 'seen' FROM account_version v WHERE v.account = s.key "
	    "    AND v.effective_on = s.date AND v.content = s.content), "
	    "(SELECT 'ever' FROM account_version v WHERE v.account = s.key "
	    "    AND v.content = s.content), "
	    "(SELECT CASE "
	    "WHEN NOT EXISTS (SELECT 1 FROM customer c WHERE c.customer = "
	    "s.part) "
	    "THEN 'customer ' || s.part "
	    "WHEN s.reference <> '' AND NOT EXISTS (SELECT 1 FROM account a "
	    "    WHERE a.account = s.reference) "
	    "        AND NOT EXISTS (SELECT 1 FROM temp.staged o WHERE o.key = "
	    "s.reference) "
	    "THEN 'parent ' || s.reference "
	    "WHEN s.other <> '' AND NOT EXISTS (SELECT 1 FROM account a "
	    "    WHERE a.account = s.other) "
	    "    AND NOT EXISTS (SELECT 1 FROM temp.staged o WHERE o.key = "
	    "s.other) "
	    "THEN 'payer ' || s.other END) "
	    "FROM temp.staged s "
	    "WINDOW same AS (PARTITION BY s.key, s.date ORDER BY s.position) "
	    "ORDER BY s.key, s.date, s.position",
	[STATEMENT_RESOLVE_ORDERS] =
	    "INSERT INTO temp.resolved (position, content, packed, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, s.content, s.packed, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT o.content FROM order_line o "
	    "    WHERE o.order_id = s.key AND o.line = s.part), "
	    "(SELECT v.currency FROM account_version v WHERE v.account = s.account "
	    "ORDER BY v.effective_on DESC, v.version DESC LIMIT 1), "
	    "(SELECT b.account FROM subscription b WHERE b.subscription = "
	    "s.reference), "
	    "(SELECT min(o.start) FROM order_line o WHERE o.account = "
	    "s.account "
	    "    AND o.subscription = s.reference AND o.action = 'add'), "
	    "(SELECT min(o.start) FROM order_line o WHERE o.account = "
	    "s.account "
	    "    AND o.subscription = s.reference AND o.action = 'cancel') "
	    "FROM temp.staged s "
	    "WINDOW same AS (PARTITION BY s.key, s.part ORDER BY s.position) "
	    "ORDER BY s.reference, s.position",
	[STATEMENT_RESOLVE_ADJUSTMENTS] =
	    "INSERT INTO temp.resolved (position, content, packed, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, s.content, s.packed, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT a.content FROM adjustment a WHERE a.adjustment = s.key), "
	    "(SELECT a.account FROM account a WHERE a.account = s.account), "
	    "(SELECT b.account FROM subscription b WHERE b.subscription = "
	    "s.reference), "
	    "(SELECT o.plan FROM order_line o WHERE o.account = s.account "
	    "    AND o.subscription = s.reference AND o.action = 'add'), "
	    "(SELECT o.catalog FROM order_line o WHERE o.account = s.account "
	    "    AND o.subscription = s.reference AND o.action = 'add') "
	    "FROM temp.staged s "
	    "WINDOW same AS (PARTITION BY s.key ORDER BY s.position) "
	    "ORDER BY s.key, s.position",
	[STATEMENT_RESOLVE_TAX_RATES] =
	    "INSERT INTO temp.resolved (position, content, packed, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, s.content, s.packed, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT r.content FROM tax_rate r WHERE r.jurisdiction = s.key "
	    "    AND r.tax_code = s.part AND r.name = s.reference "
	    "    AND r.\"from\" = s.date), "
	    "NULL, NULL, NULL, NULL "
	    "FROM temp.staged s "
	    "WINDOW same AS (PARTITION BY s.key, s.part, s.reference, s.date "
	    "    ORDER BY s.position) "
	    "ORDER BY s.position",
	[STATEMENT_RESOLVE_DOCUMENTS] =
	    "INSERT INTO temp.resolved (position, content, packed, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, s.content, s.packed, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "CAST(d.seal AS BLOB), d.invoice, "
	    "coalesce(d.customer, (SELECT v.customer FROM account_version v "
	    "    WHERE v.account = s.account AND v.effective_on <= s.date "
	    "    ORDER BY v.effective_on DESC, v.version DESC LIMIT 1)), "
	    "(SELECT sum(a.revision) FROM account a WHERE a.account IN "
	    "    (SELECT p.account FROM temp.party p "
	    "    WHERE p.position = s.position)), "
	    "d.net || ' ' || d.tax || ' ' || d.lines "
	    "FROM temp.staged s LEFT JOIN document d ON d.document = s.key "
	    "WINDOW same AS (PARTITION BY s.key ORDER BY s.position) "
	    "ORDER BY s.position",
	[STATEMENT_CUSTOMER_INSERT] =
	    "INSERT INTO customer (content, version, effective_on, customer, "
	    "name, email, phone, address1, address2, city, region, "
	    "postal_code, "
	    "country, tax_id, language, segment, extra) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
	    "$14, $15, $16, $17)",
	[STATEMENT_ACCOUNT_INSERT] =
	    "INSERT INTO account (account, revision) VALUES ($1, 0)",
	[STATEMENT_ACCOUNT_TOUCH] =
	    "UPDATE account SET revision = revision + 1 WHERE account = $1",
	[STATEMENT_ACCOUNT_VERSION_INSERT] =
	    "INSERT INTO account_version (content, version, effective_on, "
	    "account, customer, name, currency, bill_day, bill_every, parent, "
	    "payer, terms_days, timezone, delivery, format, template, "
	    "language, "
	    "po_number, group_by, tax_region, tax_exempt, source, source_id, "
	    "extra) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
	    "$14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)",
	[STATEMENT_SUBSCRIPTION_INSERT] =
	    "INSERT INTO subscription (subscription, account) VALUES ($1, $2)",
	[STATEMENT_ORDER_INSERT] =
	    "INSERT INTO order_line (content, order_id, line, action, account, "
	    "subscription, service, catalog, plan, charge, quantity, price, "
	    "start, \"end\", term_months, renew, agreement, opportunity, "
	    "po_number, bill_from, source, source_id, reason, extra) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
	    "$14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)",
	[STATEMENT_ADJUSTMENT_INSERT] =
	    "INSERT INTO adjustment (content, adjustment, account, amount, "
	    "currency, reason, effective_on, subscription, charge, extra) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
	[STATEMENT_TAX_RATE_INSERT] =
	    "INSERT INTO tax_rate (content, jurisdiction, tax_code, name, "
	    "rate, "
	    "\"from\", \"to\", sequence, taxable, kind, extra) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
	[STATEMENT_TAX_RATE_SELECT] = "SELECT revision, jurisdiction, "
				      "tax_code, name, rate, \"from\", \"to\", "
				      "sequence, "
				      "taxable FROM tax_rate ORDER BY revision",
	[STATEMENT_RUN_OWNERS] =
	    "SELECT v.payer, v.account, a.revision, w.effective_on, "
	    "w.bill_day, "
	    "w.timezone, "
	    "w.tax_region, w.tax_exempt "
	    "FROM account_version v "
	    "JOIN account a ON a.account = v.account "
	    "JOIN account_version w ON w.account = v.account AND "
	    "w.effective_on "
	    "<= $1 "
	    "WHERE v.effective_on <= $1 AND v.payer >= $2 AND v.payer <= $3 "
	    "AND NOT EXISTS (SELECT 1 FROM account_version n WHERE n.account = "
	    "v.account "
	    "    AND n.effective_on <= $1 "
	    "    AND (n.effective_on, n.version) > (v.effective_on, "
	    "v.version)) "
	    "ORDER BY v.payer, v.account, w.effective_on, w.version",
	[STATEMENT_RUN_PAYERS] =
	    "SELECT v.account, a.revision, v.terms_days, v.bill_every, "
	    "v.bill_day "
	    "FROM account_version v JOIN account a ON a.account = v.account "
	    "WHERE v.effective_on <= $1 AND v.account >= $2 AND v.account <= "
	    "$3 "
	    "AND NOT EXISTS (SELECT 1 FROM account_version n WHERE n.account = "
	    "v.account "
	    "    AND n.effective_on <= $1 "
	    "    AND (n.effective_on, n.version) > (v.effective_on, "
	    "v.version)) "
	    "ORDER BY v.account",
	[STATEMENT_RUN_ORDERS] =
	    "SELECT v.payer, o.account, o.subscription, o.sequence, o.action, "
	    "o.start, "
	    "o.\"end\", o.bill_from, o.catalog, o.plan, o.quantity, o.price, "
	    "o.charge, "
	    "o.service, o.term_months, o.renew "
	    "FROM account_version v "
	    "JOIN order_line o ON o.account = v.account "
	    "WHERE v.effective_on <= $1 AND v.payer >= $2 AND v.payer <= $3 "
	    "AND NOT EXISTS (SELECT 1 FROM account_version n WHERE n.account = "
	    "v.account "
	    "    AND n.effective_on <= $1 "
	    "    AND (n.effective_on, n.version) > (v.effective_on, "
	    "v.version)) "
	    "ORDER BY v.payer, v.account, o.subscription, o.start, o.sequence",
	[STATEMENT_RUN_POSTED] =
	    "SELECT v.payer, l.owner, l.subscription, l.charge, l.kind, "
	    "l.plan, "
	    "l.catalog, "
	    "l.order_price, l.cycle_start, l.cycle_end, l.revision, l.service, "
	    "l.product, "
	    "l.description, l.period_start, l.period_end, l.quantity, l.unit, "
	    "l.unit_price, "
	    "l.amount, l.tax_code, l.upto, d.invoice || '/' || l.line, "
	    "d.account, d.currency, "
	    "c.invoice || '/' || l.corrects_line, l.posting, l.line, "
	    "t.tax_seq, t.name, t.jurisdiction, t.rate, t.amount, t.taxable "
	    "FROM account_version v "
	    "JOIN line l ON l.owner = v.account AND l.adjustment = '' "
	    "JOIN document d ON d.posting = l.posting "
	    "LEFT JOIN document c ON c.posting = l.corrects_posting "
	    "LEFT JOIN line_tax t ON t.posting = l.posting AND t.line = l.line "
	    "WHERE v.effective_on <= $1 AND v.payer >= $2 AND v.payer <= $3 "
	    "AND NOT EXISTS (SELECT 1 FROM account_version n WHERE n.account = "
	    "v.account "
	    "    AND n.effective_on <= $1 "
	    "    AND (n.effective_on, n.version) > (v.effective_on, "
	    "v.version)) "
	    "ORDER BY v.payer, v.account, l.subscription, l.charge, l.kind, "
	    "l.plan, "
	    "l.catalog, l.order_price, l.cycle_start, l.cycle_end, l.revision, "
	    "l.part, "
	    "t.tax_seq",
	[STATEMENT_RUN_ADJUSTMENTS] =
	    "SELECT v.payer, a.account, a.subscription, a.adjustment, "
	    "a.amount, "
	    "a.currency, "
	    "a.reason, a.effective_on, a.charge "
	    "FROM account_version v "
	    "JOIN adjustment a ON a.account = v.account AND a.effective_on <= "
	    "$1 "
	    "WHERE v.effective_on <= $1 AND v.payer >= $2 AND v.payer <= $3 "
	    "AND NOT EXISTS (SELECT 1 FROM account_version n WHERE n.account = "
	    "v.account "
	    "    AND n.effective_on <= $1 "
	    "    AND (n.effective_on, n.version) > (v.effective_on, "
	    "v.version)) "
	    "AND NOT EXISTS (SELECT 1 FROM line l "
	    "    WHERE l.adjustment = a.adjustment AND l.adjustment <> '') "
	    "ORDER BY v.payer, v.account, a.subscription, a.adjustment",
	[STATEMENT_TAX_REVISION] =
	    "SELECT coalesce(max(revision), 0) FROM tax_rate",
	[STATEMENT_POSTING_LAST] =
	    "SELECT coalesce(max(posting), 0) FROM document",
	[STATEMENT_TRANSACTION_LAST] =
	    "SELECT coalesce(max(transaction_id), 0) FROM journal_transaction",
	[STATEMENT_NUMBER_LAST] =
	    "SELECT coalesce(max(number), 0) FROM document WHERE series = $1 "
	    "AND year = $2",
	[STATEMENT_DOCUMENT_INSERT] =
	    "INSERT INTO document (posting, invoice, document, document_type, "
	    "account, customer, issue_date, due_date, currency, net, tax, "
	    "total, lines, series, year, number, seal) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
	    "$14, $15, $16, $17)",
	[STATEMENT_LINE_INSERT] =
	    "INSERT INTO line (posting, line, kind, owner, subscription, "
	    "service, charge, product, description, period_start, period_end, "
	    "quantity, unit, unit_price, amount, tax_code, corrects_posting, "
	    "corrects_line, upto, plan, catalog, order_price, cycle_start, "
	    "cycle_end, revision, part, adjustment) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
	    "$14, $15, $16, (SELECT posting FROM document WHERE invoice = "
	    "$17), "
	    "$18, $19, $20, $21, $22, $23, $24, $25, $26, $27)",
	[STATEMENT_LINE_TAX_INSERT] =
	    "INSERT INTO line_tax (posting, line, tax_seq, name, jurisdiction, "
	    "rate, amount, taxable) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	[STATEMENT_TRANSACTION_INSERT] =
	    "INSERT INTO journal_transaction (transaction_id, date, account, "
	    "document, memo) "
	    "VALUES ($1, $2, $3, $4, $5)",
	[STATEMENT_JOURNAL_INSERT] =
	    "INSERT INTO journal (transaction_id, entry, role, account_code, "
	    "product, amount, currency) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7)",
	[STATEMENT_AUDIT_LAST] =
	    "SELECT sequence, hash, recorded_at FROM audit ORDER BY sequence "
	    "DESC LIMIT 1",
	[STATEMENT_AUDIT_INSERT] =
	    "INSERT INTO audit (sequence, command, subject, input, \"in\", "
	    "accepted, changed, duplicate, rejected, documents, amounts, "
	    "previous, hash, recorded_at, user, command_line) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
	    "$14, $15, $16)",
	[STATEMENT_AUDIT_SELECT] =
	    "SELECT sequence, command, subject, input, \"in\", accepted, "
	    "changed, "
	    "duplicate, "
	    "rejected, documents, amounts, previous, hash, recorded_at, user, "
	    "command_line "
	    "FROM audit ORDER BY sequence",
};

const char *
statement_text(enum statement statement)
{
	assert(statements[statement] != NULL);
	return statements[statement];
}
