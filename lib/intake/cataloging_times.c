/*
 * From YAML to holidays and classes of hours.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/cataloging.h"
#include "rate/time_class.h"

/* A list that must not be empty: nothing of it would be kept. */
static enum status
need_list(const struct cataloging *c, const struct yaml *node,
    const struct yaml *list, const char *name, const struct yaml **first)
{
	size_t count;
	enum status status = keys_list(c->keys, list, first, &count);

	if (status != STATUS_OK || count > 0)
		return status;
	(void)error_set(
	    c->error, STATUS_CONFIG, "key \"%s\": a list is required", name);
	return keys_fail(c->keys, list == NULL ? node : list);
}

static int
date_compare(const void *left, const void *right)
{
	const struct date *a = left;
	const struct date *b = right;

	return (a->days > b->days) - (a->days < b->days);
}

static enum status
read_dates(const struct cataloging *c, const struct yaml *list,
    struct holidays *holidays)
{
	const struct yaml *node;
	enum status status = STATUS_OK;
	const char *text;
	size_t i;

	holidays->dates =
	    arena_array(c->arena, list->count, sizeof(*holidays->dates));
	if (holidays->dates == NULL)
		return error_memory(c->error);
	for (node = list->first; node != NULL; node = node->next) {
		status = keys_text(c->keys, node, &text);
		if (status != STATUS_OK)
			return status;
		if (date_parse(text, &holidays->dates[holidays->count++],
			c->error) != STATUS_OK)
			return keys_fail(c->keys, node);
	}
	qsort(holidays->dates, holidays->count, sizeof(*holidays->dates),
	    date_compare);
	for (i = 1; i < holidays->count; i++) {
		if (date_compare(
			&holidays->dates[i - 1], &holidays->dates[i]) != 0)
			continue;
		(void)error_set(
		    c->error, STATUS_CONFIG, "dates: one is there twice");
		return keys_fail(c->keys, list);
	}
	return STATUS_OK;
}

static enum status
read_holidays(const struct cataloging *c, const struct yaml *list)
{
	static const char *const names[] = { "id", "dates", NULL };
	struct catalog *catalog = c->catalog;
	const struct yaml *node, *first, *values[2];
	enum status status = STATUS_OK;
	size_t count;

	catalog->holidays = cataloging_items(
	    c, list, sizeof(*catalog->holidays), &node, &count);
	if (catalog->holidays == NULL)
		return c->error->status;
	for (; node != NULL && status == STATUS_OK; node = node->next) {
		struct holidays holidays = { .id = NULL };

		status = keys_read(c->keys, node, names, values);
		if (status == STATUS_OK)
			status = keys_need(
			    c->keys, node, values[0], "id", &holidays.id);
		if (status == STATUS_OK)
			status = need_list(c, node, values[1], "dates", &first);
		if (status == STATUS_OK)
			status = read_dates(c, values[1], &holidays);
		if (status == STATUS_OK &&
		    catalog_holidays(catalog, holidays.id) != NULL) {
			(void)error_set(c->error, STATUS_CONFIG,
			    "holidays %s are there twice", holidays.id);
			status = keys_fail(c->keys, node);
		}
		if (status == STATUS_OK)
			catalog->holidays[catalog->holidays_count++] = holidays;
	}
	return status;
}

static enum status
unknown_holidays(
    const struct cataloging *c, const struct yaml *node, const char *id)
{
	const struct catalog *catalog = c->catalog;
	struct unknown unknown = { "holidays", id, NULL,
		catalog->holidays_count };
	const char **ids;
	size_t i;

	ids = arena_array(c->arena, catalog->holidays_count + 1, sizeof(*ids));
	if (ids == NULL)
		return error_memory(c->error);
	for (i = 0; i < catalog->holidays_count; i++)
		ids[i] = catalog->holidays[i].id;
	unknown.names = ids;
	return keys_unknown(c->keys, node, &unknown);
}

static enum status
read_class(const struct cataloging *c, const struct yaml *node,
    struct time_class *class)
{
	static const char *const names[] = { "class", "holidays", "days",
		"from", "to", NULL };
	const struct yaml *values[TIME_CLASS_KEY_COUNT];
	enum time_class_key key = CLASS_ID;
	const char *holidays;
	enum status status;

	status = keys_texts(c->keys, node, names, values, class->texts);
	if (status != STATUS_OK)
		return status;
	if (time_class_parse(class, &key, c->error) != STATUS_OK) {
		error_prefix(c->error, "%s: ", names[key]);
		return keys_fail(
		    c->keys, values[key] == NULL ? node : values[key]);
	}
	holidays = class->texts[CLASS_HOLIDAYS];
	class->holidays = catalog_holidays(c->catalog, holidays);
	if (holidays[0] != '\0' && class->holidays == NULL)
		return unknown_holidays(c, values[CLASS_HOLIDAYS], holidays);
	return STATUS_OK;
}

/* Whether a class says nothing of when. */
static bool
always_fits(const struct time_class *class)
{
	int i;

	for (i = CLASS_HOLIDAYS; i < TIME_CLASS_KEY_COUNT; i++) {
		if (class->texts[i][0] != '\0')
			return false;
	}
	return true;
}

/* The classes of a list: the last one always fits, and no other does. */
static enum status
read_list(const struct cataloging *c, const struct yaml *list,
    struct time_classes *classes)
{
	const struct yaml *node;
	enum status status = STATUS_OK;

	classes->items =
	    arena_array(c->arena, list->count, sizeof(*classes->items));
	if (classes->items == NULL)
		return error_memory(c->error);
	for (node = list->first; node != NULL; node = node->next) {
		struct time_class *class = &classes->items[classes->count++];
		bool last = node->next == NULL;

		status = read_class(c, node, class);
		if (status != STATUS_OK)
			return status;
		if (always_fits(class) == last)
			continue;
		(void)error_set(c->error, STATUS_CONFIG,
		    last ? "class %s is the last one, which must always fit: "
			   "it has no holidays, days, from and to"
			 : "class %s always fits, so those behind it never do",
		    class->id);
		return keys_fail(c->keys, node);
	}
	return STATUS_OK;
}

static enum status
read_classes(const struct cataloging *c, const struct yaml *list)
{
	static const char *const names[] = { "id", "classes", NULL };
	struct catalog *catalog = c->catalog;
	const struct yaml *node, *first, *values[2];
	enum status status = STATUS_OK;
	size_t count;

	catalog->classes =
	    cataloging_items(c, list, sizeof(*catalog->classes), &node, &count);
	if (catalog->classes == NULL)
		return c->error->status;
	for (; node != NULL && status == STATUS_OK; node = node->next) {
		struct time_classes classes = { .id = NULL };

		status = keys_read(c->keys, node, names, values);
		if (status == STATUS_OK)
			status = keys_need(
			    c->keys, node, values[0], "id", &classes.id);
		if (status == STATUS_OK)
			status =
			    need_list(c, node, values[1], "classes", &first);
		if (status == STATUS_OK)
			status = read_list(c, values[1], &classes);
		if (status == STATUS_OK &&
		    catalog_classes(catalog, classes.id) != NULL) {
			(void)error_set(c->error, STATUS_CONFIG,
			    "time classes %s are there twice", classes.id);
			status = keys_fail(c->keys, node);
		}
		if (status == STATUS_OK)
			catalog->classes[catalog->classes_count++] = classes;
	}
	return status;
}

enum status
cataloging_times(const struct cataloging *c, const struct yaml *holidays,
    const struct yaml *classes)
{
	enum status status = read_holidays(c, holidays);

	if (status == STATUS_OK)
		status = read_classes(c, classes);
	return status;
}
