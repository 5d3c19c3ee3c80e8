/*
 * A wrong cell is refused by the name of its column; an empty one is not given.
 */
#include "work/cells.h"

#include <check.h>
#include <string.h>

static const struct column columns[] = { { "first", 0 }, { "second", 0 } };
static const struct schema schema = { "things", columns, 2, EXTRAS_NONE };
static const char *const words[] = { "auto", "none", NULL };

static struct arena arena;
static struct error error;
static const char *values[2];
static const struct cells cells = { &schema, values, &arena, &error };

static void
setup(void)
{
	values[0] = "first";
	error.text[0] = '\0';
}

static void
teardown(void)
{
	arena_close(&arena);
}

enum reads { DATE, COUNT, CHOICE, CURRENCY, DECIMAL };

/* What is read of the second column, as text; "" if it was left as it was. */
static enum status
read_cell(enum reads as, char text[DECIMAL_TEXT_MAX])
{
	struct date date = DATE_NONE;
	struct decimal decimal;
	int number = -7;
	enum status status;

	switch (as) {
	case DATE:
		status = cell_date(&cells, 1, &date);
		date_format(date, text);
		return status;
	case CHOICE:
		status = cell_choice(&cells, 1, words, "a word", &number);
		break;
	case COUNT:
		status = cell_count(&cells, 1, 1, 31, &number);
		break;
	case CURRENCY:
		return cell_currency(&cells, 1);
	default:
		return cell_decimal(&cells, 1, &decimal);
	}
	if (number != -7)
		decimal_format(decimal_from_integer(number), text);
	return status;
}

static const struct {
	enum reads as;
	const char *value;
	const char *read; /* what came out, if it is good */
	const char *fault; /* what the message says, if it is not */
} rows[] = {
	{ DATE, "", "", NULL },
	{ DATE, "2026-02-28", "2026-02-28", NULL },
	{ DATE, "2026-02-29", NULL, "2026-02-29" },
	{ DATE, "28.2.2026", NULL, "28.2.2026" },
	{ COUNT, "", "", NULL },
	{ COUNT, "1", "1", NULL },
	{ COUNT, "31", "31", NULL },
	{ COUNT, "007", "7", NULL },
	{ COUNT, "0", NULL, "0 is not between 1 and 31" },
	{ COUNT, "32", NULL, "32 is not between 1 and 31" },
	{ COUNT, "-1", NULL, "-1 is not between 1 and 31" },
	{ COUNT, "1.0", NULL, "1.0" },
	{ COUNT, "99999999999999999999", NULL, "is not between 1 and 31" },
	{ COUNT, "one", NULL, "one" },
	{ CHOICE, "", "", NULL },
	{ CHOICE, "none", "1", NULL },
	{ CHOICE, "None", NULL, "auto" },
	{ CURRENCY, "", "", NULL },
	{ CURRENCY, "EUR", "", NULL },
	{ CURRENCY, "eur", NULL, "eur" },
	{ CURRENCY, "EURO", NULL, "EURO" },
	{ DECIMAL, "", "", NULL },
	{ DECIMAL, "-0.01", NULL, "-0.01 is negative" },
	{ DECIMAL, "1,5", NULL, "1,5" },
	{ DECIMAL, "1e3", NULL, "1e3" },
	{ DECIMAL, "0.0000000000001", NULL, "0.0000000000001" },
};

START_TEST(a_cell_is_read_or_refused)
{
	char text[DECIMAL_TEXT_MAX] = "";
	enum status status;

	values[1] = rows[_i].value;
	status = read_cell(rows[_i].as, text);
	if (rows[_i].fault == NULL) {
		ck_assert_msg(status == STATUS_OK, "%s", error.text);
		ck_assert_str_eq(text, rows[_i].read);
		return;
	}
	ck_assert_int_eq(status, STATUS_INVALID);
	ck_assert_msg(strncmp(error.text, "column second: ", 15) == 0 &&
			  strstr(error.text, rows[_i].fault) != NULL,
	    "%s", error.text);
}
END_TEST

/* Equal numbers become equal texts, so that records can be compared. */
static const struct {
	const char *value;
	const char *stored;
} decimals[] = { { "1", "1" }, { "1.0", "1" }, { "01.50", "1.5" }, { "0", "0" },
	{ "0.000", "0" }, { "-0", "0" }, { "100", "100" },
	{ "0.000000000001", "0.000000000001" } };

START_TEST(equal_numbers_are_equal_texts)
{
	struct decimal decimal;

	values[1] = decimals[_i].value;
	ck_assert_int_eq(cell_decimal(&cells, 1, &decimal), STATUS_OK);
	ck_assert_str_eq(values[1], decimals[_i].stored);
	ck_assert_str_eq(values[0], "first");
}
END_TEST

START_TEST(days_end_after_they_begin)
{
	static const struct {
		const char *from, *to, *fault;
	} days[] = {
		{ "", "", NULL },
		{ "2026-01-01", "", NULL },
		{ "", "2026-01-01", NULL },
		{ "2026-01-01", "2026-01-02", NULL },
		{ "2026-01-01", "2026-01-01",
		    "column second: 2026-01-01 is not after 2026-01-01" },
		{ "2026-01-02", "2026-01-01",
		    "column second: 2026-01-01 is not after 2026-01-02" },
		{ "soon", "2026-01-01", "column first: " },
		{ "2026-01-01", "late", "column second: " },
	};

	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		values[0] = days[i].from;
		values[1] = days[i].to;
		if (days[i].fault == NULL) {
			ck_assert_int_eq(cell_days(&cells, 0, 1), STATUS_OK);
			continue;
		}
		ck_assert_int_eq(cell_days(&cells, 0, 1), STATUS_INVALID);
		ck_assert_msg(strncmp(error.text, days[i].fault,
				  strlen(days[i].fault)) == 0,
		    "%s", error.text);
	}
}
END_TEST

START_TEST(a_default_is_for_an_empty_cell)
{
	values[1] = "";
	cell_default(&cells, 1, "2");
	ck_assert_str_eq(values[1], "2");
	cell_default(&cells, 1, "3");
	ck_assert_str_eq(values[1], "2");
}
END_TEST

START_TEST(required_and_unsupported_cells)
{
	values[1] = "";
	ck_assert_int_eq(cell_required(&cells, 1), STATUS_INVALID);
	ck_assert_str_eq(
	    error.text, "column second: empty, a value is required");
	ck_assert_int_eq(cell_unsupported(&cells, 1, "not yet"), STATUS_OK);
	values[1] = "x";
	ck_assert_int_eq(cell_required(&cells, 1), STATUS_OK);
	ck_assert_int_eq(
	    cell_unsupported(&cells, 1, "not yet"), STATUS_INVALID);
	ck_assert_str_eq(error.text, "column second: not yet");
}
END_TEST

Suite *
cells_suite(void)
{
	Suite *suite = suite_create("cells");
	TCase *tests = tcase_create("cells");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, a_cell_is_read_or_refused, 0,
	    sizeof(rows) / sizeof(rows[0]));
	tcase_add_loop_test(tests, equal_numbers_are_equal_texts, 0,
	    sizeof(decimals) / sizeof(decimals[0]));
	tcase_add_test(tests, days_end_after_they_begin);
	tcase_add_test(tests, a_default_is_for_an_empty_cell);
	tcase_add_test(tests, required_and_unsupported_cells);
	suite_add_tcase(suite, tests);
	return suite;
}
