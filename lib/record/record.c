#include "record/record.h"

#include <string.h>

/*
 * Schemas have a few dozen columns and are searched once a header, so a walk
 * along the names is enough.
 */

size_t
schema_find(const struct schema *schema, const char *name)
{
	for (size_t i = 0; i < schema->count; i++)
		if (strcmp(schema->columns[i].name, name) == 0)
			return i;
	return schema->count;
}
