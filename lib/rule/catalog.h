#ifndef RULE_CATALOG_H
#define RULE_CATALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/currency.h"
#include "base/date.h"
#include "base/decimal.h"
#include "rule/cycle.h"
#include "rule/life.h"
#include "rule/prorate.h"
#include "rule/schedule.h"

/*
 * A catalog says what is sold, in versions that never change.
 *
 * A plan sells one product for a bundle of charges: recurring, one-time and
 * usage.  A version is in force from its effective date until the next one; an
 * order binds to the version that was in force on its first billed day, and
 * keeps it.  What the keys mean stands in bill-catalog(5).
 *
 * Everything is plain data that somebody else's arena owns; plans of a version
 * are sorted by id, charges stand in the order of the file, versions are sorted
 * by effective date and then by name.
 *
 * catalogs_version(catalogs, version):
 * The version of that name, or NULL.
 *
 * catalogs_plan(catalogs, version, plan):
 * The plan of that id in that version, or NULL.
 *
 * catalogs_sold(catalogs, plan, on):
 * The latest version in force on date ${on} that has ${plan}, or NULL.
 *
 * catalog_plan(catalog, plan), catalog_metric(catalog, metric),
 * catalog_holidays(catalog, id), catalog_classes(catalog, id),
 * catalog_discount(catalog, id):
 * The plan, metric, holidays, time classes or discount of that id, or NULL.
 *
 * plan_charge(plan, charge):
 * The first charge of that id, or NULL.
 *
 * plan_recurring(plan):
 * The only recurring charge of ${plan}; NULL if there is none or more than one.
 */

enum charge_kind { CHARGE_RECURRING, CHARGE_ONE_TIME, CHARGE_USAGE };
enum charge_when { WHEN_ADVANCE, WHEN_ARREARS };
enum charge_per { PER_UNIT, PER_FLAT };
/* A one-time charge "on: order" is owed when an order line adds it. */
enum charge_on { ON_ACTIVATION, ON_TERMINATION, ON_ORDER };

enum charge_model {
	MODEL_UNIT,
	MODEL_GRADUATED,
	MODEL_VOLUME,
	MODEL_STAIRSTEP,
	MODEL_PACKAGE,
	MODEL_PERCENTAGE,
	MODEL_GRADUATED_PERCENTAGE,
	MODEL_DYNAMIC,
	MODEL_MATRIX,
	MODEL_DECK,
};

enum aggregation {
	AGGREGATION_SUM,
	AGGREGATION_COUNT,
	AGGREGATION_MAX,
	AGGREGATION_LATEST,
	AGGREGATION_UNIQUE,
	AGGREGATION_WEIGHTED,
};

/* What the quantity of an event says of a level: itself, how it changes, or how
 * much of one item there is (0: it is gone). */
enum metric_values { VALUES_LEVEL, VALUES_CHANGE, VALUES_PRESENCE };

/* What a level is multiplied by for each of: "GB-hours". */
enum metric_per { PER_HOUR, PER_SECOND, PER_MINUTE, PER_DAY, PER_PERIOD };

/* Whose included units are one. */
enum pooling { POOLING_NONE, POOLING_ACCOUNT, POOLING_PAYER };

/* How a quantity is rounded to a step. */
enum stepping { STEPPING_NONE, STEPPING_UP, STEPPING_DOWN, STEPPING_NEAREST };

/* The keys of a tier, as the texts of struct tier stand. */
enum tier_key { TIER_UP_TO, TIER_PRICE, TIER_FLAT, TIER_RATE, TIER_CAP };
#define TIER_KEY_COUNT 5

/* One step of a tiered price; what is not given is zero. */
struct tier {
	const char *texts[TIER_KEY_COUNT]; /* as written; "" where absent */
	bool open; /* the last one, which has no up_to */
	struct decimal up_to; /* inclusive */
	struct decimal price;
	struct decimal flat;
	struct decimal rate; /* percent */
	struct decimal cap; /* of the amount of the tier */
	bool capped;
};

/* A usage charge bills the events whose dimension fits this pattern. */
struct filter {
	const char *dimension;
	const char *value; /* see charge_filter.h */
};

/* The price of the events whose dimensions fit. */
struct matrix_price {
	const char *text; /* of the price, as written */
	const char *dimensions; /* the filters as a JSON object, "" for none */
	struct filter *filters; /* by dimension; none: the default */
	size_t filter_count;
	struct decimal price;
};

/* When somebody is to be told: one of the three is given. */
enum alert_key { ALERT_PERCENT, ALERT_AMOUNT, ALERT_FIRST_USE };
#define ALERT_KEY_COUNT 3

struct usage_alert {
	const char *texts[ALERT_KEY_COUNT]; /* as written; "" where absent */
	enum alert_key kind;
	struct decimal value; /* percent of the included units, or amount */
};

/* What a usage charge says beside its price; what is not given is zero. */
struct usage_terms {
	const struct metric *metric;
	enum charge_model model;
	struct decimal size;
	struct decimal free;
	struct decimal rate; /* percent */
	struct decimal fixed; /* of each event */
	struct decimal free_events;
	struct decimal free_amount;
	struct decimal event_minimum; /* the amount of each event */
	struct decimal event_maximum;
	bool event_bounded; /* whether event_maximum is given */
	struct decimal markup; /* percent, on amounts that events carry */
	const char *pricing_unit; /* "": the currency */
	struct decimal conversion; /* of a pricing unit; 1 without one */
	bool each_level; /* levels are priced for the time that they last */
	const char *deck;
	const char *number; /* the dimension that has the number called */
	const struct time_classes *classes; /* NULL: one for all */
	struct matrix_price *prices;
	size_t price_count;
	int rollover; /* periods */
	struct decimal rollover_max;
	bool rollover_bounded; /* whether rollover_max is given */
	enum pooling pool;
	struct decimal commitment;
	struct cycle commitment_term; /* count 0: each period is one */
	struct decimal overage; /* factor beyond the commitment, or 1 */
	struct decimal limit; /* units of a period */
	bool limited;
	struct usage_alert *alerts;
	size_t alert_count;
	struct decimal included;
	struct decimal minimum;
	struct decimal maximum;
	bool bounded; /* whether a maximum is given */
	struct decimal discount; /* percent */
	bool zero_free; /* no flat at zero usage */
	struct tier *tiers;
	size_t tier_count;
	struct filter *filters; /* by dimension */
	size_t filter_count;
};

struct metric {
	const char *const *texts; /* as written, by key (see metric.h) */
	const char *id;
	const char *unit;
	const char *field; /* the dimension that is aggregated; "": quantity */
	struct expression *expression; /* of the quantity; NULL without one */
	enum aggregation aggregation;
	bool recurring; /* the value lasts into the next period */
	enum metric_values values;
	enum metric_per per;
	enum stepping stepping;
	struct decimal step;
};

/* Dates that some class of hours knows as holidays. */
struct holidays {
	const char *id;
	struct date *dates; /* sorted */
	size_t count;
};

/* See rate/time_class.h. */
enum time_class_key {
	CLASS_ID,
	CLASS_HOLIDAYS,
	CLASS_DAYS,
	CLASS_FROM,
	CLASS_TO,
};
#define TIME_CLASS_KEY_COUNT 5

struct time_class {
	const char *texts[TIME_CLASS_KEY_COUNT]; /* as written; "" if absent */
	const char *id;
	const struct holidays *holidays; /* only on these; NULL: any date */
	unsigned days; /* bit 0 is Monday */
	int from; /* minutes after midnight */
	int to; /* 1440 is the end of the day */
};

struct time_classes {
	const char *id;
	struct time_class *items; /* the first that fits; the last does */
	size_t count;
};

/* From this long after a subscription's start, another price. */
enum ramp_key { RAMP_AFTER, RAMP_PRICE };
#define RAMP_KEY_COUNT 2

struct ramp_step {
	const char *texts[RAMP_KEY_COUNT]; /* as written */
	struct cycle after;
	struct decimal price;
};

/* A product of a bundle, and the price that it has alone, by which the one
 * price is split. */
enum component_key { COMPONENT_PRODUCT, COMPONENT_PRICE };
#define COMPONENT_KEY_COUNT 2

struct component {
	const char *texts[COMPONENT_KEY_COUNT]; /* as written */
	const struct product *product;
	struct decimal price;
};

/* See order/discount.h. */
enum discount_scope { SCOPE_SUBSCRIPTION, SCOPE_DOCUMENT };

struct discount {
	const char *const *texts; /* as written, by key (see discount.h) */
	const char *id;
	const char *name;
	enum discount_scope scope;
	bool by_percent; /* else by amount */
	struct decimal percent;
	struct decimal amount; /* of each full period, or of the document */
	struct currency currency; /* of the amount */
	const char *plan; /* only of these; "": all */
	const char *product;
	const char *line;
	const char *charge;
	bool of_kind; /* only of this kind of charge */
	int kind; /* enum charge_kind */
	int periods; /* how many; 0: without end */
	struct date until; /* DATE_NONE, or the first day without it */
	const char *code; /* of a coupon; "": none is needed */
	int limit; /* orders in all; 0: any number */
	int customer_limit; /* orders of one customer; 0: any number */
	struct date from; /* when it may be ordered; DATE_NONE: any time */
	struct date to;
};

struct product {
	const char *id;
	const char *sku;
	const char *name;
	const char *line; /* product line */
	const char *tax_code;
	const char *revenue; /* account code; "" is the company's */
};

/* A usage charge is monthly, anchored to the account and in arrears. */
struct charge {
	const char *const *texts; /* as written, by key (see charge.h) */
	const char *id;
	const char *name;
	enum charge_kind kind;
	const char *tax_code; /* its own, else the product's */
	const char *revenue; /* its own, else the product's */
	const struct product *product; /* its own, else the plan's */
	struct currency currency;
	struct decimal price;
	bool priced; /* whether a price is given */
	struct cycle every;
	enum anchor anchor;
	enum charge_when when;
	enum proration proration;
	enum charge_per per;
	enum charge_on on;
	struct ramp_step *ramp; /* by time, of a recurring charge */
	size_t ramp_count;
	struct component *components; /* of a bundle's recurring charge */
	size_t component_count;
	struct usage_terms usage;
};

struct plan {
	const char *id;
	const char *name;
	const struct product *product;
	struct currency currency;
	struct charge *charges;
	size_t charge_count;
	struct life life;
};

struct catalog {
	const char *version;
	struct date effective;
	struct metric *metrics;
	size_t metric_count;
	struct holidays *holidays;
	size_t holidays_count;
	struct time_classes *classes;
	size_t classes_count;
	struct product *products;
	size_t product_count;
	struct plan *plans;
	size_t plan_count;
	struct discount *discounts; /* by id */
	size_t discount_count;
};

struct catalogs {
	const struct catalog *items;
	size_t count;
};

const struct catalog *catalogs_version(const struct catalogs *, const char *);
const struct plan *catalogs_plan(
    const struct catalogs *, const char *, const char *);
const struct catalog *catalogs_sold(
    const struct catalogs *, const char *, struct date);
const struct plan *catalog_plan(const struct catalog *, const char *);
const struct metric *catalog_metric(const struct catalog *, const char *);
const struct holidays *catalog_holidays(const struct catalog *, const char *);
const struct time_classes *catalog_classes(
    const struct catalog *, const char *);
const struct discount *catalog_discount(const struct catalog *, const char *);
const struct charge *plan_charge(const struct plan *, const char *);
const struct charge *plan_recurring(const struct plan *);

#endif
