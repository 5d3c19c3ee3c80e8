/*
 * A disk of faults under SQLite, preloaded into commands as they are shipped.
 *
 * It stands between SQLite and the file system as SQLite's default VFS from the
 * first sqlite3_open_v2() on, and does what the environment says:
 *
 *   FAULT_VFS     error: a call fails.  power: the power is cut, and the process
 *                 killed.
 *   FAULT_OP      which calls count: those of one name below, any, or change,
 *                 which is all that changes a file.
 *   FAULT_AT      which of them; of a power cut, 0 is the end of the process.
 *   FAULT_CODE    full: no space.  busy: a lock is another's.  Else the error
 *                 of input and output that belongs to the call.
 *   FAULT_STICKY  1: and all of them after it.
 *   FAULT_SEED    what is left on the disk.
 *   FAULT_REPORT  the file that is told of the fault.
 *
 * Temporary files may fail, but their power is not cut: nobody finds them again.
 * Shared memory is not passed on, so that there is no write-ahead log.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vfs.h"

enum op {
	READ,
	WRITE,
	SYNC,
	TRUNCATE,
	DELETE,
	OPEN,
	ACCESS,
	LOCK,
	UNLOCK,
	RESERVED,
	SIZE,
	OP_MAX
};

static const struct {
	const char *name;
	int code;
	bool change;
} ops[OP_MAX] = {
	[READ] = { "read", SQLITE_IOERR_READ, false },
	[WRITE] = { "write", SQLITE_IOERR_WRITE, true },
	[SYNC] = { "sync", SQLITE_IOERR_FSYNC, true },
	[TRUNCATE] = { "truncate", SQLITE_IOERR_TRUNCATE, true },
	[DELETE] = { "delete", SQLITE_IOERR_DELETE, true },
	[OPEN] = { "open", SQLITE_CANTOPEN, false },
	[ACCESS] = { "access", SQLITE_IOERR_ACCESS, false },
	[LOCK] = { "lock", SQLITE_IOERR_LOCK, false },
	[UNLOCK] = { "unlock", SQLITE_IOERR_UNLOCK, false },
	[RESERVED] = { "reserved", SQLITE_IOERR_CHECKRESERVEDLOCK, false },
	[SIZE] = { "size", SQLITE_IOERR_FSTAT, false },
};

struct shim_file {
	sqlite3_file base;
	sqlite3_file *real;
	struct disk_file *disk; /* while the power may be cut */
	const char *name;
};

static sqlite3_vfs *real_vfs;
static sqlite3_vfs shim_vfs;
static pid_t process;
static long calls;
static struct {
	const char *op;
	const char *code;
	const char *report;
	long at;
	uint64_t seed;
	bool error;
	bool power;
	bool sticky;
} plan;

static void
report(enum op op, const char *name)
{
	char line[512];
	int length = snprintf(line, sizeof(line), "%s %ld %s\n", ops[op].name,
	    calls, name == NULL ? "(temporary)" : name);
	int descriptor =
	    open(plan.report, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

	if (descriptor < 0 || write(descriptor, line, (size_t)length) != length)
		_exit(99);
	(void)close(descriptor);
}

/* Whether this call is the one. */
static bool
reached(enum op op)
{
	if (getpid() != process ||
	    (strcmp(plan.op, "any") != 0 &&
		strcmp(plan.op, ops[op].name) != 0 &&
		!(ops[op].change && strcmp(plan.op, "change") == 0)))
		return false;
	calls++;
	return plan.at > 0 &&
	       (calls == plan.at || (plan.sticky && calls > plan.at));
}

/* The error that a call ends with, or SQLITE_OK. */
static int
refuse(enum op op, const char *name)
{
	if (!plan.error || !reached(op))
		return SQLITE_OK;
	if (calls == plan.at)
		report(op, name);
	if (strcmp(plan.code, "full") == 0 && op == WRITE)
		return SQLITE_FULL;
	if (strcmp(plan.code, "busy") == 0 && op == LOCK)
		return SQLITE_BUSY;
	return ops[op].code;
}

/* The power is cut, if this call is the one. */
static void
cut(enum op op, const struct shim_file *file)
{
	if (!plan.power || (file != NULL && file->disk == NULL) || !reached(op))
		return;
	report(op, file == NULL ? NULL : file->name);
	disk_cut(plan.seed);
	(void)kill(process, SIGKILL);
}

static int
shim_close(sqlite3_file *base)
{
	struct shim_file *file = (struct shim_file *)base;

	return file->real->pMethods->xClose(file->real);
}

static int
shim_read(sqlite3_file *base, void *bytes, int size, sqlite3_int64 offset)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = refuse(READ, file->name);

	if (code != SQLITE_OK)
		return code;
	return file->real->pMethods->xRead(file->real, bytes, size, offset);
}

static int
shim_write(
    sqlite3_file *base, const void *bytes, int size, sqlite3_int64 offset)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = refuse(WRITE, file->name);

	if (code != SQLITE_OK)
		return code;
	if (file->disk != NULL)
		disk_write(file->disk, bytes, size, offset);
	cut(WRITE, file);
	return file->real->pMethods->xWrite(file->real, bytes, size, offset);
}

static int
shim_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = refuse(TRUNCATE, file->name);

	if (code != SQLITE_OK)
		return code;
	if (file->disk != NULL)
		disk_truncate(file->disk, size);
	cut(TRUNCATE, file);
	return file->real->pMethods->xTruncate(file->real, size);
}

static int
shim_sync(sqlite3_file *base, int flags)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = refuse(SYNC, file->name);

	if (code != SQLITE_OK)
		return code;
	cut(SYNC, file);
	if (file->disk != NULL)
		disk_sync(file->disk);
	return file->real->pMethods->xSync(file->real, flags);
}

static int
shim_size(sqlite3_file *base, sqlite3_int64 *size)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = refuse(SIZE, file->name);

	if (code != SQLITE_OK)
		return code;
	return file->real->pMethods->xFileSize(file->real, size);
}

static int
shim_lock(sqlite3_file *base, int level)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = refuse(LOCK, file->name);

	if (code != SQLITE_OK)
		return code;
	return file->real->pMethods->xLock(file->real, level);
}

/* A lock that cannot be released is released all the same. */
static int
shim_unlock(sqlite3_file *base, int level)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = refuse(UNLOCK, file->name);
	int real = file->real->pMethods->xUnlock(file->real, level);

	return code != SQLITE_OK ? code : real;
}

static int
shim_reserved(sqlite3_file *base, int *found)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = refuse(RESERVED, file->name);

	if (code != SQLITE_OK)
		return code;
	return file->real->pMethods->xCheckReservedLock(file->real, found);
}

static int
shim_control(sqlite3_file *base, int number, void *argument)
{
	struct shim_file *file = (struct shim_file *)base;

	return file->real->pMethods->xFileControl(file->real, number, argument);
}

static int
shim_sector(sqlite3_file *base)
{
	struct shim_file *file = (struct shim_file *)base;

	return file->real->pMethods->xSectorSize(file->real);
}

static int
shim_characteristics(sqlite3_file *base)
{
	struct shim_file *file = (struct shim_file *)base;

	return file->real->pMethods->xDeviceCharacteristics(file->real);
}

static const sqlite3_io_methods methods = {
	.iVersion = 1,
	.xClose = shim_close,
	.xRead = shim_read,
	.xWrite = shim_write,
	.xTruncate = shim_truncate,
	.xSync = shim_sync,
	.xFileSize = shim_size,
	.xLock = shim_lock,
	.xUnlock = shim_unlock,
	.xCheckReservedLock = shim_reserved,
	.xFileControl = shim_control,
	.xSectorSize = shim_sector,
	.xDeviceCharacteristics = shim_characteristics,
};

static int
shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags,
    int *given)
{
	struct shim_file *file = (struct shim_file *)base;
	bool lasts = name != NULL && (flags & SQLITE_OPEN_DELETEONCLOSE) == 0;
	int code = refuse(OPEN, name);
	bool made;

	(void)vfs;
	*file = (struct shim_file){ .disk = NULL };
	if (code != SQLITE_OK)
		return code;
	if (plan.power && lasts)
		file->disk = disk_find(name);
	made = lasts && access(name, F_OK) != 0;
	file->real = (sqlite3_file *)(file + 1);
	file->real->pMethods = NULL;
	code = real_vfs->xOpen(real_vfs, name, file->real, flags, given);
	if (code != SQLITE_OK)
		return code;
	if (file->disk != NULL && made)
		disk_create(file->disk);
	file->name = name;
	file->base.pMethods = &methods;
	return SQLITE_OK;
}

/* A removal is durable if the directory is synced, and pending before. */
static int
shim_delete(sqlite3_vfs *vfs, const char *name, int synced)
{
	int code = refuse(DELETE, name);

	(void)vfs;
	if (code != SQLITE_OK)
		return code;
	if (plan.power && access(name, F_OK) == 0)
		disk_remove(disk_find(name));
	cut(DELETE, NULL);
	code = real_vfs->xDelete(real_vfs, name, synced);
	if (plan.power && code == SQLITE_OK && synced)
		disk_sync(disk_find(name));
	return code;
}

static int
shim_access(sqlite3_vfs *vfs, const char *name, int flags, int *found)
{
	int code = refuse(ACCESS, name);

	(void)vfs;
	if (code != SQLITE_OK)
		return code;
	return real_vfs->xAccess(real_vfs, name, flags, found);
}

static const char *
setting(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value == NULL ? otherwise : value;
}

/* The default VFS, once SQLite is set up as the program wants it. */
static void
install(void)
{
	const char *mode = setting("FAULT_VFS", "");

	process = getpid();
	plan.op = setting("FAULT_OP", "any");
	plan.code = setting("FAULT_CODE", "");
	plan.report = setting("FAULT_REPORT", "/dev/null");
	plan.at = strtol(setting("FAULT_AT", "0"), NULL, 10);
	plan.seed = strtoull(setting("FAULT_SEED", "1"), NULL, 10);
	plan.sticky = setting("FAULT_STICKY", "")[0] == '1';
	plan.error = strcmp(mode, "error") == 0;
	plan.power = strcmp(mode, "power") == 0;
	real_vfs = sqlite3_vfs_find(NULL);
	if (real_vfs == NULL)
		_exit(99);
	shim_vfs = *real_vfs;
	shim_vfs.zName = "fault";
	shim_vfs.pNext = NULL;
	shim_vfs.szOsFile = (int)sizeof(struct shim_file) + real_vfs->szOsFile;
	shim_vfs.xOpen = shim_open;
	shim_vfs.xDelete = shim_delete;
	shim_vfs.xAccess = shim_access;
	if (sqlite3_vfs_register(&shim_vfs, 1) != SQLITE_OK)
		_exit(99);
}

int
sqlite3_open_v2(const char *name, sqlite3 **handle, int flags, const char *vfs)
{
	static int (*open)(const char *, sqlite3 **, int, const char *);

	if (open == NULL) {
		*(void **)&open = dlsym(RTLD_NEXT, "sqlite3_open_v2");
		install();
	}
	return open(name, handle, flags, vfs);
}

/* A process that has ended well loses its power, too. */
__attribute__((destructor)) static void
end(void)
{
	if (plan.power && plan.at == 0 && getpid() == process)
		disk_cut(plan.seed);
}
