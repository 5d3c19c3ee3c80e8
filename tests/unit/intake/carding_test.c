#include "intake/carding.h"

#include <check.h>
#include <string.h>

static struct error error;

static const char *const allowed[] = { "note", "ticket" };

static const struct {
	const char *name;
	const char *column;
	const char *value;
	enum status status;
} cases[] = {
	{ "no digits", "region", "east", STATUS_OK },
	{ "empty", "region", "", STATUS_OK },
	{ "a card", "region", "4111111111111111", STATUS_INVALID },
	{ "a card in words", "region", "pay 4111 1111 1111 1111 now",
	    STATUS_INVALID },
	{ "an allowed column", "ticket", "4111111111111111", STATUS_OK },
	{ "a column that begins like an allowed one", "tickets",
	    "4111111111111111", STATUS_INVALID },
};

START_TEST(a_card_is_told_and_masked)
{
	struct carding carding = { allowed, 2 };

	ck_assert_msg(carding_check(carding, cases[_i].column, cases[_i].value,
			  &error) == cases[_i].status,
	    "%s", cases[_i].name);
	if (cases[_i].status == STATUS_OK)
		return;
	ck_assert_ptr_nonnull(strstr(error.text, cases[_i].column));
	ck_assert_ptr_nonnull(strstr(error.text, "(411111******1111)"));
	ck_assert_ptr_null(strstr(error.text, "41111111"));
}
END_TEST

Suite *
carding_suite(void)
{
	Suite *suite = suite_create("carding");
	TCase *tests = tcase_create("carding");

	tcase_add_loop_test(tests, a_card_is_told_and_masked, 0,
	    sizeof cases / sizeof cases[0]);
	suite_add_tcase(suite, tests);
	return suite;
}
