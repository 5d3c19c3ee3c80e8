/*
 * What can happen to a call.
 */
#include <errno.h>
#include <string.h>

#include "tests/fault/trial.h"

#define BIT(call) (1U << CALL_##call)
#define MEMORY (BIT(MEMORY) | BIT(MEMORY_ASIDE))
#define FILES \
	(BIT(OPEN) | BIT(WRITE) | BIT(SYNC) | BIT(RESIZE) | BIT(NAME) | \
	    BIT(CLOSE))

static const struct point kinds[] = {
	{ "kill", EXPECTS_KILL, WAY_KILL, FILES, 0, false, 0 },
	{ "kill-after", EXPECTS_KILL, WAY_KILL_AFTER, FILES & ~BIT(CLOSE), 0,
	    false, 0 },
	{ "kill-torn", EXPECTS_KILL, WAY_TEAR, BIT(WRITE), 0, false, 0 },
	{ "ENOSPC", EXPECTS_ERROR, WAY_ERROR, FILES, ENOSPC, false, 0 },
	{ "ENOSPC", EXPECTS_ERROR, WAY_ERROR, FILES, ENOSPC, true, 0 },
	{ "EDQUOT", EXPECTS_ERROR, WAY_ERROR, FILES, EDQUOT, false, 0 },
	{ "EDQUOT", EXPECTS_ERROR, WAY_ERROR, FILES, EDQUOT, true, 0 },
	{ "EIO", EXPECTS_ERROR, WAY_ERROR, FILES | BIT(READ), EIO, false, 0 },
	{ "EIO", EXPECTS_ERROR, WAY_ERROR, FILES | BIT(READ), EIO, true, 0 },
	{ "EMFILE", EXPECTS_ERROR, WAY_ERROR, BIT(OPEN), EMFILE, false, 0 },
	{ "EMFILE", EXPECTS_ERROR, WAY_ERROR, BIT(OPEN), EMFILE, true, 0 },
	/* For ever interrupted is for ever tried again. */
	{ "EINTR", EXPECTS_ANY, WAY_ERROR, FILES | BIT(READ), EINTR, false, 0 },
	{ "short", EXPECTS_WELL, WAY_SHORT, BIT(READ) | BIT(WRITE), 0, false,
	    0 },
	{ "short", EXPECTS_WELL, WAY_SHORT, BIT(READ) | BIT(WRITE), 0, true,
	    0 },
	{ "thread", EXPECTS_ANY, WAY_ERROR, BIT(THREAD), EAGAIN, false, 0 },
	{ "memory", EXPECTS_MEMORY, WAY_ERROR, MEMORY, ENOMEM, false, 0 },
	{ "memory", EXPECTS_MEMORY, WAY_ERROR, MEMORY, ENOMEM, true, 0 },
	/* They are few among all, and it is another who has to tell of them. */
	{ "memory-aside", EXPECTS_MEMORY, WAY_ERROR, BIT(MEMORY_ASIDE), ENOMEM,
	    false, 0 },
	{ "memory-aside", EXPECTS_MEMORY, WAY_ERROR, BIT(MEMORY_ASIDE), ENOMEM,
	    true, 0 },
	/* Asked for by name: a disk that loses writes does harm. */
	{ "lie", EXPECTS_WELL, WAY_LIE, BIT(WRITE), 0, false, 0 },
	{ 0 },
};

/* How many points of a kind there are. */
static uint64_t
count(struct sweep *sweep, const struct point *kind)
{
	static struct outcome outcome;
	uint64_t total = 0;
	int i;

	tree_restore(&sweep->before);
	trial_arm(sweep, NULL);
	launch(sweep->command, &sweep->setting, &outcome);
	for (i = 0; i < CALL_COUNT; i++)
		total += (kind->calls >> i & 1) * sweep->plan->seen[i];
	return total;
}

/* Of ${total} points so many that each part of them has one. */
static void
sweep_kind(struct sweep *sweep, const struct point *kind, uint64_t only)
{
	struct point point = *kind;
	uint64_t total = count(sweep, kind);
	uint64_t tries = total, i;

	if (sweep->sample > 0 && sweep->sample < total)
		tries = sweep->sample;
	for (i = 0; i < tries && !trial_enough(sweep); i++) {
		uint64_t first = i * total / tries;
		uint64_t next = (i + 1) * total / tries;

		point.at = first + 1 + trial_draw(sweep) % (next - first);
		if (only > 0 && point.at != only && tries == total)
			continue;
		if (only > 0)
			point.at = only;
		trial_once(sweep, &point, &sweep->setting);
		if (only > 0)
			return;
	}
}

const struct point *
kinds_find(const char *name)
{
	const struct point *kind = kinds;

	while (kind->kind != NULL && strcmp(kind->kind, name) != 0)
		kind++;
	return kind->kind == NULL ? NULL : kind;
}

void
kinds_sweep(struct sweep *sweep)
{
	const struct point *kind;

	for (kind = kinds; kind->kind != NULL && !trial_enough(sweep); kind++) {
		if (!sweep_wants(sweep, kind->kind) ||
		    (kind->way == WAY_LIE && sweep->only == NULL))
			continue;
		sweep_kind(sweep, kind, sweep->only_at);
		sweep_tell(sweep, kind->kind);
	}
}
