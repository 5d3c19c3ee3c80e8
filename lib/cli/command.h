#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "base/progress.h"
#include "record/spool.h"
#include "record/summary.h"
#include "record/writer.h"

/*
 * A command is a table of options and one function.
 *
 * From the table come parsing, the usage line, --help, --version and shell
 * completion.  main() is three lines: it hands the table to command_main(),
 * which
 *   - makes sure that descriptors 0 to 2 are open and sets umask 077;
 *   - refuses to run with more rights than its caller, and leaves no core file
 *     (see privacy.h);
 *   - parses the options (getopt_long; long names may not be abbreviated);
 *   - for a computing command resets SIGPIPE to its default, for a recording
 * one ignores it;
 *   - refuses a --reject or --summary file that is the ledger or an operand,
 *     and a --reason that the audit trail cannot keep (see invoker.h);
 *   - runs the command, which writes records into ${output} (a spool) and fills
 *     the summary;
 *   - if the command succeeded (STATUS_OK or STATUS_ASIDE) copies the spool to
 *     standard output, else writes nothing there;
 *   - prints the error, if any, as "bill-x: text" behind the lines in ${told},
 *     said in the same way, and, unless --quiet, the
 *     summary as "bill-x: line" on standard error, and writes --summary FILE;
 *   - returns the status as exit code, STATUS_IO if standard output or standard
 *     error could not be written whole.
 * Text from data is printed with control characters as "?".
 *
 * --help prints usage, summary and one line for each option to standard output
 * and exits 0; --version prints "bill-x (billkit) VERSION".  A hidden option
 * --completion prints the table for the completion script: one line
 * "-a|--as-of|date|help" for each option.  An option unknown, an argument
 * missing or wrong, or operands outside operands_min to operands_max: one line
 * that names it and suggests the nearest option, STATUS_USAGE, and nothing on
 * standard output; behind it the usage line, unless only a value is wrong.
 *
 * command_main(command, argc, argv):
 * All of the above.
 */

#define BILLKIT_VERSION "0.1.0"

enum option_kind {
	OPTION_LAST, /* ends a table */
	OPTION_FLAG, /* bool: no argument */
	OPTION_TEXT, /* const char *: not empty */
	OPTION_TEXTS, /* struct texts: may be given again */
	OPTION_DATE, /* struct date; DATE_NONE if not given */
	OPTION_COUNT, /* uint64_t: a whole number */
	OPTION_FORMAT, /* enum format */
	OPTION_PROGRESS, /* enum progress_when */
};

#define TEXTS_MAX 32

struct texts {
	const char *items[TEXTS_MAX];
	size_t count;
};

enum progress_when { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

struct option_spec {
	enum option_kind kind;
	char letter; /* 0: a long name only */
	const char *name;
	const char *argument; /* "date", "file"; NULL for a flag */
	const char *help;
	void *value;
};

struct options_common {
	const char *ledger; /* -L, else BILL_LEDGER, else NULL */
	enum format format; /* FORMAT_DEFAULT: table on a terminal, else CSV */
	const char *summary;
	const char *reject;
	const char *reason; /* of a recording command; NULL: not given */
	enum progress_when progress;
	uint64_t wait; /* seconds; WAIT_DEFAULT if not given */
	bool quiet;
};

#define WAIT_DEFAULT 60
/* clang-format off */
#define OPTIONS_COMMON_DEFAULT { .wait = WAIT_DEFAULT }

/* Every command takes these; a few have formats of their own. */
#define OPTIONS_COMMON(common) \
	{ OPTION_FORMAT, 'f', "format", "format", \
	    "write csv, jsonl or table", &(common).format }, \
	OPTIONS_SHARED(common)

#define OPTIONS_SHARED(common) \
	{ OPTION_TEXT, 'L', "ledger", "ledger", \
	    "use ledger (else BILL_LEDGER)", &(common).ledger }, \
	{ OPTION_FLAG, 'q', "quiet", NULL, \
	    "no summary line", &(common).quiet }, \
	{ OPTION_TEXT, 0, "summary", "file", \
	    "write the summary as JSON to file", &(common).summary }, \
	{ OPTION_TEXT, 0, "reject", "file", \
	    "write bad records to file, go on with the rest", \
	    &(common).reject }, \
	{ OPTION_PROGRESS, 0, "progress", "when", \
	    "auto, always or never", &(common).progress }, \
	{ OPTION_COUNT, 0, "wait", "seconds", \
	    "wait for a busy ledger (60)", &(common).wait }

/* Commands that record facts take this too. */
#define OPTION_REASON(common) \
	{ OPTION_TEXT, 0, "reason", "text", \
	    "why, for the audit trail", &(common).reason }

#define OPTION_END { OPTION_LAST, 0, NULL, NULL, NULL, NULL }
/* clang-format on */

/* What a command is handed, and fills. */
struct invocation {
	const char *program; /* "bill-run" */
	char *const *operands;
	size_t operand_count;
	const char *command_line; /* as typed, for the audit trail */
	const char *user; /* who asked sudo(8) for it, or NULL: invoker.h */
	struct spool *output;
	struct spool *told; /* what is to be said in front of an error */
	struct summary *summary;
	struct progress *progress;
	enum format format; /* never FORMAT_DEFAULT */
};

struct command {
	const char *name;
	const char *operands; /* "kind [file]" in the usage line */
	size_t operands_min;
	size_t operands_max;
	const char *summary; /* a few words */
	const struct option_spec *options;
	struct options_common *common; /* NULL: none of them (bill) */
	bool records; /* changes the ledger */
	enum status (*run)(const struct invocation *, struct error *);
};

int command_main(const struct command *, int, char *[]);

#endif
