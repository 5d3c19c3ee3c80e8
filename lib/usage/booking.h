#ifndef USAGE_BOOKING_H
#define USAGE_BOOKING_H

#include "base/arena.h"
#include "ledger/usages.h"
#include "record/sort.h"

/*
 * Booking: rows of usage wait until all are known, and are then written in the
 * order of the table.
 *
 * Each row gets a number above all that the ledger has.  One that may be of a
 * period that is posted is noted as late, too: a period that ends before or on
 * the horizon, a day later at most, since no zone is farther behind.
 *
 * booking_open(ledger, booking, error):
 * Nothing waits yet.  Inside a transaction.  Release with booking_close().
 *
 * booking_add(booking, row, error):
 * Give ${row} its number and let it wait; its texts are copied.
 *
 * booking_write(booking, error):
 * Write all rows that wait, what of them is late, and the numbers they have.
 *
 * booking_close(booking):
 * Release; one of all zeros may be closed.
 */

struct booking {
	struct ledger *ledger;
	struct usage_state state;
	int64_t late_before; /* rows before it may be of a posted period */
	int64_t number; /* the last one given */
	int64_t first_at; /* the least instant of a row */
	struct sort *rows;
	struct sort *late;
	struct usage_digest digest; /* of all rows */
	struct arena scratch;
};

enum status booking_open(
    struct ledger *, struct booking *, struct error *) MUST_CHECK;
enum status booking_add(
    struct booking *, struct usage_row *, struct error *) MUST_CHECK;
enum status booking_write(struct booking *, struct error *) MUST_CHECK;
void booking_close(struct booking *);

#endif
