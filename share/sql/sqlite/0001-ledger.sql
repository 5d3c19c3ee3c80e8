-- The ledger.  Amounts are whole minor units of their row's currency; prices,
-- quantities and rates are exact decimals as text; dates are YYYY-MM-DD, ''
-- where not given.  Facts are only ever added: another content is another row.

-- Who sells, and the rules that were chosen: the company file, key by key.
CREATE TABLE company (
	name TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Catalog.  A version never changes.
CREATE TABLE catalog (
	version TEXT NOT NULL PRIMARY KEY,
	effective TEXT NOT NULL,
	content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE metric (
	catalog TEXT NOT NULL REFERENCES catalog,
	metric TEXT NOT NULL,
	unit TEXT NOT NULL,
	aggregation TEXT NOT NULL,
	field TEXT NOT NULL,
	round_to TEXT NOT NULL,
	round_mode TEXT NOT NULL,
	PRIMARY KEY (catalog, metric)
) STRICT, WITHOUT ROWID;

CREATE TABLE product (
	catalog TEXT NOT NULL REFERENCES catalog,
	product TEXT NOT NULL,
	sku TEXT NOT NULL,
	name TEXT NOT NULL,
	line TEXT NOT NULL,
	tax_code TEXT NOT NULL,
	revenue TEXT NOT NULL,
	PRIMARY KEY (catalog, product)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan (
	catalog TEXT NOT NULL REFERENCES catalog,
	plan TEXT NOT NULL,
	product TEXT NOT NULL,
	name TEXT NOT NULL,
	currency TEXT NOT NULL,
	PRIMARY KEY (catalog, plan),
	FOREIGN KEY (catalog, product) REFERENCES product
) STRICT, WITHOUT ROWID;

CREATE TABLE charge (
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	position INTEGER NOT NULL,
	charge TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	tax_code TEXT NOT NULL,
	revenue TEXT NOT NULL,
	product TEXT NOT NULL,
	currency TEXT NOT NULL,
	price TEXT NOT NULL,
	every TEXT NOT NULL,
	anchor TEXT NOT NULL,
	"when" TEXT NOT NULL,
	proration TEXT NOT NULL,
	per TEXT NOT NULL,
	"on" TEXT NOT NULL,
	metric TEXT NOT NULL,
	model TEXT NOT NULL,
	size TEXT NOT NULL,
	free TEXT NOT NULL,
	rate TEXT NOT NULL,
	fixed TEXT NOT NULL,
	free_events TEXT NOT NULL,
	free_amount TEXT NOT NULL,
	min TEXT NOT NULL,
	max TEXT NOT NULL,
	included TEXT NOT NULL,
	minimum TEXT NOT NULL,
	maximum TEXT NOT NULL,
	discount TEXT NOT NULL,
	zero TEXT NOT NULL,
	PRIMARY KEY (catalog, plan, position),
	FOREIGN KEY (catalog, plan) REFERENCES plan
) STRICT, WITHOUT ROWID;

CREATE TABLE tier (
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	position INTEGER NOT NULL,
	tier INTEGER NOT NULL,
	up_to TEXT NOT NULL,
	price TEXT NOT NULL,
	flat TEXT NOT NULL,
	rate TEXT NOT NULL,
	PRIMARY KEY (catalog, plan, position, tier),
	FOREIGN KEY (catalog, plan, position) REFERENCES charge
) STRICT, WITHOUT ROWID;

CREATE TABLE charge_filter (
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	position INTEGER NOT NULL,
	dimension TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (catalog, plan, position, dimension),
	FOREIGN KEY (catalog, plan, position) REFERENCES charge
) STRICT, WITHOUT ROWID;

-- Customers, in versions; all personal data stands here.
CREATE TABLE customer (
	customer TEXT NOT NULL,
	effective_on TEXT NOT NULL,
	version INTEGER NOT NULL,
	name TEXT NOT NULL,
	email TEXT NOT NULL,
	phone TEXT NOT NULL,
	address1 TEXT NOT NULL,
	address2 TEXT NOT NULL,
	city TEXT NOT NULL,
	region TEXT NOT NULL,
	postal_code TEXT NOT NULL,
	country TEXT NOT NULL,
	tax_id TEXT NOT NULL,
	language TEXT NOT NULL,
	segment TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (customer, effective_on, version)
) STRICT, WITHOUT ROWID;

-- An account's revision grows with every fact recorded for it.
CREATE TABLE account (
	account TEXT NOT NULL PRIMARY KEY,
	revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account_version (
	account TEXT NOT NULL REFERENCES account,
	effective_on TEXT NOT NULL,
	version INTEGER NOT NULL,
	customer TEXT NOT NULL,
	name TEXT NOT NULL,
	currency TEXT NOT NULL,
	bill_day INTEGER NOT NULL CHECK (bill_day BETWEEN 1 AND 31),
	bill_every TEXT NOT NULL,
	parent TEXT NOT NULL,
	payer TEXT NOT NULL,
	terms_days INTEGER NOT NULL CHECK (terms_days >= 0),
	timezone TEXT NOT NULL,
	delivery TEXT NOT NULL,
	format TEXT NOT NULL,
	template TEXT NOT NULL,
	language TEXT NOT NULL,
	po_number TEXT NOT NULL,
	group_by TEXT NOT NULL,
	tax_region TEXT NOT NULL,
	tax_exempt TEXT NOT NULL CHECK (tax_exempt IN ('yes', 'no')),
	source TEXT NOT NULL,
	source_id TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (account, effective_on, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX account_payer ON account_version (payer, account);

-- A subscription is what its order lines make of it; here is only whose it is.
CREATE TABLE subscription (
	subscription TEXT NOT NULL PRIMARY KEY,
	account TEXT NOT NULL REFERENCES account
) STRICT, WITHOUT ROWID;

CREATE TABLE order_line (
	sequence INTEGER PRIMARY KEY,
	order_id TEXT NOT NULL,
	line TEXT NOT NULL,
	action TEXT NOT NULL,
	account TEXT NOT NULL REFERENCES account,
	subscription TEXT NOT NULL REFERENCES subscription,
	service TEXT NOT NULL,
	catalog TEXT NOT NULL,
	plan TEXT NOT NULL,
	charge TEXT NOT NULL,
	quantity TEXT NOT NULL,
	price TEXT NOT NULL,
	start TEXT NOT NULL,
	"end" TEXT NOT NULL,
	term_months TEXT NOT NULL,
	renew TEXT NOT NULL,
	agreement TEXT NOT NULL,
	opportunity TEXT NOT NULL,
	po_number TEXT NOT NULL,
	bill_from TEXT NOT NULL,
	source TEXT NOT NULL,
	source_id TEXT NOT NULL,
	reason TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	UNIQUE (order_id, line)
) STRICT;

CREATE INDEX order_line_subscription
	ON order_line (account, subscription, start, sequence);

CREATE TABLE adjustment (
	sequence INTEGER PRIMARY KEY,
	adjustment TEXT NOT NULL UNIQUE,
	account TEXT NOT NULL REFERENCES account,
	amount INTEGER NOT NULL CHECK (amount <> 0),
	currency TEXT NOT NULL,
	reason TEXT NOT NULL,
	effective_on TEXT NOT NULL,
	subscription TEXT NOT NULL,
	charge TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL
) STRICT;

CREATE INDEX adjustment_account
	ON adjustment (account, subscription, adjustment);

CREATE TABLE tax_rate (
	revision INTEGER PRIMARY KEY,
	jurisdiction TEXT NOT NULL,
	tax_code TEXT NOT NULL,
	name TEXT NOT NULL,
	rate TEXT NOT NULL,
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	sequence INTEGER NOT NULL,
	taxable TEXT NOT NULL CHECK (taxable IN ('yes', 'no')),
	kind TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	UNIQUE (jurisdiction, tax_code, name, "from")
) STRICT;

-- Posted documents.  Postings are counted from 1 without a gap.
CREATE TABLE document (
	posting INTEGER PRIMARY KEY,
	invoice TEXT NOT NULL UNIQUE,
	document TEXT NOT NULL UNIQUE,
	document_type TEXT NOT NULL
		CHECK (document_type IN ('invoice', 'credit_note')),
	account TEXT NOT NULL REFERENCES account,
	customer TEXT NOT NULL,
	issue_date TEXT NOT NULL,
	due_date TEXT NOT NULL,
	currency TEXT NOT NULL,
	net INTEGER NOT NULL,
	tax INTEGER NOT NULL,
	total INTEGER NOT NULL CHECK (total = net + tax),
	lines INTEGER NOT NULL,
	series TEXT NOT NULL,
	year INTEGER NOT NULL,
	number INTEGER NOT NULL,
	seal TEXT NOT NULL,
	UNIQUE (series, year, number)
) STRICT;

CREATE INDEX document_account ON document (account, posting);

CREATE TABLE line (
	posting INTEGER NOT NULL REFERENCES document,
	line INTEGER NOT NULL,
	kind TEXT NOT NULL,
	owner TEXT NOT NULL REFERENCES account,
	subscription TEXT NOT NULL,
	service TEXT NOT NULL,
	charge TEXT NOT NULL,
	product TEXT NOT NULL,
	description TEXT NOT NULL,
	period_start TEXT NOT NULL,
	period_end TEXT NOT NULL,
	quantity TEXT NOT NULL,
	unit TEXT NOT NULL,
	unit_price TEXT NOT NULL,
	amount INTEGER NOT NULL
		CHECK (amount BETWEEN -1000000000000000 AND 1000000000000000),
	tax_code TEXT NOT NULL,
	corrects_posting INTEGER,
	corrects_line INTEGER,
	upto TEXT NOT NULL,
	plan TEXT NOT NULL,
	catalog TEXT NOT NULL,
	order_price TEXT NOT NULL,
	cycle_start TEXT NOT NULL,
	cycle_end TEXT NOT NULL,
	revision INTEGER NOT NULL,
	part INTEGER NOT NULL,
	adjustment TEXT NOT NULL,
	PRIMARY KEY (posting, line),
	FOREIGN KEY (corrects_posting, corrects_line) REFERENCES line,
	CHECK ((corrects_posting IS NULL) = (corrects_line IS NULL))
) STRICT, WITHOUT ROWID;

-- A key is posted once in each of its revisions: nothing is billed twice.
CREATE UNIQUE INDEX line_key ON line (owner, subscription, charge, kind, plan,
	catalog, order_price, cycle_start, cycle_end, revision, part)
	WHERE adjustment = '';
CREATE UNIQUE INDEX line_adjustment ON line (adjustment)
	WHERE adjustment <> '';
CREATE INDEX line_corrects ON line (corrects_posting, corrects_line)
	WHERE corrects_posting IS NOT NULL;

CREATE TABLE line_tax (
	posting INTEGER NOT NULL,
	line INTEGER NOT NULL,
	tax_seq INTEGER NOT NULL,
	name TEXT NOT NULL,
	jurisdiction TEXT NOT NULL,
	rate TEXT NOT NULL,
	amount INTEGER NOT NULL,
	taxable TEXT NOT NULL CHECK (taxable IN ('yes', 'no')),
	PRIMARY KEY (posting, line, tax_seq),
	FOREIGN KEY (posting, line) REFERENCES line
) STRICT, WITHOUT ROWID;

-- The journal: debit positive, credit negative.
CREATE TABLE journal_transaction (
	transaction_id INTEGER PRIMARY KEY,
	date TEXT NOT NULL,
	account TEXT NOT NULL REFERENCES account,
	document TEXT NOT NULL,
	memo TEXT NOT NULL
) STRICT;

CREATE INDEX journal_transaction_account
	ON journal_transaction (account, transaction_id);

CREATE TABLE journal (
	transaction_id INTEGER NOT NULL REFERENCES journal_transaction,
	entry INTEGER NOT NULL,
	role TEXT NOT NULL,
	account_code TEXT NOT NULL,
	product TEXT NOT NULL,
	amount INTEGER NOT NULL CHECK (amount <> 0),
	currency TEXT NOT NULL,
	PRIMARY KEY (transaction_id, entry)
) STRICT, WITHOUT ROWID;

-- What each recording command did; a row binds the one before it.
CREATE TABLE audit (
	sequence INTEGER PRIMARY KEY,
	command TEXT NOT NULL,
	subject TEXT NOT NULL,
	input BLOB NOT NULL,
	"in" INTEGER NOT NULL,
	accepted INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	duplicate INTEGER NOT NULL,
	rejected INTEGER NOT NULL,
	documents INTEGER NOT NULL,
	amounts TEXT NOT NULL,
	previous BLOB NOT NULL,
	hash BLOB NOT NULL,
	recorded_at TEXT NOT NULL,
	user TEXT NOT NULL,
	command_line TEXT NOT NULL
) STRICT;

-- Posted rows refuse change.  REPLACE deletes without a delete trigger unless
-- recursive_triggers is on, so a row that exists refuses the insert itself.
CREATE TRIGGER document_update BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'a posted document never changes'); END;
CREATE TRIGGER document_delete BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'a posted document never changes'); END;
CREATE TRIGGER document_replace BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE posting = NEW.posting
	OR invoice = NEW.invoice OR document = NEW.document
	OR (series = NEW.series AND year = NEW.year AND number = NEW.number))
BEGIN SELECT RAISE(ABORT, 'a posted document never changes'); END;

CREATE TRIGGER line_update BEFORE UPDATE ON line
BEGIN SELECT RAISE(ABORT, 'a posted line never changes'); END;
CREATE TRIGGER line_delete BEFORE DELETE ON line
BEGIN SELECT RAISE(ABORT, 'a posted line never changes'); END;
CREATE TRIGGER line_replace BEFORE INSERT ON line
WHEN EXISTS (SELECT 1 FROM line
	WHERE posting = NEW.posting AND line = NEW.line)
OR EXISTS (SELECT 1 FROM line WHERE NEW.adjustment <> ''
	AND adjustment = NEW.adjustment AND adjustment <> '')
OR EXISTS (SELECT 1 FROM line WHERE NEW.adjustment = '' AND adjustment = ''
	AND owner = NEW.owner AND subscription = NEW.subscription
	AND charge = NEW.charge AND kind = NEW.kind AND plan = NEW.plan
	AND catalog = NEW.catalog AND order_price = NEW.order_price
	AND cycle_start = NEW.cycle_start AND cycle_end = NEW.cycle_end
	AND revision = NEW.revision AND part = NEW.part)
BEGIN SELECT RAISE(ABORT, 'a posted line never changes'); END;

CREATE TRIGGER line_tax_update BEFORE UPDATE ON line_tax
BEGIN SELECT RAISE(ABORT, 'a posted tax never changes'); END;
CREATE TRIGGER line_tax_delete BEFORE DELETE ON line_tax
BEGIN SELECT RAISE(ABORT, 'a posted tax never changes'); END;
CREATE TRIGGER line_tax_replace BEFORE INSERT ON line_tax
WHEN EXISTS (SELECT 1 FROM line_tax WHERE posting = NEW.posting
	AND line = NEW.line AND tax_seq = NEW.tax_seq)
BEGIN SELECT RAISE(ABORT, 'a posted tax never changes'); END;

CREATE TRIGGER journal_transaction_update BEFORE UPDATE ON journal_transaction
BEGIN SELECT RAISE(ABORT, 'a journal transaction never changes'); END;
CREATE TRIGGER journal_transaction_delete BEFORE DELETE ON journal_transaction
BEGIN SELECT RAISE(ABORT, 'a journal transaction never changes'); END;
CREATE TRIGGER journal_transaction_replace BEFORE INSERT ON journal_transaction
WHEN EXISTS (SELECT 1 FROM journal_transaction
	WHERE transaction_id = NEW.transaction_id)
BEGIN SELECT RAISE(ABORT, 'a journal transaction never changes'); END;

CREATE TRIGGER journal_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'a journal entry never changes'); END;
CREATE TRIGGER journal_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'a journal entry never changes'); END;
CREATE TRIGGER journal_replace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal
	WHERE transaction_id = NEW.transaction_id AND entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'a journal entry never changes'); END;

CREATE TRIGGER audit_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'an audit row never changes'); END;
CREATE TRIGGER audit_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'an audit row never changes'); END;
CREATE TRIGGER audit_replace BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'an audit row never changes'); END;
