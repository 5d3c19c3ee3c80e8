/*
 * A record comes back from the stock as it went in, and its hash is that of
 * what it says, not of how it is written.
 */
#include "usage/metered.h"

#include <check.h>
#include <string.h>

#include "base/instant.h"
#include "ledger/usages.h"
#include "tests/unit/record/input.h"

static struct arena arena;
static struct stock stock;
static struct vocabulary vocabulary;
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
	stock = (struct stock){ .count = 0 };
	vocabulary = (struct vocabulary){ .names = { .count = 0 } };
}

static void
teardown(void)
{
	stock_close(&stock);
	vocabulary_close(&vocabulary);
	arena_close(&arena);
}

static const struct dimension places[] = { { "place", "x" },
	{ "region", "eu" } };

/* An event in the shortest form, after its checks. */
static struct metered
usual(void)
{
	struct metered metered = {
		.line = 2,
		.occurred_at = INT64_C(1767614400000000),
		.values = { [METERED_EVENT] = "E1",
		    [METERED_SUBSCRIPTION] = "S1",
		    [METERED_SERVICE] = "",
		    [METERED_IDENTIFIER] = "",
		    [METERED_METRIC] = "gb",
		    [METERED_QUANTITY] = "1",
		    [METERED_AMOUNT] = "",
		    [METERED_CURRENCY] = "",
		    [METERED_ACTION] = "",
		    [METERED_OCCURRED_AT] = "2026-01-05T12:00:00Z" },
		.dimensions = { places, 2 },
		.quantity = "1",
		.amount = "",
		.action = "",
	};

	return metered;
}

static void
expect_dimensions(const struct dimensions *found, const struct dimensions *set)
{
	ck_assert_uint_eq(found->count, set->count);
	for (size_t i = 0; i < set->count; i++) {
		ck_assert_str_eq(found->items[i].name, set->items[i].name);
		ck_assert_str_eq(found->items[i].value, set->items[i].value);
	}
}

/* Ways to write a record; each comes back as it was. */
static const struct {
	const char *name;
	const char *at;
	const char *quantity[2]; /* as compared, as written */
	const char *amount[2];
	const char *currency;
	const char *action[2];
	enum metered_column named;
	size_t dimensions;
	bool own; /* its set is no word */
} writings[] = {
	{ "the shortest", "2026-01-05T12:00:00Z", { "1", "1" }, { "", "" }, "",
	    { "", "" }, METERED_SUBSCRIPTION, 0, false },
	{ "no quantity", "2026-01-05T12:00:00Z", { "1", "" }, { "", "" }, "",
	    { "", "" }, METERED_SUBSCRIPTION, 2, false },
	{ "zeros", "2026-01-05T12:00:00.000Z", { "1.5", "01.500" },
	    { "-2", "-2.00" }, "USD", { "", "add" }, METERED_SERVICE, 1,
	    false },
	{ "an amount as it is compared", "2026-01-05T12:00:00.5Z", { "1", "1" },
	    { "2.5", "2.5" }, "EUR", { "", "" }, METERED_IDENTIFIER, 1, true },
	{ "a retraction", "2026-01-05T12:00:00.000001Z", { "1", "" },
	    { "", "" }, "", { "retract", "retract" }, METERED_COLUMNS, 0,
	    false },
	{ "small letters", "2026-01-05t12:00:00z", { "1", "1" }, { "", "" }, "",
	    { "", "" }, METERED_SUBSCRIPTION, 2, true },
	{ "a small z", "2026-01-05T12:00:00.250z", { "1", "1" }, { "", "" }, "",
	    { "", "" }, METERED_SUBSCRIPTION, 2, false },
	{ "another zone", "2026-01-05T12:00:00.25-03:30", { "1", "1.0" },
	    { "", "" }, "", { "", "add" }, METERED_SERVICE, 2, true },
	{ "all at once", "2026-01-05T12:00:00.123456+14:00", { "-1", "-1.0" },
	    { "3", "3.00" }, "JPY", { "retract", "retract" },
	    METERED_IDENTIFIER, 2, true },
	{ "before the epoch", "1969-12-31T23:59:59.900Z", { "1", "1" },
	    { "", "" }, "", { "", "" }, METERED_SUBSCRIPTION, 0, false },
	{ "the first second", "0001-01-01T00:00:00.0Z", { "1", "1" },
	    { "", "" }, "", { "", "" }, METERED_SUBSCRIPTION, 0, false },
	{ "the last microsecond", "9999-12-31T23:59:59.999999Z", { "1", "1" },
	    { "", "" }, "", { "", "" }, METERED_SUBSCRIPTION, 0, false },
};

#define WRITINGS (sizeof(writings) / sizeof(writings[0]))

static struct metered
written(size_t i)
{
	struct metered metered = usual();

	must(instant_parse(writings[i].at, &metered.occurred_at, &error));
	metered.line = i + 2;
	metered.values[METERED_EVENT] = arena_format(&arena, "E%zu", i);
	metered.values[METERED_SUBSCRIPTION] = "";
	if (writings[i].named < METERED_COLUMNS)
		metered.values[writings[i].named] = "S1";
	metered.values[METERED_QUANTITY] = writings[i].quantity[0];
	metered.values[METERED_AMOUNT] = writings[i].amount[0];
	metered.values[METERED_CURRENCY] = writings[i].currency;
	metered.values[METERED_ACTION] = writings[i].action[0];
	metered.values[METERED_OCCURRED_AT] = writings[i].at;
	metered.quantity = writings[i].quantity[1];
	metered.amount = writings[i].amount[1];
	metered.action = writings[i].action[1];
	metered.dimensions.count = writings[i].dimensions;
	return metered;
}

static void
put(size_t i)
{
	struct metered metered = written(i);
	enum metered_column named = writings[i].named;
	uint32_t tag = VOCABULARY_NONE;
	struct word *word;
	const void *bytes;
	struct words_text name;
	size_t size;

	must(metered_words(&metered, &vocabulary, &error));
	if (writings[i].own)
		metered.set_word = NULL;
	if (named != METERED_COLUMNS) {
		metered.values[named] = "S1";
		must(metered_name(&metered, named, &arena, &name, &error));
		must(words_find(
		    &vocabulary.names, name.bytes, name.length, &word, &error));
		tag = word->number;
	}
	must(metered_pack(&metered, &arena, &bytes, &size, &error));
	must(stock_add(&stock, bytes, size, tag, &error));
}

static void
expect(size_t i)
{
	struct metered metered = written(i), got;
	struct glance glance;

	must(metered_get(&stock, metered_place(&stock, i), &vocabulary, &arena,
	    &got, &error));
	ck_assert_uint_eq(got.line, metered.line);
	ck_assert_int_eq(got.occurred_at, metered.occurred_at);
	for (size_t k = 0; k < METERED_OCCURRED_AT; k++)
		ck_assert_str_eq(got.values[k], metered.values[k]);
	if (got.values[METERED_OCCURRED_AT] != NULL)
		ck_assert_str_eq(
		    got.values[METERED_OCCURRED_AT], writings[i].at);
	ck_assert_str_eq(got.quantity, metered.quantity);
	ck_assert_str_eq(got.amount, metered.amount);
	ck_assert_str_eq(got.action, metered.action);
	expect_dimensions(&got.dimensions, &metered.dimensions);
	ck_assert_str_eq(got.dimensions_text, metered.dimensions.count == 0 ? ""
					      : metered.dimensions.count == 1
						  ? "{\"place\":\"x\"}"
						  : "{\"place\":\"x\","
						    "\"region\":\"eu\"}");
	must(metered_glance(
	    &stock, metered_place(&stock, i), &arena, &glance, &error));
	ck_assert_int_eq(glance.occurred_at, metered.occurred_at);
	ck_assert_str_eq(glance.event, metered.values[METERED_EVENT]);
}

START_TEST(a_record_comes_back)
{
	/* In memory, and from a file. */
	stock.memory_max = _i == 0 ? 0 : 1;
	for (size_t i = 0; i < WRITINGS; i++)
		put(i);
	for (size_t i = WRITINGS; i-- > 0;)
		expect(i);
}
END_TEST

static const struct schema usage = { "usage", metered_columns, METERED_COLUMNS,
	EXTRAS_ANY };

/* The cells of a record, each with a comma, under the header of a file. */
static const char *
cells(size_t i, const char *file)
{
	struct rejected rejected = { .count = 0 };
	struct metered metered;
	struct reader *reader;
	const char *told = "";

	put(0);
	for (size_t k = 1; k <= i; k++)
		put(k);
	must(metered_get(&stock, metered_place(&stock, i), &vocabulary, &arena,
	    &metered, &error));
	must(reader_open(
	    input_path(file, strlen(file)), &usage, &reader, &error));
	must(metered_cells(&metered, reader, &arena, &rejected, &error));
	for (size_t k = 0; k < rejected.count; k++)
		told = arena_format(&arena, "%s%s,", told, rejected.cells[k]);
	reader_close(reader);
	return told;
}

START_TEST(cells_are_as_they_were_written)
{
	const char *named = writings[_i].named == METERED_COLUMNS
				? ""
				: metered_columns[writings[_i].named].name;

	ck_assert_str_eq(
	    cells((size_t)_i,
		"region,identifier,occurred_at,quantity,subscription,amount,"
		"event,currency,action,metric,place,service,other\n"),
	    arena_format(&arena, "%s,%s,%s,%s,%s,%s,E%d,%s,%s,gb,%s,%s,,",
		writings[_i].dimensions > 1 ? "eu" : "",
		strcmp(named, "identifier") == 0 ? "S1" : "", writings[_i].at,
		writings[_i].quantity[1],
		strcmp(named, "subscription") == 0 ? "S1" : "",
		writings[_i].amount[1], _i, writings[_i].currency,
		writings[_i].action[1], writings[_i].dimensions > 0 ? "x" : "",
		strcmp(named, "service") == 0 ? "S1" : ""));
}
END_TEST

/* In JSON lines a record may have a dimension that the first had not. */
START_TEST(a_dimension_beyond_the_header)
{
	ck_assert_str_eq(
	    cells(1, "{\"event\":\"E\",\"metric\":\"gb\",\"occurred_at\":\"\","
		     "\"region\":\"\"}\n"),
	    "E1,S1,,,gb,,,,,2026-01-05T12:00:00Z,x,eu,");
}
END_TEST

/* What is other than in the usual record, and whether it says the same. */
static const struct {
	const char *name;
	enum metered_column column; /* METERED_COLUMNS: none */
	const char *value;
	int later; /* in microseconds */
	int fewer; /* dimensions */
	bool same;
} changes[] = {
	{ "nothing", METERED_COLUMNS, NULL, 0, 0, true },
	{ "the text of the instant", METERED_OCCURRED_AT,
	    "2026-01-05T13:00:00.0+01:00", 0, 0, true },
	{ "the event", METERED_EVENT, "E2", 0, 0, false },
	{ "the subscription", METERED_SUBSCRIPTION, "S2", 0, 0, false },
	{ "a service", METERED_SERVICE, "S1", 0, 0, false },
	{ "an identifier", METERED_IDENTIFIER, "S1", 0, 0, false },
	{ "the metric", METERED_METRIC, "calls", 0, 0, false },
	{ "the quantity", METERED_QUANTITY, "1.1", 0, 0, false },
	{ "the sign", METERED_QUANTITY, "-1", 0, 0, false },
	{ "an amount", METERED_AMOUNT, "1", 0, 0, false },
	{ "a currency", METERED_CURRENCY, "USD", 0, 0, false },
	{ "it retracts", METERED_ACTION, METERED_RETRACT, 0, 0, false },
	{ "a microsecond", METERED_COLUMNS, NULL, 1, 0, false },
	{ "one dimension", METERED_COLUMNS, NULL, 0, 1, false },
	{ "all dimensions", METERED_COLUMNS, NULL, 0, 2, false },
};

static struct usage_entry
hash(struct metered metered, bool own)
{
	struct usage_entry entry = { .position = 77 };

	must(metered_words(&metered, &vocabulary, &error));
	if (own)
		metered.set_word = NULL;
	must(metered_hash(&metered, &arena, &entry, &error));
	ck_assert_uint_eq(entry.position, 77);
	ck_assert_uint_eq(entry.id, usages_id(metered.values[METERED_EVENT]));
	return entry;
}

START_TEST(a_hash_is_of_what_is_said)
{
	struct usage_entry before = hash(usual(), false), after;
	struct metered metered = usual();

	if (changes[_i].column < METERED_COLUMNS)
		metered.values[changes[_i].column] = changes[_i].value;
	metered.occurred_at += changes[_i].later;
	metered.dimensions.count -= (size_t)changes[_i].fewer;
	after = hash(metered, false);
	ck_assert_msg((after.content == before.content) == changes[_i].same,
	    "%s", changes[_i].name);
	ck_assert_int_eq(
	    after.id == before.id, changes[_i].column != METERED_EVENT);
	/* It does not matter whether the set is a word. */
	ck_assert_uint_eq(hash(metered, true).content, after.content);
}
END_TEST

/* One value in another column is another event. */
START_TEST(a_name_is_of_its_column)
{
	uint64_t contents[3];

	for (size_t i = 0; i < 3; i++) {
		struct metered metered = usual();

		metered.values[METERED_SUBSCRIPTION] = "";
		metered.values[METERED_SUBSCRIPTION + i] = "S1";
		contents[i] = hash(metered, false).content;
	}
	ck_assert_uint_ne(contents[0], contents[1]);
	ck_assert_uint_ne(contents[1], contents[2]);
	ck_assert_uint_ne(contents[2], contents[0]);
}
END_TEST

START_TEST(what_is_written_otherwise_is_the_same)
{
	struct metered metered = usual();

	metered.line = 9;
	metered.quantity = "1.00";
	metered.action = "add";
	metered.name = "subscription S1";
	metered.form = 24;
	ck_assert_uint_eq(
	    hash(metered, false).content, hash(usual(), false).content);
}
END_TEST

/* The longest names and numbers have their place in what is hashed. */
START_TEST(the_longest_values)
{
	static const char number[] = "-0.00000000000123456789012345678901";
	struct metered metered = usual();
	char name[129] = "";

	memset(name, 'n', 128);
	metered.values[METERED_EVENT] = name;
	metered.values[METERED_SUBSCRIPTION] = "";
	metered.values[METERED_IDENTIFIER] = name;
	metered.values[METERED_METRIC] = name;
	metered.values[METERED_QUANTITY] = number;
	metered.values[METERED_AMOUNT] = number;
	metered.values[METERED_CURRENCY] = "USD";
	metered.values[METERED_ACTION] = METERED_RETRACT;
	ck_assert_uint_ne(
	    hash(metered, false).content, hash(usual(), false).content);
}
END_TEST

Suite *
metered_suite(void)
{
	Suite *suite = suite_create("metered");
	TCase *tests = tcase_create("metered");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, a_record_comes_back, 0, 2);
	tcase_add_loop_test(
	    tests, cells_are_as_they_were_written, 0, (int)WRITINGS);
	tcase_add_test(tests, a_dimension_beyond_the_header);
	tcase_add_loop_test(tests, a_hash_is_of_what_is_said, 0,
	    sizeof(changes) / sizeof(changes[0]));
	tcase_add_test(tests, a_name_is_of_its_column);
	tcase_add_test(tests, what_is_written_otherwise_is_the_same);
	tcase_add_test(tests, the_longest_values);
	suite_add_tcase(suite, tests);
	return suite;
}
