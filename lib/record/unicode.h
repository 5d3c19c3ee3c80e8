#ifndef RECORD_UNICODE_H
#define RECORD_UNICODE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Unicode, by libunistring: what is valid, and how wide it looks.
 *
 * unicode_invalid(bytes, length):
 * The offset of the first byte that is not valid UTF-8, or ${length}.
 *
 * unicode_width(text):
 * Columns on a terminal, control characters counted as one.
 *
 * unicode_controls(text):
 * Whether ${text} holds a control character (C0, DEL, C1) or a line or
 * paragraph separator.
 *
 * unicode_cut(text, width):
 * The bytes of the longest beginning of ${text} that is at most ${width}
 * columns wide.
 */

size_t unicode_invalid(const char *, size_t);
size_t unicode_width(const char *);
bool unicode_controls(const char *);
size_t unicode_cut(const char *, size_t);

#endif
