/*
 * The directory is held open: creating, renaming and removing happen in the
 * one directory that was meant, even if its name changes under us.  A rename
 * over a device would replace the device (as root, /dev/null itself), so those
 * are written instead, from a spool, once everything is known to be well.
 */
#include "record/outfile.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/spool.h"

#define NAME_BYTES_MAX 128
#define TRIES_MAX 16
#define BUFFER_SIZE 65536

struct outfile {
	char path[PATH_MAX]; /* for messages; its last part is the name */
	const char *name;
	int directory;
	int descriptor;
	char temporary[OUTFILE_TEMPORARY_MAX]; /* "" where there is none to
						  remove */
	struct spool *held; /* what waits for a pipe or device, or NULL */
	bool committed;
	size_t used;
	char buffer[BUFFER_SIZE];
};

static enum status
check_name(const char *name, struct error *error)
{
	static const char allowed[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
	size_t length = strlen(name);

	if (length > 0 && length <= NAME_BYTES_MAX && name[0] != '.' &&
	    name[0] != '-' && strspn(name, allowed) == length)
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "'%s' cannot be a file name: letters, digits, '.', '_' and '-',"
	    " at most %d, not '.' or '-' first",
	    name, NAME_BYTES_MAX);
}

static enum status
set_path(struct outfile *outfile, const char *directory, const char *name,
    struct error *error)
{
	int length;

	if (directory == NULL || directory[0] == '\0')
		length = snprintf(outfile->path, PATH_MAX, "%s", name);
	else
		length =
		    snprintf(outfile->path, PATH_MAX, "%s/%s", directory, name);
	if (length >= 0 && length < PATH_MAX)
		return STATUS_OK;
	errno = ENAMETOOLONG;
	return error_system(error, STATUS_IO, "%s", name);
}

static bool
is_special(const char *path)
{
	struct stat state;

	return stat(path, &state) == 0 && !S_ISREG(state.st_mode);
}

/* Whether the system made the path, as a name for what is open already. */
static bool
is_system(const char *path)
{
	return strncmp(path, "/dev/", 5) == 0 ||
	       strncmp(path, "/proc/self/fd/", 14) == 0;
}

/* Somebody else may have put a link there, to a file that is not his. */
static enum status
refuse_link(const struct outfile *outfile, struct error *error)
{
	struct stat state;

	if (lstat(outfile->path, &state) != 0 || !S_ISLNK(state.st_mode) ||
	    (is_system(outfile->path) && is_special(outfile->path)))
		return STATUS_OK;
	return error_set(error, STATUS_IO,
	    "%s: a symbolic link is not written through; name the file itself",
	    outfile->path);
}

static enum status
open_special(struct outfile *outfile, struct error *error)
{
	outfile->descriptor =
	    open(outfile->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	if (outfile->descriptor < 0)
		return error_system(error, STATUS_IO, "%s", outfile->path);
	return spool_open(&outfile->held, error);
}

/* Open the directory and point ${name} at the part behind the last slash. */
static enum status
open_directory(struct outfile *outfile, struct error *error)
{
	char *slash = strrchr(outfile->path, '/');
	char directory[PATH_MAX] = ".";

	outfile->name = outfile->path;
	if (slash != NULL) {
		/* With its slash, so that the root is one too. */
		outfile->name = slash + 1;
		(void)snprintf(directory, sizeof(directory), "%.*s",
		    (int)(outfile->name - outfile->path), outfile->path);
	}
	outfile->directory = open(directory, O_DIRECTORY | O_CLOEXEC);
	if (outfile->directory < 0)
		return error_system(error, STATUS_IO, "%s", outfile->path);
	if (outfile->name[0] != '\0')
		return STATUS_OK;
	errno = outfile->path[0] == '\0' ? ENOENT : EISDIR;
	return error_system(error, STATUS_IO, "'%s'", outfile->path);
}

/* Make a file under a name that nobody else has or can guess. */
static enum status
open_temporary(struct outfile *outfile, struct error *error)
{
	char name[OUTFILE_TEMPORARY_MAX];
	uint64_t number;
	int i;

	for (i = 0; i < TRIES_MAX; i++) {
		if (getrandom(&number, sizeof(number), 0) !=
		    (ssize_t)sizeof(number))
			break;
		(void)snprintf(
		    name, sizeof(name), "bill-%016" PRIx64 ".tmp", number);
		outfile->descriptor = openat(outfile->directory, name,
		    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (outfile->descriptor >= 0) {
			memcpy(outfile->temporary, name, sizeof(name));
			return STATUS_OK;
		}
		if (errno != EEXIST)
			break;
	}
	return error_system(error, STATUS_IO, "%s", outfile->path);
}

enum status
outfile_open(const char *directory, const char *name, struct outfile **outfile,
    struct error *error)
{
	bool own = directory == NULL || directory[0] == '\0';
	enum status status = STATUS_OK;
	struct outfile *new;

	new = calloc(1, sizeof(*new));
	if (new == NULL)
		return error_memory(error);
	new->directory = -1;
	new->descriptor = -1;
	if (!own)
		status = check_name(name, error);
	if (status == STATUS_OK)
		status = set_path(new, directory, name, error);
	if (status == STATUS_OK && own)
		status = refuse_link(new, error);
	if (status == STATUS_OK && own && is_special(new->path)) {
		status = open_special(new, error);
		goto done;
	}
	if (status == STATUS_OK)
		status = open_directory(new, error);
	if (status == STATUS_OK)
		status = open_temporary(new, error);
done:
	if (status == STATUS_OK) {
		*outfile = new;
		new = NULL;
	}
	outfile_close(new);
	return status;
}

static enum status
write_all(struct outfile *outfile, const char *bytes, size_t length,
    struct error *error)
{
	ssize_t written;

	while (length > 0) {
		written = write(outfile->descriptor, bytes, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return error_system(
			    error, STATUS_IO, "%s", outfile->path);
		bytes += written;
		length -= (size_t)written;
	}
	return STATUS_OK;
}

static enum status
flush(struct outfile *outfile, struct error *error)
{
	size_t used = outfile->used;

	outfile->used = 0;
	return write_all(outfile, outfile->buffer, used, error);
}

enum status
outfile_write(struct outfile *outfile, const void *bytes, size_t length,
    struct error *error)
{
	enum status status;

	assert(!outfile->committed);
	if (outfile->held != NULL)
		return spool_write(outfile->held, bytes, length, error);
	if (length > BUFFER_SIZE - outfile->used) {
		status = flush(outfile, error);
		if (status != STATUS_OK)
			return status;
	}
	if (length > BUFFER_SIZE)
		return write_all(outfile, bytes, length, error);
	memcpy(outfile->buffer + outfile->used, bytes, length);
	outfile->used += length;
	return STATUS_OK;
}

/* Close and report: some file systems tell of a lost write only here. */
static int
close_file(struct outfile *outfile)
{
	int result;

	result = close(outfile->descriptor);
	outfile->descriptor = -1;
	return result;
}

/* A failed sync is not tried again: the kernel may have dropped the pages. */
static enum status
put_in_place(struct outfile *outfile, struct error *error)
{
	if (fsync(outfile->descriptor) != 0 || close_file(outfile) != 0)
		goto fail;
	if (renameat(outfile->directory, outfile->temporary, outfile->directory,
		outfile->name) != 0)
		goto fail;
	outfile->temporary[0] = '\0';
	/* EINVAL: this file system has no syncing of directories. */
	if (fsync(outfile->directory) != 0 && errno != EINVAL)
		goto fail;
	return STATUS_OK;
fail:
	return error_system(error, STATUS_IO, "%s", outfile->path);
}

enum status
outfile_commit(struct outfile *outfile, struct error *error)
{
	enum status status;

	assert(!outfile->committed);
	outfile->committed = true;
	if (outfile->held == NULL) {
		status = flush(outfile, error);
		if (status != STATUS_OK)
			return status;
		return put_in_place(outfile, error);
	}
	status = spool_copy(outfile->held, outfile->descriptor, error);
	if (status != STATUS_OK) {
		error_prefix(error, "%s: ", outfile->path);
		return status;
	}
	if (close_file(outfile) != 0)
		return error_system(error, STATUS_IO, "%s", outfile->path);
	return STATUS_OK;
}

enum status
outfile_leave(struct outfile *outfile, char temporary[OUTFILE_TEMPORARY_MAX],
    struct error *error)
{
	enum status status;

	assert(!outfile->committed && outfile->held == NULL);
	outfile->committed = true;
	status = flush(outfile, error);
	if (status != STATUS_OK)
		return status;
	if (close_file(outfile) != 0)
		return error_system(error, STATUS_IO, "%s", outfile->path);
	memcpy(temporary, outfile->temporary, OUTFILE_TEMPORARY_MAX);
	outfile->temporary[0] = '\0';
	return STATUS_OK;
}

void
outfile_close(struct outfile *outfile)
{
	if (outfile == NULL)
		return;
	if (outfile->descriptor >= 0)
		(void)close(outfile->descriptor);
	if (outfile->temporary[0] != '\0')
		(void)unlinkat(outfile->directory, outfile->temporary, 0);
	if (outfile->directory >= 0)
		(void)close(outfile->directory);
	spool_close(outfile->held);
	free(outfile);
}

enum status
outfile_spool(struct outfile *outfile, struct spool *spool, struct error *error)
{
	char buffer[16384];
	enum status status;
	size_t got = 1;

	status = spool_rewind(spool, error);
	while (status == STATUS_OK && got > 0) {
		status = spool_read(spool, buffer, sizeof(buffer), &got, error);
		if (status == STATUS_OK && got > 0)
			status = outfile_write(outfile, buffer, got, error);
	}
	return status;
}
