/*
 * Calls are counted, so that each can be the one.
 */
#include "vfs_plan.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
	bool hold;
	bool lies;
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

int
plan_refuse(enum op op, const char *name)
{
	if (!plan.error || !reached(op))
		return SQLITE_OK;
	if (calls == plan.at)
		report(op, name);
	if (strcmp(plan.code, "full") == 0 && op == WRITE)
		return SQLITE_FULL;
	if (strcmp(plan.code, "lie") == 0 && op == WRITE)
		return SQLITE_DONE;
	if (strcmp(plan.code, "busy") == 0 && op == LOCK)
		return SQLITE_BUSY;
	return ops[op].code;
}

void
plan_cut(enum op op, const struct disk_file *file, const char *name)
{
	if (plan.hold && reached(op)) {
		report(op, name);
		(void)kill(fork() == 0 ? getpid() : process, SIGSTOP);
	}
	if (!plan.power || file == NULL || !reached(op))
		return;
	report(op, name);
	disk_cut(plan.seed);
	(void)kill(process, SIGKILL);
}

bool
plan_power(void)
{
	return plan.power;
}

bool
plan_lies(void)
{
	return plan.lies;
}

void
plan_end(void)
{
	if (plan.power && plan.at == 0 && getpid() == process)
		disk_cut(plan.seed);
}

static const char *
setting(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value == NULL ? otherwise : value;
}

void
plan_load(void)
{
	const char *mode = setting("FAULT_VFS", "");

	process = getpid();
	plan.op = setting("FAULT_OP", "any");
	plan.code = setting("FAULT_CODE", "");
	plan.report = setting("FAULT_REPORT", "/dev/null");
	plan.at = strtol(setting("FAULT_AT", "0"), NULL, 10);
	plan.seed = strtoull(setting("FAULT_SEED", "1"), NULL, 10);
	plan.sticky = setting("FAULT_STICKY", "")[0] == '1';
	plan.lies = setting("FAULT_LIES", "")[0] == '1';
	plan.hold = strcmp(mode, "hold") == 0;
	plan.error = strcmp(mode, "error") == 0;
	plan.power = strcmp(mode, "power") == 0;
}
