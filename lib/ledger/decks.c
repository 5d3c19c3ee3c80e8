/*
 * Decks are read one after the other, each in the order in which it is built.
 */
#include "ledger/decks.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/query.h"

enum {
	PREFIX,
	TIME_CLASS,
	FROM,
	TO,
	PRICE,
	PER,
	CURRENCY,
	INCREMENT_FIRST,
	INCREMENT_NEXT,
	CONNECT_FEE,
	MINIMUM_SECONDS,
	MAXIMUM,
	POSTING,
};

/* What is read on the way. */
struct reading {
	struct ledger *ledger;
	struct arena *arena;
	const char **names; /* of the decks, each once, by bytes */
	size_t name_count;
	struct deck_rate *rates;
	size_t rate_count;
	struct error *error;
};

static int
name_compare(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The decks that the charges of a plan name. */
static enum status
list_plan(struct reading *reading, const struct plan *plan)
{
	size_t i;

	for (i = 0; i < plan->charge_count; i++) {
		const struct charge *charge = &plan->charges[i];

		if (charge->kind != CHARGE_USAGE ||
		    charge->usage.model != MODEL_DECK)
			continue;
		reading->names = arena_grow(reading->arena, reading->names,
		    reading->name_count, sizeof(*reading->names));
		if (reading->names == NULL)
			return error_memory(reading->error);
		reading->names[reading->name_count++] = charge->usage.deck;
	}
	return STATUS_OK;
}

static enum status
list_names(struct reading *reading, const struct catalogs *catalogs)
{
	enum status status = STATUS_OK;
	size_t i, k, count = 0;

	for (i = 0; i < catalogs->count; i++) {
		const struct catalog *catalog = &catalogs->items[i];

		for (k = 0; k < catalog->plan_count && status == STATUS_OK; k++)
			status = list_plan(reading, &catalog->plans[k]);
	}
	if (status != STATUS_OK || reading->name_count == 0)
		return status;
	qsort(reading->names, reading->name_count, sizeof(*reading->names),
	    name_compare);
	for (i = 0; i < reading->name_count; i++) {
		if (i == 0 ||
		    strcmp(reading->names[i], reading->names[count - 1]) != 0)
			reading->names[count++] = reading->names[i];
	}
	reading->name_count = count;
	return STATUS_OK;
}

/* Make room for the rows of all decks. */
static enum status
make_room(struct reading *reading)
{
	enum status status = STATUS_OK;
	size_t i, count = 0;
	bool found;

	for (i = 0; i < reading->name_count && status == STATUS_OK; i++) {
		struct query query;

		status = query_begin(reading->ledger, STATEMENT_DECK_COUNT,
		    &query, reading->error);
		if (status == STATUS_OK) {
			query_bind_text(&query, reading->names[i]);
			status = query_next(&query, &found, reading->error);
		}
		if (status == STATUS_OK)
			count += (size_t)query_integer(&query, 0);
		query_end(&query);
	}
	reading->rates =
	    arena_array(reading->arena, count + 1, sizeof(*reading->rates));
	return reading->rates == NULL ? error_memory(reading->error) : status;
}

static enum status
decimal_take(struct query *query, int column, struct decimal *decimal,
    struct error *error)
{
	return decimal_parse(
	    query_text(query, column), DECIMAL_PLACES_MAX, decimal, error);
}

/* The numbers of a row; a price for nothing cannot be computed with. */
static enum status
numbers_take(struct query *query, struct deck_rate *rate, struct error *error)
{
	struct decimal *const numbers[] = { &rate->price, &rate->per,
		&rate->increment_first, &rate->increment_next,
		&rate->connect_fee, &rate->minimum, &rate->maximum };
	static const int columns[] = { PRICE, PER, INCREMENT_FIRST,
		INCREMENT_NEXT, CONNECT_FEE, MINIMUM_SECONDS, MAXIMUM };
	enum status status = STATUS_OK;
	size_t i;

	rate->bounded = query_text(query, MAXIMUM)[0] != '\0';
	for (i = 0; i < 6U + rate->bounded && status == STATUS_OK; i++) {
		status = decimal_take(query, columns[i], numbers[i], error);
		if (status == STATUS_OK &&
		    decimal_sign(*numbers[i]) < (i >= 1 && i <= 3))
			status = error_set(error, STATUS_LEDGER,
			    "%.40s is too little",
			    query_text(query, columns[i]));
	}
	return status;
}

static enum status
rate_take(struct reading *reading, struct query *query, const char *deck)
{
	struct deck_rate *rate = &reading->rates[reading->rate_count];
	const char *class = query_text(query, TIME_CLASS);
	struct error *error = reading->error;
	enum status status;

	rate->deck = deck;
	rate->prefix = arena_text(reading->arena, query_text(query, PREFIX));
	rate->time_class = reading->rate_count == 0 ? "" : rate[-1].time_class;
	if (strcmp(rate->time_class, class) != 0)
		rate->time_class = arena_text(reading->arena, class);
	if (rate->prefix == NULL || rate->time_class == NULL)
		return error_memory(error);
	rate->posting = query_integer(query, POSTING);
	status = query_date(query, FROM, &rate->from, error);
	if (status == STATUS_OK)
		status = query_date(query, TO, &rate->to, error);
	if (!date_given(rate->to))
		rate->to = DATE_MAX;
	if (status == STATUS_OK)
		status = currency_parse(
		    query_text(query, CURRENCY), &rate->currency, error);
	if (status == STATUS_OK)
		status = numbers_take(query, rate, error);
	if (status != STATUS_OK)
		return error_prefix(
		    error, "deck %s, prefix %s: ", deck, rate->prefix);
	reading->rate_count++;
	return STATUS_OK;
}

/* Nothing comes in between the count and the rows: it is one transaction. */
static enum status
deck_read(struct reading *reading, const char *deck)
{
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(
	    reading->ledger, STATEMENT_DECK_SELECT, &query, reading->error);
	if (status == STATUS_OK)
		query_bind_text(&query, deck);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, reading->error);
		if (status != STATUS_OK || !found)
			break;
		status = rate_take(reading, &query, deck);
	}
	query_end(&query);
	return status;
}

enum status
decks_load(struct ledger *ledger, const struct catalogs *catalogs,
    struct arena *arena, struct decks **decks, struct error *error)
{
	struct reading reading = {
		.ledger = ledger, .arena = arena, .error = error
	};
	enum status status = list_names(&reading, catalogs);
	size_t i;

	*decks = NULL;
	if (status != STATUS_OK || reading.name_count == 0)
		return status;
	status = make_room(&reading);
	for (i = 0; i < reading.name_count && status == STATUS_OK; i++)
		status = deck_read(&reading, reading.names[i]);
	return status == STATUS_OK
		   ? decks_build(
			 reading.rates, reading.rate_count, arena, decks, error)
		   : status;
}

/* What there is of one deck. */
static enum status
known_read(struct reading *reading, struct deck_known *known)
{
	struct query query;
	enum status status;
	bool found;

	status = query_begin(
	    reading->ledger, STATEMENT_DECK_KNOWN, &query, reading->error);
	if (status == STATUS_OK) {
		query_bind_text(&query, known->name);
		status = query_next(&query, &found, reading->error);
	}
	if (status == STATUS_OK) {
		known->rated = query_integer(&query, 0) > 0;
		known->timed =
		    arena_text(reading->arena, query_text(&query, 1));
		if (known->timed == NULL)
			status = error_memory(reading->error);
	}
	query_end(&query);
	return status;
}

enum status
decks_known(struct ledger *ledger, const struct catalog *catalog,
    struct arena *arena, struct known_decks *known, struct error *error)
{
	struct reading reading = {
		.ledger = ledger, .arena = arena, .error = error
	};
	const struct catalogs catalogs = { catalog, 1 };
	enum status status = list_names(&reading, &catalogs);
	size_t i;

	*known = (struct known_decks){ NULL, 0 };
	if (status != STATUS_OK || reading.name_count == 0)
		return status;
	known->items =
	    arena_array(arena, reading.name_count, sizeof(*known->items));
	if (known->items == NULL)
		return error_memory(error);
	for (i = 0; i < reading.name_count && status == STATUS_OK; i++) {
		known->items[i].name = reading.names[i];
		status = known_read(&reading, &known->items[i]);
	}
	known->count = i;
	return status;
}
