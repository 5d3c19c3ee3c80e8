#ifndef BASE_RELAY_H
#define BASE_RELAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * A relay lets one thread make what another one takes.
 *
 * What is made goes over in batches of the caller's, of which there are a few:
 * while one is being taken, others are made, and whoever is faster waits.
 * Batches are taken in the order in which they were made, so a program says
 * the same with a relay as without, errors too: what was made before one is
 * taken before it is told.  What costs is the hand-over, so a batch should be
 * worth tens of microseconds.
 *
 * Much of what is to be done with a batch may need none of those before it: to
 * cut lines that are known to be lines, to make numbers of their cells.  That
 * is finished by whoever is free, of several batches side by side: the taker,
 * too, where it would wait.  So both have equal shares, wherever the work is;
 * each says which hand it is, and so may use what is its own alone.
 *
 * A maker that may wait without end, for a pipe, say, must work alone: each
 * batch is made when it is asked for, by who asks.
 *
 * While the relay is open, what the maker works on is the maker's; afterwards
 * all that it did is there to be seen.  Closing waits for the batch that is
 * being made.  Signals go to the other threads.  This is the one file through
 * which threads enter.
 *
 * relay_open(maker, relay, error):
 * Start a thread that makes batches.  STATUS_MEMORY if there is none to have.
 * Release with relay_close().
 *
 * relay_take(relay, batch, found, error):
 * The next batch, which is valid until the next call; *${found} is false at
 * the end.  If making has failed, its status and text instead of the end.
 *
 * relay_close(relay):
 * Let nothing more be made, and wait until the maker has stopped; NULL is
 * allowed.
 */

#define RELAY_BATCHES 8
#define RELAY_BYTES ((size_t)64 << 10) /* a good size for a batch */

/* Who finishes batches. */
enum relay_hand { RELAY_TAKER, RELAY_THREAD, RELAY_HANDS };

struct relay_maker {
	/*
	 * Make what comes next into ${batch}, *${last} true (it is false
	 * before) if nothing comes after it.  A batch goes over as it is, with
	 * little or nothing in it too, and also if making it has failed.
	 */
	enum status (*make)(
	    void *context, void *batch, bool *last, struct error *);
	/*
	 * Finish ${batch}, in any thread, while others are made and finished;
	 * what is wrong with it goes over in it.  NULL: it is finished.
	 */
	void (*finish)(void *context, void *batch, enum relay_hand);
	void *context;
	void *batches[RELAY_BATCHES];
	bool alone; /* without a thread */
};

struct relay;

enum status relay_open(
    const struct relay_maker *, struct relay **, struct error *) MUST_CHECK;
enum status relay_take(
    struct relay *, void **, bool *, struct error *) MUST_CHECK;
void relay_close(struct relay *);

#endif
