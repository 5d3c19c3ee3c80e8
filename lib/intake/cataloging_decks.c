/*
 * Rates may come in before what they price: then what their words for units
 * said is known no more, and 60 may have been a minute.
 */
#include <string.h>

#include "intake/cataloging.h"
#include "ledger/catalogs.h"
#include "ledger/decks.h"

/* Rates that came in while such a charge was there were held against it. */
static enum status
check_deck(const struct catalogs *before, const struct charge *charge,
    const struct deck_known *known, struct error *error)
{
	const struct usage_terms *usage = &charge->usage;

	if (strcmp(known->name, usage->deck) != 0 || known->timed[0] == '\0' ||
	    !deck_unit_no_second(charge) ||
	    deck_unit_find(before, usage->deck, usage->metric->unit) != NULL)
		return STATUS_OK;
	return error_set(error, STATUS_CONFIG,
	    "deck %s has prices for a minute or an hour (prefix %s), and "
	    "metric %s does not count seconds but %s: give its rates a deck of "
	    "their own, per unit",
	    usage->deck, known->timed, usage->metric->id, usage->metric->unit);
}

static enum status
check_plan(const struct catalogs *before, const struct plan *plan,
    const struct deck_known *known, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < plan->charge_count && status == STATUS_OK; i++) {
		const struct charge *charge = &plan->charges[i];

		if (charge->kind != CHARGE_USAGE ||
		    charge->usage.model != MODEL_DECK)
			continue;
		status = check_deck(before, charge, known, error);
		if (status != STATUS_OK)
			error_prefix(error, "plan %s, charge %s: ", plan->id,
			    charge->id);
	}
	return status;
}

enum status
cataloging_decks(struct ledger *ledger, const struct catalog *catalog,
    struct arena *arena, struct error *error)
{
	struct catalogs before = { NULL, 0 };
	struct known_decks known;
	enum status status;
	size_t i, k;

	status = decks_known(ledger, catalog, arena, &known, error);
	if (status == STATUS_OK && known.count > 0)
		status = catalogs_load(ledger, arena, &before, error);
	for (i = 0; i < known.count && status == STATUS_OK; i++) {
		for (k = 0; k < catalog->plan_count && status == STATUS_OK; k++)
			status = check_plan(&before, &catalog->plans[k],
			    &known.items[i], error);
	}
	return status;
}
