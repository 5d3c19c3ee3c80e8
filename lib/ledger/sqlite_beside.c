/*
 * A ledger that two threads read has two connections.  A journal that is rolled
 * back lets nobody commit while anyone reads, so both read the same.
 */
#include <stddef.h>

#include "ledger/sqlite.h"

/* Read what stands first in the file: from then on the state is held. */
static enum status
hold(struct ledger *ledger, struct error *error)
{
	int64_t version;

	return sqlite_number(ledger, "PRAGMA user_version", &version, error);
}

/* Nobody may have put another file in its place. */
static enum status
check_place(struct ledger *ledger, struct error *error)
{
	int moved = 0;

	if (sqlite3_file_control(ledger->handle, "main", SQLITE_FCNTL_HAS_MOVED,
		&moved) != SQLITE_OK)
		return sqlite_fail(ledger, error);
	if (moved != 0)
		return error_set(error, STATUS_LEDGER,
		    "%s: the file was replaced while it was read",
		    ledger->path);
	return STATUS_OK;
}

enum status
ledger_beside(
    struct ledger *ledger, struct ledger **beside, struct error *error)
{
	enum status status;

	*beside = NULL;
	if (ledger->mode != LEDGER_READ || !ledger->in_transaction)
		return STATUS_OK;
	status = hold(ledger, error);
	if (status == STATUS_OK)
		status =
		    ledger_open(ledger->path, LEDGER_READ, 0, beside, error);
	if (status == STATUS_OK)
		status = check_place(ledger, error);
	if (status == STATUS_OK)
		status =
		    sqlite_execute(*beside, "PRAGMA cache_size = -256", error);
	if (status == STATUS_OK)
		status = ledger_begin(*beside, error);
	if (status == STATUS_OK)
		status = hold(*beside, error);
	if (status == STATUS_OK)
		return STATUS_OK;
	ledger_close(*beside);
	*beside = NULL;
	return status == STATUS_BUSY ? STATUS_OK : status;
}
