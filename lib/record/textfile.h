#ifndef RECORD_TEXTFILE_H
#define RECORD_TEXTFILE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * A small text file, read whole.
 *
 * textfile_read(path, bytes_max, arena, text, error):
 * The content of ${path}, at most ${bytes_max} bytes of UTF-8 without NUL, into
 * ${arena}.  STATUS_NO_INPUT if it cannot be opened, STATUS_CONFIG if it is not
 * such a text.
 */

enum status textfile_read(const char *, size_t, struct arena *, const char **,
    struct error *) MUST_CHECK;

#endif
