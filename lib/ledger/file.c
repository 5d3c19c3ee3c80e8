/*
 * The ledger's file as the file system sees it.  It is only looked at, never
 * opened: closing a descriptor of it would drop SQLite's locks.
 */
#include "ledger/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum status
file_check_name(const char *path, struct error *error)
{
	if (path == NULL || path[0] == '\0')
		return error_set(error, STATUS_USAGE,
		    "no ledger: give --ledger or set BILL_LEDGER");
	if (strcmp(path, ":memory:") == 0 || strncmp(path, "file:", 5) == 0)
		return error_set(error, STATUS_USAGE,
		    "%s: not a name for a ledger file", path);
	return STATUS_OK;
}

/* What stands beside a ledger; its name is empty where there is nothing. */
struct neighbour {
	char name[PATH_MAX + 16];
	struct stat state;
};

static enum status
find_neighbour(const char *path, const char *suffix, struct neighbour *found,
    struct error *error)
{
	snprintf(found->name, sizeof(found->name), "%s%s", path, suffix);
	if (lstat(found->name, &found->state) == 0)
		return STATUS_OK;
	if (errno != ENOENT && errno != ENAMETOOLONG)
		return error_system(error, STATUS_IO, "%.256s", found->name);
	found->name[0] = '\0';
	return STATUS_OK;
}

/* Whether it is a file of one name that nobody else may open. */
static bool
is_private(const struct stat *state)
{
	return S_ISREG(state->st_mode) && state->st_nlink == 1 &&
	       (state->st_mode & 077) == 0;
}

/*
 * A journal is rolled back into the ledger as soon as that is opened: it must
 * be the ledger's own, not one that somebody who may write the directory has
 * put there.
 */
static enum status
check_journal(const char *path, const struct stat *ledger, struct error *error)
{
	struct neighbour journal;
	enum status status = find_neighbour(path, "-journal", &journal, error);

	if (status != STATUS_OK || journal.name[0] == '\0' ||
	    (is_private(&journal.state) &&
		journal.state.st_uid == ledger->st_uid))
		return status;
	return error_set(error, STATUS_LEDGER,
	    "%s: not the journal of this ledger, but something that was put "
	    "there",
	    journal.name);
}

/* The file must be ours alone: it holds customers and money. */
enum status
file_check(const char *path, struct error *error)
{
	struct stat state;

	if (lstat(path, &state) != 0)
		return error_system(error,
		    errno == ENOENT ? STATUS_NO_INPUT : STATUS_IO, "%s", path);
	if (!S_ISREG(state.st_mode))
		return error_set(error, STATUS_LEDGER,
		    "%s: not a regular file (a symbolic link is refused)",
		    path);
	if (state.st_nlink != 1)
		return error_set(error, STATUS_LEDGER,
		    "%s: the file has another name too", path);
	if (geteuid() != 0 && state.st_uid != geteuid())
		return error_set(error, STATUS_LEDGER,
		    "%s: the file belongs to another user", path);
	if ((state.st_mode & 077) != 0)
		return error_set(error, STATUS_LEDGER,
		    "%s: group or others may access the file; chmod 600 it",
		    path);
	return check_journal(path, &state, error);
}

/* What is around a file, and whom to tell. */
struct around {
	char path[PATH_MAX]; /* of the file, resolved */
	file_found *found;
	void *context;
	struct error *error;
};

/* Whoever may write into the directory may put another file in its place; in
 * one like /tmp only the owner of a file may. */
static enum status
examine_directory(const struct around *around)
{
	char directory[PATH_MAX], mode[8];
	struct stat state;

	snprintf(directory, sizeof(directory), "%s", around->path);
	*strrchr(directory, '/') = '\0';
	if (stat(directory[0] == '\0' ? "/" : directory, &state) != 0)
		return error_system(
		    around->error, STATUS_IO, "%.256s", directory);
	if ((state.st_mode & S_IWOTH) == 0 || (state.st_mode & S_ISVTX) != 0)
		return STATUS_OK;
	snprintf(mode, sizeof(mode), "%04o", (unsigned)state.st_mode & 07777);
	return around->found(around->context, "directory of the ledger",
	    "not open to all", mode, around->error);
}

/* A write-ahead log beside the file would be read as a part of it. */
static enum status
examine_beside(const struct around *around, const char *suffix)
{
	struct neighbour log;
	enum status status =
	    find_neighbour(around->path, suffix, &log, around->error);

	if (status != STATUS_OK || log.name[0] == '\0')
		return status;
	return around->found(around->context, strrchr(log.name, '/') + 1,
	    "no such file", "one", around->error);
}

/* The journal has what the ledger had: who may write it may change the other.
 * Its size says nothing, somebody may be recording. */
static enum status
examine_journal(const struct around *around)
{
	struct neighbour journal;
	enum status status =
	    find_neighbour(around->path, "-journal", &journal, around->error);
	mode_t state;
	char mode[8];

	if (status != STATUS_OK || journal.name[0] == '\0' ||
	    is_private(&journal.state))
		return status;
	state = journal.state.st_mode;
	snprintf(mode, sizeof(mode), "%04o", (unsigned)state & 07777);
	return around->found(around->context, strrchr(journal.name, '/') + 1,
	    "a file of one name, 0600",
	    S_ISREG(state) && (state & 077) != 0 ? mode : "another thing",
	    around->error);
}

static enum status
examine_size(const struct around *around, int64_t bytes)
{
	char expected[32], size[32];
	struct stat state;

	if (lstat(around->path, &state) != 0)
		return error_system(
		    around->error, STATUS_IO, "%.256s", around->path);
	if (state.st_size == bytes)
		return STATUS_OK;
	snprintf(expected, sizeof(expected), "%" PRId64 " bytes", bytes);
	snprintf(size, sizeof(size), "%" PRId64, (int64_t)state.st_size);
	return around->found(
	    around->context, "ledger", expected, size, around->error);
}

enum status
file_examine(const char *path, int64_t bytes, file_found *found, void *context,
    struct error *error)
{
	struct around around = {
		.found = found, .context = context, .error = error
	};
	enum status status;

	status = file_resolve(path, around.path, error);
	if (status == STATUS_OK)
		status = examine_size(&around, bytes);
	if (status == STATUS_OK)
		status = examine_directory(&around);
	if (status == STATUS_OK)
		status = examine_beside(&around, "-wal");
	if (status == STATUS_OK)
		status = examine_beside(&around, "-shm");
	return status == STATUS_OK ? examine_journal(&around) : status;
}

enum status
file_resolve(const char *path, char *resolved, struct error *error)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	char directory[PATH_MAX] = ".";
	size_t length;

	if (slash != NULL)
		snprintf(directory, sizeof(directory), "%.*s/",
		    (int)(slash - path), path);
	if (realpath(directory, resolved) == NULL)
		return error_system(error, STATUS_NO_INPUT, "%s", path);
	length = strlen(resolved);
	if (length + 1 + strlen(name) >= PATH_MAX)
		return error_set(error, STATUS_USAGE, "the name is too long");
	snprintf(resolved + length, PATH_MAX - length, "/%s", name);
	return STATUS_OK;
}

void
file_remove(const char *name)
{
	char journal[PATH_MAX + 16];

	snprintf(journal, sizeof(journal), "%s-journal", name);
	(void)unlink(name);
	(void)unlink(journal);
}

enum status
file_place(const char *temporary, const char *path, struct error *error)
{
	char directory[PATH_MAX] = ".";
	const char *slash = strrchr(path, '/');
	enum status status = STATUS_OK;
	int descriptor;

	/* Not link and unlink: killed in between, the ledger would have two
	 * names. */
	if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) !=
	    0)
		return error_system(error,
		    errno == EEXIST ? STATUS_INVALID : STATUS_IO, "%s", path);
	if (slash != NULL)
		snprintf(directory, sizeof(directory), "%.*s",
		    (int)(slash - path) + 1, path);
	descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0 || fsync(descriptor) != 0)
		status = error_system(error, STATUS_IO, "%s", directory);
	if (descriptor >= 0)
		(void)close(descriptor);
	return status;
}
