/*
 * The columns come first, so that everything else may name them.
 */
#include "usage/arranging.h"

#include <string.h>

#include "base/choice.h"
#include "record/reader.h"
#include "record/yaml.h"

static const char *const names[] = { "csv", "fixed", "separator", "skip",
	"length", "only", "except", "total", "time", "usage", NULL };

#define TIMED "occurred_at"

enum status
arranging_fail(const struct arranging *arranging, const struct yaml *node,
    const char *what)
{
	(void)error_set(arranging->error, STATUS_CONFIG, "%s", what);
	return keys_fail(arranging->keys, node);
}

/* Put the place in front of what went wrong, if it is the file's fault. */
enum status
arranging_place(const struct arranging *arranging, const struct yaml *node)
{
	if (arranging->error->status == STATUS_MEMORY)
		return STATUS_MEMORY;
	return keys_fail(arranging->keys, node);
}

static enum status
find_column(const struct arranging *arranging, const struct yaml *node,
    const char *name, size_t *column)
{
	return layout_find(arranging->layout, name, column, arranging->error) ==
		       STATUS_OK
		   ? STATUS_OK
		   : arranging_place(arranging, node);
}

/* The values of a filter: one, or a list. */
static enum status
read_values(const struct arranging *arranging, const struct yaml *node,
    struct layout_filter *filter)
{
	const struct yaml *item =
	    node->kind == YAML_SEQUENCE ? node->first : node;
	size_t count = node->kind == YAML_SEQUENCE ? node->count : 1;
	enum status status = STATUS_OK;

	if (count == 0)
		return arranging_fail(arranging, node, "a value is expected");
	filter->values =
	    arena_array(arranging->arena, count, sizeof(*filter->values));
	if (filter->values == NULL)
		return error_memory(arranging->error);
	while (filter->count < count && status == STATUS_OK) {
		status = keys_text(
		    arranging->keys, item, &filter->values[filter->count++]);
		item = item->next;
	}
	return status;
}

/* "COLUMN: VALUE", or a list of values. */
static enum status
read_filters(const struct arranging *arranging, const struct yaml *node,
    struct layout_filters *filters)
{
	const struct yaml *item;
	enum status status = STATUS_OK;

	if (node == NULL)
		return STATUS_OK;
	if (node->kind != YAML_MAPPING || node->count == 0)
		return arranging_fail(arranging, node,
		    "columns and their values are expected (such as "
		    "\"disposition: ANSWERED\")");
	filters->items =
	    arena_array(arranging->arena, node->count, sizeof(*filters->items));
	if (filters->items == NULL)
		return error_memory(arranging->error);
	for (item = node->first; item != NULL && status == STATUS_OK;
	     item = item->next) {
		struct layout_filter *filter =
		    &filters->items[filters->count++];

		status =
		    find_column(arranging, item, item->key, &filter->column);
		if (status == STATUS_OK)
			status = read_values(arranging, item, filter);
	}
	return status;
}

/* "{where: {type: T}, records: count}" */
static enum status
read_total(const struct arranging *arranging, const struct yaml *total)
{
	static const char *const keys[] = { "where", "records", NULL };
	struct layout *layout = arranging->layout;
	const struct yaml *values[2];
	const char *name;
	enum status status;

	if (total == NULL)
		return STATUS_OK;
	status = keys_read(arranging->keys, total, keys, values);
	if (status == STATUS_OK && values[0] == NULL)
		status = arranging_fail(arranging, total,
		    "key \"where\" is missing, a value is required");
	if (status == STATUS_OK)
		status = read_filters(arranging, values[0], &layout->total);
	if (status == STATUS_OK)
		status = keys_need(
		    arranging->keys, total, values[1], "records", &name);
	return status == STATUS_OK ? find_column(arranging, values[1], name,
					 &layout->total_column)
				   : status;
}

/* The zone that a form needs, unless times say their own. */
static enum status
read_zone(const struct arranging *arranging, const struct yaml *time,
    const struct yaml *node, bool zoned)
{
	struct layout *layout = arranging->layout;
	const char *name;
	enum status status;

	if (zoned && node != NULL)
		return arranging_fail(arranging, node,
		    "zone: a time of this form says itself what it is in UTC");
	if (zoned)
		return STATUS_OK;
	status = keys_need(arranging->keys, time, node, "zone", &name);
	if (status != STATUS_OK)
		return status;
	if (zone_open(name, &layout->zone, arranging->error) != STATUS_OK)
		return arranging_place(arranging, node);
	layout->time.zone = layout->zone;
	return STATUS_OK;
}

/* "{format: ..., zone: ..., twice: earlier}" */
static enum status
read_time(const struct arranging *arranging, const struct yaml *time)
{
	static const char *const keys[] = { "format", "zone", "twice", NULL };
	static const char *const words[] = { "earlier", "later", "refuse",
		NULL };
	struct layout *layout = arranging->layout;
	const struct yaml *values[3];
	const char *twice;
	enum status status;
	int index = LOCAL_EARLIER;
	bool zoned;

	if (time == NULL)
		return STATUS_OK;
	status = keys_read(arranging->keys, time, keys, values);
	if (status == STATUS_OK)
		status = keys_need(arranging->keys, time, values[0], "format",
		    &layout->time.form);
	if (status == STATUS_OK && local_time_check(layout->time.form, &zoned,
				       arranging->error) != STATUS_OK)
		status = arranging_place(arranging, values[0]);
	if (status == STATUS_OK)
		status = read_zone(arranging, time, values[1], zoned);
	if (status == STATUS_OK)
		status = keys_text(arranging->keys, values[2], &twice);
	if (status == STATUS_OK && twice[0] != '\0' &&
	    choice_parse(twice, words, "one of two times", &index,
		arranging->error) != STATUS_OK)
		status = arranging_place(arranging, values[2]);
	layout->time.twice = (enum local_twice)index;
	return status;
}

static struct layout_place
place_of(const struct yaml *node)
{
	return (struct layout_place){ node->line, node->column };
}

/* "COLUMN: TEXT" */
static enum status
read_usage(const struct arranging *arranging, const struct yaml *usage)
{
	struct layout *layout = arranging->layout;
	struct layout_value *value;
	const struct yaml *item;
	enum status status = STATUS_OK;

	if (usage == NULL || usage->kind != YAML_MAPPING || usage->count == 0 ||
	    usage->count > READER_COLUMNS_MAX)
		return arranging_fail(arranging,
		    usage == NULL ? arranging->root : usage,
		    "usage: the columns of usage are expected (such as "
		    "\"event: \\\"{uniqueid}\\\"\")");
	layout->values = arena_array(
	    arranging->arena, usage->count, sizeof(*layout->values));
	if (layout->values == NULL)
		return error_memory(arranging->error);
	layout->place = place_of(usage);
	for (item = usage->first; item != NULL && status == STATUS_OK;
	     item = item->next) {
		value = &layout->values[layout->value_count++];
		value->place = place_of(item);
		value->name = item->key;
		value->timed =
		    strcmp(item->key, TIMED) == 0 && layout->time.form != NULL;
		if (strcmp(item->key, "line") == 0 ||
		    strcmp(item->key, "reason") == 0)
			return arranging_fail(arranging, item,
			    "line and reason are columns of a reject file");
		status = keys_text(arranging->keys, item, &value->text);
		if (status == STATUS_OK && layout_compile(layout, value,
					       arranging->error) != STATUS_OK)
			status = arranging_place(arranging, item);
	}
	return status;
}

enum status
arranging_read(const char *path, struct arena *arena, struct layout *layout,
    struct error *error)
{
	struct arranging arranging = {
		.keys = { path, error },
		.layout = layout,
		.arena = arena,
		.error = error,
	};
	unsigned char digest[HASH_SIZE];
	enum status status;

	*layout = (struct layout){ .name = path, .arena = arena };
	status = yaml_load(path, arena, &arranging.root, digest, error);
	if (status == STATUS_OK)
		status = keys_read(
		    arranging.keys, arranging.root, names, arranging.values);
	if (status == STATUS_OK)
		status = arranging_cut(&arranging);
	if (status == STATUS_OK)
		status = read_filters(&arranging,
		    arranging.values[ARRANGING_ONLY], &layout->only);
	if (status == STATUS_OK)
		status = read_filters(&arranging,
		    arranging.values[ARRANGING_EXCEPT], &layout->except);
	if (status == STATUS_OK)
		status =
		    read_total(&arranging, arranging.values[ARRANGING_TOTAL]);
	if (status == STATUS_OK)
		status =
		    read_time(&arranging, arranging.values[ARRANGING_TIME]);
	if (status == STATUS_OK)
		status =
		    read_usage(&arranging, arranging.values[ARRANGING_USAGE]);
	return status;
}
