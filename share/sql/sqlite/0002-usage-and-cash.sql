-- Usage and cash.  Instants are microseconds since 1970-01-01T00:00:00Z.

-- Services, in versions: what a subscription delivers, and the identifier
-- (a telephone number, a circuit, a meter) under which its usage arrives.
CREATE TABLE service (
	service TEXT NOT NULL,
	effective_on TEXT NOT NULL,
	version INTEGER NOT NULL,
	account TEXT NOT NULL REFERENCES account,
	name TEXT NOT NULL,
	identifier_type TEXT NOT NULL,
	identifier TEXT NOT NULL,
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (service, effective_on, version)
) STRICT, WITHOUT ROWID;

-- Usage is booked: an event that gets an owner counts +1 there, and -1 where
-- it leaves.  The owner '' is suspense.  So an event that is owned or in
-- suspense has the sum 1, a retracted one 0, and nothing is ever changed.  The
-- rows of an owner stand together, by time: rating reads them as one stream.
-- An event is there once: see usage_run, and "usage-once" of bill-check(1).
CREATE TABLE usage (
	subscription TEXT NOT NULL,
	occurred_at INTEGER NOT NULL,
	event TEXT NOT NULL,
	number INTEGER NOT NULL,
	counts INTEGER NOT NULL CHECK (counts IN (1, -1)),
	metric TEXT NOT NULL,
	quantity TEXT NOT NULL,
	amount TEXT NOT NULL,
	currency TEXT NOT NULL,
	dimensions TEXT NOT NULL, -- a JSON object, '' if there are none
	named TEXT NOT NULL, -- "service X", "identifier Y", "subscription Z";
		-- '' where it named its owner
	reason TEXT NOT NULL, -- why it is in suspense, or left
	PRIMARY KEY (subscription, occurred_at, event, number)
) STRICT, WITHOUT ROWID;

-- Each recording of usage gave numbers from first_number to last_number to
-- rows that occurred at first_at or later.
CREATE TABLE usage_batch (
	batch INTEGER PRIMARY KEY,
	first_number INTEGER NOT NULL,
	last_number INTEGER NOT NULL,
	first_at INTEGER NOT NULL
) STRICT;

-- The index of event ids: sorted runs of (hash of the id, hash of the content),
-- eight bytes each, in blocks.  Runs are merged as they grow.
CREATE TABLE usage_run (
	run INTEGER NOT NULL,
	block INTEGER NOT NULL,
	first INTEGER NOT NULL, -- the first id's hash, as a signed number
	entries BLOB NOT NULL,
	PRIMARY KEY (run, block)
) STRICT, WITHOUT ROWID;

-- Rows of usage that may belong to a period that was posted without them:
-- every row of a posted period with a number above the posted one is here.
CREATE TABLE usage_late (
	subscription TEXT NOT NULL,
	occurred_at INTEGER NOT NULL,
	event TEXT NOT NULL,
	number INTEGER NOT NULL,
	PRIMARY KEY (subscription, occurred_at, event, number)
) STRICT, WITHOUT ROWID;

-- Retractions, also of events that did not arrive yet.
CREATE TABLE usage_retraction (
	event TEXT NOT NULL PRIMARY KEY,
	occurred_at INTEGER NOT NULL,
	number INTEGER NOT NULL, -- of the row that undid it, 0 while awaited
	content INTEGER NOT NULL -- a hash of eight bytes, as a signed number
) STRICT, WITHOUT ROWID;

CREATE INDEX usage_retraction_awaiting ON usage_retraction (event)
	WHERE number = 0;

-- The filter of a usage charge, part of what a line is billed for.
ALTER TABLE line ADD COLUMN dimensions TEXT NOT NULL DEFAULT '';

DROP INDEX line_key;
CREATE UNIQUE INDEX line_key ON line (owner, subscription, charge, kind, plan,
	catalog, order_price, dimensions, cycle_start, cycle_end, revision,
	part)
	WHERE adjustment = '';
CREATE INDEX line_usage ON line (cycle_end)
	WHERE kind IN ('usage', 'minimum');

DROP TRIGGER line_replace;
CREATE TRIGGER line_replace BEFORE INSERT ON line
WHEN EXISTS (SELECT 1 FROM line
	WHERE posting = NEW.posting AND line = NEW.line)
OR EXISTS (SELECT 1 FROM line WHERE NEW.adjustment <> ''
	AND adjustment = NEW.adjustment AND adjustment <> '')
OR EXISTS (SELECT 1 FROM line WHERE NEW.adjustment = '' AND adjustment = ''
	AND owner = NEW.owner AND subscription = NEW.subscription
	AND charge = NEW.charge AND kind = NEW.kind AND plan = NEW.plan
	AND catalog = NEW.catalog AND order_price = NEW.order_price
	AND dimensions = NEW.dimensions
	AND cycle_start = NEW.cycle_start AND cycle_end = NEW.cycle_end
	AND revision = NEW.revision AND part = NEW.part)
BEGIN SELECT RAISE(ABORT, 'a posted line never changes'); END;

CREATE TABLE exemption (
	revision INTEGER PRIMARY KEY,
	certificate TEXT NOT NULL UNIQUE,
	account TEXT NOT NULL REFERENCES account,
	jurisdiction TEXT NOT NULL, -- '': every one
	reason TEXT NOT NULL,
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL
) STRICT;

CREATE INDEX exemption_account ON exemption (account, certificate);

CREATE TABLE exchange_rate (
	revision INTEGER PRIMARY KEY,
	from_currency TEXT NOT NULL,
	to_currency TEXT NOT NULL,
	date TEXT NOT NULL,
	rate TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	UNIQUE (from_currency, to_currency, date)
) STRICT;

-- Payments; one that reverses another has the other sign.
CREATE TABLE payment (
	sequence INTEGER PRIMARY KEY,
	payment TEXT NOT NULL UNIQUE,
	account TEXT NOT NULL REFERENCES account,
	amount INTEGER NOT NULL CHECK (amount <> 0),
	currency TEXT NOT NULL,
	received_on TEXT NOT NULL,
	method TEXT NOT NULL,
	reference TEXT NOT NULL,
	invoice TEXT NOT NULL, -- which it names, ''
	reverses TEXT NOT NULL, -- the payment that it undoes, ''
	extra TEXT NOT NULL,
	content BLOB NOT NULL
) STRICT;

CREATE INDEX payment_account ON payment (account, sequence);
CREATE UNIQUE INDEX payment_reverses ON payment (reverses)
	WHERE reverses <> '';

-- What of a payment or of a credit note settles an invoice, from a date on.
-- A reversal undoes with the other sign.
CREATE TABLE application (
	sequence INTEGER PRIMARY KEY,
	date TEXT NOT NULL,
	payment INTEGER REFERENCES payment,
	credit INTEGER REFERENCES document, -- a credit note's posting
	posting INTEGER NOT NULL REFERENCES document,
	amount INTEGER NOT NULL CHECK (amount <> 0),
	CHECK ((payment IS NULL) <> (credit IS NULL))
) STRICT;

CREATE INDEX application_posting ON application (posting);
CREATE INDEX application_payment ON application (payment)
	WHERE payment IS NOT NULL;
CREATE INDEX application_credit ON application (credit)
	WHERE credit IS NOT NULL;

-- What is open now: an index that settling keeps, and bill-check proves.
-- Invoices and payments are above zero, credit notes below.
CREATE TABLE open_item (
	account TEXT NOT NULL REFERENCES account,
	currency TEXT NOT NULL,
	kind TEXT NOT NULL
		CHECK (kind IN ('invoice', 'credit_note', 'payment')),
	due_date TEXT NOT NULL, -- of a payment: received_on
	item INTEGER NOT NULL, -- posting of a document, sequence of a payment
	open INTEGER NOT NULL, -- 0 only while something is settled
	PRIMARY KEY (account, currency, kind, due_date, item)
) STRICT, WITHOUT ROWID;

INSERT INTO open_item (account, currency, kind, due_date, item, open)
	SELECT account, currency, document_type, due_date, posting, total
	FROM document WHERE total <> 0;

ALTER TABLE journal_transaction ADD COLUMN payment TEXT NOT NULL DEFAULT '';

CREATE TRIGGER usage_update BEFORE UPDATE ON usage
BEGIN SELECT RAISE(ABORT, 'booked usage never changes'); END;
CREATE TRIGGER usage_delete BEFORE DELETE ON usage
BEGIN SELECT RAISE(ABORT, 'booked usage never changes'); END;
CREATE TRIGGER payment_update BEFORE UPDATE ON payment
BEGIN SELECT RAISE(ABORT, 'a payment never changes'); END;
CREATE TRIGGER payment_delete BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'a payment never changes'); END;
CREATE TRIGGER payment_replace BEFORE INSERT ON payment
WHEN EXISTS (SELECT 1 FROM payment
	WHERE sequence = NEW.sequence OR payment = NEW.payment)
BEGIN SELECT RAISE(ABORT, 'a payment never changes'); END;
CREATE TRIGGER application_update BEFORE UPDATE ON application
BEGIN SELECT RAISE(ABORT, 'an application never changes'); END;
CREATE TRIGGER application_delete BEFORE DELETE ON application
BEGIN SELECT RAISE(ABORT, 'an application never changes'); END;
CREATE TRIGGER application_replace BEFORE INSERT ON application
WHEN EXISTS (SELECT 1 FROM application WHERE sequence = NEW.sequence)
BEGIN SELECT RAISE(ABORT, 'an application never changes'); END;
