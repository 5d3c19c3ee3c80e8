#ifndef WORK_MEANT_H
#define WORK_MEANT_H

#include <stdbool.h>

#include "base/arena.h"
#include "rate/rate.h"
#include "record/reader.h"
#include "rule/catalog.h"

/*
 * Which names in records of usage, and in requests for it, are meant as they
 * are written.
 *
 * Any column may be a dimension, so a quantity under another name would be one,
 * too, and each event would count for 1.  A dimension is meant if a charge, a
 * metric or a rule asks for it, or the operator names it.  Records that have
 * another one, and none of which has a quantity, are refused.  So are those
 * that have one whose name is nearly that of a dimension that they lack, and by
 * which they would be priced: it differs in case, by one edit, or by two where
 * both have eight letters; names of less than four letters have no edits.
 *
 * meant_add(names, name, arena, error):
 * Add a name, which must live as long.  Afterwards the names have to be sorted.
 *
 * meant_catalog(names, catalog, arena, error):
 * Add the dimensions that the metrics and charges of ${catalog} ask for.
 *
 * meant_sort(names):
 * All names are there.
 *
 * meant_has(names, name):
 * Whether sorted names have this one.  Cost: O(log count).
 *
 * meant_watches(watch, quantity):
 * See the quantity of a good record as it is written, "" for none.  Return
 * whether its dimensions have to be seen, too.
 *
 * meant_see(watch, names, dimensions, arena, error):
 * See them.
 *
 * meant_check(watch, file, error):
 * STATUS_INVALID if the records seen may have their quantity under another
 * name.
 *
 * meant_spell(watch, names, reader, record, error):
 * STATUS_INVALID if a dimension of the ${record} just read is misspelt.  Cost:
 * where there is a header, nothing but for the first record.
 *
 * meant_waits(reader):
 * Whether a quantity may come yet, where each record is answered as it comes:
 * the header has its column, or there is no header.
 */

struct meant_names {
	const char **items;
	size_t count;
};

struct meant_watch {
	const char *unmeant; /* the first one that nobody asks for */
	bool quantified; /* whether a record has a quantity */
	bool spelt; /* the names of a header are well */
};

enum status meant_add(struct meant_names *, const char *, struct arena *,
    struct error *) MUST_CHECK;
enum status meant_catalog(struct meant_names *, const struct catalog *,
    struct arena *, struct error *) MUST_CHECK;
void meant_sort(struct meant_names *);
bool meant_has(const struct meant_names *, const char *);
bool meant_watches(struct meant_watch *, const char *);
enum status meant_see(struct meant_watch *, const struct meant_names *,
    const struct dimensions *, struct arena *, struct error *) MUST_CHECK;
enum status meant_check(
    const struct meant_watch *, const char *, struct error *) MUST_CHECK;
enum status meant_spell(struct meant_watch *, const struct meant_names *,
    const struct reader *, const struct record *, struct error *) MUST_CHECK;
bool meant_waits(const struct reader *);

#endif
