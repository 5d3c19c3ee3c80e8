#ifndef FEED_H
#define FEED_H

#include <assert.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * What every fuzz target needs: its one function, and bytes as a text or under
 * a path.  A target aborts where an oracle is wrong.
 *
 * feed_text(bytes, length):
 * A copy with a NUL behind; to be freed.
 *
 * feed_file(bytes, length, path):
 * Put the bytes into a file without a name.  Return its descriptor, to be
 * closed, and its ${path}.
 *
 * feed_pieces(bytes, length, path):
 * The same as a pipe that gives the bytes in pieces of a few.  ${length} is at
 * most FEED_PIECES_MAX.
 *
 * feed_share(bytes, length, of):
 * Whether this input is among a ${of}th of all, for what takes long; when the
 * corpus is replayed each is.
 */

#define FEED_PATH_MAX 64
#define FEED_PIECES_MAX 4096
#define FEED_PIECE 17

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* There just if files are replayed. */
void feed_replaying(void) __attribute__((weak));

static inline char *
feed_text(const uint8_t *bytes, size_t length)
{
	char *text = malloc(length + 1);

	assert(text != NULL);
	if (length > 0)
		memcpy(text, bytes, length);
	text[length] = '\0';
	return text;
}

static inline int
feed_file(const void *bytes, size_t length, char path[FEED_PATH_MAX])
{
	int descriptor = memfd_create("feed", MFD_CLOEXEC);

	assert(descriptor != -1);
	assert(write(descriptor, bytes, length) == (ssize_t)length);
	(void)snprintf(path, FEED_PATH_MAX, "/proc/self/fd/%d", descriptor);
	return descriptor;
}

static inline bool
feed_share(const uint8_t *bytes, size_t length, unsigned of)
{
	uint32_t sum = of;
	size_t i;

	for (i = 0; i < length; i++)
		sum = (sum ^ bytes[i]) * 16777619u;
	return feed_replaying != NULL || (sum ^ sum >> 16) % of == 0;
}

/* In a pipe of packets each read gets what one write has put in. */
static inline int
feed_pieces(const uint8_t *bytes, size_t length, char path[FEED_PATH_MAX])
{
	size_t done, piece;
	int ends[2];

	assert(length <= FEED_PIECES_MAX);
	assert(pipe2(ends, O_DIRECT | O_CLOEXEC) == 0);
	/* Each piece takes a page. */
	assert(fcntl(ends[1], F_SETPIPE_SZ, 1 << 20) != -1);
	for (done = 0; done < length; done += piece) {
		piece = length - done < FEED_PIECE ? length - done : FEED_PIECE;
		assert(write(ends[1], bytes + done, piece) == (ssize_t)piece);
	}
	close(ends[1]);
	(void)snprintf(path, FEED_PATH_MAX, "/proc/self/fd/%d", ends[0]);
	return ends[0];
}

#endif
