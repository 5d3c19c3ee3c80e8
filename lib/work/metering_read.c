/*
 * Records of usage that are checked by themselves, before anybody is locked
 * out.  A catalog version never changes, so the metrics that were known when
 * the reading began are those of the import.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/choice.h"
#include "base/currency.h"
#include "base/decimal.h"
#include "base/instant.h"
#include "base/nearest.h"
#include "work/carding.h"
#include "work/metering_parts.h"

#define IDENTIFIER_MAX 128
#define NAME_ROOM 192
#define CARD_MIN 14 /* the least digits of a card number */

/* A record that is being checked. */
struct checking {
	struct metering *metering;
	const struct record *record;
	struct metered metered;
	bool retracts;
	char name[NAME_ROOM]; /* "subscription S1" */
};

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

/* Put "column NAME: " in front of the error. */
static enum status
fail(struct checking *checking, enum metered_column column)
{
	return error_prefix(checking->metering->error,
	    "column %s: ", metered_columns[column].name);
}

/* A dimension, in the order of names, unless it is not given. */
static void
add_dimension(
    struct dimension *items, size_t *count, const char *name, const char *value)
{
	size_t k = *count;

	if (value[0] == '\0')
		return;
	for (; k > 0 && strcmp(items[k - 1].name, name) > 0; k--)
		items[k] = items[k - 1];
	items[k] = (struct dimension){ name, value };
	(*count)++;
}

/* All columns that the manual does not name. */
static enum status
gather_dimensions(struct checking *checking)
{
	const struct schema *schema = &checking->metering->schema;
	const struct record *record = checking->record;
	size_t count = 0, i;
	struct dimension *items;

	items = arena_array(&checking->metering->scratch,
	    schema->count - METERED_COLUMNS + record->extra_count,
	    sizeof(*items));
	if (items == NULL)
		return error_memory(checking->metering->error);
	for (i = METERED_COLUMNS; i < schema->count; i++)
		add_dimension(
		    items, &count, schema->columns[i].name, record->fields[i]);
	for (i = 0; i < record->extra_count; i++)
		add_dimension(items, &count, record->extra_names[i],
		    record->extra_values[i]);
	checking->metered.dimensions = (struct dimensions){ items, count };
	return STATUS_OK;
}

/* No cell may hold a card number, but for those that are made of digits. */
static enum status
check_cards(struct checking *checking)
{
	const struct metering_options *options = checking->metering->options;
	const struct dimensions *dimensions = &checking->metered.dimensions;
	struct carding carding = { options->pan_like, options->pan_like_count };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < METERED_COLUMNS && status == STATUS_OK; i++) {
		if ((metered_columns[i].flags & COLUMN_TOKEN) == 0)
			status = carding_check(carding, metered_columns[i].name,
			    checking->record->fields[i],
			    checking->metering->error);
	}
	for (i = 0; i < dimensions->count && status == STATUS_OK; i++)
		status = carding_check(carding, dimensions->items[i].name,
		    dimensions->items[i].value, checking->metering->error);
	return status;
}

static enum status
refuse_length(struct checking *checking, enum metered_column column)
{
	return error_set(checking->metering->error, STATUS_INVALID,
	    "column %s: over %d bytes", metered_columns[column].name,
	    IDENTIFIER_MAX);
}

/* Names are short, and one of them says whose usage it is. */
static enum status
check_names(struct checking *checking)
{
	struct metered *metered = &checking->metered;
	const char *const *values = metered->values;
	size_t length, column, given = 0, i;
	char *name = checking->name;

	name[0] = '\0';
	if (strlen(values[METERED_EVENT]) > IDENTIFIER_MAX)
		return refuse_length(checking, METERED_EVENT);
	if (strlen(values[METERED_METRIC]) > IDENTIFIER_MAX)
		return refuse_length(checking, METERED_METRIC);
	for (i = METERED_SUBSCRIPTION; i <= METERED_IDENTIFIER; i++) {
		if (values[i][0] == '\0')
			continue;
		given++;
		length = strlen(values[i]);
		if (length > IDENTIFIER_MAX)
			return refuse_length(checking, (enum metered_column)i);
		column = strlen(metered_columns[i].name);
		memcpy(name, metered_columns[i].name, column);
		name[column] = ' ';
		memcpy(name + column + 1, values[i], length + 1);
	}
	metered->name = checking->name;
	if (given == 1 || (given == 0 && checking->retracts))
		return STATUS_OK;
	return error_set(checking->metering->error, STATUS_INVALID,
	    given == 0 ? "none of subscription, service and identifier is given"
		       : "subscription, service and identifier: give one");
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum status
check_metric(struct checking *checking)
{
	const struct metering *metering = checking->metering;
	const char *metric = checking->metered.values[METERED_METRIC];
	const char *near;

	if (bsearch(&metric, metering->metrics, metering->metric_count,
		sizeof(*metering->metrics), compare_texts) != NULL)
		return STATUS_OK;
	near = nearest(metric, metering->metrics, metering->metric_count);
	return error_set(metering->error, STATUS_INVALID,
	    "column metric: %s is a metric of no catalog%s%s%s", metric,
	    near == NULL ? "" : "; ", near == NULL ? "" : near,
	    near == NULL ? "" : "?");
}

/* Whether ${text} is a number as it is compared, and needs no mending. */
static bool
is_stripped(const char *text)
{
	size_t whole = strspn(text, "0123456789"), places;

	if (whole == 0 || whole > 18 || (text[0] == '0' && whole > 1))
		return false;
	if (text[whole] == '\0')
		return true;
	if (text[whole] != '.')
		return false;
	places = strspn(text + whole + 1, "0123456789");
	return places > 0 && places <= DECIMAL_PLACES_MAX &&
	       text[whole + places] != '0' && text[whole + 1 + places] == '\0';
}

/* A number may be negative: it corrects.  Equal numbers become equal texts. */
static enum status
check_number(struct checking *checking, enum metered_column column)
{
	const char **value = &checking->metered.values[column];
	struct metering *metering = checking->metering;
	struct decimal decimal;
	char text[DECIMAL_TEXT_MAX];

	if ((*value)[0] == '\0' || is_stripped(*value))
		return STATUS_OK;
	if (decimal_parse(*value, DECIMAL_PLACES_MAX, &decimal,
		metering->error) != STATUS_OK)
		return fail(checking, column);
	*value = arena_text(
	    &metering->scratch, decimal_format(decimal_strip(decimal), text));
	return *value == NULL ? error_memory(metering->error) : STATUS_OK;
}

/* An amount of its own: both or neither. */
static enum status
check_amount(struct checking *checking)
{
	const char *const *values = checking->metered.values;
	struct error *error = checking->metering->error;
	struct currency currency;
	enum status status;

	if (values[METERED_AMOUNT][0] == '\0' &&
	    values[METERED_CURRENCY][0] == '\0')
		return STATUS_OK;
	if (values[METERED_AMOUNT][0] == '\0')
		return error_set(error, STATUS_INVALID,
		    "column amount: empty, and a currency is given");
	if (values[METERED_CURRENCY][0] == '\0')
		return error_set(error, STATUS_INVALID,
		    "column currency: empty, and an amount is given");
	status = check_number(checking, METERED_AMOUNT);
	if (status == STATUS_OK && currency_parse(values[METERED_CURRENCY],
				       &currency, error) != STATUS_OK)
		status = fail(checking, METERED_CURRENCY);
	return status;
}

static enum status
check_instant(struct checking *checking)
{
	const struct metering *metering = checking->metering;
	const char *text = checking->metered.values[METERED_OCCURRED_AT];
	struct date as_of = metering->request->as_of;
	int64_t *instant = &checking->metered.occurred_at;
	char day[DATE_TEXT_MAX];

	if (instant_parse(text, instant, metering->error) != STATUS_OK)
		return fail(checking, METERED_OCCURRED_AT);
	if (!date_given(as_of) || *instant < (as_of.days + 1) * INSTANT_DAY)
		return STATUS_OK;
	return error_set(metering->error, STATUS_INVALID,
	    "column occurred_at: %s is after %s (--as-of)", text,
	    date_format(as_of, day));
}

static enum status
check_action(struct checking *checking)
{
	static const char *const words[] = { "add", METERED_RETRACT, NULL };
	const char **action = &checking->metered.values[METERED_ACTION];
	int index = 0;

	if ((*action)[0] != '\0' &&
	    choice_parse(*action, words, "action", &index,
		checking->metering->error) != STATUS_OK)
		return fail(checking, METERED_ACTION);
	checking->retracts = index == 1;
	*action = checking->retracts ? METERED_RETRACT : "";
	return STATUS_OK;
}

/* What is said by words is checked when they come for the first time. */
static enum status
check_words(struct checking *checking)
{
	struct metering *metering = checking->metering;
	struct metered *metered = &checking->metered;
	struct vocabulary *vocabulary = &metering->vocabulary;
	struct meaning *metric, *set = NULL;
	enum status status;

	status = metered_words(metered, vocabulary, metering->error);
	if (status != STATUS_OK)
		return status;
	metric = &vocabulary->metrics.meanings[metered->metric_word->number];
	if (metered->set_word != NULL)
		set = &vocabulary->sets.meanings[metered->set_word->number];
	if (metric->good &&
	    (set == NULL ? metered->dimensions.count == 0 : set->good))
		return STATUS_OK;
	status = check_metric(checking);
	if (status == STATUS_OK)
		status = check_cards(checking);
	metric->good = status == STATUS_OK;
	if (set != NULL)
		set->good = status == STATUS_OK;
	return status;
}

/* A number so long may be that of a card. */
static bool
is_long(const char *text)
{
	return strnlen(text, CARD_MIN) == CARD_MIN;
}

/* Check the values and mend their form. */
static enum status
check(struct checking *checking)
{
	struct metered *metered = &checking->metered;
	enum status status;

	status = check_action(checking);
	if (status == STATUS_OK)
		status = check_names(checking);
	if (status == STATUS_OK)
		status = check_words(checking);
	if (status == STATUS_OK)
		status = check_instant(checking);
	if (status == STATUS_OK && metered->values[METERED_QUANTITY][0] == '\0')
		metered->values[METERED_QUANTITY] = "1";
	else if (status == STATUS_OK)
		status = check_number(checking, METERED_QUANTITY);
	if (status == STATUS_OK)
		status = check_amount(checking);
	if (status == STATUS_OK &&
	    (is_long(metered->quantity) || is_long(metered->amount)))
		status = check_cards(checking);
	return status;
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
	enum status status = check_cards(checking);

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
	status = gather_dimensions(&checking);
	if (status == STATUS_OK)
		status = check(&checking);
	if (status == STATUS_OK)
		return keep(&checking);
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
		reader_digest(metering->reader, metering->input);
	return status;
}
