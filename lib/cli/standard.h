#ifndef CLI_STANDARD_H
#define CLI_STANDARD_H

#include <stdbool.h>

#include "base/error.h"
#include "record/spool.h"

/*
 * The three standard descriptors, which a command is handed in any state.
 *
 * standard_open(error):
 * Make sure that descriptors 0 to 2 are open, so that no file opened later
 * becomes one of them.  Reading from what was a closed standard input, and
 * writing to what was a closed standard output, fails; what is written to a
 * closed standard error is lost, as was asked.
 *
 * standard_write(spool, error):
 * Copy ${spool} to standard output.  STATUS_IO ("standard output: ...") where
 * not every byte got there.
 *
 * standard_say(name, text):
 * Write "name: text" to standard error as one line in one piece, with control
 * characters as "?" and card numbers masked.  Return whether it could be
 * written.
 */

enum status standard_open(struct error *) MUST_CHECK;
enum status standard_write(struct spool *, struct error *) MUST_CHECK;
bool standard_say(const char *, const char *) MUST_CHECK;

#endif
