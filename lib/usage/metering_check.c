/*
 * The checks of a record of usage by itself.  What is said by words of the
 * vocabulary is looked at when a word comes for the first time.
 */
#include <string.h>

#include "base/choice.h"
#include "base/currency.h"
#include "base/decimal.h"
#include "base/instant.h"
#include "base/nearest.h"
#include "intake/carding.h"
#include "usage/metering_parts.h"

#define IDENTIFIER_MAX 128
#define CARD_MIN 14 /* the least digits of a card number */

/* What the file calls a column. */
static const char *
name_of(const struct checking *checking, enum metered_column column)
{
	return checking->metering->schema.columns[column].name;
}

/* Put "column NAME: " in front of the error. */
static enum status
fail(struct checking *checking, enum metered_column column)
{
	return error_prefix(
	    checking->error, "column %s: ", name_of(checking, column));
}

/* A dimension, in the order of names, unless it is not given. */
static void
add_dimension(
    struct dimension *items, size_t *count, const char *name, const char *value)
{
	size_t k = *count;

	if (value[0] == '\0')
		return;
	for (; k > 0 && strcmp(items[k - 1].name, name) > 0; k--)
		items[k] = items[k - 1];
	items[k] = (struct dimension){ name, value };
	(*count)++;
}

/* All columns that the manual does not name. */
static enum status
gather_dimensions(struct checking *checking)
{
	const struct schema *schema = &checking->metering->schema;
	const struct record *record = checking->record;
	size_t count = 0, i;
	struct dimension *items;

	/* One more: the action of a change. */
	items = arena_array(&checking->metering->scratch,
	    schema->count - METERED_COLUMNS + record->extra_count + 1,
	    sizeof(*items));
	if (items == NULL)
		return error_memory(checking->error);
	for (i = METERED_COLUMNS; i < schema->count; i++)
		add_dimension(
		    items, &count, schema->columns[i].name, record->fields[i]);
	for (i = 0; i < record->extra_count; i++)
		add_dimension(items, &count, record->extra_names[i],
		    record->extra_values[i]);
	if (checking->metering->options->changes &&
	    strcmp(checking->metered.action, METERED_RETRACT) != 0)
		add_dimension(items, &count, name_of(checking, METERED_ACTION),
		    checking->metered.action);
	checking->metered.dimensions = (struct dimensions){ items, count };
	return STATUS_OK;
}

/* No cell may hold a card number, but for those that are made of digits. */
enum status
metering_cards(struct checking *checking)
{
	const struct meant_names *allowed = &checking->metering->pan_like;
	const struct dimensions *dimensions = &checking->metered.dimensions;
	struct carding carding = { allowed->items, allowed->count };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < METERED_COLUMNS && status == STATUS_OK; i++) {
		if ((metered_columns[i].flags & COLUMN_TOKEN) == 0)
			status = carding_check(carding,
			    name_of(checking, (enum metered_column)i),
			    checking->record->fields[i], checking->error);
	}
	for (i = 0; i < dimensions->count && status == STATUS_OK; i++)
		status = carding_check(carding, dimensions->items[i].name,
		    dimensions->items[i].value, checking->error);
	return status;
}

/* Names are short, and one of them says whose usage it is. */
static enum status
check_names(struct checking *checking)
{
	const char *const *values = checking->metered.values;
	size_t given = 0, i;

	checking->named = METERED_SUBSCRIPTION;
	for (i = METERED_EVENT; i <= METERED_METRIC; i++) {
		if (values[i][0] == '\0')
			continue;
		if (strlen(values[i]) > IDENTIFIER_MAX)
			return error_set(checking->error, STATUS_INVALID,
			    "column %s: over %d bytes",
			    name_of(checking, (enum metered_column)i),
			    IDENTIFIER_MAX);
		if (i == METERED_EVENT || i == METERED_METRIC)
			continue;
		checking->named = (enum metered_column)i;
		given++;
	}
	if (given == 1 || (given == 0 && checking->retracts))
		return STATUS_OK;
	return error_set(checking->error, STATUS_INVALID,
	    given == 0 ? "none of subscription, service and identifier is given"
		       : "subscription, service and identifier: give one");
}

static enum status
check_metric(struct checking *checking)
{
	const struct metering *metering = checking->metering;
	const char *metric = checking->metered.values[METERED_METRIC];
	const char *near;

	if (meant_has(&metering->metrics, metric))
		return STATUS_OK;
	near =
	    nearest(metric, metering->metrics.items, metering->metrics.count);
	return error_set(checking->error, STATUS_INVALID,
	    "column metric: %s is a metric of no catalog%s%s%s", metric,
	    near == NULL ? "" : "; ", near == NULL ? "" : near,
	    near == NULL ? "" : "?");
}

/* Whether ${text} is a number as it is compared, and needs no mending. */
static bool
is_stripped(const char *text)
{
	size_t whole = strspn(text, "0123456789"), places;

	if (whole == 0 || whole > 18 || (text[0] == '0' && whole > 1))
		return false;
	if (text[whole] == '\0')
		return true;
	if (text[whole] != '.')
		return false;
	places = strspn(text + whole + 1, "0123456789");
	return places > 0 && places <= DECIMAL_PLACES_MAX &&
	       text[whole + places] != '0' && text[whole + 1 + places] == '\0';
}

/* A number may be negative: it corrects.  Equal numbers become equal texts. */
static enum status
check_number(struct checking *checking, enum metered_column column)
{
	const char **value = &checking->metered.values[column];
	struct metering *metering = checking->metering;
	struct decimal decimal;
	char text[DECIMAL_TEXT_MAX];

	if ((*value)[0] == '\0' || is_stripped(*value))
		return STATUS_OK;
	if (decimal_parse(*value, DECIMAL_PLACES_MAX, &decimal,
		checking->error) != STATUS_OK)
		return fail(checking, column);
	*value = arena_text(
	    &metering->scratch, decimal_format(decimal_strip(decimal), text));
	return *value == NULL ? error_memory(checking->error) : STATUS_OK;
}

/* An amount of its own: both or neither. */
static enum status
check_amount(struct checking *checking)
{
	const char *const *values = checking->metered.values;
	struct error *error = checking->error;
	struct currency currency;
	enum status status;

	if (values[METERED_AMOUNT][0] == '\0' &&
	    values[METERED_CURRENCY][0] == '\0')
		return STATUS_OK;
	if (values[METERED_AMOUNT][0] == '\0')
		return error_set(error, STATUS_INVALID,
		    "column amount: empty, and a currency is given");
	if (values[METERED_CURRENCY][0] == '\0')
		return error_set(error, STATUS_INVALID,
		    "column currency: empty, and an amount is given");
	status = check_number(checking, METERED_AMOUNT);
	if (status == STATUS_OK && currency_parse(values[METERED_CURRENCY],
				       &currency, error) != STATUS_OK)
		status = fail(checking, METERED_CURRENCY);
	return status;
}

static enum status
check_instant(struct checking *checking)
{
	const struct metering *metering = checking->metering;
	const char *text = checking->metered.values[METERED_OCCURRED_AT];
	struct date as_of = metering->request->as_of;
	int64_t *instant = &checking->metered.occurred_at;
	char day[DATE_TEXT_MAX];

	if (instant_parse(text, instant, checking->error) != STATUS_OK)
		return fail(checking, METERED_OCCURRED_AT);
	if (!date_given(as_of) || *instant < (as_of.days + 1) * INSTANT_DAY)
		return STATUS_OK;
	return error_set(checking->error, STATUS_INVALID,
	    "column %s: %s is after %s (--as-of)",
	    name_of(checking, METERED_OCCURRED_AT), text,
	    date_format(as_of, day));
}

static enum status
check_action(struct checking *checking)
{
	static const char *const words[] = { "add", METERED_RETRACT, NULL };
	static const char *const changes[] = { "provision", "deprovision",
		METERED_RETRACT, NULL };
	bool change = checking->metering->options->changes;
	const char **action = &checking->metered.values[METERED_ACTION];
	int index = 0;

	if ((*action)[0] != '\0' &&
	    choice_parse(*action, change ? changes : words, "an action", &index,
		checking->error) != STATUS_OK)
		return fail(checking, METERED_ACTION);
	checking->retracts = index == (change ? 2 : 1);
	checking->goes = change && index == 1;
	*action = checking->retracts ? METERED_RETRACT : "";
	return STATUS_OK;
}

/* What is said by words is checked when they come for the first time. */
static enum status
check_words(struct checking *checking)
{
	struct metering *metering = checking->metering;
	struct metered *metered = &checking->metered;
	struct vocabulary *vocabulary = &metering->vocabulary;
	struct meaning *metric, *set = NULL;
	enum status status;

	status = metered_words(metered, vocabulary, checking->error);
	if (status != STATUS_OK)
		return status;
	metric = &vocabulary->metrics.meanings[metered->metric_word->number];
	if (metered->set_word != NULL)
		set = &vocabulary->sets.meanings[metered->set_word->number];
	if (metric->good &&
	    (set == NULL ? metered->dimensions.count == 0 : set->good))
		return STATUS_OK;
	status = check_metric(checking);
	if (status == STATUS_OK)
		status = metering_cards(checking);
	metric->good = status == STATUS_OK;
	if (set != NULL)
		set->good = status == STATUS_OK;
	return status;
}

/* A number so long may be that of a card. */
static bool
is_long(const char *text)
{
	return strnlen(text, CARD_MIN) == CARD_MIN;
}

/* Whether a layout makes the quantity of what is in the file: then one that is
 * empty is not 1, it is lost. */
static bool
is_laid(const struct checking *checking)
{
	const struct layout *layout = &checking->metering->layout;
	const char *name = name_of(checking, METERED_QUANTITY);
	size_t i = 0;

	while (i < layout->value_count &&
	       strcmp(layout->values[i].name, name) != 0)
		i++;
	return i < layout->value_count;
}

/* How much; of a change how much there is from now on, so nothing of what is
 * gone, whatever it says. */
static enum status
check_quantity(struct checking *checking)
{
	const char **quantity = &checking->metered.values[METERED_QUANTITY];
	enum status status = STATUS_OK;

	if ((*quantity)[0] != '\0')
		status = check_number(checking, METERED_QUANTITY);
	else if (checking->retracts || !is_laid(checking))
		*quantity = "1";
	else
		return error_set(checking->error, STATUS_INVALID,
		    "column %s: empty, a value is required",
		    name_of(checking, METERED_QUANTITY));
	if (status != STATUS_OK || !checking->metering->options->changes)
		return status;
	if ((*quantity)[0] == '-' || strcmp(*quantity, "0") == 0)
		return error_set(checking->error, STATUS_INVALID,
		    "column %s: must be above zero; what is gone is "
		    "deprovisioned",
		    name_of(checking, METERED_QUANTITY));
	if (checking->goes)
		*quantity = "0";
	return STATUS_OK;
}

/* Check the values and mend their form. */
enum status
metering_check(struct checking *checking)
{
	struct metered *metered = &checking->metered;
	enum status status;

	status = gather_dimensions(checking);
	if (status == STATUS_OK)
		status = check_action(checking);
	if (status == STATUS_OK)
		status = check_names(checking);
	if (status == STATUS_OK)
		status = check_words(checking);
	if (status == STATUS_OK)
		status = check_instant(checking);
	if (status == STATUS_OK)
		status = check_quantity(checking);
	if (status == STATUS_OK)
		status = check_amount(checking);
	if (status == STATUS_OK &&
	    (is_long(metered->quantity) || is_long(metered->amount)))
		status = metering_cards(checking);
	return status;
}
