/*
 * Every step is exact or gives up, so there is nothing to round: what has at
 * most as many places as a decimal is what a ratio would be written as.
 */
#include "rate/rate_plain.h"

#include <assert.h>

/* What is refused is asked of rate(), which says why. */
static bool
add(struct decimal *sum, struct decimal more)
{
	struct error error;

	return decimal_add(*sum, more, sum, &error) == STATUS_OK;
}

static bool
subtract(struct decimal *rest, struct decimal less)
{
	struct error error;

	return decimal_subtract(*rest, less, rest, &error) == STATUS_OK;
}

/* Add what ${quantity} costs at ${price}. */
static bool
add_units(struct decimal *sum, struct decimal quantity, struct decimal price)
{
	struct decimal product;

	if (!decimal_product(quantity, price, &product))
		return false;
	if (sum->coefficient != 0)
		return add(sum, product);
	*sum = product;
	return true;
}

/* The flat of a tier, unless it is the first and nothing reaches it free. */
static bool
add_flat(const struct usage_terms *usage, size_t tier, struct decimal quantity,
    struct decimal *sum)
{
	if (tier == 0 && usage->zero_free && decimal_sign(quantity) == 0)
		return true;
	return decimal_sign(usage->tiers[tier].flat) == 0 ||
	       add(sum, usage->tiers[tier].flat);
}

/* Each slice at its tier. */
static bool
add_slices(const struct usage_terms *usage, struct decimal quantity,
    struct decimal *sum)
{
	struct decimal below = decimal_from_integer(0);
	size_t i;

	for (i = 0; i < usage->tier_count; i++) {
		const struct tier *tier = &usage->tiers[i];
		struct decimal slice = quantity;

		if (i > 0 && decimal_compare(quantity, below) <= 0)
			break;
		if (!tier->open && decimal_compare(tier->up_to, quantity) < 0)
			slice = tier->up_to;
		if (!subtract(&slice, below) ||
		    !add_units(sum, slice, tier->price) ||
		    !add_flat(usage, i, slice, sum))
			return false;
		below = tier->up_to;
	}
	return true;
}

/* All at the tier that is reached. */
static bool
add_reached(const struct usage_terms *usage, struct decimal quantity,
    struct decimal *sum)
{
	size_t i = 0;

	while (i + 1 < usage->tier_count &&
	       decimal_compare(quantity, usage->tiers[i].up_to) > 0)
		i++;
	return add_units(sum, quantity, usage->tiers[i].price) &&
	       add_flat(usage, i, quantity, sum);
}

bool
rate_plain_fits(const struct charge *charge)
{
	const struct usage_terms *usage = &charge->usage;
	size_t i;

	for (i = 0; i < usage->tier_count; i++) {
		if (usage->tiers[i].capped)
			return false;
	}
	return (usage->model == MODEL_UNIT || usage->model == MODEL_GRADUATED ||
		   usage->model == MODEL_VOLUME) &&
	       !usage->bounded && !usage->each_level &&
	       usage->pricing_unit[0] == '\0' &&
	       decimal_sign(usage->commitment) == 0;
}

bool
rate_plain(const struct charge *charge, struct decimal quantity,
    struct decimal *amount)
{
	const struct usage_terms *usage = &charge->usage;
	struct decimal sum = decimal_from_integer(0), less = sum;
	bool done;

	assert(charge->kind == CHARGE_USAGE);
	/* Most prices are for a unit and nothing else. */
	if (usage->model == MODEL_UNIT && decimal_sign(usage->included) <= 0 &&
	    decimal_sign(usage->discount) == 0 && decimal_sign(quantity) >= 0) {
		if (!decimal_product(quantity, charge->price, &sum))
			return false;
		*amount = decimal_strip(sum);
		return true;
	}
	if (decimal_sign(quantity) < 0)
		quantity = decimal_from_integer(0);
	if (decimal_sign(usage->included) > 0) {
		if (decimal_compare(usage->included, quantity) >= 0)
			quantity = decimal_from_integer(0);
		else if (!subtract(&quantity, usage->included))
			return false;
	}
	if (usage->model == MODEL_UNIT)
		done = add_units(&sum, quantity, charge->price);
	else if (usage->model == MODEL_GRADUATED)
		done = add_slices(usage, quantity, &sum);
	else
		done = add_reached(usage, quantity, &sum);
	if (done && decimal_sign(usage->discount) != 0) {
		struct decimal part = decimal_strip(usage->discount);

		part.scale += 2; /* percent */
		done = part.scale <= DECIMAL_SCALE_MAX &&
		       add_units(&less, sum, part) && subtract(&sum, less);
	}
	*amount = decimal_strip(sum);
	return done;
}
