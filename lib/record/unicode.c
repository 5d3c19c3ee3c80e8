#include "record/unicode.h"

#include <stdint.h>
#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

/*
 * Nearly all bytes that come by are ASCII.  They are passed over eight at a
 * time, and the library is asked only from the first other byte on.
 */

static size_t
skip_ascii(const char *bytes, size_t length)
{
	size_t at = 0;
	uint64_t word;

	while (length - at >= sizeof(word)) {
		memcpy(&word, bytes + at, sizeof(word));
		if ((word & 0x8080808080808080u) != 0)
			break;
		at += sizeof(word);
	}
	return at;
}

size_t
unicode_invalid(const char *bytes, size_t length)
{
	size_t at = skip_ascii(bytes, length);
	const uint8_t *rest = (const uint8_t *)bytes + at;
	const uint8_t *found = u8_check(rest, length - at);

	return found == NULL ? length : at + (size_t)(found - rest);
}

/*
 * The columns of the character at ${text}, *${length} its bytes.
 */
static size_t
character_width(const char *text, size_t *length)
{
	ucs4_t character;
	const uint8_t *bytes = (const uint8_t *)text;
	int width;

	*length = (size_t)u8_mbtouc(&character, bytes, strlen(text));
	width = uc_width(character, "UTF-8");
	return width < 0 ? 1 : (size_t)width;
}

/*
 * The bytes at the beginning of ${text} that fit into ${room} columns,
 * *${width} the columns that they take.
 */
static size_t
measure(const char *text, size_t room, size_t *width)
{
	size_t at = 0;
	size_t length;

	*width = 0;
	while (text[at] != '\0') {
		size_t more;

		/* Printable ASCII is one column wide, without asking. */
		length = 1;
		more = 1;
		if (text[at] < ' ' || text[at] > '~')
			more = character_width(text + at, &length);
		if (more > room - *width)
			break;
		*width += more;
		at += length;
	}
	return at;
}

size_t
unicode_width(const char *text)
{
	size_t width;

	measure(text, SIZE_MAX, &width);
	return width;
}

size_t
unicode_cut(const char *text, size_t room)
{
	size_t width;

	return measure(text, room, &width);
}

bool
unicode_controls(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;

	for (; *at != '\0'; at++) {
		if (*at < 0x20 || *at == 0x7f)
			return true;
		/* U+0080 to U+009F are C2 80 to C2 9F. */
		if (*at == 0xc2 && at[1] >= 0x80 && at[1] <= 0x9f)
			return true;
		/* U+2028 and U+2029 are E2 80 A8 and E2 80 A9. */
		if (*at == 0xe2 && at[1] == 0x80 &&
		    (at[2] == 0xa8 || at[2] == 0xa9))
			return true;
	}
	return false;
}
