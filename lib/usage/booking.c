/*
 * Rows wait in two sorts: all of them, and those that are late once more.
 */
#include "usage/booking.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "record/pack.h"

#define KEY_ROOM 296 /* two identifiers, three numbers, end marks */

/* A row as it waits: the columns of the table but the month, in their order. */
enum {
	SUBSCRIPTION,
	OCCURRED_AT,
	EVENT,
	NUMBER,
	COUNTS,
	METRIC,
	QUANTITY,
	AMOUNT,
	CURRENCY,
	DIMENSIONS,
	NAMED,
	REASON,
	COLUMN_COUNT
};

/* A waiting row on its way into a table. */
struct feeding {
	struct sort *sort;
	struct arena arena;
};

enum status
booking_open(
    struct ledger *ledger, struct booking *booking, struct error *error)
{
	enum status status;

	*booking = (struct booking){ .ledger = ledger };
	status = usages_state(ledger, &booking->state, error);
	if (status == STATUS_OK)
		status = sort_open(0, &booking->rows, error);
	if (status == STATUS_OK)
		status = sort_open(0, &booking->late, error);
	if (status != STATUS_OK)
		return status;
	booking->number = booking->state.last_number;
	booking->first_at = INT64_MAX;
	booking->late_before = INT64_MIN;
	if (date_given(booking->state.horizon))
		booking->late_before =
		    (booking->state.horizon.days + 1) * INSTANT_DAY;
	return STATUS_OK;
}

static enum status
row_pack(struct booking *booking, const struct usage_row *row,
    const void **packed, size_t *length, struct error *error)
{
	char occurred_at[24], number[24], counts[8];
	const char *fields[COLUMN_COUNT] = { row->subscription, occurred_at,
		row->event, number, counts, row->metric, row->quantity,
		row->amount, row->currency, row->dimensions, row->named,
		row->reason };

	snprintf(
	    occurred_at, sizeof(occurred_at), "%" PRId64, row->occurred_at);
	snprintf(number, sizeof(number), "%" PRId64, row->number);
	snprintf(counts, sizeof(counts), "%d", row->counts);
	return pack_join(
	    &booking->scratch, fields, COLUMN_COUNT, packed, length, error);
}

enum status
booking_add(struct booking *booking, struct usage_row *row, struct error *error)
{
	unsigned char key[KEY_ROOM];
	const void *packed;
	size_t used, length;
	enum status status;

	row->number = ++booking->number;
	usages_mix(&booking->digest, row);
	if (row->occurred_at < booking->first_at)
		booking->first_at = row->occurred_at;
	used = sort_key_number(usages_month(row->occurred_at), key, KEY_ROOM);
	used +=
	    sort_key_text(row->subscription, key + used, sizeof(key) - used);
	used +=
	    sort_key_number(row->occurred_at, key + used, sizeof(key) - used);
	used += sort_key_text(row->event, key + used, sizeof(key) - used);
	used += sort_key_number(row->number, key + used, sizeof(key) - used);
	arena_reset(&booking->scratch);
	status = row_pack(booking, row, &packed, &length, error);
	if (status == STATUS_OK)
		status =
		    sort_add(booking->rows, key, used, packed, length, error);
	/* What is in suspense is of no period. */
	if (status == STATUS_OK && row->subscription[0] != '\0' &&
	    row->occurred_at < booking->late_before)
		status =
		    sort_add(booking->late, key, used, packed, length, error);
	return status;
}

/* The next waiting row, behind its month: numbers are integers in the table. */
static enum status
feed_next(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct feeding *feeding = context;
	const char **fields;
	const void *packed;
	enum status status;
	size_t length, i;

	arena_reset(&feeding->arena);
	status = sort_next(feeding->sort, &packed, &length, found, error);
	if (status != STATUS_OK || !*found)
		return status;
	status = pack_split(
	    &feeding->arena, packed, length, &fields, COLUMN_COUNT, error);
	for (i = 0; status == STATUS_OK && i < COLUMN_COUNT; i++) {
		if (i == OCCURRED_AT || i == NUMBER || i == COUNTS)
			values[1 + i] = (struct bulk_value){
				.integer = strtoll(fields[i], NULL, 10)
			};
		else
			values[1 + i] = (struct bulk_value){ fields[i],
				strlen(fields[i]), 0 };
	}
	if (status == STATUS_OK)
		values[0] = (struct bulk_value){
			.integer = usages_month(values[1 + OCCURRED_AT].integer)
		};
	return status;
}

/* The late ones have only their key: the same without counts. */
static enum status
feed_late(
    void *context, struct bulk_value *values, bool *found, struct error *error)
{
	struct bulk_value row[1 + COLUMN_COUNT];
	enum status status = feed_next(context, row, found, error);

	memcpy(values, row, (1 + COUNTS) * sizeof(*values));
	return status;
}

static enum status
feed(struct booking *booking, struct sort *sort,
    enum status next(void *, struct bulk_value *, bool *, struct error *),
    enum status put(struct ledger *, struct bulk_source *, struct error *),
    struct error *error)
{
	struct feeding feeding = { .sort = sort };
	struct bulk_source source = { next, &feeding, error, STATUS_OK };
	enum status status = sort_start(sort, error);

	if (status == STATUS_OK)
		status = put(booking->ledger, &source, error);
	arena_close(&feeding.arena);
	return status;
}

enum status
booking_write(struct booking *booking, struct error *error)
{
	struct usage_batch batch = {
		.first_number = booking->state.last_number + 1,
		.last_number = booking->number,
		.first_at = booking->first_at,
		.digest = booking->digest,
	};
	enum status status;

	if (booking->number == booking->state.last_number)
		return STATUS_OK;
	status = feed(booking, booking->rows, feed_next, usages_book, error);
	if (status == STATUS_OK)
		status =
		    feed(booking, booking->late, feed_late, usages_late, error);
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
