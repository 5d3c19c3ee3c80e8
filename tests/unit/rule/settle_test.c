/*
 * Nothing is lost, nothing is paid twice, and nobody owes and has at once.
 */
#include "rule/settle.h"

#include <check.h>
#include <string.h>

#include "shop.h"

#define SEED UINT64_C(0x2545F4914F6CDD1D)
#define ITEMS_MAX 12

struct row {
	const char *name;
	struct {
		int64_t posting;
		const char *since;
		int64_t open;
	} invoices[3];
	struct {
		char kind; /* C or P */
		int64_t item;
		int64_t target;
		const char *date;
		int64_t open;
	} sources[3];
	const char *applied;
};

static struct arena arena;

static void
setup(void)
{
	arena = (struct arena){ NULL, NULL };
}

static void
teardown(void)
{
	arena_close(&arena);
}

static struct applications
settled(struct settle_account *account)
{
	struct applications applications;
	struct error error;

	if (settle(account, &applications, &arena, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	return applications;
}

/* "P1>2 100 2026-01-31, ..." */
static const char *
tell(struct applications applications)
{
	const char *told = "";

	for (size_t i = 0; i < applications.count; i++) {
		const struct application *one = &applications.items[i];
		char date[DATE_TEXT_MAX];

		told = arena_format(&arena, "%s%s%c%lld>%lld %lld %s", told,
		    i == 0 ? "" : ", ", one->credit_note ? 'C' : 'P',
		    (long long)one->item, (long long)one->posting,
		    (long long)one->amount, date_format(one->date, date));
	}
	return told;
}

static void
check_row(const struct row *row)
{
	struct settle_invoice invoices[3];
	struct settle_source sources[3];
	struct settle_account account = { invoices, 0, sources, 0 };
	const char *told;

	while (account.invoice_count < 3 &&
	       row->invoices[account.invoice_count].posting != 0) {
		size_t i = account.invoice_count++;

		invoices[i] = (struct settle_invoice){
			row->invoices[i].posting,
			shop_day(row->invoices[i].since),
			row->invoices[i].open,
		};
	}
	while (account.source_count < 3 &&
	       row->sources[account.source_count].kind != '\0') {
		size_t i = account.source_count++;

		sources[i] = (struct settle_source){
			.credit_note = row->sources[i].kind == 'C',
			.item = row->sources[i].item,
			.target = row->sources[i].target,
			.date = shop_day(row->sources[i].date),
			.open = row->sources[i].open,
		};
	}
	told = tell(settled(&account));
	ck_assert_msg(
	    strcmp(told, row->applied) == 0, "%s: %s", row->name, told);
}

START_TEST(known_settlements)
{
	static const struct row rows[] = {
		{ "nothing is owed", { { 0 } },
		    { { 'P', 1, 0, "2026-01-10", 100 } }, "" },
		{ "nothing is there", { { 1, "2026-01-01", 100 } }, { { 0 } },
		    "" },
		{ "the oldest first",
		    { { 1, "2026-01-01", 60 }, { 2, "2026-02-01", 60 } },
		    { { 'P', 1, 0, "2026-02-10", 100 } },
		    "P1>1 60 2026-02-10, P1>2 40 2026-02-10" },
		{ "the one that is named before the oldest",
		    { { 1, "2026-01-01", 60 }, { 2, "2026-02-01", 60 } },
		    { { 'P', 1, 2, "2026-02-10", 100 } },
		    "P1>2 60 2026-02-10, P1>1 40 2026-02-10" },
		{ "in the order that is given, not that of the postings",
		    { { 9, "2026-01-01", 60 }, { 2, "2026-02-01", 60 } },
		    { { 'P', 1, 9, "2026-02-10", 10 },
			{ 'P', 2, 2, "2026-02-10", 10 },
			{ 'P', 3, 0, "2026-02-10", 10 } },
		    "P1>9 10 2026-02-10, P2>2 10 2026-02-10, "
		    "P3>9 10 2026-02-10" },
		{ "one that is named and settled already, or not there",
		    { { 1, "2026-01-01", 60 }, { 2, "2026-02-01", 60 } },
		    { { 'P', 1, 1, "2026-02-10", 60 },
			{ 'P', 2, 1, "2026-02-11", 30 },
			{ 'P', 3, 7, "2026-02-12", 50 } },
		    "P1>1 60 2026-02-10, P2>2 30 2026-02-11, "
		    "P3>2 30 2026-02-12" },
		{ "a payment in part, then the rest",
		    { { 1, "2026-01-01", 100 } },
		    { { 'P', 1, 0, "2026-01-10", 30 },
			{ 'P', 2, 0, "2026-01-20", 70 } },
		    "P1>1 30 2026-01-10, P2>1 70 2026-01-20" },
		{ "before its invoice: on the day of the invoice",
		    { { 1, "2026-02-01", 100 } },
		    { { 'P', 1, 0, "2026-01-10", 100 } },
		    "P1>1 100 2026-02-01" },
		{ "a credit note and what it corrects",
		    { { 1, "2026-01-01", 100 }, { 2, "2026-01-15", 50 } },
		    { { 'C', 3, 2, "2026-01-20", 70 },
			{ 'P', 1, 0, "2026-01-10", 90 } },
		    "C3>2 50 2026-01-20, C3>1 20 2026-01-20, "
		    "P1>1 80 2026-01-10" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		check_row(&rows[i]);
}
END_TEST

/* An account at random: postings in any order, names that may be nobody's. */
static void
random_account(uint64_t *state, struct settle_account *account)
{
	account->invoice_count = (size_t)shop_below(state, ITEMS_MAX);
	account->source_count = (size_t)shop_below(state, ITEMS_MAX);
	for (size_t i = 0; i < account->invoice_count; i++)
		account->invoices[i] = (struct settle_invoice){
			.posting = (int64_t)(i * 7 % ITEMS_MAX) + 1,
			.since = { (int32_t)shop_below(state, 100) },
			.open = 1 + (int64_t)shop_below(state, 1000),
		};
	for (size_t i = 0; i < account->source_count; i++)
		account->sources[i] = (struct settle_source){
			.credit_note = i < account->source_count / 3,
			.item = (int64_t)i + 1,
			.target = (int64_t)shop_below(state, ITEMS_MAX + 3),
			.date = { (int32_t)shop_below(state, 100) },
			.open = 1 + (int64_t)shop_below(state, 1000),
		};
}

/* What each of them had and has now differs by what was applied. */
static void
check_sums(const struct settle_account *before,
    const struct settle_account *after, struct applications applications)
{
	int64_t owed = 0, had = 0;

	for (size_t i = 0; i < after->invoice_count; i++) {
		int64_t sum = after->invoices[i].open;

		for (size_t k = 0; k < applications.count; k++) {
			if (applications.items[k].posting ==
			    after->invoices[i].posting)
				sum += applications.items[k].amount;
		}
		ck_assert_int_eq(sum, before->invoices[i].open);
		ck_assert_int_ge(after->invoices[i].open, 0);
		owed += after->invoices[i].open;
	}
	for (size_t i = 0; i < after->source_count; i++) {
		int64_t sum = after->sources[i].open;

		for (size_t k = 0; k < applications.count; k++) {
			if (applications.items[k].item ==
			    after->sources[i].item)
				sum += applications.items[k].amount;
		}
		ck_assert_int_eq(sum, before->sources[i].open);
		ck_assert_int_ge(after->sources[i].open, 0);
		had += after->sources[i].open;
	}
	ck_assert_msg(owed == 0 || had == 0, "%lld owed, %lld left",
	    (long long)owed, (long long)had);
}

START_TEST(sums_are_kept)
{
	struct settle_invoice invoices[2][ITEMS_MAX];
	struct settle_source sources[2][ITEMS_MAX];
	struct settle_account before = { invoices[0], 0, sources[0], 0 };
	uint64_t state = SEED;

	for (int round = 0; round < 20000; round++) {
		struct settle_account after = { invoices[1], 0, sources[1], 0 };
		struct applications applications;
		int64_t last = 0;

		random_account(&state, &before);
		after.invoice_count = before.invoice_count;
		after.source_count = before.source_count;
		memcpy(invoices[1], invoices[0], sizeof(invoices[0]));
		memcpy(sources[1], sources[0], sizeof(sources[0]));
		applications = settled(&after);
		check_sums(&before, &after, applications);
		for (size_t i = 0; i < applications.count; i++) {
			const struct application *one = &applications.items[i];
			const struct settle_source *source =
			    &sources[0][one->item - 1];

			ck_assert_int_gt(one->amount, 0);
			ck_assert_int_ge(one->date.days, source->date.days);
			ck_assert(one->credit_note == source->credit_note);
			/* One source after the other. */
			ck_assert_int_ge(one->item, last);
			last = one->item;
		}
		arena_reset(&arena);
	}
}
END_TEST

Suite *
settle_suite(void)
{
	Suite *suite = suite_create("settle");
	TCase *tests = tcase_create("settle");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, known_settlements);
	tcase_add_test(tests, sums_are_kept);
	suite_add_tcase(suite, tests);
	return suite;
}
