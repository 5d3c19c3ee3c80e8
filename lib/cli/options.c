/*
 * getopt_long(3) does the walking, the table everything else.  getopt_long
 * takes any beginning of a long name; a script that relies on one breaks when
 * an option is added, so what was matched is compared with what was typed.
 */
#include "cli/options.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"

/* What getopt_long returns for a long option: its place in the table. */
#define LONG_BASE 1000

#define NAME_ROOM 64

/* The table, as getopt_long wants it. */
struct driver {
	const struct option_spec *specs;
	size_t count;
	struct option longs[OPTIONS_MAX + 4];
	char shorts[2 * OPTIONS_MAX + 4];
};

static void
add_long(struct driver *driver, size_t at, const char *name, bool argument)
{
	driver->longs[at] = (struct option){
		.name = name,
		.has_arg = argument ? required_argument : no_argument,
		.val = LONG_BASE + (int)at,
	};
}

static void
prepare(struct driver *driver, const struct option_spec *specs)
{
	char *next = driver->shorts;
	size_t i;

	memset(driver, 0, sizeof(*driver));
	driver->specs = specs;
	/* The colon in front tells a missing argument from a bad option. */
	*next++ = ':';
	*next++ = 'h';
	for (i = 0; specs[i].kind != OPTION_LAST; i++) {
		assert(i < OPTIONS_MAX);
		add_long(driver, i, specs[i].name, specs[i].argument != NULL);
		if (specs[i].letter == 0)
			continue;
		*next++ = specs[i].letter;
		if (specs[i].argument != NULL)
			*next++ = ':';
	}
	driver->count = i;
	/* In the order of enum options_asked. */
	add_long(driver, i++, "help", false);
	add_long(driver, i++, "version", false);
	add_long(driver, i, "completion", false);
}

static void
set_default(const struct option_spec *spec)
{
	if (spec->kind == OPTION_DATE)
		*(struct date *)spec->value = DATE_NONE;
}

static enum status
parse_count(const char *text, uint64_t *count, struct error *error)
{
	size_t digits = strspn(text, "0123456789");
	uintmax_t value;

	errno = 0;
	value = strtoumax(text, NULL, 10);
	if (digits == 0 || text[digits] != '\0' || errno != 0)
		return error_set(
		    error, STATUS_USAGE, "'%s' is not a whole number", text);
	*count = value;
	return STATUS_OK;
}

static enum status
parse_progress(const char *text, enum progress_when *when, struct error *error)
{
	static const char *const names[] = {
		[PROGRESS_AUTO] = "auto",
		[PROGRESS_ALWAYS] = "always",
		[PROGRESS_NEVER] = "never",
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(text, names[i]) == 0) {
			*when = (enum progress_when)i;
			return STATUS_OK;
		}
	}
	return error_set(
	    error, STATUS_USAGE, "'%s' is not auto, always or never", text);
}

static enum status
add_text(const char *text, struct texts *texts, struct error *error)
{
	if (texts->count == TEXTS_MAX)
		return error_set(
		    error, STATUS_USAGE, "given more than %d times", TEXTS_MAX);
	texts->items[texts->count++] = text;
	return STATUS_OK;
}

static enum status
set_value(const struct option_spec *spec, const char *text, struct error *error)
{
	if (text != NULL && text[0] == '\0')
		return error_set(
		    error, STATUS_USAGE, "its %s is empty", spec->argument);
	switch (spec->kind) {
	case OPTION_FLAG:
		*(bool *)spec->value = true;
		return STATUS_OK;
	case OPTION_TEXT:
		*(const char **)spec->value = text;
		return STATUS_OK;
	case OPTION_TEXTS:
		return add_text(text, spec->value, error);
	case OPTION_DATE:
		return date_parse(text, spec->value, error);
	case OPTION_COUNT:
		return parse_count(text, spec->value, error);
	case OPTION_FORMAT:
		return format_parse(text, spec->value, error);
	case OPTION_PROGRESS:
		return parse_progress(text, spec->value, error);
	case OPTION_LAST:
		break;
	}
	assert(spec->kind != OPTION_LAST);
	return STATUS_OK;
}

/* Set the value, and name the option in front of what is wrong with it. */
static enum status
take(const struct option_spec *spec, const char *text, struct error *error)
{
	if (set_value(spec, text, error) == STATUS_OK)
		return STATUS_OK;
	error_prefix(error, "option --%s: ", spec->name);
	error->status = STATUS_USAGE;
	return STATUS_USAGE;
}

/* The name in "--name=value", without what is around it. */
static void
copy_name(const char *typed, char name[NAME_ROOM])
{
	size_t length = strcspn(typed + 2, "=");

	if (length >= NAME_ROOM)
		length = NAME_ROOM - 1;
	memcpy(name, typed + 2, length);
	name[length] = '\0';
}

static enum status
unknown_long(const struct driver *driver, const char *name, const char *meant,
    struct error *error)
{
	const char *names[OPTIONS_MAX + 2];
	size_t i;

	/* The last of the long options is the hidden one. */
	for (i = 0; i < driver->count + 2; i++)
		names[i] = driver->longs[i].name;
	if (meant == NULL)
		meant = nearest(name, names, i);
	if (meant == NULL)
		return error_set(
		    error, STATUS_USAGE, "unknown option --%s", name);
	return error_set(error, STATUS_USAGE,
	    "unknown option --%s; did you mean --%s?", name, meant);
}

/* getopt_long returned '?': what it stopped at is argv[optind - 1]. */
static enum status
refuse(const struct driver *driver, char *argv[], struct error *error)
{
	const char *typed = argv[optind - 1];
	char name[NAME_ROOM];

	if (optopt >= LONG_BASE)
		return error_set(error, STATUS_USAGE,
		    "option %.*s takes no argument", (int)strcspn(typed, "="),
		    typed);
	if (optopt != 0)
		return error_set(
		    error, STATUS_USAGE, "unknown option -%c", optopt);
	copy_name(typed, name);
	return unknown_long(driver, name, NULL, error);
}

/* The word in which a long option was typed: its argument may be the next. */
static const char *
typed_word(char *argv[])
{
	if (optarg != NULL && optarg == argv[optind - 1])
		return argv[optind - 2];
	return argv[optind - 1];
}

static enum status
refuse_abbreviation(const struct driver *driver, const char *full,
    const char *typed, struct error *error)
{
	char name[NAME_ROOM];

	copy_name(typed, name);
	if (strcmp(name, full) == 0)
		return STATUS_OK;
	return unknown_long(
	    driver, name, strcmp(full, "completion") == 0 ? NULL : full, error);
}

/* The option of a letter, which getopt_long has found in the table. */
static const struct option_spec *
find_letter(const struct driver *driver, int letter)
{
	size_t i = 0;

	while (driver->specs[i].letter != letter)
		i++;
	assert(i < driver->count);
	return &driver->specs[i];
}

/* Act on one long option, number ${at} of the driver's. */
static enum status
take_long(const struct driver *driver, size_t at, char *argv[],
    enum options_asked *asked, struct error *error)
{
	enum status status;

	status = refuse_abbreviation(
	    driver, driver->longs[at].name, typed_word(argv), error);
	if (status != STATUS_OK) {
		*asked = OPTIONS_USAGE;
		return status;
	}
	if (at < driver->count)
		return take(&driver->specs[at], optarg, error);
	*asked = (enum options_asked)(OPTIONS_HELP + (at - driver->count));
	return STATUS_OK;
}

/* getopt_long returned ':': the last word lacks its argument. */
static enum status
refuse_bare(const struct driver *driver, const char *typed, struct error *error)
{
	enum status status;

	if (optopt < LONG_BASE)
		return error_set(error, STATUS_USAGE,
		    "option -%c needs an argument", optopt);
	status = refuse_abbreviation(
	    driver, driver->longs[optopt - LONG_BASE].name, typed, error);
	if (status != STATUS_OK)
		return status;
	return error_set(
	    error, STATUS_USAGE, "option %s needs an argument", typed);
}

/* Act on what getopt_long returned. */
static enum status
take_code(const struct driver *driver, int code, char *argv[],
    enum options_asked *asked, struct error *error)
{
	switch (code) {
	case '?':
		*asked = OPTIONS_USAGE;
		return refuse(driver, argv, error);
	case ':':
		*asked = OPTIONS_USAGE;
		return refuse_bare(driver, argv[optind - 1], error);
	case 'h':
		*asked = OPTIONS_HELP;
		return STATUS_OK;
	default:
		break;
	}
	if (code >= LONG_BASE)
		return take_long(
		    driver, (size_t)(code - LONG_BASE), argv, asked, error);
	return take(find_letter(driver, code), optarg, error);
}

static enum status
check_operands(const struct command *command, int count, char *operands[],
    struct error *error)
{
	if ((size_t)count < command->operands_min)
		return error_set(error, STATUS_USAGE,
		    "an operand is missing: %s", command->operands);
	if ((size_t)count > command->operands_max)
		return error_set(error, STATUS_USAGE, "unexpected operand '%s'",
		    operands[command->operands_max]);
	return STATUS_OK;
}

enum status
options_parse(const struct command *command, int argc, char *argv[],
    enum options_asked *asked, int *operands, struct error *error)
{
	struct driver driver;
	enum status status;
	size_t i;
	int code;

	prepare(&driver, command->options);
	for (i = 0; i < driver.count; i++)
		set_default(&driver.specs[i]);
	*asked = OPTIONS_RUN;
	optind = 0;
	opterr = 0;
	for (;;) {
		code =
		    getopt_long(argc, argv, driver.shorts, driver.longs, NULL);
		if (code == -1)
			break;
		status = take_code(&driver, code, argv, asked, error);
		if (status != STATUS_OK || *asked != OPTIONS_RUN)
			return status;
	}
	*operands = optind;
	status = check_operands(command, argc - optind, argv + optind, error);
	if (status != STATUS_OK)
		*asked = OPTIONS_USAGE;
	return status;
}
