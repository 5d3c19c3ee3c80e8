/*
 * A line is taken, or refused with the reason.
 */
#include "order/subscription.h"

#include <check.h>

#include "tales.h"

#define PRO_COMES \
	"column plan: O2/1 brings plan pro on 2026-06-01, which would be in " \
	"this subscription already"

static const struct {
	const char *name;
	const char *life;
	const char *orders[TALES_ORDERS_MAX];
	const char *line;
	const char *refused; /* "" if it is taken */
} judged[] = {
	{ "a change", "", { TALES_ADD }, "2026-02-01 change quantity=2", "" },
	{ "nothing was added", "", { NULL }, "2026-02-01 cancel",
	    "column action: nothing was added that it could act on" },
	{ "before it begins", "", { TALES_ADD }, "2026-01-14 cancel",
	    "column start: the subscription begins only on 2026-01-15" },
	{ "after its end", "", { TALES_ADD, "2026-02-01 cancel" },
	    "2026-03-01 change quantity=2",
	    "column action: the subscription ended already on 2026-02-01" },
	{ "before an end that is known", "", { TALES_ADD, "2026-02-01 cancel" },
	    "2026-01-20 change quantity=2", "" },
	{ "cancelled twice", "", { TALES_ADD, "2026-02-01 cancel" },
	    "2026-02-01 cancel",
	    "column action: the subscription ended already on 2026-02-01" },
	{ "resumed after its end", "", { TALES_ADD, "2026-02-01 cancel" },
	    "2026-03-01 resume", "" },
	{ "resumed though it runs", "", { TALES_ADD }, "2026-03-01 resume",
	    "column action: it is neither suspended nor cancelled" },
	{ "suspended twice", "", { TALES_ADD, "2026-02-01 suspend" },
	    "2026-03-01 suspend", "column action: it is suspended already" },
	{ "suspended again, at a price", "",
	    { TALES_ADD, "2026-02-01 suspend" },
	    "2026-03-01 suspend price=1.00", "" },
	{ "nothing to renew", "", { TALES_ADD }, "2026-03-01 renew",
	    "column action: no term or trial runs on that day that could be "
	    "renewed" },
	{ "a term renewed", "term_months=12", { TALES_ADD }, "2026-03-01 renew",
	    "" },
	{ "renewed on the day of the end", "term_months=1;renew=none",
	    { TALES_ADD }, "2026-02-15 renew", "" },
	{ "renewed a day too late", "term_months=1;renew=none", { TALES_ADD },
	    "2026-02-16 renew",
	    "column action: the subscription ended already on 2026-02-15" },
	{ "a lapsing trial converted", "trial=14 days;trial_end=lapse",
	    { TALES_ADD }, "2026-01-29 renew", "" },
	{ "a lapsed trial converted", "trial=14 days;trial_end=lapse",
	    { TALES_ADD }, "2026-01-30 renew",
	    "column action: the subscription ended already on 2026-01-29" },
	{ "another plan than it has cancelled", "", { TALES_ADD },
	    "2026-02-01 cancel plan=pro",
	    "column plan: pro is not in this subscription" },
	{ "an add-on cancelled", "", { TALES_ADD, "2026-01-20 add plan=pro" },
	    "2026-02-01 cancel plan=pro", "" },
	{ "a back-dated add-on, of what becomes the main plan", "",
	    { TALES_ADD, "2026-06-01 replace plan=pro" },
	    "2026-03-01 add plan=pro", PRO_COMES },
	{ "the same, by a change", "",
	    { TALES_ADD, "2026-06-01 change plan=pro" },
	    "2026-03-01 add plan=pro", PRO_COMES },
	{ "back-dated, the main plan becomes what is an add-on later", "",
	    { TALES_ADD, "2026-06-01 add plan=pro" },
	    "2026-03-01 change plan=pro", PRO_COMES },
	{ "the same, by a replacement", "",
	    { TALES_ADD, "2026-06-01 add plan=pro" },
	    "2026-03-01 replace plan=pro", PRO_COMES },
	{ "an add-on twice, the earlier one second", "",
	    { TALES_ADD, "2026-06-01 add plan=pro" }, "2026-03-01 add plan=pro",
	    PRO_COMES },
	{ "an add-on that ends before the next one begins", "",
	    { TALES_ADD, "2026-06-01 add plan=pro" },
	    "2026-03-01 add plan=pro end=2026-05-31", "" },
	{ "the main plan changed earlier to what it becomes", "",
	    { TALES_ADD, "2026-06-01 change plan=pro" },
	    "2026-03-01 change plan=pro", "" },
	{ "an add-on of another plan than what comes", "",
	    { TALES_ADD, "2026-06-01 replace plan=pro" },
	    "2026-03-01 add plan=tv", "" },
	{ "an add-on before its twin that is void", "",
	    { TALES_ADD, "2026-06-01 add plan=pro",
		"2026-06-01 void voids=O2/1" },
	    "2026-03-01 add plan=pro", "" },
	{ "the end of an add-on is void, though it comes again", "",
	    { TALES_ADD, "2026-02-01 add plan=pro",
		"2026-03-01 cancel plan=pro", "2026-06-01 add plan=pro" },
	    "2026-03-01 void voids=O3/1",
	    "column voids: O4/1 brings plan pro on 2026-06-01, which would be "
	    "in this subscription already" },
	{ "replaced by itself", "", { TALES_ADD },
	    "2026-02-01 replace plan=basic",
	    "column plan: basic is the plan of this subscription already" },
	{ "replaced by nothing", "", { TALES_ADD }, "2026-02-01 replace",
	    "column plan: by which plan is basic replaced?" },
	{ "replaced by its add-on", "",
	    { TALES_ADD, "2026-01-20 add plan=pro" },
	    "2026-02-01 replace plan=pro",
	    "column plan: pro is in this subscription already" },
	{ "the same plan added", "", { TALES_ADD }, "2026-02-01 add plan=basic",
	    "column action: basic is in this subscription already" },
	{ "a charge owed once", "", { TALES_ADD },
	    "2026-02-01 add charge=setup", "" },
	{ "a recurring charge as if owed once", "", { TALES_ADD },
	    "2026-02-01 add charge=access",
	    "column charge: access is not one that is owed once" },
	{ "a charge that the plan has not", "", { TALES_ADD },
	    "2026-02-01 cancel charge=roaming",
	    "column charge: plan basic has no charge roaming" },
	{ "a term of no length", "", { TALES_ADD }, "2026-02-01 reterm",
	    "column term_months: plan basic has none: how long is the term?" },
	{ "a new term", "", { TALES_ADD }, "2026-02-01 reterm term_months=3",
	    "" },
	{ "a line made void", "", { TALES_ADD }, "2026-02-01 void voids=O1/1",
	    "" },
	{ "a line made void twice", "",
	    { TALES_ADD, "2026-02-01 void voids=O1/1" },
	    "2026-02-01 void voids=O1/1",
	    "column voids: O1/1 is void already" },
	{ "a line of somebody else made void", "", { TALES_ADD },
	    "2026-02-01 void voids=O7/1",
	    "column voids: O7/1 is no line of this subscription" },
	{ "another version that has not the plan", "",
	    { "2026-01-15 add plan=pro" }, "2026-02-01 rerate version=2027",
	    "column action: catalog 2027 has no plan pro" },
};

START_TEST(lines_are_judged_on_their_day)
{
	for (size_t i = 0; i < sizeof(judged) / sizeof(judged[0]); i++) {
		struct order *line;
		struct error error = { STATUS_OK, "" };
		enum status status;
		size_t count;

		tales_open(judged[i].life);
		for (count = 0; judged[i].orders[count] != NULL; count++)
			tales_order(judged[i].orders[count]);
		line = tales_order(judged[i].line);
		status = subscription_accepts(
		    tales_shop.orders, count, line, &tales_shop.arena, &error);
		tales_expect(judged[i].name, judged[i].refused,
		    status == STATUS_OK ? "" : error.text);
		shop_close(&tales_shop);
	}
}
END_TEST

START_TEST(another_currency_is_refused)
{
	struct error error;
	struct order *line;

	tales_open("");
	ck_assert_int_eq(
	    currency_parse("EUR", &tales_plans[1].currency, &error), STATUS_OK);
	tales_order(TALES_ADD);
	for (int i = 0; i < 2; i++) {
		line = tales_order(i == 0 ? "2026-02-01 replace plan=pro"
					  : "2026-02-01 change plan=pro");
		ck_assert_int_eq(subscription_accepts(tales_shop.orders, 1,
				     line, &tales_shop.arena, &error),
		    STATUS_INVALID);
		ck_assert_str_eq(error.text,
		    "column plan: pro is sold in EUR, the subscription is "
		    "billed in USD");
	}
	shop_close(&tales_shop);
}
END_TEST

Suite *
subscription_accept_suite(void)
{
	Suite *suite = suite_create("subscription_accept");
	TCase *tests = tcase_create("subscription_accept");

	tcase_add_test(tests, lines_are_judged_on_their_day);
	tcase_add_test(tests, another_currency_is_refused);
	suite_add_tcase(suite, tests);
	return suite;
}
