#ifndef USAGE_BOOKING_H
#define USAGE_BOOKING_H

#include "base/arena.h"
#include "ledger/usages.h"
#include "record/sort.h"

/*
 * Booking: rows of usage wait until all are known, and are then written in the
 * order of the table.
 *
 * Their numbers are above all that the ledger has.  A row that may be of a
 * period that is posted is noted as late, too: a period that ends before or on
 * the horizon, a day later at most, since no zone is farther behind.  What is
 * in suspense is of no period.
 *
 * booking_open(ledger, memory_max, booking, error):
 * Nothing waits yet; up to ${memory_max} bytes do so in memory (sort_open).
 * Inside a transaction.  Release with booking_close().
 *
 * booking_note(booking, row, error):
 * Count ${row}, which has its number, to the batch, and note it if it is late;
 * the caller writes it.
 *
 * booking_add(booking, row, error):
 * The same, and let it wait; its texts are copied.
 *
 * booking_write(booking, error):
 * Write all rows that wait, what is late, and the batch.
 *
 * booking_feed(ledger, feed, error):
 * Give all items of a sort to a table.
 *
 * booking_pack(row, arena, bytes, length, error), booking_unpack(bytes, row):
 * A row as bytes, which are for this run of this program alone; the row of such
 * bytes, where its texts stay.  It has no month.
 *
 * booking_copy(row, arena, copy, error):
 * Copy a row with its texts.
 *
 * booking_close(booking):
 * Release; one of all zeros may be closed.
 */

struct booking {
	struct ledger *ledger;
	struct usage_state state;
	int64_t late_before; /* rows before it may be of a posted period */
	int64_t last_number; /* of a row, or that of the ledger */
	int64_t first_at; /* the least instant of a row */
	struct sort *rows;
	struct sort *late;
	struct usage_digest digest; /* of all rows */
	struct arena scratch;
};

struct booking_feed {
	struct sort *sort;
	/* The next item as a row of the table. */
	enum status (*next)(
	    void *sort, struct bulk_value *, bool *, struct error *);
	enum status (*put)(
	    struct ledger *, struct bulk_source *, struct error *);
};

enum status booking_open(
    struct ledger *, size_t, struct booking *, struct error *) MUST_CHECK;
enum status booking_note(
    struct booking *, const struct usage_row *, struct error *) MUST_CHECK;
enum status booking_add(
    struct booking *, const struct usage_row *, struct error *) MUST_CHECK;
enum status booking_write(struct booking *, struct error *) MUST_CHECK;
enum status booking_feed(
    struct ledger *, const struct booking_feed *, struct error *) MUST_CHECK;
enum status booking_pack(const struct usage_row *, struct arena *,
    const void **, size_t *, struct error *) MUST_CHECK;
void booking_unpack(const void *, struct usage_row *);
enum status booking_copy(const struct usage_row *, struct arena *,
    struct usage_row *, struct error *) MUST_CHECK;
void booking_close(struct booking *);

#endif
