/*
 * What a metric's texts mean.
 */
#include "rule/metric.h"

#include "base/choice.h"

static const char *const aggregations[] = { "sum", "count", "max", "latest",
	"unique", "weighted", NULL };
static const char *const modes[] = { "up", "down", "nearest", NULL };

static enum status
required(const char *text, struct error *error)
{
	if (text[0] != '\0')
		return STATUS_OK;
	return error_set(error, STATUS_INVALID, "missing, a value is required");
}

/* The step and the way to it: both or none. */
static enum status
stepping_parse(const char *const texts[METRIC_KEY_COUNT], struct metric *metric,
    enum metric_key *key, struct error *error)
{
	enum status status;
	int mode;

	if (texts[METRIC_ROUND_TO][0] == '\0' &&
	    texts[METRIC_ROUND_MODE][0] == '\0')
		return STATUS_OK;
	*key = METRIC_ROUND_TO;
	if ((status = required(texts[*key], error)) != STATUS_OK)
		return status;
	status = decimal_parse(
	    texts[*key], DECIMAL_PLACES_MAX, &metric->step, error);
	if (status == STATUS_OK && decimal_sign(metric->step) <= 0)
		status = error_set(error, STATUS_INVALID, "must be above zero");
	if (status != STATUS_OK)
		return status;
	*key = METRIC_ROUND_MODE;
	if ((status = required(texts[*key], error)) != STATUS_OK)
		return status;
	status =
	    choice_parse(texts[*key], modes, "a way to round", &mode, error);
	if (status == STATUS_OK)
		metric->stepping = (enum stepping)(STEPPING_UP + mode);
	return status;
}

enum status
metric_parse(const char *const texts[METRIC_KEY_COUNT], struct arena *arena,
    struct metric *metric, enum metric_key *key, struct error *error)
{
	enum status status = STATUS_OK;
	int aggregation = AGGREGATION_SUM;

	(void)arena;
	*metric = (struct metric){
		.texts = texts,
		.id = texts[METRIC_ID],
		.unit = texts[METRIC_UNIT],
		.field = texts[METRIC_FIELD],
	};
	*key = METRIC_ID;
	if ((status = required(metric->id, error)) != STATUS_OK)
		return status;
	*key = METRIC_UNIT;
	if ((status = required(metric->unit, error)) != STATUS_OK)
		return status;
	*key = METRIC_AGGREGATION;
	if (texts[*key][0] != '\0')
		status = choice_parse(texts[*key], aggregations,
		    "an aggregation", &aggregation, error);
	if (status != STATUS_OK)
		return status;
	metric->aggregation = (enum aggregation)aggregation;
	*key = METRIC_FIELD;
	if (metric->aggregation == AGGREGATION_UNIQUE &&
	    (status = required(metric->field, error)) != STATUS_OK)
		return status;
	return stepping_parse(texts, metric, key, error);
}
