#include "input.h"

#include <check.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * Both are reached through /proc/self/fd, so nothing is left on a disk.
 */

static char path[64];
static int descriptor = -1;
static pid_t child = -1;

static const char *
use(int opened)
{
	if (descriptor != -1)
		close(descriptor);
	descriptor = opened;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", opened);
	return path;
}

const char *
input_path(const void *bytes, size_t length)
{
	int opened = memfd_create("input", MFD_CLOEXEC);

	ck_assert_int_ne(opened, -1);
	ck_assert(write(opened, bytes, length) == (ssize_t)length);
	return use(opened);
}

static void
write_pieces(int to, const char *bytes, size_t length, unsigned seed)
{
	size_t largest = input_random(&seed) % 3 == 0 ? 3 : 200;
	bool at_once = seed == 0;

	while (length > 0) {
		size_t piece =
		    at_once ? length : input_random(&seed) % largest + 1;
		ssize_t done;

		done = write(to, bytes, piece < length ? piece : length);
		if (done == -1)
			break;
		bytes += done;
		length -= (size_t)done;
	}
}

const char *
input_pipe(const void *bytes, size_t length, unsigned seed)
{
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	ck_assert_int_ne(child, -1);
	if (child == 0) {
		close(ends[0]);
		signal(SIGPIPE, SIG_IGN);
		write_pieces(ends[1], bytes, length, seed);
		_exit(0);
	}
	close(ends[1]);
	return use(ends[0]);
}

void
input_wait(void)
{
	/* Without a reader the child ends by itself. */
	close(descriptor);
	descriptor = -1;
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
}

unsigned
input_random(unsigned *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}
