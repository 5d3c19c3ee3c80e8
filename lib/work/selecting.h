#ifndef WORK_SELECTING_H
#define WORK_SELECTING_H

#include <stdbool.h>

#include "base/arena.h"

/*
 * Selecting says what a command works on: everything, what its operands name,
 * or what a stream of records names in its key column.
 *
 * Other columns of the stream are ignored, so any output of billkit can be one.
 * Names are asked for in rising order, beside a stream of the ledger.
 *
 * selection_open(from, arena, selection, error):
 * Everything, if ${from} names nothing.  The names are sorted, each once.
 *
 * selection_range(selection, low, high):
 * The first and the last name that may be selected.
 *
 * selection_has(selection, name):
 * Whether ${name} is selected.  Cost: one step a selected name over all
 * questions.
 *
 * selection_find(selection, name, place):
 * The same in any order; *${place} is then its place among the names.  Cost: a
 * search by halves.
 *
 * selection_missing(selection):
 * After the last question: a name that was selected and not asked for, or NULL.
 */

struct selecting {
	const char *const *names;
	size_t count;
	const char *file; /* of records, or NULL */
	const char *column; /* its key column */
};

struct selection {
	const char **names; /* sorted; NULL: everything */
	size_t count;
	size_t next;
	bool hit; /* whether the next one was asked for */
	const char *missing;
};

enum status selection_open(const struct selecting *, struct arena *,
    struct selection *, struct error *) MUST_CHECK;
void selection_range(const struct selection *, const char **, const char **);
bool selection_has(struct selection *, const char *);
bool selection_find(const struct selection *, const char *, size_t *);
const char *selection_missing(const struct selection *);

#endif
