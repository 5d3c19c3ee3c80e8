/*
 * What came before in the same file counts like what is in the ledger: rows
 * come by key and date, so only the last one of a key has to be remembered.
 */
#include "intake/versions.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/query.h"

/* The last new version of the key that is being decided. */
struct last {
	int64_t number;
	const char *date;
	unsigned char content[HASH_SIZE];
};

enum status
version_date(const struct importing *importing, const char *given,
    const char **date, struct error *error)
{
	char text[DATE_TEXT_MAX];

	*date = given;
	if (given[0] != '\0' || !date_given(importing->request->as_of))
		return STATUS_OK;
	*date = arena_text(
	    importing->scratch, date_format(importing->request->as_of, text));
	return *date == NULL ? error_memory(error) : STATUS_OK;
}

/* Forget the last version when another key begins. */
static enum status
follow_key(struct importing *importing, const char *key, struct last **last,
    struct error *error)
{
	if (importing->state == NULL)
		importing->state =
		    arena_alloc(importing->arena, sizeof(struct last));
	if (importing->state == NULL)
		return error_memory(error);
	*last = importing->state;
	if (strcmp(importing->group, key) == 0)
		return STATUS_OK;
	(*last)->number = 0;
	importing->group = arena_text(importing->arena, key);
	return importing->group == NULL ? error_memory(error) : STATUS_OK;
}

static bool
same(const void *a, const void *b)
{
	return a != NULL && b != NULL && memcmp(a, b, HASH_SIZE) == 0;
}

/* Whether a record says what is in force on its date, by ledger and file. */
static bool
in_force(const struct last *last, const char *stored_date,
    const struct resolved *resolved)
{
	if (last->number > 0 &&
	    (resolved->stored == NULL || strcmp(stored_date, last->date) <= 0))
		return same(last->content, resolved->content);
	return same(resolved->stored, resolved->content);
}

enum status
version_decide(struct importing *importing, const char *key, const char *date,
    const struct resolved *resolved, struct version *version,
    struct error *error)
{
	/* "VERSION DATE": the last one, and the date of the one in force. */
	const char *known = resolved->answers[0];
	char *end = NULL;
	int64_t stored = known == NULL ? 0 : strtoll(known, &end, 10);
	bool seen = resolved->answers[1] != NULL;
	bool ever = resolved->answers[2] != NULL;
	struct last *last = NULL;
	enum status status = follow_key(importing, key, &last, error);

	if (status != STATUS_OK)
		return status;
	*version = (struct version){ OUTCOME_DUPLICATE, 0, date };
	if (seen || (date[0] == '\0' && ever) ||
	    in_force(last, end != NULL && *end == ' ' ? end + 1 : "", resolved))
		return STATUS_OK;
	version->number = (last->number > 0 ? last->number : stored) + 1;
	version->outcome =
	    version->number == 1 ? OUTCOME_ACCEPTED : OUTCOME_CHANGED;
	if (version->number == 1)
		version->effective_on = "";
	else if (date[0] == '\0')
		return error_set(error, STATUS_INVALID,
		    "column effective_on: empty, but it changes %.128s: "
		    "from when? (or give --as-of)",
		    key);
	last->number = version->number;
	last->date = arena_text(importing->arena, version->effective_on);
	memcpy(last->content, resolved->content, HASH_SIZE);
	return last->date == NULL ? error_memory(error) : STATUS_OK;
}
