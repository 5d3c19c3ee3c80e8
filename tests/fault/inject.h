#ifndef FAULT_INJECT_H
#define FAULT_INJECT_H

#include <stdint.h>

/*
 * A fault is planned in a file that two processes have mapped.
 *
 * tests/fault/sweep writes the plan into the file that FAULT_PLAN names; the
 * library inject.so, preloaded into every command of billkit, reads it there
 * and counts what the command does.  So the counts are known even of a command
 * that was killed, and no system call is needed to tell them.
 *
 * Calls that touch files are told apart by what can go wrong with them; memory
 * is one more of them.  The ${at}th call of those in ${calls} meets the fault,
 * and with ${sticky} every one from then on.
 *
 * The clock of the command shows ${now}, and ${now} + ${step} from the
 * ${step_at}th look at it; 0 is the clock of the machine.  Random bytes are
 * always the same ones, but for the eight that make a temporary name.
 */

enum call {
	CALL_OPEN, /* what gives a descriptor */
	CALL_READ,
	CALL_WRITE,
	CALL_SYNC,
	CALL_RESIZE,
	CALL_NAME, /* rename, link, unlink */
	CALL_CLOSE,
	CALL_THREAD,
	CALL_MEMORY,
	CALL_MEMORY_ASIDE, /* of a thread that was started */
	CALL_COUNT
};

enum way {
	WAY_NONE, /* count only */
	WAY_KILL, /* before the call */
	WAY_KILL_AFTER,
	WAY_TEAR, /* write one half, then be killed */
	WAY_ERROR, /* do nothing and say ${code}; a close closes */
	WAY_SHORT, /* read or write one half */
	WAY_LIE, /* do nothing and say that it is done: a canary */
};

struct plan {
	uint32_t way;
	uint32_t calls; /* bits 1 << enum call */
	int32_t code;
	uint32_t sticky;
	uint64_t at;
	int64_t now;
	int64_t step;
	uint64_t step_at;
	/* What the command tells. */
	uint64_t seen[CALL_COUNT];
	uint64_t matched;
	uint64_t hits;
	uint64_t clocks;
	uint32_t loaded; /* how many commands have begun */
	uint32_t directory; /* the first call hit was upon a directory */
	int32_t descriptor;
	char where[32]; /* the name of the first call hit */
};

#endif
