/*
 * What is made is taken, in order, once, and up to the error; who stops early
 * waits for nobody.
 */
#include "base/relay.h"

#include <check.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

/* Counts up, a few numbers a batch. */
struct counting {
	int next;
	int end;
	int fail_at; /* in the middle of a batch; 0: never */
	int batch_max;
	unsigned pause; /* of the maker, microseconds a batch */
};

struct numbers {
	int items[16];
	int count;
	int finished; /* how often, since it was made */
};

static struct numbers batches[RELAY_BATCHES];

static enum status
make(void *context, void *batch, bool *last, struct error *error)
{
	struct counting *counting = context;
	struct numbers *numbers = batch;

	if (counting->pause > 0)
		usleep(counting->pause);
	numbers->finished = 0;
	for (numbers->count = 0; numbers->count < counting->batch_max;) {
		if (counting->fail_at > 0 &&
		    counting->next == counting->fail_at)
			return error_set(
			    error, STATUS_INVALID, "%d is bad", counting->next);
		if (counting->next == counting->end) {
			*last = true;
			return STATUS_OK;
		}
		numbers->items[numbers->count++] = counting->next++;
	}
	return STATUS_OK;
}

/* Takes longer for some batches than for others. */
static void
finish(void *context, void *batch, enum relay_hand hand)
{
	struct numbers *numbers = batch;

	(void)context;
	ck_assert_int_lt(hand, RELAY_HANDS);
	if (numbers->count > 0 && numbers->items[0] % 7 == 0)
		usleep(50);
	for (int i = 0; i < numbers->count; i++)
		numbers->items[i] = -numbers->items[i];
	numbers->finished++;
}

enum manner { THREADED, ALONE, FINISHED, FINISHED_ALONE };

static struct relay *
open_relay(struct counting *counting, enum manner manner)
{
	struct relay_maker maker = { .make = make,
		.finish = manner >= FINISHED ? finish : NULL,
		.context = counting,
		.alone = manner == ALONE || manner == FINISHED_ALONE };
	struct relay *relay;
	struct error error;

	for (size_t i = 0; i < RELAY_BATCHES; i++)
		maker.batches[i] = &batches[i];
	ck_assert_int_eq(relay_open(&maker, &relay, &error), STATUS_OK);
	return relay;
}

static const struct {
	const char *name;
	struct counting counting;
	unsigned pause; /* of the taker */
	int taken;
	const char *error; /* NULL: none */
} runs[] = {
	{ "nothing to make", { .batch_max = 4 }, 0, 0, NULL },
	{ "less than a batch", { .end = 3, .batch_max = 4 }, 0, 3, NULL },
	{ "the end between two batches", { .end = 8, .batch_max = 4 }, 0, 8,
	    NULL },
	{ "far more batches than there are at a time",
	    { .end = 10000, .batch_max = 1 }, 0, 10000, NULL },
	{ "a maker slower than its taker",
	    { .end = 60, .batch_max = 2, .pause = 300 }, 0, 60, NULL },
	{ "a taker slower than its maker", { .end = 60, .batch_max = 2 }, 300,
	    60, NULL },
	{ "an error in the middle of a batch loses what was before it",
	    { .end = 20, .fail_at = 10, .batch_max = 4 }, 0, 10, "10 is bad" },
	{ "an error at once", { .end = 20, .fail_at = 4, .batch_max = 4 }, 0, 4,
	    "4 is bad" },
	{ "batches with nothing in them", { .end = 0, .batch_max = 0 }, 0, 0,
	    "stop" },
};

static void
take_all(int _i, enum manner manner)
{
	struct counting counting = runs[_i].counting;
	struct relay *relay = open_relay(&counting, manner);
	struct error error = { .text = "" };
	enum status status;
	void *batch;
	bool found;
	int taken = 0, rounds = 0;

	while (
	    (status = relay_take(relay, &batch, &found, &error)) == STATUS_OK &&
	    found) {
		const struct numbers *numbers = batch;

		ck_assert_int_eq(numbers->finished, manner >= FINISHED);
		for (int i = 0; i < numbers->count; i++, taken++)
			ck_assert_int_eq(numbers->items[i],
			    manner >= FINISHED ? -taken : taken);
		if (runs[_i].pause > 0)
			usleep(runs[_i].pause);
		if (counting.batch_max == 0 && ++rounds == 100)
			break;
	}
	ck_assert_int_eq(taken, runs[_i].taken);
	if (counting.batch_max > 0) {
		ck_assert_int_eq(status,
		    runs[_i].error == NULL ? STATUS_OK : STATUS_INVALID);
		ck_assert_str_eq(
		    error.text, runs[_i].error == NULL ? "" : runs[_i].error);
		/* The end stays the end. */
		ck_assert_int_eq(
		    relay_take(relay, &batch, &found, &error), status);
		ck_assert(!found);
	}
	relay_close(relay);
}

START_TEST(all_is_taken_in_order)
{
	take_all(_i, THREADED);
}
END_TEST

START_TEST(all_is_taken_without_a_thread)
{
	take_all(_i, ALONE);
}
END_TEST

START_TEST(all_is_finished_by_whoever_is_free)
{
	take_all(_i, FINISHED);
	take_all(_i, FINISHED_ALONE);
}
END_TEST

START_TEST(who_stops_early_waits_for_nobody)
{
	struct counting counting = { .end = INT32_MAX, .batch_max = 16 };
	struct error error;

	for (int taken = 0; taken < 4 * RELAY_BATCHES; taken++) {
		struct relay *relay =
		    open_relay(&counting, (enum manner)(taken % 4));
		void *batch;
		bool found;

		for (int i = 0; i < taken; i++)
			ck_assert_int_eq(
			    relay_take(relay, &batch, &found, &error),
			    STATUS_OK);
		relay_close(relay);
		/* The maker was not more than its batches ahead. */
		ck_assert_int_le(counting.next, 16 * (taken + RELAY_BATCHES));
		counting.next = 0;
	}
	relay_close(NULL);
}
END_TEST

Suite *
relay_suite(void)
{
	Suite *suite = suite_create("relay");
	TCase *cases = tcase_create("relay");

	tcase_add_loop_test(cases, all_is_taken_in_order, 0,
	    (int)(sizeof(runs) / sizeof(runs[0])));
	tcase_add_loop_test(cases, all_is_taken_without_a_thread, 0,
	    (int)(sizeof(runs) / sizeof(runs[0])));
	tcase_add_loop_test(cases, all_is_finished_by_whoever_is_free, 0,
	    (int)(sizeof(runs) / sizeof(runs[0])));
	tcase_add_test(cases, who_stops_early_waits_for_nobody);
	suite_add_tcase(suite, cases);
	return suite;
}
