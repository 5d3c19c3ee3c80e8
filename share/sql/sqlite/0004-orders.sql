-- Orders: the whole life of subscriptions.

-- What a plan says of the life of its subscriptions.
ALTER TABLE plan ADD COLUMN trial TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN trial_end TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN term_months TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN renew TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN uplift TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN notice TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN termination TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN termination_value TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN minimum_value TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN suspension TEXT NOT NULL DEFAULT '';

-- Prices of a recurring charge that come with time.
CREATE TABLE charge_ramp (
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	position INTEGER NOT NULL,
	step INTEGER NOT NULL,
	after TEXT NOT NULL, -- '6 months'
	price TEXT NOT NULL,
	PRIMARY KEY (catalog, plan, position, step),
	FOREIGN KEY (catalog, plan, position) REFERENCES charge
) STRICT, WITHOUT ROWID;

-- The products of a bundle, with the prices that they have alone.
CREATE TABLE charge_component (
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	position INTEGER NOT NULL,
	component INTEGER NOT NULL,
	product TEXT NOT NULL,
	price TEXT NOT NULL,
	PRIMARY KEY (catalog, plan, position, component),
	FOREIGN KEY (catalog, plan, position) REFERENCES charge
) STRICT, WITHOUT ROWID;

CREATE TABLE discount (
	catalog TEXT NOT NULL REFERENCES catalog,
	discount TEXT NOT NULL,
	name TEXT NOT NULL,
	"on" TEXT NOT NULL,
	percent TEXT NOT NULL,
	amount TEXT NOT NULL,
	currency TEXT NOT NULL,
	plan TEXT NOT NULL,
	product TEXT NOT NULL,
	line TEXT NOT NULL,
	charge TEXT NOT NULL,
	kind TEXT NOT NULL,
	periods TEXT NOT NULL,
	until TEXT NOT NULL,
	code TEXT NOT NULL,
	"limit" TEXT NOT NULL,
	customer_limit TEXT NOT NULL,
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	PRIMARY KEY (catalog, discount)
) STRICT, WITHOUT ROWID;

-- The day on which a line acts: the later of start and ready_on, or the end of
-- the period or term, found once when it is booked.
ALTER TABLE order_line ADD COLUMN acts_on TEXT NOT NULL DEFAULT '';
-- What earlier versions booked and took no notice of: they knew no renewal but
-- these, and a cancellation always ended all.
UPDATE order_line SET acts_on = start,
	renew = iif(renew IN ('', 'auto', 'none'), renew, ''),
	plan = iif(action = 'cancel', '', plan),
	charge = iif(action = 'cancel', '', charge);
ALTER TABLE order_line ADD COLUMN effective TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN ready_on TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN fulfilled TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN discount TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN promotion TEXT NOT NULL DEFAULT '';
-- The catalog version whose discounts these are.
ALTER TABLE order_line ADD COLUMN discounts TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN trial TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN trial_end TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN uplift TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN notice TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN termination TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN termination_value TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN minimum_value TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN suspension TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN coterm TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN term_end TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN anchor_on TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN voids TEXT NOT NULL DEFAULT '';
ALTER TABLE order_line ADD COLUMN sales_rep TEXT NOT NULL DEFAULT '';

DROP INDEX order_line_subscription;
CREATE INDEX order_line_subscription
	ON order_line (account, subscription, acts_on, sequence);
CREATE INDEX order_line_promotion ON order_line (promotion)
	WHERE promotion <> '';

-- What was delivered of an order line, and when.
CREATE TABLE fulfilment (
	sequence INTEGER PRIMARY KEY,
	fulfilment TEXT NOT NULL UNIQUE,
	order_id TEXT NOT NULL,
	line TEXT NOT NULL,
	date TEXT NOT NULL,
	quantity TEXT NOT NULL,
	reference TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	FOREIGN KEY (order_id, line) REFERENCES order_line (order_id, line)
) STRICT;

CREATE INDEX fulfilment_order ON fulfilment (order_id, line, date);

-- Adjustments: of one period of a charge, by amount or percent, as a credit
-- that lasts until it is used up; and whether somebody must agree.
CREATE TABLE adjustment_new (
	sequence INTEGER PRIMARY KEY,
	adjustment TEXT NOT NULL UNIQUE,
	account TEXT NOT NULL REFERENCES account,
	kind TEXT NOT NULL CHECK (kind IN ('adjustment', 'credit')),
	amount INTEGER NOT NULL CHECK ((amount = 0) = (percent <> '')),
	percent TEXT NOT NULL, -- of the period's amount, '' if by amount
	currency TEXT NOT NULL,
	reason TEXT NOT NULL,
	effective_on TEXT NOT NULL,
	subscription TEXT NOT NULL,
	charge TEXT NOT NULL,
	period_start TEXT NOT NULL, -- of the period, '' if of none
	approval TEXT NOT NULL CHECK (approval IN ('', 'needed')),
	audit INTEGER NOT NULL, -- of the command that recorded it
	extra TEXT NOT NULL,
	content BLOB NOT NULL
) STRICT;
INSERT INTO adjustment_new SELECT sequence, adjustment, account, 'adjustment',
	amount, '', currency, reason, effective_on, subscription, charge, '',
	'', 0, extra, content FROM adjustment;
DROP TABLE adjustment;
ALTER TABLE adjustment_new RENAME TO adjustment;
CREATE INDEX adjustment_account
	ON adjustment (account, subscription, adjustment);

-- Decisions of a second person.
CREATE TABLE approval (
	sequence INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('adjustment')),
	object TEXT NOT NULL,
	decision TEXT NOT NULL CHECK (decision IN ('approved', 'refused')),
	reason TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	audit INTEGER NOT NULL, -- of the command: who and when
	UNIQUE (kind, object)
) STRICT;

CREATE TRIGGER approval_update BEFORE UPDATE ON approval
BEGIN SELECT RAISE(ABORT, 'an approval never changes'); END;
CREATE TRIGGER approval_delete BEFORE DELETE ON approval
BEGIN SELECT RAISE(ABORT, 'an approval never changes'); END;
CREATE TRIGGER approval_replace BEFORE INSERT ON approval
WHEN EXISTS (SELECT 1 FROM approval WHERE sequence = NEW.sequence
	OR (kind = NEW.kind AND object = NEW.object))
BEGIN SELECT RAISE(ABORT, 'an approval never changes'); END;

-- Which documents an account wants, beside the groups on each (group_by).
ALTER TABLE account_version ADD COLUMN split_by TEXT NOT NULL DEFAULT '';

ALTER TABLE document ADD COLUMN split TEXT NOT NULL DEFAULT '';
ALTER TABLE line ADD COLUMN instance TEXT NOT NULL DEFAULT '';
ALTER TABLE line ADD COLUMN order_id TEXT NOT NULL DEFAULT '';
ALTER TABLE line ADD COLUMN order_line TEXT NOT NULL DEFAULT '';
ALTER TABLE line ADD COLUMN section TEXT NOT NULL DEFAULT '';

DROP INDEX line_key;
CREATE UNIQUE INDEX line_key ON line (owner, subscription, charge, kind, plan,
	catalog, order_price, dimensions, instance, cycle_start, cycle_end,
	revision, part)
	WHERE adjustment = '';
DROP INDEX line_adjustment;
CREATE UNIQUE INDEX line_adjustment ON line (adjustment, revision)
	WHERE adjustment <> '';
CREATE INDEX line_order ON line (order_id, order_line) WHERE order_id <> '';

DROP TRIGGER line_replace;
CREATE TRIGGER line_replace BEFORE INSERT ON line
WHEN EXISTS (SELECT 1 FROM line
	WHERE posting = NEW.posting AND line = NEW.line)
OR EXISTS (SELECT 1 FROM line WHERE NEW.adjustment <> ''
	AND adjustment = NEW.adjustment AND adjustment <> ''
	AND revision = NEW.revision)
OR EXISTS (SELECT 1 FROM line WHERE NEW.adjustment = '' AND adjustment = ''
	AND owner = NEW.owner AND subscription = NEW.subscription
	AND charge = NEW.charge AND kind = NEW.kind AND plan = NEW.plan
	AND catalog = NEW.catalog AND order_price = NEW.order_price
	AND dimensions = NEW.dimensions AND instance = NEW.instance
	AND cycle_start = NEW.cycle_start AND cycle_end = NEW.cycle_end
	AND revision = NEW.revision AND part = NEW.part)
BEGIN SELECT RAISE(ABORT, 'a posted line never changes'); END;
