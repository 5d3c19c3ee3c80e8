#ifndef RULE_USAGE_RULE_H
#define RULE_USAGE_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "rate/rate.h"

/*
 * Rules of usage say which events are billable.
 *
 * A list of rules is read from its top: the first rule that fits an event
 * decides, and an event that none fits is billable.  A rule fits where all that
 * it says fits: the metric, the subscription that the event was guided to, the
 * service of that one's order on the day, the days (those of the account), and
 * any dimensions.  What it does not say fits everything.
 *
 * A pattern is the value itself, "*" for any value that is given, or "eu-*" for
 * one that begins so; "" fits everything, also where nothing is given.
 *
 * usage_rule_parse(texts, dimensions, arena, rule, key, error):
 * Make a rule of its texts, by key, and of its ${dimensions}, a JSON object of
 * patterns ("" for none).  The texts must live as long as ${rule}.
 * STATUS_INVALID where one is wrong: the ${key}, or USAGE_RULE_KEY_COUNT where
 * it is a dimension.
 *
 * usage_rule_key_name(key):
 * The name of a key, which is the column's.
 *
 * usage_rule_fits(pattern, value):
 * Whether ${value} fits; NULL is one that is not given.
 *
 * usage_rule_covers(a, b):
 * Whether the rule ${a} fits wherever ${b} does: behind it ${b} never decides.
 *
 * usage_rule_find(rules, ruled):
 * The first of ${rules} that fits, or NULL.  Cost: O(rules), a few comparisons
 * each.
 */

enum usage_rule_key {
	USAGE_RULE_ID,
	USAGE_RULE_BILLABLE, /* yes or no */
	USAGE_RULE_METRIC,
	USAGE_RULE_SUBSCRIPTION,
	USAGE_RULE_SERVICE,
	USAGE_RULE_FROM,
	USAGE_RULE_TO,
};
#define USAGE_RULE_KEY_COUNT 7

/* The reason of what is not billable; the rule's id follows. */
#define USAGE_RULE_REASON "not-billable"

struct usage_rule {
	const char *texts[USAGE_RULE_KEY_COUNT]; /* as written */
	const char *dimensions_text;
	const char *reason; /* "not-billable ID" */
	bool billable;
	struct date from; /* the first day */
	struct date to; /* the first day after */
	struct dimensions dimensions; /* their values are patterns */
};

struct usage_rules {
	struct usage_rule *items;
	size_t count;
};

/* An event that has found its owner. */
struct usage_ruled {
	const struct usage_event *event;
	const char *subscription;
	const char *service; /* "" if there is none */
	struct date date;
};

enum status usage_rule_parse(const char *const[USAGE_RULE_KEY_COUNT],
    const char *, struct arena *, struct usage_rule *, enum usage_rule_key *,
    struct error *) MUST_CHECK;
const char *usage_rule_key_name(enum usage_rule_key);
bool usage_rule_fits(const char *, const char *);
bool usage_rule_covers(const struct usage_rule *, const struct usage_rule *);
const struct usage_rule *usage_rule_find(
    const struct usage_rules *, const struct usage_ruled *);

#endif
