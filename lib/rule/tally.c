/*
 * What prices a quantity as a whole is left to rate().
 */
#include "rule/tally.h"

enum status
tally_begin(struct tally *tally, const struct charge *charge,
    const struct tally_terms *terms, struct error *error)
{
	(void)error;
	*tally = (struct tally){ .charge = charge, .terms = *terms };
	meter_begin(&tally->meter, charge->usage.metric, terms->begin,
	    terms->end, terms->arena);
	return STATUS_OK;
}

enum status
tally_before(
    struct tally *tally, const struct usage_event *event, struct error *error)
{
	return meter_before(&tally->meter, event, error);
}

enum status
tally_add(
    struct tally *tally, const struct usage_event *event, struct error *error)
{
	return meter_add(&tally->meter, event, error);
}

enum status
tally_quantity(
    const struct tally *tally, struct decimal *quantity, struct error *error)
{
	return meter_quantity(&tally->meter, quantity, error);
}

enum status
tally_price(const struct tally *tally, struct ratio pooled,
    struct rate_result *result, struct arena *scratch, struct error *error)
{
	const struct rate_terms terms = { tally->terms.part,
		tally->terms.standing, pooled };
	struct decimal quantity;
	enum status status;

	status = tally_quantity(tally, &quantity, error);
	if (status == STATUS_OK)
		status = rate(
		    tally->charge, quantity, &terms, result, scratch, error);
	return status;
}
