#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdint.h>

/*
 * Progress is told by the work and shown by the face.
 *
 * Whoever works calls progress_step() for each record; whoever faces the
 * operator sets ${show}, which is called at most every PROGRESS_STRIDE records.
 * A progress of all zeros (or NULL) shows nothing.
 *
 * progress_begin(progress, what, total):
 * Start counting ${what} ("orders", "accounts"); ${total} 0 if not known.
 *
 * progress_step(progress):
 * One more is done.
 *
 * progress_end(progress):
 * The work is over, whether well or not: ${show} is called a last time, with
 * ${what} NULL, to clear what was shown.  May be called again.
 */

#define PROGRESS_STRIDE 256

struct progress {
	void (*show)(struct progress *);
	const char *what;
	uint64_t done;
	uint64_t total;
};

void progress_begin(struct progress *, const char *, uint64_t);
void progress_step(struct progress *);
void progress_end(struct progress *);

#endif
