#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>

/*
 * Text files of share/ that are compiled in, so that a command needs no file
 * beside it.  The tables are written by share/build/embed at build time, in the
 * order of the file names, and end with a NULL name.
 */

struct embedded {
	const char *name; /* "0001-ledger.sql" */
	const char *text;
};

extern const struct embedded embedded_currencies[];
extern const struct embedded embedded_sqlite[];
extern const struct embedded embedded_templates[];

#endif
