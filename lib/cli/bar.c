/*
 * The work calls every few hundred records, which may be a thousand times a
 * second: the bar looks at the clock and mostly does nothing.
 */
#include "cli/bar.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define INTERVAL 100 /* milliseconds between two pictures */
#define WIDTH 20
#define LINE_ROOM 256

static int64_t
now(void)
{
	struct timespec time;

	if (clock_gettime(CLOCK_MONOTONIC, &time) != 0)
		return 0;
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static bool
show_line(const char *line, int length)
{
	if (length <= 0 || length >= LINE_ROOM)
		return false;
	return write(STDERR_FILENO, line, (size_t)length) == length;
}

/* Return to the first column and erase the line (ECMA-48 EL). */
static void
wipe(struct bar *bar)
{
	if (bar->shown_at == 0)
		return;
	(void)show_line("\r\033[K", 4);
	bar->shown_at = 0;
}

/* "bill-rate: orders [########            ] 4000/10000" */
static bool
draw(const struct bar *bar)
{
	static const char full[] = "####################";
	const struct progress *progress = &bar->progress;
	uint64_t done = progress->done, total = progress->total;
	char line[LINE_ROOM];
	int filled, length;

	/* The total was an estimate, if the work goes beyond it. */
	if (total == 0 || done > total) {
		length =
		    snprintf(line, sizeof(line), "\r%s: %s %" PRIu64 "\033[K",
			bar->command, progress->what, done);
		return show_line(line, length);
	}
	filled = (int)(done * WIDTH / total);
	length = snprintf(line, sizeof(line),
	    "\r%s: %s [%-*.*s] %" PRIu64 "/%" PRIu64 "\033[K", bar->command,
	    progress->what, WIDTH, filled, full, done, total);
	return show_line(line, length);
}

static void
show(struct progress *progress)
{
	struct bar *bar = (struct bar *)progress;
	int64_t time;

	if (progress->what == NULL) {
		wipe(bar);
		return;
	}
	time = now();
	if (bar->shown_at != 0 && time - bar->shown_at < INTERVAL)
		return;
	if (draw(bar))
		bar->shown_at = time;
	else
		progress->show = NULL;
}

void
bar_start(struct bar *bar, const char *command)
{
	*bar = (struct bar){
		.progress = { .show = show },
		.command = command,
	};
}

void
bar_stop(struct bar *bar)
{
	wipe(bar);
}
