/*
 * A name is its month, as bytes that have the order of numbers and are no NUL,
 * and then the column and what it says: "subscription S1".
 */
#include <string.h>

#include "ledger/usages.h"
#include "usage/metered.h"

#define MONTH_BYTES 4
#define MONTH_BITS 6

static void
put_month(int64_t month, char *bytes)
{
	uint32_t number = (uint32_t)(month - DATE_FIRST_DAYS);

	for (int i = 0; i < MONTH_BYTES; i++)
		bytes[i] = (char)(0x40 | (number >> MONTH_BITS *
							(MONTH_BYTES - 1 - i) &
					     0x3f));
}

enum status
metered_name(const struct metered *metered, enum metered_column column,
    struct arena *arena, struct words_text *name, struct error *error)
{
	const char *title = metered_columns[column].name;
	const char *value = metered->values[column];
	size_t before = strlen(title), length = strlen(value);
	char *bytes, *next;

	bytes = arena_alloc(arena, MONTH_BYTES + before + 1 + length);
	if (bytes == NULL)
		return error_memory(error);
	put_month(usages_month(metered->occurred_at), bytes);
	next = bytes + MONTH_BYTES;
	memcpy(next, title, before);
	next[before] = ' ';
	memcpy(next + before + 1, value, length);
	*name = (struct words_text){ bytes, MONTH_BYTES + before + 1 + length };
	return STATUS_OK;
}

void
metered_rename(struct metered *metered, const char *name)
{
	enum metered_column column = METERED_IDENTIFIER;

	name += MONTH_BYTES;
	if (name[0] == 's')
		column =
		    name[1] == 'u' ? METERED_SUBSCRIPTION : METERED_SERVICE;
	metered->name = name;
	metered->values[column] =
	    name + strlen(metered_columns[column].name) + 1;
}
