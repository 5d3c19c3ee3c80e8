/*
 * The proposal is read whole, sorted, and staged a document at a time before
 * the ledger is locked.
 */
#include "work/invoicing.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/staging.h"
#include "record/pack.h"
#include "work/invoicing_post.h"
#include "work/proposing.h"

#define KEY_ROOM 1024

static const struct column columns[] = {
	{ "invoice", 0 },
	{ "document", 0 },
	{ "document_type", 0 },
	{ "account", 0 },
	{ "customer", 0 },
	{ "issue_date", 0 },
	{ "due_date", 0 },
	{ "currency", 0 },
	{ "net", COLUMN_NUMBER },
	{ "tax", COLUMN_NUMBER },
	{ "total", COLUMN_NUMBER },
	{ "balance", COLUMN_NUMBER },
	{ "lines", COLUMN_NUMBER },
};

const struct schema posted_schema = { "documents", columns,
	sizeof(columns) / sizeof(columns[0]), EXTRAS_NONE };

/* The records of one document, packed, as they are gathered. */
struct bundle {
	const char **fields; /* RECORD_WIDTH for each record */
	size_t count;
};

/* A number of the record as it sorts; what is no number comes last. */
static int64_t
sort_number(const char *text)
{
	char *end;
	long long number = strtoll(text, &end, 10);

	return *text != '\0' && *end == '\0' ? number : INT64_MAX;
}

/* Sort one record by account, document, line and tax. */
static enum status
sort_record(struct invoicing *invoicing, const struct record *record)
{
	const char *fields[RECORD_WIDTH];
	unsigned char key[KEY_ROOM];
	const void *bytes;
	size_t length, used;
	char line[24];
	enum status status;

	if (strlen(record->fields[PROPOSAL_ACCOUNT]) > 256 ||
	    strlen(record->fields[PROPOSAL_DOCUMENT]) > 256)
		return error_set(invoicing->error, STATUS_INVALID,
		    "account or document over 256 bytes");
	used =
	    sort_key_text(record->fields[PROPOSAL_ACCOUNT], key, sizeof(key));
	used += sort_key_text(
	    record->fields[PROPOSAL_DOCUMENT], key + used, sizeof(key) - used);
	used += sort_key_number(sort_number(record->fields[PROPOSAL_LINE]),
	    key + used, sizeof(key) - used);
	used += sort_key_number(sort_number(record->fields[PROPOSAL_TAX_SEQ]),
	    key + used, sizeof(key) - used);
	snprintf(line, sizeof(line), "%" PRIu64, record->line);
	fields[0] = line;
	memcpy(fields + 1, record->fields,
	    PROPOSAL_COLUMN_COUNT * sizeof(*fields));
	arena_reset(&invoicing->scratch);
	status = pack_join(&invoicing->scratch, fields, RECORD_WIDTH, &bytes,
	    &length, invoicing->error);
	if (status == STATUS_OK)
		status = sort_add(invoicing->sort, key, used, bytes, length,
		    invoicing->error);
	return status;
}

/* Set an unreadable record aside; its document misses it, and will say so. */
static enum status
reject(struct invoicing *invoicing, const struct rejected *rejected)
{
	struct summary *summary = invoicing->request->summary;

	summary->in++;
	if (summary->rejected++ == 0) {
		snprintf(summary->note_text, sizeof(summary->note_text),
		    "rejected: line %" PRIu64 ": %.300s", rejected->line,
		    rejected->reason);
		summary->note = summary->note_text;
	}
	return rejects_add(invoicing->rejects, rejected, invoicing->error);
}

static enum status
read_all(struct invoicing *invoicing)
{
	struct progress *progress = invoicing->request->progress;
	struct record record;
	enum status status = STATUS_OK;
	bool found = true;

	progress_begin(progress, "records", 0);
	while (status == STATUS_OK) {
		struct rejected rejected;

		status = reader_read(
		    invoicing->reader, &record, &found, invoicing->error);
		if (status != STATUS_OK || !found)
			break;
		progress_step(progress);
		rejected.line = record.line;
		rejected.reason = reader_bad(invoicing->reader);
		rejected.count = reader_raw(invoicing->reader, &rejected.cells);
		if (rejected.reason != NULL)
			status = reject(invoicing, &rejected);
		else
			status = sort_record(invoicing, &record);
	}
	progress_end(progress);
	if (status == STATUS_OK)
		reader_digest(invoicing->reader, invoicing->input);
	return status;
}

/* Stage one document: its id, account, date, and all of its records. */
static enum status
stage(struct invoicing *invoicing, const struct bundle *bundle)
{
	const char *const *first = bundle->fields + 1;
	struct staged staged = {
		.position = (int64_t)++invoicing->documents,
		.key = first[PROPOSAL_DOCUMENT],
		.part = "",
		.date = first[PROPOSAL_ISSUE_DATE],
		.account = first[PROPOSAL_ACCOUNT],
		.reference = "",
		.other = "",
	};
	const char *last = staged.account;
	enum status status;
	size_t i;

	status = pack_join(&invoicing->scratch, bundle->fields,
	    bundle->count * RECORD_WIDTH, &staged.packed, &staged.packed_length,
	    invoicing->error);
	if (status == STATUS_OK)
		status =
		    staging_add(invoicing->ledger, &staged, invoicing->error);
	if (status == STATUS_OK)
		status = staging_party(invoicing->ledger, staged.position,
		    staged.account, invoicing->error);
	for (i = 0; i < bundle->count && status == STATUS_OK; i++) {
		const char *owner =
		    bundle->fields[i * RECORD_WIDTH + 1 + PROPOSAL_OWNER];

		if (owner[0] == '\0' || strcmp(owner, last) == 0)
			continue;
		last = owner;
		status = staging_party(invoicing->ledger, staged.position,
		    owner, invoicing->error);
	}
	return status;
}

static bool
same_document(const char *const *a, const char *const *b)
{
	return strcmp(a[1 + PROPOSAL_ACCOUNT], b[1 + PROPOSAL_ACCOUNT]) == 0 &&
	       strcmp(a[1 + PROPOSAL_DOCUMENT], b[1 + PROPOSAL_DOCUMENT]) == 0;
}

/* Copy a packed record's texts to the end of ${bundle}. */
static enum status
bundle_add(struct invoicing *invoicing, struct bundle *bundle,
    const char *bytes, size_t length)
{
	size_t size = RECORD_WIDTH * sizeof(*bundle->fields);
	const char *copy = arena_copy(&invoicing->scratch, bytes, length);
	const char **fields;
	enum status status;

	bundle->fields = arena_grow(
	    &invoicing->scratch, bundle->fields, bundle->count, size);
	if (copy == NULL || bundle->fields == NULL)
		return error_memory(invoicing->error);
	status = pack_split(&invoicing->scratch, copy, length, &fields,
	    RECORD_WIDTH, invoicing->error);
	if (status == STATUS_OK)
		memcpy(bundle->fields + bundle->count++ * RECORD_WIDTH, fields,
		    size);
	return status;
}

/* Stage the sorted records, document by document. */
static enum status
stage_all(struct invoicing *invoicing)
{
	struct bundle bundle = { NULL, 0 };
	const char **fields;
	const void *bytes;
	size_t length;
	enum status status;
	bool found = true;

	arena_reset(&invoicing->scratch);
	status = sort_start(invoicing->sort, invoicing->error);
	while (status == STATUS_OK && found) {
		status = sort_next(
		    invoicing->sort, &bytes, &length, &found, invoicing->error);
		if (status == STATUS_OK && found)
			status = pack_split(&invoicing->scratch, bytes, length,
			    &fields, RECORD_WIDTH, invoicing->error);
		if (status != STATUS_OK)
			break;
		if (bundle.count > 0 &&
		    (!found || !same_document(bundle.fields, fields))) {
			status = stage(invoicing, &bundle);
			arena_reset(&invoicing->scratch);
			bundle = (struct bundle){ NULL, 0 };
		}
		if (status == STATUS_OK && found)
			status = bundle_add(invoicing, &bundle, bytes, length);
	}
	return status;
}

static enum status
open_all(struct invoicing *invoicing, const char *path)
{
	const struct request *request = invoicing->request;
	struct error *error = invoicing->error;
	enum status status;

	status = reader_open(path, &proposal_schema, &invoicing->reader, error);
	if (status == STATUS_OK)
		status =
		    rejects_open(invoicing->reader, &invoicing->rejects, error);
	if (status == STATUS_OK)
		status = sort_open(0, &invoicing->sort, error);
	if (status == STATUS_OK)
		status = request_writer(
		    request, &posted_schema, &invoicing->writer, error);
	if (status == STATUS_OK)
		status = read_all(invoicing);
	if (status == STATUS_OK)
		status = ledger_open(request->ledger, LEDGER_RECORD,
		    request->wait, &invoicing->ledger, error);
	if (status == STATUS_OK)
		status = staging_open(invoicing->ledger, error);
	if (status == STATUS_OK)
		status = stage_all(invoicing);
	if (status == STATUS_OK)
		status = staging_end(invoicing->ledger, error);
	return status;
}

enum status
invoicing_run(
    const struct request *request, const char *path, struct error *error)
{
	struct invoicing invoicing = { .request = request, .error = error };
	enum status status;

	request->summary->amounts_name = "net";
	status = open_all(&invoicing, path);
	if (status == STATUS_OK)
		status = invoicing_post(&invoicing);
	ledger_close(invoicing.ledger);
	writer_close(invoicing.writer);
	sort_close(invoicing.sort);
	rejects_close(invoicing.rejects);
	reader_close(invoicing.reader);
	arena_close(&invoicing.scratch);
	arena_close(&invoicing.arena);
	return status;
}
