-- Seals: what each recording command added, bound into the audit chain.

-- Facts get numbers that only grow, so that what a command added is a range.
-- Those that there are get theirs in the order of their keys.
ALTER TABLE company ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
UPDATE company SET sequence = n.place FROM (
	SELECT name,
	row_number() OVER (ORDER BY name) AS place
	FROM company) n
WHERE company.name = n.name;
CREATE UNIQUE INDEX company_sequence ON company (sequence);
ALTER TABLE catalog ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
UPDATE catalog SET sequence = n.place FROM (
	SELECT version,
	row_number() OVER (ORDER BY version) AS place
	FROM catalog) n
WHERE catalog.version = n.version;
CREATE UNIQUE INDEX catalog_sequence ON catalog (sequence);
ALTER TABLE customer ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
UPDATE customer SET sequence = n.place FROM (
	SELECT customer, effective_on, version,
	row_number() OVER (ORDER BY customer, effective_on, version) AS place
	FROM customer) n
WHERE customer.customer = n.customer
	AND customer.effective_on = n.effective_on
	AND customer.version = n.version;
CREATE UNIQUE INDEX customer_sequence ON customer (sequence);
ALTER TABLE account_version ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
UPDATE account_version SET sequence = n.place FROM (
	SELECT account, effective_on, version,
	row_number() OVER (ORDER BY account, effective_on, version) AS place
	FROM account_version) n
WHERE account_version.account = n.account
	AND account_version.effective_on = n.effective_on
	AND account_version.version = n.version;
CREATE UNIQUE INDEX account_version_sequence ON account_version (sequence);
ALTER TABLE service ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
UPDATE service SET sequence = n.place FROM (
	SELECT service, effective_on, version,
	row_number() OVER (ORDER BY service, effective_on, version) AS place
	FROM service) n
WHERE service.service = n.service
	AND service.effective_on = n.effective_on
	AND service.version = n.version;
CREATE UNIQUE INDEX service_sequence ON service (sequence);
ALTER TABLE deck_rate ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
UPDATE deck_rate SET sequence = n.place FROM (
	SELECT deck, prefix, time_class, "from",
	row_number() OVER (ORDER BY deck, prefix, time_class, "from") AS place
	FROM deck_rate) n
WHERE deck_rate.deck = n.deck
	AND deck_rate.prefix = n.prefix
	AND deck_rate.time_class = n.time_class
	AND deck_rate."from" = n."from";
CREATE UNIQUE INDEX deck_rate_sequence ON deck_rate (sequence);
ALTER TABLE alert ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
UPDATE alert SET sequence = n.place FROM (
	SELECT alert,
	row_number() OVER (ORDER BY alert) AS place
	FROM alert) n
WHERE alert.alert = n.alert;
CREATE UNIQUE INDEX alert_sequence ON alert (sequence);
ALTER TABLE usage_retraction ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
UPDATE usage_retraction SET sequence = n.place FROM (
	SELECT event,
	row_number() OVER (ORDER BY event) AS place
	FROM usage_retraction) n
WHERE usage_retraction.event = n.event;
CREATE UNIQUE INDEX usage_retraction_sequence ON usage_retraction (sequence);

-- Rows of a kind from first to last, added by one command; the hash is of all
-- that they say.  The ranges of a kind follow each other without a gap.
CREATE TABLE seal (
	audit INTEGER NOT NULL REFERENCES audit DEFERRABLE INITIALLY DEFERRED,
	kind TEXT NOT NULL,
	first INTEGER NOT NULL,
	last INTEGER NOT NULL,
	hash BLOB NOT NULL,
	PRIMARY KEY (kind, last)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX seal_audit ON seal (audit, kind);

-- Why it was done; the digest of the row's seals, and the second chain, which
-- binds time, user and command line.  Older rows have neither.
ALTER TABLE audit ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN content BLOB NOT NULL DEFAULT x'';
ALTER TABLE audit ADD COLUMN witness BLOB NOT NULL DEFAULT x'';

-- The sum of the mixed fields of the rows that a batch booked; NULL until the
-- first command after this was added has counted those of older batches.
ALTER TABLE usage_batch ADD COLUMN digest BLOB;

-- Facts refuse change, as posted rows do; those of customers and accounts have
-- their tables, and these guards, in 0007.
CREATE TRIGGER company_update BEFORE UPDATE ON company
BEGIN SELECT RAISE(ABORT, 'a setting never changes'); END;
CREATE TRIGGER company_delete BEFORE DELETE ON company
BEGIN SELECT RAISE(ABORT, 'a setting never changes'); END;
CREATE TRIGGER company_replace BEFORE INSERT ON company
WHEN EXISTS (SELECT 1 FROM company
	WHERE name = NEW.name)
OR EXISTS (SELECT 1 FROM company
	WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'a setting never changes'); END;
CREATE TRIGGER catalog_update BEFORE UPDATE ON catalog
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER catalog_delete BEFORE DELETE ON catalog
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER catalog_replace BEFORE INSERT ON catalog
WHEN EXISTS (SELECT 1 FROM catalog
	WHERE version = NEW.version)
OR EXISTS (SELECT 1 FROM catalog
	WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER metric_update BEFORE UPDATE ON metric
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER metric_delete BEFORE DELETE ON metric
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER metric_replace BEFORE INSERT ON metric
WHEN EXISTS (SELECT 1 FROM metric
	WHERE catalog = NEW.catalog AND metric = NEW.metric)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER product_update BEFORE UPDATE ON product
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER product_delete BEFORE DELETE ON product
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER product_replace BEFORE INSERT ON product
WHEN EXISTS (SELECT 1 FROM product
	WHERE catalog = NEW.catalog AND product = NEW.product)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER plan_update BEFORE UPDATE ON plan
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER plan_delete BEFORE DELETE ON plan
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER plan_replace BEFORE INSERT ON plan
WHEN EXISTS (SELECT 1 FROM plan
	WHERE catalog = NEW.catalog AND plan = NEW.plan)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_update BEFORE UPDATE ON charge
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_delete BEFORE DELETE ON charge
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_replace BEFORE INSERT ON charge
WHEN EXISTS (SELECT 1 FROM charge
	WHERE catalog = NEW.catalog AND plan = NEW.plan
	AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER tier_update BEFORE UPDATE ON tier
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER tier_delete BEFORE DELETE ON tier
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER tier_replace BEFORE INSERT ON tier
WHEN EXISTS (SELECT 1 FROM tier
	WHERE catalog = NEW.catalog AND plan = NEW.plan
	AND position = NEW.position AND tier = NEW.tier)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_filter_update BEFORE UPDATE ON charge_filter
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_filter_delete BEFORE DELETE ON charge_filter
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_filter_replace BEFORE INSERT ON charge_filter
WHEN EXISTS (SELECT 1 FROM charge_filter
	WHERE catalog = NEW.catalog AND plan = NEW.plan
	AND position = NEW.position AND dimension = NEW.dimension)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER matrix_price_update BEFORE UPDATE ON matrix_price
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER matrix_price_delete BEFORE DELETE ON matrix_price
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER matrix_price_replace BEFORE INSERT ON matrix_price
WHEN EXISTS (SELECT 1 FROM matrix_price
	WHERE catalog = NEW.catalog AND plan = NEW.plan
	AND position = NEW.position AND row = NEW.row)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_alert_update BEFORE UPDATE ON charge_alert
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_alert_delete BEFORE DELETE ON charge_alert
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_alert_replace BEFORE INSERT ON charge_alert
WHEN EXISTS (SELECT 1 FROM charge_alert
	WHERE catalog = NEW.catalog AND plan = NEW.plan
	AND position = NEW.position AND alert = NEW.alert)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_ramp_update BEFORE UPDATE ON charge_ramp
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_ramp_delete BEFORE DELETE ON charge_ramp
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_ramp_replace BEFORE INSERT ON charge_ramp
WHEN EXISTS (SELECT 1 FROM charge_ramp
	WHERE catalog = NEW.catalog AND plan = NEW.plan
	AND position = NEW.position AND step = NEW.step)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_component_update BEFORE UPDATE ON charge_component
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_component_delete BEFORE DELETE ON charge_component
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER charge_component_replace BEFORE INSERT ON charge_component
WHEN EXISTS (SELECT 1 FROM charge_component
	WHERE catalog = NEW.catalog AND plan = NEW.plan
	AND position = NEW.position AND component = NEW.component)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER holiday_update BEFORE UPDATE ON holiday
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER holiday_delete BEFORE DELETE ON holiday
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER holiday_replace BEFORE INSERT ON holiday
WHEN EXISTS (SELECT 1 FROM holiday
	WHERE catalog = NEW.catalog AND holidays = NEW.holidays
	AND date = NEW.date)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER time_class_update BEFORE UPDATE ON time_class
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER time_class_delete BEFORE DELETE ON time_class
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER time_class_replace BEFORE INSERT ON time_class
WHEN EXISTS (SELECT 1 FROM time_class
	WHERE catalog = NEW.catalog AND classes = NEW.classes
	AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER discount_update BEFORE UPDATE ON discount
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER discount_delete BEFORE DELETE ON discount
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER discount_replace BEFORE INSERT ON discount
WHEN EXISTS (SELECT 1 FROM discount
	WHERE catalog = NEW.catalog AND discount = NEW.discount)
BEGIN SELECT RAISE(ABORT, 'a catalog never changes'); END;
CREATE TRIGGER service_update BEFORE UPDATE ON service
BEGIN SELECT RAISE(ABORT, 'a service''s version never changes'); END;
CREATE TRIGGER service_delete BEFORE DELETE ON service
BEGIN SELECT RAISE(ABORT, 'a service''s version never changes'); END;
CREATE TRIGGER service_replace BEFORE INSERT ON service
WHEN EXISTS (SELECT 1 FROM service
	WHERE service = NEW.service AND effective_on = NEW.effective_on
	AND version = NEW.version)
OR EXISTS (SELECT 1 FROM service
	WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'a service''s version never changes'); END;
CREATE TRIGGER subscription_update BEFORE UPDATE ON subscription
BEGIN SELECT RAISE(ABORT, 'a subscription''s account never changes'); END;
CREATE TRIGGER subscription_delete BEFORE DELETE ON subscription
BEGIN SELECT RAISE(ABORT, 'a subscription''s account never changes'); END;
CREATE TRIGGER subscription_replace BEFORE INSERT ON subscription
WHEN EXISTS (SELECT 1 FROM subscription
	WHERE subscription = NEW.subscription)
BEGIN SELECT RAISE(ABORT, 'a subscription''s account never changes'); END;
CREATE TRIGGER order_line_update BEFORE UPDATE ON order_line
BEGIN SELECT RAISE(ABORT, 'an order line never changes'); END;
CREATE TRIGGER order_line_delete BEFORE DELETE ON order_line
BEGIN SELECT RAISE(ABORT, 'an order line never changes'); END;
CREATE TRIGGER order_line_replace BEFORE INSERT ON order_line
WHEN EXISTS (SELECT 1 FROM order_line
	WHERE sequence = NEW.sequence)
OR EXISTS (SELECT 1 FROM order_line
	WHERE order_id = NEW.order_id AND line = NEW.line)
BEGIN SELECT RAISE(ABORT, 'an order line never changes'); END;
CREATE TRIGGER fulfilment_update BEFORE UPDATE ON fulfilment
BEGIN SELECT RAISE(ABORT, 'a fulfilment never changes'); END;
CREATE TRIGGER fulfilment_delete BEFORE DELETE ON fulfilment
BEGIN SELECT RAISE(ABORT, 'a fulfilment never changes'); END;
CREATE TRIGGER fulfilment_replace BEFORE INSERT ON fulfilment
WHEN EXISTS (SELECT 1 FROM fulfilment
	WHERE sequence = NEW.sequence)
OR EXISTS (SELECT 1 FROM fulfilment
	WHERE fulfilment = NEW.fulfilment)
BEGIN SELECT RAISE(ABORT, 'a fulfilment never changes'); END;
CREATE TRIGGER adjustment_update BEFORE UPDATE ON adjustment
BEGIN SELECT RAISE(ABORT, 'an adjustment never changes'); END;
CREATE TRIGGER adjustment_delete BEFORE DELETE ON adjustment
BEGIN SELECT RAISE(ABORT, 'an adjustment never changes'); END;
CREATE TRIGGER adjustment_replace BEFORE INSERT ON adjustment
WHEN EXISTS (SELECT 1 FROM adjustment
	WHERE sequence = NEW.sequence)
OR EXISTS (SELECT 1 FROM adjustment
	WHERE adjustment = NEW.adjustment)
BEGIN SELECT RAISE(ABORT, 'an adjustment never changes'); END;
CREATE TRIGGER tax_rate_update BEFORE UPDATE ON tax_rate
BEGIN SELECT RAISE(ABORT, 'a tax rate never changes'); END;
CREATE TRIGGER tax_rate_delete BEFORE DELETE ON tax_rate
BEGIN SELECT RAISE(ABORT, 'a tax rate never changes'); END;
CREATE TRIGGER tax_rate_replace BEFORE INSERT ON tax_rate
WHEN EXISTS (SELECT 1 FROM tax_rate
	WHERE revision = NEW.revision)
OR EXISTS (SELECT 1 FROM tax_rate
	WHERE jurisdiction = NEW.jurisdiction AND tax_code = NEW.tax_code
	AND name = NEW.name AND "from" = NEW."from")
BEGIN SELECT RAISE(ABORT, 'a tax rate never changes'); END;
CREATE TRIGGER exemption_update BEFORE UPDATE ON exemption
BEGIN SELECT RAISE(ABORT, 'an exemption never changes'); END;
CREATE TRIGGER exemption_delete BEFORE DELETE ON exemption
BEGIN SELECT RAISE(ABORT, 'an exemption never changes'); END;
CREATE TRIGGER exemption_replace BEFORE INSERT ON exemption
WHEN EXISTS (SELECT 1 FROM exemption
	WHERE revision = NEW.revision)
OR EXISTS (SELECT 1 FROM exemption
	WHERE certificate = NEW.certificate)
BEGIN SELECT RAISE(ABORT, 'an exemption never changes'); END;
CREATE TRIGGER exchange_rate_update BEFORE UPDATE ON exchange_rate
BEGIN SELECT RAISE(ABORT, 'an exchange rate never changes'); END;
CREATE TRIGGER exchange_rate_delete BEFORE DELETE ON exchange_rate
BEGIN SELECT RAISE(ABORT, 'an exchange rate never changes'); END;
CREATE TRIGGER exchange_rate_replace BEFORE INSERT ON exchange_rate
WHEN EXISTS (SELECT 1 FROM exchange_rate
	WHERE revision = NEW.revision)
OR EXISTS (SELECT 1 FROM exchange_rate
	WHERE from_currency = NEW.from_currency
	AND to_currency = NEW.to_currency AND date = NEW.date)
BEGIN SELECT RAISE(ABORT, 'an exchange rate never changes'); END;
CREATE TRIGGER deck_rate_update BEFORE UPDATE ON deck_rate
BEGIN SELECT RAISE(ABORT, 'a rate of a deck never changes'); END;
CREATE TRIGGER deck_rate_delete BEFORE DELETE ON deck_rate
BEGIN SELECT RAISE(ABORT, 'a rate of a deck never changes'); END;
CREATE TRIGGER deck_rate_replace BEFORE INSERT ON deck_rate
WHEN EXISTS (SELECT 1 FROM deck_rate
	WHERE deck = NEW.deck AND prefix = NEW.prefix
	AND time_class = NEW.time_class AND "from" = NEW."from")
OR EXISTS (SELECT 1 FROM deck_rate
	WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'a rate of a deck never changes'); END;
CREATE TRIGGER usage_rule_list_update BEFORE UPDATE ON usage_rule_list
BEGIN SELECT RAISE(ABORT, 'a list of rules never changes'); END;
CREATE TRIGGER usage_rule_list_delete BEFORE DELETE ON usage_rule_list
BEGIN SELECT RAISE(ABORT, 'a list of rules never changes'); END;
CREATE TRIGGER usage_rule_list_replace BEFORE INSERT ON usage_rule_list
WHEN EXISTS (SELECT 1 FROM usage_rule_list
	WHERE version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'a list of rules never changes'); END;
CREATE TRIGGER usage_rule_update BEFORE UPDATE ON usage_rule
BEGIN SELECT RAISE(ABORT, 'a list of rules never changes'); END;
CREATE TRIGGER usage_rule_delete BEFORE DELETE ON usage_rule
BEGIN SELECT RAISE(ABORT, 'a list of rules never changes'); END;
CREATE TRIGGER usage_rule_replace BEFORE INSERT ON usage_rule
WHEN EXISTS (SELECT 1 FROM usage_rule
	WHERE version = NEW.version AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'a list of rules never changes'); END;
CREATE TRIGGER alert_update BEFORE UPDATE ON alert
BEGIN SELECT RAISE(ABORT, 'an alert that was sent never changes'); END;
CREATE TRIGGER alert_delete BEFORE DELETE ON alert
BEGIN SELECT RAISE(ABORT, 'an alert that was sent never changes'); END;
CREATE TRIGGER alert_replace BEFORE INSERT ON alert
WHEN EXISTS (SELECT 1 FROM alert
	WHERE alert = NEW.alert)
OR EXISTS (SELECT 1 FROM alert
	WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'an alert that was sent never changes'); END;
CREATE TRIGGER seal_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'a seal never changes'); END;
CREATE TRIGGER seal_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'a seal never changes'); END;
CREATE TRIGGER seal_replace BEFORE INSERT ON seal
WHEN EXISTS (SELECT 1 FROM seal
	WHERE kind = NEW.kind AND last = NEW.last)
OR EXISTS (SELECT 1 FROM seal
	WHERE audit = NEW.audit AND kind = NEW.kind)
BEGIN SELECT RAISE(ABORT, 'a seal never changes'); END;

-- A batch gets its digest once, a retraction the row that it undoes.
CREATE TRIGGER usage_batch_update BEFORE UPDATE ON usage_batch
WHEN OLD.digest IS NOT NULL OR NEW.batch <> OLD.batch
	OR NEW.first_number <> OLD.first_number
	OR NEW.last_number <> OLD.last_number OR NEW.first_at <> OLD.first_at
BEGIN SELECT RAISE(ABORT, 'a batch of usage never changes'); END;
CREATE TRIGGER usage_batch_delete BEFORE DELETE ON usage_batch
BEGIN SELECT RAISE(ABORT, 'a batch of usage never changes'); END;
CREATE TRIGGER usage_batch_replace BEFORE INSERT ON usage_batch
WHEN EXISTS (SELECT 1 FROM usage_batch WHERE batch = NEW.batch)
BEGIN SELECT RAISE(ABORT, 'a batch of usage never changes'); END;
CREATE TRIGGER usage_retraction_update BEFORE UPDATE ON usage_retraction
WHEN OLD.number <> 0 OR NEW.event <> OLD.event
	OR NEW.occurred_at <> OLD.occurred_at OR NEW.content <> OLD.content
	OR NEW.sequence <> OLD.sequence
BEGIN SELECT RAISE(ABORT, 'a retraction never changes'); END;
CREATE TRIGGER usage_retraction_delete BEFORE DELETE ON usage_retraction
BEGIN SELECT RAISE(ABORT, 'a retraction never changes'); END;
CREATE TRIGGER usage_retraction_replace BEFORE INSERT ON usage_retraction
WHEN EXISTS (SELECT 1 FROM usage_retraction WHERE event = NEW.event)
OR EXISTS (SELECT 1 FROM usage_retraction WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'a retraction never changes'); END;
