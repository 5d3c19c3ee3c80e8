/*
 * Each method is one function: the measure of a date within a full period.
 */
#include "rule/prorate.h"

#include <assert.h>

#include "base/choice.h"

static struct ratio
measure_days(const struct span *span, struct date date)
{
	return ratio_of(
	    date.days - span->start.days, span->end.days - span->start.days);
}

static struct ratio
measure_seconds(const struct span *span, struct date date)
{
	int64_t start = zone_midnight(span->zone, span->start);
	int64_t end = zone_midnight(span->zone, span->end);

	/* A day that a zone left out (Samoa, 2011-12-30) has no seconds. */
	if (start == end)
		return measure_days(span, date);
	return ratio_of(zone_midnight(span->zone, date) - start, end - start);
}

static struct ratio
measure_month30(const struct span *span, struct date date)
{
	struct civil a = date_civil(span->start);
	struct civil b = date_civil(date);
	int whole = 30 * cycle_months(span->every);
	int days;

	assert(whole > 0);
	if (date.days >= span->end.days)
		return ratio_of(1, 1);
	days = 30 * (12 * (b.year - a.year) + b.month - a.month) +
	       (b.day > 30 ? 30 : b.day) - (a.day > 30 ? 30 : a.day);
	return ratio_of(days > whole ? whole : days, whole);
}

static struct ratio
measure(enum proration method, const struct span *span, struct date date)
{
	switch (method) {
	case PRORATION_SECOND:
		return measure_seconds(span, date);
	case PRORATION_MONTH30:
		return measure_month30(span, date);
	default:
		return measure_days(span, date);
	}
}

enum status
prorate(enum proration method, const struct span *span, struct ratio *part,
    struct error *error)
{
	assert(span->start.days <= span->from.days);
	assert(span->from.days < span->to.days);
	assert(span->to.days <= span->end.days);

	if (method == PRORATION_NONE) {
		*part = ratio_of(1, 1);
		return STATUS_OK;
	}
	return ratio_subtract(measure(method, span, span->to),
	    measure(method, span, span->from), part, error);
}

enum status
proration_parse(const char *text, enum proration *method, struct error *error)
{
	static const char *const words[] = { "day", "second", "month30", "none",
		NULL };
	int index = 0;
	enum status status;

	status = choice_parse(text, words, "a proration", &index, error);
	*method = (enum proration)index;
	return status;
}
