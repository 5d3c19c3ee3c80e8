/*
 * What a command gets from the machine otherwise: memory, threads, the time and
 * chance.
 */
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "tests/fault/inject_parts.h"

#define NAME_BYTES 8 /* chance makes the name of a temporary file of them */

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

static pthread_t beginner; /* the thread that becomes the command */
static const char *inside; /* a function of the C library that allocates */

__attribute__((constructor)) static void
begin(void)
{
	beginner = pthread_self();
}

/* Whether memory that ${name} asks for is refused. */
static bool
starves(const char *name)
{
	enum call call = pthread_equal(pthread_self(), beginner) != 0
			     ? CALL_MEMORY
			     : CALL_MEMORY_ASIDE;

	return inject_refused(
	    inject_meet(call, inside == NULL ? name : inside, -1));
}

void *
malloc(size_t size)
{
	if (starves("malloc"))
		return NULL;
	return __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	if (starves("calloc"))
		return NULL;
	return __libc_calloc(count, size);
}

void *
realloc(void *bytes, size_t size)
{
	if (starves("realloc"))
		return NULL;
	return __libc_realloc(bytes, size);
}

int
pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
    void *(*run)(void *), void *context)
{
	static int (*real)(
	    pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "pthread_create");
	if (inject_refused(inject_meet(CALL_THREAD, "pthread_create", -1)))
		return errno;
	return real(thread, attributes, run, context);
}

/* What fails in here is known by its name: see judge.c. */
struct passwd *
getpwuid(uid_t uid)
{
	static struct passwd *(*real)(uid_t);
	struct passwd *entry;

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "getpwuid");
	inside = "getpwuid";
	entry = real(uid);
	inside = NULL;
	return entry;
}

/* The time */

static void
look(struct timespec *time)
{
	uint64_t looks;

	if (inject_plan == NULL || inject_plan->now == 0) {
		(void)syscall(SYS_clock_gettime, CLOCK_REALTIME, time);
		return;
	}
	looks = __atomic_fetch_add(&inject_plan->clocks, 1, __ATOMIC_RELAXED);
	time->tv_nsec = 0;
	time->tv_sec = inject_plan->now +
		       (looks >= inject_plan->step_at ? inject_plan->step : 0);
}

int
clock_gettime(clockid_t clock, struct timespec *time)
{
	if (clock != CLOCK_REALTIME)
		return (int)syscall(SYS_clock_gettime, clock, time);
	look(time);
	return 0;
}

time_t
time(time_t *seconds)
{
	struct timespec now;

	look(&now);
	if (seconds != NULL)
		*seconds = now.tv_sec;
	return now.tv_sec;
}

int
gettimeofday(struct timeval *restrict time, void *restrict zone)
{
	struct timespec now;

	(void)zone;
	look(&now);
	time->tv_sec = now.tv_sec;
	time->tv_usec = now.tv_nsec / 1000;
	return 0;
}

/* Chance is the same each time, so that ledgers can be compared. */
ssize_t
getrandom(void *bytes, size_t length, unsigned int flags)
{
	if (inject_plan == NULL || length == NAME_BYTES)
		return syscall(SYS_getrandom, bytes, length, flags);
	memset(bytes, 0x5a, length);
	return (ssize_t)length;
}
