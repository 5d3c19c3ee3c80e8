/*
 * The order of an import of usage: read, sort the entries, lock, meet, guide,
 * decide, take, book, audit, commit.
 */
#include "usage/metering.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/relay.h"
#include "ledger/catalogs.h"
#include "usage/arranging.h"
#include "usage/metering_parts.h"
#include "work/auditing.h"

/* What the records are called. */
static const char *
subject(const struct metering *metering)
{
	return metering->options->changes ? "changes" : "usage";
}

/* The columns of the manual, then the dimensions whose names are near to them.
 */
static enum status
make_schema(struct metering *metering)
{
	const struct metering_options *options = metering->options;
	const char *name = subject(metering);
	size_t count = METERED_COLUMNS, i;
	struct column *columns;

	columns = arena_array(&metering->arena,
	    METERED_CHANGE_COLUMNS + options->dimension_count,
	    sizeof(*columns));
	if (columns == NULL)
		return error_memory(metering->error);
	memcpy(columns, metered_columns, sizeof(metered_columns));
	if (options->changes) {
		memcpy(columns, metered_change_columns,
		    sizeof(metered_change_columns));
		count = METERED_CHANGE_COLUMNS;
	}
	for (i = 0; i < options->dimension_count; i++) {
		struct schema so_far = { name, columns, count, EXTRAS_ANY };

		if (schema_find(&so_far, options->dimensions[i]) == count)
			columns[count++].name = options->dimensions[i];
	}
	metering->schema = (struct schema){
		.name = name,
		.columns = columns,
		.count = count,
		.extras = EXTRAS_ANY,
	};
	metering->kind = (struct import_kind){
		.name = name,
		.schema = &metering->schema,
		.key_count = 1,
	};
	return STATUS_OK;
}

/* What the ledger must tell before a record can be taken. */
static enum status
load(struct metering *metering)
{
	struct error *error = metering->error;
	enum status status;

	status = booking_open(
	    metering->ledger, METERING_SORT_MAX, &metering->booking, error);
	if (status == STATUS_OK)
		status = catalogs_load(metering->ledger, &metering->arena,
		    &metering->catalogs, error);
	if (status == STATUS_OK)
		status = guides_load(metering->ledger, &metering->catalogs,
		    &metering->guides, error);
	return status;
}

/* The entries in the order in which they meet, the events in that in which they
 * are guided. */
static enum status
sort_all(void *context, void *batch, bool *last, struct error *error)
{
	struct metering *metering = context;

	(void)batch;
	entries_sort(&metering->events);
	entries_sort(&metering->retractions);
	*last = true;
	return metering_order(metering, error);
}

/* Load while a thread sorts. */
static enum status
prepare(struct metering *metering)
{
	const struct relay_maker maker = { .make = sort_all,
		.context = metering };
	struct relay *relay;
	enum status status;
	bool found = true;
	void *none;

	status = relay_open(&maker, &relay, metering->error);
	if (status != STATUS_OK)
		return status;
	status = ledger_begin(metering->ledger, metering->error);
	if (status == STATUS_OK)
		status = load(metering);
	/* If sorting has failed, that is told behind its batch. */
	while (status == STATUS_OK && found)
		status = relay_take(relay, &none, &found, metering->error);
	relay_close(relay);
	return status;
}

/* Everything that happens under the lock. */
static enum status
record_all(struct metering *metering)
{
	const struct request *request = metering->request;
	struct summary *summary = metering->summary;
	struct error *error = metering->error;
	enum status status;

	status = prepare(metering);
	if (status == STATUS_OK)
		status = metering_meet(metering);
	if (status == STATUS_OK && metering->cases > 0)
		status = metering_decide(metering);
	if (status == STATUS_OK)
		status = metering_take(metering);
	if (status == STATUS_OK && summary->rejected > 0 &&
	    request->reject == NULL)
		return rejects_first(metering->rejects, "recorded", error);
	if (status == STATUS_OK && metering->receipts != NULL)
		status = receipts_finish(metering->receipts, error);
	if (status == STATUS_OK && summary->accepted > 0)
		status = metering_book(metering);
	if (status == STATUS_OK && !request->dry_run && summary->accepted > 0)
		status = auditing_put(metering->ledger, request,
		    subject(metering), metering->input, error);
	/* The rejects are in place before anything is recorded for good. */
	if (status == STATUS_OK && request->reject != NULL)
		status =
		    rejects_write(metering->rejects, request->reject, error);
	if (status == STATUS_OK && !request->dry_run)
		status = ledger_commit(metering->ledger, error);
	return status;
}

/* Open what is needed to read, and read. */
static enum status
read_all(struct metering *metering)
{
	const struct request *request = metering->request;
	struct error *error = metering->error;
	enum status status;

	status = make_schema(metering);
	if (status == STATUS_OK && metering->options->layout != NULL)
		status = arranging_read(metering->options->layout,
		    &metering->arena, &metering->layout, error);
	if (status == STATUS_OK)
		status =
		    reader_open_laid(metering->options->path, &metering->schema,
			metering->options->layout == NULL ? NULL
							  : &metering->layout,
			&metering->reader, error);
	if (status == STATUS_OK)
		status =
		    rejects_open(metering->reader, &metering->rejects, error);
	if (status == STATUS_OK && metering->options->receipts)
		status = receipts_open(
		    request, &metering->kind, &metering->receipts, error);
	if (status == STATUS_OK)
		status = sort_open(0, &metering->retracted, error);
	if (status == STATUS_OK)
		status = sort_open(0, &metering->met, error);
	if (status == STATUS_OK)
		status = ledger_open(request->ledger, LEDGER_RECORD,
		    request->wait, &metering->ledger, error);
	if (status == STATUS_OK)
		status = catalogs_load(metering->ledger, &metering->arena,
		    &metering->catalogs, error);
	if (status == STATUS_OK)
		status = metering_read(metering);
	return status;
}

static void
close_all(struct metering *metering)
{
	ledger_close(metering->ledger);
	guides_close(&metering->guides);
	booking_close(&metering->booking);
	sort_close(metering->retracted);
	sort_close(metering->met);
	arena_close(&metering->order.arena);
	entries_close(&metering->events);
	entries_close(&metering->retractions);
	stock_close(&metering->stock);
	vocabulary_close(&metering->vocabulary);
	receipts_close(metering->receipts);
	rejects_close(metering->rejects);
	reader_close(metering->reader);
	layout_close(&metering->layout);
	arena_close(&metering->scratch);
	arena_close(&metering->arena);
}

/* Say what the operator should know beside the counts. */
static void
remark(const struct metering *metering)
{
	struct summary *summary = metering->summary;

	if (summary->duplicate > 0 &&
	    summary->in == summary->duplicate + summary->passed_over) {
		summary->note = "nothing to do: every record was there before";
	} else if (metering->suspended > 0) {
		snprintf(summary->note_text, sizeof(summary->note_text),
		    "%" PRIu64 " in suspense, see bill-export suspense",
		    metering->suspended);
		summary->note = summary->note_text;
	}
}

enum status
metering_run(const struct request *request,
    const struct metering_options *options, struct error *error)
{
	struct metering metering = {
		.request = request,
		.options = options,
		.error = error,
		.summary = request->summary,
	};
	enum status status;

	status = read_all(&metering);
	if (status == STATUS_OK)
		status = record_all(&metering);
	if (status == STATUS_OK)
		remark(&metering);
	close_all(&metering);
	if (status != STATUS_OK)
		return status;
	return request->summary->rejected > 0 ? STATUS_ASIDE : STATUS_OK;
}
