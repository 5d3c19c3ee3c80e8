/*
 * The shell has taken the quotes away; these are put back so that the line in
 * the audit trail can be read, and pasted, without doubt.
 */
#include "cli/typed.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/card.h"
#include "record/visible.h"

static bool
needs_quotes(const char *argument)
{
	static const char plain[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	    "0123456789_./:=,@%+-";

	return argument[0] == '\0' || argument[strspn(argument, plain)] != '\0';
}

/* Append ${argument}; a quote within becomes '\''.  Return the new end. */
static char *
put(char *end, const char *argument)
{
	bool quote = needs_quotes(argument);

	if (quote)
		*end++ = '\'';
	for (; *argument != '\0'; argument++) {
		if (*argument == '\'')
			end = mempcpy(end, "'\\'", 3);
		*end++ = *argument;
	}
	if (quote)
		*end++ = '\'';
	return end;
}

char *
typed_line(struct arena *arena, int argc, char *const argv[])
{
	char *line, *end;
	size_t room = 1;
	int i;

	/* At worst all are quotes; then a pair around them, and a blank. */
	for (i = 0; i < argc; i++)
		room += 4 * strlen(argv[i]) + 3;
	line = arena_alloc(arena, room);
	if (line == NULL)
		return NULL;
	end = line;
	for (i = 0; i < argc; i++) {
		if (i > 0)
			*end++ = ' ';
		end = put(end, argv[i]);
	}
	*end = '\0';
	assert((size_t)(end - line) < room);
	return card_mask(visible_text(line));
}
