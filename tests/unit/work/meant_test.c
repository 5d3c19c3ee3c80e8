/*
 * What nobody asks for may be the quantity under another name.
 */
#include "work/meant.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "rate/expression.h"
#include "tests/unit/record/input.h"
#include "tests/unit/rule/shop.h"

static struct shop shop;
static struct meant_names names;

/* A catalog that asks for "zone", "size", "gb", "who" and "dialled". */
static void
setup(void)
{
	static struct filter zone = { .dimension = "zone" };
	static struct filter size = { .dimension = "size" };
	static struct matrix_price price;
	static struct metric metrics[2];
	static struct charge charges[2];
	static struct plan plan;
	struct catalog catalog;
	struct expression *expression;
	struct error error;

	shop_open(&shop);
	names = (struct meant_names){ NULL, 0 };
	ck_assert_int_eq(
	    expression_parse("gb / 3", &shop.arena, &expression, &error),
	    STATUS_OK);
	price.filters = &size;
	price.filter_count = 1;
	metrics[0] = (struct metric){ .field = "", .expression = expression };
	metrics[1] = (struct metric){ .field = "who" };
	charges[0].kind = charges[1].kind = CHARGE_USAGE;
	charges[0].usage.filters = &zone;
	charges[0].usage.filter_count = 1;
	charges[0].usage.prices = &price;
	charges[0].usage.price_count = 1;
	charges[1].usage.model = MODEL_DECK;
	charges[1].usage.number = "dialled";
	plan.charges = charges;
	plan.charge_count = 2;
	catalog = shop.catalog;
	catalog.metrics = metrics;
	catalog.metric_count = 2;
	catalog.plans = &plan;
	catalog.plan_count = 1;
	ck_assert_int_eq(
	    meant_catalog(&names, &catalog, &shop.arena, &error), STATUS_OK);
	ck_assert_int_eq(
	    meant_add(&names, "note", &shop.arena, &error), STATUS_OK);
	meant_sort(&names);
}

static void
teardown(void)
{
	shop_close(&shop);
}

START_TEST(a_name_that_is_asked_for_is_not_meant)
{
	static const char *const asked[] = { "zone", "size", "gb", "who",
		"dialled", "note" };
	static const struct meant_names none = { NULL, 0 };
	size_t i;

	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		ck_assert_msg(meant_has(&names, asked[i]), "%s", asked[i]);
	ck_assert(!meant_has(&names, "qty"));
	ck_assert(!meant_has(&none, "zone"));
}
END_TEST

/* Two records, each with a quantity and the value of one dimension. */
static const struct {
	const char *name;
	struct {
		const char *quantity;
		struct dimension dimension;
	} records[2];
	const char *told; /* what is refused, or NULL */
} rows[] = {
	{ "nothing to ask for", { { "", { "zone", "a" } } }, NULL },
	{ "a quantity in the first", { { "1", { "qty", "5" } } }, NULL },
	{ "a quantity later",
	    { { "", { "qty", "5" } }, { "1", { "zone", "" } } }, NULL },
	{ "a quantity by another name",
	    { { "", { "zone", "a" } }, { "", { "qty", "5" } } },
	    "f: column qty: no charge asks for it" },
	{ "an empty one is not given", { { "", { "qty", "" } } }, NULL },
	{ "the first one is named",
	    { { "", { "qty", "5" } }, { "", { "size_", "5" } } },
	    "say --dimension qty if" },
};

START_TEST(a_quantity_has_another_name)
{
	struct meant_watch watch = { .unmeant = NULL };
	struct error error;
	enum status status;
	size_t i;

	for (i = 0; i < 2 && rows[_i].records[i].quantity != NULL; i++) {
		const struct dimensions dimensions = {
			&rows[_i].records[i].dimension, 1
		};

		if (!meant_watches(&watch, rows[_i].records[i].quantity))
			continue;
		ck_assert_int_eq(
		    meant_see(&watch, &names, &dimensions, &shop.arena, &error),
		    STATUS_OK);
	}
	status = meant_check(&watch, "f", &error);
	ck_assert_msg(
	    status == (rows[_i].told == NULL ? STATUS_OK : STATUS_INVALID),
	    "%s: %d", rows[_i].name, status);
	if (rows[_i].told != NULL)
		ck_assert_msg(strstr(error.text, rows[_i].told) != NULL,
		    "%s: %s", rows[_i].name, error.text);
}
END_TEST

static const struct {
	const char *name;
	const char *file;
	const char *near; /* the dimension that was meant, NULL: none */
} spelt[] = {
	{ "as it is asked for", "event,zone\n1,a\n", NULL },
	{ "another one", "event,colour\n1,a\n", NULL },
	{ "two letters that changed places", "event,zoen\n1,a\n", "zone" },
	{ "another case", "event,ZONE\n1,a\n", "zone" },
	{ "a short one, in another case", "event,GB\n1,a\n", "gb" },
	{ "a short one is another one", "event,mb\n1,a\n", NULL },
	{ "two edits of a short one", "event,phone\n1,a\n", NULL },
	{ "beside the one that was meant", "event,zones,zone\n1,a,b\n", NULL },
	{ "behind others", "event,who,size,dialed\n1,a,b,c\n", "dialled" },
	{ "in JSON", "{\"event\":\"1\",\"zones\":\"a\"}\n", "zone" },
};

START_TEST(a_dimension_is_misspelt)
{
	static const struct column columns[] = { { .name = "event" } };
	static const struct schema schema = { "usage", columns, 1, EXTRAS_ANY };
	const char *file = spelt[_i].file, *near = spelt[_i].near;
	struct meant_watch watch = { .unmeant = NULL };
	struct record record;
	struct reader *reader;
	struct error error = { .text = "" };
	char expected[32];
	enum status status;
	bool found;

	ck_assert_int_eq(reader_open(input_path(file, strlen(file)), &schema,
			     &reader, &error),
	    STATUS_OK);
	ck_assert_int_eq(
	    reader_read(reader, &record, &found, &error), STATUS_OK);
	ck_assert(found);
	status = meant_spell(&watch, &names, reader, &record, &error);
	snprintf(
	    expected, sizeof(expected), "; %s? say", near == NULL ? "" : near);
	ck_assert_msg(
	    (status == STATUS_OK) == (near == NULL) &&
		(near == NULL || strstr(error.text, expected) != NULL),
	    "%s: %s", spelt[_i].name, error.text);
	reader_close(reader);
}
END_TEST

Suite *
meant_suite(void)
{
	Suite *suite = suite_create("meant");
	TCase *all = tcase_create("all");

	tcase_add_checked_fixture(all, setup, teardown);
	tcase_add_test(all, a_name_that_is_asked_for_is_not_meant);
	tcase_add_loop_test(all, a_quantity_has_another_name, 0,
	    (int)(sizeof(rows) / sizeof(rows[0])));
	tcase_add_loop_test(all, a_dimension_is_misspelt, 0,
	    (int)(sizeof(spelt) / sizeof(spelt[0])));
	suite_add_tcase(suite, all);
	return suite;
}
