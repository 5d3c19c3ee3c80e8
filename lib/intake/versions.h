#ifndef INTAKE_VERSIONS_H
#define INTAKE_VERSIONS_H

#include "intake/importing.h"

/*
 * Customers and accounts change by versions, each in force from a date.
 *
 * The first version is in force from the beginning, whatever its date.  A
 * record that says what was in force on its date, or what was recorded before
 * with that date, is a duplicate; any other is a new version, and must have a
 * date (effective_on, else --as-of).
 *
 * version_date(importing, given, date, error):
 * The date from which a record acts: ${given}, else --as-of, else "".
 *
 * version_decide(importing, key, date, resolved, version, error):
 * What a record is; *${version} is its number if it is a new one.
 */

struct version {
	enum outcome outcome;
	int64_t number;
	const char *effective_on; /* "": from the beginning */
};

enum status version_decide(struct importing *, const char *, const char *,
    const struct resolved *, struct version *, struct error *) MUST_CHECK;
enum status version_date(const struct importing *, const char *, const char **,
    struct error *) MUST_CHECK;

#endif
