/*
 * The library that goes between a command and the C library.  See inject.h.
 *
 * It asks the kernel itself, so that it needs no memory and finds nothing by
 * name while memory is what fails.  What the C library does inside, as in
 * stdio, passes it by; the commands write through write(2) alone.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/fault/inject_parts.h"

struct plan *inject_plan;

/* Only the commands themselves, not the shell that calls them. */
__attribute__((constructor)) static void
load(void)
{
	const char *path = getenv("FAULT_PLAN");
	const char *program = getenv("FAULT_PROGRAM");
	struct plan *mapped;
	long descriptor;

	if (program == NULL)
		program = "bill";
	if (path == NULL || strncmp(program_invocation_short_name, program,
				strlen(program)) != 0)
		return;
	descriptor = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
	if (descriptor < 0)
		return;
	mapped = (struct plan *)syscall(SYS_mmap, NULL, sizeof(*inject_plan),
	    PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
	(void)syscall(SYS_close, descriptor);
	if (mapped == MAP_FAILED)
		return;
	__atomic_fetch_add(&mapped->loaded, 1, __ATOMIC_RELAXED);
	inject_plan = mapped;
}

static void
note(const char *name, int descriptor)
{
	struct stat state;

	inject_plan->descriptor = descriptor;
	inject_plan->directory = descriptor >= 0 &&
				 fstat(descriptor, &state) == 0 &&
				 S_ISDIR(state.st_mode);
	(void)strncpy(inject_plan->where, name, sizeof(inject_plan->where) - 1);
}

static void
die(void)
{
	(void)syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
	for (;;)
		(void)syscall(SYS_pause);
}

enum way
inject_meet(enum call call, const char *name, int descriptor)
{
	uint64_t number;

	if (inject_plan == NULL)
		return WAY_NONE;
	__atomic_fetch_add(&inject_plan->seen[call], 1, __ATOMIC_RELAXED);
	if ((inject_plan->calls & (1U << call)) == 0)
		return WAY_NONE;
	number = __atomic_add_fetch(&inject_plan->matched, 1, __ATOMIC_RELAXED);
	if (inject_plan->way == WAY_NONE || number < inject_plan->at ||
	    (number > inject_plan->at && !inject_plan->sticky))
		return WAY_NONE;
	if (__atomic_fetch_add(&inject_plan->hits, 1, __ATOMIC_RELAXED) == 0)
		note(name, descriptor);
	if (inject_plan->way == WAY_KILL)
		die();
	return (enum way)inject_plan->way;
}

bool
inject_refused(enum way way)
{
	if (way != WAY_ERROR)
		return false;
	errno = inject_plan->code;
	return true;
}

long
inject_done(enum way way, long result)
{
	if (way == WAY_KILL_AFTER || way == WAY_TEAR)
		die();
	return result;
}

size_t
inject_part(enum way way, size_t length)
{
	return (way == WAY_SHORT || way == WAY_TEAR) && length > 1 ? length / 2
								   : length;
}
