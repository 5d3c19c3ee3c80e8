#ifndef CLI_BESIDE_H
#define CLI_BESIDE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * The commands that stand beside bill are those that it can run.
 *
 * They are found in the directory of the program that is running (as the kernel
 * names it), never through PATH: whoever can put a file there could have
 * replaced bill itself.  A command is a file "bill-NAME" that may be executed,
 * NAME of [a-z-].
 *
 * beside_find(arena, beside, error):
 * The names, without "bill-", in order, allocated in ${arena}.
 *
 * beside_summary(beside, name, arena, summary, error):
 * What the command ${name} says it is for: the line below the usage line of its
 * --help, "" where it says nothing of the kind.
 *
 * beside_execute(beside, argv, error):
 * Become the command ${argv}[0], a name without "bill-", with these arguments.
 * Returns only where that failed: STATUS_USAGE, naming the nearest command,
 * where there is none of this name.
 */

#define BESIDE_MAX 128
#define BESIDE_NAME_MAX 32

struct beside {
	const char *directory;
	const char *names[BESIDE_MAX];
	size_t count;
};

enum status beside_find(
    struct arena *, struct beside *, struct error *) MUST_CHECK;
enum status beside_summary(const struct beside *, const char *, struct arena *,
    const char **, struct error *) MUST_CHECK;
enum status beside_execute(
    const struct beside *, char *[], struct error *) MUST_CHECK;

#endif
