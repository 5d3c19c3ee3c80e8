/*
 * Whatever goes wrong here is a fault of the test or of the rule: it aborts.
 */
#include "shop.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "order/discount.h"

static const struct product product = {
	.id = "fiber",
	.sku = "F-1",
	.name = "Fiber",
	.line = "",
	.tax_code = "telecom",
	.revenue = "4010",
};

static void
must(enum status status, const struct error *error)
{
	if (status != STATUS_OK)
		ck_abort_msg("%s", error->text);
}

struct date
shop_day(const char *text)
{
	struct date date = DATE_NONE;
	struct error error;

	if (text != NULL && text[0] != '\0')
		must(date_parse(text, &date, &error), &error);
	return date;
}

struct decimal
shop_decimal(const char *text)
{
	struct decimal decimal;
	struct error error;

	must(decimal_parse(text, DECIMAL_PLACES_MAX, &decimal, &error), &error);
	return decimal;
}

struct currency
shop_dollars(void)
{
	struct currency currency;
	struct error error;

	must(currency_parse("USD", &currency, &error), &error);
	return currency;
}

struct money
shop_money(const char *text)
{
	struct money money;
	struct error error;

	must(money_parse(text, shop_dollars(), &money, &error), &error);
	return money;
}

uint64_t
shop_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

int
shop_below(uint64_t *state, int limit)
{
	return (int)(shop_random(state) % (uint64_t)limit);
}

void
shop_open(struct shop *shop)
{
	struct error error;

	*shop = (struct shop){ .bill_day_count = 1 };
	shop->until = shop_day("2030-01-01");
	shop->bill_days[0] = (struct bill_day){ shop_day("1970-01-01"), 1 };
	shop->plan = (struct plan){
		.id = "basic",
		.name = "Basic",
		.product = &product,
		.currency = shop_dollars(),
		.charges = shop->charges,
	};
	shop->catalog = (struct catalog){
		.version = "2026",
		.effective = shop_day("2020-01-01"),
		.plans = &shop->plan,
		.plan_count = 1,
	};
	shop->catalogs = (struct catalogs){ &shop->catalog, 1 };
	must(zone_open("UTC", &shop->zone, &error), &error);
}

void
shop_close(struct shop *shop)
{
	zone_close(shop->zone);
	arena_close(&shop->arena);
}

struct charge *
shop_charge(struct shop *shop, const char *id, const char *price)
{
	struct charge *charge = &shop->charges[shop->plan.charge_count++];

	ck_assert_uint_le(shop->plan.charge_count, SHOP_CHARGES_MAX);
	*charge = (struct charge){
		.id = id,
		.name = id,
		.kind = CHARGE_RECURRING,
		.tax_code = "telecom",
		.revenue = "4010",
		.product = &product,
		.currency = shop_dollars(),
		.price = shop_decimal(price),
		.priced = true,
		.every = { 1, CYCLE_MONTH },
	};
	return charge;
}

struct order *
shop_order(struct shop *shop, enum action action, const char *start)
{
	struct order *order = &shop->orders[shop->order_count++];

	ck_assert_uint_le(shop->order_count, SHOP_ORDERS_MAX);
	*order = (struct order){
		.sequence = (int64_t)shop->order_count,
		.action = action,
		.start = shop_day(start),
		.end = DATE_NONE,
		.bill_from = DATE_NONE,
		.term_end = DATE_NONE,
		.anchor_on = DATE_NONE,
		.id = arena_format(&shop->arena, "O%zu", shop->order_count),
		.line = "1",
		.voids = "",
		.po_number = "",
		.catalog = &shop->catalog,
		.plan = &shop->plan,
		.quantity = decimal_from_integer(1),
		.price = "",
		.charge = "",
		.service = "",
	};
	return order;
}

void
shop_bill_day(struct shop *shop, const char *from, int day)
{
	ck_assert_uint_lt(shop->bill_day_count, SHOP_BILL_DAYS_MAX);
	shop->bill_days[shop->bill_day_count++] =
	    (struct bill_day){ shop_day(from), day };
}

void
shop_subscription(struct shop *shop, struct subscription *subscription)
{
	struct error error;

	*subscription = (struct subscription){ .id = "S1", .owner = "A1" };
	must(subscription_build((struct orders){ shop->orders,
				    shop->order_count, shop->until },
		 &shop->arena, subscription, &error),
	    &error);
}

struct dues
shop_dues(struct shop *shop, const struct subscription *subscription,
    struct date as_of)
{
	struct due_terms terms = {
		.as_of = as_of,
		.rounding = shop->rounding,
		.zone = shop->zone,
		.bill_days = shop->bill_days,
		.bill_day_count = shop->bill_day_count,
	};
	struct posted_list posted = { shop->posted, shop->posted_count };
	struct dues dues, discounts = { NULL, 0 };
	struct error error;

	must(due_list(subscription, &terms, &shop->arena, &dues, &error),
	    &error);
	must(discount_dues(
		 subscription, &terms, &dues, &shop->arena, &discounts, &error),
	    &error);
	must(discount_shares(
		 posted, &dues, &terms, &shop->arena, &discounts, &error),
	    &error);
	for (size_t i = 0; i < discounts.count; i++)
		must(due_add(&dues, &discounts.items[i], &shop->arena, &error),
		    &error);
	return dues;
}

struct proposed_list
shop_correct(struct shop *shop, struct dues dues, struct date as_of)
{
	struct correct_terms terms = {
		.as_of = as_of,
		.rounding = shop->rounding,
		.catalogs = &shop->catalogs,
	};
	struct posted_list posted = { shop->posted, shop->posted_count };
	struct proposed_list lines = { NULL, 0 };
	struct error error;

	must(correct(&dues, posted, &terms, &lines, &shop->arena, &error),
	    &error);
	return lines;
}

struct proposed_list
shop_run(struct shop *shop, struct date as_of)
{
	struct subscription subscription;

	shop_subscription(shop, &subscription);
	return shop_correct(shop, shop_dues(shop, &subscription, as_of), as_of);
}

/* By key, and within one as they were posted: as the ledger sorts them. */
static int
posted_compare(const void *left, const void *right)
{
	const struct posted *a = left;
	const struct posted *b = right;
	int order = line_key_compare(&a->line, &b->line);

	if (order != 0)
		return order;
	if (a->line.revision != b->line.revision)
		return a->line.revision < b->line.revision ? -1 : 1;
	if (strlen(a->reference) != strlen(b->reference))
		return strlen(a->reference) < strlen(b->reference) ? -1 : 1;
	return strcmp(a->reference, b->reference);
}

void
shop_post(struct shop *shop, struct proposed_list lines)
{
	shop->invoices++;
	for (size_t i = 0; i < lines.count; i++) {
		shop->posted = arena_grow(&shop->arena, shop->posted,
		    shop->posted_count, sizeof(*shop->posted));
		ck_assert_ptr_nonnull(shop->posted);
		shop->posted[shop->posted_count] = (struct posted){
			.reference = arena_format(&shop->arena, "INV-%03d/%zu",
			    shop->invoices, i + 1),
			.account = "A1",
			.line = lines.items[i].line,
			.posting = shop->invoices,
		};
		ck_assert_ptr_nonnull(
		    shop->posted[shop->posted_count++].reference);
	}
	if (shop->posted_count > 1)
		qsort(shop->posted, shop->posted_count, sizeof(*shop->posted),
		    posted_compare);
}

int64_t
shop_net(const struct shop *shop, const char *charge)
{
	int64_t net = 0;

	for (size_t i = 0; i < shop->posted_count; i++) {
		const struct line *line = &shop->posted[i].line;

		if (charge[0] == '\0' || strcmp(line->charge, charge) == 0)
			net += line->amount.minor;
	}
	return net;
}

/* ${told}, and what is said of one line. */
static char *
tell(struct shop *shop, char *told, const struct line *line)
{
	char from[DATE_TEXT_MAX], to[DATE_TEXT_MAX], amount[MONEY_TEXT_MAX];

	told = arena_format(&shop->arena, "%s%s%s%s%s %s..%s %s%s%s", told,
	    told[0] == '\0' ? "" : ", ", line->charge,
	    line->instance[0] == '\0' ? "" : ":", line->instance,
	    date_format(line->period_start, from),
	    date_format(line->period_end, to) + 5,
	    money_format(line->amount, amount),
	    line->corrects[0] == '\0' ? "" : " on ", line->corrects);
	ck_assert_ptr_nonnull(told);
	return told;
}

const char *
shop_tell_dues(struct shop *shop, struct dues dues)
{
	char *told = arena_text(&shop->arena, "");

	for (size_t i = 0; i < dues.count; i++) {
		for (size_t k = 0; k < dues.items[i].segment_count; k++) {
			struct segment segment = dues.items[i].segments[k];
			struct line line = dues.items[i].key;

			line.period_start = segment.from;
			line.period_end = segment.to;
			line.amount = segment.amount;
			told = tell(shop, told, &line);
		}
	}
	return told;
}

const char *
shop_tell_lines(struct shop *shop, struct proposed_list lines)
{
	char *told = arena_text(&shop->arena, "");

	for (size_t i = 0; i < lines.count; i++)
		told = tell(shop, told, &lines.items[i].line);
	return told;
}

struct line *
shop_line(struct arena *arena, const char *amount)
{
	struct line *line = arena_alloc(arena, sizeof(*line));

	ck_assert_ptr_nonnull(line);
	*line = (struct line){
		.kind = LINE_RECURRING,
		.owner = "A1",
		.subscription = "S1",
		.service = "",
		.charge = "access",
		.product = "fiber",
		.description = "access",
		.period_start = shop_day("2026-01-01"),
		.period_end = shop_day("2026-02-01"),
		.quantity = decimal_from_integer(1),
		.unit = "",
		.unit_price = amount,
		.amount = shop_money(amount),
		.tax_code = "telecom",
		.corrects = "",
		.upto = "",
		.plan = "basic",
		.catalog = "2026",
		.order_price = "",
		.dimensions = "",
		.cycle_start = shop_day("2026-01-01"),
		.cycle_end = shop_day("2026-02-01"),
		.revision = 1,
		.adjustment = "",
		.instance = "",
		.order = "",
		.order_line = "",
		.split = "",
		.section = "",
	};
	return line;
}
