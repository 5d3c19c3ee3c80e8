/*
 * Names and messages come from files that others wrote: an escape sequence in
 * one could recolour, retitle or reprogram the terminal that shows it.
 */
#include "record/visible.h"

#include <stddef.h>
#include <string.h>

#include "record/unicode.h"

/* Bytes of the control character of several bytes at ${text}, or 0. */
static size_t
long_control(const char *text)
{
	const unsigned char *byte = (const unsigned char *)text;

	/* C1 is U+0080 to U+009F, the separators are U+2028 and U+2029. */
	if (byte[0] == 0xc2 && byte[1] >= 0x80 && byte[1] <= 0x9f)
		return 2;
	if (byte[0] == 0xe2 && byte[1] == 0x80 &&
	    (byte[2] == 0xa8 || byte[2] == 0xa9))
		return 3;
	return 0;
}

/* Replace the controls in ${length} valid bytes; return the bytes left. */
static size_t
replace(char *to, const char *from, size_t length)
{
	const char *end = from + length;
	char *start = to;
	size_t control;

	while (from < end) {
		control = long_control(from);
		if (control == 0 &&
		    ((unsigned char)*from < 0x20 || *from == 0x7f))
			control = 1;
		*to++ = control > 0 ? '?' : *from;
		from += control > 0 ? control : 1;
	}
	return (size_t)(to - start);
}

char *
visible_text(char *text)
{
	const char *from = text;
	size_t left = strlen(text), valid;
	char *to = text;

	while (left > 0) {
		valid = unicode_invalid(from, left);
		to += replace(to, from, valid);
		from += valid;
		left -= valid;
		/* One byte is invalid; what follows may be well again. */
		if (left > 0) {
			*to++ = '?';
			from++;
			left--;
		}
	}
	*to = '\0';
	return text;
}
