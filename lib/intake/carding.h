#ifndef INTAKE_CARDING_H
#define INTAKE_CARDING_H

#include <stddef.h>

#include "base/error.h"
#include "record/reader.h"

/*
 * Carding looks for card numbers in what comes in, which are never stored.
 *
 * carding_check(carding, name, value, error):
 * STATUS_INVALID if the ${value} of column ${name} holds what looks like a card
 * number (base/card), unless the operator said that it is none; the text masks
 * it.
 *
 * carding_raw(carding, schema, reader, error):
 * The same for all cells of the record just read as they stand in the file, but
 * for those in columns of ${schema} that are tokens: before they go into a file
 * of rejects.
 */

struct carding {
	const char *const *allowed; /* columns that may look like cards */
	size_t allowed_count;
};

enum status carding_check(
    struct carding, const char *, const char *, struct error *) MUST_CHECK;
enum status carding_raw(struct carding, const struct schema *,
    const struct reader *, struct error *) MUST_CHECK;

#endif
