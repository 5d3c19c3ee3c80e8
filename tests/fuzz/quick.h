#ifndef QUICK_H
#define QUICK_H

#include "feed.h"

#include <dlfcn.h>
#include <sqlite3.h>
#include <stdbool.h>

/*
 * SQLite made quick for a fuzz target: its memory is not watched, and one
 * connection to a ledger is kept and given out again.  Not when a corpus is
 * replayed.
 *
 * quick_begin(): before SQLite is used.  quick.ledger: the path whose
 * connection is kept, once the file is made.
 */

static struct {
	const char *ledger; /* NULL: none is kept yet */
	sqlite3 *kept;
	bool given; /* the one that is kept is in use */
} quick;

/*
 * What SQLite allocates comes from the C library directly: guarding each of it
 * takes as long as all that SQLite does, and it is not SQLite that is tried.
 * Their size stands in front.
 */
void *__libc_malloc(size_t);
void *__libc_realloc(void *, size_t);
void __libc_free(void *);

#define QUICK_FRONT 16

static inline void *
quick_sized(void *bytes, int size)
{
	if (bytes == NULL)
		return NULL;
	*(int *)bytes = size;
	return (char *)bytes + QUICK_FRONT;
}

static void *
quick_malloc(int size)
{
	return quick_sized(__libc_malloc((size_t)size + QUICK_FRONT), size);
}

static void
quick_free(void *bytes)
{
	if (bytes != NULL)
		__libc_free((char *)bytes - QUICK_FRONT);
}

static void *
quick_realloc(void *bytes, int size)
{
	char *front = bytes == NULL ? NULL : (char *)bytes - QUICK_FRONT;

	return quick_sized(
	    __libc_realloc(front, (size_t)size + QUICK_FRONT), size);
}

static int
quick_size(void *bytes)
{
	return bytes == NULL ? 0 : *(int *)((char *)bytes - QUICK_FRONT);
}

static int
quick_round(int size)
{
	return (size + 7) & ~7;
}

static int
quick_init(void *context)
{
	(void)context;
	return SQLITE_OK;
}

static void
quick_end(void *context)
{
	(void)context;
}

/* No leaks are looked for in there, so this table seems to be held by none. */
const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:feed_connect\n";
}

static inline void
quick_begin(void)
{
	static const sqlite3_mem_methods methods = { quick_malloc, quick_free,
		quick_realloc, quick_size, quick_round, quick_init, quick_end,
		NULL };

	if (feed_replaying == NULL)
		(void)sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}

/* Keep the first connection to what was made. */
int
sqlite3_open_v2(
    const char *path, sqlite3 **handle, int flags, const char *system)
{
	int (*open)(const char *, sqlite3 **, int, const char *);
	bool ours = feed_replaying == NULL && quick.ledger != NULL &&
		    strcmp(path, quick.ledger) == 0 && !quick.given;
	int code = SQLITE_OK;

	open = (int (*)(const char *, sqlite3 **, int, const char *))dlsym(
	    RTLD_NEXT, "sqlite3_open_v2");
	assert(open != NULL);
	if (!ours)
		return open(path, handle, flags, system);
	if (quick.kept == NULL) {
		code = open(path, &quick.kept, flags, system);
		assert(code == SQLITE_OK);
		(void)sqlite3_db_config(
		    quick.kept, SQLITE_DBCONFIG_LOOKASIDE, NULL, 1024, 1000);
	}
	quick.given = true;
	*handle = quick.kept;
	return code;
}

/* As good as new: nothing begun, nothing prepared, no tables of its own. */
static inline void
quick_take_back(void)
{
	static const char tables[] =
	    "SELECT 'DROP TABLE temp.' || name FROM sqlite_temp_schema "
	    "WHERE type = 'table'";
	const char *own[] = { "json_each", "json_tree", NULL };
	const char *end = "COMMIT";
	char **drops;
	int count, i;

	assert(sqlite3_next_stmt(quick.kept, NULL) == NULL);
	(void)sqlite3_set_authorizer(quick.kept, NULL, NULL);
	/* Tables that are undone would have all of the schema read anew. */
	if (sqlite3_txn_state(quick.kept, "main") == SQLITE_TXN_WRITE)
		end = "ROLLBACK";
	if (!sqlite3_get_autocommit(quick.kept))
		assert(sqlite3_exec(quick.kept, end, NULL, NULL, NULL) ==
		       SQLITE_OK);
	assert(sqlite3_exec(quick.kept, "PRAGMA query_only = OFF", NULL, NULL,
		   NULL) == SQLITE_OK);
	assert(sqlite3_get_table(quick.kept, tables, &drops, &count, NULL,
		   NULL) == SQLITE_OK);
	for (i = 1; i <= count; i++)
		assert(sqlite3_exec(quick.kept, drops[i], NULL, NULL, NULL) ==
		       SQLITE_OK);
	sqlite3_free_table(drops);
	assert(sqlite3_drop_modules(quick.kept, own) == SQLITE_OK);
	quick.given = false;
}

int
sqlite3_close(sqlite3 *handle)
{
	int (*close)(sqlite3 *);

	if (handle != NULL && handle == quick.kept) {
		quick_take_back();
		return SQLITE_OK;
	}
	close = (int (*)(sqlite3 *))dlsym(RTLD_NEXT, "sqlite3_close");
	assert(close != NULL);
	return close(handle);
}

#endif
