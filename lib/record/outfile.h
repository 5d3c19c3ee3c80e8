#ifndef RECORD_OUTFILE_H
#define RECORD_OUTFILE_H

#include <stddef.h>

#include "base/error.h"
#include "record/spool.h"

/*
 * An outfile appears under its name whole, or not at all.
 *
 * It is written beside its final place under a temporary name of its own
 * (O_EXCL, mode 0600), synced, and renamed into place by outfile_commit(),
 * which also syncs the directory.  A file of that name is replaced.  Closing it
 * without commit leaves nothing behind but, where a signal killed the command,
 * a "bill-….tmp" file.
 *
 * outfile_open(directory, name, outfile, error):
 * Begin ${name} in ${directory} (NULL or "": ${name} is a path of the
 * operator's own).  With a directory, ${name} must consist of [A-Za-z0-9._-],
 * not begin with "." or "-", and have at most 128 bytes: STATUS_INVALID
 * otherwise.  A path of the operator's own may be a pipe or device (/dev/null,
 * /dev/fd/3), which is opened now and, since it cannot be replaced, written at
 * commit.  A symbolic link is refused (STATUS_IO) but for those in /dev and
 * /proc/self/fd to pipes and devices: who may write the directory could point
 * it at another file of ours.
 *
 * outfile_write(outfile, bytes, length, error):
 * Append.
 *
 * outfile_spool(outfile, spool, error):
 * Append all of ${spool}.
 *
 * outfile_commit(outfile, error):
 * Put it in place.  To be called at most once, and nothing may be written
 * after.
 *
 * outfile_leave(outfile, temporary, error):
 * Leave what was written under its ${temporary} name (of OUTFILE_TEMPORARY_MAX
 * bytes), not synced: the caller puts it in place (see outfiles.h).  Not for
 * pipes and devices.
 *
 * outfile_close(outfile):
 * Release, and remove what was not committed; NULL is allowed.
 */

#define OUTFILE_TEMPORARY_MAX 32

struct outfile;

enum status outfile_open(
    const char *, const char *, struct outfile **, struct error *) MUST_CHECK;
enum status outfile_write(
    struct outfile *, const void *, size_t, struct error *) MUST_CHECK;
enum status outfile_spool(
    struct outfile *, struct spool *, struct error *) MUST_CHECK;
enum status outfile_commit(struct outfile *, struct error *) MUST_CHECK;
enum status outfile_leave(
    struct outfile *, char[OUTFILE_TEMPORARY_MAX], struct error *) MUST_CHECK;
void outfile_close(struct outfile *);

#endif
