#ifndef COUNTING_H
#define COUNTING_H

#include "rate/tally.h"
#include "tariff.h"

/*
 * Counting events under a tariff; what cannot be counted aborts the test.
 *
 * counting_begin(tally, tariff, metric, made):
 * tally_begin() of the charge, which lives in ${made}, in counting_terms.
 *
 * counting_add(tally, happening, hour):
 * The charge takes the event, and counts it.
 *
 * counting_amount(tally, name):
 * The amount, which is the same whether steps are asked for or not, and is what
 * the steps make.
 *
 * counting_gb:
 * A metric that adds up quantities.
 */

#define COUNTING_HOUR INT64_C(3600000000)

/* An event, of which NULL is not given. */
struct happening {
	const char *quantity;
	const char *amount;
	const char *zone;
	const char *class;
};

extern struct tally_terms counting_terms;
extern const struct metric counting_gb;

void counting_begin(struct tally *, const struct tariff *,
    const struct metric *, struct tariff_charge *);
void counting_add(struct tally *, const struct happening *, int);
struct decimal counting_amount(const struct tally *, const char *);

#endif
