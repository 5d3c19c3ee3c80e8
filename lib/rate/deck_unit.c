/*
 * A price is recorded for a number of units, whatever the word for it was: so
 * the word and the unit of the metric are held together where both are known
 * for the first time.
 */
#include <string.h>

#include "rate/deck.h"

static bool
is_one_of(const char *unit, const char *const *names)
{
	while (*names != NULL && strcmp(unit, *names) != 0)
		names++;
	return *names != NULL;
}

bool
deck_unit_passes(const struct charge *charge)
{
	static const char *const names[] = { "second", "seconds", "sec", "s",
		NULL };

	return is_one_of(charge->usage.metric->unit, names);
}

bool
deck_unit_no_second(const struct charge *charge)
{
	static const char *const names[] = { "minute", "minutes", "min", "hour",
		"hours", "h", "ms", "byte", "bytes", "B", "kB", "KB", "MB",
		"GB", "TB", "KiB", "MiB", "GiB", "TiB", NULL };

	return is_one_of(charge->usage.metric->unit, names);
}

/* Whether a charge has the deck, and counts ${unit}; NULL: no seconds. */
static bool
counts(const struct charge *charge, const char *deck, const char *unit)
{
	return charge->kind == CHARGE_USAGE &&
	       charge->usage.model == MODEL_DECK &&
	       strcmp(charge->usage.deck, deck) == 0 &&
	       (unit == NULL ? deck_unit_no_second(charge)
			     : strcmp(charge->usage.metric->unit, unit) == 0);
}

/* The first charge of the catalog that counts so, or NULL. */
static const struct charge *
find_in(const struct catalog *catalog, const char *deck, const char *unit)
{
	size_t i, k;

	for (i = 0; i < catalog->plan_count; i++) {
		const struct plan *plan = &catalog->plans[i];

		for (k = 0; k < plan->charge_count; k++) {
			if (counts(&plan->charges[k], deck, unit))
				return &plan->charges[k];
		}
	}
	return NULL;
}

const struct charge *
deck_unit_find(
    const struct catalogs *catalogs, const char *deck, const char *unit)
{
	const struct charge *found = NULL;
	size_t i;

	for (i = 0; i < catalogs->count && found == NULL; i++)
		found = find_in(&catalogs->items[i], deck, unit);
	return found;
}
