/*
 * Commands are asked for their summary rather than listed here: a command is
 * enrolled by standing there, and what is said of it cannot go stale.
 */
#include "cli/beside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/nearest.h"

#define PREFIX "bill-"
#define LETTERS "abcdefghijklmnopqrstuvwxyz-"
#define ANSWER_ROOM 4096

static bool
is_name(const char *name)
{
	size_t length = strlen(name);

	return length > 0 && length <= BESIDE_NAME_MAX &&
	       strspn(name, LETTERS) == length;
}

static enum status
find_directory(struct arena *arena, struct beside *beside, struct error *error)
{
	char path[PATH_MAX];
	ssize_t length;
	char *slash;

	length = readlink("/proc/self/exe", path, sizeof(path) - 1);
	if (length < 0)
		return error_system(error, STATUS_IO, "/proc/self/exe");
	path[length] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL)
		return error_set(
		    error, STATUS_IO, "'%s' is not a whole path", path);
	*slash = '\0';
	beside->directory = arena_text(arena, path);
	return beside->directory == NULL ? error_memory(error) : STATUS_OK;
}

static enum status
add_entry(struct arena *arena, struct beside *beside, int directory,
    const char *entry, struct error *error)
{
	const char *name = entry + strlen(PREFIX);

	if (strncmp(entry, PREFIX, strlen(PREFIX)) != 0 || !is_name(name) ||
	    faccessat(directory, entry, X_OK, 0) != 0 ||
	    beside->count == BESIDE_MAX)
		return STATUS_OK;
	name = arena_text(arena, name);
	if (name == NULL)
		return error_memory(error);
	beside->names[beside->count++] = name;
	return STATUS_OK;
}

static int
compare(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

enum status
beside_find(struct arena *arena, struct beside *beside, struct error *error)
{
	struct dirent *entry;
	enum status status;
	DIR *directory;

	memset(beside, 0, sizeof(*beside));
	status = find_directory(arena, beside, error);
	if (status != STATUS_OK)
		return status;
	directory = opendir(beside->directory);
	if (directory == NULL)
		return error_system(error, STATUS_IO, "%s", beside->directory);
	while (status == STATUS_OK) {
		errno = 0;
		entry = readdir(directory);
		if (entry == NULL)
			break;
		status = add_entry(
		    arena, beside, dirfd(directory), entry->d_name, error);
	}
	if (status == STATUS_OK && errno != 0)
		status =
		    error_system(error, STATUS_IO, "%s", beside->directory);
	(void)closedir(directory);
	qsort(beside->names, beside->count, sizeof(beside->names[0]), compare);
	return status;
}

static bool
set_path(const struct beside *beside, const char *name, char path[PATH_MAX])
{
	int length;

	length = snprintf(
	    path, PATH_MAX, "%s/" PREFIX "%s", beside->directory, name);
	return length > 0 && length < PATH_MAX;
}

/* In the child: become the command, with its output in ${pipe}. */
static void
ask(char *path, int pipe)
{
	static char option[] = "--help";
	char *arguments[] = { path, option, NULL };
	int null;

	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (null >= 0 && dup2(null, STDIN_FILENO) >= 0 &&
	    dup2(null, STDERR_FILENO) >= 0 && dup2(pipe, STDOUT_FILENO) >= 0)
		(void)execv(path, arguments);
	_exit(STATUS_IO);
}

/* Read an answer to its end, so that its writer never waits; keep its head. */
static void
hear(int pipe, char answer[ANSWER_ROOM])
{
	char rest[ANSWER_ROOM];
	size_t length = 0;
	ssize_t got;

	do {
		if (length < ANSWER_ROOM - 1)
			got = read(
			    pipe, answer + length, ANSWER_ROOM - 1 - length);
		else
			got = read(pipe, rest, sizeof(rest));
		if (got > 0 && length < ANSWER_ROOM - 1)
			length += (size_t)got;
	} while (got > 0 || (got < 0 && errno == EINTR));
	answer[length] = '\0';
}

/* The second line, if the first is a usage line. */
static char *
second_line(char *answer)
{
	char *line = strchr(answer, '\n');

	if (strncmp(answer, "usage: " PREFIX, strlen("usage: " PREFIX)) != 0 ||
	    line == NULL)
		return answer + strlen(answer);
	line++;
	line[strcspn(line, "\n")] = '\0';
	return line;
}

enum status
beside_summary(const struct beside *beside, const char *name,
    struct arena *arena, const char **summary, struct error *error)
{
	char path[PATH_MAX], answer[ANSWER_ROOM];
	int ends[2];
	pid_t child;

	if (!set_path(beside, name, path))
		return error_set(error, STATUS_IO, "the path is too long");
	if (pipe2(ends, O_CLOEXEC) != 0)
		return error_system(error, STATUS_IO, "pipe");
	child = fork();
	if (child == 0)
		ask(path, ends[1]);
	(void)close(ends[1]);
	answer[0] = '\0';
	if (child > 0)
		hear(ends[0], answer);
	(void)close(ends[0]);
	if (child < 0)
		return error_system(error, STATUS_MEMORY, "fork");
	while (waitpid(child, NULL, 0) < 0) {
		if (errno != EINTR)
			return error_system(error, STATUS_IO, "%s", path);
	}
	*summary = arena_text(arena, second_line(answer));
	return *summary == NULL ? error_memory(error) : STATUS_OK;
}

static bool
is_beside(const struct beside *beside, const char *name)
{
	size_t i;

	for (i = 0; i < beside->count; i++) {
		if (strcmp(beside->names[i], name) == 0)
			return true;
	}
	return false;
}

enum status
beside_execute(const struct beside *beside, char *argv[], struct error *error)
{
	const char *meant;
	char path[PATH_MAX];

	if (!is_beside(beside, argv[0])) {
		meant = nearest(argv[0], beside->names, beside->count);
		if (meant == NULL)
			return error_set(error, STATUS_USAGE,
			    "unknown command '%s'", argv[0]);
		return error_set(error, STATUS_USAGE,
		    "unknown command '%s'; did you mean %s?", argv[0], meant);
	}
	if (!set_path(beside, argv[0], path))
		return error_set(error, STATUS_IO, "the path is too long");
	/* The command calls itself by its whole name. */
	argv[0] = strrchr(path, '/') + 1;
	(void)execv(path, argv);
	return error_system(error, STATUS_IO, "%s", path);
}
