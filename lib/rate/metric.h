#ifndef RULE_METRIC_H
#define RULE_METRIC_H

#include "base/arena.h"
#include "rule/catalog.h"

/*
 * A metric is read from texts, key by key, like a charge (see charge.h): from
 * the catalog file when it comes in, from the ledger ever after.
 *
 * metric_parse(texts, arena, metric, key, error):
 * Make ${metric} of one text for each key, "" where it is not given; it keeps
 * ${texts}; an expression stands in ${arena}.  STATUS_INVALID if a value is
 * wrong or a required one is missing; *${key} is then the key at fault.
 */

enum metric_key {
	METRIC_ID,
	METRIC_UNIT,
	METRIC_AGGREGATION,
	METRIC_FIELD,
	METRIC_ROUND_TO,
	METRIC_ROUND_MODE,
	METRIC_EXPRESSION,
	METRIC_RECURRING,
	METRIC_VALUES,
	METRIC_PER,
};
#define METRIC_KEY_COUNT 10

enum status metric_parse(const char *const[METRIC_KEY_COUNT], struct arena *,
    struct metric *, enum metric_key *, struct error *) MUST_CHECK;

#endif
