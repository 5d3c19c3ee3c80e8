#ifndef RULE_RATE_MODELS_H
#define RULE_RATE_MODELS_H

#include "rate/rate.h"

/*
 * The models of charges, each as the steps that it takes.  A part of rating
 * (see rate.h), which says what they mean.
 *
 * rate_models_apply(rating, quantity):
 * Price ${quantity}, which is not negative.
 *
 * rate_models_included(rating, quantity):
 * Steps that take off the included units, not more than ${quantity}.
 *
 * rate_models_finish(rating):
 * What comes after a model: the conversion of its steps, the discount, what is
 * above the commitment, the maximum; and the amount, written.
 *
 * rate_models_step(rating, step):
 * Append a step, whose amount its units, price and flat make.  A name of NULL
 * is STATUS_MEMORY.  Where rating->scratch is NULL, only the total is kept.
 *
 * rate_models_free(rating, whole, what, quantity):
 * A step that takes units off which cost nothing: ${whole} in a full period,
 * but not more than there are.
 *
 * rate_models_part(rating, whole, value):
 * What is ${whole} in a full period, as it is in this part.
 *
 * rate_models_show(rating, whole):
 * The same for people: "500", or "10/31 of 500"; NULL if there is no memory.
 */

struct rating {
	const struct charge *charge;
	struct ratio part;
	const struct standing *standing; /* NULL: there was none before */
	struct ratio pooled; /* included units that others leave */
	struct ratio total; /* of the steps */
	struct rate_result *result;
	struct arena *scratch;
	struct error *error;
};

enum status rate_models_apply(struct rating *, struct ratio) MUST_CHECK;
enum status rate_models_included(struct rating *, struct ratio *) MUST_CHECK;
enum status rate_models_finish(struct rating *) MUST_CHECK;
enum status rate_models_step(struct rating *, struct rate_step) MUST_CHECK;
enum status rate_models_free(
    struct rating *, struct decimal, const char *, struct ratio *) MUST_CHECK;
enum status rate_models_part(
    const struct rating *, struct decimal, struct ratio *) MUST_CHECK;
const char *rate_models_show(const struct rating *, struct decimal) MUST_CHECK;

#endif
