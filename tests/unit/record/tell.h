#ifndef TELL_H
#define TELL_H

#include "record/record.h"

/*
 * tell_records(path, schema):
 * What a reader finds in ${path}, as text: for each record
 * "line:value|value[extra=value] " or "line:!what is bad ", then the error
 * without the name of the file.  Valid until the next call.
 */

const char *tell_records(const char *, const struct schema *);

#endif
