/*
 * Words of actions, and lines that others undo.
 */
#include "order/order.h"

#include <check.h>

START_TEST(actions_are_read)
{
	static const char *const words[] = { "add", "change", "replace",
		"rerate", "reterm", "cancel", "suspend", "resume", "renew",
		"void" };
	enum action action;
	struct error error;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		ck_assert_int_eq(
		    action_parse(words[i], &action, &error), STATUS_OK);
		ck_assert_uint_eq(action, i);
		ck_assert_str_eq(action_name(action), words[i]);
	}
	ck_assert_int_eq(action, ACTION_VOID);
	ck_assert_int_eq(
	    action_parse("delete", &action, &error), STATUS_INVALID);
}
END_TEST

static const struct {
	const char *name;
	const char *voids[3]; /* by the lines O/1, O/2 and O/3 */
	bool voided[3];
} rows[] = {
	{ "nothing is undone", { "", "", "" }, { false, false, false } },
	{ "the line before", { "", "O/1", "" }, { true, false, false } },
	{ "undone for nothing", { "", "O/1", "O/2" }, { false, true, false } },
	{ "another order's line", { "", "OO/1", "O/11" },
	    { false, false, false } },
};

START_TEST(what_undoes_a_line_can_be_undone)
{
	static const char *const names[] = { "1", "2", "3" };
	struct order orders[3];

	for (size_t i = 0; i < 3; i++)
		orders[i] = (struct order){ .id = "O",
			.line = names[i],
			.action = rows[_i].voids[i][0] == '\0' ? ACTION_ADD
							       : ACTION_VOID,
			.voids = rows[_i].voids[i] };
	for (size_t i = 0; i < 3; i++)
		ck_assert_msg(
		    order_voided(orders, 3, &orders[i]) == rows[_i].voided[i],
		    "%s: line %zu", rows[_i].name, i + 1);
}
END_TEST

Suite *
order_suite(void)
{
	Suite *suite = suite_create("order");
	TCase *tests = tcase_create("order");

	tcase_add_test(tests, actions_are_read);
	tcase_add_loop_test(tests, what_undoes_a_line_can_be_undone, 0,
	    sizeof(rows) / sizeof(rows[0]));
	suite_add_tcase(suite, tests);
	return suite;
}
