/*
 * Days without a term, and terms of several items.
 */
#include "rate/guide.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

#define HOUR (INT64_C(3600) * 1000000)

static struct shop shop;
static struct guide_subscription subscriptions[1];
static struct guide *guide;
static struct error error;

/* The owner of an event of gb at noon of a day, or the reason. */
static const char *
find(const char *by, const char *name, const char *day)
{
	bool service = strcmp(by, "service") == 0;
	struct guide_event event = { .subscription = service ? "" : name,
		.service = service ? name : "",
		.identifier = "",
		.usage = {
		    .occurred_at = shop_day(day).days * 24 * HOUR + 12 * HOUR,
		    .metric = "gb" } };
	const struct guide_subscription *found;
	const char *reason;

	found = guide_find(guide, &event, &reason);
	return found == NULL ? reason : found->subscription.id;
}

/* A plan that has a charge, and one that counts gb. */
static void
open_plans(struct plan *access, struct plan *data)
{
	static const struct metric gb = { .id = "gb", .field = "" };
	struct charge *counted;

	shop_open(&shop);
	counted = shop_charge(&shop, "data", "1");
	counted->kind = CHARGE_USAGE;
	counted->usage.metric = &gb;
	shop_charge(&shop, "access", "30.00");
	*access = *data = shop.plan;
	access->id = "access";
	access->charges++;
	access->charge_count = data->charge_count = 1;
	subscriptions[0] = (struct guide_subscription){ .zone = shop.zone,
		.subscription = { .id = "S1", .owner = "A1" } };
}

/* An order of S1 more, of a plan if one is given; then it is built again. */
static void
go_on(struct order *orders, size_t count, enum action action, const char *start,
    const struct plan *plan)
{
	struct subscription *one = &subscriptions[0].subscription;

	orders[count] = *shop_order(&shop, action, start);
	orders[count].sequence = (int64_t)count + 1;
	orders[count].plan = plan;
	if (action == ACTION_ADD && count > 0)
		orders[count].service = "";
	ck_assert_int_eq(subscription_build((struct orders){ orders, count + 1,
						{ DATE_FIRST_DAYS } },
			     &shop.arena, one, &error),
	    STATUS_OK);
}

/* A main plan that counts nothing and is tried, and an add-on that counts gb
 * and is tried, too. */
START_TEST(a_subscription_has_days_without_terms_and_several_items)
{
	static const struct {
		const char *name, *by, *of, *day, *owner;
	} events[] = {
		{ "before it began", "subscription", "S1", "2026-01-14",
		    "not-in-service" },
		{ "in the trial", "subscription", "S1", "2026-01-20",
		    "in-trial" },
		{ "in the trial, by service", "service", "tel-1", "2026-01-20",
		    "in-trial" },
		{ "after it, but the plan counts nothing", "subscription", "S1",
		    "2026-01-29", "no-charge" },
		{ "in the trial of the add-on", "subscription", "S1",
		    "2026-02-05", "in-trial" },
		{ "the add-on counts it", "subscription", "S1", "2026-02-10",
		    "S1" },
		{ "the add-on counts it, by service", "service", "tel-1",
		    "2026-02-10", "S1" },
		{ "suspended", "subscription", "S1", "2026-03-01",
		    "suspended" },
		{ "suspended, by service", "service", "tel-1", "2026-03-09",
		    "suspended" },
		{ "resumed", "subscription", "S1", "2026-03-10", "S1" },
		{ "the add-on is cancelled", "subscription", "S1", "2026-04-01",
		    "no-charge" },
		{ "all is cancelled", "subscription", "S1", "2026-05-01",
		    "not-in-service" },
	};
	struct plan access, data;
	struct order orders[8];

	open_plans(&access, &data);
	access.life.trial = (struct cycle){ 14, CYCLE_DAY };
	access.life.suspended_free = true;
	data.life.trial = (struct cycle){ 9, CYCLE_DAY };
	go_on(orders, 0, ACTION_ADD, "2026-01-15", &access);
	orders[0].service = "tel-1";
	go_on(orders, 1, ACTION_ADD, "2026-02-01", &data);
	go_on(orders, 2, ACTION_SUSPEND, "2026-03-01", NULL);
	go_on(orders, 3, ACTION_RESUME, "2026-03-10", NULL);
	go_on(orders, 4, ACTION_CANCEL, "2026-04-01", &data);
	go_on(orders, 5, ACTION_CANCEL, "2026-05-01", NULL);
	ck_assert_int_eq(
	    guide_build(&(struct guide_tables){ .subscriptions = subscriptions,
			    .subscription_count = 1 },
		&shop.arena, &guide, &error),
	    STATUS_OK);
	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++) {
		const char *owner =
		    find(events[i].by, events[i].of, events[i].day);

		ck_assert_msg(strcmp(owner, events[i].owner) == 0, "%s: %s",
		    events[i].name, owner);
	}
	shop_close(&shop);
}
END_TEST

Suite *
guide_terms_suite(void)
{
	Suite *suite = suite_create("guide_terms");
	TCase *tests = tcase_create("guide_terms");

	tcase_add_test(
	    tests, a_subscription_has_days_without_terms_and_several_items);
	suite_add_tcase(suite, tests);
	return suite;
}
