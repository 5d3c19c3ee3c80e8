#ifndef LEDGER_CATALOGS_PARTS_H
#define LEDGER_CATALOGS_PARTS_H

#include "ledger/catalogs.h"
#include "ledger/statements.h"

/*
 * The parts of loading catalogs.
 *
 * catalogs_rows(loading, statement, width, rows, count):
 * All rows of a table for the version that is loaded, as texts: ${count} ×
 * ${width} of them, in the arena.
 *
 * catalogs_product(loading, id, product):
 * The product of that id; STATUS_LEDGER if the version has none.
 *
 * catalogs_charges(loading):
 * The charges of all plans, which are there already, and their lists.
 *
 * catalogs_discounts(loading):
 * The discounts.
 */

struct loading {
	struct ledger *ledger;
	struct arena *arena;
	struct catalog *catalog;
	struct error *error;
};

enum status catalogs_rows(const struct loading *, enum statement, int,
    const char ***, size_t *) MUST_CHECK;
enum status catalogs_product(
    const struct loading *, const char *, const struct product **) MUST_CHECK;
enum status catalogs_charges(const struct loading *) MUST_CHECK;
enum status catalogs_discounts(const struct loading *) MUST_CHECK;

#endif
