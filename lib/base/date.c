#include "base/date.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

/*
 * Civil dates turn into days by Howard Hinnant's era arithmetic
 * ("chrono-Compatible Low-Level Date Algorithms"): a year that begins in March
 * has its leap day last, and 400 such years, an era, always have the same days.
 * The calendar begins in year 1, so all counts from 0000-03-01 are positive.
 *
 * Days turn into civil dates by Cassio Neri and Lorenz Schneider's arithmetic
 * ("Euclidean affine functions and their application to calendar algorithms",
 * 2022): centuries, years of a century and months of a year are each a straight
 * line whose steps are rounded, so a multiplication gives quotient and rest.
 */

#define EPOCH_DAYS 719468 /* from 0000-03-01 to 1970-01-01 */
#define ERA_DAYS 146097
#define YEAR_MIN 1
#define YEAR_MAX 9999

static void
check(struct date date)
{
	assert(date.days >= DATE_FIRST_DAYS && date.days <= DATE_LAST_DAYS);
}

/* The nearest date of the calendar. */
static struct date
limit(int64_t days)
{
	if (days < DATE_FIRST_DAYS)
		days = DATE_FIRST_DAYS;
	if (days > DATE_LAST_DAYS)
		days = DATE_LAST_DAYS;
	return (struct date){ (int32_t)days };
}

/* The number that ${count} digits at ${text} make, or -1. */
static int
read_digits(const char *text, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

static bool
read_date(const char *text, struct date *date)
{
	int year, month, day;

	if (strnlen(text, DATE_TEXT_MAX) != DATE_TEXT_MAX - 1 ||
	    text[4] != '-' || text[7] != '-')
		return false;
	year = read_digits(text, 4);
	month = read_digits(text + 5, 2);
	day = read_digits(text + 8, 2);
	if (year < YEAR_MIN || month < 1 || month > 12 || day < 1 ||
	    day > date_month_days(year, month))
		return false;
	*date = date_of(year, month, day);
	return true;
}

enum status
date_parse(const char *text, struct date *date, struct error *error)
{
	char excerpt[ERROR_EXCERPT_MAX];

	if (read_date(text, date))
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "\"%s\" is not a date (YYYY-MM-DD)", error_excerpt(text, excerpt));
}

/* Write ${number} as ${count} digits that end before ${end}. */
static void
write_digits(char *end, int number, int count)
{
	for (; count > 0; count--) {
		*--end = (char)('0' + number % 10);
		number /= 10;
	}
}

const char *
date_format(struct date date, char text[DATE_TEXT_MAX])
{
	struct civil civil;

	if (date.days == DATE_NONE.days || date.days == DATE_MAX.days) {
		text[0] = '\0';
		return text;
	}
	civil = date_civil(date);
	memcpy(text, "0000-00-00", DATE_TEXT_MAX);
	write_digits(text + 4, civil.year, 4);
	write_digits(text + 7, civil.month, 2);
	write_digits(text + 10, civil.day, 2);
	return text;
}

struct date
date_of(int year, int month, int day)
{
	unsigned march_year, march_month, era, year_of_era, day_of_year;

	assert(year >= YEAR_MIN && year <= YEAR_MAX);
	assert(day >= 1);
	assert(day <= 28 || day <= date_month_days(year, month));
	march_year = (unsigned)(year - (month < 3));
	march_month = (unsigned)(month < 3 ? month + 9 : month - 3);
	era = march_year / 400;
	year_of_era = march_year % 400;
	day_of_year = (153 * march_month + 2) / 5 + (unsigned)day - 1;
	return (struct date){ (int32_t)(era * ERA_DAYS + year_of_era * 365 +
					year_of_era / 4 - year_of_era / 100 +
					day_of_year) -
			      EPOCH_DAYS };
}

struct civil
date_civil(struct date date)
{
	uint32_t quarters, of_century, day_of_year, months;
	uint64_t years;
	bool next; /* January and February are of the next year */

	check(date);
	quarters = 4 * (uint32_t)(date.days + EPOCH_DAYS) + 3;
	of_century = quarters % ERA_DAYS | 3;
	years = UINT64_C(2939745) * of_century;
	day_of_year = (uint32_t)years / 2939745 / 4;
	months = 2141 * day_of_year + 197913;
	next = day_of_year >= 306;
	return (struct civil){
		.year = (int)(100 * (quarters / ERA_DAYS) +
			      (uint32_t)(years >> 32) + next),
		.month = (int)(months >> 16) - (next ? 12 : 0),
		.day = (int)((months & 0xffff) / 2141) + 1,
	};
}

int
date_month_days(int year, int month)
{
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	assert(month >= 1 && month <= 12);
	if (month == 2)
		return leap ? 29 : 28;
	/* Long and short months change places in August. */
	return 30 + ((month + (month > 7)) & 1);
}

struct date
date_add_days(struct date date, int32_t days)
{
	check(date);
	return limit((int64_t)date.days + days);
}

struct date
date_in_month(int year, int month, int day)
{
	/* Months are counted from January of year 0, in 64 bits. */
	int64_t months = (int64_t)year * 12 + month - 1;
	int last;

	assert(day >= 1 && day <= 31);
	if (months < YEAR_MIN * 12)
		return limit(DATE_FIRST_DAYS);
	if (months >= (YEAR_MAX + 1) * 12)
		return limit(DATE_LAST_DAYS);
	year = (int)(months / 12);
	month = (int)(months % 12) + 1;
	last = date_month_days(year, month);
	return date_of(year, month, day < last ? day : last);
}

int
date_weekday(struct date date)
{
	check(date);
	/* 0001-01-01 was a Monday. */
	return (date.days - DATE_FIRST_DAYS) % 7;
}
