/*
 * The parts are looked through from the last one: there are few, and what is
 * asked for is mostly of today.
 */
#include "rule/calendar.h"

#include <assert.h>

/* Of the first ${count} parts that which is in force on ${date}. */
static const struct calendar_part *
part_on(const struct calendar *calendar, size_t count, struct date date)
{
	const struct calendar_part *part = &calendar->parts[count - 1];

	while (part > calendar->parts && date.days < part->from.days)
		part--;
	return part;
}

/* The first instant of ${date}, by the first ${count} parts. */
static int64_t
midnight(const struct calendar *calendar, size_t count, struct date date)
{
	const struct calendar_part *part = part_on(calendar, count, date);
	int64_t begin = zone_midnight(part->zone, date);

	return begin < part->floor ? part->floor : begin;
}

enum status
calendar_add(struct calendar *calendar, struct arena *arena, struct date from,
    const struct zone *zone, struct error *error)
{
	struct calendar_part *part;
	size_t count = calendar->count;

	assert(count < 2 || calendar->parts[count - 1].from.days <= from.days);
	if (count == 0 || from.days < DATE_FIRST_DAYS)
		from = (struct date){ DATE_FIRST_DAYS };
	if (count > 0 && calendar->parts[count - 1].from.days == from.days)
		count--;
	calendar->count = count;
	if (count > 0 && calendar->parts[count - 1].zone == zone)
		return STATUS_OK;
	calendar->parts =
	    arena_grow(arena, calendar->parts, count, sizeof(*part));
	if (calendar->parts == NULL)
		return error_memory(error);
	part = &calendar->parts[count];
	*part = (struct calendar_part){ from, zone, INT64_MIN };
	if (count > 0)
		part->floor =
		    midnight(calendar, count, (struct date){ from.days - 1 });
	calendar->count++;
	return STATUS_OK;
}

int64_t
calendar_midnight(const struct calendar *calendar, struct date date)
{
	assert(calendar->count > 0);
	return midnight(calendar, calendar->count, date);
}

struct date
calendar_date(const struct calendar *calendar, int64_t instant)
{
	struct date date;
	size_t i;

	assert(calendar->count > 0);
	for (i = calendar->count - 1; i > 0; i--) {
		if (calendar_midnight(calendar, calendar->parts[i].from) <=
		    instant)
			break;
	}
	date = calendar_zone_date(calendar->parts[i].zone, instant);
	/* The old zone's next day does not begin any more. */
	if (i + 1 < calendar->count &&
	    date.days >= calendar->parts[i + 1].from.days)
		date.days = calendar->parts[i + 1].from.days - 1;
	return date;
}

const struct zone *
calendar_zone(const struct calendar *calendar, struct date date)
{
	assert(calendar->count > 0);
	return part_on(calendar, calendar->count, date)->zone;
}

struct date
calendar_zone_date(const struct zone *zone, int64_t instant)
{
	struct date date = zone_date(zone, instant);

	/* Where midnight comes twice, the date alone would go back. */
	while (
	    date.days > DATE_FIRST_DAYS && zone_midnight(zone, date) > instant)
		date.days--;
	while (date.days < DATE_LAST_DAYS &&
	       zone_midnight(zone, (struct date){ date.days + 1 }) <= instant)
		date.days++;
	return date;
}
