/*
 * Papers wait in one spool, with a list of their names and lengths; only when
 * all are there is the first file written.
 */
#include "render/printing.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "record/outfiles.h"
#include "record/writer.h"

static const struct column document_columns[] = {
	{ "invoice", 0 },
	{ "file", 0 },
	{ "bytes", COLUMN_NUMBER },
	{ "sha256", 0 },
};

static const struct column statement_columns[] = {
	{ "account", 0 },
	{ "currency", 0 },
	{ "file", 0 },
	{ "bytes", COLUMN_NUMBER },
	{ "sha256", 0 },
	{ "previous", COLUMN_NUMBER },
	{ "new", COLUMN_NUMBER },
	{ "credits", COLUMN_NUMBER },
	{ "payments", COLUMN_NUMBER },
	{ "balance", COLUMN_NUMBER },
};

static const struct schema document_schema = { "files", document_columns, 4,
	EXTRAS_NONE };
static const struct schema statement_schema = { "files", statement_columns, 10,
	EXTRAS_NONE };

/* SHA-256 of the next ${length} bytes of the papers, as digits. */
static enum status
digest_next(struct printing *printing, uint64_t length, char hex[HASH_HEX_MAX],
    struct error *error)
{
	unsigned char digest[HASH_SIZE];
	char buffer[16384];
	struct hash hash;
	enum status status = STATUS_OK;

	hash_begin(&hash);
	while (length > 0 && status == STATUS_OK) {
		size_t want =
		    length < sizeof(buffer) ? (size_t)length : sizeof(buffer);
		size_t got = 0;

		status =
		    spool_read(printing->papers, buffer, want, &got, error);
		if (status == STATUS_OK && got == 0)
			status = error_set(error, STATUS_IO,
			    "a spool is shorter than what was put in");
		if (status == STATUS_OK)
			hash_bytes(&hash, buffer, got);
		length -= got;
	}
	hash_end(&hash, digest);
	hash_hex(digest, HASH_SIZE, hex);
	return status;
}

static enum status
write_files(struct printing *printing, struct error *error)
{
	struct outfiles *outfiles = NULL;
	enum status status;
	char name[128];
	size_t i;

	status = outfiles_open(printing->directory, &outfiles, error);
	if (status == STATUS_OK)
		status = spool_rewind(printing->papers, error);
	for (i = 0; i < printing->count && status == STATUS_OK; i++) {
		snprintf(name, sizeof(name), "%s%s", printing->list[i].name,
		    printing_ending(printing));
		status = outfiles_add(outfiles, name, printing->papers,
		    printing->list[i].length, error);
	}
	if (status == STATUS_OK)
		status = outfiles_commit(outfiles, error);
	outfiles_close(outfiles);
	return status;
}

/* Say which file ${printed} is in. */
static enum status
write_record(struct printing *printing, const struct printed *printed,
    struct writer *writer, struct error *error)
{
	const char *const *sums = printed->sums;
	char file[4096], bytes[24], hex[HASH_HEX_MAX];
	enum status status;

	snprintf(file, sizeof(file), "%s/%s%s", printing->directory,
	    printed->name, printing_ending(printing));
	snprintf(
	    bytes, sizeof(bytes), "%llu", (unsigned long long)printed->length);
	status = digest_next(printing, printed->length, hex, error);
	if (status != STATUS_OK)
		return status;
	if (!printing->statements)
		return writer_write(writer,
		    (const char *const[]){ printed->key, file, bytes, hex },
		    error);
	return writer_write(writer,
	    (const char *const[]){ printed->key, sums[PRINTED_CURRENCY], file,
		bytes, hex, sums[PRINTED_PREVIOUS], sums[PRINTED_NEW],
		sums[PRINTED_CREDITS], sums[PRINTED_PAYMENTS],
		sums[PRINTED_BALANCE] },
	    error);
}

static enum status
write_records(struct printing *printing, struct spool *output,
    enum format format, struct error *error)
{
	const struct schema *schema =
	    printing->statements ? &statement_schema : &document_schema;
	struct writer *writer = NULL;
	enum status status;
	size_t i;

	status = writer_open(output, schema, format, false, &writer, error);
	if (status == STATUS_OK)
		status = spool_rewind(printing->papers, error);
	for (i = 0; i < printing->count && status == STATUS_OK; i++)
		status =
		    write_record(printing, &printing->list[i], writer, error);
	if (status == STATUS_OK)
		status = writer_finish(writer, error);
	writer_close(writer);
	return status;
}

/* One document after the other, with a form feed between, for a printer. */
static enum status
write_pages(
    struct printing *printing, struct spool *output, struct error *error)
{
	char buffer[16384];
	enum status status = spool_rewind(printing->papers, error);
	size_t i;

	for (i = 0; i < printing->count && status == STATUS_OK; i++) {
		uint64_t left = printing->list[i].length;

		if (i > 0)
			status = spool_write(output, "\f\n", 2, error);
		while (left > 0 && status == STATUS_OK) {
			size_t want = left < sizeof(buffer) ? (size_t)left
							    : sizeof(buffer);
			size_t got = 0;

			status = spool_read(
			    printing->papers, buffer, want, &got, error);
			if (status == STATUS_OK)
				status =
				    spool_write(output, buffer, got, error);
			left -= got;
		}
	}
	return status;
}

enum status
printing_finish(struct printing *printing, struct spool *output,
    enum format format, struct error *error)
{
	enum status status = STATUS_OK;

	if (printing->papers == NULL)
		status = spool_open(&printing->papers, error);
	if (status == STATUS_OK && printing->directory == NULL &&
	    printing->format == PRINTING_HTML && printing->count > 1)
		return error_set(error, STATUS_USAGE,
		    "%zu documents in HTML need a directory to go to (--dir)",
		    printing->count);
	if (status == STATUS_OK && printing->directory == NULL)
		return write_pages(printing, output, error);
	if (status == STATUS_OK)
		status = write_files(printing, error);
	if (status == STATUS_OK)
		status = write_records(printing, output, format, error);
	return status;
}

void
printing_close(struct printing *printing)
{
	spool_close(printing->papers);
	arena_close(&printing->arena);
	printing->papers = NULL;
}
