/*
 * A record as it stood in the file, for those who have to mend it.
 */
#include "usage/metered.h"

#include <stdio.h>
#include <string.h>

#include "base/instant.h"
#include "record/originals.h"

/* What a record and a change have alike. */
#define METERED_SHARED \
	[METERED_SUBSCRIPTION] = { "subscription", \
		COLUMN_TOKEN | COLUMN_IDENTIFIER }, \
	[METERED_SERVICE] = { "service", COLUMN_TOKEN | COLUMN_IDENTIFIER }, \
	[METERED_IDENTIFIER] = { "identifier", \
		COLUMN_TOKEN | COLUMN_IDENTIFIER }, \
	[METERED_METRIC] = { "metric", COLUMN_REQUIRED | COLUMN_IDENTIFIER }, \
	[METERED_QUANTITY] = { "quantity", COLUMN_NUMBER }, \
	[METERED_AMOUNT] = { "amount", COLUMN_NUMBER }, \
	[METERED_CURRENCY] = { "currency", 0 }

const struct column metered_columns[METERED_COLUMNS] = {
	[METERED_EVENT] = { "event",
	    COLUMN_REQUIRED | COLUMN_TOKEN | COLUMN_IDENTIFIER },
	METERED_SHARED,
	[METERED_ACTION] = { "action", 0 },
	[METERED_OCCURRED_AT] = { "occurred_at", COLUMN_REQUIRED },
};

const struct column metered_change_columns[METERED_CHANGE_COLUMNS] = {
	[METERED_EVENT] = { "change",
	    COLUMN_REQUIRED | COLUMN_TOKEN | COLUMN_IDENTIFIER },
	METERED_SHARED,
	[METERED_ACTION] = { "action", COLUMN_REQUIRED },
	[METERED_OCCURRED_AT] = { "at", COLUMN_REQUIRED },
	[METERED_ITEM] = { "item", COLUMN_REQUIRED },
	[METERED_LEVEL] = { "level", 0 },
};

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
	const struct column *columns =
	    metered->change ? metered_change_columns : metered_columns;
	size_t i;

	for (i = 0; i < METERED_COLUMNS; i++) {
		if (strcmp(columns[i].name, name) != 0)
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
metered_cells(const struct metered *metered, const struct reader *reader,
    struct arena *scratch, struct rejected *rejected, struct error *error)
{
	const struct dimensions *dimensions = &metered->dimensions;
	const char *const *names;
	const char **cells;
	size_t count = reader_raw_header(reader, &names), i;
	struct original original;
	enum status status;

	status =
	    reader_recall(reader, metered->line, scratch, &original, error);
	rejected->cells = original.cells;
	rejected->count = original.count;
	if (status != STATUS_OK || original.cells != NULL)
		return status;
	cells =
	    arena_array(scratch, count + dimensions->count + 1, sizeof(*cells));
	if (cells == NULL)
		return error_memory(error);
	for (i = 0; i < count; i++) {
		cells[i] = cell_of(metered, names[i], scratch);
		if (cells[i] == NULL)
			return error_memory(error);
	}
	rejected->cells = cells;
	rejected->count = count;
	for (i = 0; i < dimensions->count; i++) {
		if (!is_among(names, count, dimensions->items[i].name))
			cells[rejected->count++] = dimensions->items[i].value;
	}
	return STATUS_OK;
}
