/*
 * Every event of usage passes through here once, so the usual text is read with
 * a few comparisons; only what is refused is looked at again, to say why.
 */
#include "base/instant.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/date.h"

#define FRACTION_DIGITS 6
#define MINUTE (60 * INSTANT_SECOND)
#define INSTANT_FIRST (DATE_FIRST_DAYS * INSTANT_DAY)
#define INSTANT_LAST ((DATE_LAST_DAYS + 1) * INSTANT_DAY - 1)

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The number that two digits at ${text} make, or -1. */
static int
two(const char *text)
{
	if (!is_digit(text[0]) || !is_digit(text[1]))
		return -1;
	return 10 * (text[0] - '0') + (text[1] - '0');
}

/* The date at ${text}; what follows it is not looked at. */
static bool
read_date(const char *text, int64_t *days)
{
	int high, low, year, month, day;

	if (text[4] != '-' || text[7] != '-')
		return false;
	high = two(text);
	low = two(text + 2);
	month = two(text + 5);
	day = two(text + 8);
	year = 100 * high + low;
	if (high < 0 || low < 0 || year < 1 || month < 1 || month > 12 ||
	    day < 1 || day > date_month_days(year, month))
		return false;
	*days = date_of(year, month, day).days;
	return true;
}

/* The time of the day at ${text}, its fraction left out. */
static bool
read_time(const char *text, int64_t *time)
{
	int hour = two(text), minute, second;

	if (hour < 0 || hour > 23 || text[2] != ':' || text[5] != ':')
		return false;
	minute = two(text + 3);
	second = two(text + 6);
	if (minute < 0 || minute > 59 || second < 0 || second > 59)
		return false;
	*time = hour * 60 * MINUTE + minute * MINUTE + second * INSTANT_SECOND;
	return true;
}

/* The fraction at *${text}, which moves behind it; 0 where there is none. */
static bool
read_fraction(const char **text, int64_t *fraction)
{
	static const int units[] = { 1000000, 100000, 10000, 1000, 100, 10, 1 };
	const char *at = *text;
	int digits = 0;

	*fraction = 0;
	if (*at != '.')
		return true;
	for (at++; is_digit(*at) && digits < FRACTION_DIGITS; at++, digits++)
		*fraction = 10 * *fraction + (*at - '0');
	*text = at;
	if (digits == 0 || is_digit(*at))
		return false;
	*fraction *= units[digits];
	return true;
}

/* The zone at ${text}, to its end: how far its clocks are ahead of UTC. */
static bool
read_zone(const char *text, int64_t *ahead)
{
	int hour, minute;

	*ahead = 0;
	if ((text[0] == 'Z' || text[0] == 'z') && text[1] == '\0')
		return true;
	if ((text[0] != '+' && text[0] != '-') || strlen(text) != 6 ||
	    text[3] != ':')
		return false;
	hour = two(text + 1);
	minute = two(text + 4);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return false;
	*ahead = (hour * 60 + minute) * MINUTE;
	if (text[0] == '-')
		*ahead = -*ahead;
	return true;
}

/*
 * Eight bytes of ${text} less those of ${shape}, which leaves the digits, and
 * each made a number with the one behind it, the first one lowest.  Where one
 * is no digit, or another byte is not that of the shape, something is put into
 * ${bad}.  ${slack} lifts a byte over 0x7f that is more than may be: 9 for a
 * digit (by 0x76, v), 0 for what stands between (by 0x7f).
 */
static inline uint64_t
read_pairs(
    const char *text, const char *shape, const char *slack, uint64_t *bad)
{
	uint64_t word, expected, lift;

	memcpy(&word, text, sizeof(word));
	memcpy(&expected, shape, sizeof(expected));
	memcpy(&lift, slack, sizeof(lift));
	word ^= expected;
	*bad |= (word | (word + lift)) & UINT64_C(0x8080808080808080);
	if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
		word = __builtin_bswap64(word);
	return 10 * word + (word >> 8);
}

/* The number that the digits ${at} and behind it make. */
static inline int
pair(uint64_t pairs, int at)
{
	return (int)(pairs >> 8 * at & 0xff);
}

/* Date and time at ${text}, as nearly all are; false: ask one by one. */
static bool
read_usual(const char *text, int64_t *days, int64_t *time)
{
	int year, month, day, hour, minute, second;
	uint64_t from, middle, to, bad = 0;

	from = read_pairs(text, "0000-00-", "vvvv\x7fvv\x7f", &bad);
	middle = read_pairs(text + 5, "00-00T00", "vv\x7fvv\x7fvv", &bad);
	to = read_pairs(text + 11, "00:00:00", "vv\x7fvv\x7fvv", &bad);
	year = 100 * pair(from, 0) + pair(from, 2);
	month = pair(middle, 0);
	day = pair(middle, 3);
	hour = pair(to, 0);
	minute = pair(to, 3);
	second = pair(to, 6);
	/* A day that some month lacks is looked up. */
	if (bad != 0 || year < 1 || month < 1 || month > 12 || day < 1 ||
	    (day > 28 && day > date_month_days(year, month)) || hour > 23 ||
	    minute > 59 || second > 59)
		return false;
	*days = date_of(year, month, day).days;
	*time = (hour * 3600 + minute * 60 + second) * INSTANT_SECOND;
	return true;
}

static bool
read_instant(const char *text, int64_t *instant)
{
	int64_t days, time, fraction, ahead;

	/* "2026-10-31T23:59:59Z" is the shortest. */
	if (strnlen(text, 20) < 20)
		return false;
	if (!read_usual(text, &days, &time) &&
	    ((text[10] != 'T' && text[10] != 't') || !read_date(text, &days) ||
		!read_time(text + 11, &time)))
		return false;
	text += 19;
	if (!read_fraction(&text, &fraction) || !read_zone(text, &ahead))
		return false;
	*instant = days * INSTANT_DAY + time + fraction - ahead;
	return *instant >= INSTANT_FIRST && *instant <= INSTANT_LAST;
}

/* What is wrong with a text whose date can be read. */
static const char *
flaw(const char *text, size_t length)
{
	int64_t time;

	if (length > 19 && memcmp(text + 17, "60", 2) == 0)
		return "has a leap second: write 59, or the next minute";
	if (length < 19 || !read_time(text + 11, &time))
		return NULL;
	if (strspn(text + 19, ".0123456789") == length - 19)
		return "has no zone (Z, or one such as +01:00)";
	if (text[19] == '.' &&
	    strspn(text + 20, "0123456789") > FRACTION_DIGITS)
		return "has more than 6 digits of a second";
	return NULL;
}

SELDOM static enum status
refuse(const char *text, struct error *error)
{
	char excerpt[ERROR_EXCERPT_MAX];
	const char *reason = NULL;
	size_t length = strlen(text);
	int64_t days;

	if (length > 10 && read_date(text, &days))
		reason = flaw(text, length);
	return error_set(error, STATUS_INVALID, "\"%s\" %s",
	    error_excerpt(text, excerpt),
	    reason != NULL ? reason
			   : "is not an instant (YYYY-MM-DDThh:mm:ssZ)");
}

enum status
instant_parse(const char *text, int64_t *instant, struct error *error)
{
	return read_instant(text, instant) ? STATUS_OK : refuse(text, error);
}

/* Write ${number} as ${count} digits at ${text}. */
static void
write_digits(int64_t number, int count, char *text)
{
	while (count-- > 0) {
		text[count] = (char)('0' + number % 10);
		number /= 10;
	}
}

const char *
instant_format(int64_t instant, char text[INSTANT_TEXT_MAX])
{
	int64_t days = instant / INSTANT_DAY, rest = instant % INSTANT_DAY;
	int64_t seconds;
	size_t end = 19;

	assert(instant >= INSTANT_FIRST && instant <= INSTANT_LAST);
	if (rest < 0) {
		days--;
		rest += INSTANT_DAY;
	}
	(void)date_format((struct date){ (int32_t)days }, text);
	memcpy(text + 10, "T00:00:00.000000", 16);
	seconds = rest / INSTANT_SECOND;
	write_digits(seconds / 3600, 2, text + 11);
	write_digits(seconds / 60 % 60, 2, text + 14);
	write_digits(seconds % 60, 2, text + 17);
	write_digits(rest % INSTANT_SECOND, FRACTION_DIGITS, text + 20);
	if (rest % INSTANT_SECOND != 0) {
		end = 26;
		while (text[end - 1] == '0')
			end--;
	}
	memcpy(text + end, "Z", 2);
	return text;
}
