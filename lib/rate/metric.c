/*
 * What a metric's texts mean.
 */
#include "rate/metric.h"

#include "base/choice.h"
#include "rate/expression.h"

static const char *const aggregations[] = { "sum", "count", "max", "latest",
	"unique", "weighted", NULL };
static const char *const modes[] = { "up", "down", "nearest", NULL };
static const char *const answers[] = { "yes", NULL };
static const char *const values[] = { "level", "change", "presence", NULL };
static const char *const pers[] = { "hour", "second", "minute", "day", "period",
	NULL };

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

/* The index of a word, which only some aggregations have. */
static enum status
word_parse(const char *text, const char *const *words, bool belongs, int *index,
    struct error *error)
{
	*index = 0;
	if (text[0] == '\0')
		return STATUS_OK;
	if (!belongs)
		return error_set(
		    error, STATUS_INVALID, "this aggregation has none");
	return choice_parse(text, words, "a value of this key", index, error);
}

/* What lasts over time, and how it is counted. */
static enum status
lasting_parse(const char *const texts[METRIC_KEY_COUNT], struct metric *metric,
    enum metric_key *key, struct error *error)
{
	bool weighted = metric->aggregation == AGGREGATION_WEIGHTED;
	bool lasts = metric->aggregation != AGGREGATION_COUNT &&
		     metric->aggregation != AGGREGATION_MAX;
	enum status status;
	int choice;

	*key = METRIC_RECURRING;
	status = word_parse(texts[*key], answers, lasts, &choice, error);
	if (status != STATUS_OK)
		return status;
	metric->recurring = texts[*key][0] != '\0';
	*key = METRIC_VALUES;
	status = word_parse(texts[*key], values, weighted, &choice, error);
	if (status != STATUS_OK)
		return status;
	metric->values = (enum metric_values)choice;
	if (metric->values == VALUES_PRESENCE) {
		*key = METRIC_FIELD;
		if ((status = required(texts[*key], error)) != STATUS_OK)
			return status;
	}
	*key = METRIC_PER;
	status = word_parse(texts[*key], pers, weighted, &choice, error);
	metric->per = (enum metric_per)choice;
	return status;
}

/* An expression stands for the quantity: nothing else may. */
static enum status
expression_read(struct metric *metric, const char *text, struct arena *arena,
    struct error *error)
{
	if (text[0] == '\0')
		return STATUS_OK;
	if (metric->aggregation == AGGREGATION_COUNT ||
	    metric->aggregation == AGGREGATION_UNIQUE)
		return error_set(
		    error, STATUS_INVALID, "this aggregation has none");
	if (metric->field[0] != '\0')
		return error_set(error, STATUS_INVALID,
		    "a metric has a field or an expression");
	return expression_parse(text, arena, &metric->expression, error);
}

enum status
metric_parse(const char *const texts[METRIC_KEY_COUNT], struct arena *arena,
    struct metric *metric, enum metric_key *key, struct error *error)
{
	enum status status = STATUS_OK;
	int aggregation = AGGREGATION_SUM;

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
	*key = METRIC_EXPRESSION;
	status = expression_read(metric, texts[*key], arena, error);
	if (status == STATUS_OK)
		status = lasting_parse(texts, metric, key, error);
	if (status == STATUS_OK)
		status = stepping_parse(texts, metric, key, error);
	return status;
}
