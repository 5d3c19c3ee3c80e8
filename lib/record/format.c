/*
 * One table says the names; its first entry, FORMAT_DEFAULT, has none, since
 * not to choose is not a choice that can be typed.
 */
#include "record/format.h"

#include <stddef.h>
#include <string.h>

static const char *const names[] = {
	[FORMAT_CSV] = "csv",
	[FORMAT_JSONL] = "jsonl",
	[FORMAT_TABLE] = "table",
};

enum status
format_parse(const char *text, enum format *format, struct error *error)
{
	size_t i;

	for (i = FORMAT_CSV; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(text, names[i]) == 0) {
			*format = (enum format)i;
			return STATUS_OK;
		}
	}
	return error_set(error, STATUS_USAGE,
	    "format '%s' is not csv, jsonl or table", text);
}
