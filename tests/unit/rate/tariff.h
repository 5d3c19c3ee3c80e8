#ifndef TARIFF_H
#define TARIFF_H

#include "rate/rate.h"
#include "rule/charge.h"

/*
 * A tariff is a usage charge as a catalog says it; NULL is not said.
 *
 * tariff_setup(), tariff_teardown():
 * The arena of what is rated, for a checked fixture.
 *
 * tariff_make(tariff, made):
 * The charge, which lives in ${made}.
 *
 * tariff_rate(charge, quantity, part):
 * rate(), which must succeed.
 *
 * tariff_check(row):
 * The row has its amount, and whoever reads the steps can compute it.
 *
 * tariff_check_steps(name, result):
 * Each step's units, price and flat make its amount, and the steps make all.
 *
 * tariff_part(part):
 * A part as two numbers; 0, 0 is a full period.
 *
 * tariff_some(state, limit), tariff_some_tiers(state, model, flats):
 * A random decimal below ${limit} with three places; random tiers, whose prices
 * and flats are below 10.
 */

#define TARIFF_TIERS_MAX 4

#define TARIFF_KEYS_MAX 6

/* Another key, and its text; NULL ends them. */
struct tariff_key {
	enum charge_key key;
	const char *text;
};

struct tariff {
	const char *model;
	const char *price;
	/* up_to, price, flat, rate, cap */
	const char *tiers[TARIFF_TIERS_MAX][TIER_KEY_COUNT];
	const char *size;
	const char *free;
	const char *included;
	const char *discount;
	const char *maximum;
	const char *minimum;
	const char *zero;
	struct tariff_key more[TARIFF_KEYS_MAX];
	struct matrix_price *prices;
	size_t price_count;
};

struct tariff_charge {
	struct charge charge;
	struct tier tiers[TARIFF_TIERS_MAX];
	const char *texts[CHARGE_KEY_COUNT];
};

/* What a quantity costs. */
struct tariff_row {
	const char *name;
	struct tariff tariff;
	const char *quantity;
	int part[2]; /* 0, 0 is a full period */
	const char *amount;
};

/* Tariffs that several tests look at. */
#define TARIFF_GRADUATED \
	{ \
		"graduated", .tiers = { \
			{ "10", "10", "2" }, \
			{ "20", "5", "3" }, \
			{ "", "5", "3" } \
		} \
	}
#define TARIFF_VOLUME \
	{ \
		"volume", .tiers = { \
			{ "99", "2", "" }, \
			{ "199", "1.5", "5" }, \
			{ "", "1", "" } \
		} \
	}
#define TARIFF_STAIRSTEP \
	{ \
		"stairstep", .tiers = { \
			{ "10", "", "7" }, \
			{ "20", "", "12" }, \
			{ "", "", "15" } \
		} \
	}
#define TARIFF_STAIRSTEP_FREE \
	{ \
		"stairstep", .tiers = { { "10", "", "7" }, { "", "", "15" } }, \
			     .zero = "free" \
	}
#define TARIFF_PACKAGE \
	{ \
		"package", "3", .size = "1000", .free = "100" \
	}

extern struct arena tariff_arena;

void tariff_setup(void);
void tariff_teardown(void);
const struct charge *tariff_make(const struct tariff *, struct tariff_charge *);
struct rate_result tariff_rate(
    const struct charge *, struct decimal, struct ratio);
void tariff_check(const struct tariff_row *);
void tariff_check_steps(const char *, const struct rate_result *);
struct ratio tariff_part(const int[2]);
const char *tariff_some(uint64_t *, int);
struct tariff tariff_some_tiers(uint64_t *, const char *, bool);

#endif
