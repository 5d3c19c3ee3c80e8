/*
 * The columns of a file stay in their places; charge, amount and currency come
 * behind them.  JSON lines have names of their own, which are gathered: a
 * record then has what it has of all that were seen.
 */
#include <string.h>

#include "usage/streaming_parts.h"

#define OWN_COUNT 3

static const struct column own[OWN_COUNT] = {
	{ "charge", 0 },
	{ "amount", COLUMN_NUMBER },
	{ "currency", 0 },
};

/* Whether the column ${name} is replaced by one of our own. */
static bool
is_own(const char *name)
{
	size_t i;

	for (i = 0; i < OWN_COUNT; i++) {
		if (strcmp(own[i].name, name) == 0)
			return true;
	}
	return false;
}

/* The place of ${name} among those that pass through, or their count. */
static size_t
find_passed(const struct streamed_output *output, const char *name)
{
	size_t i = 0;

	while (i < output->passed && strcmp(output->columns[i].name, name) != 0)
		i++;
	return i;
}

/* Let the column ${name} pass through. */
static enum status
pass(struct streaming *streaming, const char *name, size_t place)
{
	struct streamed_output *output = &streaming->output;
	const char *copy = arena_text(&streaming->arena, name);

	if (copy == NULL)
		return error_memory(streaming->error);
	if (output->passed + OWN_COUNT == READER_COLUMNS_MAX)
		return error_set(streaming->error, STATUS_INVALID,
		    "more than %d columns", READER_COLUMNS_MAX);
	output->places[output->passed] = place;
	output->columns[output->passed++] = (struct column){ copy, 0 };
	memcpy(output->columns + output->passed, own, sizeof(own));
	output->schema.count = output->passed + OWN_COUNT;
	return STATUS_OK;
}

/* Take the columns that the input has so far. */
static enum status
take_columns(struct streaming *streaming)
{
	struct streamed_output *output = &streaming->output;
	const char *const *names;
	size_t count = reader_raw_header(streaming->reader, &names), i;
	enum status status = STATUS_OK;

	for (i = 0; i < count && status == STATUS_OK; i++) {
		if (is_own(names[i]) ||
		    find_passed(output, names[i]) < output->passed)
			continue;
		if (output->writer != NULL &&
		    streaming->request->format == FORMAT_CSV)
			return error_set(streaming->error, STATUS_INVALID,
			    "%.128s is not in the first record; write jsonl",
			    names[i]);
		status = pass(streaming, names[i], i);
	}
	return status;
}

void
streaming_columns(struct streaming *streaming)
{
	struct streamed_output *output = &streaming->output;
	const char *const *names;
	size_t count = reader_raw_header(streaming->reader, &names), i;

	output->plain = streaming->request->format == FORMAT_CSV &&
			!streaming->request->spreadsheet;
	output->whole = output->plain && reader_named(streaming->reader);
	for (i = 0; i < count && output->whole; i++)
		output->whole = !is_own(names[i]);
}

static enum status
begin(struct streaming *streaming)
{
	struct streamed_output *output = &streaming->output;
	struct arena *arena = &streaming->arena;
	enum status status;

	output->columns =
	    arena_array(arena, READER_COLUMNS_MAX, sizeof(*output->columns));
	output->places =
	    arena_array(arena, READER_COLUMNS_MAX, sizeof(*output->places));
	if (output->columns == NULL || output->places == NULL)
		return error_memory(streaming->error);
	memcpy(output->columns, own, sizeof(own));
	output->schema =
	    (struct schema){ "usage", output->columns, OWN_COUNT, EXTRAS_NONE };
	status = take_columns(streaming);
	/* Records that wait have the columns of a header. */
	output->rooms = arena_array(arena,
	    WAITING_MAX * output->passed + READER_COLUMNS_MAX,
	    sizeof(*output->rooms));
	output->fields =
	    arena_array(arena, READER_COLUMNS_MAX, sizeof(*output->fields));
	if (status == STATUS_OK &&
	    (output->rooms == NULL || output->fields == NULL))
		status = error_memory(streaming->error);
	if (status == STATUS_OK)
		status = writer_open(streaming->request->output,
		    &output->schema, streaming->request->format,
		    streaming->request->spreadsheet, &output->writer,
		    streaming->error);
	return status;
}

/* The fields of JSON lines, by their names. */
static enum status
fill_named(struct streaming *streaming, const char **fields)
{
	struct streamed_output *output = &streaming->output;
	const char *const *names, *const *values;
	enum status status = take_columns(streaming);
	size_t count, i;

	(void)reader_raw(streaming->reader, &values);
	count = reader_raw_header(streaming->reader, &names);
	for (i = 0; i < output->passed; i++)
		fields[i] = "";
	for (i = 0; i < count && status == STATUS_OK; i++) {
		size_t place = find_passed(output, names[i]);

		if (place < output->passed)
			fields[place] = values[i];
	}
	return status;
}

enum status
streaming_fill(struct streaming *streaming, struct streamed_fields *filled)
{
	struct streamed_output *output = &streaming->output;
	enum status status = STATUS_OK;
	const char *const *values;
	const char **fields;
	size_t i;

	if (output->writer == NULL)
		status = begin(streaming);
	if (status != STATUS_OK)
		return status;
	(void)reader_raw(streaming->reader, &values);
	if (output->whole) {
		*filled = (struct streamed_fields){ values,
			reader_tight(streaming->reader) };
		return STATUS_OK;
	}
	fields = output->rooms + streaming->waiting_count * output->passed;
	*filled = (struct streamed_fields){ fields, 0 };
	if (!reader_named(streaming->reader))
		return fill_named(streaming, fields);
	for (i = 0; i < output->passed; i++)
		fields[i] = values[output->places[i]];
	return STATUS_OK;
}

/* Add an amount to what was written in its currency. */
static enum status
add_total(struct streaming *streaming, struct currency currency,
    struct decimal amount)
{
	struct streamed_total *total;
	size_t i = 0;

	while (i < streaming->total_count &&
	       !currency_equal(streaming->totals[i].currency, currency))
		i++;
	if (i == streaming->total_count) {
		streaming->totals = arena_grow(&streaming->arena,
		    streaming->totals, i, sizeof(*streaming->totals));
		if (streaming->totals == NULL)
			return error_memory(streaming->error);
		streaming->totals[i] = (struct streamed_total){ currency,
			decimal_from_integer(0) };
		streaming->total_count++;
	}
	total = &streaming->totals[i];
	return decimal_add(
	    total->amount, amount, &total->amount, streaming->error);
}

/* Our own cells as CSV, to the end of the line, into ${rest}.  Return their
 * length.  To copy as much as there may be takes less time than to count. */
static size_t
write_rest(const struct streamed_charge *charge, struct decimal amount,
    char rest[REST_MAX])
{
	char *next = rest + charge->before_length;

	memcpy(rest, charge->before, BEFORE_MAX);
	next += decimal_write(amount, next);
	memcpy(next, charge->after, AFTER_MAX);
	return (size_t)(next - rest) + charge->after_length;
}

/* A row that passes through as a whole. */
static enum status
write_tight(struct streaming *streaming, const struct streamed_waiting *waiting,
    struct decimal amount)
{
	const struct streamed_output *output = &streaming->output;
	const struct streamed_fields *fields = &waiting->fields;
	const struct tight_row row = { fields->values, output->passed,
		fields->tight };
	char rest[REST_MAX];

	return writer_write_tight(output->writer, &row, rest,
	    write_rest(waiting->found->charge, amount, rest), streaming->error);
}

static enum status
write_fields(struct streaming *streaming,
    const struct streamed_waiting *waiting, struct decimal amount)
{
	const struct streamed_output *output = &streaming->output;
	const struct charge *charge = waiting->found->charge->charge;
	const char **rest = output->fields + output->passed;
	char text[DECIMAL_TEXT_MAX];

	memcpy(output->fields, waiting->fields.values,
	    output->passed * sizeof(*output->fields));
	rest[0] = charge->id;
	rest[1] = decimal_format(amount, text);
	rest[2] = charge->currency.code;
	return writer_write(output->writer, output->fields, streaming->error);
}

enum status
streaming_write(struct streaming *streaming,
    const struct streamed_waiting *waiting, struct decimal amount)
{
	const struct streamed_charge *charge = waiting->found->charge;
	enum status status;

	status = waiting->fields.tight > 0 && charge->before_length > 0
		     ? write_tight(streaming, waiting, amount)
		     : write_fields(streaming, waiting, amount);
	if (status == STATUS_IO)
		error_prefix(streaming->error, "standard output: ");
	if (status != STATUS_OK)
		return status;
	streaming->request->summary->accepted++;
	return add_total(streaming, charge->charge->currency, amount);
}

void
streaming_put(struct streamed_sheet *sheet, const struct reader_row *row,
    const struct streamed_ready *ready)
{
	const struct streamed_charge *charge = ready->found.charge;
	const struct currency currency = charge->charge->currency;
	const struct tight_row cells = { row->cells, row->count, row->tight };
	struct streamed_total *total = &sheet->total;
	char *line = sheet->lines + sheet->length;
	struct error lost;

	if (sheet->count != row->index || row->tight == 0 ||
	    charge->before_length == 0 ||
	    SHEET_ROOM - sheet->length < row->tight + REST_MAX)
		return;
	if (sheet->count == 0)
		*total = (struct streamed_total){ currency,
			decimal_from_integer(0) };
	if (!currency_equal(total->currency, currency) ||
	    decimal_add(total->amount, ready->amount, &total->amount, &lost) !=
		STATUS_OK)
		return;
	sheet->length += row->tight + write_rest(charge, ready->amount,
					  tight_row_write(&cells, line));
	sheet->count++;
}

enum status
streaming_write_sheet(
    struct streaming *streaming, const struct streamed_sheet *sheet)
{
	const struct streamed_total *total = &sheet->total;
	enum status status;

	status = spool_write(streaming->request->output, sheet->lines,
	    sheet->length, streaming->error);
	if (status == STATUS_IO)
		error_prefix(streaming->error, "standard output: ");
	if (status != STATUS_OK)
		return status;
	streaming->request->summary->accepted += sheet->count;
	return add_total(streaming, total->currency, total->amount);
}

enum status
streaming_finish(struct streaming *streaming)
{
	struct summary *summary = streaming->request->summary;
	struct streamed_output *output = &streaming->output;
	enum status status = STATUS_OK;
	struct money amount;
	size_t i;

	/* A file without records has a header. */
	if (output->writer == NULL)
		status = begin(streaming);
	if (status == STATUS_OK)
		status = writer_finish(output->writer, streaming->error);
	for (i = 0; i < streaming->total_count && status == STATUS_OK; i++) {
		const struct streamed_total *total = &streaming->totals[i];

		status = money_round(ratio_from_decimal(total->amount),
		    total->currency, ROUNDING_HALF_UP, &amount,
		    streaming->error);
		if (status == STATUS_OK)
			status =
			    summary_amount(summary, amount, streaming->error);
	}
	return status;
}
