#ifndef RULE_TAX_H
#define RULE_TAX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "rule/company.h"
#include "rule/line.h"

/*
 * Tax on the lines of a document.
 *
 * A rate belongs to a jurisdiction and a tax code (or to every code), has a
 * name, is in force from a date, and replaces the rate of the same
 * jurisdiction, name and code that was in force before, even where it ends.  A
 * rate in force for a line's own code goes before a rate of the same name for
 * every code.  Several rates of different names all apply, in their sequence; a
 * rate marked taxable is itself taxed by later ones.
 *
 * Rates are those of the issue date, or of the last day of the line's period
 * where the company file says period_end.
 *
 * Tax is computed by group, the lines of a document with one tax code and rate:
 * the sum of their bases times the rate is rounded once and shared over the
 * lines by largest remainder; or line by line where the company file says so
 * (EN 16931 BR-CO-17 computes by group).
 *
 * An exemption keeps an account's lines from being taxed in one jurisdiction,
 * or in every one, on the days on which it is good; asked is the day whose
 * rates a line would have.
 *
 * tax_exempts(exemptions, region, line, terms):
 * Whether one of the exemptions of its owner is good for ${line}.
 *
 * tax_amounts(lines, count, terms, scratch, error):
 * Compute the amounts of the taxes that each line has which corrects nothing:
 * name, jurisdiction, rate, sequence and taxable are given.
 *
 * tax_lines(lines, count, rates, terms, scratch, error):
 * Give each of ${count} ${lines} that corrects nothing its taxes.  Corrections
 * have theirs already (see correct.h).
 */

#define LINE_TAXES_MAX 32 /* on one line */

struct tax_rate {
	const char *jurisdiction;
	const char *tax_code; /* "": every code */
	const char *name;
	struct decimal rate; /* percent */
	struct date from;
	struct date to; /* first day after; DATE_MAX if open */
	int sequence;
	bool taxable;
};

struct tax_rates {
	const struct tax_rate *items;
	size_t count;
};

struct tax_terms {
	struct date issue_date;
	enum tax_date date;
	enum tax_rounding by;
	enum rounding rounding;
};

struct tax_exemption {
	const char *jurisdiction; /* "": every one */
	struct date from;
	struct date to; /* first day after; DATE_MAX if open */
};

struct tax_exemptions {
	const struct tax_exemption *items;
	size_t count;
};

/* A line, and where and whether its owner is taxed. */
struct taxed_line {
	struct line *line;
	const char *region; /* jurisdiction; "": none */
	bool exempt;
};

bool tax_exempts(const struct tax_exemptions *, const char *,
    const struct line *, const struct tax_terms *);
enum status tax_amounts(const struct taxed_line *, size_t,
    const struct tax_terms *, struct arena *, struct error *) MUST_CHECK;
enum status tax_lines(const struct taxed_line *, size_t,
    const struct tax_rates *, const struct tax_terms *, struct arena *,
    struct error *) MUST_CHECK;

#endif
