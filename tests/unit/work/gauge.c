/*
 * What is metered, without going through files.
 */
#include "gauge.h"

#include <string.h>

#include "ledger/catalogs.h"
#include "tests/unit/rule/shop.h"

struct rating gauge_rating;
const char *gauge_told;

static struct catalogs catalogs;

#define CHARGE(position, name, price, minimum) \
	"INSERT INTO charge SELECT catalog, 'metered', " position ", '" name \
	"', 'usage', name, tax_code, revenue, product, currency, '" price \
	"', '', '', '', '', '', '', 'gb', '', '', '', '', '', '', '', '', " \
	"'', '', '" minimum "', '', '', '', '', '', '', '', '', '', '', '', " \
	"'', '', '', '', '', '' FROM charge WHERE plan = 'basic';"

/* Plan metered: GB abroad are 2.00 each and 5.00 at least, others 0.10. */
void
gauge_setup(void)
{
	desk_setup();
	book_open(LEDGER_RECORD);
	book_sell();
	book_sql(
	    "INSERT INTO metric (catalog, metric, unit, aggregation, field, "
	    "round_to, round_mode) VALUES ('2026', 'gb', 'GB', 'sum', '', "
	    "'', '');"
	    "INSERT INTO plan (catalog, plan, product, name, currency) "
	    "SELECT catalog, 'metered', product, name, "
	    "currency FROM plan;" CHARGE("0", "roaming", "2.00", "5.00")
		CHARGE("1", "data", "0.10", "") CHARGE("2", "never", "9.00",
		    "") "INSERT INTO charge_filter VALUES ('2026', 'metered', "
			"0, 'zone', "
			"'abroad')");
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_account((struct book_account){ .account = "A2" });
	book_order(
	    (struct book_order){ .subscription = "S1", .plan = "metered" });
	book_order((struct book_order){ .subscription = "S2",
	    .account = "A2",
	    .start = "2026-01-20",
	    .plan = "metered" });
	book_order((struct book_order){ .subscription = "S3" });
}

/* "(SUBSCRIPTION, DAY of January 2026, EVENT, NUMBER, COUNTS, GB, ZONE), ..."
 */
void
gauge_put(const char *rows)
{
	book_sql(arena_format(&book_arena,
	    "INSERT INTO usage WITH row (subscription, day, event, number, "
	    "counts, gb, zone) AS (VALUES %s) SELECT unixepoch((20453 + day) "
	    "* 86400, 'unixepoch', 'start of month') / 86400, subscription, "
	    "(20453 + day) * 86400000000, event, number, counts, 'gb', gb, '', "
	    "'', CASE zone WHEN '' THEN '' ELSE json_object('zone', zone) END, "
	    "'', '' FROM row; "
	    "DROP TRIGGER IF EXISTS usage_batch_delete; "
	    "DELETE FROM usage_batch; "
	    "INSERT INTO usage_batch SELECT 1, 1, max(number), 0, NULL "
	    "FROM usage",
	    rows));
}

void
gauge_open(const char *as_of, struct rating_terms terms)
{
	terms.ledger = book_ledger;
	terms.catalogs = &catalogs;
	terms.range = (struct billing_range){ shop_day(as_of), "", BILLING_LAST,
		NULL, NULL };
	terms.as_of = shop_day(as_of);
	if (terms.after.days == 0)
		terms.after = DATE_NONE;
	book_must(
	    catalogs_load(book_ledger, &book_arena, &catalogs, &book_error));
	book_must(rating_open(&terms, &gauge_rating, &book_error));
}

/* "SUBSCRIPTION CHARGE KIND FROM QUANTITY EVENTS AMOUNT; ..." */
const char *
gauge_rated(void)
{
	const char *text = "";
	const struct rated *rated;
	bool found;

	for (;;) {
		char from[DATE_TEXT_MAX], quantity[DECIMAL_TEXT_MAX],
		    amount[DECIMAL_TEXT_MAX];

		book_must(
		    rating_next(&gauge_rating, &rated, &found, &book_error));
		if (!found)
			break;
		text = arena_format(&book_arena, "%s%s %s %c %s %s %d %s; ",
		    text, rated->line.subscription, rated->line.charge,
		    line_kind_name(rated->line.kind)[0],
		    date_format(rated->line.period_start, from) + 5,
		    decimal_format(rated->line.quantity, quantity),
		    (int)rated->events, decimal_format(rated->amount, amount));
	}
	rating_close(&gauge_rating);
	return text;
}

const char *
gauge_rate(const char *as_of)
{
	gauge_open(as_of, (struct rating_terms){ .open = false });
	return gauge_rated();
}

enum status
gauge_event(void *context, const struct rated_event *event, struct error *error)
{
	char quantity[DECIMAL_TEXT_MAX], amount[DECIMAL_TEXT_MAX];

	(void)context;
	(void)error;
	gauge_told = arena_format(&book_arena, "%s%s %s %s %s; ", gauge_told,
	    event->event, event->rated->line.charge,
	    decimal_format(event->rated->line.quantity, quantity),
	    decimal_format(event->rated->amount, amount));
	return STATUS_OK;
}

bool
gauge_second(void *context, const struct billing_owner *owner)
{
	(void)context;
	return strcmp(owner->account, "A2") == 0;
}
