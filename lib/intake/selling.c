/*
 * An order binds to one version of the catalog, for good: so all that may be
 * wrong with it is looked for here.
 */
#include "intake/selling.h"

#include <string.h>

#include "base/nearest.h"

/* Say that no catalog has the plan, and which one was perhaps meant. */
static enum status
no_plan(const struct catalogs *catalogs, const struct sale *sale,
    struct arena *scratch, struct error *error)
{
	const char *near = NULL, **ids;
	size_t i, k;

	for (i = catalogs->count; i-- > 0 && near == NULL;) {
		const struct catalog *catalog = &catalogs->items[i];

		ids =
		    arena_array(scratch, catalog->plan_count + 1, sizeof(*ids));
		if (ids == NULL)
			return error_memory(error);
		for (k = 0; k < catalog->plan_count; k++)
			ids[k] = catalog->plans[k].id;
		near = nearest(sale->plan, ids, catalog->plan_count);
	}
	return error_set(error, STATUS_INVALID,
	    "column plan: %.128s is in no catalog%s%s%s", sale->plan,
	    near == NULL ? "" : "; ", near == NULL ? "" : near,
	    near == NULL ? "" : "?");
}

enum status
selling_currency(
    const struct sale *sale, const struct plan *plan, struct error *error)
{
	if (sale->currency[0] != '\0' &&
	    strcmp(sale->currency, plan->currency.code) != 0)
		return error_set(error, STATUS_INVALID,
		    "column plan: %s is sold in %s, the account is kept in %s",
		    plan->id, plan->currency.code, sale->currency);
	return STATUS_OK;
}

/* What prices the charge ${id} where an order's price would be ignored; NULL:
 * it has a price that an order may replace. */
static const char *
priced_by(const struct plan *plan, const char *id)
{
	static const char *const names[] = {
		[MODEL_UNIT] = NULL,
		[MODEL_GRADUATED] = "tiers",
		[MODEL_VOLUME] = "tiers",
		[MODEL_STAIRSTEP] = "tiers",
		[MODEL_PACKAGE] = NULL,
		[MODEL_PERCENTAGE] = "a percentage",
		[MODEL_GRADUATED_PERCENTAGE] = "tiers",
		[MODEL_DYNAMIC] = "what its events say",
		[MODEL_MATRIX] = "a matrix",
		[MODEL_DECK] = "a deck",
	};
	const char *by = NULL;
	size_t i;

	for (i = 0; i < plan->charge_count && by == NULL; i++) {
		const struct charge *charge = &plan->charges[i];

		if (charge->kind == CHARGE_USAGE && strcmp(charge->id, id) == 0)
			by = names[charge->usage.model];
	}
	return by;
}

enum status
selling_check(
    const struct sale *sale, const struct plan *plan, struct error *error)
{
	const struct charge *charge = plan_charge(plan, sale->charge);
	const char *by;

	if (sale->charge[0] != '\0' && charge == NULL)
		return error_set(error, STATUS_INVALID,
		    "column charge: plan %s has no charge %.128s", plan->id,
		    sale->charge);
	if (sale->price[0] != '\0' && charge != NULL &&
	    (by = priced_by(plan, charge->id)) != NULL)
		return error_set(error, STATUS_INVALID,
		    "column price: charge %s is priced by %s", charge->id, by);
	if (sale->price[0] != '\0' && sale->charge[0] == '\0' &&
	    plan_recurring(plan) == NULL)
		return error_set(error, STATUS_INVALID,
		    "column price: which charge is it for? plan %s has not "
		    "just one recurring charge",
		    plan->id);
	return selling_currency(sale, plan, error);
}

enum status
selling_find(const struct catalogs *catalogs, const struct sale *sale,
    struct arena *scratch, const struct catalog **catalog, struct error *error)
{
	char text[DATE_TEXT_MAX];

	*catalog = catalogs_sold(catalogs, sale->plan, sale->on);
	if (*catalog != NULL)
		return selling_check(
		    sale, catalog_plan(*catalog, sale->plan), error);
	if (catalogs_sold(catalogs, sale->plan, DATE_MAX) == NULL)
		return no_plan(catalogs, sale, scratch, error);
	return error_set(error, STATUS_INVALID,
	    "column plan: %.128s is not sold on %s: no catalog that has it is "
	    "in force",
	    sale->plan, date_format(sale->on, text));
}
