/*
 * What can be wrong with the world that a command finds, and faults upon
 * faults.
 */
#include <sys/resource.h>

#include "tests/fault/trial.h"

#define DAY 86400
#define PAIRS 64 /* of faults, where all points are asked for */

/* A run in a world of its own: nothing is injected. */
static void
visit(struct sweep *sweep, struct point *point, const struct setting *setting)
{
	point->at++;
	tree_restore(&sweep->before);
	trial_arm(sweep, NULL);
	if (trial_try(sweep, point, setting))
		trial_again(sweep, point);
}

/* Descriptors 0, 1 and 2 closed, in all combinations. */
static void
sweep_closed(struct sweep *sweep)
{
	struct point point = { .kind = "closed", .expects = EXPECTS_ANY };
	struct setting setting = sweep->setting;
	unsigned int closed;

	for (closed = 1; closed < 8; closed++) {
		setting.closed = closed;
		point.sticky = (closed & 4) != 0;
		visit(sweep, &point, &setting);
	}
}

/* A full device and a broken pipe, SIGPIPE as cron and as a shell leave it. */
static void
sweep_outlets(struct sweep *sweep)
{
	struct point point = { .kind = "outlet", .expects = EXPECTS_ANY };
	struct setting setting = sweep->setting;

	for (setting.outlet = OUTLET_FULL; setting.outlet < OUTLET_COUNT;
	     setting.outlet++) {
		setting.ignored = false;
		visit(sweep, &point, &setting);
		setting.ignored = true;
		visit(sweep, &point, &setting);
	}
}

static void
sweep_limit(
    struct sweep *sweep, struct point *point, int resource, uint64_t limit)
{
	struct setting setting = sweep->setting;

	setting.limited = true;
	setting.resource = resource;
	setting.limit = limit;
	visit(sweep, point, &setting);
}

/* Few descriptors, little memory, small files; up to where all is well. */
static void
sweep_limits(struct sweep *sweep)
{
	struct point files = { .kind = "nofile", .expects = EXPECTS_ANY };
	struct point space = { .kind = "space", .expects = EXPECTS_ANY };
	struct point size = { .kind = "fsize", .expects = EXPECTS_ANY };
	uint64_t limit, step = sweep->sample > 0 ? 4 : 1;

	for (limit = 4; limit < 16; limit += step)
		sweep_limit(sweep, &files, RLIMIT_NOFILE, limit);
	for (limit = 4; limit < 40; limit += 2 * step)
		sweep_limit(sweep, &space, RLIMIT_AS, limit << 20);
	for (limit = 0; limit < 24; limit += step) {
		/* Not even an error can be written into a file of nothing. */
		size.sticky = limit == 0;
		sweep_limit(sweep, &size, RLIMIT_FSIZE, (limit * limit) << 10);
	}
}

/* The clock steps at each look: two days back, over a month, a leap day. */
static void
sweep_clocks(struct sweep *sweep)
{
	static const struct {
		int64_t now;
		int64_t step;
	} clocks[] = {
		{ TRIAL_NOW, -2 * DAY },
		{ TRIAL_NOW, 1 }, /* into another year */
		{ 1835481598, 3 }, /* from 2028-02-29 into March */
		{ 1900000000, 40 * DAY }, /* 2030 */
		{ 2147483647, 1 }, /* over 2^31 */
		{ 1, 0 }, /* a clock that was never set */
	};
	struct point point = { .kind = "clock", .expects = EXPECTS_WELL };
	uint64_t looks, step;
	size_t i;

	for (i = 0; i < sizeof(clocks) / sizeof(clocks[0]); i++) {
		looks = 1;
		for (step = 0; step < looks; step++) {
			point.at++;
			tree_restore(&sweep->before);
			trial_arm(sweep, NULL);
			sweep->plan->now = clocks[i].now;
			sweep->plan->step = clocks[i].step;
			sweep->plan->step_at = step;
			if (trial_try(sweep, &point, &sweep->setting))
				looks = sweep->plan->clocks;
			trial_again(sweep, &point);
		}
	}
}

/* Killed, and in the recovery killed again, or without disk or memory. */
static void
sweep_pairs(struct sweep *sweep)
{
	static const char *const seconds[] = { "kill", "kill-torn", "EIO",
		"ENOSPC", "memory", "short" };
	size_t pairs = sweep->sample > 0 ? sweep->sample : PAIRS;
	struct point first = *kinds_find("kill"), second;
	size_t i;

	for (i = 0; i < pairs && !trial_enough(sweep); i++) {
		first.kind = "pair";
		first.at = 1 + trial_draw(sweep) % sweep->golden.files;
		tree_restore(&sweep->before);
		trial_arm(sweep, &first);
		if (!trial_try(sweep, &first, &sweep->setting))
			continue;
		second = *kinds_find(seconds[i % 6]);
		second.kind = "pair";
		second.at = 1 + trial_draw(sweep) % sweep->golden.files;
		trial_arm(sweep, &second);
		(void)trial_try(sweep, &second, &sweep->setting);
		trial_again(sweep, &second);
	}
}

void
worlds_sweep(struct sweep *sweep)
{
	static const struct {
		const char *kind;
		void (*sweep)(struct sweep *);
	} worlds[] = {
		{ "closed", sweep_closed },
		{ "outlet", sweep_outlets },
		{ "limits", sweep_limits },
		{ "clock", sweep_clocks },
		{ "pair", sweep_pairs },
	};
	size_t i;

	for (i = 0; i < sizeof(worlds) / sizeof(worlds[0]); i++) {
		if (trial_enough(sweep) || !sweep_wants(sweep, worlds[i].kind))
			continue;
		/* They are as many for a script, which takes its time. */
		if (sweep->script && sweep->sample > 0 &&
		    worlds[i].sweep != sweep_pairs)
			continue;
		worlds[i].sweep(sweep);
		sweep_tell(sweep, worlds[i].kind);
	}
}
