/*
 * Bytes that grow, with a NUL behind them for who prints them.
 */
#include "tests/fault/text.h"

#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
text_add(struct text *text, const void *bytes, size_t length)
{
	if (text->length + length + 1 > text->room) {
		text->room = 2 * (text->length + length + 1);
		text->bytes = realloc(text->bytes, text->room);
		if (text->bytes == NULL)
			err(1, "no memory");
	}
	if (length > 0)
		memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

void
text_format(struct text *text, const char *format, ...)
{
	char line[4096];
	va_list rest;
	int length;

	va_start(rest, format);
	length = vsnprintf(line, sizeof(line), format, rest);
	va_end(rest);
	if (length >= (int)sizeof(line))
		length = sizeof(line) - 1;
	text_add(text, line, (size_t)length);
}

void
text_clear(struct text *text)
{
	text->length = 0;
	text_add(text, "", 0);
}

void
text_free(struct text *text)
{
	free(text->bytes);
	memset(text, 0, sizeof(*text));
}

bool
text_same(const struct text *a, const struct text *b)
{
	return a->length == b->length &&
	       (a->length == 0 || memcmp(a->bytes, b->bytes, a->length) == 0);
}

bool
text_load(struct text *text, int descriptor)
{
	char bytes[65536];
	off_t offset = 0;
	ssize_t got;

	text_add(text, "", 0);
	while ((got = pread(descriptor, bytes, sizeof(bytes), offset)) > 0) {
		text_add(text, bytes, (size_t)got);
		offset += got;
	}
	return got == 0;
}
