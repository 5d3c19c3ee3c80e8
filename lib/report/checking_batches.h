#ifndef REPORT_CHECKING_BATCHES_H
#define REPORT_CHECKING_BATCHES_H

#include "base/arena.h"
#include "ledger/usages.h"
#include "report/checking_parts.h"

/*
 * usage-digests: the rows of each recording of usage against the digest that
 * was stored with it (ledger/usages.h).
 *
 * checking_batches_load(checking, batches):
 * Begin: what is stored.  Batches that are all zero may be closed.
 *
 * checking_batches_row(batches, row):
 * A row that there is, in any order.
 *
 * checking_batches_finish(checking, batches):
 * A finding for each recording that has other rows than it booked.  One that is
 * older than digests, and not sealed yet, has none.
 *
 * checking_batches_close(batches):
 * Release.
 */

struct checking_batches {
	struct usage_batches stored;
	struct usage_digest *found; /* of each */
	struct arena arena;
};

enum status checking_batches_load(
    struct checking *, struct checking_batches *) MUST_CHECK;
void checking_batches_row(struct checking_batches *, const struct usage_row *);
enum status checking_batches_finish(
    struct checking *, struct checking_batches *) MUST_CHECK;
void checking_batches_close(struct checking_batches *);

#endif
