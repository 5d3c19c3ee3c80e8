#include "base/progress.h"

#include <stddef.h>

/*
 * A step costs an addition and a test: it is taken millions of times.
 */

void
progress_begin(struct progress *progress, const char *what, uint64_t total)
{
	if (progress == NULL)
		return;
	progress->what = what;
	progress->done = 0;
	progress->total = total;
}

void
progress_step(struct progress *progress)
{
	if (progress == NULL)
		return;
	progress->done++;
	if (progress->done % PROGRESS_STRIDE == 0 && progress->show != NULL)
		progress->show(progress);
}

void
progress_end(struct progress *progress)
{
	if (progress == NULL || progress->what == NULL)
		return;
	progress->what = NULL;
	if (progress->show != NULL)
		progress->show(progress);
}
