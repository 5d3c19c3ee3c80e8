#ifndef RULE_GUIDE_PARTS_H
#define RULE_GUIDE_PARTS_H

#include "base/names.h"
#include "rate/guide.h"

/*
 * What a guide is made of: guide_build() makes the tables, guide_find() asks
 * them, and the terms of those that they name (guide_terms.c).
 */

#define SECOND 1000000

/* The days on which a version of a service is in force. */
struct tenure {
	const struct guide_service *service;
	struct date end; /* the first day of the next version */
};

/* A day as instants. */
struct day {
	int64_t begin;
	int64_t end;
	struct date date;
};

/* The days of a zone that were asked for last, by hours of UTC: a month of
 * usage comes subscription by subscription. */
#define DAYS_KEPT 1024
#define HOUR (UINT64_C(3600) * SECOND)

struct days {
	const struct zone *zone;
	struct day kept[DAYS_KEPT];
};

struct guide {
	const struct guide_subscription *subscriptions;
	const struct decks *decks;
	const struct usage_rules *rules;
	uint32_t *zones; /* of each subscription: which of the days */
	struct days *days;
	size_t day_count;
	struct tenure *tenures;
	struct names by_subscription;
	struct names by_ordered; /* services that orders name: subscriptions */
	struct names by_service; /* tenures */
	struct names by_identifier; /* tenures */
};

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

enum nearness guide_terms_nearness(const struct search *, size_t, const char *,
    struct date, const struct term **);
enum nearness guide_terms_without(
    const struct search *, size_t, const char *, struct date);

#endif
