/*
 * bill-rate: records come in the order of payers and are wanted in that of
 * accounts, so they are sorted; events keep the order of time within a period.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/instant.h"
#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "record/pack.h"
#include "record/sort.h"
#include "record/writer.h"
#include "work/rating.h"
#include "work/selecting.h"
#include "work/window.h"

#define DETAIL_COUNT (RATED_COLUMN_COUNT + 1) /* two more, but no seal */

struct run {
	const struct request *request;
	const struct rating_options *options;
	struct ledger *ledger;
	struct company company;
	struct catalogs catalogs;
	struct selection selection;
	bool *known; /* which of the selected accounts there are */
	struct rating rating;
	struct sort *sort;
	struct writer *writer;
	struct schema schema;
	struct column columns[DETAIL_COUNT];
	struct arena arena;
	struct arena scratch; /* of a record */
};

/* Whether an account was selected; names stand in another order. */
static bool
is_chosen(void *context, const struct billing_owner *owner)
{
	struct run *run = context;
	size_t place;

	if (!selection_find(&run->selection, owner->account, &place))
		return false;
	run->known[place] = true;
	return true;
}

/* The place of a record in the output, as a key of the sort. */
static enum status
make_key(struct run *run, const char *const *fields, unsigned char **key,
    size_t *length, struct error *error)
{
	static const enum rated_column columns[] = { RATED_ACCOUNT,
		RATED_SUBSCRIPTION, RATED_CHARGE, RATED_KIND, RATED_DIMENSIONS,
		RATED_PERIOD_START };
	size_t room = 0, i;

	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		room += strlen(fields[columns[i]]) + 1;
	*key = arena_alloc(&run->scratch, room);
	if (*key == NULL)
		return error_memory(error);
	*length = 0;
	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		*length += sort_key_text(
		    fields[columns[i]], *key + *length, room - *length);
	return STATUS_OK;
}

/* Let ${count} fields wait at the place of the record ${rated}. */
static enum status
add(struct run *run, const char *const *rated, const char *const *fields,
    size_t count, struct error *error)
{
	unsigned char *key;
	size_t key_length = 0, length;
	const void *bytes;
	enum status status;

	status = make_key(run, rated, &key, &key_length, error);
	if (status == STATUS_OK)
		status = pack_join(
		    &run->scratch, fields, count, &bytes, &length, error);
	if (status == STATUS_OK)
		status =
		    sort_add(run->sort, key, key_length, bytes, length, error);
	return status;
}

/* Let an event wait. */
static enum status
tell(void *context, const struct rated_event *event, struct error *error)
{
	struct run *run = context;
	const char *rated[RATED_COLUMN_COUNT], *fields[DETAIL_COUNT];
	char instant[INSTANT_TEXT_MAX];
	size_t i, count = 0;
	enum status status;

	arena_reset(&run->scratch);
	status = rated_fields(event->rated, &run->scratch, rated, error);
	if (status != STATUS_OK)
		return status;
	fields[count++] = event->event;
	fields[count++] = event->event[0] == '\0'
			      ? ""
			      : instant_format(event->occurred_at, instant);
	for (i = 0; i < RATED_COLUMN_COUNT; i++) {
		if (i != RATED_SEAL)
			fields[count++] = rated[i];
	}
	return add(run, rated, fields, count, error);
}

/* Rate everything that was asked for; what comes of it waits in the sort. */
static enum status
rate_all(struct run *run, struct error *error)
{
	struct summary *summary = run->request->summary;
	const struct rated *rated;
	const char *fields[RATED_COLUMN_COUNT];
	enum status status = STATUS_OK;
	bool found = true;

	while (status == STATUS_OK) {
		struct money amount;

		status = rating_next(&run->rating, &rated, &found, error);
		if (status != STATUS_OK || !found)
			break;
		summary->documents++;
		status = money_round(ratio_from_decimal(rated->amount),
		    rated->currency, run->company.rounding, &amount, error);
		if (status == STATUS_OK)
			status = summary_amount(summary, amount, error);
		if (status != STATUS_OK || run->options->detail)
			continue;
		arena_reset(&run->scratch);
		status = rated_fields(rated, &run->scratch, fields, error);
		if (status == STATUS_OK)
			status =
			    add(run, fields, fields, RATED_COLUMN_COUNT, error);
	}
	return status;
}

/* What is written: the records, or events with the columns of theirs. */
static enum status
open_writer(struct run *run, struct error *error)
{
	const struct request *request = run->request;
	size_t count = 0, i;

	run->schema = rated_schema;
	if (run->options->detail) {
		run->columns[count++] = (struct column){ "event", 0 };
		run->columns[count++] = (struct column){ "occurred_at", 0 };
		for (i = 0; i < RATED_COLUMN_COUNT; i++) {
			if (i != RATED_SEAL)
				run->columns[count++] = rated_schema.columns[i];
		}
		run->schema.columns = run->columns;
		run->schema.count = count;
	}
	return writer_open(request->output, &run->schema, request->format,
	    request->spreadsheet, &run->writer, error);
}

static enum status
write_all(struct run *run, struct error *error)
{
	const char **fields;
	const void *bytes;
	size_t length;
	enum status status;
	bool found = true;

	status = open_writer(run, error);
	if (status == STATUS_OK)
		status = sort_start(run->sort, error);
	while (status == STATUS_OK) {
		status = sort_next(run->sort, &bytes, &length, &found, error);
		if (status != STATUS_OK || !found)
			break;
		arena_reset(&run->scratch);
		status = pack_split(&run->scratch, bytes, length, &fields,
		    run->schema.count, error);
		if (status == STATUS_OK)
			status = writer_write(run->writer, fields, error);
	}
	if (status == STATUS_OK)
		status = writer_finish(run->writer, error);
	return status;
}

/* The accounts that were selected, and what is due when. */
static enum status
choose(struct run *run, struct rating_terms *terms, struct error *error)
{
	const char *account = run->request->account;
	const struct selecting from = { &account, account != NULL,
		run->options->accounts, "account" };
	struct window window;
	enum status status;

	if ((run->options->period == NULL) == !date_given(run->request->as_of))
		return error_set(error, STATUS_USAGE,
		    "either --as-of or --period is required: what is rated?");
	status = window_of(run->request, run->options->period, &window, error);
	if (status == STATUS_OK)
		status =
		    selection_open(&from, &run->arena, &run->selection, error);
	if (status != STATUS_OK)
		return status;
	run->known = arena_array(&run->arena, run->selection.count + 1, 1);
	if (run->known == NULL)
		return error_memory(error);
	terms->as_of = window.as_of;
	terms->after = DATE_NONE;
	if (run->options->period != NULL) {
		terms->as_of = window.to;
		terms->after = window.from;
	}
	terms->range = (struct billing_range){ terms->as_of, "", BILLING_LAST,
		NULL, NULL };
	selection_range(&run->selection, &terms->range.account_low,
	    &terms->range.account_high);
	return STATUS_OK;
}

/* What was selected must be there, and what was not counted is told. */
static enum status
conclude(struct run *run, struct error *error)
{
	struct summary *summary = run->request->summary;
	size_t i;

	/* Where nothing is billed by usage, nobody was looked for. */
	for (i = 0; i < run->selection.count && run->rating.upto[0] != '\0';
	     i++) {
		if (!run->known[i])
			return error_set(error, STATUS_INVALID,
			    "account %.128s is not known",
			    run->selection.names[i]);
	}
	if (run->rating.uncounted > 0) {
		(void)snprintf(summary->note_text, sizeof(summary->note_text),
		    RATING_UNCOUNTED, run->rating.uncounted);
		summary->note = summary->note_text;
	}
	return STATUS_OK;
}

static enum status
rate_ledger(struct run *run, struct error *error)
{
	const struct request *request = run->request;
	struct rating_terms terms = {
		.open = run->options->open,
		.chosen = is_chosen,
		.tell = run->options->detail ? tell : NULL,
		.context = run,
		.progress = request->progress,
	};
	enum status status;

	status = choose(run, &terms, error);
	if (status == STATUS_OK)
		status = ledger_open(request->ledger, LEDGER_READ,
		    request->wait, &run->ledger, error);
	if (status == STATUS_OK)
		status = ledger_begin(run->ledger, error);
	if (status == STATUS_OK)
		status = company_load(
		    run->ledger, &run->arena, &run->company, error);
	if (status == STATUS_OK)
		status = catalogs_load(
		    run->ledger, &run->arena, &run->catalogs, error);
	if (status == STATUS_OK)
		status = sort_open(0, &run->sort, error);
	terms.ledger = run->ledger;
	terms.catalogs = &run->catalogs;
	terms.rounding = run->company.rounding;
	progress_begin(request->progress, "accounts", 0);
	if (status == STATUS_OK)
		status = rating_open(&terms, &run->rating, error);
	if (status == STATUS_OK)
		status = rate_all(run, error);
	progress_end(request->progress);
	if (status == STATUS_OK)
		status = conclude(run, error);
	rating_close(&run->rating);
	ledger_close(run->ledger);
	return status;
}

enum status
rating_run(const struct request *request, const struct rating_options *options,
    struct error *error)
{
	struct run run = { .request = request, .options = options };
	enum status status;

	request->summary->documents_name = "records";
	request->summary->amounts_name = "usage";
	status = rate_ledger(&run, error);
	if (status == STATUS_OK)
		status = write_all(&run, error);
	writer_close(run.writer);
	sort_close(run.sort);
	arena_close(&run.scratch);
	arena_close(&run.arena);
	return status;
}
