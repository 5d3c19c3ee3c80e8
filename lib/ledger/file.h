#ifndef LEDGER_FILE_H
#define LEDGER_FILE_H

#include <stdint.h>

#include "base/error.h"

/*
 * The ledger's file: what its name may be, and whose it must be.
 *
 * file_check_name(path, error):
 * STATUS_USAGE for a missing or empty name, ":memory:" and "file:...", which
 * SQLite would take for something else than a file.
 *
 * file_check(path, error):
 * STATUS_NO_INPUT if there is no file; STATUS_LEDGER unless it is regular, has
 * one name, is ours (or we are root) and is closed to group and others, and the
 * journal beside it, if there is one, is such a file of the same owner.
 *
 * file_examine(path, bytes, found, context, error):
 * Look at what stands around the file, which has ${bytes} as SQLite counts; the
 * ledger is open.  Call ${found} with ${context} for each thing that is wrong:
 * the object, what was expected, what was found.
 *
 * file_resolve(path, resolved, error):
 * ${path} with no link on the way but, perhaps, the last name; absolute, in
 * PATH_MAX bytes.  STATUS_NO_INPUT if its directory is not there.
 *
 * file_place(temporary, path, error):
 * Give ${temporary} its final name, durably and at once.  STATUS_INVALID if
 * that is taken.
 *
 * file_remove(name):
 * Remove a temporary ledger and its journal.
 */

/* Called with its context, the object, what was expected and found. */
typedef enum status file_found(
    void *, const char *, const char *, const char *, struct error *);

enum status file_check_name(const char *, struct error *) MUST_CHECK;
enum status file_check(const char *, struct error *) MUST_CHECK;
enum status file_examine(
    const char *, int64_t, file_found *, void *, struct error *) MUST_CHECK;
enum status file_resolve(const char *, char *, struct error *) MUST_CHECK;
enum status file_place(const char *, const char *, struct error *) MUST_CHECK;
void file_remove(const char *);

#endif
