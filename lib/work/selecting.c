/*
 * A selection is a sorted list that is walked beside a stream.
 */
#include "work/selecting.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/stream.h"
#include "record/reader.h"

static int
name_compare(const void *left, const void *right)
{
	const char *const *a = left;
	const char *const *b = right;

	return strcmp(*a, *b);
}

static enum status
add(struct selection *selection, struct arena *arena, const char *name,
    struct error *error)
{
	selection->names = arena_grow(arena, selection->names, selection->count,
	    sizeof(*selection->names));
	if (selection->names == NULL ||
	    (selection->names[selection->count++] = arena_text(arena, name)) ==
		NULL)
		return error_memory(error);
	return STATUS_OK;
}

/* Add what a stream names in its key column. */
static enum status
read_names(const struct selecting *from, struct arena *arena,
    struct selection *selection, struct error *error)
{
	const struct column column = { from->column, COLUMN_REQUIRED };
	const struct schema schema = { "names", &column, 1, EXTRAS_ANY };
	struct reader *reader = NULL;
	struct record record;
	enum status status;
	bool found = true;

	status = reader_open(from->file, &schema, &reader, error);
	while (status == STATUS_OK) {
		status = reader_read(reader, &record, &found, error);
		if (status != STATUS_OK || !found)
			break;
		if (reader_bad(reader) != NULL)
			status = error_set(error, STATUS_INVALID, "%s:%llu: %s",
			    reader_name(reader),
			    (unsigned long long)record.line,
			    reader_bad(reader));
		else
			status = add(selection, arena, record.fields[0], error);
	}
	reader_close(reader);
	return status;
}

enum status
selection_open(const struct selecting *from, struct arena *arena,
    struct selection *selection, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i, kept;

	*selection = (struct selection){ .names = NULL };
	if (from->count == 0 && from->file == NULL)
		return STATUS_OK;
	if (from->file != NULL)
		status = read_names(from, arena, selection, error);
	for (i = 0; i < from->count && status == STATUS_OK; i++)
		status = add(selection, arena, from->names[i], error);
	if (status != STATUS_OK)
		return status;

	/* A stream without records selects nothing, not everything. */
	if (selection->names == NULL) {
		selection->names =
		    arena_array(arena, 1, sizeof(*selection->names));
		return selection->names == NULL ? error_memory(error)
						: STATUS_OK;
	}
	qsort(selection->names, selection->count, sizeof(*selection->names),
	    name_compare);
	for (i = kept = 1; i < selection->count; i++) {
		if (strcmp(selection->names[i], selection->names[i - 1]) != 0)
			selection->names[kept++] = selection->names[i];
	}
	selection->count = kept;
	return STATUS_OK;
}

void
selection_range(
    const struct selection *selection, const char **low, const char **high)
{
	bool some = selection->count > 0;

	*low = some ? selection->names[0] : "";
	*high = some ? selection->names[selection->count - 1] : "";
	if (selection->names == NULL)
		*high = BILLING_LAST;
}

bool
selection_has(struct selection *selection, const char *name)
{
	int order = 1;

	if (selection->names == NULL)
		return true;
	while (selection->next < selection->count) {
		const char *next = selection->names[selection->next];

		order = strcmp(next, name);
		if (order >= 0)
			break;
		if (!selection->hit && selection->missing == NULL)
			selection->missing = next;
		selection->hit = false;
		selection->next++;
	}
	if (selection->next == selection->count || order != 0)
		return false;
	return selection->hit = true;
}

bool
selection_find(
    const struct selection *selection, const char *name, size_t *place)
{
	const char **found;

	*place = 0;
	if (selection->names == NULL)
		return true;
	found = bsearch(&name, selection->names, selection->count,
	    sizeof(*selection->names), name_compare);
	if (found != NULL)
		*place = (size_t)(found - selection->names);
	return found != NULL;
}

const char *
selection_missing(const struct selection *selection)
{
	size_t next = selection->next + selection->hit;

	if (selection->missing != NULL)
		return selection->missing;
	return next < selection->count ? selection->names[next] : NULL;
}
