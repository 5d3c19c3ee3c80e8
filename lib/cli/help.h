#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/error.h"
#include "cli/command.h"

/*
 * What a command says of itself, from its table of options.
 *
 * help_usage(command, spool, error):
 * Write "usage: bill-x [-a date] ... operands" as one line.
 *
 * help_page(command, spool, error):
 * Write the usage line, a line that says what the command is for, and a line
 * for each option.
 *
 * help_version(command, spool, error):
 * Write "bill-x (billkit) VERSION".
 *
 * help_completion(command, spool, error):
 * Write "-a|--as-of|date|help" for each option, for the completion script; a
 * part that is not there is empty.
 */

enum status help_usage(
    const struct command *, struct spool *, struct error *) MUST_CHECK;
enum status help_page(
    const struct command *, struct spool *, struct error *) MUST_CHECK;
enum status help_version(
    const struct command *, struct spool *, struct error *) MUST_CHECK;
enum status help_completion(
    const struct command *, struct spool *, struct error *) MUST_CHECK;

#endif
