/* Write documents for people. */
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "bin/request.h"
#include "cli/command.h"
#include "record/outfile.h"
#include "record/textfile.h"
#include "record/writer.h"
#include "render/paper.h"
#include "work/presenting.h"

#define TEMPLATE_BYTES_MAX (1 << 20)
#define TEMPLATES_MAX 64

static struct options_common common = OPTIONS_COMMON_DEFAULT;
static struct presenting_options presenting;
static struct date as_of = DATE_NONE;
static const char *account;
static const char *format;
static const char *directory;
static const char *template_file;
static const char *template_directory;

static const struct option_spec options[] = {
	{ OPTION_TEXT, 'd', "dir", "directory",
	    "write a file for each document into directory", &directory },
	{ OPTION_TEXT, 't', "template", "file", "shape of all documents",
	    &template_file },
	{ OPTION_TEXT, 0, "templates", "directory",
	    "look for templates in directory first", &template_directory },
	{ OPTION_DATE, 'a', "as-of", "date", "issued by date", &as_of },
	{ OPTION_TEXT, 'A', "account", "account", "of this account only",
	    &account },
	{ OPTION_TEXT, 'p', "period", "month", "issued in month (YYYY-MM)",
	    &presenting.period },
	{ OPTION_TEXT, 'f', "format", "format", "text", &format },
	OPTIONS_SHARED(common),
	OPTION_END,
};

static const struct column columns[] = {
	{ "invoice", 0 },
	{ "file", 0 },
	{ "bytes", COLUMN_NUMBER },
	{ "sha256", 0 },
};

static const struct schema schema = { "files", columns, 4, EXTRAS_NONE };

/* What rendering needs: templates that were read, and where it all goes. */
struct rendering {
	const struct request *request;
	struct writer *writer;
	struct template templates[TEMPLATES_MAX];
	size_t template_count;
	struct arena arena;
};

/* The text of a template: the operator's, else the one that is built in. */
static enum status
read_template(struct rendering *rendering, const char *name, const char **text,
    struct error *error)
{
	const char *path = template_file;
	enum status status;

	if (path == NULL && template_directory != NULL) {
		path = arena_format(
		    &rendering->arena, "%s/%s", template_directory, name);
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
	    path, TEMPLATE_BYTES_MAX, &rendering->arena, text, error);
	/* A directory need not have what is built in. */
	if (status == STATUS_NO_INPUT && template_file == NULL &&
	    template_find(name) != NULL) {
		*text = template_find(name);
		status = STATUS_OK;
	}
	return status;
}

/* The template of that name, parsed once. */
static enum status
find_template(struct rendering *rendering, const char *name,
    const struct template **found, struct error *error)
{
	struct template *template;
	enum status status;
	size_t i;

	for (i = 0; i < rendering->template_count; i++) {
		*found = &rendering->templates[i];
		if (strcmp((*found)->name, name) == 0)
			return STATUS_OK;
	}
	if (i == TEMPLATES_MAX)
		return error_set(error, STATUS_CONFIG,
		    "over %d templates in one run", TEMPLATES_MAX);
	template = &rendering->templates[i];
	*found = template;
	template->escape = ESCAPE_NONE;
	template->name = arena_text(&rendering->arena, name);
	if (template->name == NULL)
		return error_memory(error);
	status = read_template(rendering, name, &template->text, error);
	if (status == STATUS_OK)
		status = template_parse(template, &rendering->arena, error);
	rendering->template_count += status == STATUS_OK;
	return status;
}

/* SHA-256 of a spool, in hexadecimal digits. */
static enum status
digest_of(struct spool *spool, char hex[HASH_HEX_MAX], struct error *error)
{
	unsigned char digest[HASH_SIZE];
	char buffer[16384];
	struct hash hash;
	enum status status;
	size_t got = 1;

	hash_begin(&hash);
	status = spool_rewind(spool, error);
	while (status == STATUS_OK && got > 0) {
		status = spool_read(spool, buffer, sizeof(buffer), &got, error);
		if (status == STATUS_OK)
			hash_bytes(&hash, buffer, got);
	}
	hash_end(&hash, digest);
	hash_hex(digest, HASH_SIZE, hex);
	return status;
}

/* Put a rendered document into its file, and say so. */
static enum status
write_file(struct rendering *rendering, const char *number, struct spool *spool,
    struct error *error)
{
	char name[128], bytes[24], hex[HASH_HEX_MAX], path[4096];
	struct outfile *outfile = NULL;
	enum status status;

	snprintf(name, sizeof(name), "%s.txt", number);
	snprintf(path, sizeof(path), "%s/%s", directory, name);
	snprintf(bytes, sizeof(bytes), "%llu",
	    (unsigned long long)spool_size(spool));
	status = outfile_open(directory, name, &outfile, error);
	if (status == STATUS_OK)
		status = outfile_spool(outfile, spool, error);
	if (status == STATUS_OK)
		status = outfile_commit(outfile, error);
	if (status == STATUS_OK)
		status = digest_of(spool, hex, error);
	outfile_close(outfile);
	if (status != STATUS_OK)
		return status;
	return writer_write(rendering->writer,
	    (const char *const[]){ number, path, bytes, hex }, error);
}

static enum status
render(void *context, const struct presented *from, struct arena *scratch,
    struct error *error)
{
	struct rendering *rendering = context;
	const struct template *template = NULL;
	struct spool *spool = NULL;
	struct paper paper = {
		.company = from->company,
		.document = from->document,
		.products = from->products,
		.number = from->number,
		.account_name = from->account_name,
		.po_number = from->po_number,
		.customer = from->customer,
		.customer_name = from->customer_name,
		.customer_tax_id = from->customer_tax_id,
		.address = from->address,
	};
	const char *name = from->document->type == DOCUMENT_INVOICE
			       ? "invoice.txt"
			       : "credit_note.txt";
	enum status status;

	if (from->template[0] != '\0' && template_file == NULL)
		name = from->template;
	progress_step(rendering->request->progress);
	status = find_template(rendering, name, &template, error);
	if (status == STATUS_OK && directory == NULL &&
	    rendering->request->summary->documents > 0)
		status =
		    spool_write(rendering->request->output, "\f\n", 2, error);
	rendering->request->summary->documents++;
	if (status != STATUS_OK || directory == NULL)
		return status != STATUS_OK
			   ? status
			   : paper_render(&paper, template,
				 rendering->request->output, scratch, error);
	status = spool_open(&spool, error);
	if (status == STATUS_OK)
		status = paper_render(&paper, template, spool, scratch, error);
	if (status == STATUS_OK)
		status = write_file(rendering, from->number, spool, error);
	spool_close(spool);
	return status;
}

/* Which documents: numbers, or "-" for a stream that names them. */
static enum status
select_documents(const struct invocation *invocation, struct error *error)
{
	presenting.numbers = (const char *const *)invocation->operands;
	presenting.number_count = invocation->operand_count;
	if (invocation->operand_count == 1 &&
	    strcmp(invocation->operands[0], "-") == 0) {
		presenting.list = "-";
		presenting.number_count = 0;
	}
	if (format != NULL && strcmp(format, "text") != 0)
		return error_set(error, STATUS_USAGE,
		    "format %.40s is not rendered by this version (text)",
		    format);
	return STATUS_OK;
}

static enum status
run(const struct invocation *invocation, struct error *error)
{
	struct request request = request_of(invocation, &common);
	static struct rendering rendering;
	enum status status = select_documents(invocation, error);

	rendering.request = &request;
	request.as_of = as_of;
	request.account = account;
	request.summary->documents_name = "documents";
	if (status == STATUS_OK && directory != NULL)
		status = writer_open(request.output, &schema, request.format,
		    false, &rendering.writer, error);
	progress_begin(request.progress, "documents", 0);
	if (status == STATUS_OK)
		status = presenting_run(
		    &request, &presenting, render, &rendering, error);
	progress_end(request.progress);
	if (status == STATUS_OK && directory != NULL)
		status = writer_finish(rendering.writer, error);
	writer_close(rendering.writer);
	arena_close(&rendering.arena);
	return status;
}

static const struct command command = {
	.name = "bill-render",
	.operands = "[-] [invoice ...]",
	.operands_max = 10000,
	.summary = "write documents for people",
	.options = options,
	.common = &common,
	.run = run,
};

int
main(int argc, char *argv[])
{
	return command_main(&command, argc, argv);
}
