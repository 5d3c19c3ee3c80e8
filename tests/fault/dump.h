#ifndef FAULT_DUMP_H
#define FAULT_DUMP_H

#include <stdbool.h>

#include "tests/fault/text.h"

/*
 * All that a ledger holds, as text.
 *
 * It takes the place of all exports: what says the same row for row exports the
 * same, and is compared in a millisecond.  Left out is only when a command was
 * run.
 *
 * dump_ledger(path, text):
 * Put all rows of all tables and the schema into ${text}, which is emptied
 * first; nothing if there is no such file.  False if the file is damaged, or
 * if an audit row is older than the one before; ${text} says so then.
 *
 * dump_difference(a, b, text):
 * Append the first line in which the two differ.
 */

bool dump_ledger(const char *, struct text *);
void dump_difference(const struct text *, const struct text *, struct text *);

#endif
