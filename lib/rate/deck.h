#ifndef RULE_DECK_H
#define RULE_DECK_H

#include "base/arena.h"
#include "base/decimal.h"
#include "rate/rate.h"
#include "rate/time_class.h"

/*
 * A deck says what it costs to reach a number, by the number's first digits.
 *
 * The longest prefix that is in force on the day on which a call starts, on the
 * clock of the account, has the rate; a row is in force from its date until its
 * end, or the next date of the same prefix and class.  A row without a class is
 * for all classes that have no row of their own.
 *
 * A call lasts at least minimum_seconds.  It is billed in increments, a first
 * one and then next ones, each at the rate of the class in force when it
 * begins: so a call over a boundary is split.  The date, the fee to connect,
 * the minimum and the maximum are those of its start.  An increment of it costs
 * its part of ${per}.  What the call comes to is at most ${maximum}.  A call
 * that lasted nothing was not answered, and costs nothing.  A class for which
 * the deck has no rate goes on at the rate before.
 *
 * The event's quantity is in the unit of the metric: seconds of a call
 * ("second", "seconds", "sec" or "s"), or what else a deck prices, when
 * increments and minimum are in that unit too, and all of it is of the class in
 * which it begins.
 *
 * decks_build(rows, count, arena, decks, error):
 * Make what finds by prefix.  Rows are sorted by deck, prefix, class and date;
 * they stay the caller's and must live as long.  STATUS_INVALID if a prefix is
 * over DECK_PREFIX_MAX long or not of the keys of a telephone, 0 to 9, * and #.
 * Cost: O(rows), 200,000 of them in far less than a second.
 *
 * decks_before(decks, posting, arena, before, error):
 * The decks as they were when the document of that posting was made; ${decks}
 * itself if nothing came in since.
 *
 * deck_find(decks, name):
 * The deck of that name, or NULL.
 *
 * deck_rate(deck, number, date, class):
 * The row for ${number}, or NULL; a + before it does not count.  Cost: the
 * digits of the number, tens of nanoseconds.
 *
 * deck_start(call):
 * The row that is in force when the call starts, or NULL.
 *
 * deck_price(call, charged, error):
 * What a call costs.  STATUS_INVALID if a number does not fit.
 *
 * deck_unit_passes(charge):
 * Whether the charge counts seconds, which pass.
 *
 * deck_unit_no_second(charge):
 * Whether the unit of what it counts is known to be no second: a price for a
 * minute of it cannot be meant.
 *
 * deck_unit_find(catalogs, deck, unit):
 * The first charge of ${catalogs} that has the deck and counts ${unit}; where
 * that is NULL, units that are no second.  NULL if there is none.
 *
 * deck_changed(deck, from, to, posting):
 * Whether rows that say something between these dates came in after the
 * document of that posting.  A row says something until the next one, also that
 * it has ended.  Cost: as many as there are imports and dates in the deck.
 */

/* A row of a deck, parsed. */
struct deck_rate {
	const char *deck;
	const char *prefix;
	const char *time_class; /* "": those that have no row of their own */
	struct date from;
	struct date to; /* the first day after; DATE_MAX if open */
	struct decimal price;
	struct decimal per; /* units that the price is for */
	struct currency currency;
	struct decimal increment_first;
	struct decimal increment_next;
	struct decimal connect_fee;
	struct decimal minimum;
	struct decimal maximum;
	bool bounded; /* whether a maximum is given */
	int64_t posting; /* the last that there was when it came in */
};

#define DECK_PREFIX_MAX 32

/* What the ledger has of a deck that a catalog names. */
struct deck_known {
	const char *name;
	bool rated; /* there are rates */
	const char *timed; /* a prefix with a price for a minute or an hour, as
			      these are recorded; "": there is none */
};

struct known_decks {
	struct deck_known *items;
	size_t count;
};

struct deck;
struct decks;

struct deck_call {
	const struct deck *deck;
	const struct charge *charge; /* its time classes */
	const struct pricing *pricing; /* its clock */
	const char *number;
	int64_t occurred_at; /* microseconds since 1970 */
	struct decimal quantity;
};

struct deck_charge {
	const struct deck_rate *rate; /* of the start; NULL: none, not priced */
	struct decimal billed; /* units */
	struct ratio amount;
};

enum status decks_build(const struct deck_rate *, size_t, struct arena *,
    struct decks **, struct error *) MUST_CHECK;
enum status decks_before(const struct decks *, int64_t, struct arena *,
    const struct decks **, struct error *) MUST_CHECK;
const struct deck *deck_find(const struct decks *, const char *);
const struct deck_rate *deck_rate(
    const struct deck *, const char *, struct date, const char *);
const struct deck_rate *deck_start(const struct deck_call *);
enum status deck_price(
    const struct deck_call *, struct deck_charge *, struct error *) MUST_CHECK;
bool deck_unit_passes(const struct charge *);
bool deck_unit_no_second(const struct charge *);
const struct charge *deck_unit_find(
    const struct catalogs *, const char *, const char *);
bool deck_changed(const struct deck *, struct date, struct date, int64_t);

#endif
