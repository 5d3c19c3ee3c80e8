#ifndef CLI_PRIVACY_H
#define CLI_PRIVACY_H

#include "base/error.h"

/*
 * What a process must not give away: rights that its caller does not have, and
 * what it has in memory.
 *
 * Names, variables and files of the caller decide what a command does, so a
 * command that is set-user-ID or set-group-ID, or has capabilities of its file,
 * would lend its rights to anybody.  Rights are lent by sudo(8).
 *
 * privacy_keep(error):
 * STATUS_CONFIG if the process has more rights than its caller; else see to it
 * that a crash writes no core file.
 */

enum status privacy_keep(struct error *) MUST_CHECK;

#endif
