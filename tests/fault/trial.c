/*
 * One run with one fault.
 */
#include "tests/fault/trial.h"

#include <string.h>

#define FAILURES_MAX 12 /* what is broken is told often enough then */

/* Numbers in no order (splitmix64). */
uint64_t
trial_draw(struct sweep *sweep)
{
	uint64_t z = sweep->random += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

void
trial_arm(struct sweep *sweep, const struct point *point)
{
	memset(sweep->plan, 0, sizeof(*sweep->plan));
	sweep->plan->now = TRIAL_NOW;
	sweep->plan->step_at = UINT64_MAX;
	if (point == NULL)
		return;
	sweep->plan->way = point->way;
	sweep->plan->calls = point->calls;
	sweep->plan->code = point->code;
	sweep->plan->sticky = point->sticky;
	sweep->plan->at = point->at;
}

void
trial_again(struct sweep *sweep, const struct point *point)
{
	static struct outcome outcome;
	struct plan faulty = *sweep->plan;

	if (sweep->untouched && point->at % TRUSTED != 0)
		return;
	trial_arm(sweep, NULL);
	launch(sweep->command, &sweep->setting, &outcome);
	/* A failure tells of the fault, not of the clean run. */
	*sweep->plan = faulty;
	judge_again(sweep, point, &outcome);
}

bool
trial_enough(const struct sweep *sweep)
{
	return sweep->failures >= FAILURES_MAX;
}

bool
trial_try(struct sweep *sweep, const struct point *point,
    const struct setting *setting)
{
	static struct outcome outcome;

	launch(sweep->command, setting, &outcome);
	if (point->way != WAY_NONE && sweep->plan->hits == 0)
		return false;
	if (sweep->plan->loaded == 0)
		return false;
	sweep->points++;
	judge_exit(sweep, point, &outcome);
	judge_between(sweep, point, &outcome);
	return true;
}

void
trial_once(struct sweep *sweep, const struct point *point,
    const struct setting *setting)
{
	tree_restore(&sweep->before);
	trial_arm(sweep, point);
	if (trial_try(sweep, point, setting))
		trial_again(sweep, point);
}
