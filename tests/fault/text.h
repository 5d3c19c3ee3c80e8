#ifndef FAULT_TEXT_H
#define FAULT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Bytes that grow.  A test that has no memory left ends there and then.
 *
 * text_add(text, bytes, length):
 * Append ${length} bytes.
 *
 * text_format(text, format, ...):
 * Append what printf would print.
 *
 * text_clear(text), text_free(text):
 * Forget the bytes; the second one gives back their room.
 *
 * text_same(a, b):
 * Whether both hold the same bytes.
 *
 * text_load(text, descriptor):
 * Append all of a file from its beginning; false if it cannot be read.
 */

struct text {
	char *bytes;
	size_t length;
	size_t room;
};

void text_add(struct text *, const void *, size_t);
void text_format(struct text *, const char *, ...)
    __attribute__((format(printf, 2, 3)));
void text_clear(struct text *);
void text_free(struct text *);
bool text_same(const struct text *, const struct text *);
bool text_load(struct text *, int);

#endif
