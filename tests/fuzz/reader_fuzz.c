/*
 * The reader of CSV and JSON lines.  Oracles: what it finds does not depend on
 * how the bytes arrive, nor on whether it reads ahead; what it passes is text;
 * what is written from it reads as the same.
 */
#include "feed.h"

#include <stdbool.h>

#include "record/reader.h"
#include "record/unicode.h"
#include "record/writer.h"

static const struct column columns[] = {
	{ "id", COLUMN_REQUIRED | COLUMN_TOKEN },
	{ "name", 0 },
	{ "amount", COLUMN_NUMBER },
};

/* What was found: all of it, and the values of the good records alone. */
struct told {
	char *all;
	char *values;
	size_t all_length;
	size_t values_length;
	bool whole; /* the file was read to its end */
};

static void
tell_text(FILE *to, const char *text)
{
	fprintf(to, "%zu:%s,", strlen(text), text);
}

static void
check_record(const struct record *record, bool bad)
{
	size_t i;

	for (i = 0; i < 3 && !bad; i++) {
		const char *text = record->fields[i];

		assert(unicode_invalid(text, strlen(text)) == strlen(text));
		assert(!unicode_controls(text));
		assert(strlen(text) <= READER_FIELD_MAX);
	}
	assert(bad || record->fields[0][0] != '\0');
}

static void
tell_record(
    FILE *all, FILE *values, const struct record *record, struct reader *reader)
{
	const char *bad = reader_bad(reader);
	const char *const *raw;
	size_t i, count = reader_raw(reader, &raw);

	check_record(record, bad != NULL);
	fprintf(all, "%llu %zu ", (unsigned long long)record->line, count);
	for (i = 0; i < count; i++)
		tell_text(all, raw[i]);
	if (bad != NULL) {
		tell_text(all, bad);
		return;
	}
	for (i = 0; i < 3; i++)
		tell_text(values, record->fields[i]);
	for (i = 0; i < record->extra_count; i++) {
		tell_text(all, record->extra_names[i]);
		tell_text(all, record->extra_values[i]);
	}
}

/* Behind the name of the file, which differs. */
static const char *
without_name(const struct error *error, const char *name)
{
	assert(error->text[0] != '\0');
	if (strncmp(error->text, name, strlen(name)) == 0)
		return error->text + strlen(name);
	return error->text;
}

static struct told
tell(const char *path, const struct schema *schema, bool ahead)
{
	struct told told = { 0 };
	FILE *all = open_memstream(&told.all, &told.all_length);
	FILE *values = open_memstream(&told.values, &told.values_length);
	struct reader *reader = NULL;
	unsigned char digest[HASH_SIZE];
	struct error error = { 0 };
	struct record record;
	enum status status;
	bool found = true;
	uint64_t line = 0;

	assert(all != NULL && values != NULL);
	status = reader_open(path, schema, &reader, &error);
	if (status == STATUS_OK && ahead)
		assert(reader_ahead(reader, NULL, &error) == STATUS_OK);
	while (status == STATUS_OK && found) {
		status = reader_read(reader, &record, &found, &error);
		if (status != STATUS_OK || !found)
			break;
		assert(record.line > line);
		line = record.line;
		tell_record(all, values, &record, reader);
	}
	told.whole = status == STATUS_OK;
	if (told.whole) {
		reader_digest(reader, digest);
		fwrite(digest, 1, sizeof(digest), all);
	} else {
		assert(status == STATUS_INVALID);
		tell_text(all, without_name(&error, path));
	}
	reader_close(reader);
	assert(fclose(all) == 0 && fclose(values) == 0);
	return told;
}

/* Write the good records of a file into a spool. */
static void
copy(const char *path, const struct schema *schema, struct spool *spool,
    enum format format)
{
	static const struct schema plain = { "things", columns, 3,
		EXTRAS_NONE };
	struct reader *reader = NULL;
	struct writer *writer = NULL;
	struct record record;
	struct error error;
	bool found = true;

	assert(writer_open(spool, &plain, format, false, &writer, &error) ==
	       STATUS_OK);
	assert(reader_open(path, schema, &reader, &error) == STATUS_OK);
	while (reader_read(reader, &record, &found, &error) == STATUS_OK &&
	       found) {
		if (reader_bad(reader) == NULL)
			assert(writer_write(writer, record.fields, &error) ==
			       STATUS_OK);
	}
	assert(writer_finish(writer, &error) == STATUS_OK);
	writer_close(writer);
	reader_close(reader);
}

static void
check_copy(const char *path, const struct schema *schema,
    const struct told *told, enum format format)
{
	char copied[FEED_PATH_MAX];
	struct spool *spool = NULL;
	struct error error;
	struct told again;
	int descriptor;

	/* No record at all is an empty file, which JSON lines cannot tell. */
	if (format == FORMAT_JSONL && told->values_length == 0)
		return;
	assert(spool_open(&spool, &error) == STATUS_OK);
	copy(path, schema, spool, format);
	descriptor = feed_file("", 0, copied);
	assert(spool_copy(spool, descriptor, &error) == STATUS_OK);
	again = tell(copied, schema, false);
	assert(again.whole);
	assert(again.values_length == told->values_length);
	assert(memcmp(again.values, told->values, told->values_length) == 0);
	free(again.all);
	free(again.values);
	close(descriptor);
	spool_close(spool);
}

/* The same is found again. */
static void
check_again(const char *path, const struct schema *schema, bool ahead,
    const struct told *told)
{
	struct told other = tell(path, schema, ahead);

	assert(other.all_length == told->all_length);
	assert(memcmp(other.all, told->all, told->all_length) == 0);
	free(other.all);
	free(other.values);
}

static void
try(const uint8_t *bytes, size_t length, const struct schema *schema)
{
	char path[FEED_PATH_MAX], pieces[FEED_PATH_MAX];
	int file = feed_file(bytes, length, path), pipe;
	struct told told = tell(path, schema, false);

	for (int ahead = 0; ahead < 2 && length <= FEED_PIECES_MAX; ahead++) {
		pipe = feed_pieces(bytes, length, pieces);
		check_again(pieces, schema, ahead == 1, &told);
		close(pipe);
	}
	check_again(path, schema, true, &told);
	if (told.whole) {
		check_copy(path, schema, &told, FORMAT_CSV);
		check_copy(path, schema, &told, FORMAT_JSONL);
	}
	free(told.all);
	free(told.values);
	close(file);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const struct schema kept = { "things", columns, 3, EXTRAS_X };
	static const struct schema any = { "things", columns, 3, EXTRAS_ANY };

	try(bytes, length, &kept);
	try(bytes, length, &any);
	return 0;
}
