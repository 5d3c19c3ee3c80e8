#ifndef INTAKE_CARDING_H
#define INTAKE_CARDING_H

#include <stddef.h>

#include "base/error.h"

/*
 * Carding looks for card numbers in what comes in, which are never stored.
 *
 * carding_check(carding, name, value, error):
 * STATUS_INVALID if the ${value} of column ${name} holds what looks like a card
 * number (rule/card), unless the operator said that it is none; the text masks
 * it.
 */

struct carding {
	const char *const *allowed; /* columns that may look like cards */
	size_t allowed_count;
};

enum status carding_check(
    struct carding, const char *, const char *, struct error *) MUST_CHECK;

#endif
