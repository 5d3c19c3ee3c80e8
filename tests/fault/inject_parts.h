#ifndef FAULT_INJECT_PARTS_H
#define FAULT_INJECT_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "tests/fault/inject.h"

/*
 * What the parts of the preloaded library share.
 *
 * inject_plan:
 * NULL where nothing is planned for this process.
 *
 * inject_meet(call, name, descriptor):
 * Count a ${call}, made as ${name} upon ${descriptor} or -1; return what is to
 * become of it.  Does not return where that is to be killed.
 *
 * inject_refused(way):
 * Whether the call is not to be done; errno says why.
 *
 * inject_part(way, length):
 * How many of ${length} bytes are to be read or written.
 *
 * inject_done(way, result):
 * Return ${result}, or be killed.
 */

extern struct plan *inject_plan;

enum way inject_meet(enum call, const char *, int);
bool inject_refused(enum way);
size_t inject_part(enum way, size_t);
long inject_done(enum way, long);

#endif
