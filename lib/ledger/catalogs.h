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
 * A version that needs the approval of a second person lies aside until it has
 * it.
 *
 * catalog_find(ledger, version, found, error):
 * Whether ${version} is there, in force or not.
 *
 * catalog_put(ledger, catalog, content, waits, error):
 * Store a version that is not there yet; it needs approval if it ${waits}.
 *
 * catalogs_load(ledger, arena, catalogs, error):
 * catalogs_load_all(ledger, arena, catalogs, error):
 * All versions in force, or also those that wait or were refused; everything in
 * ${arena}.  Cost: one pass over each table a version.
 */

struct catalog_found {
	bool found;
	bool waits; /* for approval */
	bool refused;
	unsigned char content[HASH_SIZE];
};

enum status catalog_find(struct ledger *, const char *, struct catalog_found *,
    struct error *) MUST_CHECK;
enum status catalog_put(struct ledger *, const struct catalog *,
    const unsigned char[HASH_SIZE], bool, struct error *) MUST_CHECK;
enum status catalogs_load(struct ledger *, struct arena *, struct catalogs *,
    struct error *) MUST_CHECK;
enum status catalogs_load_all(struct ledger *, struct arena *,
    struct catalogs *, struct error *) MUST_CHECK;

#endif
