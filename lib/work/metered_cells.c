/*
 * A record as it stood in the file, for those who have to mend it.
 */
#include "work/metered.h"

#include <stdio.h>
#include <string.h>

#include "base/instant.h"

/* The text of an instant in that form. */
static const char *
write_instant(int64_t instant, unsigned char form, struct arena *scratch)
{
	int64_t fraction = instant % INSTANT_SECOND;
	char text[INSTANT_TEXT_MAX];
	char digits[16];

	if (fraction < 0)
		fraction += INSTANT_SECOND;
	(void)instant_format(instant - fraction, text);
	if (form == 20)
		return arena_text(scratch, text);
	snprintf(digits, sizeof(digits), "%06d", (int)fraction);
	return arena_format(scratch, "%.19s.%.*sZ", text, form - 21, digits);
}

/* What stood in the column ${name}; NULL without memory. */
static const char *
cell_of(const struct metered *metered, const char *name, struct arena *scratch)
{
	const struct dimensions *dimensions = &metered->dimensions;
	size_t i;

	for (i = 0; i < METERED_COLUMNS; i++) {
		if (strcmp(metered_columns[i].name, name) != 0)
			continue;
		switch (i) {
		case METERED_QUANTITY:
			return metered->quantity;
		case METERED_AMOUNT:
			return metered->amount;
		case METERED_ACTION:
			return metered->action;
		case METERED_OCCURRED_AT:
			if (metered->values[i] == NULL)
				return write_instant(metered->occurred_at,
				    metered->form, scratch);
			return metered->values[i];
		default:
			return metered->values[i];
		}
	}
	for (i = 0; i < dimensions->count; i++) {
		if (strcmp(dimensions->items[i].name, name) == 0)
			return dimensions->items[i].value;
	}
	return "";
}

static bool
is_among(const char *const *names, size_t count, const char *name)
{
	while (count-- > 0) {
		if (strcmp(names[count], name) == 0)
			return true;
	}
	return false;
}

enum status
metered_cells(const struct metered *metered, const char *const *names,
    size_t count, struct arena *scratch, const char *const **cells,
    size_t *cell_count, struct error *error)
{
	const struct dimensions *dimensions = &metered->dimensions;
	const char **made =
	    arena_array(scratch, count + dimensions->count + 1, sizeof(*made));
	size_t i;

	if (made == NULL)
		return error_memory(error);
	for (i = 0; i < count; i++) {
		made[i] = cell_of(metered, names[i], scratch);
		if (made[i] == NULL)
			return error_memory(error);
	}
	*cell_count = count;
	for (i = 0; i < dimensions->count; i++) {
		if (!is_among(names, count, dimensions->items[i].name))
			made[(*cell_count)++] = dimensions->items[i].value;
	}
	*cells = made;
	return STATUS_OK;
}
