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
 * there are a few for it.
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
	bool ended; /* nothing more is made */
	bool stopped; /* nobody takes any more */
	struct error error; /* STATUS_OK, or why it ended */
};

/* Wait until a batch is free; false if none is wanted. */
static bool
wait_free(struct relay *relay)
{
	bool stopped;

	(void)pthread_mutex_lock(&relay->lock);
	while (relay->made - relay->back == RELAY_BATCHES && !relay->stopped)
		(void)pthread_cond_wait(&relay->changed, &relay->lock);
	stopped = relay->stopped;
	(void)pthread_mutex_unlock(&relay->lock);
	return !stopped;
}

static void
hand_over(struct relay *relay, bool last)
{
	(void)pthread_mutex_lock(&relay->lock);
	relay->made++;
	relay->ended = last;
	if (last || relay->made - relay->back >= WORTH_WAKING)
		(void)pthread_cond_signal(&relay->changed);
	(void)pthread_mutex_unlock(&relay->lock);
}

/* Make the next batch; true if it is the last one. */
static bool
make(struct relay *relay, uint64_t next)
{
	const struct relay_maker *maker = &relay->maker;
	bool last = false;

	if (maker->make(maker->context, maker->batches[next % RELAY_BATCHES],
		&last, &relay->error) != STATUS_OK)
		return true;
	relay->error.status = STATUS_OK;
	return last;
}

static void *
run(void *context)
{
	struct relay *relay = context;
	uint64_t next = 0;
	bool last = false;

	while (!last && wait_free(relay)) {
		last = make(relay, next++);
		hand_over(relay, last);
	}
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

enum status
relay_take(struct relay *relay, void **batch, bool *found, struct error *error)
{
	uint64_t next;

	if (relay->maker.alone && !relay->ended)
		hand_over(relay, make(relay, relay->made));
	(void)pthread_mutex_lock(&relay->lock);
	if (relay->holding) {
		relay->back++;
		if (relay->made - relay->back <= WORTH_WAKING)
			(void)pthread_cond_signal(&relay->changed);
	}
	while (relay->made == relay->back && !relay->ended)
		(void)pthread_cond_wait(&relay->changed, &relay->lock);
	next = relay->back;
	relay->holding = *found = relay->made > next;
	(void)pthread_mutex_unlock(&relay->lock);
	if (*found) {
		*batch = relay->maker.batches[next % RELAY_BATCHES];
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
