/*
 * A reader of the little JSON that billkit itself writes into the ledger: one
 * object, texts as values.
 */
#include "rate/dimension.h"

#include <stdint.h>
#include <string.h>

struct scan {
	const char *next;
	char *to; /* where the text that is read goes on */
};

/* Four hexadecimal digits; -1 if they are none. */
static int32_t
take_unit(struct scan *scan)
{
	int32_t unit = 0;
	int i;

	for (i = 0; i < 4; i++) {
		static const char digits[] = "0123456789abcdef";
		char digit = *scan->next;
		const char *found;

		if (digit >= 'A' && digit <= 'F')
			digit = (char)(digit - 'A' + 'a');
		found = digit == '\0' ? NULL : strchr(digits, digit);
		if (found == NULL)
			return -1;
		unit = unit * 16 + (int32_t)(found - digits);
		scan->next++;
	}
	return unit;
}

/* Write a code point of ${bits} behind the first byte as UTF-8. */
static void
put_tail(struct scan *scan, int32_t code, int bits)
{
	while ((bits -= 6) >= 0)
		*scan->to++ = (char)(0x80 | ((code >> bits) & 0x3f));
}

static void
put_code(struct scan *scan, int32_t code)
{
	if (code < 0x80) {
		*scan->to++ = (char)code;
	} else if (code < 0x800) {
		*scan->to++ = (char)(0xc0 | (code >> 6));
		put_tail(scan, code, 6);
	} else if (code < 0x10000) {
		*scan->to++ = (char)(0xe0 | (code >> 12));
		put_tail(scan, code, 12);
	} else {
		*scan->to++ = (char)(0xf0 | (code >> 18));
		put_tail(scan, code, 18);
	}
}

/* What follows \u, a second half included. */
static bool
take_code(struct scan *scan)
{
	int32_t code = take_unit(scan), low;

	if (code >= 0xd800 && code < 0xdc00 && scan->next[0] == '\\' &&
	    scan->next[1] == 'u') {
		scan->next += 2;
		low = take_unit(scan);
		if (low < 0xdc00 || low > 0xdfff)
			return false;
		code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
	}
	if (code <= 0)
		return false;
	put_code(scan, code);
	return true;
}

static bool
take_escape(struct scan *scan)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *found;

	if (*scan->next == 'u') {
		scan->next++;
		return take_code(scan);
	}
	found = *scan->next == '\0' ? NULL : strchr(from, *scan->next);
	if (found == NULL)
		return false;
	*scan->to++ = to[found - from];
	scan->next++;
	return true;
}

/* Read a text in quotes to where scan->to points; it has room. */
static bool
take_text(struct scan *scan, const char **text)
{
	*text = scan->to;
	if (*scan->next++ != '"')
		return false;
	while (*scan->next != '"') {
		if (*scan->next == '\0')
			return false;
		if (*scan->next != '\\') {
			*scan->to++ = *scan->next++;
			continue;
		}
		scan->next++;
		if (!take_escape(scan))
			return false;
	}
	scan->next++;
	*scan->to++ = '\0';
	return true;
}

static bool
take_character(struct scan *scan, char character)
{
	while (*scan->next == ' ')
		scan->next++;
	if (*scan->next != character)
		return false;
	scan->next++;
	while (*scan->next == ' ')
		scan->next++;
	return true;
}

enum status
dimension_list(const char *text, struct arena *arena,
    struct dimensions *dimensions, struct error *error)
{
	struct scan scan = { text, NULL };
	struct dimension *items = NULL, *item;

	*dimensions = (struct dimensions){ NULL, 0 };
	if (text[0] == '\0' || strcmp(text, "{}") == 0)
		return STATUS_OK;
	/* No text grows: an escape is longer than what it stands for. */
	scan.to = arena_alloc(arena, strlen(text) + 1);
	if (scan.to == NULL)
		return error_memory(error);
	if (!take_character(&scan, '{'))
		goto refuse;
	do {
		items =
		    arena_grow(arena, items, dimensions->count, sizeof(*items));
		if (items == NULL)
			return error_memory(error);
		item = &items[dimensions->count++];
		if (!take_text(&scan, &item->name) ||
		    !take_character(&scan, ':') ||
		    !take_text(&scan, &item->value))
			goto refuse;
	} while (take_character(&scan, ','));
	dimensions->items = items;
	if (take_character(&scan, '}') && *scan.next == '\0')
		return STATUS_OK;
refuse:
	return error_set(
	    error, STATUS_LEDGER, "%.128s is no object of dimensions", text);
}
