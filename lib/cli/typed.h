#ifndef CLI_TYPED_H
#define CLI_TYPED_H

#include "base/arena.h"

/*
 * A command line as it was typed, or might have been.
 *
 * typed_line(arena, argc, argv):
 * The arguments joined with blanks, single-quoted where a shell would read
 * them otherwise, control characters as "?", card numbers masked.  NULL if
 * there is no memory left.
 */

char *typed_line(struct arena *, int, char *const[]) MUST_CHECK;

#endif
