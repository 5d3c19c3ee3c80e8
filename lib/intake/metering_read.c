/*
 * Records of usage that are checked by themselves, before anybody is locked
 * out.  A catalog version never changes, so the metrics that were known when
 * the reading began are those of the import.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/metering_parts.h"

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

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Until there is a quantity, see whether it has got another name. */
static enum status
watch(struct checking *checking)
{
	const struct dimensions *dimensions = &checking->metered.dimensions;
	struct metering *metering = checking->metering;
	size_t i;

	if (checking->record->fields[METERED_QUANTITY][0] != '\0')
		metering->quantified = true;
	if (metering->quantified || metering->unmeant != NULL ||
	    checking->retracts)
		return STATUS_OK;
	for (i = 0; i < dimensions->count; i++) {
		const char *name = dimensions->items[i].name;

		if (bsearch(&name, metering->meant, metering->meant_count,
			sizeof(*metering->meant), compare_texts) != NULL)
			continue;
		metering->unmeant = arena_text(&metering->arena, name);
		if (metering->unmeant == NULL)
			return error_memory(metering->error);
		break;
	}
	return STATUS_OK;
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
	if (status == STATUS_OK) {
		status = watch(&checking);
		return status == STATUS_OK ? keep(&checking) : status;
	}
	return status == STATUS_INVALID ? refuse(&checking) : status;
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

/* The dimensions by which the charges of a plan select; ${names} may be NULL.
 */
static size_t
name_filters(const struct plan *plan, const char **names)
{
	size_t count = 0, i, j;

	for (i = 0; i < plan->charge_count; i++) {
		const struct usage_terms *usage = &plan->charges[i].usage;

		for (j = 0; j < usage->filter_count; j++, count++) {
			if (names != NULL)
				names[count] = usage->filters[j].dimension;
		}
	}
	return count;
}

static size_t
name_all(const struct catalogs *catalogs, const char **names)
{
	size_t count = 0, i, j;

	for (i = 0; i < catalogs->count; i++) {
		const struct catalog *catalog = &catalogs->items[i];

		for (j = 0; j < catalog->plan_count; j++)
			count += name_filters(&catalog->plans[j],
			    names == NULL ? NULL : names + count);
	}
	return count;
}

/* The dimensions of all charges, and those of --dimension. */
static enum status
list_meant(struct metering *metering)
{
	const struct metering_options *options = metering->options;
	size_t count = name_all(&metering->catalogs, NULL), i;

	metering->meant = arena_array(&metering->arena,
	    count + options->dimension_count + 1, sizeof(*metering->meant));
	if (metering->meant == NULL)
		return error_memory(metering->error);
	name_all(&metering->catalogs, metering->meant);
	for (i = 0; i < options->dimension_count; i++)
		metering->meant[count++] = options->dimensions[i];
	metering->meant_count = count;
	qsort(metering->meant, count, sizeof(*metering->meant), compare_texts);
	return STATUS_OK;
}

/* A quantity under another name would be 1 an event. */
static enum status
require_meant(const struct metering *metering)
{
	const char *name = metering->unmeant;

	if (metering->quantified || name == NULL)
		return STATUS_OK;
	return error_set(metering->error, STATUS_INVALID,
	    "%s: column %s: no charge asks for it, and no record has a "
	    "quantity; say --dimension %s if it is meant",
	    reader_name(metering->reader), name, name);
}

enum status
metering_read(struct metering *metering)
{
	struct progress *progress = metering->request->progress;
	struct record record;
	enum status status;
	bool found = true;

	status = list_metrics(metering);
	if (status == STATUS_OK)
		status = list_meant(metering);
	if (status == STATUS_OK)
		status = reader_ahead(metering->reader, metering->error);
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
		status = require_meant(metering);
	if (status == STATUS_OK)
		status = find_names(metering);
	if (status == STATUS_OK)
		reader_digest(metering->reader, metering->input);
	return status;
}
