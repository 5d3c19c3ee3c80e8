/*
 * Rows of CSV.  Oracle: a row that is cut at its commas is what libcsv makes of
 * it, and so is all that follows, up to the text of an error.
 */
#include "feed.h"

#include <stdbool.h>

#include "record/csv.h"

static void
tell_row(FILE *to, const struct row *row)
{
	size_t i;

	fprintf(to, "%llu %zu ", (unsigned long long)row->line, row->count);
	for (i = 0; i < row->count; i++) {
		assert(row->cells[i][row->lengths[i]] == '\0');
		fprintf(to, "%zu:", row->lengths[i]);
		fwrite(row->cells[i], 1, row->lengths[i], to);
	}
}

/* All rows, and how they end. */
static char *
tell(const char *path, bool distrust, size_t *length)
{
	struct row *row = calloc(1, sizeof(*row));
	struct source source;
	struct error error;
	struct csv *csv = NULL;
	enum status status;
	char *told = NULL;
	FILE *to = open_memstream(&told, length);
	bool found = true;
	int first;

	assert(row != NULL && to != NULL);
	assert(source_open(path, &source, &error) == STATUS_OK);
	assert(source_first(&source, &first, &error) == STATUS_OK);
	assert(csv_open(&csv, &error) == STATUS_OK);
	if (distrust)
		csv_distrust(csv);
	while ((status = csv_read(csv, &source, row, &found, &error)) ==
		   STATUS_OK &&
	       found)
		tell_row(to, row);
	if (status != STATUS_OK)
		fprintf(to, "%d %s", (int)status, error.text);
	csv_close(csv);
	source_close(&source);
	row_close(row);
	free(row);
	assert(fclose(to) == 0);
	return told;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char path[FEED_PATH_MAX];
	int file = feed_file(bytes, length, path);
	size_t cut_length, given_length;
	char *cut = tell(path, false, &cut_length);
	char *given = tell(path, true, &given_length);

	assert(cut_length == given_length);
	assert(memcmp(cut, given, cut_length) == 0);
	free(cut);
	free(given);
	close(file);
	return 0;
}
