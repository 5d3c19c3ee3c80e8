#ifndef LEDGER_LEDGER_H
#define LEDGER_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/*
 * The ledger: one SQLite file that holds every fact, document and entry.
 *
 * It is written under journal_mode=TRUNCATE and synchronous=FULL, not WAL: the
 * library of Debian 12 (3.40.1) has the WAL-reset race that SQLite fixed
 * in 3.51.3, and simulated power cuts lost acknowledged commits under
 * DELETE+FULL but none under TRUNCATE+FULL.  A file in WAL mode is refused.
 * foreign_keys and recursive_triggers are per connection: set and read back.
 * Schema and extensions are not trusted (defensive, no double-quoted strings,
 * no extension loading).
 *
 * The file must be regular, ours (or we are root), with no other name and
 * without access for group and others; a symbolic link, an empty name,
 * ":memory:" and names that begin with "file:" are refused.  It is never
 * open()ed beside SQLite in one process, since closing it would drop SQLite's
 * locks.
 *
 * ledger_create(path, fill, context, error):
 * Build a new ledger under a temporary name beside ${path}, call ${fill} inside
 * its first transaction, and rename it into place.  STATUS_INVALID if ${path}
 * exists.
 *
 * ledger_open(path, mode, wait, ledger, error):
 * Open ${path}; ${wait} is how many seconds to wait for another writer.
 * STATUS_NO_INPUT if there is none; STATUS_LEDGER if it is no ledger, or newer
 * than this program.  An older schema is migrated by a writer, and refused by a
 * reader. A reader may not write (query_only), but must open for writing, since
 * a hot journal may have to be rolled back.  LEDGER_TRY is a reader that may
 * write temporary tables: what it stages meets the ledger, and nothing of it
 * stays.  Release with ledger_close().
 *
 * ledger_begin(ledger, error):
 * Begin a transaction: a writer's takes the write lock at once, a reader's sees
 * one state until it ends.  STATUS_BUSY if another writer did not finish in
 * time.
 *
 * ledger_beside(ledger, beside, error):
 * Open ${ledger} once more, for another thread: it is a reader in a
 * transaction, so nobody commits meanwhile, and both see one state.  For
 * statements that look at most pages once: few are kept.  *${beside} is NULL
 * where it cannot be had at once: a writer waits for ${ledger}, which is then
 * not to wait for the writer; or ${ledger} is no such reader.  Release with
 * ledger_close().
 *
 * ledger_commit(ledger, error):
 * End it, durably.
 *
 * ledger_rollback(ledger):
 * Undo it; nothing if there is none.
 *
 * ledger_mark(ledger, error), ledger_undo(ledger, error),
 * ledger_keep(ledger, error):
 * Set a mark inside a transaction; undo everything since the mark, or keep it.
 * Both remove the mark.
 *
 * ledger_shred(ledger, error):
 * From now on what is deleted or overwritten is gone from the file, pages that
 * are given free included; before a transaction.
 *
 * ledger_close(ledger):
 * Release, rolling back what was not committed; NULL is allowed.
 */

enum ledger_mode { LEDGER_READ, LEDGER_RECORD, LEDGER_TRY };

struct ledger;

enum status ledger_create(const char *,
    enum status (*)(struct ledger *, void *, struct error *), void *,
    struct error *) MUST_CHECK;
enum status ledger_open(const char *, enum ledger_mode, uint64_t,
    struct ledger **, struct error *) MUST_CHECK;
enum status ledger_begin(struct ledger *, struct error *) MUST_CHECK;
enum status ledger_beside(
    struct ledger *, struct ledger **, struct error *) MUST_CHECK;
enum status ledger_commit(struct ledger *, struct error *) MUST_CHECK;
void ledger_rollback(struct ledger *);
enum status ledger_mark(struct ledger *, struct error *) MUST_CHECK;
enum status ledger_undo(struct ledger *, struct error *) MUST_CHECK;
enum status ledger_keep(struct ledger *, struct error *) MUST_CHECK;
enum status ledger_shred(struct ledger *, struct error *) MUST_CHECK;
void ledger_close(struct ledger *);

#endif
