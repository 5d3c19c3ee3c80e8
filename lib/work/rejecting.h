#ifndef WORK_REJECTING_H
#define WORK_REJECTING_H

#include <stdint.h>

#include "base/error.h"
#include "record/reader.h"
#include "record/spool.h"

/*
 * Bad records are set aside with their line and a reason, in the order of
 * lines.
 *
 * The file has the input's own columns, then "line" and "reason", so that it
 * can be mended and imported again; cells beyond the header come in columns
 * named surplus1, surplus2 ...  It is CSV, also where the input was JSON lines.
 *
 * rejects_open(reader, rejects, error):
 * None yet, for records of ${reader}.  Release with rejects_close().
 *
 * rejects_add(rejects, row, error):
 * Set one record aside.
 *
 * rejects_first(rejects, done, error):
 * Put the line and reason of the first bad record, and how many more there are,
 * into ${error} as STATUS_INVALID: the refusal of the whole file, of which
 * nothing was ${done}: "recorded".
 *
 * rejects_tell(rejects, told, done, error):
 * The same; where there are several, all of them become lines of ${told} (those
 * beyond REJECTS_TOLD_MAX only their number), and ${error} says how many they
 * are.  Instead of rejects_write().
 *
 * rejects_write(rejects, path, error):
 * Write the file ${path}, whole, under its final name (see outfile.h).
 */

struct rejected {
	uint64_t line;
	const char *reason;
	const char *const *cells;
	size_t count;
};

#ifndef REJECTS_TOLD_MAX
#define REJECTS_TOLD_MAX 100
#endif

struct rejects;

enum status rejects_open(
    const struct reader *, struct rejects **, struct error *) MUST_CHECK;
enum status rejects_add(
    struct rejects *, const struct rejected *, struct error *) MUST_CHECK;
enum status rejects_first(const struct rejects *, const char *, struct error *);
enum status rejects_tell(
    struct rejects *, struct spool *, const char *, struct error *);
enum status rejects_write(
    struct rejects *, const char *, struct error *) MUST_CHECK;
void rejects_close(struct rejects *);

#endif
