#ifndef CLI_INVOKER_H
#define CLI_INVOKER_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/error.h"

/*
 * Who asks for something, and why: what the audit trail puts down.
 *
 * A ledger that several people write belongs to a user of its own, as whom each
 * of them runs the commands through sudo(8), which names them in SUDO_USER and
 * SUDO_UID.  But anybody can put that into the environment of a process of his
 * own.  So the name is believed only from
 *   - root, who can become anybody anyway; and
 *   - a process of another user than the one that is named, if both variables
 *     name the same one, and that is who logged in, as the kernel remembers it
 *     across sudo (proc(5), loginuid).  Where the kernel does not know, the
 *     user of the process must be one who cannot log in, as a service's is:
 *     then somebody else has started it.
 * Otherwise it is who runs the process.
 *
 * invoker_user(user, error):
 * Set ${user} to who asked sudo for it, from the environment; NULL: nobody did,
 * or it is not believed.  STATUS_MEMORY or STATUS_IO if that could not be found
 * out.
 *
 * invoker_believed(invoker):
 * Whether what is known of a process makes its SUDO_USER believed.
 *
 * invoker_reason(reason, error):
 * STATUS_USAGE unless ${reason} may stand in the audit trail for ever: a line
 * of text, of INVOKER_REASON_MAX bytes at most, without card numbers.
 */

#define INVOKER_REASON_MAX 500

struct invoker {
	uid_t uid; /* of the process */
	bool named; /* SUDO_USER is the name of the user SUDO_UID */
	uid_t sudo_uid;
	bool login_known;
	uid_t login_uid;
	bool logs_in; /* the user of the process has a shell to log in to */
};

enum status invoker_user(const char **, struct error *) MUST_CHECK;
bool invoker_believed(const struct invoker *);
enum status invoker_reason(const char *, struct error *) MUST_CHECK;

#endif
