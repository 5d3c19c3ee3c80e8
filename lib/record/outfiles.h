#ifndef RECORD_OUTFILES_H
#define RECORD_OUTFILES_H

#include "base/error.h"
#include "record/outfile.h"

/*
 * Many outfiles in one directory, put in place together.
 *
 * Syncing each of seven thousand invoices by itself would take most of the time
 * of a close.  Here files wait under their temporary names; OUTFILES_BATCH of
 * them are synced by one call (syncfs), then renamed, then the directory is
 * synced.  So each still appears under its name whole, or not at all.
 *
 * outfiles_open(directory, outfiles, error):
 * None yet.  Release with outfiles_close().
 *
 * outfiles_add(outfiles, name, spool, length, error):
 * Write the next ${length} bytes of ${spool} as the file ${name}.
 *
 * outfiles_commit(outfiles, error):
 * Put in place all that wait.
 *
 * outfiles_close(outfiles):
 * Release, and remove what was not put in place; NULL is allowed.
 */

#define OUTFILES_BATCH 512

struct outfiles;

enum status outfiles_open(
    const char *, struct outfiles **, struct error *) MUST_CHECK;
enum status outfiles_add(struct outfiles *, const char *, struct spool *,
    uint64_t, struct error *) MUST_CHECK;
enum status outfiles_commit(struct outfiles *, struct error *) MUST_CHECK;
void outfiles_close(struct outfiles *);

#endif
