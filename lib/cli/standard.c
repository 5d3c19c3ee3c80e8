/*
 * A closed descriptor is filled with /dev/null opened the wrong way round:
 * input for writing, output for reading.  So what needs it fails by itself
 * (EBADF), and what does not need it never notices.
 */
#include "cli/standard.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/card.h"
#include "record/visible.h"

#define LINE_ROOM 8192

enum status
standard_open(struct error *error)
{
	static const int flags[] = {
		[STDIN_FILENO] = O_WRONLY,
		[STDOUT_FILENO] = O_RDONLY,
		[STDERR_FILENO] = O_WRONLY,
	};
	int i;

	/* The lowest free number is taken: from 0 up, that is this one. */
	for (i = STDIN_FILENO; i <= STDERR_FILENO; i++) {
		if (fcntl(i, F_GETFD) >= 0)
			continue;
		if (open("/dev/null", flags[i]) != i)
			return error_system(error, STATUS_IO, "/dev/null");
	}
	return STATUS_OK;
}

enum status
standard_write(struct spool *spool, struct error *error)
{
	int copy;

	if (spool_copy(spool, STDOUT_FILENO, error) != STATUS_OK)
		goto fail;
	/* Some file systems tell of a lost write only when a file is closed. */
	copy = dup(STDOUT_FILENO);
	if (copy >= 0 && close(copy) == 0)
		return STATUS_OK;
	error_set(error, STATUS_IO, "%s", strerror(errno));
fail:
	error_prefix(error, "standard output: ");
	return error->status;
}

static bool
write_all(const char *text, size_t length)
{
	ssize_t written;

	while (length > 0) {
		written = write(STDERR_FILENO, text, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		text += written;
		length -= (size_t)written;
	}
	return true;
}

bool
standard_say(const char *name, const char *text)
{
	char line[LINE_ROOM];
	size_t length;

	/* Room for the newline stays, however long the text. */
	(void)snprintf(line, sizeof(line) - 1, "%s: %s", name, text);
	visible_text(line);
	card_mask(line);
	length = strlen(line);
	line[length++] = '\n';
	return write_all(line, length);
}
