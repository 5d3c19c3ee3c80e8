/*
 * Events have the dimensions zone and class, and amounts in US dollars.
 */
#include "counting.h"

#include <check.h>

#include "tests/unit/rule/shop.h"

struct tally_terms counting_terms = { .end = 31 * 24 * COUNTING_HOUR };
const struct metric counting_gb = { .id = "gb", .field = "", .unit = "GB" };

/* The event that happens in an hour. */
static struct usage_event
event_of(const struct happening *happening, int hour, struct dimension *items)
{
	struct usage_event event = {
		.event = "e",
		.occurred_at = hour * COUNTING_HOUR,
		.metric = "gb",
		.currency = "",
		.quantity = shop_decimal(happening->quantity),
		.dimensions = { items, 0 },
	};

	if (happening->amount != NULL) {
		event.amount = shop_decimal(happening->amount);
		event.currency = "USD";
	}
	if (happening->zone != NULL)
		items[event.dimensions.count++] =
		    (struct dimension){ "zone", happening->zone };
	if (happening->class != NULL)
		items[event.dimensions.count++] =
		    (struct dimension){ "class", happening->class };
	return event;
}

void
counting_add(struct tally *tally, const struct happening *happening, int hour)
{
	struct dimension items[2];
	struct usage_event event = event_of(happening, hour, items);
	struct error error = { 0 };

	ck_assert(rate_takes(tally->charge, &event, NULL));
	if (tally_add(tally, &event, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
}

void
counting_begin(struct tally *tally, const struct tariff *tariff,
    const struct metric *metric, struct tariff_charge *made)
{
	struct error error;

	tariff_make(tariff, made);
	made->charge.usage.metric = metric;
	counting_terms.arena = &tariff_arena;
	ck_assert_int_eq(
	    tally_begin(tally, &made->charge, &counting_terms, &error),
	    STATUS_OK);
}

struct decimal
counting_amount(const struct tally *tally, const char *name)
{
	struct rate_result result, bare;
	struct error error = { 0 };

	if (tally_price(tally, ratio_of(0, 1), &result, &tariff_arena,
		&error) != STATUS_OK)
		ck_abort_msg("%s: %s", name, error.text);
	ck_assert_int_eq(
	    tally_price(tally, ratio_of(0, 1), &bare, NULL, &error), STATUS_OK);
	ck_assert_msg(
	    decimal_compare(result.amount, bare.amount) == 0, "%s", name);
	if (result.step_count > 0)
		tariff_check_steps(name, &result);
	return result.amount;
}
