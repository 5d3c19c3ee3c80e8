/*
 * A cycle is months or days; weeks and years are only other names for them.
 */
#include "rule/cycle.h"

#include <assert.h>
#include <string.h>

static const char *const unit_names[] = { "day", "week", "month", "year" };

enum status
cycle_parse(const char *text, struct cycle *cycle, struct error *error)
{
	const char *unit = text;
	size_t length, i;
	int count = 0;

	while (*unit >= '0' && *unit <= '9' && count < 1000)
		count = 10 * count + (*unit++ - '0');
	if (count < 1 || count > 999 || *unit++ != ' ')
		goto invalid;
	length = strlen(unit);
	if (length > 0 && unit[length - 1] == 's')
		length--;
	for (i = 0; i < sizeof(unit_names) / sizeof(unit_names[0]); i++) {
		if (strlen(unit_names[i]) == length &&
		    strncmp(unit_names[i], unit, length) == 0) {
			*cycle = (struct cycle){ count, (enum cycle_unit)i };
			return STATUS_OK;
		}
	}
invalid:
	return error_set(error, STATUS_INVALID,
	    "\"%.40s\" is not a cycle (such as \"1 month\" or \"14 days\")",
	    text);
}

int
cycle_months(struct cycle cycle)
{
	switch (cycle.unit) {
	case CYCLE_MONTH:
		return cycle.count;
	case CYCLE_YEAR:
		return 12 * cycle.count;
	default:
		return 0;
	}
}

struct date
cycle_step(struct cycle cycle, struct date origin, int steps)
{
	int months = cycle_months(cycle);
	struct civil civil;

	assert(cycle.count > 0);
	if (months == 0)
		return date_add_days(origin,
		    steps * cycle.count * (cycle.unit == CYCLE_WEEK ? 7 : 1));
	civil = date_civil(origin);
	return date_in_month(
	    civil.year, civil.month + steps * months, civil.day);
}
