#ifndef RULE_EXPRESSION_H
#define RULE_EXPRESSION_H

#include "base/arena.h"
#include "base/decimal.h"
#include "rate/rate.h"

/*
 * An expression makes the quantity of an event of its numeric dimensions: a
 * product or quotient of names and constants, from left to right, such as
 * "gb * hours" or "bytes / 1000000000".  The name "quantity" is the event's
 * own.
 *
 * expression_parse(text, arena, expression, error):
 * STATUS_INVALID if it is none, or divides by the constant zero.
 *
 * expression_value(expression, event, value, error):
 * Its value for ${event}, rounded half-even to 12 places where it has more;
 * STATUS_INVALID, naming the dimension, if that is missing, no number, or zero
 * where it divides.
 *
 * expression_name(expression, index):
 * The dimension that it asks for in that place, NULL beyond the last one.
 *
 * expression_dimension(name, event, value, error):
 * The dimension of ${event} of that name, as a number; STATUS_INVALID, naming
 * it, if it is missing or none.
 */

struct expression;

enum status expression_parse(const char *, struct arena *, struct expression **,
    struct error *) MUST_CHECK;
enum status expression_value(const struct expression *,
    const struct usage_event *, struct decimal *, struct error *) MUST_CHECK;
const char *expression_name(const struct expression *, size_t);
enum status expression_dimension(const char *, const struct usage_event *,
    struct decimal *, struct error *) MUST_CHECK;

#endif
