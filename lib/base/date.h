#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/*
 * A date is a day of the proleptic Gregorian calendar, without a zone.
 *
 * Days are counted from 1970-01-01.  Years 0001 to 9999: a result beyond them
 * is the calendar's first or last day.  DATE_NONE stands for "not given" and
 * DATE_MAX for "never ends"; both may be compared, neither may be computed
 * with.  Compare dates by their days.
 *
 * date_parse(text, date, error):
 * Read YYYY-MM-DD; the day must exist.
 *
 * date_format(date, text):
 * Write YYYY-MM-DD into ${text} of DATE_TEXT_MAX bytes, nothing for DATE_NONE
 * and DATE_MAX.  Return ${text}.
 *
 * date_of(year, month, day):
 * The date; ${month} 1 to 12, ${day} 1 to the days of that month.
 *
 * date_civil(date):
 * Its year, month and day.
 *
 * date_month_days(year, month):
 * 28 to 31.
 *
 * date_add_days(date, days):
 * ${days} later, earlier if negative.
 *
 * date_in_month(year, month, day):
 * Day ${day} (1 to 31) of a month, the month's last day where it has fewer.
 * ${month} may be any number: 13 is January of the next year, 0 December of the
 * one before.
 *
 * date_weekday(date):
 * 0 for Monday to 6 for Sunday (ISO 8601).
 */

#define DATE_TEXT_MAX 11
#define DATE_FIRST_DAYS (-719162) /* 0001-01-01 */
#define DATE_LAST_DAYS 2932896 /* 9999-12-31 */
#define DATE_NONE ((struct date){ INT32_MIN })
#define DATE_MAX ((struct date){ INT32_MAX })

struct date {
	int32_t days;
};

struct civil {
	int year;
	int month;
	int day;
};

enum status date_parse(const char *, struct date *, struct error *) MUST_CHECK;
const char *date_format(struct date, char[DATE_TEXT_MAX]);
struct date date_of(int, int, int);
struct civil date_civil(struct date);
int date_month_days(int, int);
struct date date_add_days(struct date, int32_t);
struct date date_in_month(int, int, int);
int date_weekday(struct date);

static inline bool
date_given(struct date date)
{
	return date.days != INT32_MIN;
}

static inline struct date
date_later(struct date a, struct date b)
{
	return a.days > b.days ? a : b;
}

static inline struct date
date_earlier(struct date a, struct date b)
{
	return a.days < b.days ? a : b;
}

#endif
