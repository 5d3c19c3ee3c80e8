#ifndef WORK_DIMENSIONING_H
#define WORK_DIMENSIONING_H

#include "base/arena.h"
#include "rule/rate.h"

/*
 * The dimensions of an event, as the ledger keeps them: one flat object of
 * texts as jsonl_object() writes it, or "".
 *
 * dimensioning_parse(text, arena, dimensions, error):
 * Read them into ${arena}, in their order.  STATUS_LEDGER if ${text} is nothing
 * of the kind.  Cost: one pass, two allocations.
 */

enum status dimensioning_parse(const char *, struct arena *,
    struct dimensions *, struct error *) MUST_CHECK;

#endif
