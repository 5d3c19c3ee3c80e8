#ifndef INTAKE_CATALOGING_H
#define INTAKE_CATALOGING_H

#include "base/arena.h"
#include "base/hash.h"
#include "intake/keys.h"
#include "ledger/ledger.h"
#include "rule/charge.h"
#include "work/request.h"

/*
 * Cataloging brings a version of the catalog in, from a YAML file.
 *
 * cataloging_run(request, path, error):
 * Import it.  The same version again changes nothing if it says the same, and
 * is refused (STATUS_CONFIG) if not: a version never changes.
 *
 * cataloging_lint(request, path, error):
 * Read the file and write what it says that was hardly meant (rate/lint.h),
 * beside the versions and subscriptions of the ledger; nothing is recorded.
 * STATUS_ASIDE if there is any.
 *
 * cataloging_differ(request, old, new, error):
 * Write what differs in the contents of two catalogs, each a version in the
 * ledger or a file: a name that ends in .yaml or .yml, or has a slash.  No
 * ledger is read for two files.  STATUS_ASIDE if anything differs.
 *
 * cataloging_read(path, arena, catalog, digest, error):
 * Read and check a catalog file; everything in ${arena}.  STATUS_CONFIG names
 * file, line and column.
 *
 * cataloging_plans(cataloging, list):
 * Read the plans; products and metrics are read already.
 *
 * cataloging_items(cataloging, list, size, first, count):
 * The items of a list that may be NULL, and cleared room for them, of ${size}
 * bytes each and never none; NULL if that fails.
 *
 * cataloging_lists(cataloging, lists, charge):
 * Read the lists of a charge, each of which may be NULL.
 *
 * cataloging_discounts(cataloging, list):
 * Read the discounts; products and plans are read already.
 *
 * cataloging_times(cataloging, holidays, classes):
 * Read the lists of holidays and of time classes, each of which may be NULL.
 *
 * cataloging_decks(ledger, catalog, arena, error):
 * Whether the rates that are there say what is to be paid for what the charges
 * of ${catalog} count; scratch in ${arena}.
 *
 * cataloging_product(cataloging, node, id, product):
 * The product that ${node} names, or an error with the nearest one.
 */

struct cataloging {
	struct keys keys;
	struct arena *arena;
	struct catalog *catalog;
	struct error *error;
};

enum status cataloging_run(
    const struct request *, const char *, struct error *) MUST_CHECK;
enum status cataloging_lint(
    const struct request *, const char *, struct error *) MUST_CHECK;
enum status cataloging_differ(const struct request *, const char *,
    const char *, struct error *) MUST_CHECK;
enum status cataloging_read(const char *, struct arena *, struct catalog *,
    unsigned char[HASH_SIZE], struct error *) MUST_CHECK;
enum status cataloging_plans(
    const struct cataloging *, const struct yaml *) MUST_CHECK;
void *cataloging_items(const struct cataloging *, const struct yaml *, size_t,
    const struct yaml **, size_t *) MUST_CHECK;
enum status cataloging_lists(const struct cataloging *,
    const struct yaml *const[CHARGE_NAME_COUNT], struct charge *) MUST_CHECK;
enum status cataloging_discounts(
    const struct cataloging *, const struct yaml *) MUST_CHECK;
enum status cataloging_times(const struct cataloging *, const struct yaml *,
    const struct yaml *) MUST_CHECK;
enum status cataloging_decks(struct ledger *, const struct catalog *,
    struct arena *, struct error *) MUST_CHECK;
enum status cataloging_product(const struct cataloging *, const struct yaml *,
    const char *, const struct product **) MUST_CHECK;

#endif
