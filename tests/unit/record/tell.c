#include "tell.h"

#include <check.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "record/reader.h"

static char told[65536];
static size_t length;

static PRINTF_LIKE(1, 2) void say(const char *format, ...)
{
	va_list arguments;
	int more;

	va_start(arguments, format);
	more =
	    vsnprintf(told + length, sizeof(told) - length, format, arguments);
	va_end(arguments);
	ck_assert_int_ge(more, 0);
	length += (size_t)more;
	ck_assert_uint_lt(length, sizeof(told));
}

static void
say_record(const struct reader *reader, const struct record *record,
    const struct schema *schema)
{
	say("%" PRIu64 ":", record->line);
	if (reader_bad(reader) != NULL) {
		say("!%s ", reader_bad(reader));
		return;
	}
	for (size_t i = 0; i < schema->count; i++)
		say("%s%.40s", i == 0 ? "" : "|", record->fields[i]);
	for (size_t i = 0; i < record->extra_count; i++)
		say("[%s=%.40s]", record->extra_names[i],
		    record->extra_values[i]);
	say(" ");
}

const char *
tell_records(const char *path, const struct schema *schema)
{
	struct reader *reader;
	struct record record;
	struct error error;
	enum status status = reader_open(path, schema, &reader, &error);
	bool found = true;

	length = 0;
	told[0] = '\0';
	while (status == STATUS_OK && found) {
		status = reader_read(reader, &record, &found, &error);
		if (status == STATUS_OK && found)
			say_record(reader, &record, schema);
	}
	if (status != STATUS_OK) {
		ck_assert_int_eq(status, STATUS_INVALID);
		ck_assert_int_eq(strncmp(error.text, path, strlen(path)), 0);
		say("%s", error.text + strlen(path) + 1);
	}
	reader_close(reader);
	return told;
}
