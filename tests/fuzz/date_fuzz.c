/*
 * Dates.  Oracles: the days that exist are read and no others, and the
 * calendar's functions are each other's inverse.
 */
#include "feed.h"

#include <stdbool.h>

#include "base/date.h"

static int
digits(const char *text, int count)
{
	int value = 0;

	while (count-- > 0) {
		if (*text < '0' || *text > '9')
			return -1;
		value = value * 10 + *text++ - '0';
	}
	return value;
}

/* The notation once more, in other words. */
static bool
exists(const char *text, struct civil *civil)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	bool leap;

	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
		return false;
	civil->year = digits(text, 4);
	civil->month = digits(text + 5, 2);
	civil->day = digits(text + 8, 2);
	if (civil->year < 1 || civil->month < 1 || civil->month > 12)
		return false;
	leap = civil->year % 4 == 0 &&
	       (civil->year % 100 != 0 || civil->year % 400 == 0);
	return civil->day >= 1 && civil->day <= lengths[civil->month - 1] +
						    (leap && civil->month == 2);
}

static void
check_date(struct date date, struct civil wanted, const char *text)
{
	struct civil civil = date_civil(date);
	char formatted[DATE_TEXT_MAX];
	struct date next, clamped;

	assert(civil.year == wanted.year && civil.month == wanted.month);
	assert(civil.day == wanted.day);
	assert(strcmp(date_format(date, formatted), text) == 0);
	assert(date_of(civil.year, civil.month, civil.day).days == date.days);
	assert(date.days >= DATE_FIRST_DAYS && date.days <= DATE_LAST_DAYS);
	next = date_add_days(date, 1);
	if (date.days < DATE_LAST_DAYS) {
		assert(next.days == date.days + 1);
		assert(date_weekday(next) == (date_weekday(date) + 1) % 7);
	}
	/* The 31st of its month is its last day. */
	clamped = date_in_month(civil.year, civil.month, 31);
	assert(date_civil(clamped).day ==
	       date_month_days(civil.year, civil.month));
	assert(date_civil(clamped).month == civil.month);
	clamped = date_in_month(civil.year, civil.month, civil.day);
	assert(clamped.days == date.days);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char *text = feed_text(bytes, length);
	struct error error = { 0 };
	struct civil civil;
	struct date date;
	enum status status = date_parse(text, &date, &error);

	assert((status == STATUS_OK) == exists(text, &civil));
	if (status == STATUS_OK)
		check_date(date, civil, text);
	else
		assert(status == STATUS_INVALID && error.text[0] != '\0');
	free(text);
	return 0;
}
