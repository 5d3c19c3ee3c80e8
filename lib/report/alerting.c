/*
 * Alerts are found account by account.  A sort brings them into the order of
 * their ids, in which those that were sent are passed by; a second one into the
 * order in which they are written.
 */
#include "report/alerting.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "ledger/decks.h"
#include "ledger/query.h"
#include "rate/usage_alert.h"
#include "record/pack.h"
#include "record/sort.h"
#include "record/writer.h"
#include "work/rating.h"
#include "work/window.h"

enum field {
	FIELD_ALERT,
	FIELD_ACCOUNT,
	FIELD_SUBSCRIPTION,
	FIELD_CHARGE,
	FIELD_PERIOD_START,
	FIELD_THRESHOLD,
	FIELD_VALUE,
	FIELD_KIND,
	FIELD_PERIOD_END,
	FIELD_QUANTITY,
	FIELD_UNIT,
	FIELD_AMOUNT,
	FIELD_CURRENCY,
	FIELD_DIMENSIONS,
	FIELD_COUNT,
};

static const struct column columns[FIELD_COUNT] = {
	[FIELD_ALERT] = { "alert", 0 },
	[FIELD_ACCOUNT] = { "account", 0 },
	[FIELD_SUBSCRIPTION] = { "subscription", 0 },
	[FIELD_CHARGE] = { "charge", 0 },
	[FIELD_PERIOD_START] = { "period_start", 0 },
	[FIELD_THRESHOLD] = { "threshold", COLUMN_NUMBER },
	[FIELD_VALUE] = { "value", COLUMN_NUMBER },
	[FIELD_KIND] = { "kind", 0 },
	[FIELD_PERIOD_END] = { "period_end", 0 },
	[FIELD_QUANTITY] = { "quantity", COLUMN_NUMBER },
	[FIELD_UNIT] = { "unit", 0 },
	[FIELD_AMOUNT] = { "amount", COLUMN_NUMBER },
	[FIELD_CURRENCY] = { "currency", 0 },
	[FIELD_DIMENSIONS] = { "dimensions", 0 },
};

static const struct schema schema = { "alerts", columns, FIELD_COUNT,
	EXTRAS_NONE };

struct alerting {
	const struct request *request;
	struct ledger *ledger;
	struct company company;
	struct catalogs catalogs;
	struct decks *decks;
	struct sort *found; /* by id, the earliest period first */
	struct query sent; /* the ids of what was sent */
	bool sent_left;
	char last[USAGE_ALERT_ID_MAX]; /* the one before */
	struct sort *unsent; /* as they are written */
	struct arena arena;
	struct arena scratch; /* of a record */
	struct error *error;
};

/* Say that ${alert} is reached by ${value}. */
static enum status
add_alert(struct alerting *alerting, const struct rated *rated,
    const struct usage_alert *alert, struct decimal value)
{
	static const size_t keys[] = { FIELD_ALERT, FIELD_PERIOD_START,
		SIZE_MAX };
	const struct line *line = &rated->line;
	bool first = alert->kind == ALERT_FIRST_USE;
	char id[USAGE_ALERT_ID_MAX], threshold[DECIMAL_TEXT_MAX];
	char from[DATE_TEXT_MAX], to[DATE_TEXT_MAX], shown[DECIMAL_TEXT_MAX];
	char quantity[DECIMAL_TEXT_MAX], amount[DECIMAL_TEXT_MAX];
	const char *fields[FIELD_COUNT] = {
		[FIELD_ALERT] = usage_alert_id(alert, line, id),
		[FIELD_ACCOUNT] = line->owner,
		[FIELD_SUBSCRIPTION] = line->subscription,
		[FIELD_CHARGE] = line->charge,
		[FIELD_PERIOD_START] = date_format(line->period_start, from),
		[FIELD_THRESHOLD] =
		    first ? "" : decimal_format(alert->value, threshold),
		[FIELD_VALUE] = decimal_format(value, shown),
		[FIELD_KIND] = usage_alert_name(alert),
		[FIELD_PERIOD_END] = date_format(line->period_end, to),
		[FIELD_QUANTITY] = decimal_format(line->quantity, quantity),
		[FIELD_UNIT] = line->unit,
		[FIELD_AMOUNT] = decimal_format(rated->amount, amount),
		[FIELD_CURRENCY] = rated->currency.code,
		[FIELD_DIMENSIONS] = line->dimensions,
	};

	return pack_wait(alerting->found, &alerting->scratch, fields,
	    FIELD_COUNT, keys, alerting->error);
}

/* Hold a record of usage against the thresholds of its charge. */
static enum status
take_rated(struct alerting *alerting, const struct rated *rated)
{
	const struct usage_consumed consumed = { rated->line.quantity,
		rated->amount, rated->included, rated->events };
	enum status status = STATUS_OK;
	struct decimal value;
	bool reached;
	size_t i;

	if (rated->charge == NULL || rated->line.kind != LINE_USAGE)
		return STATUS_OK;
	arena_reset(&alerting->scratch);
	for (i = 0; i < rated->charge->usage.alert_count; i++) {
		const struct usage_alert *alert =
		    &rated->charge->usage.alerts[i];

		status = usage_alert_reached(
		    alert, &consumed, &reached, &value, alerting->error);
		if (status == STATUS_OK && reached)
			status = add_alert(alerting, rated, alert, value);
		if (status != STATUS_OK)
			return rated_blame(&rated->line, alerting->error);
	}
	return STATUS_OK;
}

/* Rate everything; what reaches a threshold waits. */
static enum status
find_alerts(struct alerting *alerting)
{
	const struct request *request = alerting->request;
	const struct rating_terms terms = {
		.ledger = alerting->ledger,
		.catalogs = &alerting->catalogs,
		.decks = alerting->decks,
		.rounding = alerting->company.rounding,
		.range = { .as_of = request->as_of,
		    .account_low = request->account,
		    .account_high = request->account },
		.as_of = request->as_of,
		.after = DATE_NONE,
		.open = true,
		.progress = request->progress,
		.ahead = true,
	};
	const struct rated *rated;
	struct rating rating;
	enum status status;
	bool found = true;

	progress_begin(request->progress, "accounts", 0);
	status = rating_open(&terms, &rating, alerting->error);
	while (status == STATUS_OK) {
		status = rating_next(&rating, &rated, &found, alerting->error);
		if (status != STATUS_OK || !found)
			break;
		status = take_rated(alerting, rated);
	}
	rating_close(&rating);
	progress_end(request->progress);
	return status;
}

/* Whether the alert was sent, or said just before: all are in the order of
 * their ids. */
static enum status
was_said(struct alerting *alerting, const char *id, bool *said)
{
	enum status status = STATUS_OK;

	*said = strcmp(id, alerting->last) == 0;
	if (*said)
		return STATUS_OK;
	(void)snprintf(alerting->last, sizeof(alerting->last), "%s", id);
	while (status == STATUS_OK && alerting->sent_left &&
	       strcmp(query_text(&alerting->sent, 0), id) < 0)
		status = query_next(
		    &alerting->sent, &alerting->sent_left, alerting->error);
	*said = alerting->sent_left &&
		strcmp(query_text(&alerting->sent, 0), id) == 0;
	return status;
}

/* Pass by what was sent. */
static enum status
pass_sent(struct alerting *alerting)
{
	static const size_t keys[] = { FIELD_ACCOUNT, FIELD_SUBSCRIPTION,
		FIELD_CHARGE, FIELD_DIMENSIONS, FIELD_PERIOD_START, FIELD_KIND,
		FIELD_THRESHOLD, SIZE_MAX };
	struct error *error = alerting->error;
	const char **fields;
	const void *bytes;
	size_t length;
	enum status status;
	bool found = true, said = false;

	status = sort_start(alerting->found, error);
	if (status == STATUS_OK)
		status = query_begin(alerting->ledger, STATEMENT_ALERT_SELECT,
		    &alerting->sent, error);
	if (status == STATUS_OK)
		status =
		    query_next(&alerting->sent, &alerting->sent_left, error);
	while (status == STATUS_OK) {
		arena_reset(&alerting->scratch);
		status =
		    sort_next(alerting->found, &bytes, &length, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = pack_split(&alerting->scratch, bytes, length, &fields,
		    FIELD_COUNT, error);
		if (status == STATUS_OK)
			status = was_said(alerting, fields[FIELD_ALERT], &said);
		if (status == STATUS_OK && !said)
			status = pack_wait(alerting->unsent, &alerting->scratch,
			    fields, FIELD_COUNT, keys, error);
	}
	query_end(&alerting->sent);
	return status;
}

static enum status
write_alerts(struct alerting *alerting)
{
	const struct request *request = alerting->request;
	struct error *error = alerting->error;
	struct writer *writer = NULL;
	enum status status;

	status = request_writer(request, &schema, &writer, error);
	if (status == STATUS_OK)
		status = writer_sorted(writer, alerting->unsent,
		    &alerting->scratch, &request->summary->documents, error);
	if (status == STATUS_OK)
		status = writer_finish(writer, error);
	writer_close(writer);
	return status;
}

static enum status
load(struct alerting *alerting)
{
	const struct window window = { .account = alerting->request->account };
	struct error *error = alerting->error;
	enum status status;

	status = window_check(&window, alerting->ledger, error);
	if (status == STATUS_OK)
		status = company_load(alerting->ledger, &alerting->arena,
		    &alerting->company, error);
	if (status == STATUS_OK)
		status = catalogs_load(alerting->ledger, &alerting->arena,
		    &alerting->catalogs, error);
	if (status == STATUS_OK)
		status = decks_load(alerting->ledger, &alerting->catalogs,
		    &alerting->arena, &alerting->decks, error);
	if (status == STATUS_OK)
		status = sort_open(0, &alerting->found, error);
	if (status == STATUS_OK)
		status = sort_open(0, &alerting->unsent, error);
	return status;
}

enum status
alerting_run(const struct request *request, struct error *error)
{
	struct alerting alerting = { .request = request, .error = error };
	enum status status;

	if (!date_given(request->as_of))
		return error_set(error, STATUS_USAGE,
		    "--as-of is required: which periods run?");
	status = request_open(request, LEDGER_READ, &alerting.ledger, error);
	if (status == STATUS_OK)
		status = load(&alerting);
	if (status == STATUS_OK)
		status = find_alerts(&alerting);
	if (status == STATUS_OK)
		status = pass_sent(&alerting);
	if (status == STATUS_OK)
		status = write_alerts(&alerting);
	ledger_close(alerting.ledger);
	sort_close(alerting.found);
	sort_close(alerting.unsent);
	arena_close(&alerting.scratch);
	arena_close(&alerting.arena);
	return status;
}
