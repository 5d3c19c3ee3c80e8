-- Locks: periods that are closed.

-- Nothing is dated on or before ${through} that has a higher number than those
-- that there were.
CREATE TABLE lock (
	sequence INTEGER PRIMARY KEY,
	through TEXT NOT NULL UNIQUE,
	payment INTEGER NOT NULL, -- the last of each, when it was locked
	posting INTEGER NOT NULL,
	application INTEGER NOT NULL,
	transaction_id INTEGER NOT NULL,
	audit INTEGER NOT NULL -- of the command: who, when and why
) STRICT;

CREATE TRIGGER lock_update BEFORE UPDATE ON lock
BEGIN SELECT RAISE(ABORT, 'locks never change'); END;
CREATE TRIGGER lock_delete BEFORE DELETE ON lock
BEGIN SELECT RAISE(ABORT, 'locks never change'); END;
CREATE TRIGGER lock_forward BEFORE INSERT ON lock
WHEN EXISTS (SELECT 1 FROM lock
	WHERE sequence >= NEW.sequence AND NEW.sequence >= 0
	OR through >= NEW.through)
BEGIN SELECT RAISE(ABORT, 'locks never change or go back'); END;

-- The last resort; commands say it before, in their own words.
CREATE TRIGGER document_locked BEFORE INSERT ON document
WHEN NEW.issue_date <= (SELECT through FROM lock
	ORDER BY sequence DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'the period is closed'); END;
CREATE TRIGGER payment_locked BEFORE INSERT ON payment
WHEN NEW.received_on <= (SELECT through FROM lock
	ORDER BY sequence DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'the period is closed'); END;
CREATE TRIGGER application_locked BEFORE INSERT ON application
WHEN NEW.date <= (SELECT through FROM lock
	ORDER BY sequence DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'the period is closed'); END;
CREATE TRIGGER journal_transaction_locked BEFORE INSERT ON journal_transaction
WHEN NEW.date <= (SELECT through FROM lock
	ORDER BY sequence DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'the period is closed'); END;
