#include "base/currency.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/embedded.h"
#include "base/nearest.h"

/*
 * The table is searched where it stands, as text: lines "EUR,2,Euro" behind a
 * line of names, in the order of their codes.  Bisecting it takes eight looks
 * and needs nothing prepared or remembered.
 */

#define CODE_LENGTH 3

static const char *
table_begin(void)
{
	const char *end = strchr(embedded_currencies[0].text, '\n');

	assert(end != NULL);
	return end + 1;
}

/* The line after ${line}, or the table's end. */
static const char *
line_next(const char *line)
{
	const char *end = strchr(line, '\n');

	return end == NULL ? line + strlen(line) : end + 1;
}

static bool
is_code(const char *text)
{
	size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return length == CODE_LENGTH && text[length] == '\0';
}

/* Return the line of ${code}, or NULL. */
static const char *
line_find(const char *code)
{
	const char *low = table_begin();
	const char *high = low + strlen(low);

	while (low < high) {
		const char *line = low + (high - low) / 2;
		int order;

		while (line > low && line[-1] != '\n')
			line--;
		order = strncmp(code, line, CODE_LENGTH);
		if (order == 0)
			return line;
		if (order < 0)
			high = line;
		else
			low = line_next(line);
	}
	return NULL;
}

/* Put the code nearest to ${text} into ${code}.  Codes are so short that all
 * but one edit makes another; capitals do not count. */
static bool
find_nearest(const char *text, char code[CODE_LENGTH + 1])
{
	char capitals[CODE_LENGTH + 3] = "", candidate[CODE_LENGTH + 1] = "";
	size_t least = 2;

	for (size_t i = 0; text[i] != '\0'; i++) {
		if (i > CODE_LENGTH)
			return false;
		capitals[i] = text[i];
		if (text[i] >= 'a' && text[i] <= 'z')
			capitals[i] = (char)(text[i] - 'a' + 'A');
	}
	for (const char *line = table_begin(); *line != '\0';
	     line = line_next(line)) {
		size_t distance;

		memcpy(candidate, line, CODE_LENGTH);
		distance = nearest_distance(capitals, candidate, 1);
		if (distance < least) {
			least = distance;
			memcpy(code, candidate, sizeof candidate);
		}
	}
	return least < 2;
}

enum status
currency_parse(const char *code, struct currency *currency, struct error *error)
{
	char excerpt[ERROR_EXCERPT_MAX], near[CODE_LENGTH + 1] = "";
	const char *line = is_code(code) ? line_find(code) : NULL;

	if (line == NULL) {
		bool found = find_nearest(code, near);

		return error_set(error, STATUS_INVALID,
		    "\"%s\" is not an ISO 4217 currency%s%s%s",
		    error_excerpt(code, excerpt), found ? "; " : "", near,
		    found ? "?" : "");
	}
	assert(line[3] == ',' && line[4] >= '0' && line[4] <= '9');
	*currency =
	    (struct currency){ .places = (unsigned char)(line[4] - '0') };
	memcpy(currency->code, code, CODE_LENGTH);
	return STATUS_OK;
}
