/*
 * Millions of events are held against a list, so a rule is compared where it
 * says something, and the dates come last: most rules have none.
 */
#include "rate/usage_rule.h"

#include <string.h>

#include "base/choice.h"
#include "rate/dimension.h"
#include "rule/charge_filter.h"

const char *
usage_rule_key_name(enum usage_rule_key key)
{
	static const char *const names[USAGE_RULE_KEY_COUNT] = {
		[USAGE_RULE_ID] = "rule",
		[USAGE_RULE_BILLABLE] = "billable",
		[USAGE_RULE_METRIC] = "metric",
		[USAGE_RULE_SUBSCRIPTION] = "subscription",
		[USAGE_RULE_SERVICE] = "service",
		[USAGE_RULE_FROM] = "from",
		[USAGE_RULE_TO] = "to",
	};

	return names[key];
}

static enum status
parse_patterns(const struct usage_rule *rule, enum usage_rule_key *key,
    struct error *error)
{
	enum status status;
	size_t i;

	for (*key = USAGE_RULE_METRIC; *key <= USAGE_RULE_SERVICE; ++*key) {
		status = charge_filter_check(rule->texts[*key], error);
		if (status != STATUS_OK)
			return status;
	}
	*key = USAGE_RULE_KEY_COUNT;
	for (i = 0; i < rule->dimensions.count; i++) {
		status =
		    charge_filter_check(rule->dimensions.items[i].value, error);
		if (status != STATUS_OK)
			return error_prefix(error,
			    "column %.128s: ", rule->dimensions.items[i].name);
	}
	return STATUS_OK;
}

/* The days, either end of which may be open. */
static enum status
parse_days(
    struct usage_rule *rule, enum usage_rule_key *key, struct error *error)
{
	enum status status = STATUS_OK;

	rule->from = (struct date){ DATE_FIRST_DAYS };
	rule->to = DATE_MAX;
	*key = USAGE_RULE_FROM;
	if (rule->texts[*key][0] != '\0')
		status = date_parse(rule->texts[*key], &rule->from, error);
	if (status != STATUS_OK)
		return status;
	*key = USAGE_RULE_TO;
	if (rule->texts[*key][0] != '\0')
		status = date_parse(rule->texts[*key], &rule->to, error);
	if (status != STATUS_OK || rule->from.days < rule->to.days)
		return status;
	return error_set(error, STATUS_INVALID, "%s is not after %s (from)",
	    rule->texts[USAGE_RULE_TO], rule->texts[USAGE_RULE_FROM]);
}

enum status
usage_rule_parse(const char *const texts[USAGE_RULE_KEY_COUNT],
    const char *dimensions, struct arena *arena, struct usage_rule *rule,
    enum usage_rule_key *key, struct error *error)
{
	static const char *const words[] = { "no", "yes", NULL };
	enum status status;
	int index = 0;

	*rule = (struct usage_rule){ .dimensions_text = dimensions };
	memcpy(rule->texts, texts, sizeof(rule->texts));
	*key = USAGE_RULE_BILLABLE;
	status = choice_parse(
	    texts[USAGE_RULE_BILLABLE], words, "an answer", &index, error);
	rule->billable = index == 1;
	if (status == STATUS_OK)
		status = parse_days(rule, key, error);
	if (status == STATUS_OK)
		status =
		    dimension_list(dimensions, arena, &rule->dimensions, error);
	if (status == STATUS_OK)
		status = parse_patterns(rule, key, error);
	if (status != STATUS_OK)
		return status;
	rule->reason =
	    arena_format(arena, USAGE_RULE_REASON " %s", texts[USAGE_RULE_ID]);
	return rule->reason == NULL ? error_memory(error) : STATUS_OK;
}

bool
usage_rule_fits(const char *pattern, const char *value)
{
	return pattern[0] == '\0' ||
	       (value != NULL && charge_filter_fits(pattern, value));
}

static const char *
value_of(const struct dimensions *dimensions, const char *name)
{
	size_t i;

	for (i = 0; i < dimensions->count; i++) {
		if (strcmp(dimensions->items[i].name, name) == 0)
			return dimensions->items[i].value;
	}
	return NULL;
}

static bool
dimensions_fit(
    const struct usage_rule *rule, const struct dimensions *dimensions)
{
	size_t i;

	for (i = 0; i < rule->dimensions.count; i++) {
		const struct dimension *wanted = &rule->dimensions.items[i];

		if (!usage_rule_fits(
			wanted->value, value_of(dimensions, wanted->name)))
			return false;
	}
	return true;
}

static bool
rule_fits(const struct usage_rule *rule, const struct usage_ruled *ruled)
{
	const char *const *texts = rule->texts;

	return usage_rule_fits(
		   texts[USAGE_RULE_METRIC], ruled->event->metric) &&
	       usage_rule_fits(
		   texts[USAGE_RULE_SUBSCRIPTION], ruled->subscription) &&
	       usage_rule_fits(texts[USAGE_RULE_SERVICE], ruled->service) &&
	       dimensions_fit(rule, &ruled->event->dimensions) &&
	       ruled->date.days >= rule->from.days &&
	       ruled->date.days < rule->to.days;
}

/* Whether the pattern ${a} fits wherever ${b} does. */
static bool
is_wider(const char *a, const char *b)
{
	return a[0] == '\0' ||
	       (b != NULL && b[0] != '\0' && charge_filter_widens(a, b));
}

bool
usage_rule_covers(const struct usage_rule *a, const struct usage_rule *b)
{
	size_t i;

	for (i = USAGE_RULE_METRIC; i <= USAGE_RULE_SERVICE; i++) {
		if (!is_wider(a->texts[i], b->texts[i]))
			return false;
	}
	for (i = 0; i < a->dimensions.count; i++) {
		const struct dimension *asked = &a->dimensions.items[i];

		if (!is_wider(
			asked->value, value_of(&b->dimensions, asked->name)))
			return false;
	}
	return a->from.days <= b->from.days && a->to.days >= b->to.days;
}

const struct usage_rule *
usage_rule_find(
    const struct usage_rules *rules, const struct usage_ruled *ruled)
{
	size_t i;

	for (i = 0; i < rules->count; i++) {
		if (rule_fits(&rules->items[i], ruled))
			return &rules->items[i];
	}
	return NULL;
}
