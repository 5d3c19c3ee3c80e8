/*
 * The operator is asked only about what was found: nearly nothing is.
 */
#include "intake/carding.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/card.h"

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

static bool
is_token(const struct schema *schema, const char *name)
{
	size_t i = schema_find(schema, name);

	return i < schema->count &&
	       (schema->columns[i].flags & COLUMN_TOKEN) != 0;
}

enum status
carding_raw(struct carding carding, const struct schema *schema,
    const struct reader *reader, struct error *error)
{
	const char *const *names, *const *cells;
	size_t width = reader_raw_header(reader, &names);
	size_t count = reader_raw(reader, &cells), i;
	enum status status = STATUS_OK;
	char surplus[32];

	for (i = 0; i < count && status == STATUS_OK; i++) {
		snprintf(surplus, sizeof(surplus), "surplus%zu", i + 1 - width);
		if (i >= width || !is_token(schema, names[i]))
			status = carding_check(carding,
			    i < width ? names[i] : surplus, cells[i], error);
	}
	return status;
}
