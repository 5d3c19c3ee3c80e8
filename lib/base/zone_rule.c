#include "base/zone_rule.h"

#include <string.h>

#include "base/date.h"

/*
 * A change may be moved by hours into the year before or after its own, and the
 * two changes of a year may come in either order.  So nothing is assumed about
 * the year of an instant: the changes of three years are laid out and the last
 * one before the instant counts.
 */

#define HOUR 3600
#define DAY 86400

/* The changes of the years around an instant: begin and end, year by year. */
#define CHANGES 6

struct change {
	int64_t instant;
	int32_t offset;
};

/* Read a number up to ${max}; return NULL if there is none. */
static const char *
read_number(const char *text, int max, int *number)
{
	size_t length = strspn(text, "0123456789");

	if (length < 1 || length > 3)
		return NULL;
	*number = 0;
	for (const char *end = text + length; text < end; text++)
		*number = *number * 10 + (*text - '0');
	return *number <= max ? text : NULL;
}

/* Read a name, quoted in <> or of letters alone; it is not kept. */
static const char *
read_name(const char *text)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz";
	static const char quotable[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "abcdefghijklmnopqrstuvwxyz"
				       "0123456789+-";
	bool quoted = *text == '<';
	size_t length;

	text += quoted;
	length = strspn(text, quoted ? quotable : letters);
	if (length < 3 || (quoted && text[length] != '>'))
		return NULL;
	return text + length + quoted;
}

/* Read [+-]hh[:mm[:ss]]. */
static const char *
read_time(const char *text, int hours_max, int32_t *seconds)
{
	int sign = *text == '-' ? -1 : 1;
	int part = 0;

	text += *text == '-' || *text == '+';
	text = read_number(text, hours_max, &part);
	*seconds = part * HOUR;
	for (int unit = 60; text != NULL && *text == ':' && unit > 0;
	     unit /= 60) {
		text = read_number(text + 1, 59, &part);
		*seconds += part * unit;
	}
	*seconds *= sign;
	return text;
}

/* Read ",Mm.w.d[/time]", ",Jn[/time]" or ",n[/time]". */
static const char *
read_day(const char *text, struct zone_day *day)
{
	*day = (struct zone_day){ .kind = 'N', .seconds = 2 * HOUR };
	if (*text++ != ',')
		return NULL;
	if (*text == 'M' || *text == 'J')
		day->kind = *text++;
	if (day->kind == 'M') {
		text = read_number(text, 12, &day->month);
		if (text == NULL || *text++ != '.')
			return NULL;
		text = read_number(text, 5, &day->week);
		if (text == NULL || *text++ != '.')
			return NULL;
		if (day->month < 1 || day->week < 1)
			return NULL;
	}
	text = read_number(text, day->kind == 'M' ? 6 : 365, &day->day);
	if (text == NULL || (day->kind == 'J' && day->day < 1))
		return NULL;
	return *text == '/' ? read_time(text + 1, 167, &day->seconds) : text;
}

static bool
read_rule(const char *text, struct zone_rule *rule)
{
	int32_t west;

	memset(rule, 0, sizeof *rule);
	if ((text = read_name(text)) == NULL ||
	    (text = read_time(text, 24, &west)) == NULL)
		return false;
	/* POSIX counts to the west. */
	rule->standard = -west;
	rule->daylight = rule->standard + HOUR;
	if (*text == '\0')
		return true;

	rule->changes = true;
	if ((text = read_name(text)) == NULL)
		return false;
	if (*text != ',') {
		if ((text = read_time(text, 24, &west)) == NULL)
			return false;
		rule->daylight = -west;
	}
	return (text = read_day(text, &rule->begin)) != NULL &&
	       (text = read_day(text, &rule->end)) != NULL && *text == '\0';
}

enum status
zone_rule_parse(const char *text, struct zone_rule *rule, struct error *error)
{
	char excerpt[ERROR_EXCERPT_MAX];

	if (read_rule(text, rule))
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "\"%s\" is not a POSIX time zone rule such as CET-1CEST,M3.5.0,"
	    "M10.5.0/3",
	    error_excerpt(text, excerpt));
}

/* The days from 1970-01-01 to ${day} of ${year}. */
static int32_t
day_of_year(const struct zone_day *day, int year)
{
	struct date first = date_of(year, day->kind == 'M' ? day->month : 1, 1);
	int days = day->day;

	if (day->kind == 'J') {
		/* February 29 is never counted. */
		days--;
		if (days >= 59 && date_month_days(year, 2) == 29)
			days++;
	} else if (day->kind == 'M') {
		/* POSIX weeks begin with Sunday, a date's with Monday. */
		days = (day->day + 6 - date_weekday(first) + 7) % 7;
		days += 7 * (day->week - 1);
		/* The fifth is the last one. */
		while (days >= date_month_days(year, day->month))
			days -= 7;
	}
	return first.days + days;
}

static void
list_changes(const struct zone_rule *rule, int64_t instant,
    struct change changes[CHANGES])
{
	int64_t days = instant / DAY;
	int year;

	if (days < DATE_FIRST_DAYS)
		days = DATE_FIRST_DAYS;
	if (days > DATE_LAST_DAYS)
		days = DATE_LAST_DAYS;
	year = date_civil((struct date){ (int32_t)days }).year - 1;
	/* All three years must be of the calendar. */
	if (year < 1)
		year = 1;
	if (year > 9997)
		year = 9997;
	for (int i = 0; i < CHANGES; i += 2, year++) {
		changes[i].offset = rule->daylight;
		changes[i].instant =
		    (int64_t)day_of_year(&rule->begin, year) * DAY +
		    rule->begin.seconds - rule->standard;
		changes[i + 1].offset = rule->standard;
		changes[i + 1].instant =
		    (int64_t)day_of_year(&rule->end, year) * DAY +
		    rule->end.seconds - rule->daylight;
	}
}

int32_t
zone_rule_offset(const struct zone_rule *rule, int64_t instant)
{
	struct change changes[CHANGES];
	const struct change *last = NULL;

	if (!rule->changes)
		return rule->standard;
	list_changes(rule, instant, changes);
	for (const struct change *change = changes; change < changes + CHANGES;
	     change++) {
		if (change->instant > instant)
			continue;
		/* Where daylight saving time ends and begins again at one
		 * instant, it lasts all year (RFC 8536, 3.3.1). */
		if (last == NULL || change->instant > last->instant ||
		    (change->instant == last->instant &&
			change->offset == rule->daylight))
			last = change;
	}
	return last == NULL ? rule->standard : last->offset;
}

int64_t
zone_rule_next(const struct zone_rule *rule, int64_t instant)
{
	struct change changes[CHANGES];
	int64_t next = INT64_MAX;

	if (!rule->changes)
		return next;
	list_changes(rule, instant, changes);
	for (int i = 0; i < CHANGES; i++) {
		if (changes[i].instant > instant && changes[i].instant < next)
			next = changes[i].instant;
	}
	return next;
}
