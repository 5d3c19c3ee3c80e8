/*
 * Whose an event is: by a name and a day, and if nobody's, why.
 */
#include "rate/guide.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

#define HOUR (INT64_C(3600) * 1000000)

static struct shop shop;
static struct zone *berlin;
static struct zone *havana;
static struct zone *newyork;
static struct guide_subscription subscriptions[8];
static size_t subscription_count;
static struct guide_service services[8];
static size_t service_count;
static struct guide *guide;
static struct error error;

/* A plan that counts gb, and calls that go abroad. */
static void
setup_plan(void)
{
	static struct filter abroad = { "zone", "abroad" };
	static const struct metric gb = { .id = "gb", .field = "" };
	static const struct metric minutes = { .id = "calls", .field = "" };
	struct charge *data = shop_charge(&shop, "data", "1");
	struct charge *calls = shop_charge(&shop, "calls", "1");

	shop_charge(&shop, "access", "30.00");
	data->kind = calls->kind = CHARGE_USAGE;
	data->usage.metric = &gb;
	calls->usage.metric = &minutes;
	calls->usage.filters = &abroad;
	calls->usage.filter_count = 1;
}

static void
setup(void)
{
	shop_open(&shop);
	setup_plan();
	subscription_count = service_count = 0;
	ck_assert_int_eq(
	    zone_open("Europe/Berlin", &berlin, &error), STATUS_OK);
	ck_assert_int_eq(
	    zone_open("America/Havana", &havana, &error), STATUS_OK);
	ck_assert_int_eq(
	    zone_open("America/New_York", &newyork, &error), STATUS_OK);
}

static void
teardown(void)
{
	zone_close(berlin);
	zone_close(havana);
	zone_close(newyork);
	shop_close(&shop);
}

/* One more subscription, from a day on; its orders name ${service}. */
static struct guide_subscription *
sell(const char *id, const char *owner, const char *service, const char *start)
{
	struct guide_subscription *one = &subscriptions[subscription_count];
	struct order *order = arena_alloc(&shop.arena, sizeof(*order));
	ck_assert_ptr_nonnull(order);
	shop.order_count = 0;
	*order = *shop_order(&shop, ACTION_ADD, start);
	order->service = service;
	*one = (struct guide_subscription){ .zone = shop.zone,
		.rank = (int32_t)subscription_count++,
		.subscription = { .id = id, .owner = owner } };
	ck_assert_int_eq(
	    subscription_build((struct orders){ order, 1, { DATE_FIRST_DAYS } },
		&shop.arena, &one->subscription, &error),
	    STATUS_OK);
	return one;
}

/* One more version of a service, in force from a day, or from the beginning. */
static struct guide_service *
provide(const char *service, const char *account, const char *identifier,
    const char *effective_on)
{
	struct guide_service *one = &services[service_count++];

	*one = (struct guide_service){ .service = service,
		.account = account,
		.identifier = identifier,
		.effective_on = effective_on[0] == '\0'
				    ? (struct date){ DATE_FIRST_DAYS }
				    : shop_day(effective_on),
		.from = { DATE_FIRST_DAYS },
		.to = DATE_MAX };
	return one;
}

static void
build(void)
{
	ck_assert_int_eq(guide_build(&(struct guide_tables){ subscriptions,
					 subscription_count, services,
					 service_count, NULL, NULL },
			     &shop.arena, &guide, &error),
	    STATUS_OK);
}

/* The owner of an event of gb at noon of a day in UTC, or the reason. */
static const char *
find(const char *by, const char *name, const char *day)
{
	struct guide_event event = { .subscription = "",
		.service = "",
		.identifier = "",
		.usage = {
		    .occurred_at = shop_day(day).days * 24 * HOUR + 12 * HOUR,
		    .metric = "gb" } };
	const struct guide_subscription *found;
	const char *reason;

	if (strcmp(by, "subscription") == 0)
		event.subscription = name;
	else if (strcmp(by, "service") == 0)
		event.service = name;
	else
		event.identifier = name;
	found = guide_find(guide, &event, &reason);
	ck_assert((found == NULL) == (reason[0] != '\0'));
	return found == NULL ? reason : found->subscription.id;
}

static const struct {
	const char *name;
	const char *by;
	const char *of;
	const char *day;
	const char *owner;
} rows[] = {
	{ "its first day", "subscription", "S1", "2026-01-15", "S1" },
	{ "the day before it began", "subscription", "S1", "2026-01-14",
	    "not-in-service" },
	{ "the day before it ended", "subscription", "S3", "2026-02-28", "S3" },
	{ "the day of its end", "subscription", "S3", "2026-03-01",
	    "not-in-service" },
	{ "years later", "subscription", "S1", "9999-12-31", "S1" },
	{ "billed elsewhere", "subscription", "S2", "2026-01-31",
	    "billed-elsewhere" },
	{ "billed here from this day", "subscription", "S2", "2026-02-01",
	    "S2" },
	{ "before it was billed elsewhere", "subscription", "S2", "2025-12-31",
	    "not-in-service" },
	{ "nobody's", "subscription", "S9", "2026-02-01",
	    "unknown-subscription" },
	{ "the service of an order", "service", "tel-1", "2026-01-15", "S1" },
	{ "a service before its order", "service", "tel-1", "2026-01-14",
	    "not-in-service" },
	{ "a service that only orders name", "service", "tel-2", "2026-03-01",
	    "S2" },
	{ "a service without an order", "service", "tel-9", "2026-03-01",
	    "not-in-service" },
	{ "a service of another account than its order", "service", "tel-3",
	    "2026-02-01", "not-in-service" },
	{ "a service that came to the account of its order", "service", "tel-3",
	    "2026-02-15", "S3" },
	{ "no service", "service", "tel-0", "2026-03-01", "unknown-service" },
	{ "no service, but an identifier", "service", "555-1", "2026-03-01",
	    "unknown-service" },
	{ "the identifier of a service", "identifier", "555-1", "2026-01-31",
	    "S1" },
	{ "an identifier that moved, its new service", "identifier", "555-1",
	    "2026-02-15", "S3" },
	{ "an identifier that moved, between", "identifier", "555-1",
	    "2026-02-10", "not-in-service" },
	{ "an identifier that a later version gave up", "identifier", "555-2",
	    "2026-02-14", "not-in-service" },
	{ "the identifier of a service without an order", "identifier", "555-9",
	    "2026-03-01", "not-in-service" },
	{ "no identifier", "identifier", "555-0", "2026-03-01",
	    "unknown-identifier" },
};

START_TEST(an_event_finds_its_owner)
{
	sell("S1", "A1", "tel-1", "2026-01-15");
	sell("S2", "A1", "tel-2", "2026-01-01")->subscription.bill_from =
	    shop_day("2026-02-01");
	subscriptions[2] = *sell("S3", "A2", "tel-3", "2026-01-01");
	subscriptions[2].subscription.terms[0].to = shop_day("2026-03-01");
	provide("tel-1", "A1", "555-1", "")->to = shop_day("2026-02-10");
	provide("tel-3", "A1", "555-2", "");
	provide("tel-3", "A2", "555-1", "2026-02-15");
	provide("tel-9", "A1", "555-9", "");
	build();
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *owner = find(rows[i].by, rows[i].of, rows[i].day);

		ck_assert_msg(strcmp(owner, rows[i].owner) == 0, "%s: %s",
		    rows[i].name, owner);
	}
}
END_TEST

START_TEST(a_version_of_the_same_day_replaces_the_one_before)
{
	sell("S1", "A1", "tel-1", "2026-01-01");
	provide("tel-1", "A1", "555-1", "2026-02-01");
	provide("tel-1", "A1", "555-2", "2026-02-01");
	build();
	ck_assert_str_eq(
	    find("identifier", "555-1", "2026-02-01"), "not-in-service");
	ck_assert_str_eq(find("identifier", "555-2", "2026-02-01"), "S1");
}
END_TEST

START_TEST(two_that_fit_are_ambiguous)
{
	sell("S1", "A1", "tel-1", "2026-01-01");
	sell("S2", "A1", "tel-1", "2026-02-01");
	sell("S3", "A2", "tel-1", "2026-01-01");
	provide("tel-1", "A1", "555-1", "");
	build();
	ck_assert_str_eq(find("service", "tel-1", "2026-01-31"), "S1");
	ck_assert_str_eq(find("service", "tel-1", "2026-02-01"), "ambiguous");
	ck_assert_str_eq(
	    find("identifier", "555-1", "2026-02-01"), "ambiguous");
}
END_TEST

START_TEST(one_that_fits_twice_is_not_ambiguous)
{
	sell("S1", "A1", "tel-1", "2026-01-01");
	provide("tel-1", "A1", "555-1", "2026-01-01");
	provide("tel-2", "A1", "555-1", "");
	build();
	ck_assert_str_eq(find("identifier", "555-1", "2026-02-01"), "S1");
}
END_TEST

/* Two plans on one service: each takes what it has a charge for. */
START_TEST(the_subscription_that_counts_the_metric_fits)
{
	struct plan other = shop.plan;

	sell("S1", "A1", "tel-1", "2026-01-01");
	sell("S2", "A1", "tel-1", "2026-01-01");
	other.charges = shop.charges + 2;
	other.charge_count = 1;
	subscriptions[0].subscription.terms[0].plan = &other;
	build();
	ck_assert_str_eq(find("service", "tel-1", "2026-02-01"), "S2");
	ck_assert_str_eq(find("subscription", "S1", "2026-02-01"), "no-charge");
}
END_TEST

START_TEST(a_charge_counts_only_what_its_filter_lets_through)
{
	static const struct {
		const char *name, *metric, *value, *reason;
	} events[] = {
		{ "the dimension it asks for", "calls", "abroad", "" },
		{ "another value", "calls", "home", "no-charge" },
		{ "no dimension", "calls", NULL, "no-charge" },
		{ "a charge without filter", "gb", "home", "" },
		{ "a metric of nobody", "minutes", "abroad", "no-charge" },
	};

	sell("S1", "A1", "", "2026-01-01");
	build();
	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++) {
		struct dimension zone = { "zone", events[i].value };
		struct guide_event event = { .subscription = "S1",
			.service = "",
			.identifier = "",
			.usage = { .occurred_at =
				       shop_day("2026-03-01").days * 24 * HOUR,
			    .metric = events[i].metric,
			    .dimensions = {
				&zone, events[i].value != NULL } } };
		const char *reason;

		(void)guide_find(guide, &event, &reason);
		ck_assert_msg(strcmp(reason, events[i].reason) == 0, "%s: %s",
		    events[i].name, reason);
	}
}
END_TEST

/* Whether an instant belongs to a subscription of that zone and first day. */
static bool
begins_until(const struct zone *zone, const char *day, int64_t instant)
{
	struct guide_event event = { .subscription = "S1",
		.service = "",
		.identifier = "",
		.usage = { .occurred_at = instant, .metric = "gb" } };
	const char *reason;

	subscription_count = 0;
	sell("S1", "A1", "", day)->zone = zone;
	build();
	return guide_find(guide, &event, &reason) != NULL;
}

START_TEST(a_day_begins_at_midnight_of_the_zone)
{
	const struct {
		const char *name;
		const struct zone *zone;
		const char *day;
	} days[] = {
		{ "UTC", shop.zone, "2026-03-01" },
		{ "before 1970", shop.zone, "1969-12-31" },
		{ "east", berlin, "2026-03-01" },
		{ "west", newyork, "2026-03-01" },
		{ "summer begins", berlin, "2026-03-29" },
		{ "the day after summer ended", berlin, "2026-10-26" },
		{ "midnight is jumped over", havana, "2026-03-08" },
		{ "an hour comes twice, until midnight", havana, "2026-11-01" },
		{ "the day after", havana, "2026-11-02" },
	};

	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		int64_t midnight = 1000000 * zone_midnight(days[i].zone,
						 shop_day(days[i].day));

		ck_assert_msg(
		    begins_until(days[i].zone, days[i].day, midnight) &&
			!begins_until(days[i].zone, days[i].day, midnight - 1),
		    "%s", days[i].name);
	}
}
END_TEST

/* The remembered day never answers for another one, or another zone. */
START_TEST(the_order_of_events_does_not_count)
{
	uint64_t state = 42;
	const struct zone *zones[] = { shop.zone, berlin, havana, newyork };
	static const char *const ids[] = { "S1", "S2", "S3", "S4" };

	for (size_t i = 0; i < 4; i++)
		sell(ids[i], "A1", "", "2026-03-01")->zone = zones[i];
	build();
	for (int i = 0; i < 20000; i++) {
		int which = shop_below(&state, 4);
		int64_t begin = 1000000 * zone_midnight(zones[which],
					      shop_day("2026-03-01"));
		struct guide_event event = { .subscription = ids[which],
			.service = "",
			.identifier = "",
			.usage = { .occurred_at = begin - 36 * HOUR +
						  shop_below(&state, 72) * HOUR,
			    .metric = "gb" } };
		const char *reason;

		ck_assert_int_eq(guide_find(guide, &event, &reason) != NULL,
		    event.usage.occurred_at >= begin);
	}
}
END_TEST

START_TEST(an_empty_guide_knows_nobody)
{
	build();
	ck_assert_str_eq(
	    find("identifier", "555-1", "2026-02-01"), "unknown-identifier");
}
END_TEST

Suite *
guide_suite(void)
{
	Suite *suite = suite_create("guide");
	TCase *tests = tcase_create("guide");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, an_event_finds_its_owner);
	tcase_add_test(
	    tests, a_version_of_the_same_day_replaces_the_one_before);
	tcase_add_test(tests, two_that_fit_are_ambiguous);
	tcase_add_test(tests, one_that_fits_twice_is_not_ambiguous);
	tcase_add_test(tests, the_subscription_that_counts_the_metric_fits);
	tcase_add_test(
	    tests, a_charge_counts_only_what_its_filter_lets_through);
	tcase_add_test(tests, a_day_begins_at_midnight_of_the_zone);
	tcase_add_test(tests, the_order_of_events_does_not_count);
	tcase_add_test(tests, an_empty_guide_knows_nobody);
	suite_add_tcase(suite, tests);
	return suite;
}
