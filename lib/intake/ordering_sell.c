/*
 * A line binds to one version of the catalog for its plan, and to one for its
 * discounts, for good: so all that may be wrong with them is looked for here.
 */
#include <string.h>

#include "base/nearest.h"
#include "intake/ordering.h"
#include "intake/selling.h"

/* The version in force on a day, whatever is in it; NULL if there is none. */
static const struct catalog *
in_force(const struct catalogs *catalogs, struct date on)
{
	const struct catalog *found = NULL;
	size_t i;

	for (i = 0; i < catalogs->count; i++) {
		if (catalogs->items[i].effective.days <= on.days)
			found = &catalogs->items[i];
	}
	return found;
}

/* No such discount: which one was meant? */
static enum status
no_discount(struct ordering_line *line, const struct catalog *catalog,
    const char *id, struct error *error)
{
	size_t count = catalog == NULL ? 0 : catalog->discount_count, i;
	const char **ids = arena_array(line->arena, count + 1, sizeof(*ids));
	const char *near;
	char excerpt[ERROR_EXCERPT_MAX];

	if (ids == NULL)
		return error_memory(error);
	for (i = 0; i < count; i++)
		ids[i] = catalog->discounts[i].id;
	near = nearest(id, ids, count);
	return error_set(error, STATUS_INVALID,
	    "column discount: %s is not in the catalog in force%s%s%s",
	    error_excerpt(id, excerpt), near == NULL ? "" : "; ",
	    near == NULL ? "" : near, near == NULL ? "" : "?");
}

/* It may be ordered on the line's day, in the account's currency. */
static enum status
check_discount(const struct ordering_line *line, const char *column,
    const struct discount *discount, const char *currency, struct error *error)
{
	char text[DATE_TEXT_MAX];
	struct date on = line->start;

	if (date_given(discount->from) && on.days < discount->from.days)
		return error_set(error, STATUS_INVALID,
		    "column %s: %s may be ordered from %s on", column,
		    discount->id, date_format(discount->from, text));
	if (date_given(discount->to) && on.days >= discount->to.days)
		return error_set(error, STATUS_INVALID,
		    "column %s: %s may be ordered before %s only", column,
		    discount->id, date_format(discount->to, text));
	if (line->order.plan != NULL)
		currency = line->order.plan->currency.code;
	if (!discount->by_percent && currency[0] != '\0' &&
	    strcmp(discount->currency.code, currency) != 0)
		return error_set(error, STATUS_INVALID,
		    "column %s: %s is in %s, not in %s", column, discount->id,
		    discount->currency.code, currency);
	return STATUS_OK;
}

static enum status
find_discount(struct ordering_line *line, const char *currency,
    struct error *error)
{
	const char *id = line->values[ORDERING_DISCOUNT];
	const struct discount *discount = NULL;

	if (id[0] == '\0' || line->order.undiscounted)
		return STATUS_OK;
	if (line->discounts != NULL)
		discount = catalog_discount(line->discounts, id);
	if (discount == NULL)
		return no_discount(line, line->discounts, id, error);
	if (discount->code[0] != '\0')
		return error_set(error, STATUS_INVALID,
		    "column discount: %s needs its code, as a promotion", id);
	line->order.discount = discount;
	return check_discount(line, "discount", discount, currency, error);
}

static enum status
find_promotion(struct ordering_line *line, const char *currency,
    struct error *error)
{
	const struct catalog *catalog = line->discounts;
	const char *code = line->values[ORDERING_PROMOTION];
	char excerpt[ERROR_EXCERPT_MAX];
	size_t i;

	if (code[0] == '\0')
		return STATUS_OK;
	for (i = 0; catalog != NULL && i < catalog->discount_count; i++) {
		if (strcmp(catalog->discounts[i].code, code) == 0)
			line->order.promotion = &catalog->discounts[i];
	}
	if (line->order.promotion == NULL)
		return error_set(error, STATUS_INVALID,
		    "column promotion: %s is no coupon of the catalog in force",
		    error_excerpt(code, excerpt));
	return check_discount(
	    line, "promotion", line->order.promotion, currency, error);
}

/* Whether what the plan and the line say of its life goes together. */
static enum status
check_life(const struct ordering_line *line, struct error *error)
{
	const char *merged[LIFE_KEY_COUNT];
	enum life_key key = LIFE_TRIAL;
	struct life life;

	if (line->order.life == NULL || line->order.plan == NULL)
		return STATUS_OK;
	life_merge(line->order.plan->life.texts, line->order.life, merged);
	if (life_parse(merged, &life, &key, error) == STATUS_OK)
		return STATUS_OK;
	return error_prefix(error, "column %s: ", life_keys[key]);
}

enum status
ordering_sell(struct ordering_line *line, const struct catalogs *catalogs,
    const char *currency, struct error *error)
{
	const char **v = line->values;
	struct order *order = &line->order;
	struct sale sale = {
		.plan = v[ORDERING_PLAN],
		.charge = v[ORDERING_CHARGE],
		.price = v[ORDERING_PRICE],
		.currency = currency,
		.on = date_later(order->start, order->bill_from),
	};
	enum status status = STATUS_OK;

	if (sale.plan[0] != '\0') {
		status = ordering_fault(line,
		    selling_find(catalogs, &sale, line->arena, &order->catalog,
			error),
		    error);
		if (order->catalog != NULL)
			order->plan = catalog_plan(order->catalog, sale.plan);
	}
	if (v[ORDERING_DISCOUNT][0] != '\0' || v[ORDERING_PROMOTION][0] != '\0')
		line->discounts = in_force(catalogs, sale.on);
	if (status == STATUS_OK)
		status = ordering_fault(
		    line, find_discount(line, currency, error), error);
	if (status == STATUS_OK)
		status = ordering_fault(
		    line, find_promotion(line, currency, error), error);
	if (status == STATUS_OK)
		status = ordering_fault(line, check_life(line, error), error);
	return status;
}
