/*
 * A program that does wrong, each time in one way: the sweep must tell.
 *
 *   careless torn|unsynced|forgets|lies|locks|crashes|hangs|careful
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE_BYTES 16

static bool
is(const char *way, const char *name)
{
	return strcmp(way, name) == 0;
}

/* Some lines into a file; whether that succeeded. */
static bool
put_lines(const char *way, int descriptor)
{
	static const char lines[] = "one line of a result\nand another\n"
				    "and a third\nand the last\n";
	size_t done = 0;

	while (done < sizeof(lines) - 1) {
		size_t rest = sizeof(lines) - 1 - done;
		ssize_t written = write(descriptor, lines + done,
		    rest < LINE_BYTES ? rest : LINE_BYTES);

		if (written > 0)
			done += (size_t)written;
		else if (!is(way, "hangs"))
			return false;
	}
	return fsync(descriptor) == 0 || is(way, "unsynced");
}

/* A file that others see whole or not at all; some do not care. */
static int
put_result(const char *way)
{
	const char *name = is(way, "torn") ? "result" : "result.tmp";
	int descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	bool well;

	well = descriptor >= 0 && put_lines(way, descriptor);
	if (descriptor >= 0 && close(descriptor) != 0)
		well = false;
	if (!well && !is(way, "lies")) {
		warn("result");
		if (!is(way, "torn"))
			(void)unlink(name);
		return 74;
	}
	if (!is(way, "torn") && rename(name, "result") != 0 &&
	    !is(way, "lies")) {
		warn("result");
		(void)unlink(name);
		return 74;
	}
	return 0;
}

int
main(int argc, char *argv[])
{
	const char *way = argc > 1 ? argv[1] : "careful";
	char *memory = malloc(100);
	int status, lock;

	(void)signal(SIGXFSZ, SIG_IGN);
	if (memory == NULL && !is(way, "crashes")) {
		warn("memory");
		return 71;
	}
	*(volatile char *)memory = 'x';
	if (is(way, "forgets") || is(way, "locks")) {
		lock = open("lock.tmp", O_WRONLY | O_CREAT | O_EXCL, 0600);
		if (lock < 0 && errno == EEXIST && is(way, "forgets"))
			return 0; /* done already, it thinks */
		if (lock < 0 || close(lock) != 0) {
			warn("lock.tmp");
			return 74;
		}
	}
	status = put_result(way);
	if (is(way, "locks"))
		(void)unlink("lock.tmp");
	free(memory);
	return status;
}
