/*
 * The calls that touch files.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include "tests/fault/inject_parts.h"

/* On a machine of 64 bits they are the same. */
#define LARGE(name) \
	extern __typeof__(name) name##64 __attribute__((alias(#name)))

/* What gives a descriptor */

static int
do_open(
    const char *name, int directory, const char *path, int flags, mode_t mode)
{
	enum way way = inject_meet(CALL_OPEN, name, -1);

	if (inject_refused(way))
		return -1;
	return (int)inject_done(
	    way, syscall(SYS_openat, directory, path, flags, mode));
}

static mode_t
mode_of(int flags, va_list rest)
{
	if ((flags & O_CREAT) == 0 && (flags & O_TMPFILE) != O_TMPFILE)
		return 0;
	return va_arg(rest, mode_t);
}

int
open(const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;

	va_start(rest, flags);
	mode = mode_of(flags, rest);
	va_end(rest);
	return do_open("open", AT_FDCWD, path, flags, mode);
}
LARGE(open);

int
openat(int directory, const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;

	va_start(rest, flags);
	mode = mode_of(flags, rest);
	va_end(rest);
	return do_open("openat", directory, path, flags, mode);
}
LARGE(openat);

int __open_2(const char *, int);
int __open64_2(const char *, int) __attribute__((alias("__open_2")));

int
__open_2(const char *path, int flags)
{
	return do_open("open", AT_FDCWD, path, flags, 0);
}

int
creat(const char *path, mode_t mode)
{
	return do_open(
	    "creat", AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

int
dup(int descriptor)
{
	enum way way = inject_meet(CALL_OPEN, "dup", descriptor);

	if (inject_refused(way))
		return -1;
	return (int)inject_done(way, syscall(SYS_dup, descriptor));
}

int
mkostemps(char *template, int suffix, int flags)
{
	static int (*real)(char *, int, int);
	enum way way;

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "mkostemps");
	way = inject_meet(CALL_OPEN, "mkostemps", -1);
	if (inject_refused(way))
		return -1;
	return (int)inject_done(way, real(template, suffix, flags));
}

int
mkostemp(char *template, int flags)
{
	return mkostemps(template, 0, flags);
}

/* Bytes */

ssize_t
read(int descriptor, void *bytes, size_t length)
{
	enum way way = inject_meet(CALL_READ, "read", descriptor);

	if (inject_refused(way))
		return -1;
	return inject_done(way,
	    syscall(SYS_read, descriptor, bytes, inject_part(way, length)));
}

ssize_t
pread(int descriptor, void *bytes, size_t length, off_t offset)
{
	enum way way = inject_meet(CALL_READ, "pread", descriptor);

	if (inject_refused(way))
		return -1;
	return inject_done(way, syscall(SYS_pread64, descriptor, bytes,
				    inject_part(way, length), offset));
}
LARGE(pread);

ssize_t
write(int descriptor, const void *bytes, size_t length)
{
	enum way way = inject_meet(CALL_WRITE, "write", descriptor);

	if (inject_refused(way))
		return -1;
	if (way == WAY_LIE)
		return (ssize_t)length;
	return inject_done(way,
	    syscall(SYS_write, descriptor, bytes, inject_part(way, length)));
}

ssize_t
pwrite(int descriptor, const void *bytes, size_t length, off_t offset)
{
	enum way way = inject_meet(CALL_WRITE, "pwrite", descriptor);

	if (inject_refused(way))
		return -1;
	if (way == WAY_LIE)
		return (ssize_t)length;
	return inject_done(way, syscall(SYS_pwrite64, descriptor, bytes,
				    inject_part(way, length), offset));
}
LARGE(pwrite);

int
ftruncate(int descriptor, off_t length)
{
	enum way way = inject_meet(CALL_RESIZE, "ftruncate", descriptor);

	if (inject_refused(way))
		return -1;
	return (int)inject_done(
	    way, syscall(SYS_ftruncate, descriptor, length));
}
LARGE(ftruncate);

int
fallocate(int descriptor, int mode, off_t offset, off_t length)
{
	enum way way = inject_meet(CALL_RESIZE, "fallocate", descriptor);

	if (inject_refused(way))
		return -1;
	return (int)inject_done(
	    way, syscall(SYS_fallocate, descriptor, mode, offset, length));
}
LARGE(fallocate);

static int
do_sync(const char *name, long number, int descriptor)
{
	enum way way = inject_meet(CALL_SYNC, name, descriptor);

	if (inject_refused(way))
		return -1;
	return (int)inject_done(way, syscall(number, descriptor));
}

int
fsync(int descriptor)
{
	return do_sync("fsync", SYS_fsync, descriptor);
}

int
fdatasync(int descriptor)
{
	return do_sync("fdatasync", SYS_fdatasync, descriptor);
}

/* Of the whole machine's file system here, which others use: a sync. */
int
syncfs(int descriptor)
{
	return do_sync("syncfs", SYS_fsync, descriptor);
}

int
close(int descriptor)
{
	enum way way = inject_meet(CALL_CLOSE, "close", descriptor);
	long result = syscall(SYS_close, descriptor);

	if (inject_refused(way))
		return -1;
	return (int)inject_done(way, result);
}

/* Names */

/* The canary: what is new becomes visible piece by piece. */
static int
copy(int from, const char *old, int to, const char *new)
{
	char bytes[65536];
	ssize_t length;
	int in, out;

	in = (int)syscall(SYS_openat, from, old, O_RDONLY, 0);
	out = openat(to, new, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	length = syscall(SYS_read, in, bytes, sizeof(bytes));
	if (length > 0) {
		(void)!write(out, bytes, (size_t)length / 2);
		(void)!write(
		    out, bytes + length / 2, (size_t)(length - length / 2));
	}
	(void)syscall(SYS_close, in);
	(void)close(out);
	return (int)syscall(SYS_unlinkat, from, old, 0);
}

static int
do_rename(int from, const char *old, int to, const char *new, unsigned flags)
{
	enum way way = inject_meet(CALL_NAME, "rename", -1);

	if (inject_refused(way))
		return -1;
	if (inject_plan != NULL && getenv("FAULT_CANARY") != NULL)
		return copy(from, old, to, new);
	return (int)inject_done(
	    way, syscall(SYS_renameat2, from, old, to, new, flags));
}

int
rename(const char *old, const char *new)
{
	return do_rename(AT_FDCWD, old, AT_FDCWD, new, 0);
}

int
renameat(int from, const char *old, int to, const char *new)
{
	return do_rename(from, old, to, new, 0);
}

int
renameat2(int from, const char *old, int to, const char *new, unsigned flags)
{
	return do_rename(from, old, to, new, flags);
}

int
linkat(int from, const char *old, int to, const char *new, int flags)
{
	enum way way = inject_meet(CALL_NAME, "link", -1);

	if (inject_refused(way))
		return -1;
	return (int)inject_done(
	    way, syscall(SYS_linkat, from, old, to, new, flags));
}

int
link(const char *old, const char *new)
{
	return linkat(AT_FDCWD, old, AT_FDCWD, new, 0);
}

int
unlinkat(int directory, const char *path, int flags)
{
	enum way way = inject_meet(CALL_NAME, "unlink", -1);

	if (inject_refused(way))
		return -1;
	return (int)inject_done(
	    way, syscall(SYS_unlinkat, directory, path, flags));
}

int
unlink(const char *path)
{
	return unlinkat(AT_FDCWD, path, 0);
}
