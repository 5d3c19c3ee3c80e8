/*
 * A service credit is taken off what is new on a document, group by group, and
 * waits with what is left of it for the next one.
 */
#include <stdlib.h>
#include <string.h>

#include "order/correct.h"
#include "work/running.h"

/* New lines of one document and section, and what they come to. */
struct room {
	const char *split;
	const char *section;
	int64_t left;
};

struct crediting {
	struct running *running;
	struct proposed_list *lines;
	struct room *rooms;
	size_t count;
};

/* Whether ${line} is one that ${credit} may be taken off, or an adjustment that
 * leaves less to take it off. */
static bool
takes(const struct line *credit, const struct line *line)
{
	return line->corrects[0] == '\0' &&
	       (line->kind != LINE_ADJUSTMENT || line->amount.minor < 0) &&
	       currency_equal(credit->amount.currency, line->amount.currency) &&
	       (credit->subscription[0] == '\0' ||
		   strcmp(credit->subscription, line->subscription) == 0) &&
	       (credit->charge[0] == '\0' ||
		   strcmp(credit->charge, line->charge) == 0);
}

static int
room_compare(const void *left, const void *right)
{
	const struct room *a = left;
	const struct room *b = right;
	int order = strcmp(a->split, b->split);

	if (order == 0)
		order = strcmp(a->section, b->section);
	return order;
}

/* Where ${credit} can be taken off, and how much. */
static enum status
find_rooms(struct crediting *crediting, const struct line *credit)
{
	struct proposed_list *lines = crediting->lines;
	size_t i, kept = 0;

	crediting->rooms = arena_array(&crediting->running->scratch,
	    lines->count + 1, sizeof(*crediting->rooms));
	if (crediting->rooms == NULL)
		return error_memory(crediting->running->error);
	crediting->count = 0;
	for (i = 0; i < lines->count; i++) {
		const struct line *line = &lines->items[i].line;

		if (takes(credit, line))
			crediting->rooms[crediting->count++] =
			    (struct room){ line->split, line->section,
				    line->amount.minor };
	}
	if (crediting->count > 1)
		qsort(crediting->rooms, crediting->count,
		    sizeof(*crediting->rooms), room_compare);
	for (i = 0; i < crediting->count; i++) {
		const struct room *room = &crediting->rooms[i];

		if (kept > 0 &&
		    room_compare(room, &crediting->rooms[kept - 1]) == 0)
			crediting->rooms[kept - 1].left += room->left;
		else
			crediting->rooms[kept++] = *room;
	}
	crediting->count = kept;
	return STATUS_OK;
}

/* Take one credit off where it fits. */
static enum status
take(struct crediting *crediting, const struct running_credit *from)
{
	struct running *running = crediting->running;
	int64_t left =
	    from->adjustment->billed.minor - from->adjustment->amount.minor;
	struct line line = from->line;
	enum status status = find_rooms(crediting, &line);
	size_t i;

	for (i = 0; i < crediting->count && status == STATUS_OK && left > 0;
	     i++) {
		const struct room *room = &crediting->rooms[i];
		int64_t amount = room->left < left ? room->left : left;
		struct proposed *proposed;

		if (amount <= 0)
			continue;
		proposed = proposed_append(crediting->lines, &running->scratch);
		if (proposed == NULL)
			return error_memory(running->error);
		line.amount.minor = -amount;
		line.split = room->split;
		line.section = room->section;
		proposed->line = line;
		line.revision++;
		left -= amount;
	}
	return status;
}

enum status
running_credits(struct running *running, const struct running_terms *terms,
    struct proposed_list *lines)
{
	struct crediting crediting = { .running = running, .lines = lines };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < terms->account->credit_count && status == STATUS_OK;
	     i++)
		status = take(&crediting, &terms->account->credits[i]);
	return status;
}
