#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdarg.h>

/*
 * An error is a value on main's stack.
 *
 * It is set where the fault is found, and each caller on the way up may put
 * its circumstance in front ("orders.csv:12: plan: ...").  command_main()
 * prints it once.  A status is also the exit code of the command (sysexits.h
 * where that has a name), so that no table translates one into the other.
 *
 * error_set(error, status, format, ...):
 * Put ${status} and the formatted text into ${error}.  Return ${status}.
 *
 * error_system(error, status, format, ...):
 * The same, followed by ": " and the description of errno.
 *
 * error_prefix(error, format, ...):
 * Put the formatted text in front of what ${error} says.  A text that grows
 * over its room loses its end.  Return the status that ${error} holds.
 *
 * error_memory(error):
 * Set STATUS_MEMORY.  Return it.
 *
 * error_excerpt(text, excerpt):
 * Copy a value that a message quotes into ${excerpt}; over 40 bytes it loses
 * its end to "...".  Return ${excerpt}.
 */

enum status {
	STATUS_OK = 0,
	STATUS_ASIDE = 1, /* records set aside, differences, findings */
	STATUS_USAGE = 64, /* the command line is wrong */
	STATUS_INVALID = 65, /* bad data */
	STATUS_NO_INPUT = 66, /* an input does not exist or opens not */
	STATUS_STALE = 69, /* the ledger has moved on */
	STATUS_LEDGER = 70, /* the ledger is unreadable or inconsistent */
	STATUS_MEMORY = 71, /* no memory left */
	STATUS_IO = 74, /* reading or writing failed */
	STATUS_BUSY = 75, /* another writer holds the ledger; try again */
	STATUS_CONFIG = 78, /* a company, catalog or template file is bad */
};

#define ERROR_TEXT_MAX 1024
#define ERROR_EXCERPT_MAX 44

struct error {
	enum status status;
	char text[ERROR_TEXT_MAX];
};

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
/* Of a function that is needed seldom, by one that is called all the time and
 * need not save registers for it. */
#define SELDOM __attribute__((cold, noinline))

enum status error_set(struct error *, enum status, const char *, ...)
    PRINTF_LIKE(3, 4);
enum status error_system(struct error *, enum status, const char *, ...)
    PRINTF_LIKE(3, 4);
enum status error_prefix(struct error *, const char *, ...) PRINTF_LIKE(2, 3);
enum status error_memory(struct error *);
const char *error_excerpt(const char *, char[ERROR_EXCERPT_MAX]);

#endif
