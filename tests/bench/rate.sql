-- What bill-rate does, in SQL over the same tables: sums per subscription and
-- metric, graduated tiers, the account, the order.  It has the easier work: its
-- numbers are floats, it knows no filters, minimums, retractions, zones or
-- postings, and writes no line for what was not used.
PRAGMA cache_size = -65536;
.mode csv
.headers on
WITH charges AS MATERIALIZED (
	SELECT c.catalog, c.plan, c.charge, c.metric,
		coalesce(lag(CAST(t.up_to AS REAL)) OVER tiers, 0) AS lower,
		iif(t.up_to = '', 1e18, CAST(t.up_to AS REAL)) AS upper,
		CAST(t.price AS REAL) AS price
	FROM charge c JOIN tier t ON t.catalog = c.catalog
		AND t.plan = c.plan AND t.position = c.position
	WHERE c.kind = 'usage'
	WINDOW tiers AS (PARTITION BY t.catalog, t.plan, t.position
		ORDER BY t.tier)
), sums AS (
	-- October in Chicago, where summer time ends on the day after it.
	SELECT subscription, metric, sum(CAST(quantity AS REAL)) AS quantity,
		sum(counts) AS events
	FROM usage
	WHERE occurred_at >= 1790830800000000
	AND occurred_at < 1793509200000000
	GROUP BY subscription, metric
)
SELECT o.account, s.subscription, c.charge, s.metric, s.quantity, s.events,
	sum((min(s.quantity, c.upper) - c.lower) * c.price) AS amount
FROM sums s
JOIN order_line o ON o.subscription = s.subscription AND o.action = 'add'
JOIN charges c ON c.catalog = o.catalog AND c.plan = o.plan
	AND c.metric = s.metric AND s.quantity > c.lower
GROUP BY o.account, s.subscription, c.charge
ORDER BY o.account, s.subscription, c.charge;
