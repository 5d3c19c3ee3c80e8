/*
 * Rejects come in from two sides, while the file is read and while it is looked
 * up in the ledger; a sort brings them back into the order of the file.
 */
#include "work/rejecting.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "record/outfile.h"
#include "record/pack.h"
#include "record/sort.h"
#include "record/writer.h"

struct rejects {
	const char *name; /* of the input */
	const char *const *header;
	size_t header_count;
	size_t cells_max;
	uint64_t count;
	uint64_t first_line;
	char first_reason[ERROR_TEXT_MAX];
	struct sort *sort;
	struct arena scratch;
};

enum status
rejects_open(
    const struct reader *reader, struct rejects **opened, struct error *error)
{
	struct rejects *rejects = calloc(1, sizeof(*rejects));
	enum status status;

	*opened = NULL;
	if (rejects == NULL)
		return error_memory(error);
	rejects->name = reader_name(reader);
	rejects->header_count = reader_raw_header(reader, &rejects->header);
	status = sort_open(0, &rejects->sort, error);
	if (status == STATUS_OK)
		*opened = rejects;
	else
		rejects_close(rejects);
	return status;
}

enum status
rejects_add(struct rejects *rejects, const struct rejected *rejected,
    struct error *error)
{
	const char **fields;
	unsigned char key[8];
	const void *bytes;
	size_t length;
	char line[24];
	enum status status;

	if (rejects->count == 0 || rejected->line < rejects->first_line) {
		rejects->first_line = rejected->line;
		snprintf(rejects->first_reason, sizeof(rejects->first_reason),
		    "%s", rejected->reason);
	}
	rejects->count++;
	if (rejected->count > rejects->cells_max)
		rejects->cells_max = rejected->count;

	arena_reset(&rejects->scratch);
	fields = arena_array(
	    &rejects->scratch, rejected->count + 2, sizeof(*fields));
	if (fields == NULL)
		return error_memory(error);
	snprintf(line, sizeof(line), "%" PRIu64, rejected->line);
	fields[0] = line;
	fields[1] = rejected->reason;
	if (rejected->count > 0)
		memcpy(fields + 2, rejected->cells,
		    rejected->count * sizeof(*fields));
	status = pack_join(&rejects->scratch, fields, rejected->count + 2,
	    &bytes, &length, error);
	if (status != STATUS_OK)
		return status;
	(void)sort_key_number((int64_t)rejected->line, key, sizeof(key));
	return sort_add(rejects->sort, key, sizeof(key), bytes, length, error);
}

enum status
rejects_first(
    const struct rejects *rejects, const char *done, struct error *error)
{
	char more[64] = "";

	if (rejects->count > 1)
		snprintf(more, sizeof(more), " (and %" PRIu64 " more)",
		    rejects->count - 1);
	return error_set(error, STATUS_INVALID,
	    "%s:%" PRIu64 ": %.700s%s; nothing was %s "
	    "(--reject sets bad records aside)",
	    rejects->name, rejects->first_line, rejects->first_reason, more,
	    done);
}

static enum status
tell_line(struct spool *told, const char *line, struct error *error)
{
	enum status status;

	if (line == NULL)
		return error_memory(error);
	status = spool_write(told, line, strlen(line), error);
	return status == STATUS_OK ? spool_write(told, "\n", 1, error) : status;
}

/* One line for each reject, while there are not too many. */
static enum status
tell_all(struct rejects *rejects, struct spool *told, struct error *error)
{
	struct arena *arena = &rejects->scratch;
	enum status status = sort_start(rejects->sort, error);
	const char **fields;
	const void *bytes;
	size_t length;
	uint64_t count;
	bool found;

	for (count = 0; status == STATUS_OK && count < REJECTS_TOLD_MAX;
	     count++) {
		status =
		    sort_next(rejects->sort, &bytes, &length, &found, error);
		if (status != STATUS_OK || !found)
			break;
		arena_reset(arena);
		status = pack_split(arena, bytes, length, &fields,
		    pack_count(bytes, length), error);
		if (status == STATUS_OK)
			status = tell_line(told,
			    arena_format(arena, "%s:%s: %s", rejects->name,
				fields[0], fields[1]),
			    error);
	}
	if (status == STATUS_OK && rejects->count > REJECTS_TOLD_MAX)
		status = tell_line(told,
		    arena_format(arena, "%s: and %" PRIu64 " more",
			rejects->name, rejects->count - REJECTS_TOLD_MAX),
		    error);
	return status;
}

enum status
rejects_tell(struct rejects *rejects, struct spool *told, const char *done,
    struct error *error)
{
	enum status status;

	if (rejects->count < 2 || told == NULL)
		return rejects_first(rejects, done, error);
	status = tell_all(rejects, told, error);
	if (status != STATUS_OK)
		return status;
	return error_set(error, STATUS_INVALID,
	    "%s: %" PRIu64 " records are bad; nothing was %s "
	    "(--reject sets bad records aside)",
	    rejects->name, rejects->count, done);
}

/* The columns of the file: the input's, the surplus, line and reason. */
static enum status
make_schema(struct rejects *rejects, struct arena *arena, struct schema *schema,
    struct error *error)
{
	size_t cells = rejects->header_count > rejects->cells_max
			   ? rejects->header_count
			   : rejects->cells_max;
	struct column *columns =
	    arena_array(arena, cells + 2, sizeof(*columns));
	size_t i;

	if (columns == NULL)
		return error_memory(error);
	for (i = 0; i < cells; i++) {
		columns[i].name = i < rejects->header_count
				      ? rejects->header[i]
				      : arena_format(arena, "surplus%zu",
					    i + 1 - rejects->header_count);
		if (columns[i].name == NULL)
			return error_memory(error);
	}
	columns[cells].name = "line";
	columns[cells + 1].name = "reason";
	*schema = (struct schema){
		.name = "rejects",
		.columns = columns,
		.count = cells + 2,
	};
	return STATUS_OK;
}

/* Write the next reject as a row: line and reason go to the end. */
static enum status
write_row(struct rejects *rejects, struct writer *writer, size_t width,
    const void *bytes, size_t length, struct error *error)
{
	const char **fields, **row;
	size_t count = pack_count(bytes, length), i;
	enum status status;

	arena_reset(&rejects->scratch);
	status =
	    pack_split(&rejects->scratch, bytes, length, &fields, count, error);
	if (status != STATUS_OK)
		return status;
	row = arena_array(&rejects->scratch, width, sizeof(*row));
	if (row == NULL)
		return error_memory(error);
	for (i = 0; i + 2 < count; i++)
		row[i] = fields[i + 2];
	row[width - 2] = fields[0];
	row[width - 1] = fields[1];
	return writer_write(writer, row, error);
}

static enum status
write_rows(struct rejects *rejects, struct spool *spool, struct error *error)
{
	struct arena arena = { NULL, NULL };
	struct writer *writer = NULL;
	struct schema schema;
	const void *bytes;
	size_t length;
	bool found = true;
	enum status status;

	status = make_schema(rejects, &arena, &schema, error);
	if (status == STATUS_OK)
		status = writer_open(
		    spool, &schema, FORMAT_CSV, false, &writer, error);
	if (status == STATUS_OK)
		status = sort_start(rejects->sort, error);
	while (status == STATUS_OK) {
		status =
		    sort_next(rejects->sort, &bytes, &length, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = write_row(
		    rejects, writer, schema.count, bytes, length, error);
	}
	if (status == STATUS_OK)
		status = writer_finish(writer, error);
	writer_close(writer);
	arena_close(&arena);
	return status;
}

enum status
rejects_write(struct rejects *rejects, const char *path, struct error *error)
{
	struct outfile *outfile = NULL;
	struct spool *spool = NULL;
	enum status status;

	status = outfile_open(NULL, path, &outfile, error);
	if (status == STATUS_OK)
		status = spool_open(&spool, error);
	if (status == STATUS_OK)
		status = write_rows(rejects, spool, error);
	if (status == STATUS_OK)
		status = outfile_spool(outfile, spool, error);
	if (status == STATUS_OK)
		status = outfile_commit(outfile, error);
	spool_close(spool);
	outfile_close(outfile);
	return status;
}

void
rejects_close(struct rejects *rejects)
{
	if (rejects == NULL)
		return;
	sort_close(rejects->sort);
	arena_close(&rejects->scratch);
	free(rejects);
}
