-- What rate.sql does, over SQLite's own table of the month's events, made by
-- .import with the key that the import is measured with.  The tiers are those
-- of generate-usage.
PRAGMA cache_size = -65536;
.mode csv
.headers on
WITH metrics(place, metric) AS (VALUES (1, 'call'), (2, 'data'), (3, 'fax'),
	(4, 'gb'), (5, 'minute'), (6, 'roam'), (7, 'sms'), (8, 'video')
), tiers AS (
	SELECT metric, 0 AS lower, 20 AS upper, 0.10 + 0.01 * place AS price
		FROM metrics
	UNION ALL
	SELECT metric, 20, 100, 0.005 + 0.01 * place FROM metrics
	UNION ALL
	SELECT metric, 100, 1e18, 0.001 * place FROM metrics
), sums AS MATERIALIZED (
	-- October in Chicago.
	SELECT subscription, metric, sum(CAST(quantity AS REAL)) AS quantity,
		count(*) AS events
	FROM usage
	WHERE occurred_at >= '2026-10-01T05:00:00.000Z'
	AND occurred_at < '2026-11-01T05:00:00.000Z'
	GROUP BY subscription, metric
)
SELECT o.account, s.subscription, s.metric AS charge, s.metric,
	s.quantity, s.events,
	sum((min(s.quantity, t.upper) - t.lower) * t.price) AS amount
FROM sums s
JOIN orders o ON o.subscription = s.subscription
JOIN tiers t ON t.metric = s.metric AND s.quantity > t.lower
GROUP BY o.account, s.subscription, s.metric
ORDER BY o.account, s.subscription, s.metric;
