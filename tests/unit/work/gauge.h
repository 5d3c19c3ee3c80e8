#ifndef GAUGE_H
#define GAUGE_H

#include "desk.h"
#include "work/rating.h"

/*
 * A gauge meters two subscriptions, S1 of A1 from 2026-01-01 and S2 of A2 from
 * 2026-01-20, in GB, and rates them; desk_teardown() takes it down.
 *
 * gauge_setup():
 * The plan "metered": GB abroad are 2.00 each and 5.00 at least, others 0.10;
 * and S3 of A1, which is not metered.
 *
 * gauge_put(rows):
 * Book usage: "(SUBSCRIPTION, DAY of January 2026, EVENT, NUMBER, COUNTS, GB,
 * ZONE), ...".
 *
 * gauge_open(as_of, terms), gauge_rated(), gauge_rate(as_of):
 * Begin to rate; the records as "SUBSCRIPTION CHARGE KIND FROM QUANTITY EVENTS
 * AMOUNT; ..."; both.  gauge_rating is what rates.
 *
 * gauge_event():
 * To be told events, which stand in gauge_told then.
 *
 * gauge_second():
 * Chooses A2.
 */

extern struct rating gauge_rating;
extern const char *gauge_told;

void gauge_setup(void);
void gauge_put(const char *);
void gauge_open(const char *, struct rating_terms);
const char *gauge_rated(void);
const char *gauge_rate(const char *);
enum status gauge_event(void *, const struct rated_event *, struct error *);
bool gauge_second(void *, const struct billing_owner *);

#endif
