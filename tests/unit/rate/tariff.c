/*
 * What cannot be rated here is a fault of the test: it aborts.
 */
#include "tariff.h"

#include <check.h>
#include <string.h>

#include "tests/unit/rule/shop.h"

struct arena tariff_arena;

void
tariff_setup(void)
{
	tariff_arena = (struct arena){ NULL, NULL };
}

void
tariff_teardown(void)
{
	arena_close(&tariff_arena);
}

static const char *
given(const char *text)
{
	return text == NULL ? "" : text;
}

const struct charge *
tariff_make(const struct tariff *tariff, struct tariff_charge *made)
{
	enum charge_key key;
	struct error error;
	size_t i;

	*made = (struct tariff_charge){ .charge.usage.tiers = made->tiers };
	for (i = 0; i < CHARGE_KEY_COUNT; i++)
		made->texts[i] = "";
	made->texts[KEY_ID] = "data";
	made->texts[KEY_KIND] = "usage";
	made->texts[KEY_CURRENCY] = "USD";
	made->texts[KEY_METRIC] = "gb";
	made->texts[KEY_MODEL] = given(tariff->model);
	made->texts[KEY_PRICE] = given(tariff->price);
	made->texts[KEY_SIZE] = given(tariff->size);
	made->texts[KEY_FREE] = given(tariff->free);
	made->texts[KEY_INCLUDED] = given(tariff->included);
	made->texts[KEY_DISCOUNT] = given(tariff->discount);
	made->texts[KEY_MAXIMUM] = given(tariff->maximum);
	made->texts[KEY_MINIMUM] = given(tariff->minimum);
	made->texts[KEY_ZERO] = given(tariff->zero);
	for (i = 0; i < TARIFF_TIERS_MAX && tariff->tiers[i][0] != NULL; i++) {
		for (size_t k = 0; k < TIER_KEY_COUNT; k++)
			made->tiers[i].texts[k] = given(tariff->tiers[i][k]);
		made->charge.usage.tier_count++;
	}
	for (i = 0; i < TARIFF_KEYS_MAX && tariff->more[i].text != NULL; i++)
		made->texts[tariff->more[i].key] = tariff->more[i].text;
	made->charge.usage.prices = tariff->prices;
	made->charge.usage.price_count = tariff->price_count;
	if (charge_parse(made->texts, &made->charge, &key, &error) != STATUS_OK)
		ck_abort_msg("%s: %s", charge_keys[key], error.text);
	return &made->charge;
}

struct rate_result
tariff_rate(
    const struct charge *charge, struct decimal quantity, struct ratio part)
{
	const struct rate_terms terms = { part, NULL, ratio_of(0, 1) };
	struct rate_result result;
	struct error error;

	if (rate(charge, quantity, &terms, &result, &tariff_arena, &error) !=
	    STATUS_OK)
		ck_abort_msg("%s", error.text);
	return result;
}

struct ratio
tariff_part(const int part[2])
{
	return part[1] == 0 ? ratio_of(1, 1) : ratio_of(part[0], part[1]);
}

/* Whether the steps, and what each says, make the amount. */
void
tariff_check_steps(const char *name, const struct rate_result *result)
{
	struct ratio sum = ratio_of(0, 1), exact;
	struct decimal written;
	struct error error;

	ck_assert_uint_ge(result->step_count, 1);
	for (size_t i = 0; i < result->step_count; i++) {
		const struct rate_step *step = &result->steps[i];
		int order;

		ck_assert_int_eq(
		    ratio_multiply(step->quantity, step->price, &exact, &error),
		    STATUS_OK);
		ck_assert_int_eq(
		    ratio_add(exact, step->flat, &exact, &error), STATUS_OK);
		ck_assert_int_eq(
		    ratio_compare(exact, step->amount, &order, &error),
		    STATUS_OK);
		ck_assert_msg(order == 0, "%s: step %zu", name, i + 1);
		ck_assert_int_eq(
		    ratio_add(sum, step->amount, &sum, &error), STATUS_OK);
	}
	ck_assert_int_eq(
	    ratio_to_decimal(sum, DECIMAL_SCALE_MAX, &written, &error),
	    STATUS_OK);
	ck_assert_msg(decimal_compare(written, result->amount) == 0,
	    "%s: the steps make another amount", name);
}

void
tariff_check(const struct tariff_row *row)
{
	char text[DECIMAL_TEXT_MAX];
	struct tariff_charge made;
	struct rate_result result;

	result = tariff_rate(tariff_make(&row->tariff, &made),
	    shop_decimal(row->quantity), tariff_part(row->part));
	ck_assert_msg(
	    strcmp(decimal_format(result.amount, text), row->amount) == 0,
	    "%s: %s", row->name, text);
	tariff_check_steps(row->name, &result);
}

const char *
tariff_some(uint64_t *state, int limit)
{
	const char *text = arena_format(&tariff_arena, "%d.%03d",
	    shop_below(state, limit), shop_below(state, 1000));

	ck_assert_ptr_nonnull(text);
	return text;
}

struct tariff
tariff_some_tiers(uint64_t *state, const char *model, bool flats)
{
	struct tariff terms = { model, .tiers = { { NULL } } };
	int count = 1 + shop_below(state, TARIFF_TIERS_MAX), bound = 0;

	for (int i = 0; i < count; i++) {
		bound += 1 + shop_below(state, 100);
		terms.tiers[i][0] =
		    i + 1 == count ? ""
				   : arena_format(&tariff_arena, "%d", bound);
		terms.tiers[i][1] = tariff_some(state, 10);
		terms.tiers[i][2] = flats ? tariff_some(state, 10) : "";
		terms.tiers[i][3] = tariff_some(state, 10);
	}
	return terms;
}
