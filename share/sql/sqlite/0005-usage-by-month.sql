-- Usage stands by month, so that what comes is put behind all that there was,
-- however much that is.  A month is the day it begins on in UTC, counted from
-- 1970-01-01.

DROP TRIGGER usage_update;
DROP TRIGGER usage_delete;
ALTER TABLE usage RENAME TO usage_before;

CREATE TABLE usage (
	month INTEGER NOT NULL, -- of occurred_at
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
	PRIMARY KEY (month, subscription, occurred_at, event, number)
) STRICT, WITHOUT ROWID;

-- Division is towards zero: what is before 1970 goes down by hand.
INSERT INTO usage SELECT unixepoch((occurred_at - iif(occurred_at < 0, 999999,
		0)) / 1000000, 'unixepoch', 'start of month') / 86400,
	subscription, occurred_at, event, number, counts, metric, quantity,
	amount, currency, dimensions, named, reason
FROM usage_before ORDER BY 1, 2, 3, 4, 5;
DROP TABLE usage_before;

CREATE TRIGGER usage_update BEFORE UPDATE ON usage
BEGIN SELECT RAISE(ABORT, 'booked usage never changes'); END;
CREATE TRIGGER usage_delete BEFORE DELETE ON usage
BEGIN SELECT RAISE(ABORT, 'booked usage never changes'); END;

-- The months that there are, each found by one step in the tree, and what lies
-- in them: from first_at until ended_at.  This comes in the order of time.
CREATE VIEW usage_month (month, first_at, ended_at) AS
WITH RECURSIVE found (month) AS (
	SELECT min(month) FROM usage
	UNION ALL
	SELECT (SELECT min(u.month) FROM usage u WHERE u.month > found.month)
	FROM found WHERE month IS NOT NULL
), spans (month, first_at, ended_at) AS MATERIALIZED (
	SELECT month, month * 86400000000, coalesce(
		unixepoch(month * 86400, 'unixepoch', '+1 month'),
		(month + 31) * 86400 -- of the last that SQLite knows
		) * 1000000
	FROM found WHERE month IS NOT NULL
)
SELECT month, first_at, ended_at FROM spans;
