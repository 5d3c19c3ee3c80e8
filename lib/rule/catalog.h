#ifndef RULE_CATALOG_H
#define RULE_CATALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/currency.h"
#include "base/date.h"
#include "base/decimal.h"
#include "rule/cycle.h"
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
 * catalogs_sold(catalogs, plan, on):
 * The latest version in force on date ${on} that has ${plan}, or NULL.
 *
 * catalog_plan(catalog, plan), catalog_metric(catalog, metric):
 * The plan or metric of that id, or NULL.
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
enum charge_on { ON_ACTIVATION, ON_TERMINATION };

enum charge_model {
	MODEL_UNIT,
	MODEL_GRADUATED,
	MODEL_VOLUME,
	MODEL_STAIRSTEP,
	MODEL_PACKAGE,
	MODEL_PERCENTAGE,
	MODEL_GRADUATED_PERCENTAGE,
	MODEL_DYNAMIC,
};

enum aggregation {
	AGGREGATION_SUM,
	AGGREGATION_COUNT,
	AGGREGATION_MAX,
	AGGREGATION_LATEST,
	AGGREGATION_UNIQUE,
	AGGREGATION_WEIGHTED,
};

/* How a quantity is rounded to a step. */
enum stepping { STEPPING_NONE, STEPPING_UP, STEPPING_DOWN, STEPPING_NEAREST };

/* The keys of a tier, as the texts of struct tier stand. */
enum tier_key { TIER_UP_TO, TIER_PRICE, TIER_FLAT, TIER_RATE };
#define TIER_KEY_COUNT 4

/* One step of a tiered price; what is not given is zero. */
struct tier {
	const char *texts[TIER_KEY_COUNT]; /* as written; "" where absent */
	bool open; /* the last one, which has no up_to */
	struct decimal up_to; /* inclusive */
	struct decimal price;
	struct decimal flat;
};

/* A usage charge bills the events whose dimension has this value. */
struct filter {
	const char *dimension;
	const char *value;
};

/*
 * What a usage charge says beside its price; what is not given is zero.  The
 * keys of models that are not rated yet stand only in the texts of the charge.
 */
struct usage_terms {
	const struct metric *metric;
	enum charge_model model;
	struct decimal size;
	struct decimal free;
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
	const char *field;
	enum aggregation aggregation;
	enum stepping stepping;
	struct decimal step;
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
	struct usage_terms usage;
};

struct plan {
	const char *id;
	const char *name;
	const struct product *product;
	struct currency currency;
	struct charge *charges;
	size_t charge_count;
};

struct catalog {
	const char *version;
	struct date effective;
	struct metric *metrics;
	size_t metric_count;
	struct product *products;
	size_t product_count;
	struct plan *plans;
	size_t plan_count;
};

struct catalogs {
	const struct catalog *items;
	size_t count;
};

const struct catalog *catalogs_version(const struct catalogs *, const char *);
const struct catalog *catalogs_sold(
    const struct catalogs *, const char *, struct date);
const struct plan *catalog_plan(const struct catalog *, const char *);
const struct metric *catalog_metric(const struct catalog *, const char *);
const struct charge *plan_charge(const struct plan *, const char *);
const struct charge *plan_recurring(const struct plan *);

#endif
