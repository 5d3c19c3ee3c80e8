/*
 * The form is walked with each text: it is short, and a run of its letters says
 * how many digits there are.
 */
#include "base/local_time.h"

#include <stddef.h>
#include <string.h>

#include "base/instant.h"

#define UNIX "unix"
#define FRACTION_DIGITS 6
#define DAY_SECONDS INT64_C(86400)
#define SECONDS_FIRST (DATE_FIRST_DAYS * DAY_SECONDS)
#define SECONDS_LAST ((DATE_LAST_DAYS + 1) * DAY_SECONDS - 1)

enum part { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, FRACTION, OFFSET, PARTS };

static const char letters[PARTS + 1] = "YMDhmsfZ";

/* What the letters of a text said. */
struct moment {
	int64_t parts[PARTS];
};

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* How often the first letter of ${text} stands there. */
static size_t
run(const char *text)
{
	size_t length = 1;

	while (text[length] == text[0])
		length++;
	return length;
}

/* Whether so many letters of a part are allowed. */
static bool
is_part(int part, size_t length)
{
	switch (part) {
	case YEAR:
		return length == 4 || length == 2;
	case FRACTION:
		return length <= FRACTION_DIGITS;
	case OFFSET:
		return length == 1;
	default:
		return length == 2;
	}
}

static bool
is_letter(char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

enum status
local_time_check(const char *form, bool *zoned, struct error *error)
{
	unsigned given = 0;
	const char *at, *found;
	int part;

	*zoned = true;
	if (strcmp(form, UNIX) == 0)
		return STATUS_OK;
	for (at = form; *at != '\0'; at += run(at)) {
		found = strchr(letters, *at);
		if (found == NULL && (*at == 'T' || !is_letter(*at)))
			continue;
		part = found == NULL ? PARTS : (int)(found - letters);
		if (part == PARTS || !is_part(part, run(at)) ||
		    (given >> part & 1) != 0)
			return error_set(error, STATUS_INVALID,
			    "\"%.40s\" is no form of a time: \"%.*s\" is not "
			    "expected (such as YYYY-MM-DD hh:mm:ss)",
			    form, (int)run(at), at);
		given |= 1u << part;
	}
	*zoned = (given >> OFFSET & 1) != 0;
	if ((given & 7) == 7)
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "\"%.40s\" is no form of a time: it needs a year, month and day "
	    "(such as YYYY-MM-DD hh:mm:ss)",
	    form);
}

/* The number that ${count} digits at *${text} make, which moves behind them. */
static bool
read_digits(const char **text, size_t count, int64_t *value)
{
	*value = 0;
	while (count-- > 0) {
		if (!is_digit(**text))
			return false;
		*value = 10 * *value + (*(*text)++ - '0');
	}
	return true;
}

/* "Z", "+01", "+0100" or "+01:00", in seconds. */
static bool
read_offset(const char **text, int64_t *offset)
{
	int64_t hours, minutes = 0;
	bool west = **text == '-';

	*offset = 0;
	if (**text == 'Z' || **text == 'z') {
		(*text)++;
		return true;
	}
	if (**text != '+' && !west)
		return false;
	(*text)++;
	if (!read_digits(text, 2, &hours) || hours > 23)
		return false;
	if (**text == ':' || is_digit(**text)) {
		*text += **text == ':';
		if (!read_digits(text, 2, &minutes) || minutes > 59)
			return false;
	}
	*offset = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
	return true;
}

static bool
read_part(int part, const char **text, size_t length, int64_t *value)
{
	if (part == OFFSET)
		return read_offset(text, value);
	if (!read_digits(text, length, value))
		return false;
	if (part == YEAR && length == 2)
		*value += *value < 70 ? 2000 : 1900;
	for (; part == FRACTION && length < FRACTION_DIGITS; length++)
		*value *= 10;
	return true;
}

/* Take the text apart as the form says. */
static bool
read_parts(const char *text, const char *form, struct moment *moment)
{
	const char *found;
	size_t length;

	for (; *form != '\0'; form += length) {
		found = strchr(letters, *form);
		length = found == NULL ? 1 : run(form);
		if (found == NULL && *text++ != *form)
			return false;
		if (found != NULL &&
		    !read_part((int)(found - letters), &text, length,
			&moment->parts[found - letters]))
			return false;
	}
	return *text == '\0';
}

/* The seconds that the clock showed, as if it had been one of UTC. */
static bool
count_seconds(const struct moment *moment, int64_t *seconds)
{
	const int64_t *parts = moment->parts;
	int year = (int)parts[YEAR], month = (int)parts[MONTH];
	int day = (int)parts[DAY];

	if (year < 1 || month < 1 || month > 12 || day < 1 ||
	    day > date_month_days(year, month) || parts[HOUR] > 23 ||
	    parts[MINUTE] > 59 || parts[SECOND] > 59)
		return false;
	*seconds = date_of(year, month, day).days * DAY_SECONDS +
		   parts[HOUR] * 3600 + parts[MINUTE] * 60 + parts[SECOND];
	return true;
}

/*
 * The instant, in seconds, at which the clock of the zone showed ${shown}.  An
 * offset is less than a day, so those in force a day before and after are all
 * that there may have been.
 */
static enum status
find_instant(int64_t shown, const struct local_terms *terms, int64_t *instant,
    struct error *error)
{
	const struct zone *zone = terms->zone;
	int64_t before = shown - zone_offset(zone, shown - DAY_SECONDS);
	int64_t after = shown - zone_offset(zone, shown + DAY_SECONDS);
	bool first = shown - zone_offset(zone, before) == before;
	bool second = shown - zone_offset(zone, after) == after;

	if (!first && !second)
		return error_set(error, STATUS_INVALID,
		    "the clock jumped over this time in the zone");
	if (first && second && before != after && terms->twice == LOCAL_REFUSE)
		return error_set(error, STATUS_INVALID,
		    "the clock showed this time twice in the zone");
	if (first && second)
		first = (before < after) == (terms->twice != LOCAL_LATER);
	*instant = first ? before : after;
	return STATUS_OK;
}

static enum status
refuse(const char *text, const char *form, struct error *error)
{
	char excerpt[ERROR_EXCERPT_MAX];

	return error_set(error, STATUS_INVALID, "\"%s\" is not %.40s",
	    error_excerpt(text, excerpt), form);
}

/* Seconds since 1970 and a fraction. */
static enum status
read_unix(const char *text, int64_t *instant, struct error *error)
{
	const char *at = text + (text[0] == '-');
	size_t whole = strspn(at, "0123456789"), digits = 0;
	int64_t seconds, fraction = 0;
	bool well = whole > 0 && whole <= 12;

	if (well)
		well = read_digits(&at, whole, &seconds);
	if (well && *at == '.') {
		at++;
		digits = strspn(at, "0123456789");
		well = digits > 0 && digits <= FRACTION_DIGITS &&
		       read_part(FRACTION, &at, digits, &fraction);
	}
	if (!well || *at != '\0' || seconds > SECONDS_LAST ||
	    (text[0] == '-' && -seconds <= SECONDS_FIRST))
		return refuse(text, "a count of seconds since 1970", error);
	*instant = seconds * INSTANT_SECOND + fraction;
	if (text[0] == '-')
		*instant = -*instant;
	return STATUS_OK;
}

enum status
local_time_read(const char *text, const struct local_terms *terms,
    int64_t *instant, struct error *error)
{
	struct moment moment = { { 0 } };
	char excerpt[ERROR_EXCERPT_MAX];
	int64_t shown, seconds;
	enum status status;

	if (strcmp(terms->form, UNIX) == 0)
		return read_unix(text, instant, error);
	if (!read_parts(text, terms->form, &moment) ||
	    !count_seconds(&moment, &shown))
		return refuse(text, terms->form, error);
	seconds = shown - moment.parts[OFFSET];
	if (terms->zone != NULL) {
		status = find_instant(shown, terms, &seconds, error);
		if (status != STATUS_OK)
			return error_prefix(
			    error, "\"%s\": ", error_excerpt(text, excerpt));
	}
	if (seconds < SECONDS_FIRST || seconds > SECONDS_LAST)
		return refuse(text, "a time of the years 0001 to 9999", error);
	*instant = seconds * INSTANT_SECOND + moment.parts[FRACTION];
	return STATUS_OK;
}
