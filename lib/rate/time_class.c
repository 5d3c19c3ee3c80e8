/*
 * Hours are minutes after midnight, days of the week the bits of a number.
 */
#include "rate/time_class.h"

#include <assert.h>
#include <string.h>

#include "rule/calendar.h"

#define MINUTES 1440
#define MINUTE 60
#define DAY 86400
#define WEEK 0x7fU

static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat",
	"sun" };

/* The day at the front of *${text}, which moves behind it; -1 if there is none.
 */
static int
take_day(const char **text)
{
	int day;

	for (day = 0; day < 7; day++) {
		if (strncmp(*text, names[day], 3) != 0)
			continue;
		*text += 3;
		return day;
	}
	return -1;
}

/* "mon-fri,sun"; a range may go over the end of the week. */
static enum status
days_parse(const char *text, unsigned *days, struct error *error)
{
	const char *next = text;

	*days = text[0] == '\0' ? WEEK : 0;
	while (*next != '\0') {
		int from = take_day(&next), to = from;

		if (*next == '-') {
			next++;
			to = take_day(&next);
		}
		if (from < 0 || to < 0 || (*next != ',' && *next != '\0'))
			return error_set(error, STATUS_INVALID,
			    "\"%.40s\" are no days of the week (mon-fri,sun)",
			    text);
		next += *next == ',';
		for (; from != to; from = (from + 1) % 7)
			*days |= 1U << from;
		*days |= 1U << to;
	}
	return STATUS_OK;
}

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* "08:30"; ${absent} where nothing is given. */
static enum status
hour_parse(const char *text, int absent, int *minutes, struct error *error)
{
	*minutes = absent;
	if (text[0] == '\0')
		return STATUS_OK;
	if (strlen(text) == 5 && is_digit(text[0]) && is_digit(text[1]) &&
	    text[2] == ':' && is_digit(text[3]) && is_digit(text[4])) {
		int hour = (text[0] - '0') * 10 + text[1] - '0';
		int minute = (text[3] - '0') * 10 + text[4] - '0';

		*minutes = hour * 60 + minute;
		if (minute < 60 && *minutes <= MINUTES)
			return STATUS_OK;
	}
	return error_set(
	    error, STATUS_INVALID, "\"%.40s\" is no time of day (08:30)", text);
}

enum status
time_class_parse(
    struct time_class *class, enum time_class_key *key, struct error *error)
{
	enum status status;

	class->id = class->texts[CLASS_ID];
	*key = CLASS_ID;
	if (class->id[0] == '\0')
		return error_set(
		    error, STATUS_INVALID, "missing, a value is required");
	*key = CLASS_DAYS;
	status = days_parse(class->texts[CLASS_DAYS], &class->days, error);
	if (status != STATUS_OK)
		return status;
	*key = CLASS_FROM;
	status = hour_parse(class->texts[CLASS_FROM], 0, &class->from, error);
	if (status != STATUS_OK)
		return status;
	*key = CLASS_TO;
	status = hour_parse(class->texts[CLASS_TO], MINUTES, &class->to, error);
	if (status == STATUS_OK && class->to <= class->from)
		status = error_set(error, STATUS_INVALID,
		    "%.5s is not after %.5s; make two classes of hours that go "
		    "over midnight",
		    class->texts[CLASS_TO], class->texts[CLASS_FROM]);
	return status;
}

static bool
is_holiday(const struct holidays *holidays, struct date date)
{
	size_t low = 0, high = holidays->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (holidays->dates[middle].days == date.days)
			return true;
		if (holidays->dates[middle].days < date.days)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* Whether the class is in force at that second of the local ${date}. */
static bool
class_fits(const struct time_class *class, struct date date, int64_t second)
{
	bool day = class->holidays == NULL
		       ? (class->days >> date_weekday(date) & 1) != 0
		       : is_holiday(class->holidays, date);

	return day && second >= class->from * MINUTE &&
	       second < class->to * MINUTE;
}

/* The next second of a local day on which a class may begin or end. */
static int64_t
next_boundary(const struct time_classes *classes, int64_t second)
{
	int64_t next = DAY;
	size_t i;

	for (i = 0; i < classes->count; i++) {
		int64_t from = classes->items[i].from * MINUTE;
		int64_t to = classes->items[i].to * MINUTE;

		if (from > second && from < next)
			next = from;
		if (to > second && to < next)
			next = to;
	}
	return next;
}

/* The first change of the clock after ${from}, at latest ${to}. */
static int64_t
next_change(const struct zone *zone, int64_t from, int64_t to)
{
	int32_t offset = zone_offset(zone, from);

	if (zone_offset(zone, to - 1) == offset)
		return to;
	while (to - from > 1) {
		int64_t middle = from + (to - from) / 2;

		if (zone_offset(zone, middle) == offset)
			from = middle;
		else
			to = middle;
	}
	return to;
}

const struct time_class *
time_classes_find(const struct time_classes *classes,
    const struct pricing *pricing, int64_t instant, int64_t *until)
{
	const struct calendar *calendar = pricing->calendar;
	const struct zone *zone = pricing->zone;
	int64_t second, end = INT64_MAX;
	struct date date;
	size_t i;

	assert(classes->count > 0);
	if (calendar != NULL) {
		date = calendar_date(calendar, instant);
		zone = calendar_zone(calendar, date);
		if (date.days++ < DATE_LAST_DAYS)
			end = calendar_midnight(calendar, date);
	}
	date = zone_date(zone, instant);
	second = (instant + zone_offset(zone, instant)) % DAY;
	if (second < 0)
		second += DAY;
	*until = next_change(
	    zone, instant, instant + next_boundary(classes, second) - second);
	if (end < *until)
		*until = end;
	for (i = 0; i + 1 < classes->count; i++) {
		if (class_fits(&classes->items[i], date, second))
			break;
	}
	return &classes->items[i];
}
