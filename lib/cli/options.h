#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stddef.h>

#include "base/error.h"
#include "cli/command.h"

/*
 * Options are data: what is parsed here and shown by help.h is one table.
 *
 * Every command also has -h, --help, --version and the hidden --completion,
 * which stand in no table.
 *
 * options_parse(command, argc, argv, asked, operands, error):
 * Give all options of ${command} their values; dates not given become
 * DATE_NONE.  The operands are gathered at the end of ${argv}, from index
 * *${operands} on.  Where help, version or completion is asked for, nothing
 * else is looked at.  STATUS_USAGE names the fault and the nearest option;
 * *${asked} is then OPTIONS_USAGE, unless only a value is wrong, of which the
 * usage line says nothing.
 */

#define OPTIONS_MAX 64

enum options_asked {
	OPTIONS_RUN,
	OPTIONS_HELP,
	OPTIONS_VERSION,
	OPTIONS_COMPLETION,
	OPTIONS_USAGE,
};

enum status options_parse(const struct command *, int, char *[],
    enum options_asked *, int *, struct error *) MUST_CHECK;

#endif
