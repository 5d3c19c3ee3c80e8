#include "base/zone.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/zone_rule.h"

/*
 * libc answers for one zone at a time, that of the environment, and remembers
 * it for the whole process; so the files are read here (RFC 8536).  Their
 * content is not trusted: every count is bounded before it is used.  A zone has
 * room for the greatest table, which spares a second allocation.
 */

#define DIRECTORY "/usr/share/zoneinfo/"
#define NAME_MAX_BYTES 64
#define FILE_MAX_BYTES 65536
#define TIMES_MAX 4096
#define TYPES_MAX 256
#define FOOTER_MAX 256
#define HEADER_BYTES 44
#define TYPE_BYTES 6
/* RFC 9636, 3.2, keeps offsets between these, exclusively. */
#define OFFSET_MIN (-25 * 3600)
#define OFFSET_MAX (26 * 3600)
#define DAY 86400
#define INSTANT_MIN ((int64_t)DATE_FIRST_DAYS * DAY)
#define INSTANT_MAX ((int64_t)(DATE_LAST_DAYS + 1) * DAY - 1)

struct zone {
	size_t count; /* of transitions */
	int64_t times[TIMES_MAX]; /* ascending */
	unsigned char types[TIMES_MAX]; /* from that time on */
	int32_t offsets[TYPES_MAX]; /* of each type */
	bool has_rule; /* after the last transition */
	struct zone_rule rule;
};

/* A part of a file's bytes that is not yet read. */
struct rest {
	const unsigned char *bytes;
	size_t length;
};

struct header {
	int version;
	size_t utc_count;
	size_t standard_count;
	size_t leap_count;
	size_t time_count;
	size_t type_count;
	size_t name_bytes;
};

/* Return the next ${length} bytes, or NULL if there are not so many. */
static const unsigned char *
take(struct rest *rest, size_t length)
{
	const unsigned char *bytes = rest->bytes;

	if (rest->length < length)
		return NULL;
	rest->bytes += length;
	rest->length -= length;
	return bytes;
}

static uint64_t
number(const unsigned char *bytes, size_t length)
{
	uint64_t value = 0;

	for (size_t i = 0; i < length; i++)
		value = value << 8 | bytes[i];
	return value;
}

static bool
read_header(struct rest *rest, struct header *header)
{
	const unsigned char *bytes = take(rest, HEADER_BYTES);
	size_t *counts[] = { &header->utc_count, &header->standard_count,
		&header->leap_count, &header->time_count, &header->type_count,
		&header->name_bytes };

	if (bytes == NULL || memcmp(bytes, "TZif", 4) != 0)
		return false;
	header->version = bytes[4];
	for (size_t i = 0; i < 6; i++) {
		*counts[i] = (size_t)number(bytes + 20 + 4 * i, 4);
		/* Then no sum or product of them overflows. */
		if (*counts[i] > FILE_MAX_BYTES)
			return false;
	}
	return true;
}

/* Pass over the block of version 1, which has no years after 2037. */
static bool
skip_block(struct rest *rest, const struct header *header)
{
	return take(rest,
		   header->time_count * 5 + header->type_count * TYPE_BYTES +
		       header->name_bytes + header->leap_count * 8 +
		       header->standard_count + header->utc_count) != NULL;
}

static bool
read_times(struct zone *zone, const struct header *header,
    const unsigned char *times, const unsigned char *types)
{
	zone->count = header->time_count;
	for (size_t i = 0; i < zone->count; i++) {
		zone->times[i] = (int64_t)number(times + 8 * i, 8);
		zone->types[i] = types[i];
		if (types[i] >= header->type_count ||
		    (i > 0 && zone->times[i] <= zone->times[i - 1]))
			return false;
	}
	return true;
}

static bool
read_block(struct zone *zone, const struct header *header, struct rest *rest)
{
	const unsigned char *times, *types, *offsets;

	if (header->time_count > TIMES_MAX || header->type_count < 1 ||
	    header->type_count > TYPES_MAX || header->leap_count > 0)
		return false;
	times = take(rest, header->time_count * 8);
	types = take(rest, header->time_count);
	offsets = take(rest, header->type_count * TYPE_BYTES);
	if (times == NULL || types == NULL || offsets == NULL ||
	    take(rest, header->name_bytes + header->standard_count +
			   header->utc_count) == NULL)
		return false;
	for (size_t i = 0; i < header->type_count; i++) {
		int32_t offset = (int32_t)number(offsets + TYPE_BYTES * i, 4);

		if (offset <= OFFSET_MIN || offset >= OFFSET_MAX)
			return false;
		zone->offsets[i] = offset;
	}
	return read_times(zone, header, times, types);
}

/* Read the rule that stands between two line ends; there may be none. */
static bool
read_footer(struct zone *zone, struct rest *rest)
{
	const unsigned char *begin = take(rest, 1), *end;
	char text[FOOTER_MAX + 1] = "";
	struct error unused;
	size_t length;

	if (begin == NULL || *begin != '\n')
		return false;
	end = memchr(rest->bytes, '\n', rest->length);
	if (end == NULL)
		return false;
	length = (size_t)(end - rest->bytes);
	if (length > FOOTER_MAX)
		return false;
	memcpy(text, rest->bytes, length);
	zone->has_rule = length > 0;
	return length == 0 ||
	       zone_rule_parse(text, &zone->rule, &unused) == STATUS_OK;
}

static bool
read_zone(struct zone *zone, struct rest rest)
{
	struct header header;

	return read_header(&rest, &header) && header.version >= '2' &&
	       skip_block(&rest, &header) && read_header(&rest, &header) &&
	       read_block(zone, &header, &rest) && read_footer(zone, &rest);
}

enum status
zone_parse(const unsigned char *bytes, size_t length, struct zone **zone,
    struct error *error)
{
	struct zone *made;

	made = calloc(1, sizeof *made);
	if (made == NULL)
		return error_memory(error);
	if (!read_zone(made, (struct rest){ bytes, length })) {
		zone_close(made);
		return error_set(error, STATUS_INVALID,
		    "not a time zone file (TZif 2 or later, no leap seconds)");
	}
	*zone = made;
	return STATUS_OK;
}

/* A name that stays inside the directory.  "localtime" is no zone, but what
 * this machine is set to. */
static bool
is_name(const char *name)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789+-_/";
	size_t length = strnlen(name, NAME_MAX_BYTES + 1);

	return length >= 1 && length <= NAME_MAX_BYTES && name[0] != '/' &&
	       strspn(name, allowed) == length &&
	       strcmp(name, "localtime") != 0;
}

static enum status
refuse(const char *name, struct error *error)
{
	char excerpt[ERROR_EXCERPT_MAX];

	return error_set(error, STATUS_INVALID,
	    "\"%s\" is not a time zone such as Europe/Berlin",
	    error_excerpt(name, excerpt));
}

/* Open the file of ${name}. */
static enum status
open_file(const char *name, int *file, struct error *error)
{
	char path[sizeof DIRECTORY + NAME_MAX_BYTES] = DIRECTORY;
	struct stat state;

	if (!is_name(name))
		return refuse(name, error);
	strncat(path, name, NAME_MAX_BYTES);
	*file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (*file >= 0) {
		if (fstat(*file, &state) != 0)
			return error_system(error, STATUS_IO, "%s", path);
		return S_ISREG(state.st_mode) ? STATUS_OK : refuse(name, error);
	}
	if (errno != ENOENT && errno != ENOTDIR)
		return error_system(error, STATUS_IO, "%s", path);
	if (access(DIRECTORY, X_OK) != 0)
		return error_system(error, STATUS_CONFIG,
		    "%s (is tzdata installed?)", DIRECTORY);
	return refuse(name, error);
}

/* Read ${file} to its end, or until ${bytes} is full. */
static enum status
read_file(int file, unsigned char bytes[FILE_MAX_BYTES], size_t *length,
    struct error *error)
{
	ssize_t more;

	*length = 0;
	do {
		more = read(file, bytes + *length, FILE_MAX_BYTES - *length);
		if (more > 0)
			*length += (size_t)more;
	} while (more > 0 || (more < 0 && errno == EINTR));
	if (more < 0)
		return error_system(error, STATUS_IO, "cannot read time zone");
	return STATUS_OK;
}

enum status
zone_open(const char *name, struct zone **zone, struct error *error)
{
	unsigned char bytes[FILE_MAX_BYTES];
	enum status status;
	size_t length;
	int file = -1;

	status = open_file(name, &file, error);
	if (status != STATUS_OK)
		goto done;
	status = read_file(file, bytes, &length, error);
	if (status != STATUS_OK)
		goto done;
	status = zone_parse(bytes, length, zone, error);
	if (status == STATUS_INVALID)
		error_prefix(error, DIRECTORY "%s: ", name);
done:
	/* Nothing was written, so closing loses nothing. */
	if (file >= 0)
		(void)close(file);
	return status;
}

/* How many transitions are at or before ${instant}. */
static size_t
transitions_until(const struct zone *zone, int64_t instant)
{
	size_t low = 0, high = zone->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->times[middle] <= instant)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int32_t
zone_offset(const struct zone *zone, int64_t instant)
{
	size_t past = transitions_until(zone, instant);

	if (past == zone->count && zone->has_rule)
		return zone_rule_offset(&zone->rule, instant);
	/* The first type is that before all transitions. */
	return zone->offsets[past == 0 ? 0 : zone->types[past - 1]];
}

struct date
zone_date(const struct zone *zone, int64_t instant)
{
	int64_t local;

	/* An instant outside the calendar is its first or last. */
	if (instant < INSTANT_MIN)
		instant = INSTANT_MIN;
	if (instant > INSTANT_MAX)
		instant = INSTANT_MAX;
	local = instant + zone_offset(zone, instant);
	if (local < INSTANT_MIN)
		local = INSTANT_MIN;
	if (local > INSTANT_MAX)
		local = INSTANT_MAX;
	/* Counted from the first day, nothing is negative. */
	local = (local - INSTANT_MIN) / DAY;
	return (struct date){ (int32_t)local + DATE_FIRST_DAYS };
}

/* The first transition after ${instant}. */
static int64_t
transition_next(const struct zone *zone, int64_t instant)
{
	size_t past = transitions_until(zone, instant);

	if (past < zone->count)
		return zone->times[past];
	return zone->has_rule ? zone_rule_next(&zone->rule, instant)
			      : INT64_MAX;
}

int64_t
zone_midnight(const struct zone *zone, struct date date)
{
	int64_t local = (int64_t)date.days * DAY;
	/* No zone is so far in the east that its day has begun by then. */
	int64_t begin = local - OFFSET_MAX;

	assert(date.days >= DATE_FIRST_DAYS && date.days <= DATE_LAST_DAYS);
	for (;;) {
		int64_t offset = zone_offset(zone, begin);
		int64_t end = transition_next(zone, begin);

		/* A transition jumped over midnight and is its end. */
		if (begin + offset >= local)
			return begin;
		if (local - offset < end)
			return local - offset;
		begin = end;
	}
}

void
zone_close(struct zone *zone)
{
	free(zone);
}
