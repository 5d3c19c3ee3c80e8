-- Approvals of imports, by a second person.

-- A version of the catalog, or a rate, that needs approval is in force once the
-- command that recorded it was approved.
ALTER TABLE catalog ADD COLUMN approval TEXT NOT NULL DEFAULT ''
	CHECK (approval IN ('', 'needed'));
ALTER TABLE catalog ADD COLUMN audit INTEGER NOT NULL DEFAULT 0;

-- A rate that was refused may come again: each refusal is another attempt.
CREATE TABLE tax_rate_new (
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
	attempt INTEGER NOT NULL DEFAULT 0, -- how often it was refused before
	approval TEXT NOT NULL DEFAULT '' CHECK (approval IN ('', 'needed')),
	audit INTEGER NOT NULL DEFAULT 0, -- of the command that recorded it
	UNIQUE (jurisdiction, tax_code, name, "from", attempt)
) STRICT;
INSERT INTO tax_rate_new (revision, jurisdiction, tax_code, name, rate, "from",
		"to", sequence, taxable, kind, extra, content)
	SELECT revision, jurisdiction, tax_code, name, rate, "from", "to",
		sequence, taxable, kind, extra, content FROM tax_rate;
DROP TABLE tax_rate;
ALTER TABLE tax_rate_new RENAME TO tax_rate;
CREATE INDEX tax_rate_audit ON tax_rate (audit) WHERE approval = 'needed';
CREATE TRIGGER tax_rate_update BEFORE UPDATE ON tax_rate
BEGIN SELECT RAISE(ABORT, 'a tax rate never changes'); END;
CREATE TRIGGER tax_rate_delete BEFORE DELETE ON tax_rate
BEGIN SELECT RAISE(ABORT, 'a tax rate never changes'); END;
CREATE TRIGGER tax_rate_replace BEFORE INSERT ON tax_rate
WHEN EXISTS (SELECT 1 FROM tax_rate
	WHERE revision = NEW.revision)
OR EXISTS (SELECT 1 FROM tax_rate
	WHERE jurisdiction = NEW.jurisdiction AND tax_code = NEW.tax_code
	AND name = NEW.name AND "from" = NEW."from" AND attempt = NEW.attempt)
BEGIN SELECT RAISE(ABORT, 'a tax rate never changes'); END;

CREATE TABLE approval_new (
	sequence INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('adjustment', 'import')),
	object TEXT NOT NULL, -- an adjustment; of an import, its audit row
	decision TEXT NOT NULL CHECK (decision IN ('approved', 'refused')),
	reason TEXT NOT NULL,
	extra TEXT NOT NULL,
	content BLOB NOT NULL,
	audit INTEGER NOT NULL, -- of the command: who and when
	UNIQUE (kind, object)
) STRICT;
INSERT INTO approval_new SELECT sequence, kind, object, decision, reason, extra,
	content, audit FROM approval;
DROP TRIGGER approval_update;
DROP TRIGGER approval_delete;
DROP TABLE approval;
ALTER TABLE approval_new RENAME TO approval;
CREATE TRIGGER approval_update BEFORE UPDATE ON approval
BEGIN SELECT RAISE(ABORT, 'an approval never changes'); END;
CREATE TRIGGER approval_delete BEFORE DELETE ON approval
BEGIN SELECT RAISE(ABORT, 'an approval never changes'); END;
CREATE TRIGGER approval_replace BEFORE INSERT ON approval
WHEN EXISTS (SELECT 1 FROM approval WHERE sequence = NEW.sequence
	OR (kind = NEW.kind AND object = NEW.object))
BEGIN SELECT RAISE(ABORT, 'an approval never changes'); END;

CREATE VIEW catalog_in_force (version, effective) AS
SELECT c.version, c.effective FROM catalog c
LEFT JOIN approval d ON d.kind = 'import'
	AND d.object = CAST(c.audit AS TEXT)
WHERE c.approval = '' OR d.decision = 'approved';

CREATE VIEW tax_rate_in_force (revision, jurisdiction, tax_code, name, rate,
	"from", "to", sequence, taxable) AS
SELECT r.revision, r.jurisdiction, r.tax_code, r.name, r.rate, r."from", r."to",
	r.sequence, r.taxable FROM tax_rate r
LEFT JOIN approval d ON d.kind = 'import'
	AND d.object = CAST(r.audit AS TEXT)
WHERE r.approval = '' OR d.decision = 'approved';
