#ifndef LEDGER_DECKS_H
#define LEDGER_DECKS_H

#include "base/arena.h"
#include "ledger/ledger.h"
#include "rate/deck.h"
#include "rule/catalog.h"

/*
 * The shelf of decks of rates.
 *
 * decks_load(ledger, catalogs, arena, decks, error):
 * All rows of the decks that charges of ${catalogs} name, as what finds by
 * prefix, in ${arena}; NULL if no charge names any.  Cost: one pass over these
 * rows, about 400 bytes each.
 *
 * decks_known(ledger, catalog, arena, known, error):
 * What there is of the decks that ${catalog} names, by name.  Cost: one pass
 * over their rows.
 */

enum status decks_load(struct ledger *, const struct catalogs *, struct arena *,
    struct decks **, struct error *) MUST_CHECK;
enum status decks_known(struct ledger *, const struct catalog *, struct arena *,
    struct known_decks *, struct error *) MUST_CHECK;

#endif
