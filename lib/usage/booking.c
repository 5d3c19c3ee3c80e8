/*
 * Rows wait in two sorts: all of them, and those that are late once more.  A
 * row is its numbers and then its texts, each with its NUL.
 */
#include "usage/booking.h"

#include <string.h>

#include "base/instant.h"

#define KEY_ROOM 296 /* two identifiers, three numbers, end marks */
#define TEXTS 9

struct numbers {
	int64_t occurred_at;
	int64_t number;
	int64_t counts;
};

enum status
booking_open(struct ledger *ledger, size_t memory_max, struct booking *booking,
    struct error *error)
{
	enum status status;

	*booking = (struct booking){
		.ledger = ledger,
		.first_at = INT64_MAX,
		.late_before = INT64_MIN,
	};
	status = usages_state(ledger, &booking->state, error);
	if (status == STATUS_OK)
		status = sort_open(memory_max, &booking->rows, error);
	if (status == STATUS_OK)
		status = sort_open(0, &booking->late, error);
	if (status != STATUS_OK)
		return status;
	booking->last_number = booking->state.last_number;
	if (date_given(booking->state.horizon))
		booking->late_before =
		    (booking->state.horizon.days + 1) * INSTANT_DAY;
	return STATUS_OK;
}

enum status
booking_pack(const struct usage_row *row, struct arena *arena,
    const void **packed, size_t *length, struct error *error)
{
	const struct numbers numbers = { row->occurred_at, row->number,
		row->counts };
	const char *const texts[TEXTS] = { row->subscription, row->event,
		row->metric, row->quantity, row->amount, row->currency,
		row->dimensions, row->named, row->reason };
	size_t sizes[TEXTS], i;
	char *bytes;

	*length = sizeof(numbers);
	for (i = 0; i < TEXTS; i++)
		*length += sizes[i] = strlen(texts[i]) + 1;
	*packed = bytes = arena_alloc(arena, *length);
	if (bytes == NULL)
		return error_memory(error);
	memcpy(bytes, &numbers, sizeof(numbers));
	bytes += sizeof(numbers);
	for (i = 0; i < TEXTS; i++) {
		memcpy(bytes, texts[i], sizes[i]);
		bytes += sizes[i];
	}
	return STATUS_OK;
}

void
booking_unpack(const void *bytes, struct usage_row *row)
{
	const char **const texts[TEXTS] = { &row->subscription, &row->event,
		&row->metric, &row->quantity, &row->amount, &row->currency,
		&row->dimensions, &row->named, &row->reason };
	struct numbers numbers;
	const char *next = bytes;
	size_t i;

	memcpy(&numbers, next, sizeof(numbers));
	next += sizeof(numbers);
	*row = (struct usage_row){
		.occurred_at = numbers.occurred_at,
		.number = numbers.number,
		.counts = (int)numbers.counts,
	};
	for (i = 0; i < TEXTS; i++) {
		*texts[i] = next;
		next += strlen(next) + 1;
	}
}

enum status
booking_copy(const struct usage_row *row, struct arena *arena,
    struct usage_row *copy, struct error *error)
{
	const void *bytes;
	enum status status;
	size_t length;

	status = booking_pack(row, arena, &bytes, &length, error);
	if (status == STATUS_OK)
		booking_unpack(bytes, copy);
	return status;
}

/* Put a row into a sort, in the order of the table. */
static enum status
wait_row(struct booking *booking, struct sort *sort,
    const struct usage_row *row, struct error *error)
{
	unsigned char key[KEY_ROOM];
	const void *packed;
	size_t used, length;
	enum status status;

	used = sort_key_number(usages_month(row->occurred_at), key, KEY_ROOM);
	used += sort_key_text(row->subscription, key + used, KEY_ROOM - used);
	used += sort_key_number(row->occurred_at, key + used, KEY_ROOM - used);
	used += sort_key_text(row->event, key + used, KEY_ROOM - used);
	used += sort_key_number(row->number, key + used, KEY_ROOM - used);
	arena_reset(&booking->scratch);
	status = booking_pack(row, &booking->scratch, &packed, &length, error);
	return status == STATUS_OK
		   ? sort_add(sort, key, used, packed, length, error)
		   : status;
}

enum status
booking_note(
    struct booking *booking, const struct usage_row *row, struct error *error)
{
	usages_mix(&booking->digest, row);
	if (row->occurred_at < booking->first_at)
		booking->first_at = row->occurred_at;
	if (row->number > booking->last_number)
		booking->last_number = row->number;
	if (row->occurred_at >= booking->late_before ||
	    row->subscription[0] == '\0')
		return STATUS_OK;
	return wait_row(booking, booking->late, row, error);
}

enum status
booking_add(
    struct booking *booking, const struct usage_row *row, struct error *error)
{
	enum status status = booking_note(booking, row, error);

	return status == STATUS_OK
		   ? wait_row(booking, booking->rows, row, error)
		   : status;
}

static struct bulk_value
text_of(const char *text)
{
	return (struct bulk_value){ .text = text, .length = strlen(text) };
}

static struct bulk_value
number_of(int64_t number)
{
	return (struct bulk_value){ .integer = number };
}

/* The next row, in the order of the columns of the table; of a late one they
 * are more than are asked for. */
static enum status
feed_row(
    void *sort, struct bulk_value *values, bool *found, struct error *error)
{
	struct usage_row row;
	const void *bytes;
	enum status status;
	size_t length;

	status = sort_next(sort, &bytes, &length, found, error);
	if (status != STATUS_OK || !*found)
		return status;
	booking_unpack(bytes, &row);
	values[0] = number_of(usages_month(row.occurred_at));
	values[1] = text_of(row.subscription);
	values[2] = number_of(row.occurred_at);
	values[3] = text_of(row.event);
	values[4] = number_of(row.number);
	values[5] = number_of(row.counts);
	values[6] = text_of(row.metric);
	values[7] = text_of(row.quantity);
	values[8] = text_of(row.amount);
	values[9] = text_of(row.currency);
	values[10] = text_of(row.dimensions);
	values[11] = text_of(row.named);
	values[12] = text_of(row.reason);
	return STATUS_OK;
}

enum status
booking_feed(
    struct ledger *ledger, const struct booking_feed *feed, struct error *error)
{
	struct bulk_source source = { feed->next, feed->sort, error,
		STATUS_OK };
	enum status status = sort_start(feed->sort, error);

	return status == STATUS_OK ? feed->put(ledger, &source, error) : status;
}

enum status
booking_write(struct booking *booking, struct error *error)
{
	const struct booking_feed rows = { booking->rows, feed_row,
		usages_book };
	const struct booking_feed late = { booking->late, feed_row,
		usages_late };
	const struct usage_batch batch = {
		.first_number = booking->state.last_number + 1,
		.last_number = booking->last_number,
		.first_at = booking->first_at,
		.digest = booking->digest,
	};
	enum status status;

	if (booking->last_number == booking->state.last_number)
		return STATUS_OK;
	status = booking_feed(booking->ledger, &rows, error);
	if (status == STATUS_OK)
		status = booking_feed(booking->ledger, &late, error);
	if (status == STATUS_OK)
		status = usages_batch(booking->ledger, &batch, error);
	return status;
}

void
booking_close(struct booking *booking)
{
	sort_close(booking->rows);
	sort_close(booking->late);
	arena_close(&booking->scratch);
}
