/*
 * The operator is asked only about what was found: nearly nothing is.
 */
#include "intake/carding.h"

#include <stdbool.h>
#include <string.h>

#include "rule/card.h"

static bool
is_allowed(struct carding carding, const char *name)
{
	size_t i;

	for (i = 0; i < carding.allowed_count; i++) {
		if (strcmp(carding.allowed[i], name) == 0)
			return true;
	}
	return false;
}

enum status
carding_check(struct carding carding, const char *name, const char *value,
    struct error *error)
{
	char masked[CARD_MASKED_MAX];

	if (!card_found(value, masked) || is_allowed(carding, name))
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "column %s: looks like a card number (%s), which is never stored",
	    name, masked);
}
