/*
 * Two shops live through the same: one is run in between, with whatever is
 * known then, the other only in the end.
 */
#include "history.h"

#include <check.h>
#include <string.h>

#include "rule/tax.h"
#include "tests/unit/rule/shop.h"

#define EVENTS_MAX 8

static const struct {
	enum proration proration;
	enum charge_when when;
	enum anchor anchor;
	struct cycle every;
} kinds[] = {
	{ PRORATION_DAY, WHEN_ADVANCE, ANCHOR_ACCOUNT, { 1, CYCLE_MONTH } },
	{ PRORATION_DAY, WHEN_ARREARS, ANCHOR_ACCOUNT, { 1, CYCLE_MONTH } },
	{ PRORATION_MONTH30, WHEN_ADVANCE, ANCHOR_START, { 3, CYCLE_MONTH } },
	{ PRORATION_MONTH30, WHEN_ADVANCE, ANCHOR_ACCOUNT, { 1, CYCLE_YEAR } },
	{ PRORATION_SECOND, WHEN_ARREARS, ANCHOR_START, { 2, CYCLE_WEEK } },
	{ PRORATION_NONE, WHEN_ADVANCE, ANCHOR_ACCOUNT, { 1, CYCLE_MONTH } },
	{ PRORATION_NONE, WHEN_ARREARS, ANCHOR_START, { 45, CYCLE_DAY } },
};

#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

static const char *const prices[] = { "49.99", "1200.00", "0.03", "0.00",
	"79.99", "10.005" };

static void
furnish(struct shop *shop, uint64_t random)
{
	struct order *add;
	struct error error;

	shop_open(shop);
	zone_close(shop->zone);
	shop->zone = NULL;
	if (zone_open("America/New_York", &shop->zone, &error) != STATUS_OK)
		ck_abort_msg("%s", error.text);
	shop->rounding =
	    random % 2 == 0 ? ROUNDING_HALF_UP : ROUNDING_HALF_EVEN;
	for (size_t i = 0; i < 2; i++) {
		size_t kind = (size_t)(random >> (8 * i)) % KIND_COUNT;
		struct charge *charge = shop_charge(shop, i == 0 ? "a" : "b",
		    prices[(random >> (16 + 8 * i)) % 6]);

		charge->proration = kinds[kind].proration;
		charge->when = kinds[kind].when;
		charge->anchor = kinds[kind].anchor;
		charge->every = kinds[kind].every;
	}
	shop_charge(shop, "in", "99.00")->kind = CHARGE_ONE_TIME;
	shop_charge(shop, "out", "50.00")->kind = CHARGE_ONE_TIME;
	shop->bill_days[0].day = 1 + (int)((random >> 32) % 31);
	add = shop_order(shop, ACTION_ADD, "2026-01-01");
	add->start.days += (int)((random >> 40) % 60);
	/* A one-time charge stays, though its day moves before bill_from. */
	if (random >> 63 == 0)
		shop->charges[3].on = ON_TERMINATION;
	else
		add->bill_from.days =
		    add->start.days + (int)((random >> 48) % 80);
}

/* A cancellation or a new bill day comes in, on a day of 18 months. */
static void
happen(struct shop *shop, uint64_t event)
{
	struct date on = { shop_day("2025-12-15").days + (int)(event % 550) };
	size_t i = shop->bill_day_count;

	if (event >> 32 & 1) {
		shop_order(shop, ACTION_CANCEL, "2026-01-01")->start = on;
		return;
	}
	if (shop->bill_day_count == SHOP_BILL_DAYS_MAX)
		return;
	for (; i > 1 && shop->bill_days[i - 1].from.days > on.days; i--)
		shop->bill_days[i] = shop->bill_days[i - 1];
	shop->bill_days[i].from = on;
	shop->bill_days[i].day = 1 + (int)((event >> 40) % 31);
	shop->bill_day_count++;
}

/* Two taxes, the second on the first too, on the lines that are new. */
static void
tax(struct shop *shop, struct proposed_list lines)
{
	const struct tax_rate rates[] = {
		{ "NY", "", "excise", shop_decimal("7.3"),
		    shop_day("2000-01-01"), DATE_MAX, 1, true },
		{ "NY", "telecom", "sales", shop_decimal("8.875"),
		    shop_day("2000-01-01"), DATE_MAX, 2, false },
	};
	struct tax_rates all = { rates, 2 };
	struct tax_terms terms = { .rounding = shop->rounding };
	struct taxed_line *taxed =
	    arena_array(&shop->arena, lines.count + 1, sizeof(*taxed));
	struct error error;

	ck_assert_ptr_nonnull(taxed);
	terms.issue_date = shop_day("2026-01-01");
	for (size_t i = 0; i < lines.count; i++)
		taxed[i] =
		    (struct taxed_line){ &lines.items[i].line, "NY", false };
	if (tax_lines(taxed, lines.count, &all, &terms, &shop->arena, &error) !=
	    STATUS_OK)
		ck_abort_msg("%s", error.text);
}

static void
run(struct shop *shop, struct date as_of)
{
	struct proposed_list lines = shop_run(shop, as_of);

	tax(shop, lines);
	shop_post(shop, lines);
	lines = shop_run(shop, as_of);
	ck_assert_msg(lines.count == 0, "proposed again: %s",
	    shop_tell_lines(shop, lines));
}

/* What is left of a posted line and of its taxes. */
static void
check_line(const struct shop *shop, const struct posted *original)
{
	int64_t net = 0, taxes[2] = { 0, 0 };

	for (size_t i = 0; i < shop->posted_count; i++) {
		const struct posted *posted = &shop->posted[i];

		if (posted != original &&
		    strcmp(posted->line.corrects, original->reference) != 0)
			continue;
		ck_assert_uint_eq(posted->line.tax_count, 2);
		net += posted->line.amount.minor;
		taxes[0] += posted->line.taxes[0].amount.minor;
		taxes[1] += posted->line.taxes[1].amount.minor;
	}
	ck_assert_msg(net >= 0 && taxes[0] >= 0 && taxes[1] >= 0,
	    "%s is credited to %lld, %lld, %lld", original->reference,
	    (long long)net, (long long)taxes[0], (long long)taxes[1]);
	ck_assert_msg(net > 0 || (taxes[0] == 0 && taxes[1] == 0),
	    "%s is credited, its tax not", original->reference);
}

static int64_t
net_of(const struct shop *shop, const struct line *key)
{
	int64_t net = 0;

	for (size_t i = 0; i < shop->posted_count; i++) {
		if (line_key_compare(&shop->posted[i].line, key) == 0)
			net += shop->posted[i].line.amount.minor;
	}
	return net;
}

/* Every key of ${shop} has the same net in ${other}. */
static void
check_nets(const struct shop *shop, const struct shop *other)
{
	for (size_t i = 0; i < shop->posted_count; i++) {
		const struct line *line = &shop->posted[i].line;
		char start[DATE_TEXT_MAX];

		ck_assert_msg(net_of(shop, line) == net_of(other, line),
		    "%s of %s: %lld here, %lld there", line->charge,
		    date_format(line->cycle_start, start),
		    (long long)net_of(shop, line),
		    (long long)net_of(other, line));
	}
}

/* ${events} come in at random between runs of random dates. */
static void
live(struct shop *shop, const uint64_t *events, size_t count, uint64_t *state)
{
	int runs = 1 + shop_below(state, 8);
	size_t known = 0;

	while (runs-- > 0) {
		struct date as_of = { shop_day("2025-12-20").days +
				      shop_below(state, 560) };

		while (known < count && shop_below(state, 3) == 0)
			happen(shop, events[known++]);
		run(shop, as_of);
	}
	while (known < count)
		happen(shop, events[known++]);
	run(shop, shop_day("2027-09-01"));
}

void
history_check(uint64_t seed, int rounds)
{
	uint64_t state = seed;

	while (rounds-- > 0) {
		uint64_t begun = state, furniture = shop_random(&state);
		uint64_t events[EVENTS_MAX];
		size_t count = (size_t)shop_below(&state, EVENTS_MAX - 1);
		struct shop shop, other;

		mark_point();
		for (size_t i = 0; i < count; i++)
			events[i] = shop_random(&state);
		furnish(&shop, furniture);
		furnish(&other, furniture);
		live(&shop, events, count, &state);
		for (size_t i = 0; i < count; i++)
			happen(&other, events[i]);
		run(&other, shop_day("2027-09-01"));

		for (size_t i = 0; i < shop.posted_count; i++) {
			if (shop.posted[i].line.corrects[0] == '\0')
				check_line(&shop, &shop.posted[i]);
		}
		check_nets(&shop, &other);
		check_nets(&other, &shop);
		if (shop_net(&shop, "") != shop_net(&other, ""))
			ck_abort_msg(
			    "from state %llx", (unsigned long long)begun);
		shop_close(&shop);
		shop_close(&other);
	}
}
