-- Rating: more that a catalog says, decks of rates, rules and alerts.

ALTER TABLE metric ADD COLUMN expression TEXT NOT NULL DEFAULT '';
ALTER TABLE metric ADD COLUMN recurring TEXT NOT NULL DEFAULT '';
ALTER TABLE metric ADD COLUMN "values" TEXT NOT NULL DEFAULT '';
ALTER TABLE metric ADD COLUMN per TEXT NOT NULL DEFAULT '';

ALTER TABLE charge ADD COLUMN markup TEXT NOT NULL DEFAULT '';
ALTER TABLE charge ADD COLUMN pricing_unit TEXT NOT NULL DEFAULT '';
ALTER TABLE charge ADD COLUMN conversion TEXT NOT NULL DEFAULT '';
ALTER TABLE charge ADD COLUMN levels TEXT NOT NULL DEFAULT '';
ALTER TABLE charge ADD COLUMN rollover TEXT NOT NULL DEFAULT '';
ALTER TABLE charge ADD COLUMN rollover_max TEXT NOT NULL DEFAULT '';
ALTER TABLE charge ADD COLUMN pool TEXT NOT NULL DEFAULT '';
ALTER TABLE charge ADD COLUMN commitment TEXT NOT NULL DEFAULT '';
ALTER TABLE charge ADD COLUMN commitment_term TEXT NOT NULL DEFAULT '';
ALTER TABLE charge ADD COLUMN overage TEXT NOT NULL DEFAULT '';
ALTER TABLE charge ADD COLUMN "limit" TEXT NOT NULL DEFAULT '';
ALTER TABLE charge ADD COLUMN deck TEXT NOT NULL DEFAULT '';
ALTER TABLE charge ADD COLUMN number TEXT NOT NULL DEFAULT '';
ALTER TABLE charge ADD COLUMN time_classes TEXT NOT NULL DEFAULT '';

ALTER TABLE tier ADD COLUMN cap TEXT NOT NULL DEFAULT '';

-- The rows of a matrix: the first whose dimensions fit prices an event.
CREATE TABLE matrix_price (
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	position INTEGER NOT NULL,
	row INTEGER NOT NULL,
	dimensions TEXT NOT NULL, -- a JSON object, '' for the default
	price TEXT NOT NULL,
	PRIMARY KEY (catalog, plan, position, row),
	FOREIGN KEY (catalog, plan, position) REFERENCES charge
) STRICT, WITHOUT ROWID;

-- When somebody is to be told of usage: one of the three is given.
CREATE TABLE charge_alert (
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	position INTEGER NOT NULL,
	alert INTEGER NOT NULL,
	percent TEXT NOT NULL, -- of the included units
	amount TEXT NOT NULL,
	first_use TEXT NOT NULL,
	PRIMARY KEY (catalog, plan, position, alert),
	FOREIGN KEY (catalog, plan, position) REFERENCES charge
) STRICT, WITHOUT ROWID;

CREATE TABLE holiday (
	catalog TEXT NOT NULL REFERENCES catalog,
	holidays TEXT NOT NULL,
	date TEXT NOT NULL,
	PRIMARY KEY (catalog, holidays, date)
) STRICT, WITHOUT ROWID;

-- The classes of a day's hours, the first that fits.
CREATE TABLE time_class (
	catalog TEXT NOT NULL REFERENCES catalog,
	classes TEXT NOT NULL,
	position INTEGER NOT NULL,
	class TEXT NOT NULL,
	holidays TEXT NOT NULL,
	days TEXT NOT NULL, -- 'mon-fri', 'sat,sun'; '': all
	"from" TEXT NOT NULL, -- '08:00'; '': from midnight
	"to" TEXT NOT NULL,
	PRIMARY KEY (catalog, classes, position)
) STRICT, WITHOUT ROWID;

-- A deck of rates by prefix.  A row is in force from its date until the next
-- of its deck, prefix and class, or its own end.  Its key has the order in
-- which decks are read.
CREATE TABLE deck_rate (
	deck TEXT NOT NULL,
	prefix TEXT NOT NULL,
	"from" TEXT NOT NULL,
	time_class TEXT NOT NULL,
	"to" TEXT NOT NULL,
	price TEXT NOT NULL,
	per TEXT NOT NULL,
	currency TEXT NOT NULL,
	increment_first TEXT NOT NULL,
	increment_next TEXT NOT NULL,
	connect_fee TEXT NOT NULL,
	minimum_seconds TEXT NOT NULL,
	maximum TEXT NOT NULL,
	posting INTEGER NOT NULL, -- the last that there was when it came
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (deck, prefix, time_class, "from")
) STRICT, WITHOUT ROWID;

-- Lists of rules that say whether an event is billable; the last one is in
-- force.
CREATE TABLE usage_rule_list (
	version INTEGER PRIMARY KEY,
	rules INTEGER NOT NULL -- how many it has
) STRICT;

CREATE TABLE usage_rule (
	version INTEGER NOT NULL REFERENCES usage_rule_list,
	position INTEGER NOT NULL,
	rule TEXT NOT NULL,
	billable TEXT NOT NULL CHECK (billable IN ('yes', 'no')),
	metric TEXT NOT NULL, -- '': every one
	subscription TEXT NOT NULL,
	service TEXT NOT NULL,
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	dimensions TEXT NOT NULL, -- a JSON object
	PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;

-- Alerts that were sent.
CREATE TABLE alert (
	alert TEXT NOT NULL PRIMARY KEY,
	sent_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
