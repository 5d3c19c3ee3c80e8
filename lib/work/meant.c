/*
 * The dimensions that catalogs ask for, and what nobody asks for.
 */
#include "work/meant.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/nearest.h"
#include "rate/expression.h"

#define EDITED_MIN 4 /* letters of a name that may be misspelt */
#define EDITED_TWICE_MIN 8

enum status
meant_add(struct meant_names *names, const char *name, struct arena *arena,
    struct error *error)
{
	names->items = arena_grow(
	    arena, names->items, names->count, sizeof(*names->items));
	if (names->items == NULL)
		return error_memory(error);
	names->items[names->count++] = name;
	return STATUS_OK;
}

/* The dimensions of filters. */
static enum status
add_filters(struct meant_names *names, const struct filter *filters,
    size_t count, struct arena *arena, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < count && status == STATUS_OK; i++)
		status = meant_add(names, filters[i].dimension, arena, error);
	return status;
}

/* The dimensions that a metric is made of. */
static enum status
add_metric(struct meant_names *names, const struct metric *metric,
    struct arena *arena, struct error *error)
{
	enum status status = STATUS_OK;
	const char *name;
	size_t i;

	if (metric->field[0] != '\0')
		status = meant_add(names, metric->field, arena, error);
	for (i = 0; metric->expression != NULL && status == STATUS_OK; i++) {
		name = expression_name(metric->expression, i);
		if (name == NULL)
			break;
		status = meant_add(names, name, arena, error);
	}
	return status;
}

static enum status
add_charge(struct meant_names *names, const struct charge *charge,
    struct arena *arena, struct error *error)
{
	const struct usage_terms *usage = &charge->usage;
	enum status status;
	size_t i;

	if (charge->kind != CHARGE_USAGE)
		return STATUS_OK;
	status = add_filters(
	    names, usage->filters, usage->filter_count, arena, error);
	for (i = 0; i < usage->price_count && status == STATUS_OK; i++)
		status = add_filters(names, usage->prices[i].filters,
		    usage->prices[i].filter_count, arena, error);
	if (status == STATUS_OK && usage->model == MODEL_DECK)
		status = meant_add(names, usage->number, arena, error);
	return status;
}

enum status
meant_catalog(struct meant_names *names, const struct catalog *catalog,
    struct arena *arena, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i, k;

	for (i = 0; i < catalog->metric_count && status == STATUS_OK; i++)
		status = add_metric(names, &catalog->metrics[i], arena, error);
	for (i = 0; i < catalog->plan_count; i++) {
		const struct plan *plan = &catalog->plans[i];

		for (k = 0; k < plan->charge_count && status == STATUS_OK; k++)
			status =
			    add_charge(names, &plan->charges[k], arena, error);
	}
	return status;
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
meant_sort(struct meant_names *names)
{
	if (names->count > 0)
		qsort(names->items, names->count, sizeof(*names->items),
		    compare_texts);
}

bool
meant_has(const struct meant_names *names, const char *name)
{
	return names->count > 0 &&
	       bsearch(&name, names->items, names->count, sizeof(*names->items),
		   compare_texts) != NULL;
}

bool
meant_watches(struct meant_watch *watch, const char *quantity)
{
	watch->quantified = watch->quantified || quantity[0] != '\0';
	return !watch->quantified && watch->unmeant == NULL;
}

enum status
meant_see(struct meant_watch *watch, const struct meant_names *names,
    const struct dimensions *dimensions, struct arena *arena,
    struct error *error)
{
	size_t i = 0;

	while (i < dimensions->count &&
	       (dimensions->items[i].value[0] == '\0' ||
		   meant_has(names, dimensions->items[i].name)))
		i++;
	if (i == dimensions->count)
		return STATUS_OK;
	watch->unmeant = arena_text(arena, dimensions->items[i].name);
	return watch->unmeant == NULL ? error_memory(error) : STATUS_OK;
}

enum status
meant_check(
    const struct meant_watch *watch, const char *file, struct error *error)
{
	const char *name = watch->unmeant;

	if (watch->quantified || name == NULL)
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "%s: column %s: no charge asks for it, and no record has a "
	    "quantity; say --dimension %s if it is meant",
	    file, name, name);
}

/* Whether two names are one, written otherwise. */
static bool
is_near(const char *a, const char *b)
{
	size_t length = strlen(a), other = strlen(b);
	size_t least = length < other ? length : other;
	size_t limit = least < EDITED_TWICE_MIN ? 1 : 2;

	return strcasecmp(a, b) == 0 ||
	       (least >= EDITED_MIN && nearest_distance(a, b, limit) <= limit);
}

static bool
has_extra(const struct record *record, const char *name)
{
	size_t i = 0;

	while (i < record->extra_count &&
	       strcmp(record->extra_names[i], name) != 0)
		i++;
	return i < record->extra_count;
}

/* The dimension that a record lacks and that ${name} is nearly, or NULL. */
static const char *
lacked(const struct meant_names *names, const struct record *record,
    const char *name)
{
	size_t i = 0;

	if (meant_has(names, name))
		return NULL;
	while (i < names->count && (!is_near(name, names->items[i]) ||
				       has_extra(record, names->items[i])))
		i++;
	return i < names->count ? names->items[i] : NULL;
}

enum status
meant_spell(struct meant_watch *watch, const struct meant_names *names,
    const struct reader *reader, const struct record *record,
    struct error *error)
{
	size_t i;

	if (watch->spelt)
		return STATUS_OK;
	watch->spelt = reader_named(reader);
	for (i = 0; i < record->extra_count; i++) {
		const char *name = record->extra_names[i];
		const char *near = lacked(names, record, name);

		if (near != NULL)
			return error_set(error, STATUS_INVALID,
			    "%s: column %s: no charge asks for it; %s? say "
			    "--dimension %s if it is meant",
			    reader_name(reader), name, near, name);
	}
	return STATUS_OK;
}

bool
meant_waits(const struct reader *reader)
{
	const char *const *names;
	size_t count = reader_raw_header(reader, &names), i = 0;

	while (i < count && strcmp(names[i], "quantity") != 0)
		i++;
	return i < count || !reader_named(reader);
}
