/*
 * A summary is small and fixed in size, so a command can fill one on its stack
 * and print it even where no memory is left.
 */
#include "record/summary.h"

#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "record/outfile.h"

/* Each amount needs its code, its digits and some marks. */
#define JSON_MAX (1024 + SUMMARY_CURRENCIES_MAX * (MONEY_TEXT_MAX + 16))

enum status
summary_amount(
    struct summary *summary, struct money amount, struct error *error)
{
	struct money *total;
	size_t i;

	for (i = 0; i < summary->currency_count; i++) {
		total = &summary->amounts[i];
		if (currency_equal(total->currency, amount.currency))
			return money_add(*total, amount, total, error);
	}
	if (i == SUMMARY_CURRENCIES_MAX)
		return error_set(error, STATUS_INVALID,
		    "more than %d currencies", SUMMARY_CURRENCIES_MAX);
	summary->amounts[i] = amount;
	summary->currency_count++;
	return STATUS_OK;
}

static void
check(const struct summary *summary)
{
	assert(summary->in == summary->accepted + summary->changed +
				  summary->duplicate + summary->rejected +
				  summary->passed_over);
	assert(summary->currency_count <= SUMMARY_CURRENCIES_MAX);
}

/* A text that grows at its end and stops where its room does. */
struct line {
	char *text;
	size_t room;
	size_t length;
};

static void PRINTF_LIKE(2, 3) append(struct line *line, const char *format, ...)
{
	size_t left = line->room - line->length;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(line->text + line->length, left, format, arguments);
	va_end(arguments);
	if (length < 0)
		return;
	line->length += (size_t)length < left ? (size_t)length : left - 1;
}

/* What stands between two parts: nothing before the first. */
static const char *
comma(const struct line *line, size_t start)
{
	return line->length > start ? ", " : "";
}

/* The name without its plural "s" where it names one. */
static int
name_length(const struct summary *summary)
{
	return (int)strlen(summary->documents_name) - (summary->documents == 1);
}

const char *
summary_line(const struct summary *summary, char *text, size_t room)
{
	struct line line = { .text = text, .room = room };
	char amount[MONEY_TEXT_MAX];
	size_t i, start;

	check(summary);
	assert(room > 0);
	text[0] = '\0';
	if (summary->note != NULL)
		append(&line, "%s; ", summary->note);
	start = line.length;
	if (summary->in > 0 || summary->documents_name == NULL)
		append(&line,
		    "in %" PRIu64 ", accepted %" PRIu64 ", changed %" PRIu64
		    ", duplicate %" PRIu64 ", rejected %" PRIu64,
		    summary->in, summary->accepted, summary->changed,
		    summary->duplicate, summary->rejected);
	if (summary->passed_over > 0)
		append(&line, ", passed over %" PRIu64, summary->passed_over);
	if (summary->documents_name != NULL)
		append(&line, "%s%" PRIu64 " %.*s", comma(&line, start),
		    summary->documents, name_length(summary),
		    summary->documents_name);
	for (i = 0; i < summary->currency_count; i++)
		append(&line, "%s%s%s%s %s", comma(&line, start),
		    summary->amounts_name == NULL ? "" : summary->amounts_name,
		    summary->amounts_name == NULL ? "" : " ",
		    summary->amounts[i].currency.code,
		    money_format(summary->amounts[i], amount));
	return text;
}

/* The names and codes are plain letters: nothing needs an escape. */
static void
format_json(
    const struct summary *summary, const char *command, struct line *line)
{
	char amount[MONEY_TEXT_MAX];
	size_t i;

	assert(strpbrk(command, "\"\\") == NULL);
	append(line,
	    "{\"command\":\"%s\",\"in\":%" PRIu64 ",\"accepted\":%" PRIu64
	    ",\"changed\":%" PRIu64 ",\"duplicate\":%" PRIu64
	    ",\"rejected\":%" PRIu64 ",\"passed_over\":%" PRIu64
	    ",\"documents\":%" PRIu64 ",\"amounts\":{",
	    command, summary->in, summary->accepted, summary->changed,
	    summary->duplicate, summary->rejected, summary->passed_over,
	    summary->documents);
	for (i = 0; i < summary->currency_count; i++)
		append(line, "%s\"%s\":\"%s\"", i > 0 ? "," : "",
		    summary->amounts[i].currency.code,
		    money_format(summary->amounts[i], amount));
	append(line, "}}\n");
	assert(line->length < line->room - 1);
}

enum status
summary_write(const struct summary *summary, const char *command,
    const char *path, struct error *error)
{
	struct outfile *outfile = NULL;
	char text[JSON_MAX];
	struct line line = { .text = text, .room = sizeof(text) };
	enum status status;

	check(summary);
	format_json(summary, command, &line);
	status = outfile_open(NULL, path, &outfile, error);
	if (status != STATUS_OK)
		goto done;
	status = outfile_write(outfile, line.text, line.length, error);
	if (status != STATUS_OK)
		goto done;
	status = outfile_commit(outfile, error);
done:
	outfile_close(outfile);
	return status;
}
