/*
 * Products, discounts, and what the version before had.
 */
#include <stdlib.h>
#include <string.h>

#include "rate/lint_parts.h"

/* What the charges of a product leave open. */
struct coverage {
	bool sold;
	bool untaxed;
	bool unbooked; /* without an account of revenue */
};

static void
cover(struct coverage *coverage, const struct charge *charge,
    const struct product *product)
{
	size_t i;

	for (i = 0; i < charge->component_count; i++) {
		if (charge->components[i].product != product)
			continue;
		coverage->sold = true;
		coverage->untaxed |= product->tax_code[0] == '\0';
		coverage->unbooked |= product->revenue[0] == '\0';
	}
	if (charge->product != product || charge->component_count > 0)
		return;
	coverage->sold = true;
	coverage->untaxed |= charge->tax_code[0] == '\0';
	coverage->unbooked |= charge->revenue[0] == '\0';
}

static void
lint_product(struct linting *linting, const struct product *product)
{
	const struct catalog *catalog = linting->catalog;
	struct coverage coverage = { false, false, false };
	size_t i, k;

	for (i = 0; i < catalog->plan_count; i++) {
		const struct plan *plan = &catalog->plans[i];

		coverage.sold |= plan->product == product;
		for (k = 0; k < plan->charge_count; k++)
			cover(&coverage, &plan->charges[k], product);
	}
	if (!coverage.sold)
		lint_find(linting, SEVERITY_NOTE, "no plan sells this product");
	if (coverage.unbooked)
		lint_find(linting, SEVERITY_WARNING,
		    "no revenue: it is booked on the company's account");
	if (coverage.untaxed)
		lint_find(linting, SEVERITY_WARNING,
		    "no tax_code: only rates for every tax code tax it");
}

void
lint_products(struct linting *linting)
{
	const struct catalog *catalog = linting->catalog;
	size_t i, k;

	linting->section = "product";
	for (i = 0; i < catalog->product_count; i++) {
		const struct product *product = &catalog->products[i];

		linting->object = product->id;
		lint_product(linting, product);
		for (k = 0; k < i && product->sku[0] != '\0'; k++) {
			if (strcmp(catalog->products[k].sku, product->sku) == 0)
				lint_find(linting, SEVERITY_ERROR,
				    "sku %s is product %s's, too", product->sku,
				    catalog->products[k].id);
		}
	}
}

static bool
is_or_any(const char *wanted, const char *have)
{
	return wanted[0] == '\0' || strcmp(wanted, have) == 0;
}

/* Whether a discount is for a product of the charge. */
static bool
fits_product(const struct discount *discount, const struct charge *charge)
{
	size_t i;

	for (i = 0; i < charge->component_count; i++) {
		const struct product *part = charge->components[i].product;

		if (is_or_any(discount->product, part->id) &&
		    is_or_any(discount->line, part->line))
			return true;
	}
	return charge->component_count == 0 &&
	       is_or_any(discount->product, charge->product->id) &&
	       is_or_any(discount->line, charge->product->line);
}

static bool
can_be_used(const struct catalog *catalog, const struct discount *discount)
{
	size_t i, k;

	for (i = 0; i < catalog->plan_count; i++) {
		const struct plan *plan = &catalog->plans[i];

		if (!is_or_any(discount->plan, plan->id) ||
		    (!discount->by_percent &&
			!currency_equal(discount->currency, plan->currency)))
			continue;
		for (k = 0; k < plan->charge_count; k++) {
			const struct charge *charge = &plan->charges[k];

			if (is_or_any(discount->charge, charge->id) &&
			    (!discount->of_kind ||
				discount->kind == (int)charge->kind) &&
			    fits_product(discount, charge))
				return true;
		}
	}
	return false;
}

void
lint_discounts(struct linting *linting)
{
	const struct catalog *catalog = linting->catalog;
	size_t i, k;

	linting->section = "discount";
	for (i = 0; i < catalog->discount_count; i++) {
		const struct discount *discount = &catalog->discounts[i];

		linting->object = discount->id;
		if (!can_be_used(catalog, discount))
			lint_find(linting, SEVERITY_ERROR,
			    "no plan has a charge that it is for");
		if ((date_given(discount->to) &&
			discount->to.days <= catalog->effective.days) ||
		    (date_given(discount->until) &&
			discount->until.days <= catalog->effective.days))
			lint_find(linting, SEVERITY_WARNING,
			    "it is over before this version is in force");
		for (k = 0; k < i && discount->code[0] != '\0'; k++) {
			if (strcmp(catalog->discounts[k].code,
				discount->code) == 0)
				lint_find(linting, SEVERITY_ERROR,
				    "code %s is discount %s's, too",
				    discount->code, catalog->discounts[k].id);
		}
	}
}

static int
text_compare(const void *left, const void *right)
{
	const char *const *a = left;
	const char *const *b = right;

	return strcmp(*a, *b);
}

/* Plans that are gone, or sold in another currency. */
static void
lint_old_plans(struct linting *linting)
{
	const struct lint_last *last = linting->last;
	size_t i;

	linting->section = "plan";
	for (i = 0; i < last->catalog->plan_count; i++) {
		const struct plan *old = &last->catalog->plans[i];
		const struct plan *new =
		    catalog_plan(linting->catalog, old->id);
		bool used = last->plan_count > 0 &&
			    bsearch(&old->id, last->plans, last->plan_count,
				sizeof(*last->plans), text_compare) != NULL;

		linting->object = old->id;
		if (new == NULL && used)
			lint_find(linting, SEVERITY_WARNING,
			    "catalog %s has it and subscriptions use it; it is "
			    "missing now",
			    last->catalog->version);
		else if (new != NULL &&
			 !currency_equal(new->currency, old->currency))
			lint_find(linting, SEVERITY_WARNING,
			    "it is sold in %s, in catalog %s it was %s",
			    new->currency.code, last->catalog->version,
			    old->currency.code);
	}
}

void
lint_changes(struct linting *linting)
{
	const struct catalog *catalog = linting->catalog;
	const struct catalog *last = linting->last->catalog;
	size_t i, k;

	lint_old_plans(linting);
	linting->section = "product";
	for (i = 0; i < catalog->product_count; i++) {
		const struct product *new = &catalog->products[i];

		linting->object = new->id;
		for (k = 0; k < last->product_count; k++) {
			const struct product *old = &last->products[k];
			bool same = strcmp(old->id, new->id) == 0;
			bool sku = strcmp(old->sku, new->sku) == 0;

			if (same && !sku && old->sku[0] != '\0')
				lint_find(linting, SEVERITY_WARNING,
				    "its sku was %s in catalog %s", old->sku,
				    last->version);
			if (!same && sku && new->sku[0] != '\0')
				lint_find(linting, SEVERITY_WARNING,
				    "sku %s was product %s's in catalog %s",
				    new->sku, old->id, last->version);
		}
	}
}
