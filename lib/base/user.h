#ifndef BASE_USER_H
#define BASE_USER_H

#include <pwd.h>
#include <stdbool.h>
#include <sys/types.h>

#include "base/error.h"

/*
 * The user database, of which a search that fails is not a search that finds
 * nobody: with memory or descriptors used up, a command would put down another
 * name than that of who has run it.
 *
 * user_find(uid, entry, error):
 * Set ${entry} to what the database holds of a user, until the next search;
 * NULL: it does not know the user.  STATUS_MEMORY or STATUS_IO if it could not
 * be searched.
 *
 * user_unread(code, error):
 * Whether an error number says that a search, or reading a file like those of
 * the database, has failed for want of something, and not because there is
 * nothing; ${error} is set then.
 */

enum status user_find(uid_t, const struct passwd **, struct error *) MUST_CHECK;
bool user_unread(int, struct error *);

#endif
