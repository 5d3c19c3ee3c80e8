/*
 * The driver may open the ledger: the command has ended.  If it was killed,
 * SQLite takes back here what it had not finished.
 */
#include "tests/fault/dump.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What tells when: the clock, and the witness of an audit row to it. */
static bool
omitted(const char *column)
{
	return strcmp(column, "recorded_at") == 0 ||
	       strcmp(column, "witness") == 0;
}

static void
add_value(sqlite3_stmt *row, int column, struct text *text)
{
	const void *bytes;

	text_format(text, "|%d:", sqlite3_column_type(row, column));
	bytes = sqlite3_column_blob(row, column);
	if (sqlite3_column_type(row, column) != SQLITE_BLOB) {
		text_add(
		    text, bytes, (size_t)sqlite3_column_bytes(row, column));
		return;
	}
	for (int i = 0; i < sqlite3_column_bytes(row, column); i++)
		text_format(text, "%02x", ((const unsigned char *)bytes)[i]);
}

/* The rows of a query, a line each behind ${name}. */
static bool
add_rows(sqlite3 *handle, const char *sql, const char *name, struct text *text)
{
	sqlite3_stmt *rows = NULL;
	int code, i;

	if (sqlite3_prepare_v2(handle, sql, -1, &rows, NULL) != SQLITE_OK)
		return false;
	while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
		text_add(text, name, strlen(name));
		for (i = 0; i < sqlite3_column_count(rows); i++) {
			if (!omitted(sqlite3_column_name(rows, i)))
				add_value(rows, i, text);
		}
		text_add(text, "\n", 1);
	}
	sqlite3_finalize(rows);
	return code == SQLITE_DONE;
}

static bool
add_table(sqlite3 *handle, const char *name, struct text *text)
{
	char sql[512];

	/* A table without row ids stands in the order of its key. */
	(void)snprintf(sql, sizeof(sql),
	    "SELECT rowid, * FROM \"%s\" ORDER BY rowid", name);
	if (add_rows(handle, sql, name, text))
		return true;
	(void)snprintf(sql, sizeof(sql), "SELECT * FROM \"%s\"", name);
	return add_rows(handle, sql, name, text);
}

static bool
add_tables(sqlite3 *handle, struct text *text)
{
	sqlite3_stmt *names = NULL;
	bool well;

	well = add_rows(handle,
		   "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2",
		   "schema", text) &&
	       sqlite3_prepare_v2(handle,
		   "SELECT name FROM sqlite_schema WHERE type = 'table' "
		   "ORDER BY name",
		   -1, &names, NULL) == SQLITE_OK;
	while (well && sqlite3_step(names) == SQLITE_ROW)
		well = add_table(
		    handle, (const char *)sqlite3_column_text(names, 0), text);
	sqlite3_finalize(names);
	return well;
}

/* Whether a query finds what must not be; ${text} is told then. */
static bool
finds(sqlite3 *handle, const char *sql, struct text *text)
{
	size_t length = text->length;

	if (!add_rows(handle, sql, "damaged", text)) {
		text_format(text, "damaged: %s\n", sqlite3_errmsg(handle));
		return true;
	}
	return text->length > length;
}

bool
dump_ledger(const char *path, struct text *text)
{
	sqlite3 *handle = NULL;
	bool well;

	text_clear(text);
	if (access(path, F_OK) != 0)
		return true;
	if (sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, NULL) !=
	    SQLITE_OK)
		return false;
	well = !finds(handle,
		   "SELECT * FROM pragma_integrity_check "
		   "WHERE integrity_check <> 'ok'",
		   text) &&
	       !finds(handle, "SELECT * FROM pragma_foreign_key_check", text) &&
	       !finds(handle,
		   "SELECT 'recorded in the past', sequence FROM (SELECT "
		   "sequence, recorded_at a, lag(recorded_at) OVER (ORDER BY "
		   "sequence) b FROM audit) WHERE a < b",
		   text) &&
	       add_tables(handle, text);
	if (sqlite3_close(handle) != SQLITE_OK)
		return false;
	return well;
}

void
dump_difference(const struct text *a, const struct text *b, struct text *text)
{
	size_t start = 0, i = 0;

	while (i < a->length && i < b->length && a->bytes[i] == b->bytes[i]) {
		if (a->bytes[i++] == '\n')
			start = i;
	}
	text_format(text, "  expected: %.*s\n  found:    %.*s\n",
	    (int)strcspn(a->bytes + start, "\n"), a->bytes + start,
	    (int)strcspn(b->bytes + start, "\n"), b->bytes + start);
}
