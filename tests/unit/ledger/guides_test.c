/*
 * Orders, services and zones of a ledger lead events to their owners.
 */
#include "ledger/guides.h"

#include <check.h>
#include <string.h>

#include "book.h"
#include "ledger/catalogs.h"
#include "ledger/facts.h"
#include "tests/unit/rule/shop.h"

static struct catalogs catalogs;
static struct guides guides;

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_sell();
	/* The plan of the book counts calls, too. */
	book_sql("INSERT INTO charge (catalog, plan, position, charge, kind, "
		 "name, tax_code, revenue, product, currency, price, every, "
		 "anchor, \"when\", proration, per, \"on\", metric, model, "
		 "size, free, rate, fixed, free_events, free_amount, min, max, "
		 "included, minimum, maximum, discount, zero) "
		 "SELECT catalog, plan, position + 1, 'calls', 'usage', "
		 "'Calls', tax_code, revenue, product, currency, price, '', "
		 "'', '', '', '', '', 'calls', 'unit', size, free, rate, "
		 "fixed, free_events, free_amount, min, max, included, "
		 "minimum, maximum, discount, zero FROM charge");
	book_sql("INSERT INTO metric (catalog, metric, unit, aggregation, "
		 "field, round_to, round_mode) VALUES ('2026', 'calls', "
		 "'call', 'sum', '', '', '')");
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_account((struct book_account){ .account = "A2" });
	book_account((struct book_account){
	    .account = "A2", .version = 2, .effective_on = "2026-06-01" });
	book_sql("DROP TRIGGER IF EXISTS account_version_update; "
		 "UPDATE account_fact SET timezone = 'America/Chicago' "
		 "WHERE account = 'A2' AND version = 2");
}

static void
teardown(void)
{
	guides_close(&guides);
	book_teardown();
}

static void
load(void)
{
	book_must(
	    catalogs_load(book_ledger, &book_arena, &catalogs, &book_error));
	book_must(guides_load(book_ledger, &catalogs, &guides, &book_error));
}

static void
service(const char *version, const char *effective_on, const char *identifier,
    const char *to)
{
	const char *values[] = { version, effective_on, "tel-1", "A1", "", "",
		identifier, "", to, "{}" };
	struct fact fact = { "0123456789abcdef0123456789abcdef", values, 10 };

	book_must(fact_put(
	    book_ledger, STATEMENT_SERVICE_INSERT, &fact, &book_error));
}

/* The owner of one call in the first second of a day in UTC. */
static const char *
find(struct guide_event event, const char *day)
{
	const struct guide_subscription *found;
	const char *reason;

	if (event.subscription == NULL)
		event.subscription = "";
	if (event.service == NULL)
		event.service = "";
	if (event.identifier == NULL)
		event.identifier = "";
	event.usage.metric = "calls";
	event.usage.occurred_at = shop_day(day).days * INT64_C(86400) * 1000000;
	found = guide_find(guides.guide, &event, &reason);
	return found == NULL ? reason
			     : arena_format(&book_arena, "%s %s %d",
				   found->subscription.id,
				   found->subscription.owner, found->rank);
}

START_TEST(subscriptions_are_ranked_by_their_ids)
{
	book_order((struct book_order){ .subscription = "S2" });
	book_order(
	    (struct book_order){ .subscription = "S10", .account = "A2" });
	book_order((struct book_order){
	    .subscription = "S2", .action = "cancel", .start = "2026-03-01" });
	load();
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S10" }, "2026-03-01"),
	    "S10 A2 0");
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S2" }, "2026-02-28"),
	    "S2 A1 1");
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S2" }, "2026-03-01"),
	    "not-in-service");
}
END_TEST

START_TEST(a_day_is_that_of_the_zone_of_its_time)
{
	book_order(
	    (struct book_order){ .subscription = "S1", .end = "2026-03-01" });
	book_order((struct book_order){
	    .subscription = "S2", .account = "A2", .start = "2026-01-02" });
	book_order((struct book_order){
	    .subscription = "S3", .account = "A2", .start = "2026-07-02" });
	load();
	ck_assert_uint_eq(guides.zone_count, 2);
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S1" }, "2026-01-01"),
	    "S1 A1 0");
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S2" }, "2026-01-02"),
	    "S2 A2 1");
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S2" }, "2026-01-01"),
	    "not-in-service");
	/* From June on, midnight in UTC is the evening before. */
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S3" }, "2026-07-02"),
	    "not-in-service");
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S3" }, "2026-07-03"),
	    "S3 A2 2");
}
END_TEST

START_TEST(services_come_in_versions)
{
	book_order((struct book_order){ .subscription = "S1" });
	book_tamper("UPDATE order_line SET service = 'tel-1'");
	service("1", "", "555-1", "");
	service("2", "2026-03-01", "555-2", "2026-04-01");
	load();
	ck_assert_str_eq(
	    find((struct guide_event){ .service = "tel-1" }, "2026-05-01"),
	    "S1 A1 0");
	ck_assert_str_eq(
	    find((struct guide_event){ .identifier = "555-1" }, "2026-02-28"),
	    "S1 A1 0");
	ck_assert_str_eq(
	    find((struct guide_event){ .identifier = "555-1" }, "2026-03-01"),
	    "not-in-service");
	ck_assert_str_eq(
	    find((struct guide_event){ .identifier = "555-2" }, "2026-03-31"),
	    "S1 A1 0");
	ck_assert_str_eq(
	    find((struct guide_event){ .identifier = "555-2" }, "2026-04-01"),
	    "not-in-service");
}
END_TEST

/* Rules are asked for what has found its owner. */
START_TEST(a_rule_keeps_an_event_from_its_owner)
{
	book_order((struct book_order){ .subscription = "S1" });
	book_order((struct book_order){ .subscription = "S2" });
	book_order((struct book_order){ .subscription = "S3" });
	book_tamper("UPDATE order_line SET service = 'tel-' || substr("
		    "subscription, 2, 1) WHERE subscription <> 'S3'");
	book_sql("INSERT INTO usage_rule_list VALUES (1, 2); "
		 "INSERT INTO usage_rule VALUES "
		 "(1, 1, 'paid', 'yes', '', 'S2', '', '', '', ''), "
		 "(1, 2, 'free', 'no', 'calls', '', 'tel-*', '2026-02-01', "
		 "'2026-03-01', '')");
	load();
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S1" }, "2026-02-02"),
	    "not-billable free");
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S1" }, "2026-01-31"),
	    "S1 A1 0");
	ck_assert_str_eq(
	    find((struct guide_event){ .service = "tel-1" }, "2026-02-28"),
	    "not-billable free");
	ck_assert_str_eq(
	    find((struct guide_event){ .service = "tel-1" }, "2026-03-01"),
	    "S1 A1 0");
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S2" }, "2026-02-02"),
	    "S2 A1 1");
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S3" }, "2026-02-02"),
	    "S3 A1 2");
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S9" }, "2026-02-02"),
	    "unknown-subscription");
}
END_TEST

START_TEST(an_empty_ledger_guides_nothing)
{
	load();
	ck_assert_str_eq(
	    find((struct guide_event){ .subscription = "S1" }, "2026-01-01"),
	    "unknown-subscription");
}
END_TEST

START_TEST(a_zone_that_is_gone_is_said)
{
	book_order((struct book_order){ .subscription = "S1" });
	book_sql("UPDATE account_fact SET timezone = 'Mars/Olympus'");
	book_must(
	    catalogs_load(book_ledger, &book_arena, &catalogs, &book_error));
	ck_assert_int_eq(
	    guides_load(book_ledger, &catalogs, &guides, &book_error),
	    STATUS_INVALID);
	ck_assert_str_eq(book_error.text,
	    "account A1: column timezone: "
	    "\"Mars/Olympus\" is not a time zone such as Europe/Berlin");
}
END_TEST

Suite *
guides_suite(void)
{
	Suite *suite = suite_create("guides");
	TCase *tests = tcase_create("guides");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, subscriptions_are_ranked_by_their_ids);
	tcase_add_test(tests, a_day_is_that_of_the_zone_of_its_time);
	tcase_add_test(tests, services_come_in_versions);
	tcase_add_test(tests, a_rule_keeps_an_event_from_its_owner);
	tcase_add_test(tests, an_empty_ledger_guides_nothing);
	tcase_add_test(tests, a_zone_that_is_gone_is_said);
	suite_add_tcase(suite, tests);
	return suite;
}
