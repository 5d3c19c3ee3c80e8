/*
 * A selection is a sorted list that is walked beside the stream of accounts.
 */
#include "work/selecting.h"

#include <stdlib.h>
#include <string.h>

#include "record/reader.h"

static int
name_compare(const void *left, const void *right)
{
	const char *const *a = left;
	const char *const *b = right;

	return strcmp(*a, *b);
}

/* All accounts that a file names, sorted. */
static enum status
read_names(const char *path, struct arena *arena, const char ***names,
    size_t *count, struct error *error)
{
	static const struct column columns[] = { { "account",
	    COLUMN_REQUIRED } };
	static const struct schema schema = { "accounts", columns, 1,
		EXTRAS_ANY };
	struct reader *reader = NULL;
	struct record record;
	enum status status;
	bool found = true;

	status = reader_open(path, &schema, &reader, error);
	while (status == STATUS_OK) {
		status = reader_read(reader, &record, &found, error);
		if (status != STATUS_OK || !found)
			break;
		if (reader_bad(reader) != NULL) {
			status = error_set(error, STATUS_INVALID, "%s:%llu: %s",
			    reader_name(reader),
			    (unsigned long long)record.line,
			    reader_bad(reader));
			break;
		}
		*names = arena_grow(arena, *names, *count, sizeof(**names));
		if (*names == NULL || ((*names)[*count] = arena_text(
					   arena, record.fields[0])) == NULL)
			status = error_memory(error);
		(*count)++;
	}
	reader_close(reader);
	if (status == STATUS_OK && *count > 1)
		qsort(*names, *count, sizeof(**names), name_compare);
	return status;
}

enum status
selection_open(const char *account, const char *file, struct arena *arena,
    struct selection *selection, struct error *error)
{
	const char **names = NULL;
	enum status status = STATUS_OK;

	*selection = (struct selection){ .names = NULL };
	if (account == NULL && file == NULL)
		return STATUS_OK;
	if (account != NULL && file != NULL)
		return error_set(error, STATUS_USAGE,
		    "--account and --accounts exclude each other");
	if (account != NULL) {
		names = arena_array(arena, 1, sizeof(*names));
		if (names == NULL)
			return error_memory(error);
		names[0] = account;
		selection->count = 1;
	} else {
		status =
		    read_names(file, arena, &names, &selection->count, error);
		/* A file without records selects nothing. */
		if (status == STATUS_OK && names == NULL)
			names = arena_array(arena, 1, sizeof(*names));
		if (status == STATUS_OK && names == NULL)
			return error_memory(error);
	}
	selection->names = names;
	return status;
}

void
selection_range(
    const struct selection *selection, const char **low, const char **high)
{
	*low = "";
	*high = BILLING_LAST;
	if (selection->names == NULL)
		return;
	*high = "";
	if (selection->count > 0) {
		*low = selection->names[0];
		*high = selection->names[selection->count - 1];
	}
}

bool
selection_has(struct selection *selection, const char *account)
{
	if (selection->names == NULL)
		return true;
	while (selection->next < selection->count &&
	       strcmp(selection->names[selection->next], account) < 0)
		selection->next++;
	return selection->next < selection->count &&
	       strcmp(selection->names[selection->next], account) == 0;
}
