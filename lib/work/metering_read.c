/*
 * Records of usage that are checked by themselves, before anybody is locked
 * out.  A catalog version never changes, so the metrics that were known when
 * the reading began are those of the import.
 */
#include <stdlib.h>
#include <string.h>

#include "work/metering_parts.h"

enum status
metering_reject(struct metering *metering, const struct rejected *rejected,
    const char *event)
{
	enum status status;

	metering->summary->rejected++;
	status = rejects_add(metering->rejects, rejected, metering->error);
	if (status == STATUS_OK && metering->receipts != NULL && event != NULL)
		status = receipts_add(metering->receipts, &event, "rejected",
		    rejected->reason, metering->error);
	return status;
}

/* The names that were gathered become words, many at once. */
static enum status
find_names(struct metering *metering)
{
	struct naming *naming = &metering->naming;
	struct word *found[WORDS_AT_ONCE];
	struct words_text texts[WORDS_AT_ONCE];
	enum status status;
	size_t i;

	for (i = 0; i < naming->count; i++)
		texts[i] = (struct words_text){ naming->items[i].text,
			naming->items[i].length };
	status = words_find_all(&metering->vocabulary.names, texts,
	    naming->count, found, metering->error);
	for (i = 0; i < naming->count && status == STATUS_OK; i++)
		stock_set_tag(&metering->stock, naming->items[i].position,
		    found[i]->number);
	naming->count = 0;
	return status;
}

/* Note whose usage the record is that was added last. */
static enum status
add_name(struct checking *checking)
{
	struct metering *metering = checking->metering;
	struct naming *naming = &metering->naming;
	struct metering_name *name = &naming->items[naming->count];
	enum metered_column column = checking->named;
	const char *value = checking->metered.values[column];
	size_t before = strlen(metered_columns[column].name);
	size_t length = strlen(value);

	if (length == 0)
		return STATUS_OK;
	memcpy(name->text, metered_columns[column].name, before);
	name->text[before] = ' ';
	memcpy(name->text + before + 1, value, length);
	name->length = before + 1 + length;
	name->position = metering->stock.count - 1;
	if (++naming->count < WORDS_AT_ONCE)
		return STATUS_OK;
	return find_names(metering);
}

/* Let a good record wait. */
static enum status
keep(struct checking *checking)
{
	struct metering *metering = checking->metering;
	struct metered *metered = &checking->metered;
	struct usage_entry entry = { .position = metering->stock.count };
	enum status status;

	status =
	    metered_hash(metered, &metering->scratch, &entry, metering->error);
	if (status == STATUS_OK)
		status = metered_put(metered, &metering->stock,
		    &metering->scratch, metering->error);
	if (status == STATUS_OK)
		status = add_name(checking);
	if (status == STATUS_OK)
		status = entries_add(checking->retracts ? &metering->retractions
							: &metering->events,
		    entry, metering->error);
	return status;
}

/* Set a bad record aside; its cells must not be repeated if one of them is a
 * card number. */
static enum status
refuse(struct checking *checking)
{
	struct metering *metering = checking->metering;
	struct rejected rejected = { .line = checking->record->line };
	struct error bad = *metering->error;
	enum status status = metering_cards(checking);

	rejected.reason = metering->error->text;
	if (status == STATUS_INVALID)
		return metering_reject(metering, &rejected, NULL);
	if (status != STATUS_OK)
		return status;
	rejected.reason = bad.text;
	rejected.count = reader_raw(metering->reader, &rejected.cells);
	return metering_reject(
	    metering, &rejected, checking->record->fields[METERED_EVENT]);
}

/* Check one record by itself; keep it, or set it aside. */
static enum status
take(struct metering *metering, const struct record *record)
{
	struct checking checking = { .metering = metering, .record = record };
	struct rejected rejected = { .line = record->line };
	enum status status;

	metering->summary->in++;
	rejected.reason = reader_bad(metering->reader);
	if (rejected.reason != NULL) {
		rejected.count = reader_raw(metering->reader, &rejected.cells);
		return metering_reject(metering, &rejected, NULL);
	}
	arena_reset(&metering->scratch);
	checking.metered.line = record->line;
	checking.metered.quantity = record->fields[METERED_QUANTITY];
	checking.metered.amount = record->fields[METERED_AMOUNT];
	checking.metered.action = record->fields[METERED_ACTION];
	memcpy(checking.metered.values, record->fields,
	    sizeof(checking.metered.values));
	status = metering_check(&checking);
	if (status == STATUS_OK)
		return keep(&checking);
	return status == STATUS_INVALID ? refuse(&checking) : status;
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The metrics of all versions, sorted. */
static enum status
list_metrics(struct metering *metering)
{
	const struct catalogs *catalogs = &metering->catalogs;
	size_t count = 0, i, j;

	for (i = 0; i < catalogs->count; i++)
		count += catalogs->items[i].metric_count;
	metering->metrics = arena_array(
	    &metering->arena, count + 1, sizeof(*metering->metrics));
	if (metering->metrics == NULL)
		return error_memory(metering->error);
	for (i = 0; i < catalogs->count; i++) {
		for (j = 0; j < catalogs->items[i].metric_count; j++)
			metering->metrics[metering->metric_count++] =
			    catalogs->items[i].metrics[j].id;
	}
	qsort(metering->metrics, count, sizeof(*metering->metrics),
	    compare_texts);
	return STATUS_OK;
}

enum status
metering_read(struct metering *metering)
{
	struct progress *progress = metering->request->progress;
	struct record record;
	enum status status;
	bool found = true;

	status = list_metrics(metering);
	progress_begin(progress, "records", 0);
	while (status == STATUS_OK) {
		status = reader_read(
		    metering->reader, &record, &found, metering->error);
		if (status != STATUS_OK || !found)
			break;
		progress_step(progress);
		status = take(metering, &record);
	}
	progress_end(progress);
	if (status == STATUS_OK)
		status = find_names(metering);
	if (status == STATUS_OK)
		reader_digest(metering->reader, metering->input);
	return status;
}
