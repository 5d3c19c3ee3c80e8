#include "base/relay.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>

/*
 * Batches that were made and those that came back are counted; between the two
 * numbers lie those that are under way.  Everything below ${lock} is read and
 * written under it, and a change of it is told to whoever waits, which is one
 * of two.  To wake it costs more than to make a batch, so it is told only when
 * there are a few for it, or when there is something that it can do itself.
 */

#define WORTH_WAKING (RELAY_BATCHES / 2)

struct relay {
	struct relay_maker maker;
	pthread_t thread;
	bool holding; /* the taker has a batch */
	pthread_mutex_t lock;
	pthread_cond_t changed;
	uint64_t made;
	uint64_t back;
	bool ready[RELAY_BATCHES]; /* made and finished */
	bool making; /* a batch */
	bool ended; /* nothing more is made */
	bool stopped; /* nobody takes any more */
	struct error error; /* STATUS_OK, or why it ended */
};

/* Make the next batch; the lock is held before and after, not meanwhile. */
static void
make(struct relay *relay, void *batch)
{
	const struct relay_maker *maker = &relay->maker;
	enum status status;
	bool last = false;

	relay->making = true;
	(void)pthread_mutex_unlock(&relay->lock);
	status = maker->make(maker->context, batch, &last, &relay->error);
	if (status == STATUS_OK)
		relay->error.status = STATUS_OK;
	(void)pthread_mutex_lock(&relay->lock);
	relay->making = false;
	relay->made++;
	relay->ended = last || status != STATUS_OK;
}

/* Finish a batch that was made; the same of the lock. */
static void
finish(struct relay *relay, void *batch, enum relay_hand hand)
{
	/* Who waits may make another meanwhile. */
	(void)pthread_cond_signal(&relay->changed);
	(void)pthread_mutex_unlock(&relay->lock);
	relay->maker.finish(relay->maker.context, batch, hand);
	(void)pthread_mutex_lock(&relay->lock);
}

/* Make and finish the next batch, if one is wanted and nobody makes it; false:
 * there was nothing to do. */
static bool
work(struct relay *relay, enum relay_hand hand)
{
	size_t next = relay->made % RELAY_BATCHES;
	void *batch = relay->maker.batches[next];

	if (relay->making || relay->ended || relay->stopped ||
	    relay->made - relay->back == RELAY_BATCHES)
		return false;
	make(relay, batch);
	if (relay->maker.finish != NULL)
		finish(relay, batch, hand);
	relay->ready[next] = true;
	if (relay->ended || relay->made - relay->back >= WORTH_WAKING)
		(void)pthread_cond_signal(&relay->changed);
	return true;
}

static void *
run(void *context)
{
	struct relay *relay = context;

	(void)pthread_mutex_lock(&relay->lock);
	while (!relay->ended && !relay->stopped) {
		if (!work(relay, RELAY_THREAD))
			(void)pthread_cond_wait(&relay->changed, &relay->lock);
	}
	(void)pthread_mutex_unlock(&relay->lock);
	return NULL;
}

/* Start the thread, which no signal is to find. */
static int
start(struct relay *relay)
{
	sigset_t all, before;
	int code;

	(void)sigfillset(&all);
	code = pthread_sigmask(SIG_SETMASK, &all, &before);
	if (code != 0)
		return code;
	code = pthread_create(&relay->thread, NULL, run, relay);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return code;
}

enum status
relay_open(
    const struct relay_maker *maker, struct relay **opened, struct error *error)
{
	struct relay *relay = calloc(1, sizeof(*relay));

	*opened = NULL;
	if (relay == NULL)
		return error_memory(error);
	relay->maker = *maker;
	(void)pthread_mutex_init(&relay->lock, NULL);
	(void)pthread_cond_init(&relay->changed, NULL);
	errno = maker->alone ? 0 : start(relay);
	if (errno == 0) {
		*opened = relay;
		return STATUS_OK;
	}
	free(relay);
	return error_system(error, STATUS_MEMORY, "a thread");
}

/* Give back the batch that the taker has. */
static void
give_back(struct relay *relay)
{
	if (!relay->holding)
		return;
	relay->ready[relay->back++ % RELAY_BATCHES] = false;
	if (relay->made - relay->back <= WORTH_WAKING)
		(void)pthread_cond_signal(&relay->changed);
}

enum status
relay_take(struct relay *relay, void **batch, bool *found, struct error *error)
{
	bool helps = relay->maker.alone || relay->maker.finish != NULL;
	size_t next;

	(void)pthread_mutex_lock(&relay->lock);
	give_back(relay);
	next = relay->back % RELAY_BATCHES;
	while (!relay->ready[next] &&
	       !(relay->ended && relay->made == relay->back)) {
		if (!helps || !work(relay, RELAY_TAKER))
			(void)pthread_cond_wait(&relay->changed, &relay->lock);
	}
	relay->holding = *found = relay->ready[next];
	(void)pthread_mutex_unlock(&relay->lock);
	if (*found) {
		*batch = relay->maker.batches[next];
		return STATUS_OK;
	}
	/* The maker has ended, so what it left is nobody else's. */
	if (relay->error.status != STATUS_OK)
		*error = relay->error;
	return relay->error.status;
}

void
relay_close(struct relay *relay)
{
	if (relay == NULL)
		return;
	(void)pthread_mutex_lock(&relay->lock);
	relay->stopped = true;
	(void)pthread_cond_signal(&relay->changed);
	(void)pthread_mutex_unlock(&relay->lock);
	if (!relay->maker.alone)
		(void)pthread_join(relay->thread, NULL);
	(void)pthread_cond_destroy(&relay->changed);
	(void)pthread_mutex_destroy(&relay->lock);
	free(relay);
}
