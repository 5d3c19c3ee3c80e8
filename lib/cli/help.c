/*
 * The usage line stays one line, however long: the manual's synopsis is
 * compared with it, and bill(1) reads the line below it.
 */
#include "cli/help.h"

#include <stdio.h>
#include <string.h>

#define LINE_MAX_BYTES 512
#define SYNTAX_WIDTH 24

/* Every command has these two beside its table. */
static const struct option_spec always[] = {
	{ OPTION_FLAG, 'h', "help", NULL, "print this help", NULL },
	{ OPTION_FLAG, 0, "version", NULL, "print the version", NULL },
	OPTION_END,
};

/* Append a formatted text that is known to be short. */
static enum status PRINTF_LIKE(3, 4)
    print(struct spool *spool, struct error *error, const char *format, ...)
{
	char text[LINE_MAX_BYTES];
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length >= sizeof(text))
		return error_set(
		    error, STATUS_IO, "a line of help is too long");
	return spool_write(spool, text, (size_t)length, error);
}

/* " [-a date]", " [--summary file]", " [-q]", " [--account account]..." */
static enum status
print_usage_option(
    const struct option_spec *spec, struct spool *spool, struct error *error)
{
	char letter[2] = { spec->letter, '\0' };

	return print(spool, error, " [%s%s%s%s]%s",
	    spec->letter != 0 ? "-" : "--",
	    spec->letter != 0 ? letter : spec->name,
	    spec->argument != NULL ? " " : "",
	    spec->argument != NULL ? spec->argument : "",
	    spec->kind == OPTION_TEXTS ? "..." : "");
}

enum status
help_usage(
    const struct command *command, struct spool *spool, struct error *error)
{
	const struct option_spec *spec;
	enum status status;

	status = print(spool, error, "usage: %s", command->name);
	for (spec = command->options;
	     status == STATUS_OK && spec->kind != OPTION_LAST; spec++)
		status = print_usage_option(spec, spool, error);
	if (status != STATUS_OK)
		return status;
	if (command->operands == NULL || command->operands[0] == '\0')
		return print(spool, error, "\n");
	return print(spool, error, " %s\n", command->operands);
}

/* "  -a, --as-of date       prices in force on date" */
static enum status
print_option(
    const struct option_spec *spec, struct spool *spool, struct error *error)
{
	char letter[] = { '-', spec->letter, ',', ' ', '\0' };
	char syntax[LINE_MAX_BYTES];
	int length;

	length = snprintf(syntax, sizeof(syntax), "%s--%s%s%s",
	    spec->letter != 0 ? letter : "    ", spec->name,
	    spec->argument != NULL ? " " : "",
	    spec->argument != NULL ? spec->argument : "");
	if (length < 0 || (size_t)length >= sizeof(syntax))
		return error_set(
		    error, STATUS_IO, "a line of help is too long");
	return print(
	    spool, error, "  %-*s  %s\n", SYNTAX_WIDTH, syntax, spec->help);
}

static enum status
print_completion(
    const struct option_spec *spec, struct spool *spool, struct error *error)
{
	char letter[] = { spec->letter == 0 ? '\0' : '-', spec->letter, '\0' };

	return print(spool, error, "%s|--%s|%s|%s\n", letter, spec->name,
	    spec->argument != NULL ? spec->argument : "", spec->help);
}

/* Print every option: those of the table, then those that all commands have. */
static enum status
print_each(const struct command *command,
    enum status (*print_one)(
	const struct option_spec *, struct spool *, struct error *),
    struct spool *spool, struct error *error)
{
	const struct option_spec *const tables[] = {
		command->options,
		always,
	};
	const struct option_spec *spec;
	enum status status;
	size_t i;

	for (i = 0; i < 2; i++) {
		for (spec = tables[i]; spec->kind != OPTION_LAST; spec++) {
			status = print_one(spec, spool, error);
			if (status != STATUS_OK)
				return status;
		}
	}
	return STATUS_OK;
}

enum status
help_page(
    const struct command *command, struct spool *spool, struct error *error)
{
	enum status status;

	status = help_usage(command, spool, error);
	if (status != STATUS_OK)
		return status;
	status = print(spool, error, "%s\n\n", command->summary);
	if (status != STATUS_OK)
		return status;
	return print_each(command, print_option, spool, error);
}

enum status
help_version(
    const struct command *command, struct spool *spool, struct error *error)
{
	return print(
	    spool, error, "%s (billkit) %s\n", command->name, BILLKIT_VERSION);
}

enum status
help_completion(
    const struct command *command, struct spool *spool, struct error *error)
{
	return print_each(command, print_completion, spool, error);
}
