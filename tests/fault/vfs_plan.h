#ifndef FAULT_VFS_PLAN_H
#define FAULT_VFS_PLAN_H

#include "vfs.h"

/*
 * What goes wrong, as the environment says:
 *
 *   FAULT_VFS     error: a call fails.  power: the power is cut, and the
 *                 process killed.  hold: it has a child, and both stop.
 *   FAULT_OP      which calls count: those of one name below, any, or change,
 *                 which is all that changes a file.
 *   FAULT_AT      which of them; of a power cut, 0 is the end of the process.
 *   FAULT_CODE    full: no space.  busy: a lock is another's.  Else the error
 *                 of input and output that belongs to the call.
 *                 lie: it says that it has written, and has not.
 *   FAULT_LIES    1: what is said to be synced is not.
 *   FAULT_STICKY  1: and all of them after it.
 *   FAULT_SEED    what is left on the disk.
 *   FAULT_REPORT  the file that is told of the fault.
 *
 * Temporary files may fail, but their power is not cut: nobody finds them
 * again.
 *
 * plan_load():
 * Read it.
 *
 * plan_refuse(op, name):
 * The error that a call ends with, or SQLITE_OK; SQLITE_DONE for a lie.
 *
 * plan_cut(op, file, name):
 * The power is cut, or all stops, if this call is the one.
 *
 * plan_power(), plan_lies():
 * Whether the power is cut some day; whether syncs are lies.
 *
 * plan_end():
 * A process that has ended well loses its power, too.
 */

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

void plan_load(void);
int plan_refuse(enum op, const char *);
void plan_cut(enum op, const struct disk_file *, const char *);
bool plan_power(void);
bool plan_lies(void);
void plan_end(void);

#endif
