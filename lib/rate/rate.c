/*
 * Everything is a ratio until the sum of the steps is written as a decimal;
 * where nobody wants to see steps, decimals alone mostly do.
 */
#include "rate/rate.h"

#include <assert.h>

#include "rate/rate_models.h"
#include "rate/rate_plain.h"

static const struct ratio zero = { 0, 1 };

/* Whether the amount could be found without ratios. */
static bool
price_plain(const struct charge *charge, struct decimal quantity,
    const struct rate_terms *terms, struct decimal *amount)
{
	return terms->part.numerator == terms->part.denominator &&
	       terms->standing == NULL && terms->pooled.numerator == 0 &&
	       rate_plain_fits(charge) && rate_plain(charge, quantity, amount);
}

enum status
rate(const struct charge *charge, struct decimal quantity,
    const struct rate_terms *terms, struct rate_result *result,
    struct arena *scratch, struct error *error)
{
	struct rating rating = {
		.charge = charge,
		.part = terms->part,
		.standing = terms->standing,
		.pooled = terms->pooled,
		.total = zero,
		.result = result,
		.scratch = scratch,
		.error = error,
	};
	struct ratio rest = zero;
	enum status status;

	assert(charge->kind == CHARGE_USAGE);
	*result = (struct rate_result){ .steps = NULL };
	if (scratch == NULL &&
	    price_plain(charge, quantity, terms, &result->amount))
		return STATUS_OK;
	if (decimal_sign(quantity) > 0)
		rest = ratio_from_decimal(quantity);
	status = rate_models_included(&rating, &rest);
	if (status == STATUS_OK)
		status = rate_models_apply(&rating, rest);
	if (status == STATUS_OK)
		status = rate_models_finish(&rating);
	if (status != STATUS_OK)
		error_prefix(error, "charge %s: ", charge->id);
	return status;
}

enum status
rate_minimum(const struct charge *charge, struct ratio part, struct money usage,
    enum rounding rounding, struct money *missing, struct error *error)
{
	struct ratio minimum;
	enum status status;

	status = ratio_multiply(
	    ratio_from_decimal(charge->usage.minimum), part, &minimum, error);
	if (status == STATUS_OK)
		status = money_round(
		    minimum, usage.currency, rounding, missing, error);
	if (status == STATUS_OK)
		status = money_subtract(*missing, usage, missing, error);
	if (status != STATUS_OK)
		return error_prefix(error, "charge %s: ", charge->id);
	if (missing->minor < 0)
		missing->minor = 0;
	return STATUS_OK;
}
