#ifndef RULE_TIME_CLASS_H
#define RULE_TIME_CLASS_H

#include <stdint.h>

#include "rate/rate.h"

/*
 * A time class is a name for some hours of the week, like "peak" or "holiday":
 * decks have a price for each.
 *
 * Of the classes of a list the first that fits is in force: on its holidays, if
 * it names any, else on its days of the week, from its first minute of the
 * local clock until before its last.  A class that says nothing of these always
 * fits, and the last of a list is such a one.  Hours do not go over midnight.
 *
 * time_class_parse(class, key, error):
 * Make ${class} of its texts; the holidays are found by the caller.
 * STATUS_INVALID if one is wrong; *${key} is then the key at fault.  Days are
 * "mon-fri", "sat,sun" or a mixture, hours "08:00" to "24:00".
 *
 * time_classes_find(classes, pricing, instant, until):
 * The class in force at ${instant}, in seconds since 1970, on the clock of
 * the account, and the instant *${until} until which it stays so at least
 * (mostly the next boundary; never beyond the next midnight, or a change of the
 * clock).
 */

enum status time_class_parse(
    struct time_class *, enum time_class_key *, struct error *) MUST_CHECK;
const struct time_class *time_classes_find(
    const struct time_classes *, const struct pricing *, int64_t, int64_t *);

#endif
