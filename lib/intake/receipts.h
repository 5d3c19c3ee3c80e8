#ifndef INTAKE_RECEIPTS_H
#define INTAKE_RECEIPTS_H

#include "base/error.h"
#include "work/request.h"

/*
 * Receipts say for each record what became of it: its key, the result
 * (accepted, changed, duplicate, rejected) and the reason, in the order of the
 * keys.
 *
 * receipts_open(request, kind, receipts, error):
 * Receipts of an import of ${kind} into the request's output.  Release with
 * receipts_close().
 *
 * receipts_add(receipts, values, result, reason, error):
 * Add one; the first of ${values} are the key.
 *
 * receipts_finish(receipts, error):
 * Write them.
 */

struct import_kind;
struct receipts;

enum status receipts_open(const struct request *, const struct import_kind *,
    struct receipts **, struct error *) MUST_CHECK;
enum status receipts_add(struct receipts *, const char *const *, const char *,
    const char *, struct error *) MUST_CHECK;
enum status receipts_finish(struct receipts *, struct error *) MUST_CHECK;
void receipts_close(struct receipts *);

#endif
