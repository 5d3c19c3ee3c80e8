/*
 * Records that wait have texts of their own: what rating has told is gone with
 * the next one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "record/pack.h"
#include "work/rating_parts.h"

/* The columns by which records are sorted. */
static const enum rated_column order[] = { RATED_ACCOUNT, RATED_SUBSCRIPTION,
	RATED_CHARGE, RATED_KIND, RATED_DIMENSIONS, RATED_PERIOD_START };

#define ORDER_COUNT (sizeof(order) / sizeof(order[0]))
#define ORDER_WAITING 2 /* those before it are the same while records wait */
#define DETAIL_BEFORE 2 /* columns of an event in front of its record's */

enum status
rating_output_open(struct rating_output *output, const struct request *request,
    bool detail, bool others, struct error *error)
{
	size_t count = 0, i;
	enum status status;

	*output = (struct rating_output){ .schema = rated_schema };
	if (detail) {
		output->columns[count++] = (struct column){ "event", 0 };
		output->columns[count++] = (struct column){ "occurred_at", 0 };
		for (i = 0; i < RATED_COLUMN_COUNT; i++) {
			if (i != RATED_SEAL)
				output->columns[count++] =
				    rated_schema.columns[i];
		}
		output->schema.columns = output->columns;
		output->schema.count = count;
	}
	status =
	    request_writer(request, &output->schema, &output->writer, error);
	if (status == STATUS_OK && (detail || others))
		status = sort_open(0, &output->sort, error);
	return status;
}

/* Let fields wait in the sort; ${before} of them are in front of a record. */
static enum status
sort_fields(struct rating_output *output, const char *const *fields,
    size_t before, struct error *error)
{
	size_t keys[ORDER_COUNT + 1], i;

	for (i = 0; i < ORDER_COUNT; i++)
		keys[i] = before + order[i];
	keys[ORDER_COUNT] = SIZE_MAX;
	return pack_wait(output->sort, &output->scratch, fields,
	    output->schema.count, keys, error);
}

/* Let an event wait. */
static enum status
write_event(struct rating_output *output, const char *const *rated,
    const struct rated_event *event, struct error *error)
{
	const char *fields[RATING_DETAIL_COUNT];
	char instant[INSTANT_TEXT_MAX];
	size_t i, count = 0;

	fields[count++] = event->event;
	fields[count++] = event->event[0] == '\0'
			      ? ""
			      : instant_format(event->occurred_at, instant);
	for (i = 0; i < RATED_COLUMN_COUNT; i++) {
		if (i != RATED_SEAL)
			fields[count++] = rated[i];
	}
	return sort_fields(output, fields, DETAIL_BEFORE, error);
}

static int
waiting_compare(const void *left, const void *right)
{
	const struct rating_waiting *a = left;
	const struct rating_waiting *b = right;
	int difference = 0;
	size_t i;

	for (i = ORDER_WAITING; i < ORDER_COUNT && difference == 0; i++)
		difference = strcmp(a->fields[order[i]], b->fields[order[i]]);
	return difference;
}

/* Write the records of one subscription in their order. */
static enum status
write_waiting(struct rating_output *output, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	if (output->count > 1)
		qsort(output->waiting, output->count, sizeof(*output->waiting),
		    waiting_compare);
	for (i = 0; i < output->count && status == STATUS_OK; i++)
		status = writer_write(
		    output->writer, output->waiting[i].fields, error);
	arena_reset(&output->arena);
	output->waiting = NULL;
	output->count = 0;
	return status;
}

/* Whether a record is of the subscription of ${waiting}. */
static bool
is_next_to(const struct rating_waiting *waiting, const struct line *line)
{
	return strcmp(waiting->fields[RATED_SUBSCRIPTION],
		   line->subscription) == 0 &&
	       strcmp(waiting->fields[RATED_ACCOUNT], line->owner) == 0;
}

/* Let a record wait for the others of its subscription. */
static enum status
wait(struct rating_output *output, const struct rated *rated,
    struct error *error)
{
	enum status status = STATUS_OK;

	if (output->count > 0 && !is_next_to(output->waiting, &rated->line))
		status = write_waiting(output, error);
	if (status != STATUS_OK)
		return status;
	output->waiting = arena_grow(&output->arena, output->waiting,
	    output->count, sizeof(*output->waiting));
	if (output->waiting == NULL)
		return error_memory(error);
	return rated_fields(rated, &output->arena,
	    output->waiting[output->count++].fields, error);
}

enum status
rating_output_write(struct rating_output *output, const struct rated *rated,
    const struct rated_event *event, struct error *error)
{
	const char *fields[RATED_COLUMN_COUNT];
	enum status status;

	if (event == NULL && output->sort == NULL)
		return wait(output, rated, error);
	arena_reset(&output->scratch);
	status = rated_fields(rated, &output->scratch, fields, error);
	if (status != STATUS_OK)
		return status;
	return event != NULL ? write_event(output, fields, event, error)
			     : sort_fields(output, fields, 0, error);
}

enum status
rating_output_finish(struct rating_output *output, struct error *error)
{
	enum status status;
	uint64_t count;

	status = write_waiting(output, error);
	if (status == STATUS_OK && output->sort != NULL)
		status = writer_sorted(output->writer, output->sort,
		    &output->scratch, &count, error);
	if (status == STATUS_OK)
		status = writer_finish(output->writer, error);
	return status;
}

void
rating_output_close(struct rating_output *output)
{
	writer_close(output->writer);
	sort_close(output->sort);
	arena_close(&output->arena);
	arena_close(&output->scratch);
}
