/*
 * Time is counted in whole units of 10^-12, as fine as an increment can be, so
 * that what lies before a boundary is one division.
 */
#include "rate/deck.h"

#include <assert.h>
#include <string.h>

#include "base/instant.h"
#include "rule/calendar.h"

#define PLACES DECIMAL_PLACES_MAX
#define UNIT ((__int128)1000000000000) /* 10 to the power of PLACES */
#define FINE (UNIT / INSTANT_SECOND)
#define INSTANT_LAST (DATE_LAST_DAYS * INSTANT_DAY)
#define UNITS_MAX (((__int128)1 << 126) - 1)

/* A call of years is none: it goes on as it is then. */
#define LEGS_MAX 10000

/* A call at work. */
struct course {
	const struct deck_call *call;
	struct deck_charge *charged;
	struct date date;
	bool passes; /* from one class to another */
	__int128 length;
	__int128 position; /* the next increment begins here */
	__int128 until; /* up to here the class stays */
	int legs;
	const char *class;
	const struct deck_rate *rate;
	__int128 units; /* at that rate, not in the amount yet */
	struct error *error;
};

/* Round up to what can be counted; increments are rounded up anyway. */
static enum status
units_of(struct decimal value, __int128 *units, struct error *error)
{
	__int128 power;

	value = decimal_strip(value);
	if (value.scale > PLACES) {
		power = decimal_power(value.scale - PLACES);
		*units =
		    value.coefficient / power + (value.coefficient % power > 0);
		return STATUS_OK;
	}
	power = decimal_power(PLACES - value.scale);
	if (__builtin_mul_overflow(value.coefficient, power, units) ||
	    *units > UNITS_MAX || *units < -UNITS_MAX)
		return error_set(error, STATUS_INVALID,
		    "a quantity is too large for a deck");
	return STATUS_OK;
}

static struct ratio
ratio_of_units(__int128 units)
{
	return units % UNIT == 0 ? ratio_of(units / UNIT, 1)
				 : ratio_of(units, UNIT);
}

static int64_t
seconds_of(int64_t instant)
{
	return instant / INSTANT_SECOND - (instant % INSTANT_SECOND < 0);
}

/* Find the class at the position of the course, and how long it lasts. */
static const char *
class_at(struct course *course)
{
	const struct deck_call *call = course->call;
	const struct time_classes *classes = call->charge->usage.classes;
	__int128 instant = call->occurred_at;
	const struct time_class *class;
	int64_t until;

	course->until = UNITS_MAX;
	if (classes == NULL)
		return "";
	if (course->passes)
		instant += course->position / FINE;
	if (instant > INSTANT_LAST)
		instant = INSTANT_LAST;
	class = time_classes_find(
	    classes, call->pricing, seconds_of((int64_t)instant), &until);
	if (course->passes && course->legs++ < LEGS_MAX &&
	    instant < INSTANT_LAST)
		course->until =
		    ((__int128)until * INSTANT_SECOND - call->occurred_at) *
		    FINE;
	return class->id;
}

/* The rate at the position of the course; a class that has none goes on at the
 * rate before. */
static const struct deck_rate *
rate_at(struct course *course)
{
	const char *before = course->class;
	const struct deck_rate *rate;

	if (before != NULL && course->position < course->until)
		return course->rate;
	course->class = class_at(course);
	if (course->class == before)
		return course->rate;
	rate = deck_rate(course->call->deck, course->call->number, course->date,
	    course->class);
	return rate == NULL ? course->rate : rate;
}

/* Begin the course of a call: find its rate. */
static void
begin(const struct deck_call *call, struct course *course)
{
	const struct pricing *pricing = call->pricing;
	int64_t instant = seconds_of(call->occurred_at);

	*course = (struct course){ .call = call,
		.passes = deck_unit_passes(call->charge) };
	course->date = pricing->calendar != NULL
			   ? calendar_date(pricing->calendar, instant)
			   : calendar_zone_date(pricing->zone, instant);
	course->rate = rate_at(course);
}

const struct deck_rate *
deck_start(const struct deck_call *call)
{
	struct course course;

	begin(call, &course);
	return course.rate;
}

/* Add what was counted at one rate to the amount. */
static enum status
settle(struct course *course)
{
	const struct deck_rate *rate = course->rate;
	struct ratio *amount = &course->charged->amount;
	struct ratio per = ratio_from_decimal(rate->per), part;
	enum status status;

	assert(per.numerator > 0);
	status = ratio_multiply(ratio_of_units(course->units),
	    ratio_from_decimal(rate->price), &part, course->error);
	if (status == STATUS_OK)
		status = ratio_multiply(part,
		    (struct ratio){ per.denominator, per.numerator }, &part,
		    course->error);
	course->units = 0;
	if (status != STATUS_OK || amount->numerator != 0)
		return status == STATUS_OK
			   ? ratio_add(*amount, part, amount, course->error)
			   : status;
	*amount = part;
	return STATUS_OK;
}

/* Bill the increments that begin before the rate may change. */
static enum status
bill_leg(struct course *course)
{
	const struct deck_rate *rate = rate_at(course);
	enum status status = STATUS_OK;
	__int128 next, end;

	if (rate != course->rate) {
		status = settle(course);
		course->rate = rate;
	}
	if (status == STATUS_OK)
		status = units_of(rate->increment_next, &next, course->error);
	if (status != STATUS_OK)
		return status;
	assert(next > 0 && course->until > course->position);
	end = course->until < course->length ? course->until : course->length;
	end -= course->position;
	end = (end / next + (end % next > 0)) * next;
	course->units += end;
	course->position += end;
	return STATUS_OK;
}

/* The fee to connect, and not more than the maximum. */
static enum status
conclude(struct course *course)
{
	struct deck_charge *charged = course->charged;
	const struct deck_rate *rate = charged->rate;
	struct ratio maximum = ratio_from_decimal(rate->maximum);
	enum status status = STATUS_OK;
	int order = 0;

	if (decimal_sign(rate->connect_fee) > 0)
		status = ratio_add(charged->amount,
		    ratio_from_decimal(rate->connect_fee), &charged->amount,
		    course->error);
	if (status == STATUS_OK && rate->bounded)
		status = ratio_compare(
		    charged->amount, maximum, &order, course->error);
	if (order > 0)
		charged->amount = maximum;
	return status == STATUS_OK
		   ? ratio_round(ratio_of_units(course->position), PLACES,
			 ROUNDING_HALF_UP, &charged->billed, course->error)
		   : status;
}

static enum status
bill(struct course *course)
{
	const struct deck_rate *rate = course->rate;
	__int128 minimum;
	enum status status;

	status = units_of(rate->minimum, &minimum, course->error);
	if (status == STATUS_OK)
		status = units_of(
		    rate->increment_first, &course->units, course->error);
	if (status != STATUS_OK)
		return status;
	assert(course->units > 0);
	if (course->length < minimum)
		course->length = minimum;
	course->position = course->units;
	while (status == STATUS_OK && course->position < course->length)
		status = bill_leg(course);
	if (status == STATUS_OK)
		status = settle(course);
	return status == STATUS_OK ? conclude(course) : status;
}

enum status
deck_price(const struct deck_call *call, struct deck_charge *charged,
    struct error *error)
{
	struct course course;
	enum status status;

	begin(call, &course);
	course.charged = charged;
	course.error = error;
	*charged = (struct deck_charge){ course.rate, decimal_from_integer(0),
		{ 0, 1 } };
	if (course.rate == NULL)
		return STATUS_OK;
	status = units_of(call->quantity, &course.length, error);
	return status == STATUS_OK && course.length > 0 ? bill(&course)
							: status;
}
