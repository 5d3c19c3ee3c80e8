/*
 * The way of a record: read, priced, written; or set aside.
 */
#include "usage/streaming.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "intake/cataloging.h"
#include "usage/streaming_parts.h"

static const struct column columns[STREAMED_COLUMNS] = {
	[STREAMED_EVENT] = { "event", 0 },
	[STREAMED_SUBSCRIPTION] = { "subscription", 0 },
	[STREAMED_SERVICE] = { "service", 0 },
	[STREAMED_IDENTIFIER] = { "identifier", 0 },
	[STREAMED_METRIC] = { "metric", COLUMN_REQUIRED },
	[STREAMED_QUANTITY] = { "quantity", 0 },
	[STREAMED_AMOUNT] = { "amount", 0 },
	[STREAMED_CURRENCY] = { "currency", 0 },
	[STREAMED_ACTION] = { "action", 0 },
	[STREAMED_OCCURRED_AT] = { "occurred_at", COLUMN_REQUIRED },
	[STREAMED_PLAN] = { "plan", 0 },
};

/* The columns of the manual, then the dimensions that are near to them. */
static enum status
make_schema(struct streaming *streaming)
{
	const struct streaming_options *options = streaming->options;
	struct schema *schema = &streaming->schema;
	struct column *all;
	size_t i;

	all = arena_array(&streaming->arena,
	    STREAMED_COLUMNS + options->dimension_count, sizeof(*all));
	streaming->dimensions = arena_array(&streaming->arena,
	    options->dimension_count + READER_COLUMNS_MAX,
	    sizeof(*streaming->dimensions));
	streaming->waiting = arena_array(
	    &streaming->arena, WAITING_MAX, sizeof(*streaming->waiting));
	if (all == NULL || streaming->dimensions == NULL ||
	    streaming->waiting == NULL)
		return error_memory(streaming->error);
	memcpy(all, columns, sizeof(columns));
	*schema = (struct schema){ "usage", all, STREAMED_COLUMNS, EXTRAS_ANY };
	for (i = 0; i < options->dimension_count; i++) {
		if (schema_find(schema, options->dimensions[i]) ==
		    schema->count)
			all[schema->count++].name = options->dimensions[i];
	}
	return STATUS_OK;
}

/* The dimensions that somebody asks for, and a column that is replaced. */
static enum status
read_meant(struct streaming *streaming)
{
	const struct streaming_options *options = streaming->options;
	struct meant_names *meant = &streaming->meant;
	struct arena *arena = &streaming->arena;
	enum status status;
	size_t i;

	status =
	    meant_catalog(meant, &streaming->catalog, arena, streaming->error);
	for (i = 0; i < options->dimension_count && status == STATUS_OK; i++)
		status = meant_add(
		    meant, options->dimensions[i], arena, streaming->error);
	if (status == STATUS_OK)
		status = meant_add(meant, "charge", arena, streaming->error);
	meant_sort(meant);
	return status;
}

/* The prices, and the clock that they stand on. */
static enum status
read_prices(struct streaming *streaming)
{
	const struct streaming_options *options = streaming->options;
	struct error *error = streaming->error;
	unsigned char digest[HASH_SIZE];
	const struct named *named;
	enum status status;
	size_t count;

	status = cataloging_read(options->catalog, &streaming->arena,
	    &streaming->catalog, digest, error);
	if (status == STATUS_OK)
		status = zone_open(
		    options->timezone == NULL ? "UTC" : options->timezone,
		    &streaming->zone, error);
	streaming->pricing.zone = streaming->zone;
	streaming->terms = (struct tally_terms){ .part = { 1, 1 },
		.pricing = &streaming->pricing,
		.arena = &streaming->arena };
	if (status == STATUS_OK)
		status = read_meant(streaming);
	if (status == STATUS_OK)
		status = streaming_plans(streaming);
	if (status != STATUS_OK || options->plan == NULL)
		return status;
	named = names_find(&streaming->plan_names, options->plan, &count);
	if (count == 0)
		return error_set(error, STATUS_CONFIG,
		    "%s: there is no plan %.128s", options->catalog,
		    options->plan);
	streaming->named = &streaming->plans[named->item];
	if (streaming->named->lacks == NULL)
		return STATUS_OK;
	return error_set(error, STATUS_CONFIG,
	    "%s: %s: only a ledger can price that", options->catalog,
	    streaming->named->lacks);
}

/* Before more input is waited for, when no record waits. */
static void
flush(void *context)
{
	struct streaming *streaming = context;

	assert(streaming->waiting_count == 0);
	if (streaming->flushed != STATUS_OK)
		return;
	streaming->flushed =
	    spool_flush(streaming->request->output, streaming->error);
	if (streaming->flushed != STATUS_OK)
		error_prefix(streaming->error, "standard output: ");
}

static enum status
open_all(struct streaming *streaming)
{
	struct error *error = streaming->error;
	const struct reader_preparing preparing = { streaming_prepare,
		streaming, sizeof(struct streamed_ready),
		sizeof(struct streamed_sheet) };
	enum status status;

	status = make_schema(streaming);
	if (status == STATUS_OK)
		status = read_prices(streaming);
	if (status == STATUS_OK)
		status = reader_open(streaming->options->path,
		    &streaming->schema, &streaming->reader, error);
	if (status != STATUS_OK)
		return status;
	reader_waiting(streaming->reader, flush, streaming);
	reader_undigested(streaming->reader);
	streaming_columns(streaming);
	status = reader_ahead(streaming->reader, &preparing, error);
	if (status == STATUS_OK && streaming->request->reject != NULL)
		status =
		    rejects_open(streaming->reader, &streaming->rejects, error);
	return status;
}

/* A bad record ends the stream, unless it is set aside. */
static enum status
reject(struct streaming *streaming)
{
	struct rejected rejected = {
		.line = streaming->record.line,
		.reason = streaming->error->text,
	};

	streaming->request->summary->rejected++;
	reader_blame(streaming->reader, streaming->error);
	if (streaming->rejects == NULL)
		return error_prefix(streaming->error, "%s:%" PRIu64 ": ",
		    reader_name(streaming->reader), rejected.line);
	rejected.count = reader_raw(streaming->reader, &rejected.cells);
	return rejects_add(streaming->rejects, &rejected, streaming->error);
}

/* A quantity or a dimension under another name is refused before anything is
 * priced by it. */
static enum status
watch(struct streaming *streaming)
{
	struct dimensions dimensions;
	enum status status;

	status = meant_spell(&streaming->watch, &streaming->meant,
	    streaming->reader, &streaming->record, streaming->error);
	if (status != STATUS_OK)
		return status;
	if (!meant_watches(
		&streaming->watch, streaming->record.fields[STREAMED_QUANTITY]))
		return STATUS_OK;
	dimensions = streaming_dimensions(streaming);
	status = meant_see(&streaming->watch, &streaming->meant, &dimensions,
	    &streaming->arena, streaming->error);
	if (status != STATUS_OK || streaming->watch.unmeant == NULL ||
	    meant_waits(streaming->reader))
		return status;
	return meant_check(&streaming->watch, reader_name(streaming->reader),
	    streaming->error);
}

/* What a record is and who prices it, unless that was found ahead. */
static enum status
find(struct streaming *streaming, struct streamed_waiting *waiting)
{
	const struct streamed_ready *ready = reader_prepared(streaming->reader);
	enum status status = STATUS_OK;

	waiting->line = streaming->record.line;
	if (ready != NULL && ready->found.charge != NULL) {
		waiting->ready = ready;
		waiting->found = &ready->found;
	} else {
		waiting->ready = NULL;
		waiting->found = &waiting->own;
		arena_reset(&streaming->scratch);
		status = streaming_find(streaming, &waiting->own);
	}
	return status == STATUS_OK && waiting->found->charge->keeps
		   ? streaming_key(streaming, waiting)
		   : status;
}

/* Price one record and write it, or let it wait. */
static enum status
take(struct streaming *streaming)
{
	const char *bad = reader_bad(streaming->reader);
	struct streamed_waiting *waiting =
	    &streaming->waiting[streaming->waiting_count];
	enum status status;

	if (bad != NULL) {
		(void)error_set(streaming->error, STATUS_INVALID, "%s", bad);
		return reject(streaming);
	}
	status = find(streaming, waiting);
	if (status == STATUS_INVALID)
		return reject(streaming);
	if (status != STATUS_OK)
		return error_prefix(streaming->error, "%s:%" PRIu64 ": ",
		    reader_name(streaming->reader), streaming->record.line);
	status = watch(streaming);
	if (status != STATUS_OK)
		return status;
	return waiting->found->charge->keeps
		   ? streaming_wait(streaming, waiting)
		   : streaming_alone(streaming, waiting);
}

/* The lines of the block that begins with this record, if they are all that
 * there is to do: no header, and nothing to watch for. */
static const struct streamed_sheet *
find_sheet(const struct streaming *streaming)
{
	const struct streamed_sheet *sheet;
	size_t count;

	sheet = reader_block(streaming->reader, &count);
	return sheet != NULL && sheet->count == count &&
		       streaming->output.writer != NULL &&
		       streaming->watch.spelt && streaming->watch.quantified
		   ? sheet
		   : NULL;
}

/* Write a block of records at once. */
static enum status
take_sheet(struct streaming *streaming, const struct streamed_sheet *sheet)
{
	const struct request *request = streaming->request;
	size_t i;

	assert(streaming->waiting_count == 0);
	reader_pass(streaming->reader);
	request->summary->in += sheet->count;
	for (i = 0; i < sheet->count; i++)
		progress_step(request->progress);
	return streaming_write_sheet(streaming, sheet);
}

/* Take one record. */
static enum status
take_one(struct streaming *streaming)
{
	enum status status;

	streaming->request->summary->in++;
	progress_step(streaming->request->progress);
	status = take(streaming);
	if (status == STATUS_OK && streaming->waiting_count > 0 &&
	    !reader_lasts(streaming->reader))
		status = streaming_drain(streaming);
	return status;
}

static enum status
take_all(struct streaming *streaming)
{
	const struct streamed_sheet *sheet;
	enum status status = STATUS_OK;
	bool found = true;

	while (status == STATUS_OK) {
		status = reader_read(streaming->reader, &streaming->record,
		    &found, streaming->error);
		if (status == STATUS_OK)
			status = streaming->flushed;
		if (status != STATUS_OK || !found)
			break;
		sheet = find_sheet(streaming);
		status = sheet == NULL ? take_one(streaming)
				       : take_sheet(streaming, sheet);
	}
	return status;
}

static enum status
stream(struct streaming *streaming)
{
	struct error bad;
	enum status status, drained;

	progress_begin(streaming->request->progress, "records", 0);
	status = take_all(streaming);
	bad = *streaming->error;
	/* What came before a bad record is there. */
	drained = streaming_drain(streaming);
	if (status == STATUS_OK)
		status = drained;
	else
		*streaming->error = bad;
	progress_end(streaming->request->progress);
	if (status == STATUS_OK)
		status = streaming_finish(streaming);
	return status == STATUS_OK
		   ? meant_check(&streaming->watch,
			 reader_name(streaming->reader), streaming->error)
		   : status;
}

enum status
streaming_run(const struct request *request,
    const struct streaming_options *options, struct error *error)
{
	struct streaming streaming = {
		.request = request, .options = options, .error = error
	};
	struct error lost;
	enum status status;

	request->summary->amounts_name = "usage";
	status = open_all(&streaming);
	if (status == STATUS_OK)
		status = stream(&streaming);
	if (status == STATUS_OK && streaming.rejects != NULL)
		status =
		    rejects_write(streaming.rejects, request->reject, error);
	if (status == STATUS_OK && request->summary->rejected > 0)
		status = STATUS_ASIDE;
	if (status != STATUS_OK && status != STATUS_IO &&
	    spool_flush(request->output, &lost) != STATUS_OK)
		status = error_set(
		    error, STATUS_IO, "standard output: %s", lost.text);
	rejects_close(streaming.rejects);
	writer_close(streaming.output.writer);
	reader_close(streaming.reader);
	words_close(&streaming.words);
	zone_close(streaming.zone);
	arena_close(&streaming.scratch);
	arena_close(&streaming.arena);
	return status;
}
