#ifndef REPORT_EXPORTING_LIVES_H
#define REPORT_EXPORTING_LIVES_H

#include "ledger/catalogs.h"
#include "record/record.h"
#include "work/roster.h"
#include "work/window.h"

/*
 * What an exported subscription is on a day, and when it ends: nothing that the
 * ledger stores, so that it is made of the order lines for each.
 *
 * exporting_lives_open(lives, ledger, window, schema, error):
 * Begin, for records of ${schema} that come by subscription.  Whether it
 * succeeds or not, end it with exporting_lives_close().
 *
 * exporting_lives_fill(lives, fields, error):
 * Fill in what is made, in the record of the subscription fields[0].  It is
 * there until the next one is filled.  Without exporting_lives_open() nothing
 * is done.
 *
 * exporting_lives_status(subscription, on):
 * In a word what it is on that day.
 */

enum exporting_life {
	EXPORTING_STATUS,
	EXPORTING_END,
	EXPORTING_TERM_START,
	EXPORTING_TERM_END,
	EXPORTING_RENEWAL,
	EXPORTING_LIVES
};

struct exporting_lives {
	bool opened;
	bool dated; /* there is a day to tell of */
	struct catalogs catalogs;
	struct arena arena;
	struct roster roster;
	struct subscription subscription;
	bool found; /* whether it is one */
	size_t places[EXPORTING_LIVES]; /* of the columns */
	char texts[EXPORTING_LIVES][DATE_TEXT_MAX];
};

enum status exporting_lives_open(struct exporting_lives *, struct ledger *,
    const struct window *, const struct schema *, struct error *) MUST_CHECK;
enum status exporting_lives_fill(
    struct exporting_lives *, const char **, struct error *) MUST_CHECK;
void exporting_lives_close(struct exporting_lives *);
const char *exporting_lives_status(const struct subscription *, struct date);

#endif
