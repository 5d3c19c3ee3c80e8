/*
 * Papers are appended to one spool, with a list of their numbers and lengths;
 * only when all are there is the first file written.
 */
#include "render/printing.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "record/outfiles.h"
#include "record/textfile.h"
#include "record/writer.h"

static const struct column columns[] = {
	{ "invoice", 0 },
	{ "file", 0 },
	{ "bytes", COLUMN_NUMBER },
	{ "sha256", 0 },
};

static const struct schema schema = { "files", columns, 4, EXTRAS_NONE };

#define TEMPLATE_BYTES_MAX (1 << 20)

/* The text of a template: the operator's, else the one that is built in. */
static enum status
read_template(struct printing *printing, const char *name, const char **text,
    struct error *error)
{
	const char *path = printing->template_file;
	enum status status;

	if (path == NULL && printing->templates_directory != NULL) {
		path = arena_format(&printing->arena, "%s/%s",
		    printing->templates_directory, name);
		if (path == NULL)
			return error_memory(error);
	}
	*text = template_find(name);
	if (path == NULL && *text == NULL)
		return error_set(error, STATUS_CONFIG,
		    "template %s is not built in; where is it? (--templates)",
		    name);
	if (path == NULL)
		return STATUS_OK;
	status = textfile_read(
	    path, TEMPLATE_BYTES_MAX, &printing->arena, text, error);
	/* A directory need not have what is built in. */
	if (status == STATUS_NO_INPUT && printing->template_file == NULL &&
	    template_find(name) != NULL) {
		*text = template_find(name);
		status = STATUS_OK;
	}
	return status;
}

/* The template of that name, parsed once. */
static enum status
find_template(struct printing *printing, const char *name,
    const struct template **found, struct error *error)
{
	struct template *template;
	enum status status;
	size_t i;

	for (i = 0; i < printing->template_count; i++) {
		*found = &printing->templates[i];
		if (strcmp((*found)->name, name) == 0)
			return STATUS_OK;
	}
	if (i == TEMPLATES_MAX)
		return error_set(error, STATUS_CONFIG,
		    "over %d templates in one run", TEMPLATES_MAX);
	template = &printing->templates[i];
	*found = template;
	template->escape = ESCAPE_NONE;
	template->name = arena_text(&printing->arena, name);
	if (template->name == NULL)
		return error_memory(error);
	status = read_template(printing, name, &template->text, error);
	if (status == STATUS_OK)
		status = template_parse(template, &printing->arena, error);
	printing->template_count += status == STATUS_OK;
	return status;
}

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
		snprintf(
		    name, sizeof(name), "%s.txt", printing->list[i].number);
		status = outfiles_add(outfiles, name, printing->papers,
		    printing->list[i].length, error);
	}
	if (status == STATUS_OK)
		status = outfiles_commit(outfiles, error);
	outfiles_close(outfiles);
	return status;
}

/* Say which files there are. */
static enum status
write_records(struct printing *printing, struct spool *output,
    enum format format, struct error *error)
{
	char file[4096], bytes[24], hex[HASH_HEX_MAX];
	struct writer *writer = NULL;
	enum status status;
	size_t i;

	status = writer_open(output, &schema, format, false, &writer, error);
	if (status == STATUS_OK)
		status = spool_rewind(printing->papers, error);
	for (i = 0; i < printing->count && status == STATUS_OK; i++) {
		const struct printed *printed = &printing->list[i];

		snprintf(file, sizeof(file), "%s/%s.txt", printing->directory,
		    printed->number);
		snprintf(bytes, sizeof(bytes), "%llu",
		    (unsigned long long)printed->length);
		status = digest_next(printing, printed->length, hex, error);
		if (status == STATUS_OK)
			status = writer_write(writer,
			    (const char *const[]){
				printed->number, file, bytes, hex },
			    error);
	}
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
printing_add(struct printing *printing, const struct paper *paper,
    const char *template_name, struct arena *scratch, struct error *error)
{
	const struct template *template = NULL;
	struct printed *printed;
	uint64_t before;
	enum status status = STATUS_OK;

	if (printing->papers == NULL)
		status = spool_open(&printing->papers, error);
	if (status == STATUS_OK)
		status =
		    find_template(printing, template_name, &template, error);
	if (status != STATUS_OK)
		return status;
	before = spool_size(printing->papers);
	status =
	    paper_render(paper, template, printing->papers, scratch, error);
	if (status != STATUS_OK)
		return status;
	printing->list = arena_grow(&printing->arena, printing->list,
	    printing->count, sizeof(*printing->list));
	if (printing->list == NULL)
		return error_memory(error);
	printed = &printing->list[printing->count++];
	printed->number = arena_text(&printing->arena, paper->number);
	printed->length = spool_size(printing->papers) - before;
	return printed->number == NULL ? error_memory(error) : STATUS_OK;
}

enum status
printing_finish(struct printing *printing, struct spool *output,
    enum format format, struct error *error)
{
	enum status status = STATUS_OK;

	if (printing->papers == NULL)
		status = spool_open(&printing->papers, error);
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
