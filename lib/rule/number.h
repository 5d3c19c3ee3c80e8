#ifndef RULE_NUMBER_H
#define RULE_NUMBER_H

#include <stdint.h>

#include "base/error.h"

/*
 * A document number is made from a pattern, the issue year and a count.
 *
 * "INV-{year}-{seq:6}" gives INV-2026-000001.  {year} and {seq} must each stand
 * once; {seq:N} pads with zeros to N digits (1 to 12) and grows beyond.  All
 * else is letters, digits, ".", "_" and "-", since numbers name files.
 *
 * number_check(pattern, error):
 * STATUS_INVALID if ${pattern} is none.
 *
 * number_format(pattern, year, sequence, number):
 * Write the number into ${number} of NUMBER_MAX bytes.  ${pattern} was checked.
 */

#define NUMBER_MAX 64

enum status number_check(const char *, struct error *) MUST_CHECK;
const char *number_format(const char *, int, int64_t, char[NUMBER_MAX]);

#endif
