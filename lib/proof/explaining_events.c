/*
 * The usage of all lines is one statement, as rating reads it: a window a line.
 * Each event is counted three times, by its rows up to three numbers.
 */
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "ledger/usages.h"
#include "proof/explaining.h"
#include "rate/dimension.h"
#include "rate/rate.h"

/* The columns of the feed's rows. */
enum {
	ORDINAL,
	COUNTS,
	NUMBER,
	OCCURRED_AT,
	EVENT,
	METRIC,
	QUANTITY,
	DIMENSIONS,
	AMOUNT,
	CURRENCY,
	REASON,
};

/* The event whose rows are being read. */
struct event {
	char *id; /* NULL: none */
	bool counts; /* whether it is for the line's charge */
	struct usage_event usage;
	struct arena arena;
};

int64_t
explaining_instant(const struct explaining *explaining, struct date date)
{
	return calendar_midnight(&explaining->zoning.calendar, date) *
	       INSTANT_SECOND;
}

/* Widen what is read for ${line} to the days of a due; of what recurs also to
 * those before. */
static void
widen(const struct explaining *explaining, struct explained *line,
    const struct recalled *recalled)
{
	const struct due *due = recalled->due;
	const struct segment *last;
	int64_t from, to;

	if (due == NULL)
		return;
	last = &due->segments[due->segment_count - 1];
	from = explaining_instant(explaining,
	    due->definition->usage.metric->recurring ? recalled->start
						     : due->segments[0].from);
	to = explaining_instant(explaining, last->to);
	if (line->read_to == 0 && line->read_from == 0)
		line->read_from = from;
	if (from < line->read_from)
		line->read_from = from;
	if (to > line->read_to)
		line->read_to = to;
}

/* The next line whose usage is wanted, as a row of the feed. */
static enum status
feed_next(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct explaining *explaining = context;
	const struct explained *line;

	(void)error;
	while (explaining->fed < explaining->line_count &&
	       (!explaining_is_chosen(
		    explaining, &explaining->lines[explaining->fed]) ||
		   !explaining_is_usage(&explaining->lines[explaining->fed])))
		explaining->fed++;
	*found = explaining->fed < explaining->line_count;
	if (!*found)
		return STATUS_OK;
	line = &explaining->lines[explaining->fed++];
	values[0].text = values[2].text = values[3].text = NULL;
	values[0].integer = line->number;
	values[1].text = line->self->line.subscription;
	values[1].length = strlen(values[1].text);
	values[2].integer = line->read_from;
	values[3].integer = line->read_to;
	return STATUS_OK;
}

enum status
explaining_feed(struct explaining *explaining)
{
	struct error *error = explaining->error;
	enum status status = STATUS_OK;
	bool wanted = false;
	size_t i;

	for (i = 0; i < explaining->line_count && status == STATUS_OK; i++) {
		struct explained *line = &explaining->lines[i];

		if (!explaining_is_chosen(explaining, line) ||
		    !explaining_is_usage(line) || line->charge == NULL)
			continue;
		wanted = true;
		arena_reset(&explaining->scratch);
		status = explaining_recall(explaining, line);
		if (status != STATUS_OK)
			return status;
		widen(explaining, line, &line->earlier);
		widen(explaining, line, &line->then);
		widen(explaining, line, &line->today);
	}
	if (status == STATUS_OK)
		status = explaining_rate(explaining);
	if (status != STATUS_OK || !wanted)
		return status;
	explaining->source = (struct bulk_source){
		.next = feed_next,
		.context = explaining,
		.error = &explaining->source_error,
	};
	bulk_feed(explaining->ledger, &explaining->source);
	status = query_begin(explaining->ledger, STATEMENT_EXPLAIN_FEED,
	    &explaining->feed, error);
	return status == STATUS_OK ? query_next(&explaining->feed,
					 &explaining->feed_found, error)
				   : status;
}

/* Whether an event is for the line's charge: the first that takes it. */
static enum status
find_charge(struct explaining *explaining, const struct explained *line,
    struct event *event)
{
	const struct line *self = &line->self->line;
	const struct catalog *catalog =
	    catalogs_version(&explaining->catalogs, self->catalog);
	const struct plan *plan = catalog_plan(catalog, self->plan);
	const char *amount = query_text(&explaining->feed, AMOUNT);
	enum status status;
	size_t i;

	event->counts = false;
	event->usage.metric =
	    arena_text(&event->arena, query_text(&explaining->feed, METRIC));
	event->usage.currency =
	    arena_text(&event->arena, query_text(&explaining->feed, CURRENCY));
	if (event->usage.metric == NULL || event->usage.currency == NULL)
		return error_memory(explaining->error);
	status = dimension_list(query_text(&explaining->feed, DIMENSIONS),
	    &event->arena, &event->usage.dimensions, explaining->error);
	if (status == STATUS_OK && amount[0] != '\0')
		status = decimal_parse(amount, DECIMAL_PLACES_MAX,
		    &event->usage.amount, explaining->error);
	for (i = 0; i < plan->charge_count && status == STATUS_OK; i++) {
		if (plan->charges[i].kind != CHARGE_USAGE ||
		    !rate_takes(
			&plan->charges[i], &event->usage, &explaining->pricing))
			continue;
		event->counts = &plan->charges[i] == line->charge;
		break;
	}
	return status;
}

static enum status
event_begin(struct explaining *explaining, const struct explained *line,
    struct event *event)
{
	struct query *feed = &explaining->feed;
	enum status status;

	arena_reset(&event->arena);
	event->id = arena_text(&event->arena, query_text(feed, EVENT));
	if (event->id == NULL)
		return error_memory(explaining->error);
	event->usage.occurred_at = query_integer(feed, OCCURRED_AT);
	status = find_charge(explaining, line, event);
	if (status == STATUS_OK && event->counts)
		status = decimal_parse(query_text(feed, QUANTITY),
		    DECIMAL_PLACES_MAX, &event->usage.quantity,
		    explaining->error);
	return status;
}

/* What an event adds to the amount so far, where the model prices events. */
static void
say_priced(struct saying *saying, const struct recount *recount)
{
	const struct charge *charge = recount->due->definition;

	if (!tally_events(charge))
		return;
	if (charge->usage.model == MODEL_DECK)
		saying_decimal(
		    saying, ", billed ", "billed", recount->event_quantity);
	saying_decimal(saying, ", adds ", "amount", recount->event_amount);
}

/* Say an event that ${recount} has counted last. */
static void
say_event(struct explaining *explaining, const struct event *event,
    const char *step, struct recounts *recounts, const struct recount *recount)
{
	char instant[INSTANT_TEXT_MAX];
	struct saying *saying = &explaining->saying;

	if (!explaining->options->events)
		return;
	saying_step(saying, step, ++recounts->told);
	saying_text(saying, "", "event", event->id);
	saying_text(saying, " at ", "occurred_at",
	    instant_format(event->usage.occurred_at, instant));
	saying_decimal(saying, ": ", "quantity", event->usage.quantity);
	say_priced(saying, recount);
}

/* Of a correction: an event that was not counted before. */
static enum status
add_late(struct explaining *explaining, const struct event *event,
    struct recounts *recounts)
{
	say_event(explaining, event, "late event", recounts, &recounts->then);
	recounts->late++;
	return decimal_add(recounts->late_quantity, event->usage.quantity,
	    &recounts->late_quantity, explaining->error);
}

/* One that was, and is no more. */
static enum status
add_gone(struct explaining *explaining, const struct event *event,
    struct recounts *recounts)
{
	enum gone gone = recounts->then.gone;

	say_event(explaining, event, "gone event", recounts, &recounts->before);
	if (explaining->options->events)
		saying_text(&explaining->saying, ", ", "facts",
		    explaining_gone_name(gone));
	recounts->gone++;
	recounts->gone_as[gone]++;
	return decimal_add(recounts->gone_quantity, event->usage.quantity,
	    &recounts->gone_quantity, explaining->error);
}

/* Count an event, and say it if it is in what the line says. */
static enum status
event_end(struct explaining *explaining, const struct explained *line,
    const struct event *event, struct recounts *recounts)
{
	const struct usage_event *usage = event->counts ? &event->usage : NULL;
	bool before = false, then = false, today = false;
	bool correction = line->self->line.corrects[0] != '\0';
	enum status status;

	if (event->id == NULL)
		return STATUS_OK;
	status = explaining_recount_end(
	    explaining, &recounts->before, usage, &before);
	if (status == STATUS_OK)
		status = explaining_recount_end(
		    explaining, &recounts->then, usage, &then);
	if (status == STATUS_OK)
		status = explaining_recount_end(
		    explaining, &recounts->today, usage, &today);
	if (status != STATUS_OK)
		return status;
	if (correction && before != then)
		return then ? add_late(explaining, event, recounts)
			    : add_gone(explaining, event, recounts);
	if (then)
		say_event(
		    explaining, event, "event", recounts, &recounts->then);
	return STATUS_OK;
}

/* Go through the rows of the line. */
static enum status
read_rows(struct explaining *explaining, const struct explained *line,
    struct event *event, struct recounts *recounts)
{
	struct query *feed = &explaining->feed;
	enum status status = STATUS_OK;

	while (status == STATUS_OK && explaining->feed_found &&
	       query_integer(feed, ORDINAL) == line->number) {
		const struct explained_row row = {
			.occurred_at = query_integer(feed, OCCURRED_AT),
			.number = query_integer(feed, NUMBER),
			.counts = query_integer(feed, COUNTS),
			.moved = strcmp(query_text(feed, REASON),
				     USAGE_RECYCLED) == 0,
		};

		if (row.counts != 0 &&
		    (event->id == NULL ||
			row.occurred_at != event->usage.occurred_at ||
			strcmp(event->id, query_text(feed, EVENT)) != 0)) {
			status = event_end(explaining, line, event, recounts);
			if (status == STATUS_OK)
				status = event_begin(explaining, line, event);
		}
		explaining_recount_row(&recounts->before, &row);
		explaining_recount_row(&recounts->then, &row);
		explaining_recount_row(&recounts->today, &row);
		if (status == STATUS_OK)
			status = query_next(
			    feed, &explaining->feed_found, explaining->error);
	}
	return status == STATUS_OK
		   ? event_end(explaining, line, event, recounts)
		   : status;
}

enum status
explaining_count(struct explaining *explaining, const struct explained *line,
    struct recounts *recounts)
{
	struct event event = { .id = NULL };
	enum status status;

	*recounts = (struct recounts){
		.then = { .upto = strtoll(line->self->line.upto, NULL, 10),
		    .posting = line->self->posting },
		.today = { .upto = INT64_MAX, .posting = INT64_MAX },
	};
	explaining_before(line, &recounts->before);
	status = explaining_recount_begin(
	    explaining, line, &line->earlier, &recounts->before);
	if (status == STATUS_OK)
		status = explaining_recount_begin(
		    explaining, line, &line->then, &recounts->then);
	if (status == STATUS_OK)
		status = explaining_recount_begin(
		    explaining, line, &line->today, &recounts->today);
	if (status == STATUS_OK)
		status = read_rows(explaining, line, &event, recounts);
	arena_close(&event.arena);
	return status;
}
