#ifndef RECORD_FORMAT_H
#define RECORD_FORMAT_H

#include "base/error.h"

/*
 * The format in which records are written.
 *
 * format_parse(text, format, error):
 * "csv", "jsonl" or "table"; STATUS_USAGE otherwise.
 */

enum format { FORMAT_DEFAULT, FORMAT_CSV, FORMAT_JSONL, FORMAT_TABLE };

enum status format_parse(
    const char *, enum format *, struct error *) MUST_CHECK;

#endif
