/*
 * The text of a filter is an identity: price identities and ledgers have it.
 */
#include "rule/charge_filter.h"

#include <stdlib.h>
#include <string.h>

static int
filter_compare(const void *left, const void *right)
{
	const struct filter *a = left;
	const struct filter *b = right;

	return strcmp(a->dimension, b->dimension);
}

void
charge_filter_sort(struct filter *filters, size_t count)
{
	if (count > 1)
		qsort(filters, count, sizeof(*filters), filter_compare);
}

/* Write ${text} as a JSON string at ${cursor}; return what follows. */
static char *
quote(char *cursor, const char *text)
{
	static const char digits[] = "0123456789abcdef";

	*cursor++ = '"';
	for (; *text != '\0'; text++) {
		unsigned char byte = (unsigned char)*text;

		if (byte == '"' || byte == '\\') {
			*cursor++ = '\\';
			*cursor++ = *text;
		} else if (byte < 0x20) {
			memcpy(cursor, "\\u00", 4);
			cursor[4] = digits[byte >> 4];
			cursor[5] = digits[byte & 15];
			cursor += 6;
		} else {
			*cursor++ = *text;
		}
	}
	*cursor++ = '"';
	return cursor;
}

const char *
charge_filter_text(
    const struct filter *filters, size_t count, struct arena *arena)
{
	size_t i, room = 3;
	char *text, *cursor;

	if (count == 0)
		return "";
	/* At most six bytes for one, four quotes, a colon and a comma. */
	for (i = 0; i < count; i++)
		room += 6 * (strlen(filters[i].dimension) +
				strlen(filters[i].value)) +
			6;
	text = arena_alloc(arena, room);
	if (text == NULL)
		return NULL;
	cursor = text;
	for (i = 0; i < count; i++) {
		*cursor++ = i == 0 ? '{' : ',';
		cursor = quote(cursor, filters[i].dimension);
		*cursor++ = ':';
		cursor = quote(cursor, filters[i].value);
	}
	*cursor++ = '}';
	*cursor = '\0';
	return text;
}

/* A star in the middle would be taken for more than it is. */
enum status
charge_filter_check(const char *pattern, struct error *error)
{
	const char *star = strchr(pattern, '*');

	if (star == NULL || star[1] == '\0')
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "%.128s: a * stands only at the end of a value", pattern);
}

/* How many bytes stand before the "*" at the end; all, if there is none. */
static size_t
stem(const char *pattern, bool *open)
{
	size_t length = strlen(pattern);

	*open = length > 0 && pattern[length - 1] == '*';
	return *open ? length - 1 : length;
}

bool
charge_filter_fits(const char *pattern, const char *value)
{
	bool open;
	size_t length = stem(pattern, &open);

	if (!open)
		return strcmp(pattern, value) == 0;
	return value[0] != '\0' && strncmp(pattern, value, length) == 0;
}

bool
charge_filter_widens(const char *a, const char *b)
{
	bool a_open, b_open;
	size_t length = stem(a, &a_open);

	(void)stem(b, &b_open);
	if (!b_open)
		return charge_filter_fits(a, b);
	return a_open && strncmp(a, b, length) == 0;
}

bool
charge_filter_covers(const struct filter *a, size_t a_count,
    const struct filter *b, size_t count)
{
	size_t i, k;

	for (i = 0; i < a_count; i++) {
		for (k = 0; k < count; k++) {
			if (filter_compare(&a[i], &b[k]) == 0 &&
			    charge_filter_widens(a[i].value, b[k].value))
				break;
		}
		if (k == count)
			return false;
	}
	return true;
}
