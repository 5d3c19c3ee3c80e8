/*
 * Ledgers in SQLite: opened with every guard on, and migrated under the lock.
 */
#include "ledger/sqlite.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/embedded.h"
#include "ledger/file.h"

#define APPLICATION_ID 0x42494c4c /* "BILL" */
#define UNDO_IN_MEMORY (-1)

enum status
sqlite_fail(const struct ledger *ledger, struct error *error)
{
	int code = sqlite3_errcode(ledger->handle);
	const char *message = sqlite3_errmsg(ledger->handle);

	if (code == SQLITE_IOERR_NOMEM)
		return error_memory(error);
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(error, STATUS_BUSY,
		    "%s: another command is writing; try again", ledger->path);
	case SQLITE_NOMEM:
		return error_memory(error);
	case SQLITE_CONSTRAINT:
		return error_set(
		    error, STATUS_INVALID, "%s: %s", ledger->path, message);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_ERROR:
	case SQLITE_MISMATCH:
		return error_set(
		    error, STATUS_LEDGER, "%s: %s", ledger->path, message);
	default:
		return error_set(
		    error, STATUS_IO, "%s: %s", ledger->path, message);
	}
}

enum status
sqlite_execute(struct ledger *ledger, const char *sql, struct error *error)
{
	if (sqlite3_exec(ledger->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return sqlite_fail(ledger, error);
	return STATUS_OK;
}

enum status
sqlite_number(struct ledger *ledger, const char *sql, int64_t *number,
    struct error *error)
{
	sqlite3_stmt *statement = NULL;
	enum status status = STATUS_OK;

	if (sqlite3_prepare_v2(ledger->handle, sql, -1, &statement, NULL) !=
		SQLITE_OK ||
	    sqlite3_step(statement) != SQLITE_ROW)
		status = sqlite_fail(ledger, error);
	else
		*number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return status;
}

/* How many migrations this program knows. */
static int64_t
schema_version(void)
{
	int64_t version = 0;

	while (embedded_sqlite[version].name != NULL)
		version++;
	return version;
}

/* Bring the schema up to date, under the write lock. */
static enum status
migrate(struct ledger *ledger, struct error *error)
{
	char pragma[64];
	enum status status;
	int64_t version = 0;

	/* Tables that are built anew may hold what is said of persons. */
	ledger->changing = true;
	status = ledger_shred(ledger, error);
	if (status == STATUS_OK)
		status = ledger_begin(ledger, error);
	if (status == STATUS_OK)
		status = sqlite_number(
		    ledger, "PRAGMA user_version", &version, error);
	for (; status == STATUS_OK && version < schema_version(); version++) {
		status = sqlite_execute(
		    ledger, embedded_sqlite[version].text, error);
		snprintf(pragma, sizeof(pragma), "PRAGMA user_version = %lld",
		    (long long)version + 1);
		if (status == STATUS_OK)
			status = sqlite_execute(ledger, pragma, error);
	}
	if (status == STATUS_OK)
		status = ledger_commit(ledger, error);
	ledger_rollback(ledger);
	ledger->changing = false;
	return status;
}

/* Whether the file says that it is a ledger, and of what version. */
static enum status
identify(struct ledger *ledger, struct error *error)
{
	int64_t application = 0, version = 0;
	enum status status;

	status =
	    sqlite_number(ledger, "PRAGMA application_id", &application, error);
	if (status == STATUS_OK)
		status = sqlite_number(
		    ledger, "PRAGMA user_version", &version, error);
	if (status != STATUS_OK)
		return status;
	if (application != APPLICATION_ID)
		return error_set(error, STATUS_LEDGER,
		    "%s: this is no billkit ledger", ledger->path);
	if (version > schema_version())
		return error_set(error, STATUS_LEDGER,
		    "%s: the ledger is newer than this program (schema %lld, "
		    "known %lld)",
		    ledger->path, (long long)version,
		    (long long)schema_version());
	if (version == schema_version())
		return STATUS_OK;
	if (ledger->mode == LEDGER_RECORD)
		return migrate(ledger, error);
	return error_set(error, STATUS_LEDGER,
	    "%s: the ledger is older than this program; any recording command "
	    "brings it up to date",
	    ledger->path);
}

/*
 * A write-ahead log is none of ours, and some versions of SQLite lose commits
 * by it.  The version for reading stands in byte 19 of the file; looking there
 * through SQLite's own file begins nothing.
 */
static enum status
refuse_log(struct ledger *ledger, struct error *error)
{
	sqlite3_file *file = NULL;
	unsigned char version = 0;
	int code;

	code = sqlite3_file_control(
	    ledger->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	if (code == SQLITE_OK && file != NULL && file->pMethods != NULL)
		code = file->pMethods->xRead(file, &version, 1, 19);
	if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
		return error_set(error, STATUS_IO, "%s: %s", ledger->path,
		    sqlite3_errstr(code));
	if (version == 2)
		return error_set(error, STATUS_LEDGER,
		    "%s: the ledger has a write-ahead log; while nobody uses "
		    "it, sqlite3 LEDGER 'PRAGMA journal_mode = TRUNCATE' ends "
		    "that",
		    ledger->path);
	return STATUS_OK;
}

static enum status
connect_file(struct ledger *ledger, uint64_t wait, struct error *error)
{
	int milliseconds = wait > 86400 ? 86400000 : (int)wait * 1000;
	char path[PATH_MAX];

	/*
	 * What a savepoint may have to undo stays in memory: once written out,
	 * it would be written for each document to come, and not over 128 KiB
	 * of it (3.40).  Refused, in force, after the first time.
	 */
	(void)sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, UNDO_IN_MEMORY);
	/* One thread at a time has a ledger; nobody asks for its memory. */
	(void)sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	/* Links on the way are the operator's; the file itself is none. */
	if (file_resolve(ledger->path, path, error) != STATUS_OK)
		return error->status;
	if (sqlite3_open_v2(path, &ledger->handle,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW |
		    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
		NULL) != SQLITE_OK)
		return ledger->handle == NULL ? error_memory(error)
					      : sqlite_fail(ledger, error);
	if (sqlite3_busy_timeout(ledger->handle, milliseconds) != SQLITE_OK)
		return sqlite_fail(ledger, error);
	if (refuse_log(ledger, error) != STATUS_OK)
		return error->status;
	if (sqlite_hash(ledger, error) != STATUS_OK)
		return error->status;
	return sqlite_guard(ledger, error);
}

enum status
ledger_open(const char *path, enum ledger_mode mode, uint64_t wait,
    struct ledger **opened, struct error *error)
{
	struct ledger *ledger;
	enum status status;

	*opened = NULL;
	status = file_check_name(path, error);
	if (status == STATUS_OK)
		status = file_check(path, error);
	if (status != STATUS_OK)
		return status;
	ledger = calloc(1, sizeof(*ledger));
	if (ledger == NULL)
		return error_memory(error);
	ledger->path = path;
	ledger->mode = mode;
	status = connect_file(ledger, wait, error);
	if (status == STATUS_OK)
		status = sqlite_execute(ledger,
		    mode == LEDGER_READ	 ? "PRAGMA query_only = ON"
		    : mode == LEDGER_TRY ? "PRAGMA query_only = OFF"
					 : "PRAGMA journal_mode = TRUNCATE",
		    error);
	if (status == STATUS_OK)
		status = identify(ledger, error);
	if (status == STATUS_OK)
		*opened = ledger;
	else
		ledger_close(ledger);
	return status;
}

/* Make a file of no other's, and fill it: a ledger that is not linked yet. */
static enum status
build(struct ledger *ledger,
    enum status (*fill)(struct ledger *, void *, struct error *), void *context,
    struct error *error)
{
	char pragma[64];
	enum status status;

	snprintf(pragma, sizeof(pragma), "PRAGMA application_id = %d",
	    APPLICATION_ID);
	ledger->changing = true;
	status = connect_file(ledger, 0, error);
	if (status == STATUS_OK)
		status =
		    sqlite_execute(ledger, "PRAGMA encoding = 'UTF-8'", error);
	if (status == STATUS_OK)
		status = sqlite_execute(
		    ledger, "PRAGMA journal_mode = TRUNCATE", error);
	if (status == STATUS_OK)
		status = sqlite_execute(ledger, pragma, error);
	if (status == STATUS_OK)
		status = migrate(ledger, error);
	if (status == STATUS_OK)
		status = ledger_begin(ledger, error);
	if (status == STATUS_OK)
		status = fill(ledger, context, error);
	if (status == STATUS_OK)
		status = ledger_commit(ledger, error);
	return status;
}

enum status
ledger_create(const char *path,
    enum status (*fill)(struct ledger *, void *, struct error *), void *context,
    struct error *error)
{
	char temporary[4096];
	struct ledger *ledger;
	enum status status;
	int length, descriptor;

	status = file_check_name(path, error);
	if (status != STATUS_OK)
		return status;
	length = snprintf(temporary, sizeof(temporary), "%s.XXXXXX.tmp", path);
	if (length < 0 || (size_t)length >= sizeof(temporary))
		return error_set(error, STATUS_USAGE, "the name is too long");
	descriptor = mkostemps(temporary, 4, O_CLOEXEC);
	if (descriptor < 0)
		return error_system(error, STATUS_IO, "%s", temporary);
	(void)close(descriptor);
	ledger = calloc(1, sizeof(*ledger));
	if (ledger == NULL) {
		file_remove(temporary);
		return error_memory(error);
	}
	ledger->path = temporary;
	ledger->mode = LEDGER_RECORD;
	status = build(ledger, fill, context, error);
	ledger_close(ledger);
	if (status == STATUS_OK)
		status = file_place(temporary, path, error);
	file_remove(temporary);
	return status;
}

enum status
ledger_begin(struct ledger *ledger, struct error *error)
{
	enum status status;

	status = sqlite_execute(ledger,
	    ledger->mode == LEDGER_RECORD ? "BEGIN IMMEDIATE" : "BEGIN", error);
	ledger->in_transaction = status == STATUS_OK;
	return status;
}

enum status
ledger_commit(struct ledger *ledger, struct error *error)
{
	enum status status;

	if (ledger->starved)
		return error_memory(error);
	status = sqlite_execute(ledger, "COMMIT", error);
	if (status == STATUS_OK)
		ledger->in_transaction = false;
	return status;
}

void
ledger_rollback(struct ledger *ledger)
{
	/* SQLite may have rolled back by itself; that is no error then. */
	if (ledger->in_transaction &&
	    sqlite3_get_autocommit(ledger->handle) == 0)
		(void)sqlite3_exec(
		    ledger->handle, "ROLLBACK", NULL, NULL, NULL);
	ledger->in_transaction = false;
}

enum status
ledger_mark(struct ledger *ledger, struct error *error)
{
	return sqlite_execute(ledger, statement_text(STATEMENT_MARK), error);
}

enum status
ledger_undo(struct ledger *ledger, struct error *error)
{
	enum status status = sqlite_execute(ledger, "ROLLBACK TO mark", error);

	return status == STATUS_OK ? ledger_keep(ledger, error) : status;
}

enum status
ledger_keep(struct ledger *ledger, struct error *error)
{
	return sqlite_execute(ledger, statement_text(STATEMENT_KEEP), error);
}

void
ledger_close(struct ledger *ledger)
{
	size_t i;

	if (ledger == NULL)
		return;
	for (i = 0; i < STATEMENT_COUNT; i++)
		sqlite3_finalize(ledger->statements[i]);
	if (ledger->handle != NULL) {
		ledger_rollback(ledger);
		(void)sqlite3_close(ledger->handle);
	}
	free(ledger);
}
