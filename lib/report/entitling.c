/*
 * The way of a request: read, answered, written; or set aside.
 */
#include "report/entitling.h"

#include <inttypes.h>
#include <string.h>

#include "report/entitling_parts.h"

static const struct column columns[REQUEST_COLUMNS] = {
	[REQUEST_ID] = { "request", COLUMN_REQUIRED },
	[REQUEST_SUBSCRIPTION] = { "subscription", 0 },
	[REQUEST_SERVICE] = { "service", 0 },
	[REQUEST_IDENTIFIER] = { "identifier", 0 },
	[REQUEST_METRIC] = { "metric", COLUMN_REQUIRED },
	[REQUEST_QUANTITY] = { "quantity", 0 },
	[REQUEST_AT] = { "at", COLUMN_REQUIRED },
	[REQUEST_OWN_AMOUNT] = { "amount", 0 },
	[REQUEST_OWN_CURRENCY] = { "currency", 0 },
};

/* What an answer says, behind what was asked. */
enum {
	ASKED = REQUEST_AT + 1,
	ALLOWED = ASKED,
	LEFT,
	AMOUNT,
	CURRENCY,
	REASON,
	ANSWER_COLUMNS
};

static const struct column answer_columns[ANSWER_COLUMNS] = {
	{ "request", COLUMN_TOKEN },
	{ "subscription", COLUMN_TOKEN },
	{ "service", COLUMN_TOKEN },
	{ "identifier", COLUMN_TOKEN },
	{ "metric", 0 },
	{ "quantity", COLUMN_NUMBER },
	{ "at", 0 },
	[ALLOWED] = { "allowed", 0 },
	[LEFT] = { "left", COLUMN_NUMBER },
	[AMOUNT] = { "amount", COLUMN_NUMBER },
	[CURRENCY] = { "currency", 0 },
	[REASON] = { "reason", 0 },
};

static const struct schema answers = { "answers", answer_columns,
	ANSWER_COLUMNS, EXTRAS_NONE };

/* The columns of the manual, then the dimensions that are near to them. */
static enum status
make_schema(struct entitling *entitling)
{
	const struct entitling_options *options = entitling->options;
	struct schema *schema = &entitling->schema;
	struct column *all;
	size_t i;

	all = arena_array(&entitling->arena,
	    REQUEST_COLUMNS + options->dimension_count, sizeof(*all));
	if (all == NULL)
		return error_memory(entitling->error);
	memcpy(all, columns, sizeof(columns));
	*schema =
	    (struct schema){ "requests", all, REQUEST_COLUMNS, EXTRAS_ANY };
	for (i = 0; i < options->dimension_count; i++) {
		if (schema_find(schema, options->dimensions[i]) ==
		    schema->count)
			all[schema->count++].name = options->dimensions[i];
	}
	return STATUS_OK;
}

/* Before more input is waited for. */
static void
flush(void *context)
{
	struct entitling *entitling = context;

	if (entitling->flushed != STATUS_OK)
		return;
	entitling->flushed =
	    spool_flush(entitling->request->output, entitling->error);
	if (entitling->flushed != STATUS_OK)
		error_prefix(entitling->error, "standard output: ");
}

static enum status
open_all(struct entitling *entitling)
{
	const struct request *request = entitling->request;
	struct error *error = entitling->error;
	enum status status;

	status = make_schema(entitling);
	if (status == STATUS_OK)
		status = entitling_load(entitling);
	if (status == STATUS_OK)
		status = reader_open(entitling->options->path,
		    &entitling->schema, &entitling->reader, error);
	if (status != STATUS_OK)
		return status;
	reader_waiting(entitling->reader, flush, entitling);
	if (request->reject != NULL)
		status =
		    rejects_open(entitling->reader, &entitling->rejects, error);
	return status == STATUS_OK ? request_writer(request, &answers,
					 &entitling->writer, error)
				   : status;
}

/* A bad request ends the stream, unless it is set aside. */
static enum status
reject(struct entitling *entitling)
{
	struct rejected rejected = {
		.line = entitling->record.line,
		.reason = entitling->error->text,
	};

	entitling->request->summary->rejected++;
	if (entitling->rejects == NULL)
		return error_prefix(entitling->error, "%s:%" PRIu64 ": ",
		    reader_name(entitling->reader), rejected.line);
	rejected.count = reader_raw(entitling->reader, &rejected.cells);
	return rejects_add(entitling->rejects, &rejected, entitling->error);
}

static enum status
write_answer(struct entitling *entitling, const struct answer *answer)
{
	char left[DECIMAL_TEXT_MAX], amount[DECIMAL_TEXT_MAX];
	const char *fields[ANSWER_COLUMNS];

	memcpy(fields, entitling->record.fields, ASKED * sizeof(*fields));
	fields[ALLOWED] = answer->allowed ? "yes" : "no";
	fields[LEFT] = answer->bounded
			   ? decimal_format(decimal_strip(answer->left), left)
			   : "";
	fields[AMOUNT] =
	    answer->priced
		? decimal_format(decimal_strip(answer->amount), amount)
		: "";
	fields[CURRENCY] = answer->priced ? answer->currency : "";
	fields[REASON] = answer->reason;
	return writer_write(entitling->writer, fields, entitling->error);
}

/* A quantity under another name is refused, not counted as 1. */
static enum status
check_meant(const struct entitling *entitling)
{
	return meant_check(&entitling->watch, reader_name(entitling->reader),
	    entitling->error);
}

static enum status
take(struct entitling *entitling)
{
	const char *bad = reader_bad(entitling->reader);
	struct answer answer;
	enum status status;

	if (bad != NULL) {
		(void)error_set(entitling->error, STATUS_INVALID, "%s", bad);
		return reject(entitling);
	}
	status = meant_spell(&entitling->watch, &entitling->meant,
	    entitling->reader, &entitling->record, entitling->error);
	if (status != STATUS_OK)
		return status;
	arena_reset(&entitling->scratch);
	status = entitling_answer(entitling, &answer);
	if (status == STATUS_INVALID)
		return reject(entitling);
	if (status == STATUS_OK && entitling->watch.unmeant != NULL &&
	    !meant_waits(entitling->reader))
		status = check_meant(entitling);
	if (status == STATUS_OK)
		status = write_answer(entitling, &answer);
	entitling->request->summary->accepted += status == STATUS_OK;
	return status;
}

static enum status
stream(struct entitling *entitling)
{
	const struct request *request = entitling->request;
	enum status status = STATUS_OK;
	bool found = true;

	progress_begin(request->progress, "requests", 0);
	while (status == STATUS_OK) {
		status = reader_read(entitling->reader, &entitling->record,
		    &found, entitling->error);
		if (status == STATUS_OK)
			status = entitling->flushed;
		if (status != STATUS_OK || !found)
			break;
		request->summary->in++;
		progress_step(request->progress);
		status = take(entitling);
	}
	progress_end(request->progress);
	if (status == STATUS_OK)
		status = writer_finish(entitling->writer, entitling->error);
	return status == STATUS_OK ? check_meant(entitling) : status;
}

static void
close_all(struct entitling *entitling)
{
	rejects_close(entitling->rejects);
	writer_close(entitling->writer);
	reader_close(entitling->reader);
	guides_close(&entitling->guides);
	arena_close(&entitling->scratch);
	arena_close(&entitling->arena);
}

enum status
entitling_run(const struct request *request,
    const struct entitling_options *options, struct error *error)
{
	struct entitling entitling = {
		.request = request, .options = options, .error = error
	};
	struct error lost;
	enum status status;

	if (!date_given(request->as_of))
		return error_set(error, STATUS_USAGE,
		    "--as-of is required: which periods run?");
	status = open_all(&entitling);
	if (status == STATUS_OK)
		status = stream(&entitling);
	if (status == STATUS_OK && entitling.rejects != NULL)
		status =
		    rejects_write(entitling.rejects, request->reject, error);
	if (status == STATUS_OK && request->summary->rejected > 0)
		status = STATUS_ASIDE;
	/* What came before a bad request is answered. */
	if (status != STATUS_OK && status != STATUS_ASIDE &&
	    status != STATUS_IO &&
	    spool_flush(request->output, &lost) != STATUS_OK)
		status = error_set(
		    error, STATUS_IO, "standard output: %s", lost.text);
	close_all(&entitling);
	return status;
}
