/*
 * Every kind of value is a text in the end, so there is one way out for each of
 * the two forms.
 */
#include "proof/saying.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "record/visible.h"

/* Where the words of a step begin. */
#define INDENT 14

static const struct column columns[] = {
	{ "invoice", 0 },
	{ "line", COLUMN_NUMBER },
	{ "step", 0 },
	{ "item", COLUMN_NUMBER },
	{ "name", 0 },
	{ "value", 0 },
};

static const struct schema schema = { "explanation", columns,
	sizeof(columns) / sizeof(columns[0]), EXTRAS_NONE };

enum status
saying_open(const struct request *request, bool text, struct saying *saying,
    struct error *error)
{
	*saying = (struct saying){ .output = request->output, .text = text };
	if (text)
		return STATUS_OK;
	return request_writer(request, &schema, &saying->writer, error);
}

void
saying_nothing(struct saying *saying)
{
	*saying = (struct saying){ .text = true, .mute = true };
}

/* Some words of the text; what comes from data must not drive a terminal. */
static void
put(struct saying *saying, const char *words)
{
	char piece[256];

	while (
	    !saying->mute && words[0] != '\0' && saying->status == STATUS_OK) {
		size_t length = strnlen(words, sizeof(piece) - 1);

		/* Not between the bytes of one letter. */
		while (words[length] != '\0' && length > 1 &&
		       ((unsigned char)words[length] & 0xc0) == 0x80)
			length--;
		memcpy(piece, words, length);
		piece[length] = '\0';
		words += length;
		visible_text(piece);
		saying->status = spool_write(
		    saying->output, piece, strlen(piece), &saying->error);
	}
}

static void
put_raw(struct saying *saying, const char *words)
{
	if (saying->status == STATUS_OK && !saying->mute)
		saying->status = spool_write(
		    saying->output, words, strlen(words), &saying->error);
}

void
saying_about(struct saying *saying, const char *invoice, int64_t line)
{
	saying->invoice = invoice;
	snprintf(saying->line, sizeof(saying->line), "%" PRId64, line);
	if (!saying->text)
		return;
	if (saying->begun)
		put_raw(saying, "\n\n");
	saying->begun = true;
	put(saying, invoice);
	if (line > 0) {
		put(saying, "/");
		put(saying, saying->line);
	}
}

void
saying_step(struct saying *saying, const char *step, size_t item)
{
	char heading[64];

	saying->step = step;
	saying->item[0] = '\0';
	if (item > 0)
		snprintf(saying->item, sizeof(saying->item), "%zu", item);
	if (!saying->text)
		return;
	snprintf(heading, sizeof(heading), "%s%s%.20s", step,
	    item > 0 ? " " : "", saying->item);
	put_raw(saying, "\n  ");
	put(saying, heading);
	/* The words begin in one column, or behind a blank. */
	snprintf(heading, sizeof(heading), "%*s",
	    strlen(heading) < INDENT ? (int)(INDENT - strlen(heading)) : 1, "");
	put(saying, heading);
}

void
saying_text(struct saying *saying, const char *lead, const char *name,
    const char *value)
{
	const char *fields[] = { saying->invoice, saying->line, saying->step,
		saying->item, name, value };

	if (saying->text && lead != NULL) {
		if (lead[0] == '\n') {
			put_raw(saying, "\n                ");
			lead++;
		}
		put(saying, lead);
		put(saying, value);
	}
	if (!saying->text && name != NULL && saying->status == STATUS_OK)
		saying->status =
		    writer_write(saying->writer, fields, &saying->error);
}

void
saying_date(
    struct saying *saying, const char *lead, const char *name, struct date date)
{
	char text[DATE_TEXT_MAX];

	saying_text(saying, lead, name, date_format(date, text));
}

void
saying_money(struct saying *saying, const char *lead, const char *name,
    struct money money)
{
	char text[MONEY_TEXT_MAX];

	saying_text(saying, lead, name, money_format(money, text));
}

void
saying_decimal(struct saying *saying, const char *lead, const char *name,
    struct decimal decimal)
{
	char text[DECIMAL_TEXT_MAX];

	saying_text(saying, lead, name, decimal_format(decimal, text));
}

void
saying_ratio(struct saying *saying, const char *lead, const char *name,
    struct ratio ratio)
{
	char text[2 * DECIMAL_TEXT_MAX], below[DECIMAL_TEXT_MAX];
	struct decimal decimal;
	struct ratio written;
	struct error error;
	size_t length;

	if (ratio_to_decimal(ratio, DECIMAL_SCALE_MAX, &decimal, &error) ==
	    STATUS_OK) {
		written = ratio_from_decimal(decimal);
		if (written.numerator == ratio.numerator &&
		    written.denominator == ratio.denominator) {
			saying_decimal(saying, lead, name, decimal);
			return;
		}
	}
	decimal_format((struct decimal){ ratio.numerator, 0 }, text);
	decimal_format((struct decimal){ ratio.denominator, 0 }, below);
	length = strlen(text);
	snprintf(text + length, sizeof(text) - length, "/%s", below);
	saying_text(saying, lead, name, text);
}

void
saying_number(
    struct saying *saying, const char *lead, const char *name, int64_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, number);
	saying_text(saying, lead, name, text);
}

enum status
saying_finish(struct saying *saying, struct error *error)
{
	if (saying->text && saying->begun)
		put_raw(saying, "\n");
	if (saying->status == STATUS_OK && !saying->text)
		saying->status = writer_finish(saying->writer, &saying->error);
	if (saying->status != STATUS_OK)
		*error = saying->error;
	return saying->status;
}

void
saying_close(struct saying *saying)
{
	writer_close(saying->writer);
	saying->writer = NULL;
}
