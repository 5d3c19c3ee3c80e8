/*
 * What stands before and after a model.
 */
#include "rate/rate_models.h"

#include "rate/standing.h"
#include "rule/charge.h"

static const struct ratio zero = { 0, 1 };
static const struct ratio one = { 1, 1 };

static bool
above(struct ratio a, struct ratio b)
{
	struct error error;
	int order = 0;

	/* It cannot fail. */
	return ratio_compare(a, b, &order, &error) == STATUS_OK && order > 0;
}

/* A number for people: as a decimal if it is one, else "10/31". */
static const char *
show(struct rating *rating, struct ratio number, char text[DECIMAL_TEXT_MAX])
{
	char numerator[DECIMAL_TEXT_MAX], denominator[DECIMAL_TEXT_MAX];
	struct decimal decimal;
	struct error error;

	if (ratio_to_decimal(number, DECIMAL_PLACES_MAX, &decimal, &error) ==
		STATUS_OK &&
	    ratio_from_decimal(decimal).numerator == number.numerator &&
	    ratio_from_decimal(decimal).denominator == number.denominator)
		return decimal_format(decimal, text);
	decimal_format((struct decimal){ number.numerator, 0 }, numerator);
	decimal_format((struct decimal){ number.denominator, 0 }, denominator);
	return arena_format(rating->scratch, "%s/%s", numerator, denominator);
}

/* Take off units that are there for nothing. */
static enum status
take_off(struct rating *rating, struct ratio units, const char *what,
    struct ratio *quantity)
{
	struct rate_step step = {
		.quantity = units, .price = zero, .flat = zero
	};
	char text[DECIMAL_TEXT_MAX];
	enum status status;

	if (units.numerator <= 0)
		return STATUS_OK;
	if (above(units, *quantity))
		step.quantity = *quantity;
	if (rating->scratch != NULL)
		step.name = arena_format(
		    rating->scratch, "%s, %s", what, show(rating, units, text));
	status =
	    ratio_subtract(*quantity, step.quantity, quantity, rating->error);
	return status == STATUS_OK ? rate_models_step(rating, step) : status;
}

enum status
rate_models_included(struct rating *rating, struct ratio *quantity)
{
	struct decimal included = rating->charge->usage.included;
	struct ratio own, rolled = zero;
	enum status status = STATUS_OK;

	if (rating->standing != NULL) {
		status = rate_models_part(rating, included, &own);
		if (status == STATUS_OK)
			status = standing_included(rating->standing,
			    rating->part, &rolled, rating->error);
		if (status == STATUS_OK)
			status =
			    ratio_subtract(rolled, own, &rolled, rating->error);
		if (status == STATUS_OK)
			status =
			    take_off(rating, rolled, "rolled over", quantity);
	}
	if (status == STATUS_OK)
		status =
		    rate_models_free(rating, included, "included", quantity);
	if (status == STATUS_OK)
		status = take_off(
		    rating, rating->pooled, "included, of the pool", quantity);
	return status;
}

/* The steps were in a pricing unit: bring them into the currency. */
static enum status
convert(struct rating *rating)
{
	const struct usage_terms *usage = &rating->charge->usage;
	struct ratio conversion = ratio_from_decimal(usage->conversion);
	struct rate_step step = { NULL, zero, zero, zero, zero };
	enum status status;
	char text[DECIMAL_TEXT_MAX];
	size_t i;

	if (usage->pricing_unit[0] == '\0')
		return STATUS_OK;
	status = ratio_multiply(
	    rating->total, conversion, &rating->total, rating->error);
	for (i = 0; i < rating->result->step_count && status == STATUS_OK;
	     i++) {
		struct rate_step *made = &rating->result->steps[i];

		status = ratio_multiply(
		    made->price, conversion, &made->price, rating->error);
		if (status == STATUS_OK)
			status = ratio_multiply(
			    made->flat, conversion, &made->flat, rating->error);
		if (status == STATUS_OK)
			status = ratio_multiply(made->amount, conversion,
			    &made->amount, rating->error);
	}
	if (status != STATUS_OK || rating->scratch == NULL)
		return status;
	step.name =
	    arena_format(rating->scratch, "prices in %s, converted at %s",
		usage->pricing_unit, decimal_format(usage->conversion, text));
	return rate_models_step(rating, step);
}

/* The percent discount. */
static enum status
give_discount(struct rating *rating)
{
	struct decimal percent = rating->charge->usage.discount;
	struct rate_step step = { NULL, zero, zero, zero, zero };
	char text[DECIMAL_TEXT_MAX];
	enum status status;

	if (decimal_sign(percent) == 0)
		return STATUS_OK;
	status = ratio_multiply(ratio_from_decimal(percent), ratio_of(-1, 100),
	    &step.flat, rating->error);
	if (status == STATUS_OK)
		status = ratio_multiply(
		    step.flat, rating->total, &step.flat, rating->error);
	if (status != STATUS_OK)
		return status;
	if (rating->scratch != NULL)
		step.name = arena_format(rating->scratch, "discount %s%%",
		    decimal_format(percent, text));
	return rate_models_step(rating, step);
}

/* What of the commitment nothing was spent of yet. */
static enum status
commitment_left(const struct rating *rating, struct ratio *left)
{
	const struct usage_terms *usage = &rating->charge->usage;
	enum status status;

	if (usage->commitment_term.count == 0)
		return rate_models_part(rating, usage->commitment, left);
	*left = ratio_from_decimal(usage->commitment);
	if (rating->standing == NULL)
		return STATUS_OK;
	status = ratio_subtract(*left,
	    ratio_from_decimal(money_decimal(rating->standing->spent)), left,
	    rating->error);
	if (left->numerator < 0)
		*left = zero;
	return status;
}

/* What is above the commitment costs its factor. */
static enum status
charge_overage(struct rating *rating)
{
	const struct usage_terms *usage = &rating->charge->usage;
	struct rate_step step = { .price = zero, .flat = zero };
	char factor[DECIMAL_TEXT_MAX], amount[DECIMAL_TEXT_MAX];
	struct ratio left;
	enum status status;

	if (decimal_sign(usage->commitment) == 0 ||
	    decimal_compare(usage->overage, decimal_from_integer(1)) == 0)
		return STATUS_OK;
	status = commitment_left(rating, &left);
	if (status != STATUS_OK || !above(rating->total, left))
		return status;
	status =
	    ratio_subtract(rating->total, left, &step.quantity, rating->error);
	if (status == STATUS_OK)
		status = ratio_subtract(ratio_from_decimal(usage->overage), one,
		    &step.price, rating->error);
	if (status != STATUS_OK)
		return status;
	if (rating->scratch != NULL)
		step.name = arena_format(rating->scratch,
		    "overage of %s, beyond a commitment of %s",
		    decimal_format(usage->overage, factor),
		    decimal_format(usage->commitment, amount));
	return rate_models_step(rating, step);
}

/* What is above the maximum goes. */
static enum status
bound_amount(struct rating *rating)
{
	const struct usage_terms *usage = &rating->charge->usage;
	struct rate_step step = { NULL, zero, zero, zero, zero };
	struct ratio maximum;
	const char *shown;
	enum status status;

	if (!usage->bounded)
		return STATUS_OK;
	status = rate_models_part(rating, usage->maximum, &maximum);
	if (status != STATUS_OK || !above(rating->total, maximum))
		return status;
	status =
	    ratio_subtract(maximum, rating->total, &step.flat, rating->error);
	if (status != STATUS_OK)
		return status;
	shown = rate_models_show(rating, usage->maximum);
	if (shown != NULL && rating->scratch != NULL)
		step.name = arena_format(rating->scratch, "maximum, %s", shown);
	return rate_models_step(rating, step);
}

enum status
rate_models_finish(struct rating *rating)
{
	enum status status = convert(rating);

	if (status == STATUS_OK)
		status = give_discount(rating);
	if (status == STATUS_OK)
		status = charge_overage(rating);
	if (status == STATUS_OK)
		status = bound_amount(rating);
	if (status == STATUS_OK)
		status = ratio_to_decimal(rating->total, DECIMAL_SCALE_MAX,
		    &rating->result->amount, rating->error);
	return status;
}
