/*
 * Files that wait are known by two names each: the one they have, and the one
 * they will have.
 */
#include "record/outfiles.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME_ROOM 136

struct outfiles {
	const char *directory;
	int descriptor;
	size_t count;
	struct {
		char temporary[OUTFILE_TEMPORARY_MAX];
		char name[NAME_ROOM];
	} waiting[OUTFILES_BATCH];
};

enum status
outfiles_open(
    const char *directory, struct outfiles **opened, struct error *error)
{
	struct outfiles *outfiles = calloc(1, sizeof(*outfiles));

	*opened = NULL;
	if (outfiles == NULL)
		return error_memory(error);
	outfiles->directory = directory;
	outfiles->descriptor =
	    open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (outfiles->descriptor < 0) {
		free(outfiles);
		return error_system(error, STATUS_IO, "%s", directory);
	}
	*opened = outfiles;
	return STATUS_OK;
}

static enum status
copy(struct spool *spool, uint64_t length, struct outfile *outfile,
    struct error *error)
{
	char buffer[16384];
	enum status status = STATUS_OK;

	while (length > 0 && status == STATUS_OK) {
		size_t want =
		    length < sizeof(buffer) ? (size_t)length : sizeof(buffer);
		size_t got = 0;

		status = spool_read(spool, buffer, want, &got, error);
		if (status == STATUS_OK && got == 0)
			status = error_set(error, STATUS_IO,
			    "a spool is shorter than what was put in");
		if (status == STATUS_OK)
			status = outfile_write(outfile, buffer, got, error);
		length -= got;
	}
	return status;
}

enum status
outfiles_add(struct outfiles *outfiles, const char *name, struct spool *spool,
    uint64_t length, struct error *error)
{
	struct outfile *outfile = NULL;
	enum status status = STATUS_OK;

	if (outfiles->count == OUTFILES_BATCH)
		status = outfiles_commit(outfiles, error);
	if (status == STATUS_OK)
		status =
		    outfile_open(outfiles->directory, name, &outfile, error);
	if (status == STATUS_OK)
		status = copy(spool, length, outfile, error);
	if (status == STATUS_OK)
		status = outfile_leave(outfile,
		    outfiles->waiting[outfiles->count].temporary, error);
	if (status == STATUS_OK) {
		snprintf(outfiles->waiting[outfiles->count].name, NAME_ROOM,
		    "%s", name);
		outfiles->count++;
	}
	outfile_close(outfile);
	return status;
}

enum status
outfiles_commit(struct outfiles *outfiles, struct error *error)
{
	int directory = outfiles->descriptor;

	if (outfiles->count == 0)
		return STATUS_OK;
	if (syncfs(directory) != 0)
		goto fail;
	/* From the end, so that what is left always waits. */
	while (outfiles->count > 0) {
		size_t last = outfiles->count - 1;

		if (renameat(directory, outfiles->waiting[last].temporary,
			directory, outfiles->waiting[last].name) != 0)
			goto fail;
		outfiles->count--;
	}
	/* EINVAL: this file system has no syncing of directories. */
	if (fsync(directory) != 0 && errno != EINVAL)
		goto fail;
	return STATUS_OK;
fail:
	return error_system(error, STATUS_IO, "%s", outfiles->directory);
}

void
outfiles_close(struct outfiles *outfiles)
{
	if (outfiles == NULL)
		return;
	while (outfiles->count-- > 0)
		(void)unlinkat(outfiles->descriptor,
		    outfiles->waiting[outfiles->count].temporary, 0);
	(void)close(outfiles->descriptor);
	free(outfiles);
}
