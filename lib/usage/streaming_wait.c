/*
 * Flows are many and lie anywhere in memory, which takes longer to answer than
 * a price to compute.  So records wait for some more, and all of them ask at
 * once.
 */
#include <inttypes.h>
#include <string.h>

#include "usage/streaming_parts.h"

/* The flows of a word, which are found with it: its tag says where they are. */
static enum status
find_block(struct streaming *streaming, struct word *word, struct flow **block)
{
	if (word->tag == 0)
		word->tag = (uintptr_t)arena_array(
		    &streaming->arena, FLOWS_AT_ONCE, sizeof(**block));
	*block = (struct flow *)(uintptr_t)word->tag;
	return *block == NULL ? error_memory(streaming->error) : STATUS_OK;
}

/* Find the flows of all that wait. */
static enum status
find_flows(struct streaming *streaming, struct flow **flows)
{
	struct words_text texts[WAITING_MAX];
	struct word *words[WAITING_MAX];
	enum status status;
	size_t i;

	for (i = 0; i < streaming->waiting_count; i++) {
		const struct streamed_key *key =
		    &streaming->waiting[i].found.key;

		texts[i] = (struct words_text){ key->bytes, key->length };
	}
	status = words_find_all(&streaming->words, texts,
	    streaming->waiting_count, words, streaming->error);
	for (i = 0; i < streaming->waiting_count && status == STATUS_OK; i++) {
		const struct streamed_charge *charge =
		    streaming->waiting[i].found.charge;

		status = find_block(streaming, words[i], &flows[i]);
		if (status != STATUS_OK)
			break;
		flows[i] += charge->number - charge->first;
		__builtin_prefetch(flows[i]);
		__builtin_prefetch((const char *)(flows[i] + 1) - 1);
	}
	return status;
}

static enum status
begin_flow(struct streaming *streaming, const struct streamed_charge *charge,
    struct flow *flow)
{
	const struct tally_terms terms = {
		.part = { 1, 1 },
		.begin = streaming->month.begin,
		.end = streaming->month.end,
		.pricing = &streaming->pricing,
		.arena = &streaming->arena,
	};

	return flow_begin(flow, charge->charge, &terms, streaming->error);
}

/* Price a record by its flow, and write it. */
static enum status
price(struct streaming *streaming, const struct streamed_waiting *waiting,
    struct flow *flow)
{
	const struct streamed_found *found = &waiting->found;
	enum status status = STATUS_OK;
	struct decimal amount;

	/* Only a flow that did not wait asks for the month, which is its. */
	if (flow->charge == NULL)
		status = begin_flow(streaming, found->charge, flow);
	if (status == STATUS_OK)
		status =
		    flow_add(flow, &found->event, &amount, streaming->error);
	if (status == STATUS_OK)
		status = streaming_write(
		    streaming, &waiting->fields, found->charge, amount);
	if (status != STATUS_OK && status != STATUS_IO)
		error_prefix(streaming->error, "%s:%" PRIu64 ": ",
		    reader_name(streaming->reader), waiting->line);
	return status;
}

enum status
streaming_drain(struct streaming *streaming)
{
	struct flow *flows[WAITING_MAX];
	size_t count = streaming->waiting_count, i;
	enum status status;

	if (count == 0)
		return STATUS_OK;
	status = find_flows(streaming, flows);
	streaming->waiting_count = 0;
	for (i = 0; i < count && status == STATUS_OK; i++)
		status = price(streaming, &streaming->waiting[i], flows[i]);
	arena_reset(&streaming->cells);
	return status;
}

/* A copy of the fields and their cells, with room for our own columns. */
static enum status
copy_fields(struct streaming *streaming, struct streamed_fields *copied)
{
	const struct streamed_output *output = &streaming->output;
	const char **from = output->fields.values, **values;
	size_t lengths[READER_COLUMNS_MAX], size = output->fields.tight, i;
	char *next;

	for (i = 0; i < output->passed && copied->tight == 0; i++)
		size += lengths[i] = strlen(from[i]) + 1;
	values = arena_alloc(
	    &streaming->cells, output->schema.count * sizeof(*values) + size);
	if (values == NULL)
		return error_memory(streaming->error);
	copied->values = values;
	next = (char *)(values + output->schema.count);
	if (copied->tight > 0)
		memcpy(next, from[0], size);
	for (i = 0; i < output->passed; i++) {
		if (copied->tight > 0) {
			values[i] = next + (from[i] - from[0]);
			continue;
		}
		values[i] = memcpy(next, from[i], lengths[i]);
		next += lengths[i];
	}
	return STATUS_OK;
}

enum status
streaming_wait(struct streaming *streaming, const struct streamed_found *found)
{
	struct streamed_waiting *waiting =
	    &streaming->waiting[streaming->waiting_count];
	bool waits = found->charge->plain && reader_named(streaming->reader);
	enum status status;

	waiting->found = *found;
	waiting->line = streaming->record.line;
	status = streaming_fill(streaming);
	waiting->fields = streaming->output.fields;
	if (status == STATUS_OK && waits)
		status = copy_fields(streaming, &waiting->fields);
	if (status != STATUS_OK)
		return status;
	streaming->waiting_count++;
	if (waits && streaming->waiting_count < WAITING_MAX)
		return STATUS_OK;
	return streaming_drain(streaming);
}

enum status
streaming_alone(struct streaming *streaming, const struct streamed_found *found)
{
	const struct charge *charge = found->charge->charge;
	struct decimal amount;
	enum status status;

	status = streaming_drain(streaming);
	if (status != STATUS_OK)
		return status;
	status = flow_alone(charge, &found->event, &streaming->pricing,
	    &streaming->scratch, &amount, streaming->error);
	if (status == STATUS_OK)
		status = streaming_fill(streaming);
	if (status == STATUS_OK)
		status = streaming_write(streaming, &streaming->output.fields,
		    found->charge, amount);
	if (status != STATUS_OK && status != STATUS_IO)
		error_prefix(streaming->error, "%s:%" PRIu64 ": ",
		    reader_name(streaming->reader), streaming->record.line);
	return status;
}
