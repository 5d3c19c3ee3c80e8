#ifndef WORK_WAITING_H
#define WORK_WAITING_H

#include <stdbool.h>

#include "base/arena.h"
#include "ledger/billings.h"
#include "order/correct.h"
#include "record/sort.h"

/*
 * Lines wait between the two passes of a run: found account by account that
 * uses the service, wanted account by account that pays.  A line whose posted
 * document was another account's goes there, so the order changes; a sort of
 * any size brings it about.
 *
 * waiting_add(sort, owner, proposed, scratch, error):
 * Let a line wait.
 *
 * waiting_step(sort, item, found, error):
 * The next line, by account, currency and split, still packed; item->account is
 * of its document.  It stays valid until the next step.
 *
 * waiting_read(item, arena, line, error):
 * Unpack it into memory of ${arena}.
 */

struct waiting_item {
	const char *account; /* also the first bytes of the pack */
	size_t length;
};

struct waiting {
	struct line line;
	const char *region;
	bool exempt;
	int64_t revision; /* of the owner */
};

enum status waiting_add(struct sort *, const struct billing_owner *,
    const struct proposed *, struct arena *, struct error *) MUST_CHECK;
enum status waiting_step(
    struct sort *, struct waiting_item *, bool *, struct error *) MUST_CHECK;
enum status waiting_read(const struct waiting_item *, struct arena *,
    struct waiting *, struct error *) MUST_CHECK;

#endif
