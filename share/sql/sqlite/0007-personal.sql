-- What is said of persons stands in one table, so that it can be erased; what
-- else is known of customers and accounts stays, and binds it by a salted hash.
-- sha256() and secret() are the program's own.

-- A row is put behind all others and never moves: SQLite leaves no copy of it
-- anywhere in the file, and what is overwritten is gone.
CREATE TABLE personal (
	sequence INTEGER PRIMARY KEY,
	subject TEXT NOT NULL CHECK (subject IN ('customer', 'account')),
	id TEXT NOT NULL,
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
	tax_id TEXT NOT NULL,
	extra TEXT NOT NULL, -- a JSON object
	content BLOB NOT NULL, -- of the whole record, as it came
	salt BLOB NOT NULL, -- x'' once it is erased, as all before it
	UNIQUE (subject, id, effective_on, version)
) STRICT;

-- From here come the salts: the hash of a row's key and the root of the time.
-- An erasure puts the root's own hash in its place, so that no salt of before
-- can be made again.
CREATE TABLE personal_root (
	root BLOB NOT NULL CHECK (length(root) = 32)
) STRICT;
INSERT INTO personal_root (root) VALUES (secret());

CREATE TABLE customer_fact (
	customer TEXT NOT NULL,
	effective_on TEXT NOT NULL,
	version INTEGER NOT NULL,
	country TEXT NOT NULL,
	language TEXT NOT NULL,
	segment TEXT NOT NULL,
	personal BLOB NOT NULL, -- hash of the salt and the personal values
	sequence INTEGER NOT NULL,
	PRIMARY KEY (customer, effective_on, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_fact (
	account TEXT NOT NULL REFERENCES account,
	effective_on TEXT NOT NULL,
	version INTEGER NOT NULL,
	customer TEXT NOT NULL,
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
	split_by TEXT NOT NULL,
	personal BLOB NOT NULL,
	sequence INTEGER NOT NULL,
	PRIMARY KEY (account, effective_on, version)
) STRICT, WITHOUT ROWID;

INSERT INTO personal (subject, id, effective_on, version, name, email, phone,
	address1, address2, city, region, postal_code, tax_id, extra, content,
	salt)
SELECT 'customer', customer, effective_on, version, name, email, phone,
	address1, address2, city, region, postal_code, tax_id, extra, content,
	sha256('billkit salt 1', (SELECT root FROM personal_root), 'customer',
		customer, effective_on, version)
FROM customer ORDER BY sequence;

INSERT INTO personal (subject, id, effective_on, version, name, email, phone,
	address1, address2, city, region, postal_code, tax_id, extra, content,
	salt)
SELECT 'account', account, effective_on, version, name, '', '', '', '', '',
	'', '', '', extra, content,
	sha256('billkit salt 1', (SELECT root FROM personal_root), 'account',
		account, effective_on, version)
FROM account_version ORDER BY sequence;

INSERT INTO customer_fact SELECT c.customer, c.effective_on, c.version,
	c.country, c.language, c.segment, sha256('billkit personal 1', p.salt,
		p.name, p.email, p.phone, p.address1, p.address2, p.city,
		p.region, p.postal_code, p.tax_id, p.extra, p.content),
	c.sequence
FROM customer c JOIN personal p ON p.subject = 'customer'
	AND p.id = c.customer AND p.effective_on = c.effective_on
	AND p.version = c.version
ORDER BY c.customer, c.effective_on, c.version;

INSERT INTO account_fact SELECT a.account, a.effective_on, a.version,
	a.customer, a.currency, a.bill_day, a.bill_every, a.parent, a.payer,
	a.terms_days, a.timezone, a.delivery, a.format, a.template,
	a.language, a.po_number, a.group_by, a.tax_region, a.tax_exempt,
	a.source, a.source_id, a.split_by, sha256('billkit personal 1', p.salt,
		p.name, p.email, p.phone, p.address1, p.address2, p.city,
		p.region, p.postal_code, p.tax_id, p.extra, p.content),
	a.sequence
FROM account_version a JOIN personal p ON p.subject = 'account'
	AND p.id = a.account AND p.effective_on = a.effective_on
	AND p.version = a.version
ORDER BY a.account, a.effective_on, a.version;

DROP TABLE customer;
DROP TABLE account_version;

CREATE UNIQUE INDEX customer_fact_sequence ON customer_fact (sequence);
CREATE UNIQUE INDEX account_fact_sequence ON account_fact (sequence);
CREATE INDEX account_payer ON account_fact (payer, account);
CREATE INDEX account_customer ON account_fact (customer, account);

-- As they were before; who asks for nothing personal does not come there.
CREATE VIEW customer (customer, effective_on, version, name, email, phone,
	address1, address2, city, region, postal_code, country, tax_id,
	language, segment, extra, content, sequence) AS
SELECT c.customer, c.effective_on, c.version, p.name, p.email, p.phone,
	p.address1, p.address2, p.city, p.region, p.postal_code, c.country,
	p.tax_id, c.language, c.segment, p.extra, p.content, c.sequence
FROM customer_fact c LEFT JOIN personal p ON p.subject = 'customer'
	AND p.id = c.customer AND p.effective_on = c.effective_on
	AND p.version = c.version;

CREATE VIEW account_version (account, effective_on, version, customer, name,
	currency, bill_day, bill_every, parent, payer, terms_days, timezone,
	delivery, format, template, language, po_number, group_by, tax_region,
	tax_exempt, source, source_id, extra, content, split_by, sequence) AS
SELECT a.account, a.effective_on, a.version, a.customer, p.name, a.currency,
	a.bill_day, a.bill_every, a.parent, a.payer, a.terms_days, a.timezone,
	a.delivery, a.format, a.template, a.language, a.po_number, a.group_by,
	a.tax_region, a.tax_exempt, a.source, a.source_id, p.extra, p.content,
	a.split_by, a.sequence
FROM account_fact a LEFT JOIN personal p ON p.subject = 'account'
	AND p.id = a.account AND p.effective_on = a.effective_on
	AND p.version = a.version;

-- The customers whose personal values were erased.
CREATE TABLE erasure (
	sequence INTEGER PRIMARY KEY,
	customer TEXT NOT NULL UNIQUE,
	as_of TEXT NOT NULL,
	ended_on TEXT NOT NULL, -- the last day of business with them, or ''
	reason TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	audit INTEGER NOT NULL -- of the command: who and when
) STRICT;

CREATE TRIGGER erasure_update BEFORE UPDATE ON erasure
BEGIN SELECT RAISE(ABORT, 'an erasure never changes'); END;
CREATE TRIGGER erasure_delete BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'an erasure never changes'); END;
CREATE TRIGGER erasure_replace BEFORE INSERT ON erasure
WHEN EXISTS (SELECT 1 FROM erasure WHERE sequence = NEW.sequence
	OR customer = NEW.customer)
BEGIN SELECT RAISE(ABORT, 'an erasure never changes'); END;

-- A row is written once and overwritten once, with nothing.
CREATE TRIGGER personal_update BEFORE UPDATE ON personal
WHEN NEW.salt <> x'' OR NEW.content <> x'' OR NEW.name || NEW.email
	|| NEW.phone || NEW.address1 || NEW.address2 || NEW.city || NEW.region
	|| NEW.postal_code || NEW.tax_id <> '' OR NEW.extra <> '{}'
	OR (NEW.sequence, NEW.subject, NEW.id, NEW.effective_on, NEW.version)
	IS NOT (OLD.sequence, OLD.subject, OLD.id, OLD.effective_on,
		OLD.version)
BEGIN SELECT RAISE(ABORT, 'personal data is erased, never changed'); END;
CREATE TRIGGER personal_delete BEFORE DELETE ON personal
BEGIN SELECT RAISE(ABORT, 'personal data is erased, never deleted'); END;
CREATE TRIGGER personal_replace BEFORE INSERT ON personal
WHEN EXISTS (SELECT 1 FROM personal WHERE sequence = NEW.sequence)
OR EXISTS (SELECT 1 FROM personal
	WHERE subject = NEW.subject AND id = NEW.id
	AND effective_on = NEW.effective_on AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'personal data is erased, never changed'); END;

CREATE TRIGGER customer_update BEFORE UPDATE ON customer_fact
BEGIN SELECT RAISE(ABORT, 'a customer''s version never changes'); END;
CREATE TRIGGER customer_delete BEFORE DELETE ON customer_fact
BEGIN SELECT RAISE(ABORT, 'a customer''s version never changes'); END;
CREATE TRIGGER customer_replace BEFORE INSERT ON customer_fact
WHEN EXISTS (SELECT 1 FROM customer_fact
	WHERE customer = NEW.customer AND effective_on = NEW.effective_on
	AND version = NEW.version)
OR EXISTS (SELECT 1 FROM customer_fact
	WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'a customer''s version never changes'); END;

CREATE TRIGGER account_version_update BEFORE UPDATE ON account_fact
BEGIN SELECT RAISE(ABORT, 'an account''s version never changes'); END;
CREATE TRIGGER account_version_delete BEFORE DELETE ON account_fact
BEGIN SELECT RAISE(ABORT, 'an account''s version never changes'); END;
CREATE TRIGGER account_version_replace BEFORE INSERT ON account_fact
WHEN EXISTS (SELECT 1 FROM account_fact
	WHERE account = NEW.account AND effective_on = NEW.effective_on
	AND version = NEW.version)
OR EXISTS (SELECT 1 FROM account_fact
	WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'an account''s version never changes'); END;
