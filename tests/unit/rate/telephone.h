#ifndef TELEPHONE_H
#define TELEPHONE_H

#include "rate/deck.h"

/*
 * A telephone is a deck, and a charge that prices calls by it.
 *
 * telephone_setup(), telephone_teardown():
 * A charge of seconds without time classes, on the clock of UTC.
 *
 * telephone_row(row):
 * Add a row to the deck; what is NULL is "49", from 2026-01-01, open, 0.10 a
 * minute in US dollars, 1/1, and else nothing.
 *
 * telephone_build():
 * Sort the rows and build the decks; telephone_deck is that of the name.
 *
 * telephone_classes(classes, count):
 * Time classes of these texts; the id "holiday" is on 2026-12-25 and
 * 2026-12-26.
 *
 * telephone_business():
 * "holiday", "peak" from Monday to Friday, 08:00 to 18:00, and "off".
 *
 * telephone_zone(name):
 * The clock of the account.
 *
 * telephone_call(number, at, quantity):
 * A call at an instant as it is written.
 *
 * telephone_some(state):
 * Random rates of the classes of telephone_business(), for "49".
 *
 * telephone_amount(call, date):
 * What a call of that date costs, counted increment after increment, where the
 * classes are those of telephone_business().
 */

struct telephone_row {
	const char *prefix;
	const char *class;
	const char *from;
	const char *to;
	const char *price;
	const char *per;
	const char *first;
	const char *next;
	const char *fee;
	const char *minimum;
	const char *maximum;
	int64_t posting;
};

struct telephone {
	struct arena arena;
	struct deck_rate *rates;
	size_t rate_count;
	struct decks *decks;
	const struct deck *deck;
	struct zone *zone;
	struct pricing pricing;
	struct holidays holidays;
	struct time_classes classes;
	struct metric metric;
	struct charge charge;
};

extern struct telephone telephone;

void telephone_setup(void);
void telephone_teardown(void);
void telephone_row(struct telephone_row);
void telephone_build(void);
void telephone_classes(const char *const (*)[TIME_CLASS_KEY_COUNT], size_t);
void telephone_business(void);
void telephone_zone(const char *);
int64_t telephone_instant(const char *);
struct deck_call telephone_call(const char *, const char *, const char *);
void telephone_some(uint64_t *);
struct ratio telephone_amount(const struct deck_call *, struct date);

#endif
