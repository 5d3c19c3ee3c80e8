/*
 * An event is weighed against each subscription that it may belong to; the one
 * that comes nearest stands.
 */
#include "rate/guide.h"

#include <assert.h>
#include <string.h>

#include "rate/guide_parts.h"

static int64_t
seconds_of(int64_t instant)
{
	return instant / SECOND - (instant % SECOND < 0);
}

/* Find the day of an instant, and the instants of that day. */
static void
day_find(const struct zone *zone, struct day *day, int64_t instant)
{
	struct date date = calendar_zone_date(zone, seconds_of(instant));

	day->date = date;
	day->begin = date.days == DATE_FIRST_DAYS
			 ? INT64_MIN
			 : SECOND * zone_midnight(zone, date);
	day->end =
	    date.days == DATE_LAST_DAYS
		? INT64_MAX
		: SECOND * zone_midnight(zone, (struct date){ date.days + 1 });
	assert(day->begin <= instant && instant <= day->end);
}

static struct date
day_of(struct guide *guide, size_t subscription, int64_t instant)
{
	struct days *days = &guide->days[guide->zones[subscription]];
	uint64_t number = (uint64_t)instant / HOUR;
	struct day *day = &days->kept[number % DAYS_KEPT];
	const struct calendar *calendar =
	    guide->subscriptions[subscription].calendar;

	if (calendar != NULL)
		return calendar_date(calendar, seconds_of(instant));
	if (instant < day->begin || instant >= day->end)
		day_find(days->zone, day, instant);
	return day->date;
}

/* Whether the version is in force, and has the identifier if one is named. */
static bool
tenure_covers(const struct tenure *tenure, const struct guide_event *event,
    const struct subscription *subscription, struct date date)
{
	const struct guide_service *service = tenure->service;

	if (strcmp(service->account, subscription->owner) != 0 ||
	    date.days < service->effective_on.days ||
	    date.days >= tenure->end.days)
		return false;
	return event->service[0] != '\0' || (date.days >= service->from.days &&
						date.days < service->to.days);
}

/* How near a subscription comes; ${service} and ${tenure} may be NULL. */
static enum nearness
standing_of(struct search *search, size_t owner, const char *service,
    const struct tenure *tenure)
{
	const struct subscription *subscription =
	    &search->guide->subscriptions[owner].subscription;
	struct date date =
	    day_of(search->guide, owner, search->event->usage.occurred_at);
	const struct term *term = NULL;
	enum nearness standing;

	if (tenure != NULL &&
	    !tenure_covers(tenure, search->event, subscription, date))
		return STANDING_NOT_IN_SERVICE;
	standing = guide_terms_nearness(search, owner, service, date, &term);
	if (standing == STANDING_FITS)
		search->service = term->service;
	if (standing == STANDING_UNKNOWN || standing == STANDING_NO_CHARGE ||
	    standing == STANDING_NOT_IN_SERVICE) {
		enum nearness without =
		    guide_terms_without(search, owner, service, date);

		if (standing != STANDING_NO_CHARGE ||
		    without == STANDING_IN_TRIAL)
			standing = without;
	}
	return standing;
}

/* Weigh one subscription; what comes nearest stands. */
static void
consider(struct search *search, size_t item, const char *service,
    const struct tenure *tenure)
{
	const struct guide_subscription *one =
	    &search->guide->subscriptions[item];
	enum nearness standing = standing_of(search, item, service, tenure);

	if (standing == STANDING_FITS && search->found != NULL &&
	    search->found != one)
		standing = STANDING_AMBIGUOUS;
	if (standing == STANDING_FITS)
		search->found = one;
	if (standing > search->standing)
		search->standing = standing;
}

/* Weigh the subscriptions whose orders name ${service}. */
static void
consider_service(
    struct search *search, const char *service, const struct tenure *tenure)
{
	size_t count, i;
	const struct named *entries =
	    names_find(&search->guide->by_ordered, service, &count);

	for (i = 0; i < count; i++)
		consider(search, entries[i].item, service, tenure);
	if (tenure != NULL && search->standing == STANDING_UNKNOWN)
		search->standing = STANDING_NOT_IN_SERVICE;
}

/* Weigh what the versions of a service or identifier lead to. */
static void
consider_tenures(
    struct search *search, const struct names *by, const char *name)
{
	size_t count, i;
	const struct named *entries = names_find(by, name, &count);

	for (i = 0; i < count; i++) {
		const struct tenure *tenure =
		    &search->guide->tenures[entries[i].item];

		consider_service(search, tenure->service->service, tenure);
	}
}

static const char *
reason_of(const struct search *search)
{
	static const char *const reasons[] = {
		[STANDING_NOT_IN_SERVICE] = "not-in-service",
		[STANDING_IN_TRIAL] = "in-trial",
		[STANDING_SUSPENDED] = "suspended",
		[STANDING_BILLED_ELSEWHERE] = "billed-elsewhere",
		[STANDING_NO_CHARGE] = "no-charge",
		[STANDING_FITS] = "",
		[STANDING_AMBIGUOUS] = "ambiguous",
	};

	if (search->standing != STANDING_UNKNOWN)
		return reasons[search->standing];
	if (search->event->subscription[0] != '\0')
		return "unknown-subscription";
	return search->event->service[0] != '\0' ? "unknown-service"
						 : "unknown-identifier";
}

/* The rule that says that the event is not billed to its owner, or NULL. */
static const struct usage_rule *
rule_against(const struct search *search)
{
	struct guide *guide = search->guide;
	const struct subscription *owner = &search->found->subscription;
	const struct usage_event *event = &search->event->usage;
	struct usage_ruled ruled = { .event = event,
		.subscription = owner->id };
	const struct usage_rule *rule;

	if (guide->rules == NULL || guide->rules->count == 0)
		return NULL;
	ruled.date = day_of(guide,
	    (size_t)(search->found - guide->subscriptions), event->occurred_at);
	ruled.service = search->service;
	rule = usage_rule_find(guide->rules, &ruled);
	return rule == NULL || rule->billable ? NULL : rule;
}

const struct guide_subscription *
guide_find(
    struct guide *guide, const struct guide_event *event, const char **reason)
{
	struct search search = { .guide = guide, .event = event };
	const struct usage_rule *rule;
	const struct named *entries;
	size_t count;

	if (event->subscription[0] != '\0') {
		entries = names_find(
		    &guide->by_subscription, event->subscription, &count);
		if (count > 0)
			consider(&search, entries[0].item, NULL, NULL);
	} else if (event->service[0] != '\0') {
		consider_tenures(&search, &guide->by_service, event->service);
		if (search.standing == STANDING_UNKNOWN)
			consider_service(&search, event->service, NULL);
	} else {
		consider_tenures(
		    &search, &guide->by_identifier, event->identifier);
	}
	*reason = reason_of(&search);
	if (search.standing != STANDING_FITS)
		return NULL;
	rule = rule_against(&search);
	if (rule == NULL)
		return search.found;
	*reason = rule->reason;
	return NULL;
}
