#ifndef REPORT_HEADING_H
#define REPORT_HEADING_H

#include "ledger/stream.h"
#include "order/subscription.h"
#include "report/exporting.h"
#include "report/exporting_keys.h"
#include "report/exporting_parts.h"

/*
 * Heading goes through the order lines, subscription by subscription, and finds
 * what each of them made of it: the header of all that it bills, and the work
 * that it asks for.
 *
 * What a line says and what it inherits are found by building its subscription
 * as it was with the lines up to it, in the order in which they act, so there
 * is one rule of inheritance.  Nothing of a header or a work order is stored.
 *
 * Memory: one subscription at a time; the stream comes in the order in which
 * records are written.
 *
 * heading_headers(request, options, error):
 * Write the header of each order line.
 *
 * heading_work(request, options, error):
 * Write the work orders; with options->pending, those that are to be done.
 *
 * heading_read(request, options, table, error):
 * Write the records of ${table}: what its visit writes of each subscription
 * that is asked for, one after the other.
 *
 * heading_build(headings, heading, count, until, state):
 * The subscription after ${count} of its lines, without those that are void.
 *
 * heading_item(state, index, date, item):
 * Its item of that index on ${date}: whether it lives, and the term that says
 * what it is (for a trial that lapses, one of no days); false if there is no
 * such item yet.
 *
 * heading_line_item(heading, line, before, after):
 * The index of the item that a line is about; before it, and after.
 *
 * heading_wanted(headings, heading, line):
 * Whether a line has the keys that are asked for.
 *
 * heading_fulfilled(headings, heading, line, whole, quantity):
 * How much of a line was fulfilled until --as-of; all of it, which is ${whole},
 * once somebody confirmed it without a quantity.
 */

/* What is known of an order line beside the order. */
struct heading_line {
	const char *customer;
	const char *start;
	const char *ready_on;
	const char *agreement;
	const char *opportunity;
	const char *sales_rep;
	const char *source;
	const char *source_id;
	const char *delivered; /* quantities that were confirmed, or "all" */
	bool voided;
};

/* A subscription and its order lines. */
struct heading {
	const char *account;
	const char *subscription;
	struct order *orders; /* as they act */
	struct heading_line *lines; /* of the same order */
	size_t count;
};

struct headings {
	struct shelf *shelf;
	const struct exporting_options *options;
	struct stream stream;
};

struct heading_state {
	bool begun; /* it exists */
	struct term tried; /* what is tried, where nothing was billed yet */
	struct subscription subscription;
};

struct heading_item {
	bool lives;
	const struct item *item;
	const struct term *term;
};

typedef enum status heading_visit(
    const struct headings *, const struct heading *);

struct heading_table {
	const struct column *columns;
	size_t count;
	heading_visit *visit;
};

enum status heading_headers(const struct request *,
    const struct exporting_options *, struct error *) MUST_CHECK;
enum status heading_work(const struct request *,
    const struct exporting_options *, struct error *) MUST_CHECK;

enum status heading_read(const struct request *,
    const struct exporting_options *, const struct heading_table *,
    struct error *) MUST_CHECK;
enum status heading_build(const struct headings *, const struct heading *,
    size_t, struct date, struct heading_state *) MUST_CHECK;
bool heading_item(
    const struct heading_state *, size_t, struct date, struct heading_item *);
size_t heading_line_item(const struct heading *, size_t,
    const struct heading_state *, const struct heading_state *);
bool heading_wanted(const struct headings *, const struct heading *, size_t);
enum status heading_fulfilled(const struct headings *, const struct heading *,
    size_t, struct decimal, struct decimal *) MUST_CHECK;

#endif
