#ifndef LEDGER_CATALOGS_H
#define LEDGER_CATALOGS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/hash.h"
#include "ledger/ledger.h"
#include "rule/catalog.h"

/*
 * The shelf of catalogs.
 *
 * catalog_find(ledger, version, content, found, error):
 * Whether ${version} is there, and the hash of its content.
 *
 * catalog_put(ledger, catalog, content, error):
 * Store a version that is not there yet.
 *
 * catalogs_load(ledger, arena, catalogs, error):
 * All versions, everything in ${arena}.  Cost: one pass over each table a
 * version.
 */

enum status catalog_find(struct ledger *, const char *,
    unsigned char[HASH_SIZE], bool *, struct error *) MUST_CHECK;
enum status catalog_put(struct ledger *, const struct catalog *,
    const unsigned char[HASH_SIZE], struct error *) MUST_CHECK;
enum status catalogs_load(struct ledger *, struct arena *, struct catalogs *,
    struct error *) MUST_CHECK;

#endif
