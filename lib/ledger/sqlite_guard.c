/*
 * The guards of a connection.  Statements are fixed texts and values are always
 * bound, so none of this is met by what is right; it is there for a ledger that
 * somebody else has prepared, and for a mistake of our own.
 *
 * What a statement may do is asked while it is prepared, so that a statement
 * which attaches a file, changes the schema outside of a migration, or writes
 * where nothing may be kept, does not come to be.  (A virtual table that is
 * declared asks for the schema's table, too; that is refused by "defensive".)
 */
#include <string.h>

#include "ledger/sqlite.h"

#define VALUE_BYTES_MAX (256 << 20)

static enum status
limit(struct ledger *ledger, struct error *error)
{
	static const struct {
		int number;
		int value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX },
		{ SQLITE_LIMIT_SQL_LENGTH, 1 << 20 },
		{ SQLITE_LIMIT_COLUMN, 200 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 100 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 32 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 200 },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 16 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};
	size_t i;

	for (i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		(void)sqlite3_limit(
		    ledger->handle, limits[i].number, limits[i].value);
		if (sqlite3_limit(ledger->handle, limits[i].number, -1) !=
		    limits[i].value)
			return error_set(error, STATUS_LEDGER,
			    "%s: limit %d of SQLite cannot be set",
			    ledger->path, limits[i].number);
	}
	return STATUS_OK;
}

static enum status
configure(struct ledger *ledger, struct error *error)
{
	static const struct {
		int option;
		int value;
	} options[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 1 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
	};
	size_t i;
	int value;

	for (i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		if (sqlite3_db_config(ledger->handle, options[i].option,
			options[i].value, &value) != SQLITE_OK)
			return sqlite_fail(ledger, error);
		if (value != options[i].value)
			return error_set(error, STATUS_LEDGER,
			    "%s: option %d of SQLite cannot be set",
			    ledger->path, options[i].option);
	}
	return STATUS_OK;
}

/* Pragmas of a connection are set and read back; nothing secret is deleted. */
static enum status
set_pragmas(struct ledger *ledger, struct error *error)
{
	static const struct {
		const char *set;
		const char *get;
		int64_t value;
	} pragmas[] = {
		{ "PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", 1 },
		{ "PRAGMA recursive_triggers = ON", "PRAGMA recursive_triggers",
		    1 },
		{ "PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", 0 },
		{ "PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", 1 },
		{ "PRAGMA mmap_size = 0", "PRAGMA mmap_size", 0 },
		{ "PRAGMA synchronous = FULL", "PRAGMA synchronous", 2 },
		{ "PRAGMA secure_delete = FAST", "PRAGMA secure_delete", 2 },
		{ "PRAGMA cache_size = -65536", "PRAGMA cache_size", -65536 },
	};
	enum status status;
	int64_t value;
	size_t i;

	for (i = 0; i < sizeof(pragmas) / sizeof(pragmas[0]); i++) {
		status = sqlite_execute(ledger, pragmas[i].set, error);
		if (status == STATUS_OK)
			status = sqlite_number(
			    ledger, pragmas[i].get, &value, error);
		if (status != STATUS_OK)
			return status;
		if (value != pragmas[i].value)
			return error_set(error, STATUS_LEDGER,
			    "%s: %s had no effect", ledger->path,
			    pragmas[i].set);
	}
	return STATUS_OK;
}

enum status
ledger_shred(struct ledger *ledger, struct error *error)
{
	int64_t answer = 0;
	enum status status =
	    sqlite_number(ledger, "PRAGMA secure_delete = ON", &answer, error);

	if (status == STATUS_OK && answer != 1)
		return error_set(error, STATUS_LEDGER,
		    "%s: what is deleted would not be overwritten",
		    ledger->path);
	return status;
}

/* What may be asked of a connection, and told to it once it is guarded. */
static bool
allows_pragma(const struct ledger *ledger, const char *name, const char *value)
{
	static const struct {
		const char *name;
		const char *value;
		bool migrating; /* only then */
	} told[] = {
		{ "application_id", NULL, true },
		{ "cache_size", "-256", false },
		{ "encoding", "UTF-8", true },
		{ "journal_mode", "TRUNCATE", false },
		{ "query_only", NULL, false },
		/* Adding a column with a check asks for it. */
		{ "quick_check", NULL, true },
		{ "secure_delete", "ON", false },
		{ "user_version", NULL, true },
	};
	static const char *const asked[] = { "application_id", "cache_size",
		"cell_size_check", "encoding", "foreign_key_check",
		"foreign_keys", "freelist_count", "integrity_check",
		"journal_mode", "mmap_size", "page_count", "page_size",
		"query_only", "quick_check", "recursive_triggers",
		"secure_delete", "synchronous", "table_list", "trusted_schema",
		"user_version" };
	size_t i;

	for (i = 0; value == NULL && i < sizeof(asked) / sizeof(asked[0]); i++)
		if (strcmp(asked[i], name) == 0)
			return true;
	for (i = 0; value != NULL && i < sizeof(told) / sizeof(told[0]); i++)
		if (strcmp(told[i].name, name) == 0)
			return (ledger->changing || !told[i].migrating) &&
			       (told[i].value == NULL ||
				   strcmp(told[i].value, value) == 0);
	return false;
}

static int
authorize(void *context, int action, const char *name, const char *detail,
    const char *database, const char *trigger)
{
	const struct ledger *ledger = context;
	bool own = database == NULL || strcmp(database, "temp") != 0;

	(void)trigger;
	switch (action) {
	case SQLITE_ATTACH:
	case SQLITE_DETACH:
	case SQLITE_ANALYZE:
	case SQLITE_CREATE_VTABLE:
	case SQLITE_DROP_VTABLE:
	case SQLITE_CREATE_TEMP_TRIGGER:
	case SQLITE_CREATE_TEMP_VIEW:
		return SQLITE_DENY;
	case SQLITE_ALTER_TABLE:
	case SQLITE_CREATE_INDEX:
	case SQLITE_CREATE_TABLE:
	case SQLITE_CREATE_TRIGGER:
	case SQLITE_CREATE_VIEW:
	case SQLITE_DROP_INDEX:
	case SQLITE_DROP_TABLE:
	case SQLITE_DROP_TRIGGER:
	case SQLITE_DROP_VIEW:
	case SQLITE_REINDEX:
		return ledger->changing || !own ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_UPDATE:
	case SQLITE_INSERT:
	case SQLITE_DELETE:
		return ledger->mode == LEDGER_RECORD || !own ||
			       strcmp(name, "sqlite_master") == 0
			   ? SQLITE_OK
			   : SQLITE_DENY;
	case SQLITE_PRAGMA:
		return allows_pragma(ledger, name, detail) ? SQLITE_OK
							   : SQLITE_DENY;
	case SQLITE_FUNCTION:
		return strcmp(detail, "load_extension") == 0 ? SQLITE_DENY
							     : SQLITE_OK;
	default:
		return SQLITE_OK;
	}
}

enum status
sqlite_guard(struct ledger *ledger, struct error *error)
{
	enum status status = configure(ledger, error);

	if (status == STATUS_OK)
		status = limit(ledger, error);
	if (status == STATUS_OK)
		status = set_pragmas(ledger, error);
	if (status == STATUS_OK && sqlite3_set_authorizer(ledger->handle,
				       authorize, ledger) != SQLITE_OK)
		return sqlite_fail(ledger, error);
	return status;
}
