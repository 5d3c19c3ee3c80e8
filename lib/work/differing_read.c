/*
 * Records are sorted twice: by document, so that taxes come behind their line,
 * then by what makes lines the same.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/pack.h"
#include "record/reader.h"
#include "work/differing.h"
#include "work/proposing.h"

#define PLACE (PROPOSAL_COLUMN_COUNT + (size_t)DIFFERING_PLACE)
#define TAX (PROPOSAL_COLUMN_COUNT + (size_t)DIFFERING_TAX)
#define WIDTH (PROPOSAL_COLUMN_COUNT + (size_t)DIFFERING_COUNT)

/* A proposal that is being read. */
struct side {
	const struct request *request;
	const char *name; /* of the file, for messages */
	struct sort *records; /* by document, line and tax */
	struct sort *lines;
	struct arena scratch; /* of a record */
	struct arena held; /* of the line whose taxes are summed */
	const char **line; /* WIDTH texts, or NULL */
	int64_t tax_seq;
	struct money tax;
	struct error *error;
};

static int64_t
number_of(const char *text)
{
	return strtoll(text, NULL, 10);
}

/* Let a record wait behind its line. */
static enum status
sort_record(struct side *side, const char *const *fields)
{
	const char *account = fields[PROPOSAL_ACCOUNT];
	const char *document = fields[PROPOSAL_DOCUMENT];
	size_t room =
	    strlen(account) + strlen(document) + 2 + 2 * sizeof(int64_t);
	unsigned char *key = arena_alloc(&side->scratch, room);
	const void *bytes;
	size_t length, used;
	enum status status;

	if (key == NULL)
		return error_memory(side->error);
	used = sort_key_text(account, key, room);
	used += sort_key_text(document, key + used, room - used);
	used += sort_key_number(
	    number_of(fields[PROPOSAL_LINE]), key + used, room - used);
	used += sort_key_number(
	    number_of(fields[PROPOSAL_TAX_SEQ]), key + used, room - used);
	status = pack_join(
	    &side->scratch, fields, WIDTH, &bytes, &length, side->error);
	if (status == STATUS_OK)
		status = sort_add(
		    side->records, key, used, bytes, length, side->error);
	return status;
}

static enum status
read_record(
    struct side *side, const struct reader *reader, const struct record *record)
{
	const char *fields[WIDTH];
	struct cells cells = { &proposal_schema, fields, &side->scratch,
		side->error };
	char place[24];
	enum status status;
	bool tax;

	arena_reset(&side->scratch);
	snprintf(place, sizeof(place), "%" PRIu64, record->line);
	fields[PLACE] = place;
	fields[TAX] = "";
	if (reader_bad(reader) != NULL) {
		status = error_set(
		    side->error, STATUS_INVALID, "%s", reader_bad(reader));
	} else {
		memcpy(fields, record->fields,
		    PROPOSAL_COLUMN_COUNT * sizeof(*fields));
		status = differing_check(&cells, &tax);
	}
	if (status != STATUS_OK)
		return error_prefix(side->error, "%s:%s: ", side->name, place);
	return sort_record(side, fields);
}

static enum status
read_all(struct side *side, const char *path)
{
	struct progress *progress = side->request->progress;
	struct reader *reader = NULL;
	struct record record;
	enum status status;
	bool found = true;

	status = reader_open(path, &proposal_schema, &reader, side->error);
	progress_begin(progress, "records", 0);
	while (status == STATUS_OK) {
		status = reader_read(reader, &record, &found, side->error);
		if (status != STATUS_OK || !found)
			break;
		progress_step(progress);
		status = read_record(side, reader, &record);
	}
	progress_end(progress);
	reader_close(reader);
	return status;
}

/* The line whose taxes were summed is whole: into the second sort. */
static enum status
flush(struct side *side)
{
	char tax[MONEY_TEXT_MAX];
	const unsigned char *key;
	const void *bytes;
	size_t used, length;
	enum status status;

	if (side->line == NULL)
		return STATUS_OK;
	side->line[TAX] = money_format(side->tax, tax);
	status =
	    differing_key(side->line, &side->held, &key, &used, side->error);
	if (status == STATUS_OK)
		status = pack_join(&side->held, side->line, WIDTH, &bytes,
		    &length, side->error);
	if (status == STATUS_OK)
		status = sort_add(
		    side->lines, key, used, bytes, length, side->error);
	side->line = NULL;
	arena_reset(&side->held);
	return status;
}

/* Whether a record belongs to the line that is held. */
static bool
is_of_line(const struct side *side, const char *const *fields)
{
	const char *const *line = side->line;

	return line != NULL &&
	       strcmp(fields[PROPOSAL_ACCOUNT], line[PROPOSAL_ACCOUNT]) == 0 &&
	       strcmp(fields[PROPOSAL_DOCUMENT], line[PROPOSAL_DOCUMENT]) ==
		   0 &&
	       number_of(fields[PROPOSAL_LINE]) ==
		   number_of(line[PROPOSAL_LINE]);
}

static enum status
take_line(struct side *side, const void *bytes, size_t length)
{
	struct currency currency;
	const char *copy;
	enum status status = flush(side);

	if (status != STATUS_OK)
		return status;
	copy = arena_copy(&side->held, bytes, length);
	if (copy == NULL)
		return error_memory(side->error);
	status = pack_split(
	    &side->held, copy, length, &side->line, WIDTH, side->error);
	if (status == STATUS_OK)
		status = currency_parse(
		    side->line[PROPOSAL_CURRENCY], &currency, side->error);
	if (status == STATUS_OK)
		side->tax = money_of(0, currency);
	side->tax_seq = 0;
	return status;
}

static enum status
take_tax(struct side *side, const struct cells *cells)
{
	int64_t tax_seq = number_of(cells->values[PROPOSAL_TAX_SEQ]);
	struct money tax;
	enum status status;

	if (tax_seq == side->tax_seq) {
		(void)error_set(side->error, STATUS_INVALID,
		    "this tax of the line is there twice");
		return cell_fail(cells, PROPOSAL_TAX_SEQ);
	}
	if (strcmp(cells->values[PROPOSAL_CURRENCY], side->tax.currency.code) !=
	    0) {
		(void)error_set(
		    side->error, STATUS_INVALID, "not that of its line");
		return cell_fail(cells, PROPOSAL_CURRENCY);
	}
	side->tax_seq = tax_seq;
	status = money_parse(
	    cells->values[PROPOSAL_TAX], side->tax.currency, &tax, side->error);
	if (status == STATUS_OK)
		status = money_add(side->tax, tax, &side->tax, side->error);
	return status;
}

/* A record in the order of documents. */
static enum status
take(struct side *side, const void *bytes, size_t length)
{
	struct cells cells = { &proposal_schema, NULL, &side->scratch,
		side->error };
	enum status status;
	bool tax;

	arena_reset(&side->scratch);
	status = pack_split(
	    &side->scratch, bytes, length, &cells.values, WIDTH, side->error);
	if (status != STATUS_OK)
		return status;
	tax = number_of(cells.values[PROPOSAL_TAX_SEQ]) > 0;
	if (tax != is_of_line(side, cells.values)) {
		(void)error_set(side->error, STATUS_INVALID,
		    tax ? "the line of this tax is missing"
			: "this line of the document is there twice");
		status = cell_fail(&cells, PROPOSAL_LINE);
	} else {
		status = tax ? take_tax(side, &cells)
			     : take_line(side, bytes, length);
	}
	if (status == STATUS_INVALID)
		(void)error_prefix(
		    side->error, "%s:%s: ", side->name, cells.values[PLACE]);
	return status;
}

static enum status
take_all(struct side *side)
{
	const void *bytes;
	size_t length;
	enum status status;
	bool found = true;

	status = sort_start(side->records, side->error);
	while (status == STATUS_OK) {
		status = sort_next(
		    side->records, &bytes, &length, &found, side->error);
		if (status != STATUS_OK || !found)
			break;
		status = take(side, bytes, length);
	}
	if (status == STATUS_OK)
		status = flush(side);
	return status;
}

enum status
differing_read(const struct request *request, const char *path,
    struct sort **sort, struct error *error)
{
	struct side side = {
		.request = request,
		.name = strcmp(path, "-") == 0 ? "standard input" : path,
		.error = error,
	};
	enum status status;

	status = sort_open(0, &side.records, error);
	if (status == STATUS_OK)
		status = sort_open(0, &side.lines, error);
	if (status == STATUS_OK)
		status = read_all(&side, path);
	if (status == STATUS_OK)
		status = take_all(&side);
	sort_close(side.records);
	arena_close(&side.scratch);
	arena_close(&side.held);
	*sort = side.lines;
	return status;
}
