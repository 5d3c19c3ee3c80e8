/*
 * What a plan or an order says of a subscription's life, and who says it last.
 */
#include "rule/life.h"

#include <check.h>
#include <string.h>

#include "shop.h"

#define GIVEN_MAX 4
#define GOOD (-1)

struct given {
	enum life_key key;
	const char *text;
};

static void
write_texts(const struct given *given, const char *texts[LIFE_KEY_COUNT])
{
	for (size_t i = 0; i < LIFE_KEY_COUNT; i++)
		texts[i] = "";
	for (size_t i = 0; i < GIVEN_MAX && given[i].text != NULL; i++)
		texts[given[i].key] = given[i].text;
}

static const struct {
	const char *name;
	struct given given[GIVEN_MAX];
	int fault;
} rows[] = {
	{ "nothing is said", { { 0, NULL } }, GOOD },
	{ "a trial", { { LIFE_TRIAL, "14 days" } }, GOOD },
	{ "no trial", { { LIFE_TRIAL, "none" } }, GOOD },
	{ "a trial of no length", { { LIFE_TRIAL, "14" } }, LIFE_TRIAL },
	{ "a trial that lapses",
	    { { LIFE_TRIAL, "1 month" }, { LIFE_TRIAL_END, "lapse" } }, GOOD },
	{ "the end of no trial", { { LIFE_TRIAL_END, "lapse" } },
	    LIFE_TRIAL_END },
	{ "an end that is none",
	    { { LIFE_TRIAL, "1 month" }, { LIFE_TRIAL_END, "die" } },
	    LIFE_TRIAL_END },
	{ "a year", { { LIFE_TERM_MONTHS, "12" } }, GOOD },
	{ "no term", { { LIFE_TERM_MONTHS, "0" } }, GOOD },
	{ "half a month", { { LIFE_TERM_MONTHS, "0.5" } }, LIFE_TERM_MONTHS },
	{ "over a century", { { LIFE_TERM_MONTHS, "1201" } },
	    LIFE_TERM_MONTHS },
	{ "a term in words", { { LIFE_TERM_MONTHS, "1 year" } },
	    LIFE_TERM_MONTHS },
	{ "renewed how", { { LIFE_RENEW, "yes" } }, LIFE_RENEW },
	{ "dearer each time", { { LIFE_UPLIFT, "2.5" } }, GOOD },
	{ "cheaper each time", { { LIFE_UPLIFT, "-2.5" } }, LIFE_UPLIFT },
	{ "dearer, and never renewed",
	    { { LIFE_UPLIFT, "3" }, { LIFE_RENEW, "none" } }, LIFE_UPLIFT },
	{ "dearer, and evergreen",
	    { { LIFE_UPLIFT, "3" }, { LIFE_RENEW, "evergreen" } },
	    LIFE_UPLIFT },
	{ "notice", { { LIFE_NOTICE, "3 months" } }, GOOD },
	{ "notice in words", { { LIFE_NOTICE, "soon" } }, LIFE_NOTICE },
	{ "the rest is owed", { { LIFE_TERMINATION, "remaining" } }, GOOD },
	{ "the rest, and how much",
	    { { LIFE_TERMINATION, "remaining" },
		{ LIFE_TERMINATION_VALUE, "5" } },
	    LIFE_TERMINATION_VALUE },
	{ "a value of nothing", { { LIFE_TERMINATION_VALUE, "5" } },
	    LIFE_TERMINATION_VALUE },
	{ "a fee of what", { { LIFE_TERMINATION, "fixed" } },
	    LIFE_TERMINATION_VALUE },
	{ "a fee",
	    { { LIFE_TERMINATION, "fixed" },
		{ LIFE_TERMINATION_VALUE, "199.99" } },
	    GOOD },
	{ "more than all",
	    { { LIFE_TERMINATION, "percent" },
		{ LIFE_TERMINATION_VALUE, "101" } },
	    LIFE_TERMINATION_VALUE },
	{ "parts of months",
	    { { LIFE_TERMINATION, "notice" },
		{ LIFE_TERMINATION_VALUE, "1.5" } },
	    LIFE_TERMINATION_VALUE },
	{ "two months' price",
	    { { LIFE_TERMINATION, "notice" }, { LIFE_TERMINATION_VALUE, "2" } },
	    GOOD },
	{ "a word for leaving", { { LIFE_TERMINATION, "all" } },
	    LIFE_TERMINATION },
	{ "what it must bring", { { LIFE_MINIMUM_VALUE, "500.00" } }, GOOD },
	{ "less than nothing", { { LIFE_MINIMUM_VALUE, "-1" } },
	    LIFE_MINIMUM_VALUE },
	{ "suspended how", { { LIFE_SUSPENSION, "half" } }, LIFE_SUSPENSION },
};

START_TEST(a_value_is_good_or_refused_at_its_key)
{
	const char *texts[LIFE_KEY_COUNT];
	enum life_key key = LIFE_TRIAL;
	struct error error = { 0 };
	struct life life;
	enum status status;

	write_texts(rows[_i].given, texts);
	status = life_parse(texts, &life, &key, &error);
	if (rows[_i].fault == GOOD)
		ck_assert_msg(
		    status == STATUS_OK, "%s: %s", rows[_i].name, error.text);
	else
		ck_assert_msg(
		    status == STATUS_INVALID && (int)key == rows[_i].fault,
		    "%s: %d at %s", rows[_i].name, (int)status, life_keys[key]);
}
END_TEST

START_TEST(what_is_not_said_has_a_default)
{
	static const struct given nothing[GIVEN_MAX] = { { 0, NULL } };
	const char *texts[LIFE_KEY_COUNT];
	enum life_key key;
	struct error error;
	struct life life;

	write_texts(nothing, texts);
	ck_assert_int_eq(life_parse(texts, &life, &key, &error), STATUS_OK);
	ck_assert_int_eq(life.trial.count, 0);
	ck_assert_int_eq(life.trial_end, TRIAL_CONVERTS);
	ck_assert_int_eq(life.term_months, 0);
	ck_assert_int_eq(life.renewal, RENEWAL_AUTO);
	ck_assert_int_eq(life.notice.count, 0);
	ck_assert_int_eq(life.termination, TERMINATION_NONE);
	ck_assert_int_eq(decimal_sign(life.minimum_value), 0);
	ck_assert_int_eq(decimal_sign(life.uplift), 0);
	ck_assert(life.suspended_free);
	ck_assert_ptr_eq(life.texts, texts);
}
END_TEST

START_TEST(what_is_said_is_kept)
{
	static const char *const texts[LIFE_KEY_COUNT] = { "2 weeks", "lapse",
		"24", "auto", "3.5", "1 month", "declining", "240.00", "999",
		"charged" };
	enum life_key key;
	struct error error;
	struct life life;

	ck_assert_int_eq(life_parse(texts, &life, &key, &error), STATUS_OK);
	ck_assert_int_eq(life.trial.count, 2);
	ck_assert_int_eq(life.trial.unit, CYCLE_WEEK);
	ck_assert_int_eq(life.trial_end, TRIAL_LAPSES);
	ck_assert_int_eq(life.term_months, 24);
	ck_assert_int_eq(decimal_compare(life.uplift, shop_decimal("3.5")), 0);
	ck_assert_int_eq(life.notice.unit, CYCLE_MONTH);
	ck_assert_int_eq(life.termination, TERMINATION_DECLINING);
	ck_assert_int_eq(
	    decimal_compare(life.termination_value, shop_decimal("240")), 0);
	ck_assert_int_eq(
	    decimal_compare(life.minimum_value, shop_decimal("999")), 0);
	ck_assert(!life.suspended_free);
}
END_TEST

/* What the plan says, what the order says, and what is then in force. */
static const struct {
	const char *name;
	const char *plan[LIFE_KEY_COUNT];
	const char *order[LIFE_KEY_COUNT];
	const char *merged[LIFE_KEY_COUNT];
} merges[] = {
	{ "the order is silent",
	    { "14 days", "lapse", "12", "", "3", "", "fixed", "9", "", "" },
	    { "", "", "", "", "", "", "", "", "", "" },
	    { "14 days", "lapse", "12", "", "3", "", "fixed", "9", "", "" } },
	{ "the order has another term",
	    { "", "", "12", "auto", "3", "", "", "", "", "charged" },
	    { "", "", "24", "", "", "1 month", "", "", "", "" },
	    { "", "", "24", "auto", "3", "1 month", "", "", "", "charged" } },
	{ "another termination has no old value",
	    { "", "", "", "", "", "", "fixed", "99", "", "" },
	    { "", "", "", "", "", "", "remaining", "", "", "" },
	    { "", "", "", "", "", "", "remaining", "", "", "" } },
	{ "another value of the same termination",
	    { "", "", "", "", "", "", "fixed", "99", "", "" },
	    { "", "", "", "", "", "", "", "49", "", "" },
	    { "", "", "", "", "", "", "fixed", "49", "", "" } },
	{ "not renewed, so never dearer",
	    { "", "", "12", "auto", "3", "", "", "", "", "" },
	    { "", "", "", "none", "", "", "", "", "", "" },
	    { "", "", "12", "none", "", "", "", "", "", "" } },
	{ "renewed as before", { "", "", "12", "", "3", "", "", "", "", "" },
	    { "", "", "", "auto", "", "", "", "", "", "" },
	    { "", "", "12", "auto", "3", "", "", "", "", "" } },
	{ "no trial, so no end of it",
	    { "14 days", "lapse", "", "", "", "", "", "", "", "" },
	    { "none", "", "", "", "", "", "", "", "", "" },
	    { "none", "", "", "", "", "", "", "", "", "" } },
};

START_TEST(the_order_says_it_last)
{
	const char *merged[LIFE_KEY_COUNT];
	enum life_key key;
	struct error error;
	struct life life;

	life_merge(merges[_i].plan, merges[_i].order, merged);
	for (size_t i = 0; i < LIFE_KEY_COUNT; i++)
		ck_assert_msg(strcmp(merged[i], merges[_i].merged[i]) == 0,
		    "%s: %s is %s", merges[_i].name, life_keys[i], merged[i]);
	ck_assert_int_eq(life_parse(merged, &life, &key, &error), STATUS_OK);
}
END_TEST

START_TEST(either_may_be_silent)
{
	static const char *const texts[LIFE_KEY_COUNT] = { "2 weeks", "lapse",
		"24", "auto", "3.5", "1 month", "declining", "240.00", "999",
		"charged" };
	const char *merged[LIFE_KEY_COUNT];

	life_merge(texts, NULL, merged);
	ck_assert_mem_eq(merged, texts, sizeof(merged));
	life_merge(NULL, texts, merged);
	ck_assert_mem_eq(merged, texts, sizeof(merged));
	life_merge(NULL, NULL, merged);
	for (size_t i = 0; i < LIFE_KEY_COUNT; i++)
		ck_assert_str_eq(merged[i], "");
}
END_TEST

/* Which keys are at fault; the plan renews by itself and costs 50 percent. */
static const struct {
	const char *name;
	bool unknown; /* the plan */
	struct given order[GIVEN_MAX];
	const char *faults;
} faults[] = {
	{ "nothing", false, { { 0, NULL } }, "" },
	{ "each by itself", false,
	    { { LIFE_TRIAL, "soon" }, { LIFE_NOTICE, "often" },
		{ LIFE_TERMINATION, "fixed" }, { LIFE_UPLIFT, "much" } },
	    " trial uplift notice termination_value" },
	{ "what does not belong", false,
	    { { LIFE_RENEW, "none" }, { LIFE_UPLIFT, "5" },
		{ LIFE_TERMINATION, "remaining" },
		{ LIFE_TERMINATION_VALUE, "5" } },
	    " uplift termination_value" },
	{ "not what follows from another", false,
	    { { LIFE_TRIAL, "soon" }, { LIFE_TRIAL_END, "lapse" },
		{ LIFE_TERMINATION, "all" }, { LIFE_TERMINATION_VALUE, "5" } },
	    " trial termination" },
	{ "a trial that the plan has not", false,
	    { { LIFE_TRIAL_END, "lapse" } }, " trial_end" },
	{ "a trial that it may have", true, { { LIFE_TRIAL_END, "lapse" } },
	    "" },
	{ "more than all, of the plan's kind", false,
	    { { LIFE_TERMINATION_VALUE, "101" } }, " termination_value" },
	{ "a value of an unknown kind", true,
	    { { LIFE_TERMINATION_VALUE, "101" } }, "" },
	{ "what does not belong to the order's own", true,
	    { { LIFE_RENEW, "none" }, { LIFE_UPLIFT, "5" } }, " uplift" },
};

START_TEST(all_faults_are_told)
{
	static const struct given plan[GIVEN_MAX] = { { LIFE_RENEW, "auto" },
		{ LIFE_TERMINATION, "percent" },
		{ LIFE_TERMINATION_VALUE, "50" } };
	const char *texts[LIFE_KEY_COUNT], *order[LIFE_KEY_COUNT];
	char found[200] = "";
	struct error error;

	write_texts(plan, texts);
	write_texts(faults[_i].order, order);
	for (int i = 0; i < LIFE_KEY_COUNT; i++) {
		if (life_fault(faults[_i].unknown ? NULL : texts, order,
			(enum life_key)i, &error) == STATUS_OK)
			continue;
		strcat(found, " ");
		strcat(found, life_keys[i]);
	}
	ck_assert_msg(strcmp(found, faults[_i].faults) == 0, "%s:%s",
	    faults[_i].name, found);
}
END_TEST

Suite *
life_suite(void)
{
	Suite *suite = suite_create("life");
	TCase *tests = tcase_create("life");

	tcase_add_loop_test(tests, a_value_is_good_or_refused_at_its_key, 0,
	    sizeof(rows) / sizeof(rows[0]));
	tcase_add_test(tests, what_is_not_said_has_a_default);
	tcase_add_test(tests, what_is_said_is_kept);
	tcase_add_loop_test(tests, the_order_says_it_last, 0,
	    sizeof(merges) / sizeof(merges[0]));
	tcase_add_test(tests, either_may_be_silent);
	tcase_add_loop_test(
	    tests, all_faults_are_told, 0, sizeof(faults) / sizeof(faults[0]));
	suite_add_tcase(suite, tests);
	return suite;
}
