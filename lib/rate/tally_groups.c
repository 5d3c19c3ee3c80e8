/*
 * The steps of models that price each event: one for each group.
 */
#include "rate/deck.h"
#include "rate/rate_models.h"
#include "rate/tally.h"

static const struct ratio zero = { 0, 1 };

/* What a group comes to, at ${price} for each unit of it. */
static enum status
put_step(struct rating *rating, const struct tally_group *group,
    struct ratio price, const char *name)
{
	struct rate_step step = { .name = name, .price = price };
	enum status status;

	status =
	    tally_sum_exact(&group->quantity, &step.quantity, rating->error);
	if (status == STATUS_OK)
		status =
		    tally_sum_exact(&group->amount, &step.flat, rating->error);
	if (status != STATUS_OK ||
	    (step.quantity.numerator == 0 && step.flat.numerator == 0))
		return status;
	return rate_models_step(rating, step);
}

/* A name with the value of a key; not NULL where nobody asks for steps. */
static const char *
name_with(const struct rating *rating, const char *before, struct decimal value,
    const char *behind)
{
	char text[DECIMAL_TEXT_MAX];

	if (rating->scratch == NULL)
		return "";
	return arena_format(rating->scratch, "%s%s%s", before,
	    decimal_format(value, text), behind);
}

static enum status
percentage(const struct tally *tally, struct rating *rating)
{
	const struct tally_group *groups = tally->prices->groups;
	const struct usage_terms *usage = &tally->charge->usage;
	struct ratio rate;
	enum status status;

	status = ratio_multiply(ratio_from_decimal(usage->rate),
	    ratio_of(1, 100), &rate, rating->error);
	if (status == STATUS_OK)
		status = put_step(rating, &groups[0], rate,
		    name_with(rating, "", usage->rate, "%"));
	if (status == STATUS_OK && decimal_sign(usage->fixed) > 0)
		status = put_step(rating, &groups[1],
		    ratio_from_decimal(usage->fixed), "fixed, each event");
	if (status == STATUS_OK)
		status = put_step(rating, &groups[2], zero,
		    name_with(rating, "events at the min of ",
			usage->event_minimum, ""));
	if (status == STATUS_OK)
		status = put_step(rating, &groups[3], zero,
		    name_with(rating, "events at the max of ",
			usage->event_maximum, ""));
	return status;
}

static enum status
dynamic(const struct tally *tally, struct rating *rating)
{
	struct decimal markup = tally->charge->usage.markup;
	struct rate_step step = { NULL, zero, zero, zero, zero };
	enum status status;

	status = put_step(
	    rating, &tally->prices->groups[0], zero, "amounts of events");
	if (status != STATUS_OK || decimal_sign(markup) == 0)
		return status;
	status = ratio_multiply(ratio_from_decimal(markup), ratio_of(1, 100),
	    &step.price, rating->error);
	step.quantity = rating->total;
	step.name = name_with(rating, "markup ", markup, "%");
	return status == STATUS_OK ? rate_models_step(rating, step) : status;
}

/* "class large, region eu-*". */
static const char *
name_row(const struct rating *rating, const struct matrix_price *row)
{
	const char *name = row->filter_count == 0 ? "default" : "";
	size_t i;

	for (i = 0; i < row->filter_count && rating->scratch != NULL; i++) {
		const struct filter *filter = &row->filters[i];

		name = arena_format(rating->scratch, "%s%s%s %s",
		    name == NULL ? "" : name, i == 0 ? "" : ", ",
		    filter->dimension, filter->value);
	}
	return name;
}

static enum status
matrix(const struct tally *tally, struct rating *rating)
{
	const struct tally_prices *prices = tally->prices;
	const struct usage_terms *usage = &tally->charge->usage;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < prices->group_count && status == STATUS_OK; i++) {
		const struct matrix_price *row = &usage->prices[i];

		status = put_step(rating, &prices->groups[i],
		    ratio_from_decimal(row->price), name_row(rating, row));
	}
	return status;
}

/* "prefix 49, peak, 0.10 per 60, increments 60/6, fee 0.02, from 2026-01-01":
 * what a row of the deck says. */
static const char *
name_rate(struct arena *arena, const struct deck_rate *row)
{
	char price[DECIMAL_TEXT_MAX], per[DECIMAL_TEXT_MAX];
	char first[DECIMAL_TEXT_MAX], next[DECIMAL_TEXT_MAX];
	char from[DATE_TEXT_MAX], text[DECIMAL_TEXT_MAX];
	const char *name, *fee = "", *least = "", *most = "";

	if (decimal_sign(row->connect_fee) > 0)
		fee = arena_format(
		    arena, ", fee %s", decimal_format(row->connect_fee, text));
	if (decimal_sign(row->minimum) > 0)
		least = arena_format(
		    arena, ", minimum %s", decimal_format(row->minimum, text));
	if (row->bounded)
		most = arena_format(
		    arena, ", maximum %s", decimal_format(row->maximum, text));
	if (fee == NULL || least == NULL || most == NULL)
		return NULL;
	name = arena_format(arena, "prefix %s%s%s, %s per %s, increments %s/%s",
	    row->prefix, row->time_class[0] == '\0' ? "" : ", ",
	    row->time_class, decimal_format(row->price, price),
	    decimal_format(row->per, per),
	    decimal_format(row->increment_first, first),
	    decimal_format(row->increment_next, next));
	return name == NULL
		   ? NULL
		   : arena_format(arena, "%s%s%s%s, from %s", name, fee, least,
			 most, date_format(row->from, from));
}

/* Nobody asks for steps: the sum of the calls is enough, however many prefixes
 * they have. */
static enum status
deck(const struct tally *tally, struct rating *rating)
{
	const struct tally_prices *prices = tally->prices;
	enum status status = STATUS_OK;
	size_t i;

	if (rating->scratch == NULL)
		return tally_sum_exact(
		    &prices->amount, &rating->total, rating->error);
	for (i = 0; i < prices->group_count && status == STATUS_OK; i++) {
		const struct tally_group *group = &prices->groups[i];
		const struct deck_rate *row = group->price;
		struct rate_step step = { .price = zero };

		status = tally_sum_exact(
		    &group->quantity, &step.quantity, rating->error);
		if (status == STATUS_OK)
			status = tally_sum_exact(
			    &group->amount, &step.flat, rating->error);
		if (status != STATUS_OK)
			return status;
		step.name = name_rate(rating->scratch, row);
		status = rate_models_step(rating, step);
	}
	return status;
}

enum status
tally_groups(const struct tally *tally, struct rating *rating)
{
	const struct tally_prices *prices = tally->prices;
	struct rate_step freed = { "free", zero, zero, zero, zero };
	enum status status = STATUS_OK;
	struct ratio covered;

	if (prices == NULL)
		return STATUS_OK;
	covered = prices->covered;
	if (covered.numerator > 0 && rating->scratch != NULL)
		status = rate_models_included(rating, &covered);
	freed.quantity = prices->freed;
	if (status == STATUS_OK && freed.quantity.numerator > 0)
		status = rate_models_step(rating, freed);
	if (status != STATUS_OK || prices->group_count == 0)
		return status;
	switch (tally->charge->usage.model) {
	case MODEL_PERCENTAGE:
		return percentage(tally, rating);
	case MODEL_DYNAMIC:
		return dynamic(tally, rating);
	case MODEL_MATRIX:
		return matrix(tally, rating);
	default:
		return deck(tally, rating);
	}
}
