/*
 * A price is a list of steps, each units times a price plus a flat.
 */
#include "rate/rate_models.h"

#include "rule/charge.h"

static const struct ratio zero = { 0, 1 };

static bool
above(struct ratio a, struct ratio b)
{
	struct error error;
	int order = 0;

	/* It cannot fail. */
	return ratio_compare(a, b, &order, &error) == STATUS_OK && order > 0;
}

enum status
rate_models_step(struct rating *rating, struct rate_step step)
{
	struct rate_result *result = rating->result;
	enum status status;

	if (rating->scratch != NULL) {
		result->steps = arena_grow(rating->scratch, result->steps,
		    result->step_count, sizeof(*result->steps));
		if (result->steps == NULL || step.name == NULL)
			return error_memory(rating->error);
	}
	status = ratio_multiply(
	    step.quantity, step.price, &step.amount, rating->error);
	if (status == STATUS_OK)
		status = ratio_add(
		    step.amount, step.flat, &step.amount, rating->error);
	if (status == STATUS_OK)
		status = ratio_add(
		    rating->total, step.amount, &rating->total, rating->error);
	if (rating->scratch != NULL)
		result->steps[result->step_count++] = step;
	return status;
}

enum status
rate_models_part(
    const struct rating *rating, struct decimal whole, struct ratio *value)
{
	return ratio_multiply(
	    ratio_from_decimal(whole), rating->part, value, rating->error);
}

const char *
rate_models_show(const struct rating *rating, struct decimal whole)
{
	char text[DECIMAL_TEXT_MAX], numerator[DECIMAL_TEXT_MAX],
	    denominator[DECIMAL_TEXT_MAX];

	if (rating->scratch == NULL)
		return "";
	decimal_format(whole, text);
	if (rating->part.numerator == rating->part.denominator)
		return arena_text(rating->scratch, text);
	decimal_format(
	    (struct decimal){ rating->part.numerator, 0 }, numerator);
	decimal_format(
	    (struct decimal){ rating->part.denominator, 0 }, denominator);
	return arena_format(
	    rating->scratch, "%s/%s of %s", numerator, denominator, text);
}

enum status
rate_models_free(struct rating *rating, struct decimal whole, const char *what,
    struct ratio *quantity)
{
	struct rate_step step = { .price = zero, .flat = zero };
	const char *shown;
	enum status status;

	if (decimal_sign(whole) == 0)
		return STATUS_OK;
	shown = rate_models_show(rating, whole);
	status = rate_models_part(rating, whole, &step.quantity);
	if (status != STATUS_OK || shown == NULL)
		return status != STATUS_OK ? status
					   : error_memory(rating->error);
	if (above(step.quantity, *quantity))
		step.quantity = *quantity;
	if (rating->scratch != NULL)
		step.name =
		    arena_format(rating->scratch, "%s, %s", what, shown);
	status =
	    ratio_subtract(*quantity, step.quantity, quantity, rating->error);
	return status == STATUS_OK ? rate_models_step(rating, step) : status;
}

static enum status
price_units(struct rating *rating, struct ratio quantity)
{
	return rate_models_step(
	    rating, (struct rate_step){
			.name = "units",
			.quantity = quantity,
			.price = ratio_from_decimal(rating->charge->price),
			.flat = zero,
		    });
}

static enum status
price_packages(struct rating *rating, struct ratio quantity)
{
	const struct usage_terms *usage = &rating->charge->usage;
	struct ratio size = ratio_from_decimal(usage->size);
	struct rate_step step = { .flat = zero };
	char text[DECIMAL_TEXT_MAX];
	struct ratio packages;
	enum status status;

	status = rate_models_free(rating, usage->free, "free", &quantity);
	if (status == STATUS_OK)
		status = ratio_multiply(quantity,
		    ratio_of(size.denominator, size.numerator), &packages,
		    rating->error);
	if (status != STATUS_OK)
		return status;
	packages.numerator =
	    ratio_floor(packages) + (packages.denominator != 1);
	packages.denominator = 1;
	step.quantity = packages;
	step.price = ratio_from_decimal(rating->charge->price);
	if (rating->scratch != NULL)
		step.name = arena_format(rating->scratch, "packages of %s",
		    decimal_format(usage->size, text));
	return rate_models_step(rating, step);
}

/* What a tier comes to is at most its cap. */
static enum status
cap_tier(struct rating *rating, size_t index, struct ratio before)
{
	const struct tier *tier = &rating->charge->usage.tiers[index];
	struct rate_step step = { NULL, zero, zero, zero, zero };
	struct ratio cap, added;
	const char *shown;
	enum status status;

	status = rate_models_part(rating, tier->cap, &cap);
	if (status == STATUS_OK)
		status = ratio_subtract(
		    rating->total, before, &added, rating->error);
	if (status != STATUS_OK || !above(added, cap))
		return status;
	status = ratio_subtract(cap, added, &step.flat, rating->error);
	shown = rate_models_show(rating, tier->cap);
	if (shown != NULL && rating->scratch != NULL)
		step.name = arena_format(
		    rating->scratch, "cap of tier %zu, %s", index + 1, shown);
	return status == STATUS_OK ? rate_models_step(rating, step) : status;
}

/* What a tier asks for each unit. */
static enum status
tier_price(
    const struct rating *rating, const struct tier *tier, struct ratio *price)
{
	switch (rating->charge->usage.model) {
	case MODEL_STAIRSTEP:
		*price = zero;
		return STATUS_OK;
	case MODEL_GRADUATED_PERCENTAGE:
		return ratio_multiply(ratio_from_decimal(tier->rate),
		    ratio_of(1, 100), price, rating->error);
	default:
		*price = ratio_from_decimal(tier->price);
		return STATUS_OK;
	}
}

/* The tier ${index} prices ${quantity}: its price, its flat and its name. */
static enum status
price_tier(struct rating *rating, size_t index, struct ratio quantity)
{
	const struct usage_terms *usage = &rating->charge->usage;
	const struct tier *tier = &usage->tiers[index];
	struct rate_step step = { .quantity = quantity, .flat = zero };
	struct ratio before = rating->total;
	const char *bound = "";
	enum status status = STATUS_OK;

	/* The first tier is reached by nothing, unless that is free. */
	if (index > 0 || quantity.numerator != 0 || !usage->zero_free)
		status = rate_models_part(rating, tier->flat, &step.flat);
	if (status == STATUS_OK)
		status = tier_price(rating, tier, &step.price);
	if (status != STATUS_OK)
		return status;
	if (!tier->open)
		bound = rate_models_show(rating, tier->up_to);
	else if (index > 0)
		bound = rate_models_show(rating, usage->tiers[index - 1].up_to);
	if (bound == NULL)
		return error_memory(rating->error);
	if (rating->scratch != NULL)
		step.name =
		    arena_format(rating->scratch, "tier %zu%s%s", index + 1,
			!tier->open ? ", up to "
			: index > 0 ? ", above "
				    : "",
			bound);
	status = rate_models_step(rating, step);
	return status == STATUS_OK && tier->capped
		   ? cap_tier(rating, index, before)
		   : status;
}

/* Each slice at its tier. */
static enum status
price_slices(struct rating *rating, struct ratio quantity)
{
	const struct usage_terms *usage = &rating->charge->usage;
	struct ratio below = zero, end = zero, slice;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < usage->tier_count && status == STATUS_OK; i++) {
		if (i > 0 && !above(quantity, below))
			break;
		status = rate_models_part(rating, usage->tiers[i].up_to, &end);
		if (usage->tiers[i].open || above(end, quantity))
			end = quantity;
		if (status == STATUS_OK)
			status =
			    ratio_subtract(end, below, &slice, rating->error);
		if (status == STATUS_OK)
			status = price_tier(rating, i, slice);
		below = end;
	}
	return status;
}

/* All at the tier that is reached. */
static enum status
price_reached(struct rating *rating, struct ratio quantity)
{
	const struct usage_terms *usage = &rating->charge->usage;
	struct ratio end;
	enum status status;
	size_t i;

	for (i = 0; i + 1 < usage->tier_count; i++) {
		status = rate_models_part(rating, usage->tiers[i].up_to, &end);
		if (status != STATUS_OK)
			return status;
		if (!above(quantity, end))
			break;
	}
	return price_tier(rating, i, quantity);
}

enum status
rate_models_apply(struct rating *rating, struct ratio quantity)
{
	switch (rating->charge->usage.model) {
	case MODEL_UNIT:
		return price_units(rating, quantity);
	case MODEL_GRADUATED:
	case MODEL_GRADUATED_PERCENTAGE:
		return price_slices(rating, quantity);
	case MODEL_VOLUME:
	case MODEL_STAIRSTEP:
		return price_reached(rating, quantity);
	case MODEL_PACKAGE:
		return price_packages(rating, quantity);
	default:
		return error_set(rating->error, STATUS_CONFIG,
		    "the model %s prices each event, not a quantity",
		    charge_model_name(rating->charge->usage.model));
	}
}
