/* Four streams are read as one: nothing is lost, nothing told twice. */
#include "ledger/billings.h"

#include <check.h>
#include <string.h>

#include "book.h"
#include "ledger/catalogs.h"
#include "tests/unit/rule/shop.h"

static struct billings billings;
static struct catalogs catalogs;

static void
setup(void)
{
	book_setup();
	book_open(LEDGER_RECORD);
	book_sell();
	book_customer("C1");
	book_account((struct book_account){ .account = "A1" });
	book_account((struct book_account){ .account = "A2" });
	book_must(
	    catalogs_load(book_ledger, &book_arena, &catalogs, &book_error));
}

static void
teardown(void)
{
	billings_close(&billings);
	book_teardown();
}

static void
open_billings(const char *as_of)
{
	struct billing_range range = { shop_day(as_of), "", BILLING_LAST, NULL,
		NULL };

	book_must(billings_open(
	    book_ledger, &range, &catalogs, &billings, &book_error));
}

/* "SUBSCRIPTION orders posted adjustments" of one, as counts and ids. */
static const char *
tell_subscription(const char *told, const struct billing_subscription *one)
{
	told = arena_format(&book_arena, "%s '%s' %zu %zu", told, one->id,
	    one->order_count, one->posted_count);
	for (size_t i = 0; i < one->adjustment_count; i++)
		told = arena_format(
		    &book_arena, "%s %s", told, one->adjustments[i].id);
	return told;
}

/* "PAYER/ACCOUNT: subscriptions; ..." */
static const char *
tell(void)
{
	struct billing_subscription subscription;
	struct billing_owner owner;
	const char *told = "";
	bool found;

	for (;;) {
		book_must(billings_owner(
		    &billings, &book_arena, &owner, &found, &book_error));
		if (!found)
			return told;
		told = arena_format(
		    &book_arena, "%s%s/%s:", told, owner.payer, owner.account);
		for (;;) {
			book_must(billings_subscription(&billings, &owner,
			    &book_arena, &subscription, &found, &book_error));
			if (!found)
				break;
			told = tell_subscription(told, &subscription);
		}
		told = arena_format(&book_arena, "%s; ", told);
	}
}

/* The first subscription of the first account. */
static struct billing_subscription
first(struct billing_owner *owner)
{
	struct billing_subscription subscription;
	bool found;

	book_must(
	    billings_owner(&billings, &book_arena, owner, &found, &book_error));
	ck_assert(found);
	book_must(billings_subscription(
	    &billings, owner, &book_arena, &subscription, &found, &book_error));
	ck_assert(found);
	return subscription;
}

static void
post(struct line *lines, size_t count)
{
	struct document document = book_document("d1", lines, count);
	struct documents_next next;
	char number[NUMBER_MAX];

	book_must(documents_next(book_ledger, &next, &book_error));
	book_must(book_post(&next, &document, number));
}

START_TEST(an_empty_ledger)
{
	book_sql("DROP TRIGGER account_version_delete; "
		 "DELETE FROM account_fact; DELETE FROM account");
	open_billings("2026-06-01");
	ck_assert_str_eq(tell(), "");
}
END_TEST

START_TEST(accounts_that_have_nothing_are_told_too)
{
	open_billings("2026-06-01");
	ck_assert_str_eq(tell(), "A1/A1:; A2/A2:; ");
}
END_TEST

START_TEST(streams_are_merged_by_payer_account_subscription)
{
	struct line line = book_month(1);

	book_account((struct book_account){ .account = "A0", .payer = "A2" });
	book_order((struct book_order){ .subscription = "S2" });
	book_order((struct book_order){ .subscription = "S10" });
	book_order((struct book_order){
	    .subscription = "S2", .action = "cancel", .start = "2026-05-01" });
	book_order(
	    (struct book_order){ .subscription = "S0", .account = "A0" });
	book_order(
	    (struct book_order){ .subscription = "S9", .account = "A2" });
	book_adjust((struct book_adjustment){
	    .adjustment = "J2", .subscription = "S2" });
	book_adjust((struct book_adjustment){ .adjustment = "J1" });
	book_adjust((struct book_adjustment){ .adjustment = "J0" });
	book_adjust((struct book_adjustment){
	    .adjustment = "J3", .account = "A2", .subscription = "S9" });
	/* S1 has posted lines and no order any more. */
	post(&line, 1);
	open_billings("2026-06-01");
	ck_assert_str_eq(tell(),
	    "A1/A1: '' 0 0 J0 J1 'S1' 0 1 'S10' 1 0 'S2' 2 0 J2; "
	    "A2/A0: 'S0' 1 0; A2/A2: 'S9' 1 0 J3; ");
}
END_TEST

START_TEST(only_the_payers_of_the_range)
{
	struct billing_range range = { shop_day("2026-06-01"), "A2", "A2", NULL,
		NULL };

	book_account((struct book_account){ .account = "A0", .payer = "A2" });
	book_order((struct book_order){ .subscription = "S1" });
	book_must(billings_open(
	    book_ledger, &range, &catalogs, &billings, &book_error));
	ck_assert_str_eq(tell(), "A2/A0:; A2/A2:; ");
}
END_TEST

START_TEST(an_owner_is_its_versions_until_the_day)
{
	struct billing_owner owner;
	bool found;

	book_account((struct book_account){ .account = "A1",
	    .version = 2,
	    .effective_on = "2026-02-01",
	    .bill_day = 15,
	    .tax_region = "NY",
	    .tax_exempt = "yes",
	    .payer = "A2" });
	book_account((struct book_account){ .account = "A1",
	    .version = 3,
	    .effective_on = "2026-07-01",
	    .bill_day = 31 });
	open_billings("2026-06-01");
	book_must(billings_owner(
	    &billings, &book_arena, &owner, &found, &book_error));
	ck_assert_str_eq(owner.account, "A1");
	ck_assert_str_eq(owner.payer, "A2");
	ck_assert_str_eq(owner.tax_region, "NY");
	ck_assert_str_eq(owner.timezone, "UTC");
	ck_assert(owner.exempt);
	ck_assert_uint_eq(owner.bill_day_count, 2);
	ck_assert(!date_given(owner.bill_days[0].from));
	ck_assert_int_eq(owner.bill_days[0].day, 1);
	ck_assert_int_eq(
	    owner.bill_days[1].from.days, shop_day("2026-02-01").days);
	ck_assert_int_eq(owner.bill_days[1].day, 15);
}
END_TEST

START_TEST(an_owner_has_its_own_exemptions)
{
	struct billing_owner owner;

	book_order((struct book_order){ .subscription = "S1" });
	book_sql("INSERT INTO exemption SELECT 1, 'X1', 'A2', '', '', '', '', "
		 "'{}', x''; INSERT INTO exemption SELECT 2, 'X2', 'A1', 'NY', "
		 "'', '2026-02-01', '', '{}', x''");
	open_billings("2026-06-01");
	(void)first(&owner);
	ck_assert_uint_eq(owner.exemptions.count, 1);
	ck_assert_str_eq(owner.exemptions.items[0].jurisdiction, "NY");
	ck_assert_int_eq(owner.exemptions.items[0].to.days, DATE_MAX.days);
}
END_TEST

START_TEST(the_taxes_of_a_line_stay_with_it)
{
	struct line_tax taxes[] = {
		{ "excise", "NY", shop_decimal("5"), shop_money("1.50"), 0,
		    true },
		{ "sales", "NY", shop_decimal("8.875"), shop_money("2.80"), 0,
		    false },
	};
	struct line lines[] = { book_month(1), book_month(2), book_month(3) };
	struct billing_subscription subscription;
	struct billing_owner owner;

	lines[0].taxes = lines[2].taxes = taxes;
	lines[0].tax_count = 2;
	lines[2].tax_count = 1;
	post(lines, 3);
	open_billings("2026-06-01");
	subscription = first(&owner);
	ck_assert_uint_eq(subscription.posted_count, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct line *line = &subscription.posted[i].line;

		ck_assert_int_eq(line_key_compare(line, &lines[i]), 0);
		ck_assert_int_eq(line->amount.minor, 3000);
		ck_assert_str_eq(line->amount.currency.code, "USD");
		ck_assert_int_eq(line->revision, 1);
		ck_assert_uint_eq(line->tax_count, lines[i].tax_count);
		for (size_t k = 0; k < line->tax_count; k++) {
			ck_assert_str_eq(line->taxes[k].name, taxes[k].name);
			ck_assert_int_eq(
			    line->taxes[k].amount.minor, taxes[k].amount.minor);
			ck_assert_int_eq(
			    decimal_compare(line->taxes[k].rate, taxes[k].rate),
			    0);
			ck_assert_int_eq(
			    line->taxes[k].taxable, taxes[k].taxable);
		}
	}
	ck_assert_str_eq(subscription.posted[2].reference, "INV-2026-000001/3");
	ck_assert_str_eq(subscription.posted[2].account, "A1");
}
END_TEST

START_TEST(a_posted_correction_comes_behind_what_it_corrects)
{
	struct line lines[] = { book_month(1), book_month(1) };
	struct billing_subscription subscription;
	struct billing_owner owner;

	lines[1].revision = 2;
	lines[1].corrects = "INV-2026-000001/1";
	lines[1].amount = shop_money("-30.00");
	post(lines, 2);
	open_billings("2026-06-01");
	subscription = first(&owner);
	ck_assert_uint_eq(subscription.posted_count, 2);
	ck_assert_str_eq(subscription.posted[0].line.corrects, "");
	ck_assert_str_eq(
	    subscription.posted[1].line.corrects, "INV-2026-000001/1");
}
END_TEST

START_TEST(adjustments_wait_for_their_day_until_they_are_posted)
{
	struct line line = book_month(1);

	line.kind = LINE_ADJUSTMENT;
	line.adjustment = "J1";
	book_adjust((struct book_adjustment){ .adjustment = "J1" });
	book_adjust((struct book_adjustment){ .adjustment = "J2" });
	book_adjust((struct book_adjustment){
	    .adjustment = "J3", .effective_on = "2026-06-02" });
	post(&line, 1);
	open_billings("2026-06-01");
	ck_assert_str_eq(tell(), "A1/A1: '' 0 0 J2; A2/A2:; ");
}
END_TEST

START_TEST(an_adjustment_is_read_whole)
{
	struct billing_subscription subscription;
	struct billing_owner owner;

	book_adjust((struct book_adjustment){
	    .adjustment = "J1", .subscription = "S1", .charge = "access" });
	open_billings("2026-06-01");
	subscription = first(&owner);
	ck_assert_str_eq(subscription.id, "S1");
	ck_assert_int_eq(subscription.adjustments[0].amount.minor, -500);
	ck_assert_str_eq(
	    subscription.adjustments[0].amount.currency.code, "USD");
	ck_assert_str_eq(subscription.adjustments[0].reason, "goodwill");
	ck_assert_str_eq(subscription.adjustments[0].charge, "access");
	ck_assert_int_eq(subscription.adjustments[0].effective_on.days,
	    shop_day("2026-01-01").days);
}
END_TEST

START_TEST(an_order_is_read_whole)
{
	struct billing_subscription subscription;
	struct billing_owner owner;
	const struct order *order;

	book_order(
	    (struct book_order){ .subscription = "S1", .end = "2026-03-15" });
	open_billings("2026-06-01");
	subscription = first(&owner);
	ck_assert_uint_eq(subscription.order_count, 1);
	order = &subscription.orders[0];
	ck_assert_int_eq(order->action, ACTION_ADD);
	ck_assert_int_eq(order->start.days, shop_day("2026-01-01").days);
	ck_assert_int_eq(order->end.days, shop_day("2026-03-15").days);
	ck_assert(!date_given(order->bill_from));
	ck_assert_str_eq(order->plan->id, "basic");
	ck_assert_str_eq(order->catalog->version, "2026");
	ck_assert_int_eq(order->quantity.coefficient == 1, 1);
	ck_assert_str_eq(order->price, "");
	ck_assert_str_eq(order->charge, "");
}
END_TEST

START_TEST(orders_come_by_start_not_as_they_were_booked)
{
	struct billing_subscription subscription;
	struct billing_owner owner;

	book_order(
	    (struct book_order){ .subscription = "S1", .start = "2026-02-01" });
	book_order((struct book_order){
	    .subscription = "S1", .action = "cancel", .start = "2026-05-01" });
	book_order((struct book_order){
	    .subscription = "S1", .action = "cancel", .start = "2026-04-01" });
	open_billings("2026-06-01");
	subscription = first(&owner);
	ck_assert_int_eq(subscription.orders[0].action, ACTION_ADD);
	ck_assert_int_eq(
	    subscription.orders[1].start.days, shop_day("2026-04-01").days);
	ck_assert_int_eq(
	    subscription.orders[2].start.days, shop_day("2026-05-01").days);
}
END_TEST

START_TEST(a_plan_that_is_in_no_catalog)
{
	struct billing_subscription subscription;
	struct billing_owner owner;
	bool found;

	book_order((struct book_order){ .subscription = "S1", .plan = "gone" });
	open_billings("2026-06-01");
	book_must(billings_owner(
	    &billings, &book_arena, &owner, &found, &book_error));
	ck_assert_int_eq(billings_subscription(&billings, &owner, &book_arena,
			     &subscription, &found, &book_error),
	    STATUS_LEDGER);
	ck_assert_str_eq(book_error.text,
	    "subscription S1: plan gone is not in catalog 2026");
}
END_TEST

Suite *
billings_suite(void)
{
	Suite *suite = suite_create("billings");
	TCase *tests = tcase_create("billings");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, an_empty_ledger);
	tcase_add_test(tests, accounts_that_have_nothing_are_told_too);
	tcase_add_test(tests, streams_are_merged_by_payer_account_subscription);
	tcase_add_test(tests, only_the_payers_of_the_range);
	tcase_add_test(tests, an_owner_is_its_versions_until_the_day);
	tcase_add_test(tests, an_owner_has_its_own_exemptions);
	tcase_add_test(tests, the_taxes_of_a_line_stay_with_it);
	tcase_add_test(
	    tests, a_posted_correction_comes_behind_what_it_corrects);
	tcase_add_test(
	    tests, adjustments_wait_for_their_day_until_they_are_posted);
	tcase_add_test(tests, an_adjustment_is_read_whole);
	tcase_add_test(tests, an_order_is_read_whole);
	tcase_add_test(tests, orders_come_by_start_not_as_they_were_booked);
	tcase_add_test(tests, a_plan_that_is_in_no_catalog);
	suite_add_tcase(suite, tests);
	return suite;
}
