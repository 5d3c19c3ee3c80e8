-- What bill-rate does, in the SQL that PostgreSQL and DuckDB share: see
-- rate.sql, which says what it leaves out.  The tiers are those of
-- generate-usage, the month is October in Chicago.
COPY (
	WITH metrics(place, metric) AS (VALUES (1, 'call'), (2, 'data'),
		(3, 'fax'), (4, 'gb'), (5, 'minute'), (6, 'roam'), (7, 'sms'),
		(8, 'video')
	), tiers AS (
		SELECT metric, 0 AS lower, 20 AS upper,
			0.10 + 0.01 * place AS price FROM metrics
		UNION ALL
		SELECT metric, 20, 100, 0.005 + 0.01 * place FROM metrics
		UNION ALL
		SELECT metric, 100, 1000000000, 0.001 * place FROM metrics
	), sums AS (
		SELECT subscription, metric, sum(quantity) AS quantity,
			count(*) AS events
		FROM usage
		WHERE occurred_at >= '2026-10-01T05:00:00Z'
		AND occurred_at < '2026-11-01T05:00:00Z'
		GROUP BY subscription, metric
	)
	SELECT o.account, s.subscription, s.metric AS charge, s.metric,
		s.quantity, s.events,
		sum((least(s.quantity, t.upper) - t.lower) * t.price) AS amount
	FROM sums s
	JOIN orders o ON o.subscription = s.subscription
	JOIN tiers t ON t.metric = s.metric AND s.quantity > t.lower
	GROUP BY o.account, s.subscription, s.metric, s.quantity, s.events
	ORDER BY o.account, s.subscription, s.metric
) TO '@RATED@' (FORMAT csv, HEADER);
