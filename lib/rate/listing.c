/*
 * Objects of one kind come from the file in its order and from the ledger in
 * that of their ids: each section is sorted once it is made.
 */
#include "rate/listing.h"

#include <stdlib.h>
#include <string.h>

#include "order/discount.h"
#include "rate/metric.h"
#include "rule/charge.h"

/* What the next rows are of. */
struct making {
	struct arena *arena;
	struct listing *listing;
	const char *section;
	const char *object;
	const char *charge;
	enum status status;
	struct error *error;
};

static void
add(struct making *making, const char *key, const char *value)
{
	struct listing *listing = making->listing;

	if (making->status != STATUS_OK || value[0] == '\0')
		return;
	listing->items = arena_grow(making->arena, listing->items,
	    listing->count, sizeof(*listing->items));
	if (key == NULL || listing->items == NULL) {
		making->status = error_memory(making->error);
		return;
	}
	listing->items[listing->count++] =
	    (struct listing_row){ making->section, making->object,
		    making->charge, key, value };
}

/* An item of a list. */
static void
add_item(struct making *making, const char *list, size_t index,
    const char *const *names, const char *const *texts)
{
	size_t i;

	for (i = 0; names[i] != NULL; i++) {
		if (texts[i][0] == '\0')
			continue;
		add(making,
		    arena_format(
			making->arena, "%s[%zu].%s", list, index + 1, names[i]),
		    texts[i]);
	}
}

static void
add_metrics(struct making *making, const struct catalog *catalog)
{
	static const char *const keys[METRIC_KEY_COUNT] = { "id", "unit",
		"aggregation", "field", "round.to", "round.mode", "expression",
		"recurring", "values", "per" };
	size_t i, k;

	making->section = "metric";
	for (i = 0; i < catalog->metric_count; i++) {
		making->object = catalog->metrics[i].id;
		for (k = METRIC_ID + 1; k < METRIC_KEY_COUNT; k++)
			add(making, keys[k], catalog->metrics[i].texts[k]);
	}
}

static void
add_holidays(struct making *making, const struct catalog *catalog)
{
	size_t i, k;

	making->section = "holidays";
	for (i = 0; i < catalog->holidays_count; i++) {
		const struct holidays *holidays = &catalog->holidays[i];

		making->object = holidays->id;
		for (k = 0; k < holidays->count; k++) {
			char text[DATE_TEXT_MAX];

			add(making,
			    arena_text(making->arena,
				date_format(holidays->dates[k], text)),
			    "yes");
		}
	}
}

static void
add_classes(struct making *making, const struct catalog *catalog)
{
	static const char *const names[] = { "class", "holidays", "days",
		"from", "to", NULL };
	size_t i, k;

	making->section = "time classes";
	for (i = 0; i < catalog->classes_count; i++) {
		const struct time_classes *classes = &catalog->classes[i];

		making->object = classes->id;
		for (k = 0; k < classes->count; k++)
			add_item(making, "classes", k, names,
			    classes->items[k].texts);
	}
}

static void
add_products(struct making *making, const struct catalog *catalog)
{
	size_t i;

	making->section = "product";
	for (i = 0; i < catalog->product_count; i++) {
		const struct product *product = &catalog->products[i];

		making->object = product->id;
		add(making, "name", product->name);
		add(making, "sku", product->sku);
		add(making, "line", product->line);
		add(making, "tax_code", product->tax_code);
		add(making, "revenue", product->revenue);
	}
}

/* What a charge has many of. */
static void
add_lists(struct making *making, const struct charge *charge)
{
	static const char *const tiers[] = { "up_to", "price", "flat", "rate",
		"cap", NULL };
	static const char *const prices[] = { "where", "price", NULL };
	static const char *const alerts[] = { "percent", "amount", "first_use",
		NULL };
	static const char *const ramps[] = { "after", "price", NULL };
	static const char *const components[] = { "product", "price", NULL };
	const struct usage_terms *usage = &charge->usage;
	size_t i;

	for (i = 0; i < usage->tier_count; i++)
		add_item(making, "tiers", i, tiers, usage->tiers[i].texts);
	for (i = 0; i < usage->filter_count; i++)
		add(making,
		    arena_format(
			making->arena, "where.%s", usage->filters[i].dimension),
		    usage->filters[i].value);
	for (i = 0; i < usage->price_count; i++) {
		const char *const texts[] = { usage->prices[i].dimensions,
			usage->prices[i].text };

		add_item(making, "prices", i, prices, texts);
	}
	for (i = 0; i < usage->alert_count; i++)
		add_item(making, "alerts", i, alerts, usage->alerts[i].texts);
	for (i = 0; i < charge->ramp_count; i++)
		add_item(making, "ramp", i, ramps, charge->ramp[i].texts);
	for (i = 0; i < charge->component_count; i++)
		add_item(making, "components", i, components,
		    charge->components[i].texts);
}

/* The name of a charge: its id, and what it is for if that is given. */
static const char *
charge_name(struct making *making, const struct charge *charge)
{
	const char *dimensions;

	if (charge->usage.filter_count == 0)
		return charge->id;
	dimensions = charge_dimensions(&charge->usage, making->arena);
	return dimensions == NULL ? NULL
				  : arena_format(making->arena, "%s %s",
					charge->id, dimensions);
}

static void
add_plans(struct making *making, const struct catalog *catalog)
{
	size_t i, k, c;

	making->section = "plan";
	for (i = 0; i < catalog->plan_count; i++) {
		const struct plan *plan = &catalog->plans[i];

		making->object = plan->id;
		making->charge = "";
		add(making, "product", plan->product->id);
		add(making, "name", plan->name);
		add(making, "currency", plan->currency.code);
		for (k = 0; plan->life.texts != NULL && k < LIFE_KEY_COUNT; k++)
			add(making, life_keys[k], plan->life.texts[k]);
		for (c = 0; c < plan->charge_count; c++) {
			const struct charge *charge = &plan->charges[c];

			making->charge = charge_name(making, charge);
			if (making->charge == NULL)
				making->status = error_memory(making->error);
			for (k = KEY_ID + 1; k < CHARGE_KEY_COUNT; k++)
				add(making, charge_keys[k], charge->texts[k]);
			add_lists(making, charge);
		}
	}
	making->charge = "";
}

static void
add_discounts(struct making *making, const struct catalog *catalog)
{
	size_t i, k;

	making->section = "discount";
	for (i = 0; i < catalog->discount_count; i++) {
		making->object = catalog->discounts[i].id;
		for (k = DISCOUNT_ID + 1; k < DISCOUNT_KEY_COUNT; k++)
			add(making, discount_keys[k],
			    catalog->discounts[i].texts[k]);
	}
}

/* Objects by id; what is of one object stays as it is. */
struct ordered {
	struct listing_row row;
	size_t place;
};

static int
ordered_compare(const void *left, const void *right)
{
	const struct ordered *a = left;
	const struct ordered *b = right;
	int order = strcmp(a->row.object, b->row.object);

	return order != 0 ? order
			  : (a->place > b->place) - (a->place < b->place);
}

static void
sort_section(struct making *making, size_t first)
{
	size_t count = making->listing->count - first, i;
	struct listing_row *items;
	struct ordered *ordered;

	if (making->status != STATUS_OK || count == 0)
		return;
	items = making->listing->items + first;
	ordered = arena_array(making->arena, count, sizeof(*ordered));
	if (ordered == NULL) {
		making->status = error_memory(making->error);
		return;
	}
	for (i = 0; i < count; i++)
		ordered[i] = (struct ordered){ items[i], i };
	qsort(ordered, count, sizeof(*ordered), ordered_compare);
	for (i = 0; i < count; i++)
		items[i] = ordered[i].row;
}

enum status
listing_make(const struct catalog *catalog, struct arena *arena,
    struct listing *listing, struct error *error)
{
	static void (*const sections[])(struct making *,
	    const struct catalog *) = { add_metrics, add_holidays, add_classes,
		add_products, add_plans, add_discounts };
	struct making making = { arena, listing, "", "", "", STATUS_OK, error };
	size_t i;

	*listing = (struct listing){ NULL, 0 };
	for (i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
		size_t first = listing->count;

		sections[i](&making, catalog);
		sort_section(&making, first);
	}
	return making.status;
}
