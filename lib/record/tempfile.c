/*
 * O_TMPFILE with O_EXCL gives a file that never had a name and never can get
 * one.  Not every file system has it (overlayfs of old, NFS): there the file
 * is made under a name that is removed at once.
 */
#include "record/tempfile.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Where O_TMPFILE is not known, a file is made and unlinked. */
static enum status
open_unlinked(const char *directory, int *descriptor, struct error *error)
{
	char path[PATH_MAX];
	int length;

	length = snprintf(path, sizeof(path), "%s/billXXXXXX", directory);
	if (length < 0 || (size_t)length >= sizeof(path)) {
		errno = ENAMETOOLONG;
		return error_system(error, STATUS_IO, "%s", directory);
	}
	*descriptor = mkostemp(path, O_CLOEXEC);
	if (*descriptor < 0)
		return error_system(
		    error, STATUS_IO, "temporary file in %s", directory);
	if (unlink(path) != 0) {
		error_system(error, STATUS_IO, "%s", path);
		(void)close(*descriptor);
		*descriptor = -1;
		return STATUS_IO;
	}
	return STATUS_OK;
}

enum status
tempfile_open(int *descriptor, struct error *error)
{
	const char *directory = getenv("TMPDIR");

	if (directory == NULL || directory[0] == '\0')
		directory = "/var/tmp";
	*descriptor =
	    open(directory, O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
	if (*descriptor >= 0)
		return STATUS_OK;
	if (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)
		return open_unlinked(directory, descriptor, error);
	return error_system(
	    error, STATUS_IO, "temporary file in %s", directory);
}

enum status
tempfile_write(int descriptor, const void *bytes, size_t length,
    uint64_t offset, struct error *error)
{
	const char *next = bytes;
	ssize_t written;

	assert(descriptor >= 0);
	while (length > 0) {
		written = pwrite(descriptor, next, length, (off_t)offset);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return error_system(error, STATUS_IO, "temporary file");
		next += written;
		length -= (size_t)written;
		offset += (uint64_t)written;
	}
	return STATUS_OK;
}

enum status
tempfile_read(int descriptor, void *bytes, size_t length, uint64_t offset,
    struct error *error)
{
	char *next = bytes;
	ssize_t got;

	assert(descriptor >= 0);
	while (length > 0) {
		got = pread(descriptor, next, length, (off_t)offset);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_system(error, STATUS_IO, "temporary file");
		if (got == 0)
			return error_set(
			    error, STATUS_IO, "temporary file: cut short");
		next += got;
		length -= (size_t)got;
		offset += (uint64_t)got;
	}
	return STATUS_OK;
}
