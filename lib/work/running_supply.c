/*
 * Where the usage comes from: from rating, in the order in which it is wanted,
 * or from a stream of records, which are read whole and then sorted into that
 * order.  Which account pays for another is known only from the ledger, so the
 * records wait in a spool until that is open.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/decks.h"
#include "ledger/usages.h"
#include "record/pack.h"
#include "record/reader.h"
#include "work/running.h"

/* An account that another one pays for. */
struct paid {
	const char *account;
	const char *payer;
};

struct paid_list {
	struct paid *items;
	size_t count;
};

/* Add one record to the spool: its length, and the record as a pack. */
static enum status
spool_record(struct running *running, const struct record *record)
{
	struct supply *supply = &running->supply;
	struct rated rated;
	const void *bytes;
	size_t length;
	enum status status;

	arena_reset(&running->scratch);
	status = rated_read(
	    record->fields, &running->scratch, &rated, running->error);
	if (status == STATUS_OK)
		status = pack_join(&running->scratch, record->fields,
		    RATED_COLUMN_COUNT, &bytes, &length, running->error);
	if (status == STATUS_OK)
		status = spool_write(
		    supply->spool, &length, sizeof(length), running->error);
	if (status == STATUS_OK)
		status =
		    spool_write(supply->spool, bytes, length, running->error);
	return status;
}

enum status
running_read(struct running *running, const char *path)
{
	struct supply *supply = &running->supply;
	struct error *error = running->error;
	struct reader *reader = NULL;
	struct record record;
	enum status status;
	bool found = true;

	supply->from_records = true;
	status = spool_open(&supply->spool, error);
	if (status == STATUS_OK)
		status = reader_open(path, &rated_schema, &reader, error);
	while (status == STATUS_OK) {
		status = reader_read(reader, &record, &found, error);
		if (status != STATUS_OK || !found)
			break;
		if (reader_bad(reader) != NULL)
			status = error_set(
			    error, STATUS_INVALID, "%s", reader_bad(reader));
		else
			status = spool_record(running, &record);
		if (status != STATUS_OK)
			error_prefix(error, "%s:%" PRIu64 ": ",
			    reader_name(reader), record.line);
	}
	reader_close(reader);
	return status;
}

static int
paid_compare(const void *left, const void *right)
{
	const struct paid *a = left;
	const struct paid *b = right;

	return strcmp(a->account, b->account);
}

/* The accounts that others pay for, by name. */
static enum status
load_paid(struct running *running, const struct billing_range *range,
    struct paid_list *list)
{
	struct billing_range all = { .as_of = range->as_of };
	struct arena *arena = &running->supply.arenas[0];
	struct stream stream = { .found = false };
	struct taking taking = { &stream, arena, running->error, STATUS_OK };

	taking.status = stream_open(running->ledger, STATEMENT_RATE_OWNERS,
	    &all, &stream, running->error);
	while (taking.status == STATUS_OK && stream.found) {
		if (!stream_is(&stream,
			query_text(&stream.query, STREAM_ACCOUNT),
			query_text(&stream.query, STREAM_ACCOUNT))) {
			list->items = arena_grow(arena, list->items,
			    list->count, sizeof(*list->items));
			if (list->items == NULL) {
				taking.status = error_memory(running->error);
				break;
			}
			list->items[list->count++] = (struct paid){
				.account = stream_text(&taking, STREAM_ACCOUNT),
				.payer = stream_text(&taking, STREAM_PAYER),
			};
		}
		if (taking.status == STATUS_OK)
			taking.status = stream_step(&stream, running->error);
	}
	stream_close(&stream);
	if (list->count > 1)
		qsort(list->items, list->count, sizeof(*list->items),
		    paid_compare);
	return taking.status;
}

/* Sort a record by payer, account, subscription and the rest of its key. */
static enum status
sort_record(struct running *running, const char *payer, const char **fields)
{
	static const size_t keys[] = { 0, 1 + RATED_ACCOUNT,
		1 + RATED_SUBSCRIPTION, 1 + RATED_CHARGE, 1 + RATED_KIND,
		1 + RATED_PLAN, 1 + RATED_CATALOG, 1 + RATED_ORDER_PRICE,
		1 + RATED_DIMENSIONS, 1 + RATED_CYCLE_START,
		1 + RATED_CYCLE_END, SIZE_MAX };
	const char *packed[1 + RATED_COLUMN_COUNT];

	packed[0] = payer;
	memcpy(packed + 1, fields, RATED_COLUMN_COUNT * sizeof(*fields));
	return pack_wait(running->supply.sort, &running->scratch, packed,
	    1 + RATED_COLUMN_COUNT, keys, running->error);
}

/* Read ${length} bytes of the spool; *${found} is false at its end. */
static enum status
read_spool(struct running *running, void *bytes, size_t length, bool *found)
{
	size_t got = 0, more = 1;
	enum status status = STATUS_OK;

	while (status == STATUS_OK && got < length && more > 0) {
		status = spool_read(running->supply.spool, (char *)bytes + got,
		    length - got, &more, running->error);
		got += more;
	}
	*found = got == length;
	return status;
}

/* The records of accounts that are billed, from the spool into the sort. */
static enum status
sort_records(struct running *running, const struct paid_list *list)
{
	struct supply *supply = &running->supply;
	struct arena *scratch = &running->scratch;
	const char **fields;
	enum status status;
	bool found = true;
	size_t length, place;
	char *bytes;

	status = spool_rewind(supply->spool, running->error);
	while (status == STATUS_OK) {
		struct paid key = { .account = NULL }, *paid = NULL;

		arena_reset(scratch);
		status = read_spool(running, &length, sizeof(length), &found);
		if (status != STATUS_OK || !found)
			break;
		bytes = arena_alloc(scratch, length);
		if (bytes == NULL)
			return error_memory(running->error);
		status = read_spool(running, bytes, length, &found);
		if (status == STATUS_OK)
			status = pack_split(scratch, bytes, length, &fields,
			    RATED_COLUMN_COUNT, running->error);
		if (status != STATUS_OK)
			break;
		key.account = fields[RATED_ACCOUNT];
		if (list->count > 0)
			paid = bsearch(&key, list->items, list->count,
			    sizeof(key), paid_compare);
		key.payer = paid == NULL ? key.account : paid->payer;
		if (selection_find(supply->selection, key.payer, &place) &&
		    sharding_has(&running->sharding, key.payer))
			status = sort_record(running, key.payer, fields);
		else
			supply->ignored++;
	}
	return status;
}

/* Whether rating has to rate the usage of an account. */
static bool
is_chosen(void *context, const struct billing_owner *owner)
{
	struct running *running = context;
	size_t place;

	return selection_find(
		   running->supply.selection, owner->payer, &place) &&
	       sharding_has(&running->sharding, owner->payer);
}

/* Turn to the next record of the stream. */
static enum status
step_records(struct running *running)
{
	struct supply *supply = &running->supply;
	struct rated last = supply->rated;
	const char **fields;
	const void *bytes;
	size_t length;
	struct arena *arena;
	bool again = supply->found;
	enum status status;

	/* The last one stays for a while: the next must not have its key. */
	supply->turn = 1 - supply->turn;
	arena = &supply->arenas[supply->turn];
	status = sort_next(
	    supply->sort, &bytes, &length, &supply->found, running->error);
	if (status != STATUS_OK || !supply->found)
		return status;
	arena_reset(arena);
	bytes = arena_copy(arena, bytes, length);
	if (bytes == NULL)
		return error_memory(running->error);
	status = pack_split(arena, bytes, length, &fields,
	    1 + RATED_COLUMN_COUNT, running->error);
	if (status == STATUS_OK)
		status = rated_read(
		    fields + 1, arena, &supply->rated, running->error);
	if (status != STATUS_OK)
		return status;
	supply->payer = fields[0];
	supply->next = &supply->rated;
	if (again && strcmp(last.line.owner, supply->rated.line.owner) == 0 &&
	    line_key_compare(&last.line, &supply->rated.line) == 0)
		return error_set(running->error, STATUS_INVALID,
		    "rated usage: account %s, subscription %s, charge %s: one "
		    "period is there twice",
		    last.line.owner, last.line.subscription, last.line.charge);
	return STATUS_OK;
}

enum status
running_step(struct running *running)
{
	struct supply *supply = &running->supply;

	if (supply->from_records)
		return step_records(running);
	return rating_next(
	    &supply->rating, &supply->next, &supply->found, running->error);
}

enum status
running_supply(struct running *running, const struct selection *selection,
    const struct billing_range *range)
{
	struct supply *supply = &running->supply;
	struct rating_terms terms = {
		.ledger = running->ledger,
		.catalogs = &running->catalogs,
		.rounding = running->company.rounding,
		.range = *range,
		.as_of = running->request->as_of,
		.after = DATE_NONE,
		.chosen = is_chosen,
		.context = running,
	};
	struct paid_list paid = { NULL, 0 };
	struct decks *decks = NULL;
	struct usage_state state;
	enum status status;

	supply->selection = selection;
	if (!supply->from_records) {
		status = decks_load(running->ledger, &running->catalogs,
		    &running->arena, &decks, running->error);
		terms.decks = decks;
		if (status == STATUS_OK)
			status = rating_open(
			    &terms, &supply->rating, running->error);
		return status == STATUS_OK ? running_step(running) : status;
	}
	status = usages_state(running->ledger, &state, running->error);
	supply->last_number = state.last_number;
	if (status == STATUS_OK)
		status = sort_open(0, &supply->sort, running->error);
	if (status == STATUS_OK)
		status = load_paid(running, range, &paid);
	if (status == STATUS_OK)
		status = sort_records(running, &paid);
	if (status == STATUS_OK)
		status = sort_start(supply->sort, running->error);
	return status == STATUS_OK ? running_step(running) : status;
}

enum status
running_supplied(struct running *running)
{
	struct supply *supply = &running->supply;
	struct summary *summary = running->request->summary;

	if (supply->found)
		return running_unknown(running);
	if (supply->ignored > 0)
		(void)snprintf(summary->note_text, sizeof(summary->note_text),
		    "%" PRIu64 " records of accounts that are not billed now "
		    "were left alone",
		    supply->ignored);
	else if (supply->rating.uncounted > 0)
		(void)snprintf(summary->note_text, sizeof(summary->note_text),
		    RATING_UNCOUNTED, supply->rating.uncounted);
	else
		return STATUS_OK;
	summary->note = summary->note_text;
	return STATUS_OK;
}

void
running_unsupply(struct running *running)
{
	struct supply *supply = &running->supply;

	rating_close(&supply->rating);
	sort_close(supply->sort);
	spool_close(supply->spool);
	arena_close(&supply->arenas[0]);
	arena_close(&supply->arenas[1]);
}
