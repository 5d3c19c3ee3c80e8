#ifndef BASE_CHOICE_H
#define BASE_CHOICE_H

#include "base/error.h"

/*
 * A choice is one word out of a list: an enum as it is written in files.
 *
 * The list ends with NULL and stands in the order of the enum, from 0.
 *
 * choice_parse(text, words, what, index, error):
 * The ${index} of ${text} in ${words}.  STATUS_INVALID says that ${text} is no
 * ${what} ("a proration") and lists the words.
 */

enum status choice_parse(const char *, const char *const *, const char *, int *,
    struct error *) MUST_CHECK;

#endif
