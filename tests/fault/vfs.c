/*
 * A disk of faults under SQLite, preloaded into commands as they are shipped.
 *
 * It stands between SQLite and the file system as SQLite's default VFS from the
 * first sqlite3_open_v2() on, and does what is planned.  Shared memory is not
 * passed on, so that there is no write-ahead log.
 */
#include <dlfcn.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "vfs.h"
#include "vfs_plan.h"

struct shim_file {
	sqlite3_file base;
	sqlite3_file *real;
	struct disk_file *disk; /* while the power may be cut */
	const char *name;
};

static sqlite3_vfs *real_vfs;
static sqlite3_vfs shim_vfs;

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
	int code = plan_refuse(READ, file->name);

	if (code != SQLITE_OK)
		return code;
	return file->real->pMethods->xRead(file->real, bytes, size, offset);
}

static int
shim_write(
    sqlite3_file *base, const void *bytes, int size, sqlite3_int64 offset)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = plan_refuse(WRITE, file->name);

	if (code != SQLITE_OK)
		return code == SQLITE_DONE ? SQLITE_OK : code;
	if (file->disk != NULL)
		disk_write(file->disk, bytes, size, offset);
	plan_cut(WRITE, file->disk, file->name);
	return file->real->pMethods->xWrite(file->real, bytes, size, offset);
}

static int
shim_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = plan_refuse(TRUNCATE, file->name);

	if (code != SQLITE_OK)
		return code;
	if (file->disk != NULL)
		disk_truncate(file->disk, size);
	plan_cut(TRUNCATE, file->disk, file->name);
	return file->real->pMethods->xTruncate(file->real, size);
}

static int
shim_sync(sqlite3_file *base, int flags)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = plan_refuse(SYNC, file->name);

	if (code != SQLITE_OK)
		return code;
	plan_cut(SYNC, file->disk, file->name);
	if (file->disk != NULL && !plan_lies())
		disk_sync(file->disk);
	return file->real->pMethods->xSync(file->real, flags);
}

static int
shim_size(sqlite3_file *base, sqlite3_int64 *size)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = plan_refuse(SIZE, file->name);

	if (code != SQLITE_OK)
		return code;
	return file->real->pMethods->xFileSize(file->real, size);
}

static int
shim_lock(sqlite3_file *base, int level)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = plan_refuse(LOCK, file->name);

	if (code != SQLITE_OK)
		return code;
	return file->real->pMethods->xLock(file->real, level);
}

/* A lock that cannot be released is released all the same. */
static int
shim_unlock(sqlite3_file *base, int level)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = plan_refuse(UNLOCK, file->name);
	int real = file->real->pMethods->xUnlock(file->real, level);

	return code != SQLITE_OK ? code : real;
}

static int
shim_reserved(sqlite3_file *base, int *found)
{
	struct shim_file *file = (struct shim_file *)base;
	int code = plan_refuse(RESERVED, file->name);

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
	int code = plan_refuse(OPEN, name);
	bool made;

	(void)vfs;
	*file = (struct shim_file){ .disk = NULL };
	if (code != SQLITE_OK)
		return code;
	if (plan_power() && lasts)
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
	int code = plan_refuse(DELETE, name);
	struct disk_file *disk = NULL;

	(void)vfs;
	if (code != SQLITE_OK)
		return code;
	if (plan_power() && access(name, F_OK) == 0) {
		disk = disk_find(name);
		disk_remove(disk);
	}
	plan_cut(DELETE, disk, name);
	code = real_vfs->xDelete(real_vfs, name, synced);
	if (disk != NULL && code == SQLITE_OK && synced)
		disk_sync(disk);
	return code;
}

static int
shim_access(sqlite3_vfs *vfs, const char *name, int flags, int *found)
{
	int code = plan_refuse(ACCESS, name);

	(void)vfs;
	if (code != SQLITE_OK)
		return code;
	return real_vfs->xAccess(real_vfs, name, flags, found);
}

/* The default VFS, once SQLite is set up as the program wants it. */
static void
install(void)
{
	plan_load();
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
	plan_end();
}
