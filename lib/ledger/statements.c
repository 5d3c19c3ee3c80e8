/*
 * The table of statements; the shelf that uses one says what it is for.
 */
#include "ledger/statements.h"

#include <assert.h>
#include <stddef.h>

/*
 * A run and rating each go through the same streams, also both at once, so each
 * has statements of its own; what they share is written here.
 */
#define WHERE_PAID_BY \
	"WHERE v.effective_on <= $1 AND v.payer >= $2 AND v.payer <= $3 " \
	"AND +v.account >= $4 AND +v.account <= $5 " \
	"AND NOT EXISTS (SELECT 1 FROM account_fact n " \
	"    WHERE n.account = v.account AND n.effective_on <= $1 " \
	"    AND (n.effective_on, n.version) > (v.effective_on, v.version)) "

/* Each account has one such version.  As its whole key is named, SQLite knows
 * that, and follows its indexes instead of sorting. */
#define BY_PAYER "ORDER BY v.payer, v.account, v.effective_on, v.version, "

/* Where there are no such rows, nobody is gone through: -1 is no limit. */
#define IF_ANY(rows) " LIMIT -EXISTS (SELECT 1 FROM " rows ")"

#define OWNERS \
	"SELECT v.payer, v.account, a.revision, w.effective_on, w.bill_day, " \
	"w.timezone, w.tax_region, w.tax_exempt " \
	"FROM account_fact v " \
	"JOIN account a ON a.account = v.account " \
	"JOIN account_fact w ON w.account = v.account " \
	"AND w.effective_on <= $1 " WHERE_PAID_BY BY_PAYER \
	"w.effective_on, w.version"

/* As ledger/orders takes them, but for the first column; the last is what was
 * delivered of a line that is fulfilled in parts. */
/* Those that the document $1 bills, and whose orders granted a coupon. */
#define EXPLAINED_SUBSCRIPTIONS \
	"SELECT owner, subscription FROM line WHERE posting = $1 " \
	"UNION SELECT g.account, g.subscription FROM line l " \
	"JOIN order_line g ON g.order_id = l.order_id " \
	"    AND g.line = l.order_line AND g.account = l.owner " \
	"WHERE l.posting = $1"

#define ORDER_COLUMNS \
	"o.account, o.subscription, o.sequence, o.action, o.acts_on, " \
	"o.\"end\", o.bill_from, o.catalog, o.plan, o.quantity, o.price, " \
	"o.charge, o.service, o.order_id, o.line, o.trial, o.trial_end, " \
	"o.term_months, o.renew, o.uplift, o.notice, o.termination, " \
	"o.termination_value, o.minimum_value, o.suspension, o.term_end, " \
	"o.anchor_on, o.voids, o.discounts, o.discount, o.promotion, " \
	"o.po_number, o.fulfilled, CASE o.fulfilled WHEN '' THEN '' ELSE " \
	"(SELECT group_concat(f.date || ' ' || f.quantity, ' ') FROM " \
	"(SELECT d.date, d.quantity FROM fulfilment d " \
	"    WHERE d.order_id = o.order_id AND d.line = o.line " \
	"    ORDER BY d.date, d.sequence) f) END "

/* The add of a subscription: the first that is not void, else the first. */
#define FIRST_ADD(of) \
	"(SELECT f.sequence FROM order_line f WHERE f.account = " of \
	".account AND f.subscription = " of ".subscription " \
	"AND f.action = 'add' ORDER BY EXISTS (SELECT 1 FROM order_line x " \
	"    WHERE x.account = f.account " \
	"    AND x.subscription = f.subscription AND x.action = 'void' " \
	"    AND x.voids = f.order_id || '/' || f.line), " \
	"f.acts_on, f.sequence LIMIT 1) "

#define ORDERS \
	"SELECT v.payer, " ORDER_COLUMNS "FROM account_fact v " \
	"JOIN order_line o ON o.account = v.account " WHERE_PAID_BY BY_PAYER \
	"o.subscription, o.acts_on, o.sequence"

#define POSTED_COLUMNS \
	"v.payer, l.owner, l.subscription, l.charge, l.kind, l.plan, " \
	"l.catalog, l.order_price, l.cycle_start, l.cycle_end, l.revision, " \
	"l.service, l.product, l.description, l.period_start, " \
	"l.period_end, l.quantity, l.unit, l.unit_price, l.amount, " \
	"l.tax_code, l.upto, d.invoice || '/' || l.line, d.account, " \
	"d.currency, c.invoice || '/' || l.corrects_line, l.posting, " \
	"l.line, l.dimensions, l.instance, l.order_id, l.order_line, " \
	"l.section, d.split"

#define POSTED_LINES \
	"FROM account_fact v " \
	"JOIN line l ON l.owner = v.account AND l.adjustment = '' " \
	"JOIN document d ON d.posting = l.posting " \
	"LEFT JOIN document c ON c.posting = l.corrects_posting "

#define POSTED_ORDER \
	BY_PAYER \
	"l.subscription, l.charge, l.kind, " \
	"l.plan, l.catalog, l.order_price, l.dimensions, l.instance, " \
	"l.cycle_start, l.cycle_end, l.revision, l.part"

/* Which order line a line of a document is of, and what that says. */
#define LINE_REFERENCES \
	"l.instance, l.order_id, l.order_line, l.section, d.split, " \
	"coalesce(o.agreement, ''), coalesce(o.opportunity, ''), " \
	"coalesce(o.po_number, ''), coalesce(o.sales_rep, ''), " \
	"coalesce(o.source, ''), coalesce(o.source_id, '') "

#define LINE_ORDER \
	"LEFT JOIN order_line o ON o.order_id = l.order_id " \
	"AND o.line = l.order_line AND l.order_id <> '' "

/* Whether an adjustment is of a day in no period of its charge: those behind it
 * were billed and none has it, or all was cancelled by then. */
#define NO_PERIOD \
	"a.period_start <> '' AND (EXISTS (SELECT 1 FROM line l " \
	"    WHERE l.owner = a.account AND l.subscription = a.subscription " \
	"    AND l.charge = a.charge AND l.cycle_start > a.period_start) " \
	"AND NOT EXISTS (SELECT 1 FROM line l " \
	"    WHERE l.owner = a.account AND l.subscription = a.subscription " \
	"    AND l.charge = a.charge AND (l.cycle_start = a.period_start OR " \
	"    l.cycle_start < a.period_start " \
	"    AND l.cycle_end > a.period_start)) " \
	"OR 'cancel' = (SELECT CASE WHEN o.acts_on <= a.period_start AND " \
	"    o.plan = '' AND o.charge = '' THEN o.action ELSE '' END " \
	"    FROM order_line o WHERE o.account = a.account " \
	"    AND o.subscription = a.subscription AND o.action <> 'void' " \
	"    AND NOT EXISTS (SELECT 1 FROM order_line w " \
	"    WHERE w.account = o.account " \
	"    AND w.subscription = o.subscription " \
	"    AND w.voids = o.order_id || '/' || o.line) " \
	"    ORDER BY o.acts_on DESC, o.sequence DESC LIMIT 1)) "

/* Adjustments, with what their subscription was begun by, and who decided. */
#define ADJUSTMENTS \
	"SELECT a.adjustment, a.account, a.kind, a.amount, a.percent, " \
	"a.currency, a.reason, a.effective_on, a.subscription, a.charge, " \
	"a.period_start, CASE WHEN p.decision = 'refused' THEN 'refused' " \
	"WHEN a.approval = 'needed' AND p.decision IS NULL THEN 'pending' " \
	"WHEN b.count > 0 AND (a.kind <> 'credit' OR b.amount <= a.amount) " \
	"THEN 'billed' WHEN " NO_PERIOD " THEN 'no period' " \
	"ELSE 'approved' END, coalesce(b.amount, 0), " \
	"coalesce(r.user, ''), coalesce(d.user, ''), " \
	"coalesce(p.reason, ''), coalesce(o.order_id, ''), " \
	"coalesce(o.line, ''), coalesce(o.agreement, ''), " \
	"coalesce(o.opportunity, ''), coalesce(o.po_number, ''), " \
	"coalesce(o.sales_rep, ''), coalesce(o.source, ''), " \
	"coalesce(o.source_id, '') FROM adjustment a " \
	"LEFT JOIN approval p ON p.kind = 'adjustment' " \
	"AND p.object = a.adjustment " \
	"LEFT JOIN audit r ON r.sequence = a.audit " \
	"LEFT JOIN audit d ON d.sequence = p.audit " \
	"LEFT JOIN (SELECT adjustment, sum(amount) AS amount, " \
	"count(*) AS count FROM line WHERE adjustment <> '' " \
	"GROUP BY adjustment) b ON b.adjustment = a.adjustment " \
	"LEFT JOIN order_line o ON o.sequence = (SELECT f.sequence " \
	"FROM order_line f WHERE a.subscription <> '' " \
	"AND f.account = a.account AND f.subscription = a.subscription " \
	"AND f.action = 'add' ORDER BY f.acts_on, f.sequence LIMIT 1) " \
	"WHERE $1 <> '' AND a.account >= $2 AND a.account <= $3 "

/* Imports that need approval, and what became of them. */
#define APPROVALS \
	"WITH waiting (audit, object, records) AS (" \
	"SELECT audit, version, 1 FROM catalog WHERE approval = 'needed' " \
	"UNION ALL SELECT audit, '', count(*) FROM tax_rate " \
	"WHERE approval = 'needed' GROUP BY audit) " \
	"SELECT w.audit, a.subject, w.object, w.records, a.reason, a.user, " \
	"a.recorded_at, coalesce(p.decision, 'pending'), " \
	"coalesce(d.user, ''), coalesce(nullif(p.reason, ''), d.reason, " \
	"'') FROM waiting w " \
	"JOIN audit a ON a.sequence = w.audit " \
	"LEFT JOIN approval p ON p.kind = 'import' " \
	"AND p.object = CAST(w.audit AS TEXT) " \
	"LEFT JOIN audit d ON d.sequence = p.audit "

/* The next number of a fact. */
#define NEXT(table) "(SELECT coalesce(max(sequence), 0) + 1 FROM " table ")"

/* A version of a customer or account as it comes in.  What is said of a person
 * goes into one table, the rest and a salted hash of that into another. */
#define CUSTOMER_ROW \
	"(SELECT $1 AS content, CAST($2 AS INTEGER) AS version, " \
	"$3 AS effective_on, $4 AS id, $5 AS name, $6 AS email, " \
	"$7 AS phone, $8 AS address1, $9 AS address2, $10 AS city, " \
	"$11 AS region, $12 AS postal_code, $13 AS country, " \
	"$14 AS tax_id, $15 AS language, $16 AS segment, $17 AS extra) "

#define ACCOUNT_ROW \
	"(SELECT $1 AS content, CAST($2 AS INTEGER) AS version, " \
	"$3 AS effective_on, $4 AS id, $5 AS customer, $6 AS name, " \
	"$7 AS currency, $8 AS bill_day, $9 AS bill_every, $10 AS parent, " \
	"$11 AS payer, $12 AS terms_days, $13 AS timezone, " \
	"$14 AS delivery, $15 AS format, $16 AS template, " \
	"$17 AS language, $18 AS po_number, $19 AS group_by, " \
	"$20 AS tax_region, $21 AS tax_exempt, $22 AS source, " \
	"$23 AS source_id, $24 AS split_by, $25 AS extra) "

#define PERSONAL_COLUMNS \
	"INSERT INTO personal (subject, id, effective_on, version, content, " \
	"name, extra, email, phone, address1, address2, city, region, " \
	"postal_code, tax_id, salt) "

#define PERSONAL_SALT(subject) \
	"sha256('billkit salt 1', (SELECT root FROM personal_root), " \
	"'" subject "', r.id, r.effective_on, r.version) "

#define PERSONAL_HASH \
	"sha256('billkit personal 1', p.salt, p.name, p.email, p.phone, " \
	"p.address1, p.address2, p.city, p.region, p.postal_code, " \
	"p.tax_id, p.extra, p.content) "

#define PERSONAL_OF(subject, row, id, p) \
	"JOIN personal " p " ON " p ".subject = '" subject "' " \
	"AND " p ".id = " row "." id " " \
	"AND " p ".effective_on = " row ".effective_on " \
	"AND " p ".version = " row ".version "

#define PERSONAL_ERASE \
	"UPDATE personal SET name = '', email = '', phone = '', " \
	"address1 = '', address2 = '', city = '', region = '', " \
	"postal_code = '', tax_id = '', extra = '{}', content = x'', " \
	"salt = x'' "

/* The customers that are to be erased, the accounts that are theirs now, and
 * those that ever were. */
#define LAST_OF(v) \
	"NOT EXISTS (SELECT 1 FROM account_fact n WHERE n.account = " v \
	".account AND (n.effective_on, n.version) > (" v ".effective_on, " v \
	".version)) "

#define ERASED_ACCOUNTS \
	"wanted AS MATERIALIZED (SELECT DISTINCT key FROM temp.staged), " \
	"own AS MATERIALIZED (SELECT w.key, v.account FROM wanted w " \
	"    CROSS JOIN account_fact v ON v.customer = w.key AND " LAST_OF( \
	    "v") "), ever AS MATERIALIZED (SELECT DISTINCT w.key, v.account, " \
		 "    EXISTS (SELECT 1 FROM own o WHERE o.key = w.key " \
		 "        AND o.account = v.account) AS own FROM wanted w " \
		 "    CROSS JOIN account_fact v ON v.customer = w.key) "

/* Documents with them, and lines for them on what others pay. */
#define ERASED_DOCUMENTS \
	"documents AS MATERIALIZED (SELECT e.key, d.posting, d.issue_date, " \
	"    d.lines FROM ever e CROSS JOIN document d " \
	"    ON d.account = e.account AND (e.own OR d.customer = e.key)), " \
	"billed AS MATERIALIZED (SELECT o.key, l.posting FROM own o " \
	"    CROSS JOIN line l ON l.owner = o.account AND l.adjustment = '' " \
	"    UNION SELECT o.key, l.posting FROM own o CROSS JOIN adjustment " \
	"a " \
	"    ON a.account = o.account JOIN line l " \
	"    ON l.adjustment = a.adjustment AND l.adjustment <> '') "

#define ERASED_USAGE \
	"events AS MATERIALIZED (SELECT o.key, count(*) AS count, " \
	"    max(u.occurred_at) AS last FROM (SELECT DISTINCT o.key, " \
	"        l.subscription FROM own o CROSS JOIN order_line l " \
	"        ON l.account = o.account) o CROSS JOIN usage_month m " \
	"    CROSS JOIN usage u ON u.month = m.month " \
	"        AND u.subscription = o.subscription GROUP BY o.key) "

/* The last day on which there was anything with them, or ''. */
#define ERASED_LAST \
	"coalesce((SELECT max(day) FROM (SELECT max(d.issue_date) AS day " \
	"    FROM documents d WHERE d.key = s.key " \
	"UNION ALL SELECT max(d.issue_date) FROM billed b JOIN document d " \
	"    ON d.posting = b.posting WHERE b.key = s.key " \
	"UNION ALL SELECT max(p.received_on) FROM own o JOIN payment p " \
	"    ON p.account = o.account WHERE o.key = s.key " \
	"UNION ALL SELECT max(t.date) FROM own o JOIN journal_transaction t " \
	"    ON t.account = o.account WHERE o.key = s.key " \
	"UNION ALL SELECT max(a.effective_on) FROM own o JOIN adjustment a " \
	"    ON a.account = o.account WHERE o.key = s.key " \
	"UNION ALL SELECT strftime('%Y-%m-%d', e.last / 1000000, " \
	"    'unixepoch') FROM events e WHERE e.key = s.key " \
	"UNION ALL SELECT j.acts_on)), '') "

/* What else must be settled before. */
#define ERASED_OBSTACLE \
	"coalesce((SELECT 'account ' || o.account || ' has an open balance " \
	"in ' || j.currency FROM own o JOIN journal_transaction t " \
	"    ON t.account = o.account JOIN journal j " \
	"    ON j.transaction_id = t.transaction_id " \
	"    AND j.role IN ('receivable', 'unapplied') WHERE o.key = s.key " \
	"    GROUP BY o.account, j.currency, j.role HAVING sum(j.amount) <> " \
	"0 " \
	"    ORDER BY o.account LIMIT 1), " \
	"(SELECT 'account ' || o.account || ' pays for account ' || " \
	"    v.account || ' of customer ' || v.customer FROM own o " \
	"    JOIN account_fact v ON v.payer = o.account " \
	"    AND v.customer <> o.key AND " LAST_OF( \
	    "v") "WHERE o.key = s.key ORDER BY v.account LIMIT 1), " \
		 "(SELECT text FROM parents p WHERE p.key = s.key)) "

/* How many there are of each thing that erasing tells of. */
#define ERASED_COUNTS \
	"(SELECT count(*) FROM customer_fact c WHERE c.customer = s.key) " \
	"|| ' ' || (SELECT count(*) FROM account_fact v " \
	"    WHERE v.customer = s.key) " \
	"|| ' ' || (SELECT count(*) || ' ' || coalesce(sum(lines), 0) " \
	"    FROM documents d WHERE d.key = s.key) " \
	"|| ' ' || (SELECT count(*) FROM own o JOIN journal_transaction t " \
	"    ON t.account = o.account JOIN journal j " \
	"    ON j.transaction_id = t.transaction_id WHERE o.key = s.key) " \
	"|| ' ' || (SELECT count(*) FROM own o JOIN payment p " \
	"    ON p.account = o.account WHERE o.key = s.key) " \
	"|| ' ' || (SELECT count(*) FROM own o JOIN order_line l " \
	"    ON l.account = o.account WHERE o.key = s.key) " \
	"|| ' ' || (SELECT count(*) FROM own o JOIN adjustment a " \
	"    ON a.account = o.account WHERE o.key = s.key) " \
	"|| ' ' || (SELECT count(*) FROM own o JOIN service v " \
	"    ON v.account = o.account WHERE o.key = s.key) " \
	"|| ' ' || coalesce((SELECT count FROM events e " \
	"    WHERE e.key = s.key), 0) "

#define TENURES \
	"WITH tenure AS (SELECT service, identifier_type, identifier, " \
	"max(\"from\", effective_on) AS first, " \
	"min(coalesce(nullif(\"to\", ''), 'never'), " \
	"lead(effective_on, 1, 'never') OVER " \
	"(PARTITION BY service ORDER BY effective_on, version)) AS last " \
	"FROM service) "

#define TWINS \
	"FROM tenure a JOIN tenure b ON b.identifier = a.identifier " \
	"AND b.identifier_type = a.identifier_type " \
	"AND b.service <> a.service " \
	"WHERE a.identifier <> '' AND a.first < a.last " \
	"AND b.first < b.last AND a.first < b.last AND b.first < a.last " \
	"AND (a.first, a.service) < (b.first, b.service) " \
	"ORDER BY a.identifier, b.first, b.service"

/* The month of an instant, also of one before 1970 (division is towards zero).
 */
#define MONTH(at) \
	"unixepoch((" at " - iif(" at " < 0, 999999, 0)) / 1000000, " \
	"'unixepoch', 'start of month') / 86400"

#define OF_WINDOW \
	"AND u.subscription = f.c1 " \
	"AND u.occurred_at >= f.c2 AND u.occurred_at < f.c3"

/* All usage of the windows that are fed, in their order; of one month each. */
#define FROM_WINDOWS \
	"FROM feed f LEFT JOIN usage u ON u.month = f.c4 " OF_WINDOW

/* The row of usage that is noted as late. */
#define LATE_ROW \
	"u.subscription = n.subscription AND u.occurred_at = n.occurred_at " \
	"AND u.event = n.event AND u.number = n.number " \
	"AND u.month = " MONTH("n.occurred_at") " "

static const char *const statements[STATEMENT_COUNT] = {
	[STATEMENT_MARK] = "SAVEPOINT mark",
	[STATEMENT_KEEP] = "RELEASE mark",
	[STATEMENT_COMPANY_INSERT] =
	    "INSERT INTO company (name, value, sequence) "
	    "VALUES ($1, $2, " NEXT("company") ")",
	[STATEMENT_COMPANY_SELECT] =
	    "SELECT name, value FROM company ORDER BY name",
	[STATEMENT_CATALOG_INSERT] =
	    "INSERT INTO catalog (version, effective, content, approval, "
	    "audit, sequence) VALUES ($1, $2, $3, $4, " NEXT("audit") ", " NEXT(
		"catalog") ")",
	[STATEMENT_CATALOG_FIND] =
	    "SELECT c.content, c.approval, coalesce(d.decision, '') "
	    "FROM catalog c LEFT JOIN approval d ON d.kind = 'import' "
	    "AND d.object = CAST(c.audit AS TEXT) "
	    "WHERE c.version = $1",
	[STATEMENT_CATALOG_SELECT] =
	    "SELECT version, effective FROM catalog_in_force "
	    "ORDER BY effective, version",
	[STATEMENT_CATALOG_SELECT_ALL] =
	    "SELECT version, effective FROM catalog "
	    "ORDER BY effective, version",
#define METRIC_COLUMNS \
	"metric, unit, aggregation, field, round_to, round_mode, expression, " \
	"recurring, \"values\", per "
	[STATEMENT_METRIC_INSERT] =
	    "INSERT INTO metric (catalog, " METRIC_COLUMNS ") VALUES "
	    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
	[STATEMENT_METRIC_SELECT] = "SELECT " METRIC_COLUMNS "FROM metric "
				    "WHERE catalog = $1 ORDER BY metric",
	[STATEMENT_HOLIDAY_INSERT] =
	    "INSERT INTO holiday (catalog, holidays, date) VALUES ($1, $2, $3)",
	[STATEMENT_HOLIDAY_SELECT] =
	    "SELECT holidays, date FROM holiday WHERE catalog = $1 "
	    "ORDER BY holidays, date",
	[STATEMENT_TIME_CLASS_INSERT] =
	    "INSERT INTO time_class (catalog, classes, position, class, "
	    "holidays, days, \"from\", \"to\") "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	[STATEMENT_TIME_CLASS_SELECT] =
	    "SELECT classes, class, holidays, days, \"from\", \"to\" "
	    "FROM time_class WHERE catalog = $1 ORDER BY classes, position",
	[STATEMENT_PRODUCT_INSERT] =
	    "INSERT INTO product (catalog, product, sku, name, line, tax_code, "
	    "revenue) VALUES ($1, $2, $3, $4, $5, $6, $7)",
	[STATEMENT_PRODUCT_SELECT] =
	    "SELECT product, sku, name, line, tax_code, revenue FROM product "
	    "WHERE catalog = $1 ORDER BY product",
#define PLAN_COLUMNS \
	"plan, product, name, currency, trial, trial_end, term_months, " \
	"renew, uplift, notice, termination, termination_value, " \
	"minimum_value, suspension "
	[STATEMENT_PLAN_INSERT] =
	    "INSERT INTO plan (catalog, " PLAN_COLUMNS ") VALUES ($1, $2, $3, "
	    "$4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
	[STATEMENT_PLAN_SELECT] = "SELECT " PLAN_COLUMNS "FROM plan WHERE "
				  "catalog = $1 ORDER BY plan",
#define CHARGE_COLUMNS \
	"plan, position, charge, kind, name, tax_code, revenue, product, " \
	"currency, price, every, anchor, \"when\", proration, per, \"on\", " \
	"metric, model, size, free, rate, fixed, free_events, free_amount, " \
	"min, max, included, minimum, maximum, discount, zero, markup, " \
	"pricing_unit, conversion, levels, rollover, rollover_max, pool, " \
	"commitment, commitment_term, overage, \"limit\", deck, number, " \
	"time_classes "
	[STATEMENT_CHARGE_INSERT] =
	    "INSERT INTO charge (catalog, " CHARGE_COLUMNS ") VALUES ("
	    "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
	    "$15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, "
	    "$27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, "
	    "$39, $40, $41, $42, $43, $44, $45, $46)",
	[STATEMENT_CHARGE_SELECT] = "SELECT " CHARGE_COLUMNS "FROM charge "
				    "WHERE catalog = $1 "
				    "ORDER BY plan, position",
	[STATEMENT_TIER_INSERT] =
	    "INSERT INTO tier (catalog, plan, position, tier, up_to, price, "
	    "flat, rate, cap) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
	[STATEMENT_TIER_SELECT] =
	    "SELECT plan, position, up_to, price, flat, rate, cap FROM tier "
	    "WHERE catalog = $1 ORDER BY plan, position, tier",
	[STATEMENT_MATRIX_INSERT] =
	    "INSERT INTO matrix_price (catalog, plan, position, row, "
	    "dimensions, price) VALUES ($1, $2, $3, $4, $5, $6)",
	[STATEMENT_MATRIX_SELECT] =
	    "SELECT plan, position, dimensions, price FROM matrix_price "
	    "WHERE catalog = $1 ORDER BY plan, position, row",
	[STATEMENT_CHARGE_ALERT_INSERT] =
	    "INSERT INTO charge_alert (catalog, plan, position, alert, "
	    "percent, amount, first_use) VALUES ($1, $2, $3, $4, $5, $6, $7)",
	[STATEMENT_CHARGE_ALERT_SELECT] =
	    "SELECT plan, position, percent, amount, first_use "
	    "FROM charge_alert WHERE catalog = $1 "
	    "ORDER BY plan, position, alert",
	[STATEMENT_RAMP_INSERT] =
	    "INSERT INTO charge_ramp (catalog, plan, position, step, after, "
	    "price) VALUES ($1, $2, $3, $4, $5, $6)",
	[STATEMENT_RAMP_SELECT] =
	    "SELECT plan, position, after, price FROM charge_ramp "
	    "WHERE catalog = $1 ORDER BY plan, position, step",
	[STATEMENT_COMPONENT_INSERT] =
	    "INSERT INTO charge_component (catalog, plan, position, component, "
	    "product, price) VALUES ($1, $2, $3, $4, $5, $6)",
	[STATEMENT_COMPONENT_SELECT] =
	    "SELECT plan, position, product, price FROM charge_component "
	    "WHERE catalog = $1 ORDER BY plan, position, component",
#define DISCOUNT_COLUMNS \
	"discount, name, \"on\", percent, amount, currency, plan, product, " \
	"line, charge, kind, periods, until, code, \"limit\", " \
	"customer_limit, \"from\", \"to\" "
	[STATEMENT_DISCOUNT_INSERT] =
	    "INSERT INTO discount (catalog, " DISCOUNT_COLUMNS ") VALUES ($1, "
	    "$2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
	    "$16, $17, $18, $19)",
	[STATEMENT_DISCOUNT_SELECT] =
	    "SELECT " DISCOUNT_COLUMNS "FROM discount WHERE catalog = $1 "
	    "ORDER BY discount",
	[STATEMENT_FILTER_INSERT] =
	    "INSERT INTO charge_filter (catalog, plan, position, dimension, "
	    "value) VALUES ($1, $2, $3, $4, $5)",
	[STATEMENT_FILTER_SELECT] =
	    "SELECT plan, position, dimension, value FROM charge_filter WHERE "
	    "catalog = $1 ORDER BY plan, position, dimension",
	[STATEMENT_ALERT_INSERT] =
	    "INSERT INTO alert (alert, sent_on, sequence) "
	    "VALUES ($1, $2, " NEXT("alert") ")",
	[STATEMENT_ALERT_SELECT] = "SELECT alert FROM alert ORDER BY alert",
	[STATEMENT_USAGE_RULE_LIST_INSERT] =
	    "INSERT INTO usage_rule_list (version, rules) "
	    "SELECT coalesce(max(version), 0) + 1, $1 FROM usage_rule_list",
	[STATEMENT_USAGE_RULE_INSERT] =
	    "INSERT INTO usage_rule (version, position, rule, billable, "
	    "metric, subscription, service, \"from\", \"to\", dimensions) "
	    "SELECT max(version), $1, $2, $3, $4, $5, $6, $7, $8, $9 "
	    "FROM usage_rule_list",
	[STATEMENT_USAGE_RULE_SELECT] =
	    "SELECT rule, billable, metric, subscription, service, \"from\", "
	    "\"to\", dimensions FROM usage_rule WHERE version = "
	    "(SELECT max(version) FROM usage_rule_list) ORDER BY position",
	[STATEMENT_STAGED_CREATE] =
	    "CREATE TEMP TABLE staged ( "
	    "position INTEGER PRIMARY KEY, key TEXT NOT NULL, part TEXT NOT "
	    "NULL, "
	    "date TEXT NOT NULL, account TEXT NOT NULL, reference TEXT NOT "
	    "NULL, "
	    "other TEXT NOT NULL, more TEXT, content BLOB NOT NULL, "
	    "packed BLOB NOT NULL)",
	[STATEMENT_STAGED_INDEX] =
	    "CREATE INDEX temp.staged_key ON staged (key)",
	[STATEMENT_PARTY_CREATE] =
	    "CREATE TEMP TABLE party (position INTEGER NOT NULL, "
	    "account TEXT NOT NULL)",
	[STATEMENT_PARTY_INDEX] =
	    "CREATE INDEX temp.party_position ON party (position)",
	[STATEMENT_RESOLVED_CREATE] =
	    "CREATE TEMP TABLE resolved ( "
	    "rank INTEGER PRIMARY KEY, position INTEGER, "
	    "first_position INTEGER, first_content BLOB, stored BLOB, "
	    "answer1 TEXT, answer2 TEXT, answer3 TEXT, answer4 TEXT, "
	    "answer5 TEXT, answer6 TEXT)",
	/* What is found of order lines, line by line, and the orders that are
	 * refused for it; and all lines as they are to be judged. */
	[STATEMENT_JUDGED_CREATE] =
	    "CREATE TEMP TABLE judged (position INTEGER PRIMARY KEY, "
	    "reason TEXT, acts_on TEXT, catalog TEXT, discounts TEXT, "
	    "term_end TEXT, begins TEXT)",
	[STATEMENT_SPOILED_CREATE] =
	    "CREATE TEMP TABLE spoiled (key TEXT PRIMARY KEY, "
	    "position INTEGER NOT NULL)",
	[STATEMENT_JUDGING_CREATE] =
	    "CREATE TEMP TABLE judging (rank INTEGER PRIMARY KEY, "
	    "position INTEGER, first_position INTEGER, first_content BLOB, "
	    "stored BLOB, currency TEXT, owner TEXT, spoiled INTEGER, "
	    "bill_days TEXT, used INTEGER, used_customer INTEGER, "
	    "turn INTEGER, turn_customer INTEGER, reason TEXT, judged TEXT)",
	[STATEMENT_STAGED_BEGIN] = "BEGIN",
	[STATEMENT_STAGED_END] = "COMMIT",
	[STATEMENT_STAGED_INSERT] =
	    "INSERT INTO temp.staged (position, key, part, date, account, "
	    "reference, other, more, content, packed) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
	[STATEMENT_PARTY_INSERT] =
	    "INSERT INTO temp.party (position, account) VALUES ($1, $2)",
	[STATEMENT_RESOLVED_SELECT] =
	    "SELECT r.position, s.content, s.packed, r.first_position, "
	    "r.first_content, "
	    "r.stored, "
	    "r.answer1, r.answer2, r.answer3, r.answer4, r.answer5, "
	    "r.answer6 FROM temp.resolved r "
	    "JOIN temp.staged s ON s.position = r.position ORDER BY "
	    "r.rank",
	[STATEMENT_JUDGED_INSERT] =
	    "INSERT INTO temp.judged (position, reason, acts_on, "
	    "catalog, discounts, term_end, begins) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7) "
	    "ON CONFLICT (position) DO UPDATE SET reason = excluded.reason, "
	    "acts_on = excluded.acts_on, catalog = excluded.catalog, "
	    "discounts = excluded.discounts, term_end = excluded.term_end, "
	    "begins = excluded.begins",
	[STATEMENT_SPOILED_INSERT] =
	    "INSERT INTO temp.spoiled (key, position) VALUES ($1, $2) "
	    "ON CONFLICT (key) DO UPDATE "
	    "SET position = min(position, excluded.position)",
	[STATEMENT_JUDGING_CLEAR] = "DELETE FROM temp.judging",
	[STATEMENT_JUDGING_FILL] =
	    "INSERT INTO temp.judging (position, first_position, "
	    "first_content, stored, currency, owner, spoiled, bill_days, "
	    "used, used_customer, turn, turn_customer, reason, judged) "
	    "WITH line AS MATERIALIZED (SELECT s.position, s.key, s.account, "
	    "    s.reference, coalesce(s.more, '') AS promotion, "
	    "    o.content AS stored, "
	    "    (SELECT v.customer FROM account_version v "
	    "        WHERE v.account = s.account "
	    "        ORDER BY v.effective_on DESC, v.version DESC LIMIT 1) "
	    "    AS customer, first_value(s.position) OVER same AS first, "
	    "    first_value(s.content) OVER same AS first_content "
	    "    FROM temp.staged s LEFT JOIN order_line o "
	    "    ON o.order_id = s.key AND o.line = s.part "
	    "    WINDOW same AS (PARTITION BY s.key, s.part "
	    "        ORDER BY s.position)), "
	    "used AS (SELECT o.promotion, (SELECT v.customer "
	    "    FROM account_version v WHERE v.account = o.account "
	    "    ORDER BY v.effective_on DESC, v.version DESC LIMIT 1) "
	    "    AS customer FROM order_line o "
	    "    WHERE o.promotion <> '' AND o.promotion IN "
	    "    (SELECT s.more FROM temp.staged s) "
	    "    AND o.order_id || '/' || o.line NOT IN "
	    "    (SELECT w.voids FROM order_line w WHERE w.voids <> '')), "
	    "turns AS (SELECT s.position, "
	    "    sum(s.stored IS NULL AND s.position = s.first "
	    "    AND p.position IS NULL) OVER (PARTITION BY s.promotion "
	    "    ORDER BY s.position) AS turn, "
	    "    sum(s.stored IS NULL AND s.position = s.first "
	    "    AND p.position IS NULL) OVER (PARTITION BY s.promotion, "
	    "    s.customer ORDER BY s.position) AS turn_customer "
	    "    FROM line s LEFT JOIN temp.spoiled p ON p.key = s.key "
	    "    WHERE s.promotion <> '') "
	    "SELECT s.position, s.first, s.first_content, s.stored, "
	    "(SELECT v.currency FROM account_version v "
	    "    WHERE v.account = s.account "
	    "    ORDER BY v.effective_on DESC, v.version DESC LIMIT 1), "
	    "b.account, p.position, "
	    "(SELECT group_concat(d.\"from\" || ' ' || d.bill_day, ' ') "
	    "    FROM (SELECT coalesce(nullif(v.effective_on, ''), "
	    "        '0001-01-01') AS \"from\", v.bill_day "
	    "        FROM account_version v WHERE v.account = s.account "
	    "        ORDER BY v.effective_on, v.version) d), "
	    "u.times, c.times, "
	    "t.turn, t.turn_customer, "
	    "j.reason, j.acts_on FROM line s "
	    "LEFT JOIN subscription b ON b.subscription = s.reference "
	    "LEFT JOIN temp.spoiled p ON p.key = s.key "
	    "LEFT JOIN temp.judged j ON j.position = s.position "
	    "LEFT JOIN turns t ON t.position = s.position "
	    "LEFT JOIN (SELECT promotion, count(*) AS times FROM used "
	    "    GROUP BY promotion) u ON u.promotion = s.promotion "
	    "LEFT JOIN (SELECT promotion, customer, count(*) AS times "
	    "    FROM used GROUP BY promotion, customer) c "
	    "    ON c.promotion = s.promotion AND c.customer = s.customer "
	    "ORDER BY s.reference, s.position",
	[STATEMENT_JUDGING_LINES] =
	    "SELECT j.position, s.reference, s.key, s.part, s.content, "
	    "s.packed, j.first_position, j.first_content, j.stored, "
	    "j.currency, j.owner, j.spoiled, j.bill_days, j.used, "
	    "j.used_customer, j.turn, j.turn_customer, j.reason, j.judged "
	    "FROM temp.judging j JOIN temp.staged s "
	    "ON s.position = j.position ORDER BY j.rank",
	[STATEMENT_JUDGING_ORDERS] =
	    "SELECT '', " ORDER_COLUMNS
	    "FROM (SELECT DISTINCT reference FROM temp.staged) s "
	    "JOIN subscription b ON b.subscription = s.reference "
	    "JOIN order_line o ON o.account = b.account "
	    "    AND o.subscription = b.subscription "
	    "ORDER BY o.subscription, o.acts_on, o.sequence",
	[STATEMENT_JUDGING_COTERMS] =
	    "SELECT s.position, " ORDER_COLUMNS "FROM temp.staged s "
	    "JOIN subscription b ON b.subscription = s.other "
	    "JOIN order_line o ON o.account = b.account "
	    "    AND o.subscription = b.subscription "
	    "WHERE s.other <> '' "
	    "ORDER BY s.reference, s.position, o.acts_on, o.sequence",
	[STATEMENT_RESOLVE_CUSTOMERS] =
	    "INSERT INTO temp.resolved (position, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT v.content FROM customer v "
	    "    WHERE v.customer = s.key AND v.effective_on <= s.date "
	    "    ORDER BY v.effective_on DESC, v.version DESC LIMIT 1), "
	    "(SELECT max(v.version) FROM customer_fact v WHERE v.customer = "
	    "s.key) "
	    "|| ' ' || coalesce((SELECT v.effective_on FROM customer_fact v "
	    "WHERE v.customer = s.key AND v.effective_on <= s.date "
	    "ORDER BY v.effective_on DESC, v.version DESC LIMIT 1), ''), "
	    "(SELECT 'seen' FROM customer v WHERE v.customer = s.key "
	    "    AND v.effective_on = s.date AND v.content = s.content), "
	    "(SELECT 'ever' FROM customer v WHERE v.customer = s.key "
	    "    AND v.content = s.content), "
	    "(SELECT e.as_of FROM erasure e WHERE e.customer = s.key) "
	    "FROM temp.staged s "
	    "WINDOW same AS (PARTITION BY s.key, s.date ORDER BY s.position) "
	    "ORDER BY s.key, s.date, s.position",
	[STATEMENT_RESOLVE_ACCOUNTS] =
	    "INSERT INTO temp.resolved (position, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4, answer5) "
	    "SELECT s.position, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT v.content FROM account_version v "
	    "    WHERE v.account = s.key AND v.effective_on <= s.date "
	    "    ORDER BY v.effective_on DESC, v.version DESC LIMIT 1), "
	    "(SELECT max(v.version) FROM account_fact v WHERE v.account = "
	    "s.key) "
	    "|| ' ' || coalesce((SELECT v.effective_on FROM account_fact v "
	    "WHERE v.account = s.key AND v.effective_on <= s.date "
	    "ORDER BY v.effective_on DESC, v.version DESC LIMIT 1), ''), "
	    "(SELECT 'seen' FROM account_version v WHERE v.account = s.key "
	    "    AND v.effective_on = s.date AND v.content = s.content), "
	    "(SELECT 'ever' FROM account_version v WHERE v.account = s.key "
	    "    AND v.content = s.content), "
	    "(SELECT CASE "
	    "WHEN NOT EXISTS (SELECT 1 FROM customer_fact c WHERE c.customer = "
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
	    "THEN 'payer ' || s.other END), "
	    "(SELECT 'customer ' || e.customer || ' was erased as of ' || "
	    "    e.as_of FROM erasure e WHERE e.customer = s.part "
	    "    OR e.customer = (SELECT v.customer FROM account_fact v "
	    "        WHERE v.account = s.key "
	    "        ORDER BY v.effective_on DESC, v.version DESC LIMIT 1) "
	    "    LIMIT 1) "
	    "FROM temp.staged s "
	    "WINDOW same AS (PARTITION BY s.key, s.date ORDER BY s.position) "
	    "ORDER BY s.key, s.date, s.position",
	[STATEMENT_RESOLVE_ORDERS] =
	    "INSERT INTO temp.resolved (position, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4, answer5, answer6) "
	    "SELECT s.position, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT o.content FROM order_line o "
	    "    WHERE o.order_id = s.key AND o.line = s.part), "
	    "coalesce(j.reason, "
	    "'the order is refused with line ' || p.position), "
	    "j.acts_on, j.catalog, j.discounts, j.term_end, j.begins "
	    "FROM temp.staged s "
	    "LEFT JOIN temp.judged j ON j.position = s.position "
	    "LEFT JOIN temp.spoiled p ON p.key = s.key "
	    "WINDOW same AS (PARTITION BY s.key, s.part ORDER BY s.position) "
	    "ORDER BY s.reference, s.position",
	[STATEMENT_RESOLVE_FULFILMENTS] =
	    "INSERT INTO temp.resolved (position, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT f.content FROM fulfilment f WHERE f.fulfilment = s.key), "
	    "o.account, o.quantity, o.fulfilled, "
	    "(SELECT group_concat(f.quantity, ' ') FROM fulfilment f "
	    "    WHERE f.order_id = s.reference AND f.line = s.other) "
	    "FROM temp.staged s "
	    "LEFT JOIN order_line o ON o.order_id = s.reference "
	    "    AND o.line = s.other "
	    "WINDOW same AS (PARTITION BY s.key ORDER BY s.position) "
	    "ORDER BY s.reference, s.other, s.position",
	[STATEMENT_RESOLVE_ADJUSTMENTS] =
	    "INSERT INTO temp.resolved (position, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT a.content FROM adjustment a WHERE a.adjustment = s.key), "
	    "(SELECT v.currency FROM account_version v WHERE v.account = "
	    "s.account "
	    "ORDER BY v.effective_on DESC, v.version DESC LIMIT 1), "
	    "(SELECT b.account FROM subscription b WHERE b.subscription = "
	    "s.reference), "
	    "(SELECT group_concat(p.catalog || ' ' || p.plan, ' ') "
	    "    FROM (SELECT DISTINCT o.catalog, o.plan FROM order_line o "
	    "    WHERE o.account = s.account AND o.subscription = "
	    "    s.reference AND o.plan <> '') p), NULL "
	    "FROM temp.staged s "
	    "WINDOW same AS (PARTITION BY s.key ORDER BY s.position) "
	    "ORDER BY s.key, s.position",
	[STATEMENT_RESOLVE_APPROVALS] =
	    "INSERT INTO temp.resolved (position, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4, answer5, answer6) "
	    "SELECT s.position, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT p.content FROM approval p WHERE p.kind = s.part "
	    "    AND p.object = s.key), coalesce(a.account, i.subject), "
	    "CASE WHEN s.part = 'adjustment' THEN a.approval "
	    "WHEN EXISTS (SELECT 1 FROM catalog c WHERE c.audit = i.sequence "
	    "    AND c.approval = 'needed') THEN 'needed' "
	    "WHEN EXISTS (SELECT 1 FROM tax_rate t WHERE "
	    "    t.audit = i.sequence AND t.approval = 'needed') "
	    "THEN 'needed' ELSE '' END, coalesce(r.user, i.user), "
	    "(SELECT min(d.invoice) FROM line l "
	    "    JOIN document d ON d.posting = l.posting "
	    "    WHERE l.adjustment = s.key AND l.adjustment <> ''), "
	    "nullif(a.amount, 0), a.currency "
	    "FROM temp.staged s "
	    "LEFT JOIN adjustment a ON s.part = 'adjustment' "
	    "AND a.adjustment = s.key "
	    "LEFT JOIN audit r ON r.sequence = a.audit "
	    "LEFT JOIN audit i ON s.part = 'import' "
	    "AND i.sequence = CAST(s.key AS INTEGER) "
	    "WINDOW same AS (PARTITION BY s.part, s.key ORDER BY s.position) "
	    "ORDER BY s.position",
	/* Order lines of the customers that are to be erased. */
	[STATEMENT_ERASING_ORDERS] =
	    "WITH " ERASED_ACCOUNTS "SELECT s.position, " ORDER_COLUMNS
	    "FROM (SELECT key, min(position) AS position FROM temp.staged "
	    "    GROUP BY key) s "
	    "JOIN own w ON w.key = s.key "
	    "JOIN order_line o ON o.account = w.account "
	    "ORDER BY s.position, o.subscription, o.acts_on, o.sequence",
	[STATEMENT_RESOLVE_ERASURES] =
	    "WITH " ERASED_ACCOUNTS ", " ERASED_DOCUMENTS ", " ERASED_USAGE
	    ", parents AS MATERIALIZED (SELECT o.key, min('account ' || "
	    "    v.parent || ' stands above account ' || v.account || "
	    "    ' of customer ' || v.customer) AS text FROM account_fact v "
	    "    CROSS JOIN own o ON o.account = v.parent "
	    "    AND o.key <> v.customer WHERE v.parent <> '' AND " LAST_OF(
		"v") "GROUP BY o.key) "
		     "INSERT INTO temp.resolved (position, first_position, "
		     "first_content, stored, answer1, answer2, answer3, "
		     "answer4, answer5, answer6) "
		     "SELECT s.position, s.first_position, s.first_content, "
		     "e.content, (SELECT 'known' FROM customer_fact c "
		     "    WHERE c.customer = s.key), " ERASED_LAST
		     ", j.reason, " ERASED_OBSTACLE ", " ERASED_COUNTS
		     ", e.as_of FROM (SELECT position, key, "
		     "    first_value(position) OVER same AS first_position, "
		     "    first_value(content) OVER same AS first_content "
		     "    FROM temp.staged "
		     "    WINDOW same AS (PARTITION BY key "
		     "    ORDER BY position)) s "
		     "LEFT JOIN erasure e ON e.customer = s.key "
		     "LEFT JOIN temp.judged j ON j.position = s.first_position "
		     "ORDER BY s.key, s.position",
	[STATEMENT_RESOLVE_TAX_RATES] =
	    "INSERT INTO temp.resolved (position, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT r.content FROM tax_rate r "
	    "    LEFT JOIN approval d ON d.kind = 'import' "
	    "    AND d.object = CAST(r.audit AS TEXT) "
	    "    WHERE r.jurisdiction = s.key "
	    "    AND r.tax_code = s.part AND r.name = s.reference "
	    "    AND r.\"from\" = s.date AND (r.approval = '' "
	    "    OR d.decision IS NOT 'refused')), "
	    "(SELECT r.audit FROM tax_rate r "
	    "    LEFT JOIN approval d ON d.kind = 'import' "
	    "    AND d.object = CAST(r.audit AS TEXT) "
	    "    WHERE r.jurisdiction = s.key "
	    "    AND r.tax_code = s.part AND r.name = s.reference "
	    "    AND r.\"from\" = s.date AND r.approval = 'needed' "
	    "    AND d.decision IS NULL), NULL, NULL, NULL "
	    "FROM temp.staged s "
	    "WINDOW same AS (PARTITION BY s.key, s.part, s.reference, s.date "
	    "    ORDER BY s.position) "
	    "ORDER BY s.position",
	[STATEMENT_RESOLVE_SERVICES] =
	    "INSERT INTO temp.resolved (position, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT v.content FROM service v "
	    "    WHERE v.service = s.key AND v.effective_on <= s.date "
	    "    ORDER BY v.effective_on DESC, v.version DESC LIMIT 1), "
	    "(SELECT max(v.version) FROM service v WHERE v.service = s.key) "
	    "|| ' ' || coalesce((SELECT v.effective_on FROM service v "
	    "WHERE v.service = s.key AND v.effective_on <= s.date "
	    "ORDER BY v.effective_on DESC, v.version DESC LIMIT 1), ''), "
	    "(SELECT 'seen' FROM service v WHERE v.service = s.key "
	    "    AND v.effective_on = s.date AND v.content = s.content), "
	    "(SELECT 'ever' FROM service v WHERE v.service = s.key "
	    "    AND v.content = s.content), "
	    "(SELECT a.account FROM account a WHERE a.account = s.part) "
	    "FROM temp.staged s "
	    "WINDOW same AS (PARTITION BY s.key, s.date ORDER BY s.position) "
	    "ORDER BY s.key, s.date, s.position",
	[STATEMENT_RESOLVE_EXEMPTIONS] =
	    "INSERT INTO temp.resolved (position, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT e.content FROM exemption e WHERE e.certificate = s.key), "
	    "(SELECT a.account FROM account a WHERE a.account = s.account), "
	    "NULL, NULL, NULL "
	    "FROM temp.staged s "
	    "WINDOW same AS (PARTITION BY s.key ORDER BY s.position) "
	    "ORDER BY s.position",
	[STATEMENT_RESOLVE_EXCHANGE_RATES] =
	    "INSERT INTO temp.resolved (position, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT x.content FROM exchange_rate x "
	    "    WHERE x.from_currency = s.key AND x.to_currency = s.part "
	    "    AND x.date = s.date), "
	    "NULL, NULL, NULL, NULL "
	    "FROM temp.staged s "
	    "WINDOW same AS (PARTITION BY s.key, s.part, s.date "
	    "    ORDER BY s.position) "
	    "ORDER BY s.position",
	[STATEMENT_RESOLVE_RATES] =
	    "INSERT INTO temp.resolved (position, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "r.content, "
	    "r.price || ' ' || r.currency || ' for ' || r.per || "
	    "CASE r.\"to\" WHEN '' THEN '' ELSE ' to ' || r.\"to\" END || "
	    "', increments ' || r.increment_first || ' and ' || "
	    "r.increment_next || "
	    "CASE r.connect_fee WHEN '0' THEN '' ELSE ', connect fee ' || "
	    "r.connect_fee END || "
	    "CASE r.minimum_seconds WHEN '0' THEN '' ELSE ', minimum ' || "
	    "r.minimum_seconds END || "
	    "CASE r.maximum WHEN '' THEN '' ELSE ', maximum ' || r.maximum "
	    "END, NULL, NULL, NULL "
	    "FROM temp.staged s LEFT JOIN deck_rate r ON r.deck = s.key "
	    "    AND r.prefix = s.part AND r.time_class = s.reference "
	    "    AND r.\"from\" = s.date "
	    "WINDOW same AS (PARTITION BY s.key, s.part, s.reference, s.date "
	    "    ORDER BY s.position) "
	    "ORDER BY s.position",
	[STATEMENT_RESOLVE_ALERTS] =
	    "INSERT INTO temp.resolved (position, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "(SELECT CAST(a.alert AS BLOB) FROM alert a "
	    "    WHERE a.alert = s.key), "
	    "NULL, NULL, NULL, NULL "
	    "FROM temp.staged s "
	    "WINDOW same AS (PARTITION BY s.key ORDER BY s.position) "
	    "ORDER BY s.position",
	[STATEMENT_RESOLVE_DOCUMENTS] =
	    "INSERT INTO temp.resolved (position, "
	    "first_position, first_content, "
	    "stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, "
	    "first_value(s.position) OVER same, first_value(s.content) OVER "
	    "same, "
	    "CAST(d.seal AS BLOB), d.invoice, "
	    "coalesce(d.customer, (SELECT v.customer FROM account_version v "
	    "    WHERE v.account = s.account AND v.effective_on <= s.date "
	    "    ORDER BY v.effective_on DESC, v.version DESC LIMIT 1)), "
	    "(SELECT sum(a.revision) FROM account a WHERE a.account IN "
	    "    (SELECT p.account FROM temp.party p "
	    "    WHERE p.position = s.position)), "
	    "d.net || ' ' || d.tax || ' ' || d.lines || ' ' || "
	    "d.currency || ' ' || d.issue_date || ' ' || d.due_date || ' ' || "
	    "d.document_type || ' ' || d.account "
	    "FROM temp.staged s LEFT JOIN document d ON d.document = s.key "
	    "WINDOW same AS (PARTITION BY s.key ORDER BY s.position) "
	    "ORDER BY s.position",
	[STATEMENT_RESOLVE_PAYMENTS] =
	    "INSERT INTO temp.resolved (position, first_position, "
	    "first_content, stored, answer1, answer2, answer3, answer4) "
	    "SELECT s.position, first_value(s.position) OVER same, "
	    "first_value(s.content) OVER same, (SELECT p.content FROM payment "
	    "p WHERE p.payment = s.key), (SELECT CASE WHEN EXISTS (SELECT 1 "
	    "FROM document d WHERE d.account = s.account AND d.currency = "
	    "substr(s.part, 1, 3)) THEN '' ELSE v.currency END FROM "
	    "account_version v WHERE v.account = s.account ORDER BY "
	    "v.effective_on DESC, v.version DESC LIMIT 1), (SELECT "
	    "d.document_type || ' ' || d.currency || ' ' || d.account FROM "
	    "document d WHERE d.invoice = s.other), coalesce((SELECT "
	    "p.currency || ' ' || p.amount || ' ' || p.received_on || ' ' || "
	    "p.account FROM payment p WHERE p.payment = s.reference AND "
	    "p.reverses = ''), (SELECT t.part || ' ' || t.date || ' ' || "
	    "t.account FROM temp.staged t WHERE t.key = s.reference AND "
	    "t.reference = '' AND (t.other = '' OR EXISTS (SELECT 1 FROM "
	    "document d WHERE d.invoice = t.other AND d.document_type = "
	    "'invoice' AND d.account = t.account AND d.currency = "
	    "substr(t.part, 1, 3))) ORDER BY t.position LIMIT 1)), CASE WHEN "
	    "s.reference <> '' THEN coalesce((SELECT r.payment FROM payment r "
	    "WHERE r.reverses = s.reference AND r.reverses <> ''), "
	    "nullif(first_value(s.key) OVER reversal, s.key)) END FROM "
	    "temp.staged s WINDOW same AS (PARTITION BY s.key ORDER BY "
	    "s.position), reversal AS (PARTITION BY s.reference ORDER BY "
	    "s.date, s.key, s.position) ORDER BY s.date, s.reference <> '', "
	    "s.key, s.position",
	[STATEMENT_CUSTOMER_PERSONAL_INSERT] = PERSONAL_COLUMNS
	"SELECT 'customer', r.id, r.effective_on, r.version, r.content, "
	"r.name, r.extra, r.email, r.phone, r.address1, r.address2, r.city, "
	"r.region, r.postal_code, r.tax_id, " PERSONAL_SALT(
	    "customer") "FROM " CUSTOMER_ROW "r",
	[STATEMENT_CUSTOMER_INSERT] =
	    "INSERT INTO customer_fact (customer, effective_on, version, "
	    "country, language, segment, personal, sequence) "
	    "SELECT r.id, r.effective_on, r.version, r.country, r.language, "
	    "r.segment, " PERSONAL_HASH
	    ", " NEXT("customer_fact") " FROM " CUSTOMER_ROW "r " PERSONAL_OF(
		"customer", "r", "id", "p"),
	[STATEMENT_ACCOUNT_INSERT] =
	    "INSERT INTO account (account, revision) VALUES ($1, 0)",
	[STATEMENT_ACCOUNT_TOUCH] =
	    "UPDATE account SET revision = revision + 1 WHERE account = $1",
	[STATEMENT_ACCOUNT_PERSONAL_INSERT] = PERSONAL_COLUMNS
	"SELECT 'account', r.id, r.effective_on, r.version, r.content, "
	"r.name, r.extra, '', '', '', '', '', '', '', '', " PERSONAL_SALT(
	    "account") "FROM " ACCOUNT_ROW "r",
	[STATEMENT_ACCOUNT_VERSION_INSERT] =
	    "INSERT INTO account_fact (account, effective_on, version, "
	    "customer, currency, bill_day, bill_every, parent, payer, "
	    "terms_days, timezone, delivery, format, template, language, "
	    "po_number, group_by, tax_region, tax_exempt, source, source_id, "
	    "split_by, personal, sequence) "
	    "SELECT r.id, r.effective_on, r.version, r.customer, r.currency, "
	    "r.bill_day, r.bill_every, r.parent, r.payer, r.terms_days, "
	    "r.timezone, r.delivery, r.format, r.template, r.language, "
	    "r.po_number, r.group_by, r.tax_region, r.tax_exempt, r.source, "
	    "r.source_id, r.split_by, " PERSONAL_HASH
	    ", " NEXT("account_fact") " FROM " ACCOUNT_ROW "r " PERSONAL_OF(
		"account", "r", "id", "p"),
	[STATEMENT_ERASURE_INSERT] =
	    "INSERT INTO erasure (content, customer, as_of, ended_on, reason, "
	    "extra, audit) VALUES ($1, $2, $3, $4, $5, $6, "
	    "(SELECT coalesce(max(sequence), 0) + 1 FROM audit))",
	[STATEMENT_PERSONAL_ERASE_CUSTOMER] =
	    PERSONAL_ERASE "WHERE subject = 'customer' AND id = $1",
	[STATEMENT_PERSONAL_ERASE_ACCOUNTS] = PERSONAL_ERASE
	"WHERE sequence IN (SELECT p.sequence FROM account_fact a " PERSONAL_OF(
	    "account", "a", "account", "p") "WHERE a.customer = $1)",
	[STATEMENT_PERSONAL_ROOT_NEXT] =
	    "UPDATE personal_root SET root = sha256('billkit root 1', root)",
	[STATEMENT_SUBSCRIPTION_INSERT] =
	    "INSERT INTO subscription (subscription, account) VALUES ($1, $2)",
	[STATEMENT_ORDER_INSERT] =
	    "INSERT INTO order_line (content, order_id, line, action, account, "
	    "subscription, service, catalog, plan, charge, quantity, price, "
	    "start, \"end\", term_months, renew, agreement, opportunity, "
	    "po_number, bill_from, source, source_id, reason, extra, acts_on, "
	    "effective, ready_on, fulfilled, discount, promotion, discounts, "
	    "trial, trial_end, uplift, notice, termination, "
	    "termination_value, minimum_value, suspension, coterm, term_end, "
	    "anchor_on, voids, sales_rep) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
	    "$14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, "
	    "$27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, "
	    "$40, $41, $42, $43, $44)",
	[STATEMENT_FULFILMENT_INSERT] =
	    "INSERT INTO fulfilment (content, fulfilment, order_id, line, "
	    "date, quantity, reference, extra) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	[STATEMENT_ADJUSTMENT_INSERT] =
	    "INSERT INTO adjustment (content, adjustment, account, kind, "
	    "amount, percent, currency, reason, effective_on, subscription, "
	    "charge, period_start, approval, extra, audit) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
	    "$14, (SELECT coalesce(max(sequence), 0) + 1 FROM audit))",
	[STATEMENT_APPROVAL_INSERT] =
	    "INSERT INTO approval (content, kind, object, decision, reason, "
	    "extra, audit) VALUES ($1, $2, $3, $4, $5, $6, "
	    "(SELECT coalesce(max(sequence), 0) + 1 FROM audit))",
	[STATEMENT_PAYMENT_INSERT] =
	    "INSERT INTO payment (content, payment, account, amount, "
	    "currency, received_on, method, reference, invoice, reverses, "
	    "extra) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
	[STATEMENT_TAX_RATE_INSERT] =
	    "INSERT INTO tax_rate (content, jurisdiction, tax_code, name, "
	    "\"from\", rate, \"to\", sequence, taxable, kind, extra, "
	    "approval, audit, attempt) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
	    "(SELECT coalesce(max(sequence), 0) + 1 FROM audit), "
	    "(SELECT count(*) FROM tax_rate r "
	    "    JOIN approval d ON d.kind = 'import' "
	    "    AND d.object = CAST(r.audit AS TEXT) "
	    "    WHERE r.jurisdiction = $2 AND r.tax_code = $3 "
	    "    AND r.name = $4 AND r.\"from\" = $5 "
	    "    AND r.approval = 'needed' AND d.decision = 'refused'))",
	[STATEMENT_SERVICE_INSERT] =
	    "INSERT INTO service (content, version, effective_on, service, "
	    "account, name, identifier_type, identifier, \"from\", \"to\", "
	    "extra, sequence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
	    "$11, " NEXT("service") ")",
	[STATEMENT_SERVICE_TWINS] = TENURES
	"SELECT a.service, b.service, a.identifier, "
	"coalesce(nullif(max(a.first, b.first), ''), 'the first day') " TWINS,
	[STATEMENT_EXEMPTION_INSERT] =
	    "INSERT INTO exemption (content, certificate, account, "
	    "jurisdiction, reason, \"from\", \"to\", extra) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	[STATEMENT_EXCHANGE_RATE_INSERT] =
	    "INSERT INTO exchange_rate (content, from_currency, to_currency, "
	    "date, rate, extra) VALUES ($1, $2, $3, $4, $5, $6)",
	[STATEMENT_DECK_RATE_INSERT] =
	    "INSERT INTO deck_rate (content, deck, prefix, \"from\", "
	    "time_class, \"to\", price, per, currency, increment_first, "
	    "increment_next, connect_fee, minimum_seconds, maximum, extra, "
	    "posting, sequence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
	    "$10, $11, $12, $13, $14, $15, (SELECT coalesce(max(posting), 0) "
	    "FROM document), " NEXT("deck_rate") ")",
	[STATEMENT_DECK_COUNT] = "SELECT count(*) FROM deck_rate WHERE deck = "
				 "$1",
	[STATEMENT_DECK_KNOWN] =
	    "SELECT count(*), coalesce(min(prefix) FILTER (WHERE per IN "
	    "('60', '3600')), '') FROM deck_rate WHERE deck = $1",
	[STATEMENT_DECK_SELECT] =
	    "SELECT prefix, time_class, \"from\", \"to\", price, per, "
	    "currency, increment_first, increment_next, connect_fee, "
	    "minimum_seconds, maximum, posting FROM deck_rate WHERE deck = $1 "
	    "ORDER BY prefix, time_class, \"from\"",
	[STATEMENT_TAX_RATE_SELECT] = "SELECT revision, jurisdiction, "
				      "tax_code, name, rate, \"from\", \"to\", "
				      "sequence, "
				      "taxable FROM tax_rate_in_force "
				      "ORDER BY revision",
	[STATEMENT_FEED_COLUMNS] =
	    "CREATE TABLE feed (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, "
	    "c11, c12, c13, c14, c15)",
	[STATEMENT_USAGE_LAST] =
	    "SELECT coalesce(max(last_number), 0), coalesce(max(batch), 0) "
	    "FROM usage_batch",
	[STATEMENT_USAGE_HORIZON] =
	    "SELECT (SELECT max(cycle_end) FROM line "
	    "    WHERE kind IN ('usage', 'minimum')), "
	    "(SELECT min(month) FROM usage), (SELECT max(month) FROM usage)",
	[STATEMENT_USAGE_FEED] =
	    "INSERT INTO usage (month, subscription, occurred_at, event, "
	    "number, counts, metric, quantity, amount, currency, dimensions, "
	    "named, reason) SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, "
	    "c10, c11, c12 FROM feed",
	[STATEMENT_USAGE_PLAIN_FEED] =
	    "INSERT INTO usage (month, subscription, occurred_at, event, "
	    "number, counts, metric, quantity, amount, currency, dimensions, "
	    "named, reason) SELECT c0, c1, c2, c3, c4, 1, c5, c6, '', '', "
	    "c7, '', '' FROM feed",
	[STATEMENT_USAGE_LATE_FEED] =
	    "INSERT INTO usage_late (subscription, occurred_at, event, number) "
	    "SELECT c1, c2, c3, c4 FROM feed",
	[STATEMENT_USAGE_BATCH_INSERT] =
	    "INSERT INTO usage_batch (batch, first_number, last_number, "
	    "first_at, digest) VALUES ($1, $2, $3, $4, $5)",
	[STATEMENT_USAGE_BATCH_SELECT] =
	    "SELECT first_number, last_number, first_at, digest "
	    "FROM usage_batch ORDER BY first_number",
	[STATEMENT_USAGE_BATCH_DIGEST] =
	    "UPDATE usage_batch SET digest = $1 WHERE first_number = $2 "
	    "AND digest IS NULL",
	[STATEMENT_USAGE_BATCH_OLDER] =
	    "SELECT 1 FROM usage_batch WHERE digest IS NULL LIMIT 1",
	[STATEMENT_USAGE_SELECT] =
	    "SELECT month, subscription, occurred_at, event, number, counts, "
	    "metric, quantity, amount, currency, dimensions, named, reason "
	    "FROM usage "
	    "ORDER BY month, subscription, occurred_at, event, number",
	[STATEMENT_USAGE_RETRACTIONS] =
	    "SELECT event, occurred_at, number, content FROM usage_retraction "
	    "ORDER BY event",
	[STATEMENT_USAGE_RETRACTIONS_AWAITING] =
	    "SELECT event, occurred_at, number, content FROM usage_retraction "
	    "WHERE number = 0 ORDER BY event",
	[STATEMENT_USAGE_RETRACTION_FEED] =
	    "INSERT INTO usage_retraction (event, occurred_at, number, "
	    "content, sequence) SELECT c0, c1, c2, c3, row_number() OVER () + "
	    "(SELECT coalesce(max(sequence), 0) FROM usage_retraction) "
	    "FROM feed",
	[STATEMENT_USAGE_RETRACTION_MET] =
	    "UPDATE usage_retraction SET number = f.c1 FROM feed f "
	    "WHERE usage_retraction.event = f.c0",
	[STATEMENT_USAGE_RUNS] =
	    "SELECT run, sum(length(entries)) FROM usage_run GROUP BY run "
	    "ORDER BY run DESC",
	[STATEMENT_USAGE_RUN_BLOCKS] =
	    "SELECT run, block, first, lead(first) OVER (PARTITION BY run "
	    "ORDER BY block) FROM usage_run ORDER BY first",
	[STATEMENT_USAGE_RUN_BLOCK] =
	    "SELECT entries FROM usage_run WHERE run = $1 AND block = $2",
	[STATEMENT_USAGE_RUN_INSERT] =
	    "INSERT INTO usage_run (run, block, first, entries) "
	    "VALUES ($1, $2, $3, $4)",
	[STATEMENT_USAGE_RUN_DELETE] = "DELETE FROM usage_run WHERE run = $1",
	[STATEMENT_USAGE_RUN_ENTRIES] =
	    "SELECT entries FROM usage_run ORDER BY run, block",
	[STATEMENT_RUN_OWNERS] = OWNERS,
	[STATEMENT_RUN_PAYERS] =
	    "SELECT v.account, a.revision, v.terms_days, v.bill_every, "
	    "v.bill_day, v.group_by, v.split_by, v.po_number "
	    "FROM account_fact v JOIN account a ON a.account = v.account "
	    "WHERE v.effective_on <= $1 AND v.account >= $2 AND v.account <= "
	    "$3 "
	    "AND NOT EXISTS (SELECT 1 FROM account_fact n WHERE n.account = "
	    "v.account "
	    "    AND n.effective_on <= $1 "
	    "    AND (n.effective_on, n.version) > (v.effective_on, "
	    "v.version)) "
	    "ORDER BY v.account",
	[STATEMENT_RUN_ORDERS] = ORDERS,
	[STATEMENT_RUN_POSTED] =
	    "SELECT " POSTED_COLUMNS ", t.tax_seq, t.name, t.jurisdiction, "
	    "t.rate, t.amount, t.taxable " POSTED_LINES
	    "LEFT JOIN line_tax t ON t.posting = l.posting AND t.line = "
	    "l.line " WHERE_PAID_BY POSTED_ORDER ", t.tax_seq" IF_ANY("line"),
	[STATEMENT_RUN_ADJUSTMENTS] =
	    "SELECT v.payer, a.account, a.subscription, a.adjustment, "
	    "a.amount, a.currency, a.reason, a.effective_on, a.charge, "
	    /* Once it is billed, the period that it was found to be of. */
	    "a.kind, a.percent, CASE a.period_start WHEN '' THEN '' ELSE "
	    "coalesce((SELECT min(l.cycle_start) FROM line l "
	    "    WHERE l.adjustment = a.adjustment AND l.adjustment <> ''), "
	    "a.period_start) END, "
	    "(SELECT coalesce(sum(l.amount), 0) FROM line l "
	    "    WHERE l.adjustment = a.adjustment AND l.adjustment <> ''), "
	    "(SELECT count(*) FROM line l "
	    "    WHERE l.adjustment = a.adjustment AND l.adjustment <> '') "
	    "FROM account_fact v "
	    "JOIN adjustment a ON a.account = v.account "
	    "AND (a.effective_on <= $1 OR a.period_start <> '') " WHERE_PAID_BY
	    "AND (a.approval = '' OR EXISTS (SELECT 1 FROM approval p "
	    "    WHERE p.kind = 'adjustment' AND p.object = a.adjustment "
	    "    AND p.decision = 'approved')) "
	    /* What is billed, but for a period whose total it is part of. */
	    "AND (a.period_start <> '' OR CASE a.kind "
	    "    WHEN 'credit' THEN a.amount < (SELECT "
	    "    coalesce(sum(l.amount), 0) FROM line l WHERE "
	    "    l.adjustment = a.adjustment AND l.adjustment <> '') "
	    "    ELSE NOT EXISTS (SELECT 1 FROM line l WHERE "
	    "    l.adjustment = a.adjustment AND l.adjustment <> '') "
	    "END) " BY_PAYER
	    "a.subscription, a.adjustment" IF_ANY("adjustment"),
	[STATEMENT_RUN_EXEMPTIONS] =
	    "SELECT v.payer, e.account, e.jurisdiction, e.\"from\", e.\"to\" "
	    "FROM account_fact v "
	    "JOIN exemption e ON e.account = v.account " WHERE_PAID_BY BY_PAYER
	    "e.certificate" IF_ANY("exemption"),
	[STATEMENT_RUN_REFERENCES] =
	    "SELECT v.payer, o.account, o.subscription, o.order_id, o.line, "
	    "o.opportunity, o.agreement "
	    "FROM account_fact v "
	    "JOIN order_line o ON o.account = v.account "
	    "AND (o.opportunity <> '' OR o.agreement <> '') " WHERE_PAID_BY
		BY_PAYER "o.subscription, o.acts_on, o.sequence",
	[STATEMENT_GUIDE_ORDERS] =
	    "SELECT v.payer, " ORDER_COLUMNS ", v.timezone "
	    "FROM subscription s "
	    "JOIN order_line o ON o.account = s.account "
	    "    AND o.subscription = s.subscription "
	    "JOIN account_fact v ON v.account = s.account "
	    "WHERE NOT EXISTS (SELECT 1 FROM account_fact n "
	    "    WHERE n.account = v.account "
	    "    AND (n.effective_on, n.version) > (v.effective_on, "
	    "v.version)) "
	    "ORDER BY s.subscription, o.acts_on, o.sequence",
	[STATEMENT_ROSTER_ORDERS] =
	    "SELECT o.account, " ORDER_COLUMNS "FROM subscription s "
	    "JOIN order_line o ON o.account = s.account "
	    "    AND o.subscription = s.subscription "
	    "WHERE $1 IS NOT NULL AND s.account >= $2 "
	    "    AND s.account <= $3 "
	    "ORDER BY s.subscription, o.acts_on, o.sequence",
	[STATEMENT_GUIDE_SERVICES] =
	    "SELECT service, account, identifier, effective_on, \"from\", "
	    "\"to\" FROM service ORDER BY service, effective_on, version",
	[STATEMENT_MOVERS] =
	    "SELECT v.account, v.effective_on, v.timezone "
	    "FROM (SELECT account FROM account_fact GROUP BY account "
	    "    HAVING min(timezone) <> max(timezone)) m "
	    "JOIN account_fact v ON v.account = m.account "
	    "ORDER BY v.account, v.effective_on, v.version",
	[STATEMENT_PAYERS_OTHERS] =
	    "SELECT 1 FROM account_fact WHERE payer <> account LIMIT 1",
	[STATEMENT_PAYERS_LINKS] =
	    "SELECT DISTINCT account, payer FROM account_fact "
	    "WHERE payer <> account ORDER BY account, payer",
	[STATEMENT_PAYERS_PARENTS] =
	    "SELECT v.account, v.parent FROM account_fact v "
	    "WHERE v.parent <> '' AND v.effective_on <= $1 "
	    "AND NOT EXISTS (SELECT 1 FROM account_fact n "
	    "    WHERE n.account = v.account AND n.effective_on <= $1 "
	    "    AND (n.effective_on, n.version) > (v.effective_on, "
	    "v.version)) ORDER BY v.account",
	[STATEMENT_PAYERS_MOVED] =
	    "WITH moved AS (SELECT account, max(effective_on) AS since FROM "
	    "(SELECT account, effective_on, payer, lag(payer) OVER (PARTITION "
	    "BY account ORDER BY effective_on, version) AS before "
	    "FROM account_fact WHERE effective_on <= $1) "
	    "WHERE payer <> before GROUP BY account) "
	    "SELECT DISTINCT v.payer, l.charge, l.dimensions, l.cycle_start, "
	    "l.cycle_end FROM moved m "
	    "JOIN account_fact v ON v.account = m.account "
	    "AND v.effective_on <= $1 AND v.payer >= $2 AND v.payer <= $3 "
	    "JOIN line l ON l.owner = m.account AND l.adjustment = '' "
	    "AND l.kind = 'usage' AND l.cycle_end > m.since "
	    "JOIN document d ON d.posting = l.posting AND d.account <> "
	    "(SELECT n.payer FROM account_fact n "
	    "WHERE n.account = m.account AND n.effective_on <= $1 "
	    "ORDER BY n.effective_on DESC, n.version DESC LIMIT 1) "
	    "WHERE EXISTS (SELECT 1 FROM charge c WHERE c.catalog = l.catalog "
	    "AND c.plan = l.plan AND c.charge = l.charge AND c.pool = 'payer')",
	[STATEMENT_RATE_OWNERS] = OWNERS,
	[STATEMENT_RATE_ORDERS] = ORDERS,
	[STATEMENT_RATE_POSTED] =
	    "SELECT " POSTED_COLUMNS ", NULL " POSTED_LINES WHERE_PAID_BY
	    "AND l.kind IN ('usage', 'minimum') " POSTED_ORDER IF_ANY(
		"line WHERE kind IN ('usage', 'minimum')"),
	[STATEMENT_RATE_LATE] =
	    "SELECT v.payer, s.account, s.subscription, n.occurred_at, "
	    "n.number, u.metric "
	    "FROM account_fact v "
	    "JOIN subscription s ON s.account = v.account "
	    "JOIN usage_late n ON n.subscription = s.subscription "
	    "JOIN usage u ON " LATE_ROW WHERE_PAID_BY BY_PAYER
	    "s.subscription, n.occurred_at" IF_ANY("usage_late"),
	[STATEMENT_RATE_FEED_SUMS] =
	    "SELECT 1 " FROM_WINDOWS " WHERE take(u.counts, u.metric, "
	    "u.quantity)",
	[STATEMENT_RATE_FEED] =
	    "SELECT 1 " FROM_WINDOWS " WHERE take(u.counts, u.metric, "
	    "u.quantity, u.occurred_at, u.event)",
	[STATEMENT_RATE_FEED_WIDE] =
	    "SELECT 1 " FROM_WINDOWS " WHERE take(u.counts, u.metric, "
	    "u.quantity, u.occurred_at, u.event, u.dimensions, u.amount, "
	    "u.currency, u.number)",
	[STATEMENT_RATE_UPTO] =
	    "SELECT min(CAST(upto AS INTEGER)), max(period_end) FROM line "
	    "WHERE posting > $1 AND kind IN ('usage', 'minimum')",
	[STATEMENT_RATE_NOTE] =
	    "INSERT INTO usage_late (subscription, occurred_at, event, number) "
	    "SELECT DISTINCT u.subscription, u.occurred_at, u.event, u.number "
	    "FROM line l CROSS JOIN usage_month m "
	    "CROSS JOIN usage u ON u.month = m.month "
	    "AND u.subscription = l.subscription "
	    "WHERE l.posting > $1 AND l.kind IN ('usage', 'minimum') "
	    "AND m.first_at < $2 AND u.occurred_at < $2 "
	    "AND u.occurred_at >= (SELECT min(b.first_at) FROM usage_batch b "
	    "    WHERE b.last_number > CAST(l.upto AS INTEGER)) "
	    "AND u.number > CAST(l.upto AS INTEGER) "
	    "AND NOT EXISTS (SELECT 1 FROM usage_late n "
	    "    WHERE n.subscription = u.subscription "
	    "    AND n.occurred_at = u.occurred_at AND n.event = u.event "
	    "    AND n.number = u.number)",
	[STATEMENT_TAX_REVISION] = "SELECT count(*) FROM tax_rate_in_force",
	[STATEMENT_TAX_WAITING] =
	    "SELECT coalesce(min(r.audit), 0) FROM tax_rate r "
	    "WHERE r.approval = 'needed' AND NOT EXISTS (SELECT 1 "
	    "FROM approval d WHERE d.kind = 'import' "
	    "AND d.object = CAST(r.audit AS TEXT))",
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
	    "total, lines, series, year, number, seal, split) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
	    "$14, $15, $16, $17, $18)",
	[STATEMENT_LINE_INSERT] =
	    "INSERT INTO line (posting, line, kind, owner, subscription, "
	    "service, charge, product, description, period_start, period_end, "
	    "quantity, unit, unit_price, amount, tax_code, corrects_posting, "
	    "corrects_line, upto, plan, catalog, order_price, dimensions, "
	    "cycle_start, cycle_end, revision, part, adjustment, instance, "
	    "order_id, order_line, section) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
	    "$14, $15, $16, (SELECT posting FROM document WHERE invoice = "
	    "$17), "
	    "$18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, "
	    "$31, $32)",
	[STATEMENT_LINE_TAX_INSERT] =
	    "INSERT INTO line_tax (posting, line, tax_seq, name, jurisdiction, "
	    "rate, amount, taxable) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	[STATEMENT_TRANSACTION_INSERT] =
	    "INSERT INTO journal_transaction (transaction_id, date, account, "
	    "document, payment, memo) "
	    "VALUES ($1, $2, $3, $4, $5, $6)",
	[STATEMENT_JOURNAL_INSERT] =
	    "INSERT INTO journal (transaction_id, entry, role, account_code, "
	    "product, amount, currency) "
	    "VALUES ($1, $2, $3, $4, $5, $6, $7)",
	[STATEMENT_SETTLE_MARKS] =
	    "SELECT (SELECT coalesce(max(sequence), 0) FROM payment), (SELECT "
	    "coalesce(max(posting), 0) FROM document), (SELECT "
	    "coalesce(max(sequence), 0) FROM application), (SELECT "
	    "coalesce(max(transaction_id), 0) FROM journal_transaction)",
	[STATEMENT_SETTLE_DOCUMENTS] =
	    "INSERT INTO open_item (account, currency, kind, due_date, item, "
	    "open) SELECT account, currency, document_type, due_date, "
	    "posting, total FROM document WHERE posting > $1 AND total <> 0",
	[STATEMENT_SETTLE_PAYMENTS] =
	    "INSERT INTO open_item (account, currency, kind, due_date, item, "
	    "open) SELECT account, currency, 'payment', received_on, "
	    "sequence, amount FROM payment WHERE sequence > $1 AND reverses = "
	    "''",
	[STATEMENT_SETTLE_OPEN] =
	    "SELECT o.account, o.currency, o.kind, o.item, o.open, CASE WHEN "
	    "o.kind = 'payment' THEN o.due_date WHEN o.kind = 'credit_note' "
	    "THEN d.issue_date ELSE coalesce((SELECT max(a.date) FROM "
	    "application a WHERE a.posting = o.item AND a.amount < 0 AND "
	    "a.date > d.issue_date), d.issue_date) END, CASE WHEN o.kind = "
	    "'payment' THEN (SELECT n.posting FROM payment p JOIN document n "
	    "ON n.invoice = p.invoice WHERE p.sequence = o.item) WHEN o.kind "
	    "= 'credit_note' THEN (SELECT min(l.corrects_posting) FROM line l "
	    "WHERE l.posting = o.item) END FROM (SELECT account, currency "
	    "FROM payment WHERE sequence > $1 UNION SELECT account, currency "
	    "FROM document WHERE posting > $2) t JOIN open_item o ON "
	    "o.account = t.account AND o.currency = t.currency LEFT JOIN "
	    "document d ON d.posting = o.item AND o.kind <> 'payment' WHERE "
	    "EXISTS (SELECT 1 FROM open_item s WHERE s.account = t.account "
	    "AND s.currency = t.currency AND s.kind IN ('credit_note', "
	    "'payment')) AND EXISTS (SELECT 1 FROM open_item i WHERE "
	    "i.account = t.account AND i.currency = t.currency AND i.kind = "
	    "'invoice') ORDER BY o.account, o.currency, o.kind, o.due_date, "
	    "o.item",
	[STATEMENT_SETTLE_UNDO] =
	    "INSERT INTO application (date, payment, posting, amount) SELECT "
	    "CASE WHEN a.date > r.received_on THEN a.date ELSE r.received_on "
	    "END AS undone, a.payment, a.posting, -sum(a.amount) FROM payment "
	    "r JOIN payment p ON p.payment = r.reverses JOIN application a ON "
	    "a.payment = p.sequence WHERE r.sequence > $1 AND r.reverses <> "
	    "'' GROUP BY r.sequence, a.payment, a.posting, undone ORDER BY "
	    "r.sequence, a.posting, undone",
	[STATEMENT_SETTLE_APPLIED] =
	    "INSERT INTO open_item (account, currency, kind, due_date, item, "
	    "open) SELECT d.account, d.currency, 'invoice', d.due_date, "
	    "a.posting, -sum(a.amount) FROM application a JOIN document d ON "
	    "d.posting = a.posting WHERE a.sequence > $1 GROUP BY d.posting, "
	    "a.posting UNION ALL SELECT p.account, p.currency, 'payment', "
	    "p.received_on, a.payment, -sum(a.amount) FROM application a JOIN "
	    "payment p ON p.sequence = a.payment WHERE a.sequence > $1 GROUP "
	    "BY p.sequence, a.payment UNION ALL SELECT d.account, d.currency, "
	    "'credit_note', d.due_date, a.credit, sum(a.amount) FROM "
	    "application a JOIN document d ON d.posting = a.credit WHERE "
	    "a.sequence > $1 GROUP BY d.posting, a.credit ON CONFLICT "
	    "(account, currency, kind, due_date, item) DO UPDATE SET open = "
	    "open_item.open + excluded.open",
	[STATEMENT_SETTLE_REVERSED] =
	    "INSERT INTO open_item (account, currency, kind, due_date, item, "
	    "open) SELECT p.account, p.currency, 'payment', p.received_on, "
	    "p.sequence, r.amount FROM payment r JOIN payment p ON p.payment "
	    "= r.reverses WHERE r.sequence > $1 AND r.reverses <> '' ON "
	    "CONFLICT (account, currency, kind, due_date, item) DO UPDATE SET "
	    "open = open_item.open + excluded.open",
	[STATEMENT_SETTLE_CLOSED] =
	    "DELETE FROM open_item WHERE open = 0 AND account IN (SELECT "
	    "d.account FROM application a JOIN document d ON d.posting = "
	    "a.posting WHERE a.sequence > $1 UNION SELECT r.account FROM "
	    "payment r WHERE r.sequence > $2 AND r.reverses <> '')",
	[STATEMENT_SETTLE_CASH] =
	    "SELECT b.payment, b.reverses, b.account, b.currency, e.date, "
	    "sum(e.received), sum(e.applied) FROM (SELECT p.sequence, "
	    "p.received_on AS date, p.amount AS received, 0 AS applied FROM "
	    "payment p WHERE p.sequence > $1 UNION ALL SELECT "
	    "coalesce(r.sequence, p.sequence), a.date, 0, a.amount FROM "
	    "application a JOIN payment p ON p.sequence = a.payment LEFT JOIN "
	    "payment r ON a.amount < 0 AND r.reverses = p.payment AND "
	    "r.reverses <> '' WHERE a.sequence > $2) e JOIN payment b ON "
	    "b.sequence = e.sequence GROUP BY b.sequence, b.payment, "
	    "b.reverses, b.account, b.currency, e.date ORDER BY b.sequence, "
	    "e.date",
	[STATEMENT_APPLICATION_INSERT] =
	    "INSERT INTO application (date, payment, credit, posting, amount) "
	    "VALUES ($1, $2, $3, $4, $5)",
	[STATEMENT_LOCK_LAST] =
	    "SELECT through FROM lock ORDER BY sequence DESC LIMIT 1",
	[STATEMENT_LOCK_FIND] =
	    "SELECT posting, payment, transaction_id, audit FROM lock "
	    "WHERE through = $1",
	/* The last day that is in the books, or closed. */
	[STATEMENT_LOCK_DAY] =
	    "SELECT max(d.day) FROM (SELECT max(date) AS day "
	    "FROM journal_transaction "
	    "UNION ALL SELECT max(issue_date) FROM document "
	    "UNION ALL SELECT max(received_on) FROM payment "
	    "UNION ALL SELECT max(through) FROM lock) d",
	[STATEMENT_LOCK_INSERT] =
	    "INSERT INTO lock (through, payment, posting, application, "
	    "transaction_id, audit) VALUES ($1, "
	    "(SELECT coalesce(max(sequence), 0) FROM payment), "
	    "(SELECT coalesce(max(posting), 0) FROM document), "
	    "(SELECT coalesce(max(sequence), 0) FROM application), "
	    "(SELECT coalesce(max(transaction_id), 0) "
	    "FROM journal_transaction), "
	    "(SELECT coalesce(max(sequence), 0) + 1 FROM audit))",
	[STATEMENT_AUDIT_LAST] =
	    "SELECT sequence, hash, recorded_at, content, witness FROM audit "
	    "ORDER BY sequence DESC LIMIT 1",
	[STATEMENT_AUDIT_INSERT] =
	    "INSERT INTO audit (sequence, command, subject, input, \"in\", "
	    "accepted, changed, duplicate, rejected, documents, amounts, "
	    "reason, content, previous, hash, witness, recorded_at, user, "
	    "command_line) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
	    "$11, $12, $13, $14, $15, $16, $17, $18, $19)",
	[STATEMENT_AUDIT_SELECT] =
	    "SELECT sequence, command, subject, input, \"in\", accepted, "
	    "changed, "
	    "duplicate, "
	    "rejected, documents, amounts, previous, hash, recorded_at, user, "
	    "command_line, reason, content, witness "
	    "FROM audit ORDER BY sequence",
	[STATEMENT_ANCHOR_ROW] =
	    "SELECT lower(hex(hash)), lower(hex(witness)), recorded_at "
	    "FROM audit WHERE sequence = $1",
	[STATEMENT_ANCHOR_POSTINGS] =
	    "SELECT coalesce(sum(documents), 0) FROM audit "
	    "WHERE subject = 'documents' AND sequence > $1 "
	    "AND sequence <= $2",
	[STATEMENT_ANCHOR_TOTALS] =
	    "SELECT currency, sum(total), count(*) FROM document "
	    "WHERE posting > $1 AND posting <= $2 GROUP BY currency "
	    "ORDER BY currency",
/* Of each kind the least and the last number, and the last one sealed. */
#define SEALED(kind, number) \
	"SELECT '" kind "', (SELECT min(" number ") FROM " kind "), " \
	"(SELECT max(" number ") FROM " kind "), (SELECT " \
	"coalesce(max(last), 0) FROM seal WHERE kind = '" kind "') "
	[STATEMENT_SEAL_MARKS] =
	    SEALED("account_fact", "sequence") "UNION ALL " SEALED(
		"adjustment", "sequence") "UNION ALL " SEALED("alert",
		"sequence") "UNION ALL " SEALED("application",
		"sequence") "UNION ALL " SEALED("approval",
		"sequence") "UNION ALL " SEALED("catalog",
		"sequence") "UNION ALL " SEALED("company",
		"sequence") "UNION ALL " SEALED("customer_fact",
		"sequence") "UNION ALL " SEALED("deck_rate",
		"sequence") "UNION ALL " SEALED("document",
		"posting") "UNION ALL " SEALED("erasure",
		"sequence") "UNION ALL " SEALED("exchange_rate",
		"revision") "UNION ALL " SEALED("exemption",
		"revision") "UNION ALL " SEALED("fulfilment",
		"sequence") "UNION ALL " SEALED("journal_transaction",
		"transaction_id") "UNION ALL " SEALED("lock",
		"sequence") "UNION ALL " SEALED("order_line",
		"sequence") "UNION ALL " SEALED("payment",
		"sequence") "UNION ALL " SEALED("service",
		"sequence") "UNION ALL " SEALED("tax_rate",
		"revision") "UNION ALL " SEALED("usage_batch",
		"batch") "UNION ALL " SEALED("usage_retraction",
		"sequence") "UNION ALL " SEALED("usage_rule_list", "version"),
	[STATEMENT_SEAL_INSERT] =
	    "INSERT INTO seal (audit, kind, first, last, hash) "
	    "VALUES ($1, $2, $3, $4, $5)",
	[STATEMENT_SEAL_SELECT] =
	    "SELECT audit, kind, first, last, hash FROM seal "
	    "ORDER BY audit, kind",
	[STATEMENT_SEAL_OF_KIND] =
	    "SELECT audit, first, last, hash FROM seal WHERE kind = $1 "
	    "ORDER BY last",
	/* What is hashed: the rows above a number, up to another. */
	[STATEMENT_SEAL_OF_ACCOUNT_FACT] =
	    "SELECT account, effective_on, version, customer, currency, "
	    "bill_day, bill_every, parent, payer, terms_days, timezone, "
	    "delivery, format, template, language, po_number, group_by, "
	    "tax_region, tax_exempt, source, source_id, split_by, personal, "
	    "sequence FROM account_fact WHERE sequence > $1 "
	    "AND sequence <= $2 ORDER BY sequence",
	[STATEMENT_SEAL_OF_ADJUSTMENT] =
	    "SELECT sequence, adjustment, account, kind, amount, percent, "
	    "currency, reason, effective_on, subscription, charge, "
	    "period_start, approval, audit, extra, content FROM adjustment "
	    "WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence",
	[STATEMENT_SEAL_OF_ALERT] =
	    "SELECT alert, sent_on, sequence FROM alert WHERE sequence > $1 "
	    "AND sequence <= $2 ORDER BY sequence",
	[STATEMENT_SEAL_OF_APPLICATION] =
	    "SELECT sequence, date, payment, credit, posting, amount FROM "
	    "application WHERE sequence > $1 AND sequence <= $2 ORDER BY "
	    "sequence",
	[STATEMENT_SEAL_OF_APPROVAL] =
	    "SELECT sequence, kind, object, decision, reason, extra, "
	    "content, audit FROM approval WHERE sequence > $1 AND sequence "
	    "<= $2 ORDER BY sequence",
	[STATEMENT_SEAL_OF_CATALOG] =
	    "SELECT version, effective, content, sequence, approval, audit "
	    "FROM catalog WHERE sequence > $1 AND sequence <= $2 ORDER BY "
	    "sequence",
	[STATEMENT_SEAL_OF_METRIC] =
	    "SELECT t.catalog, t.metric, t.unit, t.aggregation, t.field, "
	    "t.round_to, t.round_mode, t.expression, t.recurring, "
	    "t.\"values\", t.per FROM catalog c JOIN metric t ON t.catalog = "
	    "c.version WHERE c.sequence > $1 AND c.sequence <= $2 ORDER BY "
	    "c.sequence, t.metric",
	[STATEMENT_SEAL_OF_PRODUCT] =
	    "SELECT t.catalog, t.product, t.sku, t.name, t.line, t.tax_code, "
	    "t.revenue FROM catalog c JOIN product t ON t.catalog = "
	    "c.version WHERE c.sequence > $1 AND c.sequence <= $2 ORDER BY "
	    "c.sequence, t.product",
	[STATEMENT_SEAL_OF_PLAN] =
	    "SELECT t.catalog, t.plan, t.product, t.name, t.currency, "
	    "t.trial, t.trial_end, t.term_months, t.renew, t.uplift, "
	    "t.notice, t.termination, t.termination_value, t.minimum_value, "
	    "t.suspension FROM catalog c JOIN plan t ON t.catalog = "
	    "c.version WHERE c.sequence > $1 AND c.sequence <= $2 ORDER BY "
	    "c.sequence, t.plan",
	[STATEMENT_SEAL_OF_CHARGE] =
	    "SELECT t.catalog, t.plan, t.position, t.charge, t.kind, t.name, "
	    "t.tax_code, t.revenue, t.product, t.currency, t.price, t.every, "
	    "t.anchor, t.\"when\", t.proration, t.per, t.\"on\", t.metric, "
	    "t.model, t.size, t.free, t.rate, t.fixed, t.free_events, "
	    "t.free_amount, t.min, t.max, t.included, t.minimum, t.maximum, "
	    "t.discount, t.zero, t.markup, t.pricing_unit, t.conversion, "
	    "t.levels, t.rollover, t.rollover_max, t.pool, t.commitment, "
	    "t.commitment_term, t.overage, t.\"limit\", t.deck, t.number, "
	    "t.time_classes FROM catalog c JOIN charge t ON t.catalog = "
	    "c.version WHERE c.sequence > $1 AND c.sequence <= $2 ORDER BY "
	    "c.sequence, t.plan, t.position",
	[STATEMENT_SEAL_OF_TIER] =
	    "SELECT t.catalog, t.plan, t.position, t.tier, t.up_to, t.price, "
	    "t.flat, t.rate, t.cap FROM catalog c JOIN tier t ON t.catalog = "
	    "c.version WHERE c.sequence > $1 AND c.sequence <= $2 ORDER BY "
	    "c.sequence, t.plan, t.position, t.tier",
	[STATEMENT_SEAL_OF_CHARGE_FILTER] =
	    "SELECT t.catalog, t.plan, t.position, t.dimension, t.value FROM "
	    "catalog c JOIN charge_filter t ON t.catalog = c.version WHERE "
	    "c.sequence > $1 AND c.sequence <= $2 ORDER BY c.sequence, "
	    "t.plan, t.position, t.dimension",
	[STATEMENT_SEAL_OF_MATRIX_PRICE] =
	    "SELECT t.catalog, t.plan, t.position, t.row, t.dimensions, "
	    "t.price FROM catalog c JOIN matrix_price t ON t.catalog = "
	    "c.version WHERE c.sequence > $1 AND c.sequence <= $2 ORDER BY "
	    "c.sequence, t.plan, t.position, t.row",
	[STATEMENT_SEAL_OF_CHARGE_ALERT] =
	    "SELECT t.catalog, t.plan, t.position, t.alert, t.percent, "
	    "t.amount, t.first_use FROM catalog c JOIN charge_alert t ON "
	    "t.catalog = c.version WHERE c.sequence > $1 AND c.sequence <= "
	    "$2 ORDER BY c.sequence, t.plan, t.position, t.alert",
	[STATEMENT_SEAL_OF_CHARGE_RAMP] =
	    "SELECT t.catalog, t.plan, t.position, t.step, t.after, t.price "
	    "FROM catalog c JOIN charge_ramp t ON t.catalog = c.version "
	    "WHERE c.sequence > $1 AND c.sequence <= $2 ORDER BY c.sequence, "
	    "t.plan, t.position, t.step",
	[STATEMENT_SEAL_OF_CHARGE_COMPONENT] =
	    "SELECT t.catalog, t.plan, t.position, t.component, t.product, "
	    "t.price FROM catalog c JOIN charge_component t ON t.catalog = "
	    "c.version WHERE c.sequence > $1 AND c.sequence <= $2 ORDER BY "
	    "c.sequence, t.plan, t.position, t.component",
	[STATEMENT_SEAL_OF_HOLIDAY] =
	    "SELECT t.catalog, t.holidays, t.date FROM catalog c JOIN "
	    "holiday t ON t.catalog = c.version WHERE c.sequence > $1 AND "
	    "c.sequence <= $2 ORDER BY c.sequence, t.holidays, t.date",
	[STATEMENT_SEAL_OF_TIME_CLASS] =
	    "SELECT t.catalog, t.classes, t.position, t.class, t.holidays, "
	    "t.days, t.\"from\", t.\"to\" FROM catalog c JOIN time_class t "
	    "ON t.catalog = c.version WHERE c.sequence > $1 AND c.sequence "
	    "<= $2 ORDER BY c.sequence, t.classes, t.position",
	[STATEMENT_SEAL_OF_DISCOUNT] =
	    "SELECT t.catalog, t.discount, t.name, t.\"on\", t.percent, "
	    "t.amount, t.currency, t.plan, t.product, t.line, t.charge, "
	    "t.kind, t.periods, t.until, t.code, t.\"limit\", "
	    "t.customer_limit, t.\"from\", t.\"to\" FROM catalog c JOIN "
	    "discount t ON t.catalog = c.version WHERE c.sequence > $1 AND "
	    "c.sequence <= $2 ORDER BY c.sequence, t.discount",
	[STATEMENT_SEAL_OF_COMPANY] =
	    "SELECT name, value, sequence FROM company WHERE sequence > $1 "
	    "AND sequence <= $2 ORDER BY sequence",
	[STATEMENT_SEAL_OF_CUSTOMER_FACT] =
	    "SELECT customer, effective_on, version, country, language, "
	    "segment, personal, sequence FROM customer_fact "
	    "WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence",
	[STATEMENT_SEAL_OF_DECK_RATE] =
	    "SELECT deck, prefix, \"from\", time_class, \"to\", price, per, "
	    "currency, increment_first, increment_next, connect_fee, "
	    "minimum_seconds, maximum, posting, extra, content, sequence "
	    "FROM deck_rate WHERE sequence > $1 AND sequence <= $2 ORDER BY "
	    "sequence",
	[STATEMENT_SEAL_OF_DOCUMENT] =
	    "SELECT posting, invoice, document, document_type, account, "
	    "customer, issue_date, due_date, currency, net, tax, total, "
	    "lines, series, year, number, seal, split FROM document WHERE "
	    "posting > $1 AND posting <= $2 ORDER BY posting",
	[STATEMENT_SEAL_OF_LINE] =
	    "SELECT posting, line, kind, owner, subscription, service, "
	    "charge, product, description, period_start, period_end, "
	    "quantity, unit, unit_price, amount, tax_code, corrects_posting, "
	    "corrects_line, upto, plan, catalog, order_price, cycle_start, "
	    "cycle_end, revision, part, adjustment, dimensions, instance, "
	    "order_id, order_line, section FROM line WHERE posting > $1 AND "
	    "posting <= $2 ORDER BY posting, line",
	[STATEMENT_SEAL_OF_LINE_TAX] =
	    "SELECT posting, line, tax_seq, name, jurisdiction, rate, "
	    "amount, taxable FROM line_tax WHERE posting > $1 AND posting <= "
	    "$2 ORDER BY posting, line, tax_seq",
	[STATEMENT_SEAL_OF_ERASURE] =
	    "SELECT sequence, customer, as_of, ended_on, reason, extra, "
	    "content, audit FROM erasure WHERE sequence > $1 "
	    "AND sequence <= $2 ORDER BY sequence",
	[STATEMENT_SEAL_OF_EXCHANGE_RATE] =
	    "SELECT revision, from_currency, to_currency, date, rate, extra, "
	    "content FROM exchange_rate WHERE revision > $1 AND revision <= "
	    "$2 ORDER BY revision",
	[STATEMENT_SEAL_OF_EXEMPTION] =
	    "SELECT revision, certificate, account, jurisdiction, reason, "
	    "\"from\", \"to\", extra, content FROM exemption WHERE revision "
	    "> $1 AND revision <= $2 ORDER BY revision",
	[STATEMENT_SEAL_OF_FULFILMENT] =
	    "SELECT sequence, fulfilment, order_id, line, date, quantity, "
	    "reference, extra, content FROM fulfilment WHERE sequence > $1 "
	    "AND sequence <= $2 ORDER BY sequence",
	[STATEMENT_SEAL_OF_JOURNAL_TRANSACTION] =
	    "SELECT transaction_id, date, account, document, memo, payment "
	    "FROM journal_transaction WHERE transaction_id > $1 AND "
	    "transaction_id <= $2 ORDER BY transaction_id",
	[STATEMENT_SEAL_OF_JOURNAL] =
	    "SELECT transaction_id, entry, role, account_code, product, "
	    "amount, currency FROM journal WHERE transaction_id > $1 AND "
	    "transaction_id <= $2 ORDER BY transaction_id, entry",
	[STATEMENT_SEAL_OF_LOCK] =
	    "SELECT sequence, through, payment, posting, application, "
	    "transaction_id, audit FROM lock WHERE sequence > $1 "
	    "AND sequence <= $2 ORDER BY sequence",
	[STATEMENT_SEAL_OF_ORDER_LINE] =
	    "SELECT sequence, order_id, line, action, account, subscription, "
	    "service, catalog, plan, charge, quantity, price, start, "
	    "\"end\", term_months, renew, agreement, opportunity, po_number, "
	    "bill_from, source, source_id, reason, extra, content, acts_on, "
	    "effective, ready_on, fulfilled, discount, promotion, discounts, "
	    "trial, trial_end, uplift, notice, termination, "
	    "termination_value, minimum_value, suspension, coterm, term_end, "
	    "anchor_on, voids, sales_rep FROM order_line WHERE sequence > $1 "
	    "AND sequence <= $2 ORDER BY sequence",
	[STATEMENT_SEAL_OF_PAYMENT] =
	    "SELECT sequence, payment, account, amount, currency, "
	    "received_on, method, reference, invoice, reverses, extra, "
	    "content FROM payment WHERE sequence > $1 AND sequence <= $2 "
	    "ORDER BY sequence",
	[STATEMENT_SEAL_OF_SERVICE] =
	    "SELECT service, effective_on, version, account, name, "
	    "identifier_type, identifier, \"from\", \"to\", extra, content, "
	    "sequence FROM service WHERE sequence > $1 AND sequence <= $2 "
	    "ORDER BY sequence",
	[STATEMENT_SEAL_OF_TAX_RATE] =
	    "SELECT revision, jurisdiction, tax_code, name, rate, \"from\", "
	    "\"to\", sequence, taxable, kind, extra, content, attempt, "
	    "approval, audit FROM tax_rate WHERE revision > $1 AND revision "
	    "<= $2 ORDER BY revision",
	[STATEMENT_SEAL_OF_USAGE_BATCH] =
	    "SELECT batch, first_number, last_number, first_at, digest FROM "
	    "usage_batch WHERE batch > $1 AND batch <= $2 ORDER BY batch",
	[STATEMENT_SEAL_OF_USAGE_RETRACTION] =
	    "SELECT event, occurred_at, content, sequence FROM "
	    "usage_retraction WHERE sequence > $1 AND sequence <= $2 ORDER "
	    "BY sequence",
	[STATEMENT_SEAL_OF_USAGE_RULE_LIST] =
	    "SELECT version, rules FROM usage_rule_list WHERE version > $1 "
	    "AND version <= $2 ORDER BY version",
	[STATEMENT_SEAL_OF_USAGE_RULE] =
	    "SELECT version, position, rule, billable, metric, subscription, "
	    "service, \"from\", \"to\", dimensions FROM usage_rule WHERE "
	    "version > $1 AND version <= $2 ORDER BY version, position",
	[STATEMENT_ACCOUNT_ORPHANS] =
	    "SELECT v.account, CASE WHEN p.account IS NULL THEN 'payer ' || "
	    "v.payer ELSE 'parent ' || v.parent END FROM account_fact v "
	    "LEFT JOIN account p ON p.account = v.payer "
	    "LEFT JOIN account a ON a.account = v.parent "
	    "WHERE p.account IS NULL "
	    "OR (v.parent <> '' AND a.account IS NULL) "
	    "ORDER BY v.account LIMIT 1",
	/* New versions that make an account its own parent's parent once. */
	[STATEMENT_ACCOUNT_CYCLES] =
	    "WITH RECURSIVE life(account, parent, first, last) AS "
	    "(SELECT account, parent, effective_on, lead(effective_on, 1, "
	    "'never') OVER (PARTITION BY account "
	    "ORDER BY effective_on, version) FROM account_fact), "
	    "above(account, parent, first, last) AS "
	    "(SELECT l.account, l.parent, l.first, l.last FROM temp.staged s "
	    "CROSS JOIN life l ON l.account = s.key AND l.parent <> '' "
	    "AND l.first < l.last "
	    "UNION SELECT a.account, l.parent, max(a.first, l.first), "
	    "min(a.last, l.last) FROM above a "
	    "CROSS JOIN life l ON l.account = a.parent AND l.parent <> '' "
	    "AND a.parent <> a.account "
	    "AND l.first < a.last AND l.last > a.first AND l.first < l.last) "
	    "SELECT account, first FROM above WHERE parent = account "
	    "ORDER BY account, first LIMIT 1",
	/* New versions that would move the edges of posted periods. */
	[STATEMENT_ACCOUNT_MOVED] =
	    "SELECT account, effective_on, until FROM ("
	    "SELECT v.account, v.effective_on, (SELECT max(l.cycle_end) "
	    "    FROM line l WHERE l.owner = v.account AND l.adjustment = '' "
	    "    AND l.kind IN ('usage', 'minimum')) AS until "
	    "FROM temp.party p "
	    "JOIN temp.staged s ON s.position = p.position "
	    "JOIN account_fact v ON v.account = p.account "
	    "    AND v.effective_on = s.date "
	    "    AND v.version = (SELECT max(n.version) "
	    "        FROM account_fact n WHERE n.account = v.account "
	    "        AND n.effective_on = v.effective_on) "
	    "WHERE v.timezone <> (SELECT w.timezone FROM account_fact w "
	    "    WHERE w.account = v.account AND (w.effective_on, w.version) "
	    "    < (v.effective_on, v.version) "
	    "    ORDER BY w.effective_on DESC, w.version DESC LIMIT 1)) "
	    "WHERE until >= effective_on "
	    "ORDER BY account, effective_on LIMIT 1",
	[STATEMENT_ACCOUNT_FIND] =
	    "SELECT account FROM account WHERE account = $1",
	[STATEMENT_EXPORT_CUSTOMERS] =
	    "SELECT v.customer, v.name, v.email, v.phone, v.address1, "
	    "v.address2, v.city, v.region, v.postal_code, v.country, "
	    "v.tax_id, v.language, v.segment, v.effective_on FROM customer "
	    "v WHERE v.effective_on <= $1 AND NOT EXISTS (SELECT 1 FROM "
	    "customer n "
	    "WHERE n.customer = v.customer AND n.effective_on <= $1 "
	    "AND (n.effective_on, n.version) > (v.effective_on, v.version)) "
	    "ORDER BY v.customer",
	[STATEMENT_EXPORT_CUSTOMER_NAMES] =
	    "SELECT DISTINCT j.key FROM customer v, json_each(v.extra) j "
	    "WHERE v.extra <> '{}' ORDER BY j.key",
	[STATEMENT_EXPORT_CUSTOMER_EXTRAS] =
	    "SELECT v.customer, j.key, j.value FROM customer v, "
	    "json_each(v.extra) j WHERE v.effective_on <= $1 AND NOT EXISTS "
	    "(SELECT 1 FROM customer n "
	    "WHERE n.customer = v.customer AND n.effective_on <= $1 "
	    "AND (n.effective_on, n.version) > (v.effective_on, v.version)) "
	    "ORDER BY v.customer, j.key",
	[STATEMENT_EXPORT_ACCOUNTS] =
	    "SELECT v.account, v.customer, v.name, v.currency, v.bill_day, "
	    "v.bill_every, v.parent, v.payer, v.terms_days, v.timezone, "
	    "v.delivery, v.format, v.template, v.language, v.po_number, "
	    "v.group_by, v.tax_region, v.tax_exempt, v.source, v.source_id, "
	    "v.effective_on, v.split_by FROM account_version v "
	    "WHERE v.effective_on <= "
	    "$1 AND NOT EXISTS (SELECT 1 FROM account_version n "
	    "WHERE n.account = v.account AND n.effective_on <= $1 "
	    "AND (n.effective_on, n.version) > (v.effective_on, v.version)) "
	    "AND v.account >= $2 AND v.account <= $3 ORDER BY v.account",
	[STATEMENT_EXPORT_ACCOUNT_NAMES] =
	    "SELECT DISTINCT j.key FROM account_version v, "
	    "json_each(v.extra) j WHERE $1 <> '' AND v.account >= $2 "
	    "AND v.account <= $3 AND v.extra <> '{}' ORDER BY j.key",
	[STATEMENT_EXPORT_ACCOUNT_EXTRAS] =
	    "SELECT v.account, j.key, j.value FROM account_version v, "
	    "json_each(v.extra) j WHERE v.effective_on <= $1 AND NOT EXISTS "
	    "(SELECT 1 FROM account_version n "
	    "WHERE n.account = v.account AND n.effective_on <= $1 "
	    "AND (n.effective_on, n.version) > (v.effective_on, v.version)) "
	    "AND v.account >= $2 AND v.account <= $3 ORDER BY v.account, "
	    "j.key",
	/* Empty are status, end and what stands behind: they are made. */
	[STATEMENT_EXPORT_SUBSCRIPTIONS] =
	    "SELECT s.subscription, s.account, '', "
	    "o.plan, o.catalog, p.product, o.charge, o.quantity, o.price, "
	    "o.start, '', o.bill_from, o.term_months, o.renew, o.service, "
	    "o.order_id, o.line, o.agreement, o.opportunity, o.po_number, "
	    "o.source, o.source_id, '', '', '' FROM subscription s "
	    "JOIN order_line o ON o.account = s.account "
	    "    AND o.subscription = s.subscription "
	    "    AND o.sequence = " FIRST_ADD(
		"s") "JOIN plan p ON p.catalog = o.catalog AND p.plan = o.plan "
		     "WHERE $1 <> '' AND s.account >= $2 AND s.account <= $3 "
		     "ORDER BY s.subscription",
	[STATEMENT_EXPORT_SUBSCRIPTION_NAMES] =
	    "SELECT DISTINCT j.key FROM order_line v, json_each(v.extra) j "
	    "WHERE $1 <> '' AND v.account >= $2 AND v.account <= $3 "
	    "AND v.extra <> '{}' AND v.action = 'add' ORDER BY j.key",
	[STATEMENT_EXPORT_SUBSCRIPTION_EXTRAS] =
	    "SELECT v.subscription, j.key, j.value FROM order_line v, "
	    "json_each(v.extra) j WHERE $1 <> '' AND v.account >= $2 "
	    "AND v.account <= $3 AND v.action = 'add' AND v.extra <> '{}' "
	    "AND v.sequence = " FIRST_ADD("v") "ORDER BY v.subscription, j.key",
	[STATEMENT_EXPORT_ORDER_ACCOUNTS] =
	    "SELECT min(account), max(account) FROM order_line "
	    "WHERE order_id = $1",
	[STATEMENT_EXPORT_SUBSCRIPTION_ACCOUNTS] =
	    "SELECT min(account), max(account) FROM subscription "
	    "WHERE subscription = $1",
	/* As ledger/orders takes them, then what headers have. */
	[STATEMENT_EXPORT_HEADERS] =
	    "SELECT coalesce((SELECT v.customer FROM account_version v "
	    "    WHERE v.account = o.account AND v.effective_on <= $1 "
	    "    ORDER BY v.effective_on DESC, v.version DESC LIMIT 1), "
	    "''), " ORDER_COLUMNS ", o.start, o.ready_on, o.agreement, "
	    "o.opportunity, o.sales_rep, o.source, o.source_id, "
	    "(SELECT group_concat(CASE f.quantity WHEN '' THEN 'all' "
	    "    ELSE f.quantity END, ' ') FROM fulfilment f "
	    "    WHERE f.order_id = o.order_id AND f.line = o.line "
	    "    AND f.date <= $1) "
	    "FROM order_line o WHERE o.account >= $2 AND o.account <= $3 "
	    "ORDER BY o.account, o.subscription, o.acts_on, o.sequence",
	[STATEMENT_EXPORT_INVOICES] =
	    "SELECT d.invoice, d.document, d.document_type, d.account, "
	    "d.customer, "
	    "d.issue_date, d.due_date, d.currency, d.net, d.tax, d.total, "
	    "d.total - coalesce((SELECT sum(a.amount) FROM application a "
	    "WHERE a.posting = d.posting AND a.date <= $1), 0) + coalesce(( "
	    "SELECT sum(a.amount) FROM application a "
	    "WHERE a.credit = d.posting AND a.date <= $1), 0), d.lines, "
	    "d.split "
	    "FROM document d WHERE d.issue_date <= $1 AND d.account >= $2 "
	    "AND d.account <= $3 "
	    "AND d.issue_date >= $4 AND d.issue_date < $5 ORDER BY d.invoice",
	[STATEMENT_EXPORT_LINES] =
	    "SELECT d.invoice, d.account, d.document, d.document_type, "
	    "d.currency, d.issue_date, d.due_date, l.line, 0, l.kind, "
	    "l.owner, l.subscription, l.service, l.charge, l.product, "
	    "l.description, l.period_start, l.period_end, l.quantity, "
	    "l.unit, l.unit_price, l.amount, l.tax_code, '', '', NULL, "
	    "coalesce(c.invoice || '/' || l.corrects_line, ''), l.upto, "
	    "l.plan, l.catalog, l.order_price, l.cycle_start, "
	    "l.cycle_end, l.revision, l.adjustment, '', coalesce(p.line, "
	    "''), l.dimensions, " LINE_REFERENCES
	    "FROM document d JOIN line l ON l.posting = d.posting " LINE_ORDER
	    "LEFT JOIN document c ON c.posting = l.corrects_posting LEFT "
	    "JOIN product p ON p.catalog = l.catalog AND p.product = "
	    "l.product WHERE d.issue_date <= $1 AND d.account >= $2 AND "
	    "d.account <= $3 AND d.issue_date >= $4 AND d.issue_date < $5"
	    " UNION ALL SELECT d.invoice, d.account, d.document, "
	    "d.document_type, d.currency, d.issue_date, d.due_date, "
	    "l.line, t.tax_seq, 'tax', l.owner, l.subscription, "
	    "l.service, l.charge, l.product, t.name, l.period_start, "
	    "l.period_end, '', l.unit, '', NULL, l.tax_code, "
	    "t.jurisdiction, t.rate, t.amount, '', l.upto, l.plan, "
	    "l.catalog, l.order_price, l.cycle_start, l.cycle_end, "
	    "l.revision, l.adjustment, t.taxable, coalesce(p.line, ''), "
	    "l.dimensions, " LINE_REFERENCES
	    "FROM document d JOIN line l ON l.posting = d.posting " LINE_ORDER
	    "JOIN "
	    "line_tax t ON t.posting = l.posting AND t.line = l.line LEFT"
	    " JOIN product p ON p.catalog = l.catalog AND p.product = "
	    "l.product WHERE d.issue_date <= $1 AND d.account >= $2 AND "
	    "d.account <= $3 AND d.issue_date >= $4 AND d.issue_date < $5"
	    " ORDER BY 1, 8, 9",
	[STATEMENT_EXPORT_JOURNAL] =
	    "SELECT t.transaction_id, t.date, j.account_code, j.role, "
	    "CASE WHEN j.amount > 0 THEN j.amount END, CASE WHEN j.amount < "
	    "0 THEN -j.amount END, "
	    "j.currency, t.memo, t.account, t.document, j.product, t.payment "
	    "FROM journal_transaction t JOIN journal j ON j.transaction_id "
	    "= t.transaction_id "
	    "WHERE t.date <= $1 AND t.account >= $2 AND t.account <= $3 AND "
	    "t.date >= $4 AND t.date < $5 "
	    "ORDER BY t.transaction_id, j.entry",
	[STATEMENT_EXPORT_PAYMENTS] =
	    "SELECT q.payment, q.account, q.amount, q.currency, "
	    "q.received_on, q.method, q.reference, q.invoice, q.reverses, "
	    "q.applied, CASE WHEN q.reverses = '' THEN q.amount + "
	    "coalesce(r.amount, 0) - q.applied ELSE 0 END FROM (SELECT p.*, "
	    "coalesce((SELECT sum(a.amount) FROM application a WHERE "
	    "a.payment = p.sequence AND a.date <= $1), 0) AS applied FROM "
	    "payment p WHERE p.received_on <= $1 AND p.account >= $2 AND "
	    "p.account <= $3 AND p.received_on >= $4 AND p.received_on < $5) "
	    "q LEFT JOIN payment r ON r.reverses = q.payment AND r.reverses "
	    "<> '' AND r.received_on <= $1 ORDER BY q.payment",
	[STATEMENT_EXPORT_PAYMENT_NAMES] =
	    "SELECT DISTINCT j.key FROM payment v, json_each(v.extra) j "
	    "WHERE $1 <> '' AND v.account >= $2 AND v.account <= $3 "
	    "AND v.extra <> '{}' ORDER BY j.key",
	[STATEMENT_EXPORT_PAYMENT_EXTRAS] =
	    "SELECT v.payment, j.key, j.value FROM payment v, "
	    "json_each(v.extra) j WHERE v.received_on <= $1 AND v.account >= "
	    "$2 AND v.account <= $3 AND v.received_on >= $4 AND v.received_on "
	    "< $5 ORDER BY v.payment, j.key",
	[STATEMENT_EXPORT_APPLICATIONS] =
	    "SELECT a.date, coalesce(p.payment, '') AS payment, "
	    "coalesce(c.invoice, '') AS credit_note, d.invoice, a.amount, "
	    "d.currency, d.account FROM application a JOIN document d ON "
	    "d.posting = a.posting LEFT JOIN payment p ON p.sequence = "
	    "a.payment LEFT JOIN document c ON c.posting = a.credit WHERE "
	    "a.date <= $1 AND d.account >= $2 AND d.account <= $3 AND a.date "
	    ">= $4 AND a.date < $5 ORDER BY 1, 2, 3, 4, a.sequence",
	[STATEMENT_EXPORT_BALANCES] =
	    "SELECT account, currency, sum(receivable), sum(unapplied), "
	    "sum(receivable + unapplied) FROM (SELECT account, currency, "
	    "issue_date AS date, total AS receivable, 0 AS unapplied FROM "
	    "document UNION ALL SELECT d.account, d.currency, a.date, "
	    "-a.amount, a.amount FROM application a JOIN document d ON "
	    "d.posting = a.posting WHERE a.payment IS NOT NULL UNION ALL "
	    "SELECT account, currency, received_on, 0, -amount FROM payment) "
	    "item WHERE date <= $1 AND account >= $2 AND account <= $3 GROUP "
	    "BY account, currency ORDER BY account, currency",
	[STATEMENT_EXPORT_AGING] =
	    "WITH item AS (SELECT account, currency, kind, due_date, amount "
	    "FROM (SELECT account, currency, document_type AS kind, due_date, "
	    "issue_date AS date, total AS amount FROM document UNION ALL "
	    "SELECT d.account, d.currency, 'invoice', d.due_date, a.date, "
	    "-a.amount FROM application a JOIN document d ON d.posting = "
	    "a.posting UNION ALL SELECT c.account, c.currency, 'credit_note', "
	    "'', a.date, a.amount FROM application a JOIN document c ON "
	    "c.posting = a.credit UNION ALL SELECT p.account, p.currency, "
	    "'payment', '', a.date, a.amount FROM application a JOIN payment "
	    "p ON p.sequence = a.payment UNION ALL SELECT account, currency, "
	    "'payment', '', received_on, -amount FROM payment) fact WHERE "
	    "date <= $1 AND account >= $2 AND account <= $3 AND date >= $4 "
	    "AND date < $5), aged AS (SELECT account, currency, sum(CASE WHEN "
	    "kind = 'invoice' AND due_date >= $1 THEN amount ELSE 0 END) AS "
	    "not_due, sum(CASE WHEN kind = 'invoice' AND due_date < $1 AND "
	    "due_date >= $6 THEN amount ELSE 0 END) AS days_30, sum(CASE WHEN "
	    "kind = 'invoice' AND due_date < $6 AND due_date >= $7 THEN "
	    "amount ELSE 0 END) AS days_60, sum(CASE WHEN kind = 'invoice' "
	    "AND due_date < $7 AND due_date >= $8 THEN amount ELSE 0 END) AS "
	    "days_90, sum(CASE WHEN kind = 'invoice' AND due_date < $8 THEN "
	    "amount ELSE 0 END) AS older, sum(CASE WHEN kind = 'payment' THEN "
	    "amount ELSE 0 END) AS unapplied, sum(CASE WHEN kind = "
	    "'credit_note' THEN amount ELSE 0 END) AS credit, sum(amount) AS "
	    "total FROM item GROUP BY account, currency) SELECT account, "
	    "currency, $1, not_due, days_30, days_60, days_90, older, "
	    "unapplied, total, credit FROM aged WHERE not_due <> 0 OR days_30 "
	    "<> 0 OR days_60 <> 0 OR days_90 <> 0 OR older <> 0 OR unapplied "
	    "<> 0 OR credit <> 0 ORDER BY account, currency",
	[STATEMENT_EXPORT_SERVICES] =
	    "SELECT v.service, v.account, v.name, v.identifier_type, "
	    "v.identifier, v.\"from\", v.\"to\", v.effective_on "
	    "FROM service v WHERE v.effective_on <= $1 AND NOT EXISTS "
	    "(SELECT 1 FROM service n "
	    "WHERE n.service = v.service AND n.effective_on <= $1 "
	    "AND (n.effective_on, n.version) > (v.effective_on, v.version)) "
	    "AND v.account >= $2 AND v.account <= $3 ORDER BY v.service",
	[STATEMENT_EXPORT_SERVICE_NAMES] =
	    "SELECT DISTINCT j.key FROM service v, json_each(v.extra) j "
	    "WHERE $1 <> '' AND v.account >= $2 AND v.account <= $3 "
	    "AND v.extra <> '{}' ORDER BY j.key",
	[STATEMENT_EXPORT_SERVICE_EXTRAS] =
	    "SELECT v.service, j.key, j.value FROM service v, "
	    "json_each(v.extra) j WHERE v.effective_on <= $1 AND NOT EXISTS "
	    "(SELECT 1 FROM service n "
	    "WHERE n.service = v.service AND n.effective_on <= $1 "
	    "AND (n.effective_on, n.version) > (v.effective_on, v.version)) "
	    "AND v.account >= $2 AND v.account <= $3 ORDER BY v.service, "
	    "j.key",
	[STATEMENT_EXPORT_USAGE] =
	    "SELECT u.subscription, u.occurred_at, u.event, s.account, "
	    "u.metric, u.quantity, u.amount, u.currency, u.dimensions, "
	    "u.number "
	    "FROM subscription s CROSS JOIN usage_month m "
	    "CROSS JOIN usage u ON u.month = m.month "
	    "AND u.subscription = s.subscription "
	    "WHERE u.counts = 1 AND u.occurred_at < $1 "
	    "AND s.account >= $2 AND s.account <= $3 "
	    "AND u.occurred_at >= $4 AND u.occurred_at < $5 "
	    "AND NOT EXISTS (SELECT 1 FROM usage n "
	    "    WHERE n.month = u.month AND n.subscription = u.subscription "
	    "    AND n.occurred_at = u.occurred_at AND n.event = u.event "
	    "    AND n.number > u.number) "
	    "ORDER BY s.subscription", /* and by month, as it is joined */
	[STATEMENT_EXPORT_SUSPENSE] =
	    "SELECT u.event, CASE WHEN substr(u.reason, 1, 13) = "
	    "'not-billable ' THEN 'not-billable' ELSE u.reason END, "
	    "CASE WHEN substr(u.named, 1, 13) = 'subscription ' "
	    "THEN substr(u.named, 14) ELSE '' END, "
	    "CASE WHEN substr(u.named, 1, 8) = 'service ' "
	    "THEN substr(u.named, 9) ELSE '' END, "
	    "CASE WHEN substr(u.named, 1, 11) = 'identifier ' "
	    "THEN substr(u.named, 12) ELSE '' END, "
	    "u.occurred_at, u.metric, u.quantity, u.amount, u.currency, "
	    "u.dimensions, u.number, CASE WHEN substr(u.reason, 1, 13) = "
	    "'not-billable ' THEN substr(u.reason, 14) ELSE '' END "
	    "FROM usage_month m CROSS JOIN usage u ON u.month = m.month "
	    "AND u.subscription = '' WHERE u.counts = 1 "
	    "AND u.occurred_at < $1 AND $2 <= $3 "
	    "AND u.occurred_at >= $4 AND u.occurred_at < $5 "
	    "AND NOT EXISTS (SELECT 1 FROM usage n "
	    "    WHERE n.month = u.month AND n.subscription = u.subscription "
	    "    AND n.occurred_at = u.occurred_at AND n.event = u.event "
	    "    AND n.number > u.number) "
	    "ORDER BY u.occurred_at, u.event",
	[STATEMENT_EXPORT_USAGE_INVOICES] =
	    "SELECT DISTINCT l.owner, l.subscription, l.charge, l.plan, "
	    "l.catalog, l.order_price, l.dimensions, l.cycle_start, "
	    "l.cycle_end, d.invoice, l.posting "
	    "FROM line l JOIN document d ON d.posting = l.posting "
	    "WHERE l.owner >= $1 AND l.owner <= $2 AND l.kind = 'usage' "
	    "AND l.adjustment = '' "
	    "ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 11",
	[STATEMENT_EXPORT_ALERTS_SENT] =
	    "SELECT alert, sent_on FROM alert WHERE sent_on <= $1 "
	    "ORDER BY alert",
	[STATEMENT_EXPORT_ADJUSTMENTS] = ADJUSTMENTS "ORDER BY 1",
	[STATEMENT_EXPORT_ADJUSTMENTS_PENDING] = ADJUSTMENTS
	"AND a.approval = 'needed' AND p.decision IS NULL ORDER BY 1",
	[STATEMENT_EXPORT_ADJUSTMENT_NAMES] =
	    "SELECT DISTINCT j.key FROM adjustment a, json_each(a.extra) j "
	    "WHERE $1 <> '' AND a.account >= $2 AND a.account <= $3 "
	    "AND a.extra <> '{}' ORDER BY j.key",
	[STATEMENT_EXPORT_ADJUSTMENT_EXTRAS] =
	    "SELECT a.adjustment, j.key, j.value FROM adjustment a, "
	    "json_each(a.extra) j WHERE $1 <> '' AND a.account >= $2 "
	    "AND a.account <= $3 ORDER BY a.adjustment, j.key",
	[STATEMENT_EXPORT_APPROVALS] = APPROVALS "ORDER BY w.audit",
	[STATEMENT_EXPORT_APPROVALS_PENDING] =
	    APPROVALS "WHERE p.decision IS NULL ORDER BY w.audit",
	[STATEMENT_EXPORT_LOCKS] =
	    "SELECT l.through, l.posting, l.payment, l.transaction_id, "
	    "l.audit, a.user, a.recorded_at, a.reason FROM lock l "
	    "LEFT JOIN audit a ON a.sequence = l.audit ORDER BY l.sequence",
	[STATEMENT_EXPORT_EXEMPTIONS] =
	    "SELECT e.certificate, e.account, e.jurisdiction, e.reason, "
	    "e.\"from\", e.\"to\" FROM exemption e WHERE $1 <> '' "
	    "AND e.account >= $2 AND e.account <= $3 ORDER BY e.certificate",
	[STATEMENT_EXPORT_EXEMPTION_NAMES] =
	    "SELECT DISTINCT j.key FROM exemption e, json_each(e.extra) j "
	    "WHERE $1 <> '' AND e.account >= $2 AND e.account <= $3 "
	    "AND e.extra <> '{}' ORDER BY j.key",
	[STATEMENT_EXPORT_EXEMPTION_EXTRAS] =
	    "SELECT e.certificate, j.key, j.value FROM exemption e, "
	    "json_each(e.extra) j WHERE $1 <> '' AND e.account >= $2 "
	    "AND e.account <= $3 ORDER BY e.certificate, j.key",
	[STATEMENT_EXPORT_EXCHANGE_RATES] =
	    "SELECT from_currency, to_currency, rate, date "
	    "FROM exchange_rate WHERE date <= $1 "
	    "ORDER BY from_currency, to_currency, date",
	[STATEMENT_EXPORT_RATES] =
	    "SELECT deck, prefix, \"from\", \"to\", price, per, currency, "
	    "increment_first, increment_next, connect_fee, minimum_seconds, "
	    "maximum, time_class FROM deck_rate WHERE \"from\" <= $1 "
	    "ORDER BY deck, prefix, time_class, \"from\"",
	[STATEMENT_EXPORT_AUDIT] =
	    "SELECT sequence, command, subject, lower(hex(input)), \"in\", "
	    "accepted, changed, duplicate, "
	    "rejected, documents, amounts, lower(hex(hash)), recorded_at, "
	    "user, command_line, reason FROM audit ORDER BY sequence",
	/* Changes, in the order of the audit row that sealed them: its number,
	 * kind, object, effective_on, why; the fields now, and before. */
	[STATEMENT_CHANGES_AUDIT] =
	    "SELECT sequence, recorded_at, user, command, reason FROM audit "
	    "ORDER BY sequence",
	[STATEMENT_CHANGES_COMPANY] =
	    "SELECT s.audit, 'company', n.name, '', '', n.value FROM seal s "
	    "CROSS JOIN company n ON n.sequence >= s.first AND n.sequence <= "
	    "s.last WHERE s.kind = 'company' ORDER BY s.last, n.sequence",
	[STATEMENT_CHANGES_CATALOG] =
	    "SELECT s.audit, 'catalog', n.version, n.effective, '', (SELECT "
	    "p.version FROM catalog p LEFT JOIN approval d ON d.kind = "
	    "'import' AND d.object = CAST(p.audit AS TEXT) WHERE "
	    "(p.effective, p.version) < (n.effective, n.version) AND "
	    "p.sequence < n.sequence AND (p.approval = '' OR d.decision IS "
	    "NOT 'refused') ORDER BY p.effective DESC, p.version DESC LIMIT "
	    "1) FROM seal s CROSS JOIN catalog n ON n.sequence >= s.first AND "
	    "n.sequence <= s.last WHERE s.kind = 'catalog' ORDER BY s.last, "
	    "n.sequence",
	[STATEMENT_CHANGES_DECK_RATES] =
	    "SELECT s.audit, 'rate', n.deck || '/' || n.prefix || "
	    "iif(n.time_class = '', '', '/' || n.time_class), n.\"from\", '', "
	    "n.price, n.per, n.currency, n.increment_first, n.increment_next, "
	    "n.connect_fee, n.minimum_seconds, n.maximum, n.\"to\", n.extra, "
	    "o.price, o.per, o.currency, o.increment_first, o.increment_next, "
	    "o.connect_fee, o.minimum_seconds, o.maximum, o.\"to\", o.extra "
	    "FROM seal s CROSS JOIN deck_rate n ON n.sequence >= s.first AND "
	    "n.sequence <= s.last LEFT JOIN deck_rate o ON o.sequence = "
	    "(SELECT p.sequence FROM deck_rate p WHERE p.deck = n.deck AND "
	    "p.prefix = n.prefix AND p.time_class = n.time_class AND "
	    "p.\"from\" < n.\"from\" AND p.sequence < n.sequence ORDER BY "
	    "p.\"from\" DESC LIMIT 1) WHERE s.kind = 'deck_rate' ORDER BY "
	    "s.last, n.sequence",
	[STATEMENT_CHANGES_TAX_RATES] =
	    "SELECT s.audit, 'tax-rate', n.jurisdiction || '/' || n.tax_code "
	    "|| '/' || n.name, n.\"from\", '', n.rate, n.\"to\", n.sequence, "
	    "n.taxable, n.kind, n.extra, o.rate, o.\"to\", o.sequence, "
	    "o.taxable, o.kind, o.extra FROM seal s CROSS JOIN tax_rate n ON "
	    "n.revision >= s.first AND n.revision <= s.last LEFT JOIN "
	    "tax_rate o ON o.revision = (SELECT p.revision FROM tax_rate p "
	    "LEFT JOIN approval d ON d.kind = 'import' AND d.object = "
	    "CAST(p.audit AS TEXT) WHERE p.jurisdiction = n.jurisdiction AND "
	    "p.tax_code = n.tax_code AND p.name = n.name AND p.\"from\" < "
	    "n.\"from\" AND p.revision < n.revision AND (p.approval = '' OR "
	    "d.decision IS NOT 'refused') ORDER BY p.\"from\" DESC LIMIT 1) "
	    "WHERE s.kind = 'tax_rate' ORDER BY s.last, n.revision",
	[STATEMENT_CHANGES_CUSTOMERS] =
	    "SELECT s.audit, 'customer', n.customer, n.effective_on, '', "
	    "n.name, n.email, n.phone, n.address1, n.address2, n.city, "
	    "n.region, n.postal_code, n.country, n.tax_id, n.language, "
	    "n.segment, n.extra, iif(n.content = x'', 'erased', ''), q.name, "
	    "q.email, q.phone, q.address1, q.address2, q.city, q.region, "
	    "q.postal_code, o.country, q.tax_id, o.language, o.segment, "
	    "q.extra, '' FROM seal s CROSS JOIN customer n ON n.sequence >= "
	    "s.first AND n.sequence <= s.last LEFT JOIN customer_fact o ON "
	    "o.sequence = (SELECT p.sequence FROM customer_fact p WHERE "
	    "p.customer = n.customer AND (p.effective_on, p.version) < "
	    "(n.effective_on, n.version) AND p.sequence < n.sequence ORDER BY "
	    "p.effective_on DESC, p.version DESC LIMIT 1) LEFT JOIN personal "
	    "q ON q.subject = 'customer' AND q.id = o.customer AND "
	    "q.effective_on = o.effective_on AND q.version = o.version WHERE "
	    "s.kind = 'customer_fact' ORDER BY s.last, n.sequence",
	[STATEMENT_CHANGES_ACCOUNTS] =
	    "SELECT s.audit, 'account', n.account, n.effective_on, '', "
	    "n.customer, n.name, n.currency, n.bill_day, n.bill_every, "
	    "n.parent, n.payer, n.terms_days, n.timezone, n.delivery, "
	    "n.format, n.template, n.language, n.po_number, n.group_by, "
	    "n.split_by, n.tax_region, n.tax_exempt, n.source, n.source_id, "
	    "n.extra, iif(n.content = x'', 'erased', ''), o.customer, q.name, "
	    "o.currency, o.bill_day, o.bill_every, o.parent, o.payer, "
	    "o.terms_days, o.timezone, o.delivery, o.format, o.template, "
	    "o.language, o.po_number, o.group_by, o.split_by, o.tax_region, "
	    "o.tax_exempt, o.source, o.source_id, q.extra, '' FROM seal s "
	    "CROSS JOIN account_version n ON n.sequence >= s.first AND "
	    "n.sequence <= s.last LEFT JOIN account_fact o ON o.sequence = "
	    "(SELECT p.sequence FROM account_fact p WHERE p.account = "
	    "n.account AND (p.effective_on, p.version) < (n.effective_on, "
	    "n.version) AND p.sequence < n.sequence ORDER BY p.effective_on "
	    "DESC, p.version DESC LIMIT 1) LEFT JOIN personal q ON q.subject "
	    "= 'account' AND q.id = o.account AND q.effective_on = "
	    "o.effective_on AND q.version = o.version WHERE s.kind = "
	    "'account_fact' ORDER BY s.last, n.sequence",
	[STATEMENT_CHANGES_ORDERS] =
	    "SELECT s.audit, 'order', n.order_id || '/' || n.line, n.acts_on, "
	    "n.reason, n.price, n.discount, n.promotion, iif(n.action = "
	    "'rerate', n.catalog, ''), n.voids, iif(n.price <> '', o.price, "
	    "''), '', '', iif(n.action = 'rerate' AND n.catalog <> '', "
	    "(SELECT p.catalog FROM order_line p WHERE p.account = n.account "
	    "AND p.subscription = n.subscription AND p.charge = n.charge AND "
	    "p.sequence < n.sequence AND p.catalog <> '' ORDER BY p.sequence "
	    "DESC LIMIT 1), ''), '' FROM seal s CROSS JOIN order_line n ON "
	    "n.sequence >= s.first AND n.sequence <= s.last LEFT JOIN "
	    "order_line o ON o.sequence = (SELECT p.sequence FROM order_line "
	    "p WHERE p.account = n.account AND p.subscription = "
	    "n.subscription AND p.charge = n.charge AND p.sequence < "
	    "n.sequence AND (p.price <> '' OR p.plan <> '') ORDER BY "
	    "p.sequence DESC LIMIT 1) WHERE s.kind = 'order_line' AND "
	    "(n.price <> '' OR n.discount <> '' OR n.promotion <> '' OR "
	    "n.action IN ('rerate', 'void')) ORDER BY s.last, n.sequence",
	[STATEMENT_CHANGES_EXEMPTIONS] =
	    "SELECT s.audit, 'exemption', n.certificate, n.\"from\", "
	    "n.reason, n.account, n.jurisdiction, n.\"to\", n.extra FROM seal "
	    "s CROSS JOIN exemption n ON n.revision >= s.first AND n.revision "
	    "<= s.last WHERE s.kind = 'exemption' ORDER BY s.last, n.revision",
	[STATEMENT_CHANGES_EXCHANGE_RATES] =
	    "SELECT s.audit, 'exchange-rate', n.from_currency || '/' || "
	    "n.to_currency, n.date, '', n.rate, n.extra, o.rate, o.extra FROM "
	    "seal s CROSS JOIN exchange_rate n ON n.revision >= s.first AND "
	    "n.revision <= s.last LEFT JOIN exchange_rate o ON o.revision = "
	    "(SELECT p.revision FROM exchange_rate p WHERE p.from_currency = "
	    "n.from_currency AND p.to_currency = n.to_currency AND p.date < "
	    "n.date AND p.revision < n.revision ORDER BY p.date DESC LIMIT 1) "
	    "WHERE s.kind = 'exchange_rate' ORDER BY s.last, n.revision",
	[STATEMENT_CHANGES_ADJUSTMENTS] =
	    "SELECT s.audit, n.kind, n.adjustment, n.effective_on, n.reason, "
	    "n.account, n.amount, n.percent, n.currency, n.subscription, "
	    "n.charge, n.period_start, n.extra FROM seal s CROSS JOIN "
	    "adjustment n ON n.sequence >= s.first AND n.sequence <= s.last "
	    "WHERE s.kind = 'adjustment' ORDER BY s.last, n.sequence",
	[STATEMENT_CHANGES_APPROVALS] =
	    "SELECT s.audit, 'approval', n.kind || ' ' || n.object, '', "
	    "n.reason, n.decision, 'pending' FROM seal s CROSS JOIN approval "
	    "n ON n.sequence >= s.first AND n.sequence <= s.last WHERE s.kind "
	    "= 'approval' ORDER BY s.last, n.sequence",
	[STATEMENT_CHANGES_ERASURES] =
	    "SELECT n.audit, 'erasure', n.customer, n.as_of, n.reason, "
	    "'erased', 'held' FROM erasure n ORDER BY n.audit, n.sequence",
	[STATEMENT_PAPER_DOCUMENTS] =
	    "SELECT d.posting, d.invoice, d.document, d.document_type, "
	    "d.account, d.customer, "
	    "d.issue_date, d.due_date, d.currency, a.name, a.po_number, "
	    "a.template, d.split, CASE c.content WHEN x'' THEN "
	    "'(erased)' ELSE c.name END, c.tax_id, c.address1, "
	    "c.address2, c.city, c.region, c.postal_code, c.country, CASE WHEN "
	    "a.language <> '' THEN a.language ELSE c.language END "
	    "FROM document d "
	    "JOIN account_version a ON a.account = d.account AND a.version "
	    "= (SELECT n.version "
	    "FROM account_version n WHERE n.account = d.account AND "
	    "n.effective_on <= d.issue_date "
	    "ORDER BY n.effective_on DESC, n.version DESC LIMIT 1) "
	    "JOIN customer c ON c.customer = d.customer AND c.version = "
	    "(SELECT n.version "
	    "FROM customer n WHERE n.customer = d.customer AND "
	    "n.effective_on <= d.issue_date "
	    "ORDER BY n.effective_on DESC, n.version DESC LIMIT 1) "
	    "WHERE d.issue_date <= $1 AND d.account >= $2 AND d.account <= $3 "
	    "AND d.issue_date >= $4 AND d.issue_date < $5 AND d.invoice >= "
	    "$6 AND d.invoice <= $7 "
	    "ORDER BY d.invoice",
	[STATEMENT_PAPER_LINES] =
	    "SELECT d.posting, l.line, l.kind, l.owner, l.subscription, "
	    "l.service, l.charge, l.product, "
	    "l.description, l.period_start, l.period_end, l.quantity, "
	    "l.unit, l.unit_price, l.amount, l.tax_code, "
	    "CASE WHEN c.invoice IS NULL THEN '' ELSE c.invoice || '/' || "
	    "l.corrects_line END, coalesce(p.name, ''), "
	    "t.tax_seq, t.name, t.jurisdiction, t.rate, t.amount, t.taxable, "
	    "l.dimensions, l.instance, l.section "
	    "FROM document d JOIN line l ON l.posting = d.posting "
	    "LEFT JOIN document c ON c.posting = l.corrects_posting "
	    "LEFT JOIN product p ON p.catalog = l.catalog AND p.product = "
	    "l.product "
	    "LEFT JOIN line_tax t ON t.posting = l.posting AND t.line = "
	    "l.line "
	    "WHERE d.issue_date <= $1 AND d.account >= $2 AND d.account <= $3 "
	    "AND d.issue_date >= $4 AND d.issue_date < $5 AND d.invoice >= "
	    "$6 AND d.invoice <= $7 "
	    "ORDER BY d.invoice, l.line, t.tax_seq",
	[STATEMENT_PAPER_BALANCES] =
	    "WITH item AS (SELECT account, currency, kind, due_date, date, "
	    "amount FROM (SELECT account, currency, document_type AS kind, "
	    "due_date, issue_date AS date, total AS amount FROM document "
	    "UNION ALL SELECT d.account, d.currency, 'invoice', d.due_date, "
	    "a.date, -a.amount FROM application a JOIN document d ON "
	    "d.posting = a.posting UNION ALL SELECT c.account, c.currency, "
	    "'credit_note', '', a.date, a.amount FROM application a JOIN "
	    "document c ON c.posting = a.credit UNION ALL SELECT p.account, "
	    "p.currency, 'payment', '', a.date, a.amount FROM application a "
	    "JOIN payment p ON p.sequence = a.payment UNION ALL SELECT "
	    "account, currency, 'payment', '', received_on, -amount FROM "
	    "payment UNION ALL SELECT account, '', '', '', '', 0 FROM "
	    "account) fact WHERE date <= $1 AND account >= $2 AND account <= "
	    "$3), stated AS (SELECT account, currency, sum(CASE WHEN date < "
	    "$4 THEN amount ELSE 0 END) AS previous, sum(CASE WHEN date >= $4 "
	    "THEN 1 ELSE 0 END) AS recent, sum(CASE WHEN kind = 'invoice' AND "
	    "due_date >= $1 THEN amount ELSE 0 END) AS not_due, sum(CASE WHEN "
	    "kind = 'invoice' AND due_date < $1 AND due_date >= $5 THEN "
	    "amount ELSE 0 END) AS days_30, sum(CASE WHEN kind = 'invoice' "
	    "AND due_date < $5 AND due_date >= $6 THEN amount ELSE 0 END) AS "
	    "days_60, sum(CASE WHEN kind = 'invoice' AND due_date < $6 AND "
	    "due_date >= $7 THEN amount ELSE 0 END) AS days_90, sum(CASE WHEN "
	    "kind = 'invoice' AND due_date < $7 THEN amount ELSE 0 END) AS "
	    "older, sum(CASE WHEN kind = 'credit_note' THEN amount ELSE 0 "
	    "END) AS credit FROM item GROUP BY account, currency) SELECT "
	    "s.account, s.currency, s.previous, s.not_due, s.days_30, "
	    "s.days_60, s.days_90, s.older, s.credit, ap.name, a.customer, "
	    "CASE cp.salt WHEN x'' THEN '(erased)' ELSE cp.name END, "
	    "cp.tax_id, cp.address1, cp.address2, cp.city, "
	    "cp.region, cp.postal_code, c.country, CASE WHEN a.language <> '' "
	    "THEN a.language ELSE c.language END FROM stated s "
	    "LEFT JOIN account_fact a ON a.account = s.account "
	    "AND a.version = (SELECT n.version FROM account_fact n "
	    "    WHERE n.account = s.account AND n.effective_on <= $1 "
	    "    ORDER BY n.effective_on DESC, n.version DESC LIMIT 1) "
	    "LEFT " PERSONAL_OF("account", "a", "account",
		"ap") "LEFT JOIN customer_fact c ON c.customer = a.customer "
		      "AND c.version = (SELECT n.version FROM customer_fact n "
		      "    WHERE n.customer = a.customer AND n.effective_on <= "
		      "$1 "
		      "    ORDER BY n.effective_on DESC, n.version DESC LIMIT "
		      "1) "
		      "LEFT " PERSONAL_OF("customer", "c", "customer",
			  "cp") "WHERE s.currency = '' OR s.previous <> 0 OR "
				"s.recent > 0 "
				"ORDER BY s.account, s.currency",
	[STATEMENT_PAPER_ENTRIES] =
	    "SELECT account, currency, date, kind, number, due_date, "
	    "reference, amount FROM (SELECT account, currency, issue_date AS "
	    "date, 0 AS turn, posting AS item, document_type AS kind, invoice "
	    "AS number, CASE WHEN document_type = 'invoice' THEN due_date "
	    "ELSE '' END AS due_date, '' AS reference, total AS amount FROM "
	    "document UNION ALL SELECT account, currency, received_on, 1, "
	    "sequence, CASE WHEN reverses = '' THEN 'payment' ELSE 'reversal' "
	    "END, payment, '', CASE WHEN reverses = '' THEN reference ELSE "
	    "reverses END, -amount FROM payment) entry WHERE date <= $1 AND "
	    "account >= $2 AND account <= $3 AND date >= $4 ORDER BY account, "
	    "currency, date, turn, item",
	[STATEMENT_EXPLAIN_DOCUMENT] =
	    "SELECT posting, document_type, account, customer, issue_date, "
	    "due_date, currency, net, tax, total FROM document "
	    "WHERE invoice = $1",
	/* Order lines and postings are numbered without a gap, and the audit
	 * trail says how many each command brought. */
	[STATEMENT_EXPLAIN_KNOWN] =
	    "SELECT (SELECT sum(o.accepted) FROM audit o "
	    "    WHERE o.subject = 'orders' AND o.sequence < p.sequence), "
	    "(SELECT sum(accepted) FROM audit WHERE subject = 'orders') = "
	    "(SELECT max(sequence) FROM order_line), "
	    "(SELECT group_concat(subject, ', ') FROM (SELECT DISTINCT "
	    "    a.subject FROM audit a WHERE a.sequence > p.sequence "
	    "    AND a.accepted + a.changed > 0 AND a.subject IN ('orders', "
	    "    'fulfilments', 'accounts', 'rates', 'rules', 'services', "
	    "    'recycling') "
	    "    ORDER BY a.subject)) "
	    "FROM (SELECT sequence, sum(documents) OVER (ORDER BY sequence) "
	    "    AS posted FROM audit WHERE subject = 'documents') p "
	    "WHERE p.posted >= $1 ORDER BY p.sequence LIMIT 1",
	[STATEMENT_EXPLAIN_ADJUSTED] =
	    "SELECT 1 FROM adjustment WHERE account = $1 AND subscription = $2 "
	    "AND charge = $3 LIMIT 1",
	[STATEMENT_EXPLAIN_PAYERS] =
	    "SELECT DISTINCT v.payer FROM line l "
	    "JOIN account_fact v ON v.account = l.owner "
	    "WHERE l.posting = $1 AND v.effective_on <= $2 "
	    "AND NOT EXISTS (SELECT 1 FROM account_fact n "
	    "    WHERE n.account = v.account AND n.effective_on <= $2 "
	    "    AND (n.effective_on, n.version) > (v.effective_on, "
	    "v.version)) "
	    "ORDER BY v.payer",
	[STATEMENT_EXPLAIN_OWNERS] =
	    "SELECT '', w.account, a.revision, w.effective_on, w.bill_day, "
	    "w.timezone, w.tax_region, w.tax_exempt "
	    "FROM (SELECT DISTINCT owner FROM line WHERE posting = $1) l "
	    "JOIN account a ON a.account = l.owner "
	    "JOIN account_fact w ON w.account = l.owner "
	    "ORDER BY w.account, w.effective_on, w.version",
	[STATEMENT_EXPLAIN_ORDERS] =
	    "SELECT '', " ORDER_COLUMNS "FROM (" EXPLAINED_SUBSCRIPTIONS ") l "
	    "JOIN order_line o ON o.account = l.owner "
	    "    AND o.subscription = l.subscription "
	    "ORDER BY o.account, o.subscription, o.acts_on, o.sequence",
	[STATEMENT_EXPLAIN_ORDER_NAMES] =
	    "SELECT o.sequence, o.order_id || '/' || o.line, o.agreement, "
	    "o.opportunity, o.po_number, o.sales_rep, o.source, o.source_id "
	    "FROM (" EXPLAINED_SUBSCRIPTIONS ") l "
	    "JOIN order_line o ON o.account = l.owner "
	    "    AND o.subscription = l.subscription "
	    "ORDER BY o.sequence",
	/* All lines of the keys of a document's lines, and of what its
	 * discounts are taken off; and its adjustments. */
	[STATEMENT_EXPLAIN_POSTED] =
	    "SELECT " POSTED_COLUMNS ", t.tax_seq, t.name, t.jurisdiction, "
	    "t.rate, t.amount, t.taxable "
	    "FROM (SELECT DISTINCT '' AS payer, owner, subscription, charge, "
	    "    kind, plan, catalog, order_price, dimensions, instance, "
	    "    CASE kind WHEN 'one_time' THEN '' ELSE cycle_start END "
	    "    AS cycle_start, CASE kind WHEN 'one_time' THEN '' "
	    "    ELSE cycle_end END AS cycle_end FROM line "
	    "    WHERE posting = $1 AND adjustment = '') v "
	    "JOIN line l ON l.owner = v.owner "
	    "    AND l.subscription = v.subscription "
	    "    AND l.charge = v.charge AND (v.kind = 'discount' "
	    "    OR (l.kind = v.kind AND l.instance = v.instance)) "
	    "    AND l.plan = v.plan AND l.catalog = v.catalog "
	    "    AND l.order_price = v.order_price "
	    "    AND l.dimensions = v.dimensions "
	    "    AND (v.kind = 'one_time' OR (l.cycle_start = v.cycle_start "
	    "    AND l.cycle_end = v.cycle_end)) AND l.adjustment = '' "
	    "JOIN document d ON d.posting = l.posting "
	    "LEFT JOIN document c ON c.posting = l.corrects_posting "
	    "LEFT JOIN line_tax t ON t.posting = l.posting AND t.line = l.line "
	    "UNION SELECT " POSTED_COLUMNS ", t.tax_seq, t.name, "
	    "t.jurisdiction, t.rate, t.amount, t.taxable "
	    "FROM (SELECT '' AS payer) v "
	    "JOIN line l ON l.posting = $1 AND l.adjustment <> '' "
	    "JOIN document d ON d.posting = l.posting "
	    "LEFT JOIN document c ON c.posting = l.corrects_posting "
	    "LEFT JOIN line_tax t ON t.posting = l.posting AND t.line = l.line "
	    "ORDER BY 2, 3, 4, 5, 6, 7, 8, 29, 30, 9, 10, 11, 27, 28, 35",
	[STATEMENT_EXPLAIN_ADJUSTMENTS] =
	    "SELECT l.line, a.adjustment, a.reason, a.effective_on, a.kind, "
	    "a.amount, a.percent, CASE a.period_start WHEN '' THEN '' ELSE "
	    "l.cycle_start END, "
	    "(SELECT coalesce(sum(u.amount), 0) FROM line u "
	    "    WHERE u.adjustment = l.adjustment AND u.adjustment <> '' "
	    "    AND u.revision < l.revision), "
	    "CASE a.percent WHEN '' THEN 0 ELSE "
	    "(SELECT coalesce(sum(b.amount), 0) FROM line b "
	    "    WHERE b.owner = l.owner AND b.subscription = l.subscription "
	    "    AND b.charge = l.charge AND b.cycle_start = l.cycle_start "
	    "    AND b.adjustment = '' AND b.posting <= l.posting) END, "
	    "CASE a.approval WHEN '' THEN '' ELSE coalesce((SELECT u.user "
	    "    FROM approval p JOIN audit u ON u.sequence = p.audit "
	    "    WHERE p.kind = 'adjustment' AND p.object = a.adjustment), "
	    "'') END "
	    "FROM line l JOIN adjustment a ON a.adjustment = l.adjustment "
	    "WHERE l.posting = $1 AND l.adjustment <> '' ORDER BY l.line",
	[STATEMENT_EXPLAIN_FEED] =
	    "SELECT f.c0, u.counts, u.number, u.occurred_at, u.event, "
	    "u.metric, u.quantity, u.dimensions, u.amount, "
	    "u.currency, u.reason FROM feed f LEFT JOIN usage_month m "
	    "ON m.ended_at > f.c2 AND m.first_at < f.c3 "
	    "LEFT JOIN usage u ON u.month = m.month " OF_WINDOW,
	[STATEMENT_CHECK_INTEGRITY] =
	    "SELECT integrity_check FROM pragma_integrity_check "
	    "WHERE integrity_check <> 'ok'",
	/* A reader does not write, so the mode is "delete" for it too. */
	[STATEMENT_CHECK_FILE] =
	    "SELECT s.page_size * c.page_count, w.object, w.expected, w.found "
	    "FROM pragma_page_size s, pragma_page_count c LEFT JOIN "
	    "(SELECT 'encoding' AS object, 'UTF-8' AS expected, encoding AS "
	    "found FROM pragma_encoding WHERE encoding <> 'UTF-8' "
	    "UNION ALL SELECT 'journal_mode', 'truncate', journal_mode "
	    "FROM pragma_journal_mode WHERE journal_mode NOT IN ('delete', "
	    "'truncate', 'persist')) w",
	/* Statistics are the operator's, and change no answer. */
	[STATEMENT_CHECK_SCHEMA] =
	    "SELECT type || ' ' || name, sql FROM sqlite_schema "
	    "WHERE substr(name, 1, 7) <> 'sqlite_' ORDER BY 1",
	[STATEMENT_CHECK_FOREIGN_KEYS] =
	    "SELECT \"table\" || ' row ' || coalesce(rowid, '?'), 'a row in ' "
	    "|| parent, 'none' FROM pragma_foreign_key_check",
	[STATEMENT_CHECK_TRANSACTION_BALANCE] =
	    "SELECT 'transaction ' || transaction_id, '0', sum(amount) || ' "
	    "' || currency "
	    "FROM journal GROUP BY transaction_id, currency HAVING "
	    "sum(amount) <> 0",
	[STATEMENT_CHECK_TRANSACTION_ENTRIES] =
	    "SELECT 'transaction ' || t.transaction_id, 'two entries or "
	    "more', count(j.entry) "
	    "FROM journal_transaction t LEFT JOIN journal j ON "
	    "j.transaction_id = t.transaction_id "
	    "GROUP BY t.transaction_id HAVING count(j.entry) < 2",
	[STATEMENT_CHECK_DOCUMENT_TOTAL] =
	    "SELECT d.invoice, 'net ' || coalesce(sum(l.amount), 0) || ' "
	    "tax ' || coalesce(sum(x.tax), 0), "
	    "'net ' || d.net || ' tax ' || d.tax FROM document d LEFT JOIN "
	    "line l ON l.posting = d.posting "
	    "LEFT JOIN (SELECT posting, line, sum(amount) AS tax FROM "
	    "line_tax GROUP BY posting, line) x "
	    "ON x.posting = l.posting AND x.line = l.line "
	    "GROUP BY d.posting HAVING d.net <> coalesce(sum(l.amount), 0) "
	    "OR d.tax <> coalesce(sum(x.tax), 0) "
	    "OR d.total <> d.net + d.tax",
	[STATEMENT_CHECK_DOCUMENT_LINES] =
	    "SELECT d.invoice, d.lines, count(l.line) FROM document d LEFT "
	    "JOIN line l ON l.posting = d.posting "
	    "GROUP BY d.posting HAVING d.lines <> count(l.line) OR "
	    "count(l.line) <> max(l.line)",
	[STATEMENT_CHECK_DOCUMENT_RECEIVABLE] =
	    "SELECT d.invoice, d.total, coalesce(j.amount, 0) FROM document d "
	    "LEFT JOIN journal_transaction t ON t.document = d.invoice "
	    "LEFT JOIN journal j ON j.transaction_id = t.transaction_id AND "
	    "j.role = 'receivable' "
	    "WHERE d.total <> coalesce(j.amount, 0)",
	[STATEMENT_CHECK_RECEIVABLE_CONTROL] =
	    "SELECT account || ' ' || currency || ' ' || date, sum(document), "
	    "sum(control) FROM (SELECT account, currency, issue_date AS date, "
	    "total AS document, 0 AS control FROM document UNION ALL SELECT "
	    "d.account, d.currency, a.date, -a.amount, 0 FROM application a "
	    "JOIN document d ON d.posting = a.posting WHERE a.payment IS NOT "
	    "NULL UNION ALL SELECT t.account, j.currency, t.date, 0, j.amount "
	    "FROM journal j JOIN journal_transaction t ON t.transaction_id = "
	    "j.transaction_id WHERE j.role = 'receivable') item GROUP BY "
	    "account, currency, date HAVING sum(document) <> sum(control)",
	[STATEMENT_CHECK_UNAPPLIED_CONTROL] =
	    "SELECT account || ' ' || currency || ' ' || date, sum(payment), "
	    "sum(control) FROM (SELECT account, currency, received_on AS "
	    "date, -amount AS payment, 0 AS control FROM payment UNION ALL "
	    "SELECT p.account, p.currency, a.date, a.amount, 0 FROM "
	    "application a JOIN payment p ON p.sequence = a.payment UNION ALL "
	    "SELECT t.account, j.currency, t.date, 0, j.amount FROM journal j "
	    "JOIN journal_transaction t ON t.transaction_id = "
	    "j.transaction_id WHERE j.role = 'unapplied') item GROUP BY "
	    "account, currency, date HAVING sum(payment) <> sum(control)",
	[STATEMENT_CHECK_CASH_CONTROL] =
	    "SELECT account || ' ' || currency || ' ' || date, sum(payment), "
	    "sum(control) FROM (SELECT account, currency, received_on AS "
	    "date, amount AS payment, 0 AS control FROM payment UNION ALL "
	    "SELECT t.account, j.currency, t.date, 0, j.amount FROM journal j "
	    "JOIN journal_transaction t ON t.transaction_id = "
	    "j.transaction_id WHERE j.role = 'cash') item GROUP BY account, "
	    "currency, date HAVING sum(payment) <> sum(control)",
	[STATEMENT_CHECK_DOCUMENT_APPLIED] =
	    "SELECT d.invoice, 'between 0 and ' || d.total || ' open', w.open "
	    "|| ' on ' || w.date FROM (SELECT posting, date, sum(sum(amount)) "
	    "OVER (PARTITION BY posting ORDER BY date) AS open FROM (SELECT "
	    "posting, issue_date AS date, total AS amount FROM document UNION "
	    "ALL SELECT posting, date, -amount FROM application UNION ALL "
	    "SELECT credit, date, amount FROM application WHERE credit IS NOT "
	    "NULL) item GROUP BY posting, date) w JOIN document d ON "
	    "d.posting = w.posting WHERE (d.total >= 0 AND (w.open < 0 OR "
	    "w.open > d.total)) OR (d.total < 0 AND (w.open > 0 OR w.open < "
	    "d.total))",
	[STATEMENT_CHECK_PAYMENT_APPLIED] =
	    "SELECT p.payment, 'between 0 and ' || p.amount || ' open', "
	    "w.open || ' on ' || w.date FROM (SELECT sequence, date, "
	    "sum(sum(amount)) OVER (PARTITION BY sequence ORDER BY date) AS "
	    "open FROM (SELECT sequence, received_on AS date, amount FROM "
	    "payment WHERE reverses = '' UNION ALL SELECT p.sequence, "
	    "r.received_on, r.amount FROM payment r JOIN payment p ON "
	    "p.payment = r.reverses WHERE r.reverses <> '' UNION ALL SELECT "
	    "payment, date, -amount FROM application WHERE payment IS NOT "
	    "NULL) item GROUP BY sequence, date) w JOIN payment p ON "
	    "p.sequence = w.sequence WHERE w.open < 0 OR w.open > p.amount OR "
	    "p.reverses <> ''",
	[STATEMENT_CHECK_APPLICATIONS_OWN] =
	    "SELECT 'application ' || a.sequence, coalesce(p.account || ' ' "
	    "|| p.currency, c.account || ' ' || c.currency), d.account || ' ' "
	    "|| d.currency || ' ' || d.document_type FROM application a JOIN "
	    "document d ON d.posting = a.posting LEFT JOIN payment p ON "
	    "p.sequence = a.payment LEFT JOIN document c ON c.posting = "
	    "a.credit WHERE d.document_type <> 'invoice' OR "
	    "coalesce(c.document_type, '') = 'invoice' OR d.account <> "
	    "coalesce(p.account, c.account) OR d.currency <> "
	    "coalesce(p.currency, c.currency)",
	[STATEMENT_CHECK_REVERSALS_MATCH] =
	    "SELECT r.payment, coalesce(p.account || ' ' || p.currency || ' ' "
	    "|| -p.amount || ' since ' || p.received_on, 'a payment'), "
	    "r.account || ' ' || r.currency || ' ' || r.amount || ' on ' || "
	    "r.received_on FROM payment r LEFT JOIN payment p ON p.payment = "
	    "r.reverses AND p.reverses = '' WHERE (r.reverses <> '' AND "
	    "(p.payment IS NULL OR p.account <> r.account OR p.currency <> "
	    "r.currency OR p.amount <> -r.amount OR p.received_on > "
	    "r.received_on)) OR (r.reverses = '' AND r.amount < 0)",
	[STATEMENT_CHECK_OPEN_ITEMS] =
	    "SELECT account || ' ' || kind || ' ' || item, sum(fact) || ' ' "
	    "|| currency, sum(open) || ' ' || currency FROM (SELECT account, "
	    "currency, document_type AS kind, due_date, posting AS item, "
	    "total AS fact, 0 AS open, 0 AS listed FROM document UNION ALL "
	    "SELECT d.account, d.currency, 'invoice', d.due_date, a.posting, "
	    "-a.amount, 0, 0 FROM application a JOIN document d ON d.posting "
	    "= a.posting UNION ALL SELECT c.account, c.currency, "
	    "'credit_note', c.due_date, a.credit, a.amount, 0, 0 FROM "
	    "application a JOIN document c ON c.posting = a.credit UNION ALL "
	    "SELECT account, currency, 'payment', received_on, sequence, "
	    "amount, 0, 0 FROM payment WHERE reverses = '' UNION ALL SELECT "
	    "p.account, p.currency, 'payment', p.received_on, p.sequence, "
	    "r.amount, 0, 0 FROM payment r JOIN payment p ON p.payment = "
	    "r.reverses WHERE r.reverses <> '' UNION ALL SELECT p.account, "
	    "p.currency, 'payment', p.received_on, a.payment, -a.amount, 0, 0 "
	    "FROM application a JOIN payment p ON p.sequence = a.payment "
	    "UNION ALL SELECT account, currency, kind, due_date, item, 0, "
	    "open, 1 FROM open_item) listed GROUP BY account, currency, kind, "
	    "due_date, item HAVING sum(fact) <> sum(open) OR (sum(fact) = 0) "
	    "<> (sum(listed) = 0)",
	[STATEMENT_CHECK_NUMBERS_GAPLESS] =
	    "SELECT series || ' ' || year, '1 to ' || count(*), min(number) "
	    "|| ' to ' || max(number) "
	    "FROM document GROUP BY series, year HAVING min(number) <> 1 OR "
	    "max(number) <> count(*)",
	[STATEMENT_CHECK_POSTINGS_GAPLESS] =
	    "SELECT 'postings', '1 to ' || count(*), min(posting) || ' to ' "
	    "|| max(posting) "
	    "FROM document HAVING count(*) > 0 AND (min(posting) <> 1 OR "
	    "max(posting) <> count(*))",
	/*
	 * Where each period begins as the one before it ends, credited or not,
	 * there is nothing to find; nearly all are so.  Nothing twice is
	 * nothing, and what was free cannot be credited; where periods began
	 * anew by order is no overlap; where all was credited, a correction
	 * billed more days, or an order acted before the gap was over, is no
	 * gap: of what is owed whole it may be as old as the period before.
	 */
	[STATEMENT_CHECK_PERIODS_TILE] =
	    "WITH untiled AS MATERIALIZED (SELECT owner, subscription, charge "
	    "FROM (SELECT owner, subscription, charge, period_start <> "
	    "lag(period_end, 1, period_start) OVER (PARTITION BY owner, "
	    "subscription, charge ORDER BY period_start, period_end) AS apart "
	    "FROM line WHERE kind = 'recurring' AND corrects_posting IS NULL "
	    "AND adjustment = '') WHERE apart) "
	    "SELECT subscription || ' ' || charge, 'from ' || CASE WHEN "
	    "same > period_start THEN same ELSE previous END, "
	    "'from ' || period_start FROM ( "
	    "SELECT owner, subscription, charge, period_start, amount, "
	    "lag(period_end) OVER alike AS same, "
	    "lag(amount) OVER alike AS same_amount, "
	    "lag(period_end) OVER whole AS previous, "
	    "lag(period_start) OVER whole AS since, "
	    "lag(amount) OVER whole AS previous_amount FROM line l "
	    "WHERE kind = 'recurring' AND corrects_posting IS NULL AND "
	    "adjustment = '' AND (owner, subscription, charge) IN untiled "
	    "AND (amount = 0 OR amount + coalesce(( "
	    "SELECT sum(c.amount) FROM line c "
	    "WHERE c.corrects_posting = l.posting "
	    "AND c.corrects_line = l.line), 0) <> 0) "
	    "WINDOW whole AS (PARTITION BY owner, subscription, charge "
	    "ORDER BY period_start, period_end), "
	    "alike AS (PARTITION BY owner, subscription, charge, "
	    "plan, catalog, order_price, instance "
	    "ORDER BY period_start, period_end)) AS t "
	    "WHERE same > period_start AND amount <> 0 AND same_amount <> 0 "
	    "AND NOT EXISTS (SELECT 1 FROM order_line o WHERE "
	    "o.account = t.owner AND o.subscription = t.subscription "
	    "AND o.anchor_on <> '' "
	    "AND t.period_start IN (o.anchor_on, o.acts_on)) "
	    "OR previous < period_start AND previous_amount <> 0 "
	    "AND NOT EXISTS (SELECT 1 FROM line g "
	    "WHERE g.owner = t.owner AND g.subscription = t.subscription "
	    "AND g.charge = t.charge AND g.kind = 'recurring' "
	    "AND g.adjustment = '' "
	    "AND (g.corrects_posting IS NULL OR g.amount > 0) "
	    "AND g.period_start <= t.previous AND g.period_end > t.previous) "
	    "AND NOT EXISTS (SELECT 1 FROM order_line o WHERE "
	    "o.account = t.owner AND o.subscription = t.subscription AND "
	    "((o.acts_on > t.since AND o.acts_on <= t.period_start) OR "
	    "(o.\"end\" > t.since AND o.\"end\" <= t.period_start) OR "
	    "EXISTS (SELECT 1 FROM fulfilment f WHERE "
	    "f.order_id = o.order_id AND f.line = o.line AND "
	    "f.date > t.since AND f.date <= t.period_start)))",
	[STATEMENT_CHECK_REVISIONS_COUNT] =
	    "SELECT subscription || ' ' || charge || ' ' || cycle_start, "
	    "'revisions 1 to ' || count(DISTINCT revision), "
	    "min(revision) || ' to ' || max(revision) FROM line WHERE "
	    "adjustment = '' "
	    "GROUP BY owner, subscription, charge, kind, plan, catalog, "
	    "order_price, dimensions, instance, cycle_start, cycle_end "
	    "HAVING min(revision) <> 1 OR max(revision) <> count(DISTINCT "
	    "revision)",
	[STATEMENT_CHECK_CREDITS_BOUNDED] =
	    "SELECT d.invoice || '/' || o.line, 'at most ' || o.amount, "
	    "'credited ' || -sum(l.amount) "
	    "FROM line l JOIN line o ON o.posting = l.corrects_posting AND "
	    "o.line = l.corrects_line "
	    "JOIN document d ON d.posting = o.posting WHERE "
	    "l.corrects_posting IS NOT NULL "
	    "GROUP BY o.posting, o.line HAVING o.amount >= 0 AND o.amount + "
	    "sum(l.amount) < 0",
	[STATEMENT_CHECK_CORRECTIONS_OWN] =
	    "SELECT d.invoice || '/' || l.line, o.account || ' ' || "
	    "o.currency, d.account || ' ' || d.currency "
	    "FROM line l JOIN document d ON d.posting = l.posting JOIN "
	    "document o ON o.posting = l.corrects_posting "
	    "WHERE l.corrects_posting IS NOT NULL AND (o.account <> "
	    "d.account OR o.currency <> d.currency)",
	[STATEMENT_CHECK_SUBSCRIPTIONS_OWN] =
	    "SELECT d.invoice || '/' || l.line, coalesce(s.account, 'a "
	    "subscription'), l.owner "
	    "FROM line l JOIN document d ON d.posting = l.posting LEFT JOIN "
	    "subscription s ON s.subscription = l.subscription "
	    "WHERE l.subscription <> '' AND s.account IS NOT l.owner",
	[STATEMENT_CHECK_ADJUSTMENTS_POSTED] =
	    "SELECT a.adjustment, a.amount || ' ' || a.currency, l.amount "
	    "|| ' ' || d.currency "
	    "FROM line l JOIN adjustment a ON a.adjustment = l.adjustment "
	    "JOIN document d ON d.posting = l.posting "
	    "WHERE l.adjustment <> '' AND (a.kind = 'adjustment' AND "
	    "a.percent = '' AND a.amount <> l.amount OR "
	    "a.currency <> d.currency OR a.account <> l.owner)",
	[STATEMENT_CHECK_ADJUSTMENTS_APPROVED] =
	    "SELECT a.adjustment, 'approved by another than ' || "
	    "coalesce(r.user, '?'), CASE WHEN p.decision IS NULL THEN 'no "
	    "decision' WHEN p.decision <> 'approved' THEN p.decision "
	    "ELSE 'approved by ' || coalesce(d.user, '?') END "
	    "FROM adjustment a LEFT JOIN approval p ON p.kind = 'adjustment' "
	    "AND p.object = a.adjustment "
	    "LEFT JOIN audit d ON d.sequence = p.audit "
	    "LEFT JOIN audit r ON r.sequence = a.audit "
	    "WHERE a.approval = 'needed' AND (p.decision IS NOT 'approved' "
	    "OR d.user IS NULL OR d.user IS r.user) "
	    "AND EXISTS (SELECT 1 FROM line l "
	    "WHERE l.adjustment = a.adjustment AND l.adjustment <> '')",
	[STATEMENT_CHECK_CREDITS_USED] =
	    "SELECT a.adjustment, 'at most ' || -a.amount, 'used ' || "
	    "-sum(l.amount) FROM adjustment a JOIN line l "
	    "ON l.adjustment = a.adjustment AND l.adjustment <> '' "
	    "WHERE a.kind = 'credit' GROUP BY a.adjustment "
	    "HAVING sum(l.amount) < a.amount OR max(l.amount) >= 0",
	[STATEMENT_CHECK_ACCOUNTS_KNOWN] =
	    "SELECT a.account, 'a version with customer and payer', CASE "
	    "WHEN v.account IS NULL THEN 'no version' "
	    "WHEN c.customer IS NULL THEN 'customer ' || v.customer ELSE "
	    "'payer ' || v.payer END "
	    "FROM account a LEFT JOIN account_fact v ON v.account = "
	    "a.account "
	    "LEFT JOIN customer_fact c ON c.customer = v.customer AND "
	    "c.version "
	    "= 1 "
	    "LEFT JOIN account p ON p.account = v.payer "
	    "WHERE v.account IS NULL OR c.customer IS NULL OR p.account IS "
	    "NULL",
	[STATEMENT_CHECK_ORDERS_COMPLETE] =
	    "SELECT s.subscription, 'an add', count(o.sequence) FROM "
	    "subscription s "
	    "LEFT JOIN order_line o ON o.account = s.account AND "
	    "o.subscription = s.subscription AND o.action = 'add' "
	    "GROUP BY s.subscription HAVING count(o.sequence) = 0",
	[STATEMENT_CHECK_ORDERS_OWN] =
	    "SELECT 'order ' || o.order_id || '/' || o.line, s.account, "
	    "o.account FROM order_line o JOIN subscription s "
	    "ON s.subscription = o.subscription WHERE s.account <> o.account",
	/* "none" ends discounts. */
	[STATEMENT_CHECK_ORDERS_KNOWN] =
	    "SELECT 'order ' || o.order_id || '/' || o.line, "
	    "'a plan, discount and coupon of its catalog', "
	    "'plan ' || o.plan || ' discount ' || o.discount || ' coupon ' "
	    "|| o.promotion FROM order_line o WHERE "
	    "(o.plan <> '' AND NOT EXISTS (SELECT 1 FROM plan p "
	    "    WHERE p.catalog = o.catalog AND p.plan = o.plan)) "
	    "OR (o.discount NOT IN ('', 'none') AND NOT EXISTS (SELECT 1 "
	    "    FROM discount d WHERE d.catalog = o.discounts "
	    "    AND d.discount = o.discount)) "
	    "OR (o.promotion <> '' AND NOT EXISTS (SELECT 1 FROM discount d "
	    "    WHERE d.catalog = o.discounts AND d.code = o.promotion))",
	[STATEMENT_CHECK_ORDERS_DAYS] =
	    "SELECT 'order ' || order_id || '/' || line, CASE WHEN effective "
	    "IN ('', 'start') THEN '' ELSE 'from ' END || max(start, "
	    "ready_on), acts_on FROM order_line WHERE CASE WHEN effective "
	    "IN ('', 'start') THEN acts_on <> max(start, ready_on) "
	    "ELSE acts_on < max(start, ready_on) END",
	[STATEMENT_CHECK_VOIDS_OWN] =
	    "WITH named AS MATERIALIZED (SELECT CAST(order_id || '/' || line "
	    "AS TEXT) AS name, subscription, sequence FROM "
	    "order_line) "
	    "SELECT 'order ' || v.order_id || '/' || v.line, "
	    "'an earlier line of ' || v.subscription, "
	    "coalesce(o.subscription, 'none') || ' ' || v.voids "
	    "FROM (SELECT * FROM order_line "
	    "    WHERE action = 'void' OR voids <> '') v "
	    "LEFT JOIN named o ON o.name = v.voids "
	    "WHERE (v.action = 'void') <> (v.voids <> '') "
	    "OR (v.voids <> '' AND (o.sequence IS NULL "
	    "    OR o.subscription <> v.subscription "
	    "    OR o.sequence >= v.sequence))",
	[STATEMENT_CHECK_FULFILMENTS] =
	    "SELECT o.order_id || '/' || o.line, o.quantity, o.fulfilled, "
	    "f.quantity FROM fulfilment f JOIN order_line o "
	    "ON o.order_id = f.order_id AND o.line = f.line "
	    "ORDER BY o.sequence, f.sequence",
	/* At each line so many were used until then; a customer whose accounts
	 * moved may have more than he used. */
	[STATEMENT_CHECK_COUPONS_BOUNDED] =
	    "WITH used AS (SELECT o.sequence, o.order_id || '/' || o.line AS "
	    "name, o.promotion, o.discounts, v.customer, v.customers "
	    "FROM order_line o JOIN (SELECT account, max(customer) AS "
	    "    customer, count(DISTINCT customer) AS customers "
	    "    FROM account_fact GROUP BY account) v "
	    "    ON v.account = o.account WHERE o.promotion <> '' "
	    "AND o.order_id || '/' || o.line NOT IN "
	    "(SELECT w.voids FROM order_line w WHERE w.voids <> '')), "
	    "counted AS (SELECT *, row_number() OVER (PARTITION BY promotion "
	    "    ORDER BY sequence) AS place, row_number() OVER (PARTITION BY "
	    "    promotion, customer ORDER BY sequence) AS place_customer, "
	    "max(customers) OVER (PARTITION BY promotion, customer) AS moved "
	    "FROM used) "
	    "SELECT 'order ' || c.name, CASE WHEN d.\"limit\" <> '' "
	    "AND c.place > CAST(d.\"limit\" AS INTEGER) THEN d.\"limit\" "
	    "|| ' in all' ELSE d.customer_limit || ' by a customer' END, "
	    "c.promotion || ' ' || c.place || ' in all, ' || "
	    "c.place_customer || ' by a customer' FROM counted c "
	    "JOIN discount d ON d.catalog = c.discounts "
	    "    AND d.code = c.promotion "
	    "WHERE (d.\"limit\" <> '' "
	    "    AND c.place > CAST(d.\"limit\" AS INTEGER)) "
	    "OR (d.customer_limit <> '' AND c.moved = 1 "
	    "    AND c.place_customer > CAST(d.customer_limit AS INTEGER))",
	/* What is owed once has no period in its key, but its discount has. */
	[STATEMENT_CHECK_DISCOUNTS_BOUNDED] =
	    "SELECT subscription || ' ' || charge || ' ' || min(cycle_start), "
	    "'at most ' || sum(amount) FILTER (WHERE kind <> 'discount'), "
	    "'discounts of ' || -sum(amount) FILTER (WHERE kind = "
	    "'discount') FROM line WHERE (owner, subscription, charge) IN "
	    "(SELECT owner, subscription, charge FROM line "
	    "WHERE kind = 'discount' AND adjustment = '') AND kind IN "
	    "('recurring', 'one_time', 'usage', 'discount') "
	    "AND adjustment = '' "
	    "GROUP BY owner, subscription, charge, plan, catalog, "
	    "order_price, dimensions, CASE WHEN cycle_start < cycle_end "
	    "THEN cycle_start ELSE '' END, CASE WHEN cycle_start < cycle_end "
	    "THEN cycle_end ELSE '' END HAVING sum(amount) < 0",
	[STATEMENT_CHECK_LINES_ORDERED] =
	    "SELECT d.invoice || '/' || l.line, 'an order line of ' || "
	    "l.owner, l.order_id || '/' || l.order_line FROM line l "
	    "JOIN document d ON d.posting = l.posting "
	    "LEFT JOIN order_line o ON o.order_id = l.order_id "
	    "    AND o.line = l.order_line "
	    "WHERE l.order_id <> '' AND o.account IS NOT l.owner",
	[STATEMENT_CHECK_APPROVALS_KNOWN] =
	    "SELECT 'approval of ' || p.object, 'an adjustment that needs "
	    "it', coalesce(a.adjustment || ' needs none', 'none') "
	    "FROM approval p LEFT JOIN adjustment a "
	    "ON a.adjustment = p.object "
	    "WHERE p.kind = 'adjustment' AND a.approval IS NOT 'needed' "
	    "UNION ALL SELECT 'approval of import ' || p.object, "
	    "'an import that needs it', 'none' FROM approval p "
	    "WHERE p.kind = 'import' AND NOT EXISTS (SELECT 1 FROM catalog c "
	    "    WHERE c.approval = 'needed' "
	    "    AND c.audit = CAST(p.object AS INTEGER)) "
	    "AND NOT EXISTS (SELECT 1 FROM tax_rate r "
	    "    WHERE r.approval = 'needed' "
	    "    AND r.audit = CAST(p.object AS INTEGER))",
	[STATEMENT_CHECK_APPROVALS_OWN] =
	    "SELECT 'approval of ' || iif(p.kind = 'import', 'import ', '') "
	    "|| p.object, 'decided by another than ' || coalesce(r.user, '?'), "
	    "'decided by ' || coalesce(d.user, 'nobody') FROM approval p "
	    "LEFT JOIN adjustment a ON p.kind = 'adjustment' "
	    "AND a.adjustment = p.object "
	    "LEFT JOIN audit r ON r.sequence = iif(p.kind = 'import', "
	    "CAST(p.object AS INTEGER), a.audit) "
	    "LEFT JOIN audit d ON d.sequence = p.audit "
	    "AND d.subject = 'approvals' "
	    "WHERE d.user IS NULL OR d.user IS r.user",
	[STATEMENT_CHECK_APPROVALS_USED] =
	    "SELECT 'order line ' || o.order_id || '/' || o.line, "
	    "'a catalog in force', c.version || ' is not' FROM catalog c "
	    "JOIN order_line o ON o.catalog = c.version "
	    "OR o.discounts = c.version "
	    "WHERE c.approval = 'needed' AND NOT EXISTS (SELECT 1 "
	    "    FROM catalog_in_force f WHERE f.version = c.version)",
	[STATEMENT_CHECK_APPROVALS] =
	    "SELECT 'adjustment ' || a.adjustment, 'adjustment', "
	    "nullif(a.amount, 0), a.currency, a.approval, "
	    "coalesce(p.decision, ''), coalesce(d.user, '') "
	    "FROM adjustment a LEFT JOIN approval p "
	    "ON p.kind = 'adjustment' AND p.object = a.adjustment "
	    "LEFT JOIN audit d ON d.sequence = p.audit "
	    "UNION ALL SELECT 'catalog ' || c.version, 'catalog', NULL, '', "
	    "c.approval, coalesce(p.decision, ''), coalesce(d.user, '') "
	    "FROM catalog c LEFT JOIN approval p ON p.kind = 'import' "
	    "AND p.object = CAST(c.audit AS TEXT) "
	    "LEFT JOIN audit d ON d.sequence = p.audit "
	    "UNION ALL SELECT 'tax rate ' || r.jurisdiction || '/' || "
	    "r.tax_code || '/' || r.name || ' from ' || r.\"from\", "
	    "'tax-rates', NULL, '', r.approval, coalesce(p.decision, ''), "
	    "coalesce(d.user, '') "
	    "FROM tax_rate r LEFT JOIN approval p ON p.kind = 'import' "
	    "AND p.object = CAST(r.audit AS TEXT) "
	    "LEFT JOIN audit d ON d.sequence = p.audit",
	/* What is said of persons is what the facts bind. */
	/* What came between a lock and the next one, and is dated before it. */
	[STATEMENT_CHECK_PERIODS_LOCKED] =
	    "WITH span (through, payment, posting, application, "
	    "transaction_id, payment_last, posting_last, application_last, "
	    "transaction_last) AS (SELECT through, payment, posting, "
	    "application, transaction_id, "
	    "lead(payment, 1, 9223372036854775807) OVER w, "
	    "lead(posting, 1, 9223372036854775807) OVER w, "
	    "lead(application, 1, 9223372036854775807) OVER w, "
	    "lead(transaction_id, 1, 9223372036854775807) OVER w "
	    "FROM lock WINDOW w AS (ORDER BY sequence)) "
	    "SELECT d.invoice, 'dated after ' || s.through, d.issue_date "
	    "FROM span s CROSS JOIN document d ON d.posting > s.posting "
	    "AND d.posting <= s.posting_last AND d.issue_date <= s.through "
	    "UNION ALL SELECT 'payment ' || p.payment, 'dated after ' || "
	    "s.through, p.received_on FROM span s CROSS JOIN payment p "
	    "ON p.sequence > s.payment AND p.sequence <= s.payment_last "
	    "AND p.received_on <= s.through "
	    "UNION ALL SELECT 'application ' || a.sequence, 'dated after ' || "
	    "s.through, a.date FROM span s CROSS JOIN application a "
	    "ON a.sequence > s.application "
	    "AND a.sequence <= s.application_last AND a.date <= s.through "
	    "UNION ALL SELECT 'transaction ' || t.transaction_id, "
	    "'dated after ' || s.through, t.date "
	    "FROM span s CROSS JOIN journal_transaction t "
	    "ON t.transaction_id > s.transaction_id "
	    "AND t.transaction_id <= s.transaction_last "
	    "AND t.date <= s.through",
	[STATEMENT_CHECK_PERSONAL_HASH] =
	    "SELECT 'customer ' || f.customer || ' version ' || f.version, "
	    "'what was recorded', 'something else' FROM customer_fact "
	    "f " PERSONAL_OF("customer", "f", "customer",
		"p") "WHERE p.salt <> x'' AND f.personal <> " PERSONAL_HASH
		     "UNION ALL SELECT 'account ' || f.account || ' version ' "
		     "|| "
		     "f.version, 'what was recorded', 'something else' "
		     "FROM account_fact f " PERSONAL_OF("account", "f",
			 "account", "p") "WHERE p.salt <> x'' AND f.personal "
					 "<> " PERSONAL_HASH,
	[STATEMENT_CHECK_PERSONAL_ERASED] =
	    "WITH fact AS (SELECT 'customer' AS subject, customer AS id, "
	    "    effective_on, version, customer FROM customer_fact "
	    "UNION ALL SELECT 'account', account, effective_on, version, "
	    "    customer FROM account_fact) "
	    "SELECT f.subject || ' ' || f.id || ' version ' || f.version, "
	    "CASE WHEN e.customer IS NULL THEN 'what is said of a person' "
	    "    ELSE 'erased' END, CASE WHEN p.id IS NULL THEN 'no row' "
	    "    WHEN p.salt = x'' THEN 'erased' ELSE 'not erased' END "
	    "FROM fact f LEFT JOIN personal p ON p.subject = f.subject "
	    "    AND p.id = f.id AND p.effective_on = f.effective_on "
	    "    AND p.version = f.version "
	    "LEFT JOIN erasure e ON e.customer = f.customer "
	    "WHERE p.id IS NULL OR (p.salt = x'') <> (e.customer IS NOT NULL) "
	    "UNION ALL SELECT p.subject || ' ' || p.id || ' version ' || "
	    "p.version, 'a fact', 'none' FROM personal p WHERE NOT EXISTS "
	    "(SELECT 1 FROM customer_fact c WHERE p.subject = 'customer' "
	    "    AND c.customer = p.id AND c.effective_on = p.effective_on "
	    "    AND c.version = p.version) AND NOT EXISTS "
	    "(SELECT 1 FROM account_fact a WHERE p.subject = 'account' "
	    "    AND a.account = p.id AND a.effective_on = p.effective_on "
	    "    AND a.version = p.version) "
	    "UNION ALL SELECT 'the root of salts', 'one', count(*) "
	    "FROM personal_root HAVING count(*) <> 1",
	[STATEMENT_CHECK_TAX_RATES] =
	    "SELECT jurisdiction, name, tax_code, \"from\", \"to\", taxable, "
	    "rate FROM tax_rate ORDER BY jurisdiction, name",
	[STATEMENT_CHECK_TAXES] =
	    "SELECT d.posting, d.invoice, l.line, l.amount, l.tax_code, "
	    "d.issue_date, l.period_start, l.period_end, t.name, "
	    "t.jurisdiction, t.rate, t.amount, t.taxable FROM document d "
	    "JOIN line l ON l.posting = d.posting "
	    "JOIN line_tax t ON t.posting = l.posting AND t.line = l.line "
	    "WHERE l.corrects_posting IS NULL "
	    "ORDER BY d.posting, l.line, t.tax_seq",
	[STATEMENT_CHECK_TAXES_CORRECTED] =
	    "SELECT d.invoice || '/' || c.line, o.posting, o.line, o.amount, "
	    "c.posting, c.line, c.amount, x.amount, x.name, x.rate, "
	    "t.amount, x.taxable = 'yes' FROM line c "
	    "JOIN line o ON o.posting = c.corrects_posting "
	    "    AND o.line = c.corrects_line "
	    "JOIN document d ON d.posting = c.posting "
	    "JOIN line_tax x ON x.posting = o.posting AND x.line = o.line "
	    "LEFT JOIN line_tax t ON t.posting = c.posting "
	    "    AND t.line = c.line AND t.tax_seq = x.tax_seq "
	    "WHERE c.corrects_posting IS NOT NULL AND c.adjustment = '' "
	    "ORDER BY o.posting, o.line, c.posting, c.line, x.tax_seq",
	[STATEMENT_CHECK_DOCUMENT_JOURNAL] =
	    "SELECT invoice, 'revenue ' || revenue || ' deferred ' || "
	    "deferred || ' tax ' || tax, 'revenue ' || booked_revenue || "
	    "' deferred ' || booked_deferred || ' tax ' || booked_tax FROM ("
	    "SELECT d.invoice, d.tax, coalesce(l.revenue, 0) AS revenue, "
	    "coalesce(l.deferred, 0) AS deferred, "
	    "coalesce(j.revenue, 0) AS booked_revenue, "
	    "coalesce(j.deferred, 0) AS booked_deferred, "
	    "coalesce(j.tax, 0) AS booked_tax FROM document d "
	    "LEFT JOIN (SELECT l.posting, "
	    "    sum(CASE WHEN l.period_end > d.issue_date THEN 0 "
	    "    ELSE l.amount END) AS revenue, "
	    "    sum(CASE WHEN l.period_end > d.issue_date THEN l.amount "
	    "    ELSE 0 END) AS deferred FROM document d "
	    "    JOIN line l ON l.posting = d.posting GROUP BY l.posting) l "
	    "ON l.posting = d.posting "
	    "LEFT JOIN (SELECT t.document, "
	    "    -sum(CASE WHEN j.role = 'revenue' THEN j.amount ELSE 0 END) "
	    "    AS revenue, -sum(CASE WHEN j.role = 'deferred' "
	    "    THEN j.amount ELSE 0 END) AS deferred, "
	    "    -sum(CASE WHEN j.role = 'tax_payable' THEN j.amount "
	    "    ELSE 0 END) AS tax FROM journal_transaction t "
	    "    JOIN journal j ON j.transaction_id = t.transaction_id "
	    "    WHERE t.document <> '' GROUP BY t.document) j "
	    "ON j.document = d.invoice) w "
	    "WHERE revenue <> booked_revenue OR deferred <> booked_deferred "
	    "OR tax <> booked_tax",
	[STATEMENT_CHECK_DOCUMENT_TERMS] =
	    "SELECT d.invoice, 'due by the terms of ' || d.account, "
	    "'due ' || d.due_date || ', issued ' || d.issue_date "
	    "FROM document d WHERE CASE d.document_type "
	    "WHEN 'credit_note' THEN d.due_date <> d.issue_date "
	    "ELSE NOT EXISTS (SELECT 1 "
	    "    FROM account_version v WHERE v.account = d.account "
	    "    AND date(d.issue_date, '+' || v.terms_days || ' days') "
	    "    = d.due_date) END",
	[STATEMENT_CHECK_DEFERRED_CONTROL] =
	    "SELECT account || ' ' || currency || ' ' || date, sum(billed), "
	    "sum(control) FROM (SELECT d.account, d.currency, d.issue_date "
	    "AS date, -l.amount AS billed, 0 AS control FROM document d "
	    "JOIN line l ON l.posting = d.posting WHERE l.period_end > "
	    "d.issue_date UNION ALL SELECT t.account, j.currency, t.date, 0, "
	    "j.amount FROM journal j JOIN journal_transaction t ON "
	    "t.transaction_id = j.transaction_id WHERE j.role = 'deferred') "
	    "item GROUP BY account, currency, date HAVING sum(billed) <> "
	    "sum(control)",
	[STATEMENT_CHECK_NUMBERS] =
	    "SELECT invoice, series, year, number, issue_date FROM document "
	    "ORDER BY posting",
	[STATEMENT_CHECK_PERIODS_WHOLE] =
	    "SELECT d.invoice || '/' || l.line, l.cycle_start || ' to ' || "
	    "l.cycle_end, l.period_start || ' to ' || l.period_end "
	    "FROM line l JOIN document d ON d.posting = l.posting "
	    "WHERE l.period_start > l.period_end OR (l.cycle_start < "
	    "l.cycle_end AND (l.period_start < l.cycle_start "
	    "OR l.period_end > l.cycle_end))",
	[STATEMENT_CHECK_USAGE_BILLED] =
	    "SELECT d.invoice || '/' || l.line, 'at most ' || b.last, l.upto "
	    "FROM line l JOIN document d ON d.posting = l.posting, "
	    "(SELECT coalesce(max(last_number), 0) AS last FROM usage_batch) "
	    "b WHERE l.kind IN ('usage', 'minimum') AND l.upto <> '' "
	    "AND CAST(l.upto AS INTEGER) > b.last",
	[STATEMENT_CHECK_SAMPLE] =
	    "WITH step AS (SELECT max(posting) / $1 + 1 AS size FROM document) "
	    "SELECT d.invoice FROM step s CROSS JOIN document d "
	    "WHERE d.posting % s.size = $2 % s.size "
	    "ORDER BY d.posting",
	[STATEMENT_CHECK_AMOUNTS_BOUNDED] =
	    "SELECT d.invoice || '/' || l.line, 'within 10^15', l.amount "
	    "FROM line l JOIN document d ON d.posting = l.posting "
	    "WHERE l.amount NOT BETWEEN -1000000000000000 "
	    "AND 1000000000000000 "
	    "UNION ALL SELECT 'transaction ' || transaction_id || '/' || "
	    "entry, 'within 10^15, not 0', amount FROM journal "
	    "WHERE amount NOT BETWEEN -1000000000000000 "
	    "AND 1000000000000000 OR amount = 0 "
	    "UNION ALL SELECT invoice, 'within 10^15', total FROM document "
	    "WHERE total NOT BETWEEN -1000000000000000 "
	    "AND 1000000000000000 "
	    "UNION ALL SELECT 'payment ' || payment, "
	    "'within 10^15, not 0', amount FROM payment "
	    "WHERE amount NOT BETWEEN -1000000000000000 "
	    "AND 1000000000000000 OR amount = 0 "
	    "UNION ALL SELECT 'application ' || sequence, "
	    "'within 10^15, not 0', amount FROM application "
	    "WHERE amount NOT BETWEEN -1000000000000000 "
	    "AND 1000000000000000 OR amount = 0 "
	    "UNION ALL SELECT 'adjustment ' || adjustment, 'within 10^15', "
	    "amount FROM adjustment WHERE amount NOT BETWEEN "
	    "-1000000000000000 AND 1000000000000000",
	[STATEMENT_CHECK_AUDIT_COUNTS] =
	    "SELECT w.subject, w.recorded, w.stored FROM ("
	    "SELECT 'catalog' AS subject, (SELECT count(*) FROM catalog) AS "
	    "stored, (SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'catalog') AS recorded "
	    "UNION ALL SELECT 'customers', (SELECT count(*) FROM "
	    "customer_fact), "
	    "(SELECT coalesce(sum(accepted + changed), 0) FROM audit "
	    "WHERE subject = 'customers') "
	    "UNION ALL SELECT 'accounts', "
	    "(SELECT count(*) FROM account_fact), "
	    "(SELECT coalesce(sum(accepted + changed), 0) FROM audit "
	    "WHERE subject = 'accounts') "
	    "UNION ALL SELECT 'orders', (SELECT count(*) FROM order_line), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'orders') "
	    "UNION ALL SELECT 'fulfilments', "
	    "(SELECT count(*) FROM fulfilment), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'fulfilments') "
	    "UNION ALL SELECT 'adjustments', "
	    "(SELECT count(*) FROM adjustment), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'adjustments') "
	    "UNION ALL SELECT 'approvals', (SELECT count(*) FROM approval), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'approvals') "
	    "UNION ALL SELECT 'locks', (SELECT count(*) FROM lock), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'locks') "
	    "UNION ALL SELECT 'erasures', (SELECT count(*) FROM erasure), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'erasures') "
	    "UNION ALL SELECT 'payments', (SELECT count(*) FROM payment), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'payments') "
	    "UNION ALL SELECT 'tax-rates', (SELECT count(*) FROM tax_rate), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'tax-rates') "
	    "UNION ALL SELECT 'services', (SELECT count(*) FROM service), "
	    "(SELECT coalesce(sum(accepted + changed), 0) FROM audit "
	    "WHERE subject = 'services') "
	    "UNION ALL SELECT 'exemptions', (SELECT count(*) FROM exemption), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'exemptions') "
	    "UNION ALL SELECT 'exchange-rates', "
	    "(SELECT count(*) FROM exchange_rate), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'exchange-rates') "
	    "UNION ALL SELECT 'rules', (SELECT count(*) FROM usage_rule), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'rules') "
	    "UNION ALL SELECT 'rules of lists', "
	    "(SELECT coalesce(sum(rules), 0) FROM usage_rule_list), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'rules') "
	    "UNION ALL SELECT 'alerts', (SELECT count(*) FROM alert), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'alerts') "
	    "UNION ALL SELECT 'rates', (SELECT count(*) FROM deck_rate), "
	    "(SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject = 'rates') "
	    "UNION ALL SELECT 'documents', (SELECT count(*) FROM document), "
	    "(SELECT coalesce(sum(documents), 0) FROM audit "
	    "WHERE subject = 'documents')) w "
	    "WHERE w.stored <> w.recorded",
	[STATEMENT_CHECK_AUDIT_TIMES] =
	    "SELECT 'audit row ' || sequence, 'not before ' || before, "
	    "recorded_at FROM (SELECT sequence, recorded_at, "
	    "lag(recorded_at, 1, '') OVER (ORDER BY sequence) AS before "
	    "FROM audit) WHERE recorded_at < before",
	[STATEMENT_CHECK_SERVICES_COMPLETE] =
	    "SELECT 'service ' || service, 'versions 1 to ' || count(*), "
	    "min(version) || ' to ' || max(version) FROM service "
	    "GROUP BY service HAVING min(version) <> 1 "
	    "OR max(version) <> count(*) "
	    "OR min(effective_on) <> '' OR count(DISTINCT version) <> "
	    "count(*)",
	[STATEMENT_CHECK_SERVICES_DISTINCT] =
	    TENURES "SELECT 'identifier ' || a.identifier, 'one service', "
		    "a.service || ' and ' || b.service " TWINS,
	[STATEMENT_CHECK_USAGE_BATCHES] =
	    "SELECT 'batch ' || batch, 'numbers from ' || expected, "
	    "first_number || ' to ' || last_number FROM ("
	    "SELECT batch, first_number, last_number, "
	    "lag(last_number, 1, 0) OVER (ORDER BY batch) + 1 AS expected, "
	    "row_number() OVER (ORDER BY batch) AS place FROM usage_batch) "
	    "WHERE first_number <> expected OR last_number < first_number "
	    "OR batch <> place",
	[STATEMENT_CHECK_USAGE_OWNERS] =
	    "SELECT subscription FROM subscription ORDER BY subscription",
	[STATEMENT_CHECK_USAGE_RECORDED] =
	    "SELECT (SELECT coalesce(sum(accepted), 0) FROM audit "
	    "WHERE subject IN ('usage', 'changes')), "
	    "(SELECT coalesce(sum(changed), 0) FROM audit "
	    "WHERE subject = 'recycling'), "
	    /* No row is of less than a byte: nobody has a number beyond. */
	    "(SELECT max(min(coalesce(max(last_number), 0), "
	    "(SELECT s.page_size * c.page_count FROM pragma_page_size s, "
	    "pragma_page_count c)), 0) FROM usage_batch)",
	[STATEMENT_CHECK_USAGE_POSTED] =
	    "SELECT l.subscription, l.period_start, l.period_end, "
	    "max(CAST(l.upto AS INTEGER)), (SELECT v.timezone "
	    "FROM account_version v WHERE v.account = l.owner "
	    "ORDER BY v.effective_on DESC, v.version DESC LIMIT 1), l.owner "
	    "FROM line l WHERE l.kind = 'usage' AND l.upto <> '' "
	    "GROUP BY l.owner, l.subscription, l.charge, l.plan, l.catalog, "
	    "l.order_price, l.dimensions, l.cycle_start, l.cycle_end, "
	    "l.period_start, l.period_end ORDER BY l.owner",
	[STATEMENT_CHECK_USAGE_LATE_FEED] =
	    "SELECT u.subscription, u.event, u.number "
	    "FROM feed f CROSS JOIN usage_month m ON m.ended_at > f.c1 "
	    "AND m.first_at < f.c2 CROSS JOIN usage u "
	    "LEFT JOIN usage_late l ON l.subscription = u.subscription "
	    "AND l.occurred_at = u.occurred_at AND l.event = u.event "
	    "AND l.number = u.number "
	    "WHERE u.month = m.month AND u.subscription = f.c0 "
	    "AND u.occurred_at >= f.c1 "
	    "AND u.occurred_at < f.c2 AND u.number > f.c3 "
	    "AND l.number IS NULL",
	[STATEMENT_CHECK_CARDS] =
	    "SELECT 'customer ' || customer, name || x'0a' || email || "
	    "x'0a' || address1 || x'0a' || address2 || x'0a' || city || "
	    "x'0a' || tax_id || x'0a' || extra FROM customer "
	    "UNION ALL SELECT 'account ' || account, name || x'0a' || "
	    "po_number || x'0a' || extra FROM account_version "
	    "UNION ALL SELECT 'adjustment ' || adjustment, reason || "
	    "x'0a' || extra FROM adjustment "
	    "UNION ALL SELECT 'payment ' || payment, method || x'0a' || "
	    "reference || x'0a' || extra FROM payment "
	    "UNION ALL SELECT 'service ' || service, name || x'0a' || "
	    "identifier_type || x'0a' || extra FROM service "
	    "UNION ALL SELECT 'exemption ' || certificate, reason || "
	    "x'0a' || extra FROM exemption "
	    "UNION ALL SELECT 'order ' || order_id || ' ' || line, reason "
	    "|| x'0a' || agreement || x'0a' || opportunity || x'0a' || "
	    "po_number || x'0a' || extra FROM order_line "
	    "UNION ALL SELECT 'fulfilment ' || fulfilment, extra FROM "
	    "fulfilment "
	    "UNION ALL SELECT 'company ' || name, value FROM company "
	    "UNION ALL SELECT 'audit row ' || sequence, user || x'0a' || "
	    "command_line || x'0a' || ifnull(reason, '') FROM audit",
};

const char *
statement_text(enum statement statement)
{
	assert(statements[statement] != NULL);
	return statements[statement];
}
