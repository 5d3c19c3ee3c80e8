/*
 * An event is weighed against each subscription that it may belong to; the one
 * that comes nearest stands.
 */
#include "rate/guide.h"

#include <assert.h>
#include <string.h>

#include "rate/guide_parts.h"

/* How near a subscription came to the event. */
enum nearness {
	STANDING_UNKNOWN,
	STANDING_NOT_IN_SERVICE,
	STANDING_IN_TRIAL,
	STANDING_SUSPENDED,
	STANDING_BILLED_ELSEWHERE,
	STANDING_NO_CHARGE,
	STANDING_FITS,
	STANDING_AMBIGUOUS,
};

struct search {
	struct guide *guide;
	const struct guide_event *event;
	const struct guide_subscription *found;
	const char *service; /* that the found one has on that day */
	enum nearness standing;
};

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

/* The last term of ${item}, or of an item before it, that begins on ${date} or
 * before, if it covers it. */
static const struct term *
term_of(const struct subscription *subscription, const struct item *item,
    struct date date)
{
	size_t low = 0, high = subscription->term_count;
	const struct term *term;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		term = &subscription->terms[middle];
		if (term->item < item ||
		    (term->item == item && term->from.days <= date.days))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return NULL;
	term = &subscription->terms[low - 1];
	return term->item == item && date.days < term->to.days ? term : NULL;
}

/* Whether a charge of ${plan} counts the event at the subscription ${item}. */
static bool
plan_takes(const struct search *search, size_t item, const struct plan *plan)
{
	const struct guide_subscription *from =
	    &search->guide->subscriptions[item];
	const struct pricing pricing = { search->guide->decks, from->zone,
		from->calendar };
	size_t i;

	for (i = 0; i < plan->charge_count; i++) {
		if (plan->charges[i].kind == CHARGE_USAGE &&
		    rate_takes(
			&plan->charges[i], &search->event->usage, &pricing))
			return true;
	}
	return false;
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

/* Whether the subscription, or an add-on whose plan would count the event, was
 * tried on ${date}. */
static bool
tried(const struct search *search, size_t owner, struct date date)
{
	const struct subscription *subscription =
	    &search->guide->subscriptions[owner].subscription;
	size_t i;

	if (subscription->begin.days <= date.days &&
	    date.days < subscription->start.days)
		return date.days < subscription->end.days;
	for (i = 1; i < subscription->term_count; i++) {
		const struct term *term = &subscription->terms[i];
		const struct item *item = term->item;

		if (term[-1].item != item && item->begin.days <= date.days &&
		    date.days < item->start.days &&
		    plan_takes(search, owner, term->plan))
			return true;
	}
	return false;
}

static bool
suspended(const struct subscription *subscription, struct date date)
{
	size_t i;

	for (i = 0; i < subscription->suspension_count; i++) {
		const struct suspension *days = &subscription->suspensions[i];

		if (days->from.days <= date.days && date.days < days->to.days)
			return true;
	}
	return false;
}

/* How near a subscription comes that has no term on ${date}. */
static enum nearness
standing_without(const struct search *search, size_t owner, const char *service,
    struct date date)
{
	const struct subscription *subscription =
	    &search->guide->subscriptions[owner].subscription;
	bool named = service == NULL;
	size_t i;

	for (i = 0; i < subscription->term_count && !named; i++)
		named = strcmp(subscription->terms[i].service, service) == 0;
	if (!named)
		return STANDING_NOT_IN_SERVICE;
	if (tried(search, owner, date))
		return STANDING_IN_TRIAL;
	return suspended(subscription, date) ? STANDING_SUSPENDED
					     : STANDING_NOT_IN_SERVICE;
}

/* How near the terms of the items come on ${date}; *${found} is the nearest. */
static enum nearness
standing_of_terms(const struct search *search, size_t owner,
    const char *service, struct date date, const struct term **found)
{
	const struct subscription *subscription =
	    &search->guide->subscriptions[owner].subscription;
	enum nearness best = STANDING_UNKNOWN, standing;
	size_t i;

	for (i = 0; i < subscription->item_count; i++) {
		const struct term *term =
		    term_of(subscription, &subscription->items[i], date);

		if (term == NULL)
			continue;
		if (service != NULL && strcmp(term->service, service) != 0)
			standing = STANDING_NOT_IN_SERVICE;
		else if (date.days < subscription->bill_from.days)
			standing = STANDING_BILLED_ELSEWHERE;
		else
			standing = plan_takes(search, owner, term->plan)
				       ? STANDING_FITS
				       : STANDING_NO_CHARGE;
		if (standing > best) {
			best = standing;
			*found = term;
		}
		if (best == STANDING_FITS)
			break;
	}
	return best;
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
	standing = standing_of_terms(search, owner, service, date, &term);
	if (standing == STANDING_FITS)
		search->service = term->service;
	if (standing == STANDING_UNKNOWN || standing == STANDING_NO_CHARGE ||
	    standing == STANDING_NOT_IN_SERVICE) {
		enum nearness without =
		    standing_without(search, owner, service, date);

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
