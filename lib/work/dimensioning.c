/*
 * This is read for each of millions of events, so it knows what can be there: a
 * flat object of texts, written without blanks.  Texts become shorter when
 * their escapes are undone, so the room of the object holds all of them.
 */
#include "work/dimensioning.h"

#include <string.h>

struct parsing {
	const char *next;
	char *room;
};

static bool
take(struct parsing *parsing, char letter)
{
	if (*parsing->next != letter)
		return false;
	parsing->next++;
	return true;
}

/* The value of four hexadecimal digits, -1 if they are none. */
static int
take_code(struct parsing *parsing)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	int code = 0, i;

	for (i = 0; i < 4; i++) {
		const char *digit = *parsing->next == '\0'
					? NULL
					: strchr(digits, *parsing->next);

		if (digit == NULL)
			return -1;
		code = 16 * code + (int)((digit - digits) % 16);
		parsing->next++;
	}
	return code;
}

/* What stands behind a backslash; only ASCII is ever escaped. */
static bool
take_escape(struct parsing *parsing)
{
	static const char letters[] = "\"\\/bfnrt";
	static const char meanings[] = "\"\\/\b\f\n\r\t";
	const char *letter;
	int code;

	if (take(parsing, 'u')) {
		code = take_code(parsing);
		*parsing->room++ = (char)code;
		return code > 0 && code < 128;
	}
	letter =
	    *parsing->next == '\0' ? NULL : strchr(letters, *parsing->next);
	if (letter == NULL)
		return false;
	parsing->next++;
	*parsing->room++ = meanings[letter - letters];
	return true;
}

static bool
take_text(struct parsing *parsing, const char **text)
{
	*text = parsing->room;
	if (!take(parsing, '"'))
		return false;
	while (*parsing->next != '"') {
		if (*parsing->next == '\0')
			return false;
		if (!take(parsing, '\\'))
			*parsing->room++ = *parsing->next++;
		else if (!take_escape(parsing))
			return false;
	}
	parsing->next++;
	*parsing->room++ = '\0';
	return true;
}

static bool
take_object(struct parsing *parsing, struct dimension *items, size_t *count)
{
	if (!take(parsing, '{'))
		return false;
	while (*parsing->next == '"') {
		struct dimension *item = &items[(*count)++];

		if (!take_text(parsing, &item->name) || !take(parsing, ':') ||
		    !take_text(parsing, &item->value))
			return false;
		if (!take(parsing, ','))
			break;
	}
	return take(parsing, '}') && *parsing->next == '\0';
}

enum status
dimensioning_parse(const char *text, struct arena *arena,
    struct dimensions *dimensions, struct error *error)
{
	struct parsing parsing = { text, NULL };
	struct dimension *items;
	size_t length = strlen(text), colons = 0, i;
	char excerpt[ERROR_EXCERPT_MAX];

	*dimensions = (struct dimensions){ NULL, 0 };
	if (length == 0)
		return STATUS_OK;
	for (i = 0; i < length; i++)
		colons += text[i] == ':';
	parsing.room = arena_alloc(arena, length + 1);
	items = arena_array(arena, colons + 1, sizeof(*items));
	if (parsing.room == NULL || items == NULL)
		return error_memory(error);
	dimensions->items = items;
	if (take_object(&parsing, items, &dimensions->count))
		return STATUS_OK;
	return error_set(error, STATUS_LEDGER,
	    "usage with dimensions that are no object: %s",
	    error_excerpt(text, excerpt));
}
