/*
 * Flows are many and lie anywhere in memory, which takes longer to answer than
 * a price to compute.  So records wait for some more, and all of them ask at
 * once.
 */
#include <inttypes.h>
#include <string.h>

#include "base/instant.h"
#include "rule/calendar.h"
#include "usage/streaming_parts.h"

/* Turn to the month of an instant. */
static void
find_month(struct streaming *streaming, int64_t occurred_at)
{
	struct tally_terms *terms = &streaming->terms;
	const struct zone *zone = streaming->zone;
	int64_t second = occurred_at / INSTANT_SECOND;
	struct civil civil;
	struct date first;

	if (occurred_at >= terms->begin && occurred_at < terms->end)
		return;
	second -= occurred_at % INSTANT_SECOND < 0;
	civil = date_civil(calendar_zone_date(zone, second));
	first = date_in_month(civil.year, civil.month, 1);
	terms->begin = zone_midnight(zone, first) * INSTANT_SECOND;
	first = date_in_month(civil.year, civil.month + 1, 1);
	terms->end = zone_midnight(zone, first) * INSTANT_SECOND;
	streaming->month = 12 * civil.year + civil.month;
}

/* Whose usage the record is, and in which column that stands. */
static enum status
find_name(struct streaming *streaming, char *column, const char **name)
{
	const char *const *fields = streaming->record.fields;
	char kind = STREAMED_SUBSCRIPTION;

	while (fields[(int)kind][0] == '\0' && kind < STREAMED_IDENTIFIER)
		kind++;
	*column = kind;
	*name = fields[(int)kind];
	if ((*name)[0] == '\0')
		return error_set(streaming->error, STATUS_INVALID,
		    "none of subscription, service and identifier is given");
	return STATUS_OK;
}

enum status
streaming_key(struct streaming *streaming, struct streamed_waiting *waiting)
{
	const struct streamed_found *found = waiting->found;
	struct streamed_key *key = &waiting->key;
	uint32_t numbers[2];
	const char *name;
	enum status status;
	size_t length;

	find_month(streaming, found->event.occurred_at);
	numbers[0] = found->charge->first;
	numbers[1] = (uint32_t)streaming->month;
	status = find_name(streaming, &key->bytes[sizeof(numbers)], &name);
	if (status != STATUS_OK)
		return status;
	length = strlen(name);
	if (length > STREAMED_NAME_MAX)
		return error_set(streaming->error, STATUS_INVALID,
		    "\"%.40s...\": over %d bytes", name, STREAMED_NAME_MAX);
	memcpy(key->bytes, numbers, sizeof(numbers));
	memcpy(key->bytes + sizeof(numbers) + 1, name, length);
	key->length = sizeof(numbers) + 1 + length;
	return STATUS_OK;
}

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
		const struct streamed_key *key = &streaming->waiting[i].key;

		texts[i] = (struct words_text){ key->bytes, key->length };
	}
	status = words_find_all(&streaming->words, texts,
	    streaming->waiting_count, words, streaming->error);
	for (i = 0; i < streaming->waiting_count && status == STATUS_OK; i++) {
		const struct streamed_charge *charge =
		    streaming->waiting[i].found->charge;

		status = find_block(streaming, words[i], &flows[i]);
		if (status != STATUS_OK)
			break;
		flows[i] += charge->number - charge->first;
		__builtin_prefetch(flows[i]);
		__builtin_prefetch((const char *)(flows[i] + 1) - 1);
	}
	return status;
}

/* Price a record by its flow, and write it. */
static enum status
price(struct streaming *streaming, const struct streamed_waiting *waiting,
    struct flow *flow)
{
	const struct streamed_found *found = waiting->found;
	/* Only a flow that did not wait asks for the month, which is its. */
	const struct flow_terms terms = { found->charge->charge,
		found->charge->plain, &streaming->terms };
	struct decimal amount;
	enum status status;

	status =
	    flow_add(flow, &terms, &found->event, &amount, streaming->error);
	if (status == STATUS_OK)
		status = streaming_write(streaming, waiting, amount);
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
	return status;
}

enum status
streaming_wait(struct streaming *streaming, struct streamed_waiting *waiting)
{
	enum status status = streaming_fill(streaming, &waiting->fields);

	if (status != STATUS_OK)
		return status;
	streaming->waiting_count++;
	if (waiting->found->charge->plain && reader_lasts(streaming->reader) &&
	    streaming->waiting_count < WAITING_MAX)
		return STATUS_OK;
	return streaming_drain(streaming);
}

enum status
streaming_alone(struct streaming *streaming, struct streamed_waiting *waiting)
{
	const struct streamed_found *found = waiting->found;
	struct decimal amount;
	enum status status;

	status = streaming_drain(streaming);
	if (status == STATUS_OK && waiting->ready != NULL)
		amount = waiting->ready->amount;
	else if (status == STATUS_OK)
		status = flow_alone(found->charge->charge, &found->event,
		    &streaming->pricing, &streaming->scratch, &amount,
		    streaming->error);
	else
		return status;
	if (status == STATUS_OK)
		status = streaming_fill(streaming, &waiting->fields);
	if (status == STATUS_OK)
		status = streaming_write(streaming, waiting, amount);
	if (status != STATUS_OK && status != STATUS_IO)
		error_prefix(streaming->error, "%s:%" PRIu64 ": ",
		    reader_name(streaming->reader), waiting->line);
	return status;
}
