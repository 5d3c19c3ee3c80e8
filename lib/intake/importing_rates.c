/*
 * Rates of decks: what it costs to reach a number, by its first digits.
 */
#include <string.h>

#include "intake/importing.h"
#include "rate/deck.h"
#include "work/cells.h"

enum {
	DECK,
	PREFIX,
	FROM,
	TIME_CLASS,
	TO,
	PRICE,
	PER,
	CURRENCY,
	INCREMENT_FIRST,
	INCREMENT_NEXT,
	CONNECT_FEE,
	MINIMUM_SECONDS,
	MAXIMUM,
	COLUMN_COUNT
};

/* The digits of a prefix are no card number. */
static const struct column columns[COLUMN_COUNT] = {
	[DECK] = { "deck", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[PREFIX] = { "prefix",
	    COLUMN_REQUIRED | COLUMN_IDENTIFIER | COLUMN_TOKEN },
	[FROM] = { "from", COLUMN_REQUIRED },
	[TIME_CLASS] = { "time_class", COLUMN_IDENTIFIER },
	[TO] = { "to", 0 },
	[PRICE] = { "price", COLUMN_REQUIRED | COLUMN_NUMBER },
	[PER] = { "per", 0 },
	[CURRENCY] = { "currency", 0 },
	[INCREMENT_FIRST] = { "increment_first", COLUMN_NUMBER },
	[INCREMENT_NEXT] = { "increment_next", COLUMN_NUMBER },
	[CONNECT_FEE] = { "connect_fee", COLUMN_NUMBER },
	[MINIMUM_SECONDS] = { "minimum_seconds", COLUMN_NUMBER },
	[MAXIMUM] = { "maximum", COLUMN_NUMBER },
};

static const struct schema schema = { "rates", columns, COLUMN_COUNT,
	EXTRAS_X };

/* A deck that was looked for among the charges. */
struct deck_use {
	const char *deck;
	const struct charge *other; /* that counts no seconds, or NULL */
};

/* Keys of a telephone, and no more of them than a deck can find; a + before
 * them is how people write numbers. */
static enum status
check_prefix(const struct cells *cells)
{
	const char *prefix = cells->values[PREFIX];
	size_t length;

	prefix += prefix[0] == '+';
	length = strlen(prefix);
	if (length == 0 || length > DECK_PREFIX_MAX ||
	    strspn(prefix, "0123456789*#") < length) {
		(void)error_set(cells->error, STATUS_INVALID,
		    "\"%.40s\" is no prefix: 1 to %d digits, * or #", prefix,
		    DECK_PREFIX_MAX);
		return cell_fail(cells, PREFIX);
	}
	cells->values[PREFIX] = prefix;
	return STATUS_OK;
}

/* A number that is over zero. */
static enum status
check_positive(const struct cells *cells, size_t column)
{
	struct decimal value;
	enum status status = cell_decimal(cells, column, &value);

	if (status != STATUS_OK || decimal_sign(value) > 0)
		return status;
	(void)error_set(cells->error, STATUS_INVALID, "must be over 0");
	return cell_fail(cells, column);
}

/* The charge, if one is known, that has the deck of the rate and counts no
 * seconds. */
static enum status
find_other(struct importing *importing, const char *deck,
    const struct charge **other, struct error *error)
{
	struct deck_use *use = importing->state;

	*other = NULL;
	/* Catalogs are known once the ledger is locked. */
	if (importing->catalogs.count == 0)
		return STATUS_OK;
	if (use == NULL || strcmp(use->deck, deck) != 0) {
		use = arena_alloc(importing->arena, sizeof(*use));
		if (use == NULL ||
		    (use->deck = arena_text(importing->arena, deck)) == NULL)
			return error_memory(error);
		use->other = deck_unit_find(&importing->catalogs, deck, NULL);
		importing->state = use;
	}
	*other = use->other;
	return STATUS_OK;
}

/* Words for time, of which a metric must count the seconds. */
static enum status
check_time(struct importing *importing, const struct cells *cells)
{
	const char *per = cells->values[PER];
	const struct charge *other;
	enum status status;

	status =
	    find_other(importing, cells->values[DECK], &other, cells->error);
	if (status != STATUS_OK || other == NULL)
		return status;
	(void)error_set(cells->error, STATUS_INVALID,
	    "is %.40s, and charge %s does not count seconds but %s: for how "
	    "many of them is the price? 1 is \"unit\"",
	    per[0] == '\0' ? "minute where none is given" : per, other->id,
	    other->usage.metric->unit);
	return cell_fail(cells, PER);
}

/* Words become how many units of the metric they are. */
static enum status
check_per(struct importing *importing, const struct cells *cells)
{
	static const struct {
		const char *word;
		const char *units;
		bool time;
	} words[] = { { "", "60", true }, { "minute", "60", true },
		{ "second", "1", true }, { "hour", "3600", true },
		{ "unit", "1", false } };
	const char *per = cells->values[PER];
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(per, words[i].word) != 0)
			continue;
		if (words[i].time)
			status = check_time(importing, cells);
		cells->values[PER] = words[i].units;
		return status;
	}
	if (per[0] >= '0' && per[0] <= '9')
		return check_positive(cells, PER);
	(void)error_set(cells->error, STATUS_INVALID,
	    "\"%.40s\" is not second, minute, hour, unit or a number of units",
	    per);
	return cell_fail(cells, PER);
}

static enum status
check_numbers(struct importing *importing, const struct cells *cells)
{
	static const size_t amounts[] = { PRICE, CONNECT_FEE, MINIMUM_SECONDS,
		MAXIMUM };
	enum status status = check_per(importing, cells);
	struct decimal ignored;
	size_t i;

	cell_default(cells, INCREMENT_FIRST, "1");
	cell_default(cells, INCREMENT_NEXT, "1");
	cell_default(cells, CONNECT_FEE, "0");
	cell_default(cells, MINIMUM_SECONDS, "0");
	if (status == STATUS_OK)
		status = check_positive(cells, INCREMENT_FIRST);
	if (status == STATUS_OK)
		status = check_positive(cells, INCREMENT_NEXT);
	for (i = 0; i < 4 && status == STATUS_OK; i++)
		status = cell_decimal(cells, amounts[i], &ignored);
	return status;
}

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	struct cells cells = { &schema, facts->values, importing->scratch,
		error };
	enum status status = check_prefix(&cells);

	if (status == STATUS_OK)
		status = cell_days(&cells, FROM, TO);
	if (status == STATUS_OK)
		status = check_numbers(importing, &cells);
	if (status == STATUS_OK)
		status = cell_currency(&cells, CURRENCY);
	staged->key = facts->values[DECK];
	staged->part = facts->values[PREFIX];
	staged->reference = facts->values[TIME_CLASS];
	staged->date = facts->values[FROM];
	staged->account = staged->other = "";
	return status;
}

static bool
has_class(const struct time_classes *classes, const char *name)
{
	size_t i;

	for (i = 0; i < classes->count; i++) {
		if (strcmp(classes->items[i].id, name) == 0)
			return true;
	}
	return false;
}

/* Whether some catalog has a class of hours of that name. */
static bool
is_class(const struct catalogs *catalogs, const char *name)
{
	size_t i, k;

	for (i = 0; i < catalogs->count; i++) {
		const struct catalog *catalog = &catalogs->items[i];

		for (k = 0; k < catalog->classes_count; k++) {
			if (has_class(&catalog->classes[k], name))
				return true;
		}
	}
	return false;
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	struct facts mended = *facts;

	if (facts->values[TIME_CLASS][0] != '\0' &&
	    !is_class(&importing->catalogs, facts->values[TIME_CLASS]))
		return error_set(error, STATUS_INVALID,
		    "column time_class: %.40s is a class of no catalog; import "
		    "the catalog first",
		    facts->values[TIME_CLASS]);
	*outcome = OUTCOME_ACCEPTED;
	if (mended.values[CURRENCY][0] == '\0')
		mended.values[CURRENCY] = importing->company.currency.code;
	return importing_put(
	    importing, resolved, &mended, STATEMENT_DECK_RATE_INSERT, error);
}

const struct import_kind importing_rates = {
	.name = "rates",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_RATES,
	.key_count = 4,
	.once = "the rate",
	.tells = true,
	.check = check,
	.decide = decide,
};
