#ifndef RULE_GUIDE_H
#define RULE_GUIDE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/zone.h"
#include "order/subscription.h"
#include "rate/rate.h"
#include "rate/usage_rule.h"
#include "rule/calendar.h"
#include "rule/catalog.h"

/*
 * Guiding finds the subscription that an event of usage belongs to.
 *
 * An event names a subscription, a service, or an identifier that a service had
 * on that day.  The service leads to the subscription of the service's account
 * whose orders name it, on that day, under a plan with a charge that counts the
 * event.  The day is that of the account's zone (rule/calendar.h).
 *
 * Where a service is only known from orders, these alone lead to the
 * subscription, whatever its account.  A day goes from midnight to midnight as
 * zone_midnight() says, like the periods that are billed, also where the clock
 * jumps over midnight or shows it twice.
 *
 * guide_build(tables, arena, guide, error):
 * Make what finds by name.  Subscriptions and services stay the caller's and
 * must live as long as the guide (ledger/guides loads them); the versions of a
 * service stand together, in the order in which they came into force.  Cost:
 * one sort.
 *
 * guide_find(guide, event, reason):
 * The owner of ${event}; NULL, and a ${reason}, if it goes into suspense:
 *   unknown-subscription  unknown-service  unknown-identifier
 *   not-in-service        no term of the subscription, or no version of the
 *                         service or identifier, covers that day
 *   in-trial              the day is one of a trial
 *   suspended             the subscription is suspended free of charge
 *   billed-elsewhere      the day is before bill_from
 *   no-charge             no charge of the plan counts this metric with these
 *                         dimensions
 *   ambiguous             several subscriptions fit
 *   not-billable RULE     it has found its owner, and the first of the rules
 *                         that fits says that it is not billed
 * Of several that do not fit, the one that comes nearest gives the reason.
 * Cost: a hash look-up or two, and a binary search of the terms; nothing is
 * allocated.  The days that were asked for last are remembered for each zone,
 * so a stream that is ordered by time, or by subscription, is cheap.
 */

/* A version of a service, as it is in force from effective_on on. */
struct guide_service {
	const char *service;
	const char *account;
	const char *identifier;
	struct date effective_on; /* the first version: DATE_FIRST */
	struct date from; /* the service has the identifier from here */
	struct date to; /* the first day after; DATE_MAX if open */
};

struct guide_subscription {
	struct subscription subscription;
	const struct zone *zone; /* of its account */
	const struct calendar *calendar; /* where that one moved, else NULL */
	int32_t rank; /* in the order of their ids, by bytes */
};

struct guide_tables {
	const struct guide_subscription *subscriptions;
	size_t subscription_count;
	const struct guide_service *services;
	size_t service_count;
	const struct decks *decks; /* NULL: there are none */
	const struct usage_rules *rules; /* NULL: everything is billable */
};

struct guide_event {
	const char *subscription; /* "" if not named */
	const char *service;
	const char *identifier;
	struct usage_event
	    usage; /* its quantity and amount need not be there */
};

struct guide;

enum status guide_build(const struct guide_tables *, struct arena *,
    struct guide **, struct error *) MUST_CHECK;
const struct guide_subscription *guide_find(
    struct guide *, const struct guide_event *, const char **);

#endif
