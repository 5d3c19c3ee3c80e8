/*
 * A line that waits comes back as it was, where its document wants it.
 */
#include "work/waiting.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

static struct arena arena, scratch;
static struct sort *sort;
static struct error error;

static void
must(enum status status)
{
	if (status != STATUS_OK)
		ck_abort_msg("%s", error.text);
}

static void
setup(void)
{
	must(sort_open(0, &sort, &error));
}

static void
teardown(void)
{
	sort_close(sort);
	arena_close(&arena);
	arena_close(&scratch);
}

static void
add(const struct billing_owner *owner, const char *account,
    const struct line *line)
{
	struct proposed proposed = { account, *line };

	must(waiting_add(sort, owner, &proposed, &scratch, &error));
	/* What waits must not live in the scratch arena. */
	arena_reset(&scratch);
}

static struct waiting
next(const char *account)
{
	struct waiting_item item;
	struct waiting waiting;
	bool found;

	must(waiting_step(sort, &item, &found, &error));
	ck_assert(found);
	ck_assert_str_eq(item.account, account);
	must(waiting_read(&item, &arena, &waiting, &error));
	return waiting;
}

START_TEST(a_line_comes_back_as_it_was)
{
	struct billing_owner owner = { .payer = "P",
		.account = "A1",
		.revision = INT64_C(9000000001),
		.tax_region = "NY",
		.exempt = true };
	struct line_tax taxes[] = {
		{ "excise", "NY", shop_decimal("5.50"), shop_money("-1.50"), 0,
		    true },
		{ "sales", "NYC", shop_decimal("8.875"), shop_money("-0.07"), 0,
		    false },
	};
	struct line line = *shop_line(&arena, "-30.05");
	struct waiting waiting;

	line.kind = LINE_CREDIT;
	line.corrects = "INV-2026-000001/3";
	line.description = "comma, \"quote\"\xc3\xa9";
	line.quantity = shop_decimal("1.50");
	line.revision = 4;
	line.order_price = "30.0";
	line.taxes = taxes;
	line.tax_count = 2;
	add(&owner, "", &line);
	must(sort_start(sort, &error));
	waiting = next("P");
	ck_assert_str_eq(waiting.region, "NY");
	ck_assert(waiting.exempt);
	ck_assert_int_eq(waiting.revision, INT64_C(9000000001));
	ck_assert_int_eq(line_key_compare(&waiting.line, &line), 0);
	ck_assert_int_eq(waiting.line.kind, LINE_CREDIT);
	ck_assert_str_eq(waiting.line.corrects, line.corrects);
	ck_assert_str_eq(waiting.line.description, line.description);
	ck_assert_int_eq(waiting.line.amount.minor, -3005);
	ck_assert_str_eq(waiting.line.amount.currency.code, "USD");
	ck_assert_int_eq(waiting.line.quantity.scale, 2);
	ck_assert_int_eq(waiting.line.revision, 4);
	ck_assert_str_eq(waiting.line.order_price, "30.0");
	ck_assert_int_eq(waiting.line.period_end.days, line.period_end.days);
	ck_assert_uint_eq(waiting.line.tax_count, 2);
	for (size_t i = 0; i < 2; i++) {
		ck_assert_str_eq(waiting.line.taxes[i].name, taxes[i].name);
		ck_assert_str_eq(
		    waiting.line.taxes[i].jurisdiction, taxes[i].jurisdiction);
		ck_assert_int_eq(
		    waiting.line.taxes[i].amount.minor, taxes[i].amount.minor);
		ck_assert_int_eq(
		    waiting.line.taxes[i].taxable, taxes[i].taxable);
	}
}
END_TEST

/* Who used the service, who pays, and whose document it is, if another's. */
START_TEST(lines_come_by_the_account_of_their_document)
{
	static const struct {
		const char *owner;
		const char *payer;
		const char *account;
		const char *charge;
	} lines[] = {
		{ "A1", "P", "", "one" },
		{ "A2", "A2", "", "two" },
		{ "A3", "P", "A1", "three" }, /* posted to A1 before */
		{ "A4", "P1", "", "four" },
		{ "A5", "P", "", "five" },
	};
	static const struct {
		const char *account;
		const char *charge;
	} order[] = { { "A1", "three" }, { "A2", "two" }, { "P", "one" },
		{ "P", "five" }, { "P1", "four" } };
	struct waiting_item item;
	bool found;

	for (size_t i = 0; i < 5; i++) {
		struct billing_owner owner = { .payer = lines[i].payer,
			.account = lines[i].owner,
			.tax_region = "" };
		struct line line = *shop_line(&arena, "1.00");

		line.charge = lines[i].charge;
		add(&owner, lines[i].account, &line);
	}
	must(sort_start(sort, &error));
	for (size_t i = 0; i < 5; i++) {
		struct waiting waiting = next(order[i].account);

		ck_assert_str_eq(waiting.line.charge, order[i].charge);
		ck_assert_str_eq(waiting.region, "");
		ck_assert(!waiting.exempt);
	}
	must(waiting_step(sort, &item, &found, &error));
	ck_assert(!found);
}
END_TEST

START_TEST(currencies_of_an_account_stand_apart)
{
	static const char *const codes[] = { "USD", "EUR", "USD", "EUR" };
	struct billing_owner owner = { .payer = "P", .tax_region = "" };

	for (size_t i = 0; i < 4; i++) {
		struct line line = *shop_line(&arena, "1.00");

		must(currency_parse(codes[i], &line.amount.currency, &error));
		add(&owner, "", &line);
	}
	must(sort_start(sort, &error));
	for (size_t i = 0; i < 4; i++)
		ck_assert_str_eq(
		    next("P").line.amount.currency.code, i < 2 ? "EUR" : "USD");
}
END_TEST

/* A longest name must fit, and shorter ones stay before it. */
START_TEST(the_longest_account)
{
	char name[129] = "";
	struct billing_owner owner = { .payer = name, .tax_region = "" };
	struct line line = *shop_line(&arena, "1.00");

	memset(name, 'a', 128);
	add(&owner, "", &line);
	name[127] = '\0';
	add(&owner, "", &line);
	must(sort_start(sort, &error));
	(void)next(name);
	name[127] = 'a';
	(void)next(name);
}
END_TEST

Suite *
waiting_suite(void)
{
	Suite *suite = suite_create("waiting");
	TCase *tests = tcase_create("waiting");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, a_line_comes_back_as_it_was);
	tcase_add_test(tests, lines_come_by_the_account_of_their_document);
	tcase_add_test(tests, currencies_of_an_account_stand_apart);
	tcase_add_test(tests, the_longest_account);
	suite_add_tcase(suite, tests);
	return suite;
}
