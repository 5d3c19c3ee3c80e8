#ifndef CLI_BAR_H
#define CLI_BAR_H

#include <stdint.h>

#include "base/progress.h"

/*
 * A bar shows progress on the terminal behind standard error.
 *
 * It is one line that overwrites itself, at most some times a second, and is
 * wiped when the work ends.  A write that fails ends the showing, never the
 * work.
 *
 * bar_start(bar, command):
 * An idle bar of ${command}; hand ${bar}->progress to the work.
 *
 * bar_stop(bar):
 * Wipe what is still shown (where the work failed before its end).
 */

struct bar {
	struct progress progress; /* first: the work knows only this */
	const char *command;
	int64_t shown_at; /* milliseconds; 0 while nothing shows */
};

void bar_start(struct bar *, const char *);
void bar_stop(struct bar *);

#endif
