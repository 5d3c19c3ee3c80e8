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

/* Whether it is known which version is in force when the line acts. */
static bool
day_known(const struct ordering_line *line)
{
	return line->dated && !ordering_faulty(line, ORDERING_BILL_FROM);
}

static const struct discount *
coupon(const struct catalog *catalog, const char *code)
{
	const struct discount *found = NULL;
	size_t i;

	for (i = 0; catalog != NULL && i < catalog->discount_count; i++) {
		if (strcmp(catalog->discounts[i].code, code) == 0)
			found = &catalog->discounts[i];
	}
	return found;
}

/* The version that is asked for a discount or coupon: the one in force; while
 * that is not known the last one that has it. */
static const struct catalog *
asked(const struct ordering_line *line, const struct catalogs *catalogs,
    const struct discount *find(const struct catalog *, const char *),
    const char *text)
{
	struct date on = date_later(line->order.start, line->order.bill_from);
	size_t i;

	if (day_known(line))
		return in_force(catalogs, on);
	for (i = catalogs->count; i-- > 0;) {
		if (find(&catalogs->items[i], text) != NULL)
			return &catalogs->items[i];
	}
	return in_force(catalogs, DATE_MAX);
}

/* It may be ordered on the line's day, in the account's currency. */
static enum status
check_discount(const struct ordering_line *line, const char *column,
    const struct discount *discount, const char *currency, struct error *error)
{
	char text[DATE_TEXT_MAX];
	struct date on = line->start;

	if (line->dated && date_given(discount->from) &&
	    on.days < discount->from.days)
		return error_set(error, STATUS_INVALID,
		    "column %s: %s may be ordered from %s on", column,
		    discount->id, date_format(discount->from, text));
	if (line->dated && date_given(discount->to) &&
	    on.days >= discount->to.days)
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
find_discount(struct ordering_line *line, const struct catalogs *catalogs,
    const char *currency, struct error *error)
{
	const char *id = line->values[ORDERING_DISCOUNT];
	const struct discount *discount = NULL;
	const struct catalog *catalog;

	if (id[0] == '\0' || line->order.undiscounted)
		return STATUS_OK;
	catalog = asked(line, catalogs, catalog_discount, id);
	if (catalog != NULL)
		discount = catalog_discount(catalog, id);
	if (discount == NULL)
		return no_discount(line, catalog, id, error);
	if (discount->code[0] != '\0')
		return error_set(error, STATUS_INVALID,
		    "column discount: %s needs its code, as a promotion", id);
	line->order.discount = discount;
	return check_discount(line, "discount", discount, currency, error);
}

static enum status
find_promotion(struct ordering_line *line, const struct catalogs *catalogs,
    const char *currency, struct error *error)
{
	const char *code = line->values[ORDERING_PROMOTION];
	char excerpt[ERROR_EXCERPT_MAX];

	if (code[0] == '\0')
		return STATUS_OK;
	line->order.promotion =
	    coupon(asked(line, catalogs, coupon, code), code);
	if (line->order.promotion == NULL)
		return error_set(error, STATUS_INVALID,
		    "column promotion: %s is no coupon of the catalog in force",
		    error_excerpt(code, excerpt));
	return check_discount(
	    line, "promotion", line->order.promotion, currency, error);
}

enum status
ordering_life(
    struct ordering_line *line, const struct plan *plan, struct error *error)
{
	const char *const *texts = plan == NULL ? NULL : plan->life.texts;
	enum status status = STATUS_OK;
	int i;

	for (i = 0; i < LIFE_KEY_COUNT && status == STATUS_OK; i++) {
		status = life_fault(texts, line->life, (enum life_key)i, error);
		if (status == STATUS_INVALID)
			(void)error_prefix(error, "column %s: ", life_keys[i]);
		status = ordering_fault(line, status, error);
	}
	return status;
}

/* What is wrong with the sale in every version that has its plan. */
static enum status
never_sold(struct ordering_line *line, const struct catalogs *catalogs,
    struct sale *sale, struct error *error)
{
	const struct catalog *latest = NULL;
	size_t i;

	for (i = 0; i < catalogs->count; i++) {
		const struct plan *plan =
		    catalog_plan(&catalogs->items[i], sale->plan);

		if (plan != NULL &&
		    selling_check(sale, plan, error) == STATUS_OK)
			return STATUS_OK;
	}
	sale->on = DATE_MAX;
	return selling_find(catalogs, sale, line->arena, &latest, error);
}

/* The plan that it names, in the version that is its for good. */
static enum status
find_plan(struct ordering_line *line, const struct catalogs *catalogs,
    struct sale *sale, struct error *error)
{
	struct order *order = &line->order;
	enum status status;

	if (sale->plan[0] == '\0')
		return STATUS_OK;
	if (!day_known(line))
		return ordering_fault(
		    line, never_sold(line, catalogs, sale, error), error);
	status = ordering_fault(line,
	    selling_find(catalogs, sale, line->arena, &order->catalog, error),
	    error);
	if (order->catalog == NULL)
		return status;
	order->plan = catalog_plan(order->catalog, sale->plan);
	if (status == STATUS_OK)
		status = ordering_fault(
		    line, selling_currency(sale, order->plan, error), error);
	return status;
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
	struct date on = sale.on;
	enum status status = find_plan(line, catalogs, &sale, error);

	if (status == STATUS_OK)
		status = ordering_fault(line,
		    find_discount(line, catalogs, currency, error), error);
	if (status == STATUS_OK)
		status = ordering_fault(line,
		    find_promotion(line, catalogs, currency, error), error);
	if (day_known(line) && (v[ORDERING_DISCOUNT][0] != '\0' ||
				   v[ORDERING_PROMOTION][0] != '\0'))
		line->discounts = in_force(catalogs, on);
	if (status == STATUS_OK && order->life != NULL)
		status = ordering_life(line, order->plan, error);
	return status;
}
