#ifndef RENDER_SHOWING_H
#define RENDER_SHOWING_H

#include <stdbool.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/money.h"
#include "render/view.h"
#include "rule/company.h"
#include "rule/party.h"

/*
 * Showing puts values into a view, in the form in which people read them.
 *
 * Amounts have the places of their currency and no grouping; dates are ISO
 * 8601, and of a half-open period the last day is shown.  Texts of ${views} are
 * copied where they do not outlive the call.
 *
 * showing_copy(showing, scope, name, text): a text that lives in a buffer.
 * showing_date(showing, scope, name, date): "" if it is not given.
 * showing_decimal(showing, scope, name, decimal): without zeros at the end.
 * showing_money(showing, scope, name, money): flipped where ${showing} is.
 *
 * showing_lines(showing, scope, name, text):
 * A list with each line of ${text} that is not empty as ${text} of an item.
 *
 * showing_period(showing, scope, start, end):
 * period_first, period_last, and both as period: "2026-09-01 to 2026-09-30".
 *
 * showing_seller(showing, scope, company):
 * What begins with seller_.
 *
 * showing_party(showing, scope, party):
 * account, customer and what begins so, and language, which is "" where it is
 * no language tag (RFC 5646, 2.1).
 */

struct showing {
	struct views *views;
	bool flipped; /* credits are shown positive */
};

void showing_copy(
    const struct showing *, struct view *, const char *, const char *);
void showing_date(
    const struct showing *, struct view *, const char *, struct date);
void showing_decimal(
    const struct showing *, struct view *, const char *, struct decimal);
void showing_money(
    const struct showing *, struct view *, const char *, struct money);
void showing_lines(
    const struct showing *, struct view *, const char *, const char *);
void showing_period(
    const struct showing *, struct view *, struct date, struct date);
void showing_seller(
    const struct showing *, struct view *, const struct company *);
void showing_party(const struct showing *, struct view *, const struct party *);

#endif
