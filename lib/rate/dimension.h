#ifndef RULE_DIMENSION_H
#define RULE_DIMENSION_H

#include "base/arena.h"
#include "rate/rate.h"

/*
 * Dimensions as they are kept: a JSON object of texts, "" if there are none.
 *
 * dimension_list(text, arena, dimensions, error):
 * The dimensions that ${text} holds, in its order.  STATUS_LEDGER if it is no
 * such object: nobody but billkit writes one.  Cost: O(length).
 */

enum status dimension_list(const char *, struct arena *, struct dimensions *,
    struct error *) MUST_CHECK;

#endif
