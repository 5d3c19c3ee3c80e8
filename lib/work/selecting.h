#ifndef WORK_SELECTING_H
#define WORK_SELECTING_H

#include <stdbool.h>

#include "base/arena.h"
#include "ledger/billings.h"

/*
 * Selecting says which accounts a command works on: all, one, or those of a
 * file.
 *
 * The file has records with a column "account"; other columns are ignored, so
 * any export of billkit can be one.  Accounts are asked for in the order of
 * their names.
 *
 * selection_open(account, file, arena, selection, error):
 * Everything if both are NULL.
 *
 * selection_range(selection, low, high):
 * The first and the last account that may be selected.
 *
 * selection_has(selection, account):
 * Whether ${account} is selected; to be asked in rising order.  Cost: one step
 * a selected account over all questions.
 */

struct selection {
	const char *const *names; /* sorted; NULL: all */
	size_t count;
	size_t next;
};

enum status selection_open(const char *, const char *, struct arena *,
    struct selection *, struct error *) MUST_CHECK;
void selection_range(const struct selection *, const char **, const char **);
bool selection_has(struct selection *, const char *);

#endif
