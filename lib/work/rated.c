/*
 * The columns of rated usage, written and read.  The seal is taken of a record
 * as it is written; what is read is written again to compare, so that quoting,
 * the order of columns or a zero lost at the end of a number break no seal.
 */
#include "work/rated.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "rule/seal.h"
#include "work/cells.h"

static const struct column columns[RATED_COLUMN_COUNT] = {
	[RATED_ACCOUNT] = { "account", COLUMN_REQUIRED },
	[RATED_SUBSCRIPTION] = { "subscription", COLUMN_REQUIRED },
	[RATED_SERVICE] = { "service", COLUMN_NEEDED },
	[RATED_CHARGE] = { "charge", COLUMN_REQUIRED },
	[RATED_KIND] = { "kind", COLUMN_REQUIRED },
	[RATED_METRIC] = { "metric", COLUMN_REQUIRED },
	[RATED_PERIOD_START] = { "period_start", COLUMN_REQUIRED },
	[RATED_PERIOD_END] = { "period_end", COLUMN_REQUIRED },
	[RATED_QUANTITY] = { "quantity", COLUMN_REQUIRED | COLUMN_NUMBER },
	[RATED_UNIT] = { "unit", COLUMN_NEEDED },
	[RATED_EVENTS] = { "events", COLUMN_REQUIRED | COLUMN_NUMBER },
	[RATED_MODEL] = { "model", COLUMN_REQUIRED },
	[RATED_AMOUNT] = { "amount", COLUMN_REQUIRED | COLUMN_NUMBER },
	[RATED_CURRENCY] = { "currency", COLUMN_REQUIRED },
	[RATED_DIMENSIONS] = { "dimensions", COLUMN_NEEDED },
	[RATED_UPTO] = { "upto", COLUMN_REQUIRED | COLUMN_NUMBER },
	[RATED_SEAL] = { "seal", COLUMN_REQUIRED },
	[RATED_PLAN] = { "plan", COLUMN_REQUIRED },
	[RATED_CATALOG] = { "catalog", COLUMN_REQUIRED },
	[RATED_ORDER_PRICE] = { "order_price", COLUMN_NEEDED | COLUMN_NUMBER },
	[RATED_CYCLE_START] = { "cycle_start", COLUMN_REQUIRED },
	[RATED_CYCLE_END] = { "cycle_end", COLUMN_REQUIRED },
};

const struct schema rated_schema = { "rated usage", columns, RATED_COLUMN_COUNT,
	EXTRAS_X };

struct laid {
	char *bytes;
	size_t length;
};

/* Lay the fields one behind the other, as in a pack, with room for ${more}. */
static enum status
lay(const char *fields[RATED_COLUMN_COUNT], struct arena *arena, size_t more,
    struct laid *laid, struct error *error)
{
	size_t lengths[RATED_COLUMN_COUNT], i;
	char *next;

	for (i = 0, laid->length = 0; i < RATED_COLUMN_COUNT; i++)
		laid->length += lengths[i] = strlen(fields[i]) + 1;
	next = laid->bytes = arena_alloc(arena, laid->length + more);
	if (next == NULL)
		return error_memory(error);
	for (i = 0; i < RATED_COLUMN_COUNT; i++) {
		fields[i] = memcpy(next, fields[i], lengths[i]);
		next += lengths[i];
	}
	return STATUS_OK;
}

/* Bind ${basis} and all fields, of which the seal is empty, and is put behind
 * the others. */
static enum status
seal(const char *fields[RATED_COLUMN_COUNT], int64_t basis, struct arena *arena,
    struct error *error)
{
	unsigned char digest[HASH_SIZE];
	char number[DECIMAL_TEXT_MAX], *text;
	struct laid laid;
	struct hash hash;
	enum status status;
	size_t length;

	status = lay(fields, arena, SEAL_MAX, &laid, error);
	if (status != STATUS_OK)
		return status;
	hash_begin(&hash);
	hash_number(&hash, basis);
	hash_bytes(&hash, laid.bytes, laid.length);
	hash_end(&hash, digest);
	text = laid.bytes + laid.length;
	length = strlen(decimal_format(decimal_from_integer(basis), number));
	memcpy(text, number, length);
	text[length] = '-';
	(void)hash_hex(digest, 16, text + length + 1);
	fields[RATED_SEAL] = text;
	return STATUS_OK;
}

/* A date as text; mostly it is another one's. */
static const char *
format(struct date date, struct date other, const char *others, char *text)
{
	return date.days == other.days ? others : date_format(date, text);
}

enum status
rated_fields(const struct rated *rated, struct arena *arena,
    const char *fields[RATED_COLUMN_COUNT], struct error *error)
{
	char dates[4][DATE_TEXT_MAX];
	char quantity[DECIMAL_TEXT_MAX];
	char amount[DECIMAL_TEXT_MAX];
	char events[DECIMAL_TEXT_MAX];
	const struct line *line = &rated->line;

	fields[RATED_ACCOUNT] = line->owner;
	fields[RATED_SUBSCRIPTION] = line->subscription;
	fields[RATED_SERVICE] = line->service;
	fields[RATED_CHARGE] = line->charge;
	fields[RATED_KIND] = line_kind_name(line->kind);
	fields[RATED_METRIC] = rated->metric;
	fields[RATED_PERIOD_START] = date_format(line->period_start, dates[0]);
	fields[RATED_PERIOD_END] = date_format(line->period_end, dates[1]);
	fields[RATED_QUANTITY] =
	    decimal_format(decimal_strip(line->quantity), quantity);
	fields[RATED_UNIT] = line->unit;
	fields[RATED_EVENTS] =
	    decimal_format(decimal_from_integer(rated->events), events);
	fields[RATED_MODEL] = rated->model;
	fields[RATED_AMOUNT] =
	    decimal_format(decimal_strip(rated->amount), amount);
	fields[RATED_CURRENCY] = rated->currency.code;
	fields[RATED_DIMENSIONS] = line->dimensions;
	fields[RATED_UPTO] = line->upto;
	fields[RATED_SEAL] = "";
	fields[RATED_PLAN] = line->plan;
	fields[RATED_CATALOG] = line->catalog;
	fields[RATED_ORDER_PRICE] = line->order_price;
	fields[RATED_CYCLE_START] =
	    format(line->cycle_start, line->period_start, dates[0], dates[2]);
	fields[RATED_CYCLE_END] =
	    format(line->cycle_end, line->period_end, dates[1], dates[3]);
	return seal(fields, rated->basis, arena, error);
}

/* Values of a record, until one is wrong. */
struct reading {
	const char *const *fields;
	struct cells cells;
	enum status status;
};

static struct date
take_date(struct reading *reading, enum rated_column column)
{
	struct date date = DATE_NONE;

	if (reading->status == STATUS_OK)
		reading->status = cell_date(&reading->cells, column, &date);
	return date;
}

static struct decimal
take_decimal(struct reading *reading, enum rated_column column, int places)
{
	struct decimal decimal = decimal_from_integer(0);

	if (reading->status == STATUS_OK &&
	    decimal_parse(reading->fields[column], places, &decimal,
		reading->cells.error) != STATUS_OK)
		reading->status = cell_fail(&reading->cells, column);
	return decimal;
}

/* A whole number of 64 bits, not negative. */
static int64_t
take_number(struct reading *reading, enum rated_column column)
{
	struct decimal decimal = take_decimal(reading, column, 0);

	if (reading->status != STATUS_OK)
		return 0;
	if (decimal.coefficient >= 0 && decimal.coefficient <= INT64_MAX)
		return (int64_t)decimal.coefficient;
	(void)error_set(
	    reading->cells.error, STATUS_INVALID, "no number of events");
	reading->status = cell_fail(&reading->cells, column);
	return 0;
}

static enum status
take_kind(struct reading *reading, enum line_kind *kind)
{
	const char *text = reading->fields[RATED_KIND];
	enum status status;

	status = line_kind_parse(text, kind, reading->cells.error);
	if (status == STATUS_OK && *kind != LINE_USAGE && *kind != LINE_MINIMUM)
		status = error_set(reading->cells.error, STATUS_INVALID,
		    "%.40s is not rated: usage and minimum are", text);
	if (status != STATUS_OK)
		reading->status = cell_fail(&reading->cells, RATED_KIND);
	return reading->status;
}

static enum status
take(struct reading *reading, struct rated *rated)
{
	const char *const *fields = reading->fields;
	int64_t upto = take_number(reading, RATED_UPTO);

	*rated = (struct rated) {
		.line = {
			.owner = fields[RATED_ACCOUNT],
			.subscription = fields[RATED_SUBSCRIPTION],
			.service = fields[RATED_SERVICE],
			.charge = fields[RATED_CHARGE],
			.product = "",
			.description = "",
			.period_start = take_date(reading, RATED_PERIOD_START),
			.period_end = take_date(reading, RATED_PERIOD_END),
			.quantity = decimal_strip(take_decimal(
			    reading, RATED_QUANTITY, DECIMAL_SCALE_MAX)),
			.unit = fields[RATED_UNIT],
			.unit_price = "",
			.tax_code = "",
			.corrects = "",
			.upto = arena_format(
			    reading->cells.scratch, "%" PRId64, upto),
			.plan = fields[RATED_PLAN],
			.catalog = fields[RATED_CATALOG],
			.order_price = fields[RATED_ORDER_PRICE],
			.dimensions = fields[RATED_DIMENSIONS],
			.cycle_start = take_date(reading, RATED_CYCLE_START),
			.cycle_end = take_date(reading, RATED_CYCLE_END),
			.adjustment = "",
			.instance = "",
			.order = "",
			.order_line = "",
			.split = "",
			.section = "",
		},
		.metric = fields[RATED_METRIC],
		.model = fields[RATED_MODEL],
		.events = take_number(reading, RATED_EVENTS),
		.amount = decimal_strip(
		    take_decimal(reading, RATED_AMOUNT, DECIMAL_SCALE_MAX)),
		.basis = strtoll(fields[RATED_SEAL], NULL, 10),
	};
	if (rated->line.upto == NULL)
		return error_memory(reading->cells.error);
	if (reading->status == STATUS_OK &&
	    currency_parse(fields[RATED_CURRENCY], &rated->currency,
		reading->cells.error) != STATUS_OK)
		reading->status = cell_fail(&reading->cells, RATED_CURRENCY);
	return reading->status;
}

enum status
rated_read(const char *const *fields, struct arena *arena, struct rated *rated,
    struct error *error)
{
	const char *again[RATED_COLUMN_COUNT];
	struct reading reading = {
		.fields = fields,
		.cells = { &rated_schema, (const char **)(uintptr_t)fields,
		    arena, error },
	};
	enum line_kind kind = LINE_USAGE;
	enum status status;

	status = take(&reading, rated);
	if (status == STATUS_OK)
		status = take_kind(&reading, &kind);
	if (status != STATUS_OK)
		return status;
	rated->line.kind = kind;
	status = rated_fields(rated, arena, again, error);
	if (status != STATUS_OK ||
	    strcmp(again[RATED_SEAL], fields[RATED_SEAL]) == 0)
		return status;
	(void)error_set(error, STATUS_INVALID,
	    "the record is not what bill-rate wrote: it was altered");
	return cell_fail(&reading.cells, RATED_SEAL);
}

enum status
rated_blame(const struct line *line, struct error *error)
{
	char start[DATE_TEXT_MAX], end[DATE_TEXT_MAX];

	if (error->status == STATUS_INVALID)
		(void)error_set(error, STATUS_INVALID,
		    "%s; retract the event (\"bill-rate --detail\" names "
		    "one), or bill the others with --account",
		    error->text);
	return error_prefix(error,
	    "account %.128s, subscription %.128s, charge %.128s, %s to %s: ",
	    line->owner, line->subscription, line->charge,
	    date_format(line->period_start, start),
	    date_format(line->period_end, end));
}
