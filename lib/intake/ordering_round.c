/*
 * What a round goes through: a subscription with what is booked of it, and the
 * lines of the file, taken one by one.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/ordering_parts.h"
#include "ledger/orders.h"
#include "record/pack.h"

#define SEQUENCE_FIRST ((int64_t)1 << 60) /* behind all that is booked */

/* Put an order where its day and sequence want it. */
enum status
ordering_round_insert(struct round *round, struct order **orders, size_t *count,
    const struct order *order)
{
	size_t i = *count;

	*orders = arena_grow(
	    round->ordering->arena, *orders, *count, sizeof(**orders));
	if (*orders == NULL)
		return error_memory(round->error);
	while (i > 0 && (*orders)[i - 1].start.days > order->start.days) {
		(*orders)[i] = (*orders)[i - 1];
		i--;
	}
	(*orders)[i] = *order;
	(*count)++;
	return STATUS_OK;
}

/* Tell who wanted to know of the subscription that is done. */
enum status
ordering_round_leave(struct round *round)
{
	const struct ordered ordered = {
		.id = round->known.id,
		.account = round->known.owner,
		.bill_days = round->known.bill_days,
		.bill_day_count = round->known.bill_day_count,
		.before = round->before,
		.before_count = round->before_count,
		.after = round->known.orders,
		.after_count = round->known.order_count,
		.lines = round->lines,
		.line_count = round->line_count,
		.arena = round->ordering->arena,
	};

	if (round->phase != PHASE_VISIT || round->line_count == 0)
		return STATUS_OK;
	return round->visit(round->context, &ordered, round->error);
}

/* Begin with the lines of another subscription: take what is booked of it. */
enum status
ordering_round_enter(struct round *round, const struct judging_line *line)
{
	struct arena *arena = round->ordering->arena;
	struct ordering_known *known = &round->known;
	struct stream *stream = &round->judging.orders;
	struct taking taking = { stream, arena, round->error, STATUS_OK };
	enum status status = STATUS_OK;

	arena_reset(arena);
	*known = (struct ordering_known){
		.catalogs = round->ordering->catalogs,
		.id = arena_text(arena, line->subscription),
		.booked = line->owner != NULL,
	};
	round->before = round->refused = NULL;
	round->begun = NULL;
	round->lines = NULL;
	round->before_count = round->refused_count = round->line_count = 0;
	if (line->owner != NULL)
		known->owner = arena_text(arena, line->owner);
	if (known->id == NULL || (known->booked && known->owner == NULL))
		return error_memory(round->error);
	while (status == STATUS_OK && stream->found &&
	       strcmp(query_text(&stream->query, STREAM_SUBSCRIBED),
		   known->id) == 0) {
		struct order order;

		status =
		    orders_take(&taking, round->ordering->catalogs, &order);
		if (status == STATUS_OK)
			status = ordering_round_insert(
			    round, &known->orders, &known->order_count, &order);
		if (status == STATUS_OK)
			status = ordering_round_insert(round, &round->before,
			    &round->before_count, &order);
		if (status == STATUS_OK)
			status = stream_step(stream, round->error);
	}
	return status;
}

/* The order lines of the subscription with whose term this one ends. */
enum status
ordering_round_coterm(struct round *round, const struct judging_line *line)
{
	struct ordering_known *known = &round->known;
	struct stream *stream = &round->judging.coterms;
	struct taking taking = { stream, round->ordering->arena, round->error,
		STATUS_OK };
	struct order *orders = NULL, order;
	enum status status = STATUS_OK;

	known->coterm_count = 0;
	while (
	    status == STATUS_OK && stream->found &&
	    query_integer(&stream->query, JUDGING_POSITION) == line->position) {
		status =
		    orders_take(&taking, round->ordering->catalogs, &order);
		if (status == STATUS_OK)
			status = ordering_round_insert(
			    round, &orders, &known->coterm_count, &order);
		if (status == STATUS_OK)
			status = stream_step(stream, round->error);
	}
	known->coterm = orders;
	return status;
}

/* The account's bill days, "2026-01-01 1 2026-05-01 15": from when on which. */
enum status
ordering_round_bill_days(struct round *round, const char *text)
{
	struct arena *arena = round->ordering->arena;
	struct ordering_known *known = &round->known;
	char *copy = arena_text(arena, text);
	char *date = copy == NULL ? NULL : orders_word(&copy);
	enum status status = STATUS_OK;

	known->bill_days = NULL;
	known->bill_day_count = 0;
	if (copy == NULL)
		return error_memory(round->error);
	while (date != NULL && status == STATUS_OK) {
		const char *day = orders_word(&copy);
		struct bill_day *one;

		known->bill_days = arena_grow(arena, known->bill_days,
		    known->bill_day_count, sizeof(*one));
		if (known->bill_days == NULL)
			return error_memory(round->error);
		one = &known->bill_days[known->bill_day_count++];
		one->day = day == NULL ? 1 : (int)strtol(day, NULL, 10);
		status = date_parse(date, &one->from, round->error);
		date = orders_word(&copy);
	}
	return status;
}

/* Read a staged line; what is kept of it is copied. */
enum status
ordering_round_take(struct round *round, const struct judging_line *from,
    struct ordering_line **taken)
{
	struct arena *arena = round->ordering->arena;
	struct error *error = round->error;
	size_t count = pack_count(from->packed, from->packed_length);
	const void *packed =
	    arena_copy(arena, from->packed, from->packed_length);
	struct ordering_line *line = arena_alloc(arena, sizeof(*line));
	enum status status;

	if (packed == NULL || line == NULL)
		return error_memory(error);
	*taken = line;
	line->arena = arena;
	status = pack_split(
	    arena, packed, from->packed_length, &line->values, count, error);
	if (status == STATUS_OK)
		status = ordering_check(line, round->ordering->as_of, error);
	line->order.sequence = SEQUENCE_FIRST + from->position;
	if (status != STATUS_OK || from->currency != NULL)
		return status;
	return ordering_fault(line,
	    error_set(error, STATUS_INVALID, "column account: %s is not known",
		line->values[ORDERING_ACCOUNT]),
	    error);
}
