/*
 * A paper is made as soon as it is there: appended to the spool, with what its
 * record will say.
 */
#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "record/textfile.h"
#include "render/printing.h"

/* Formats: the ending of files and of templates, and how values are written. */
static const struct {
	const char *ending;
	enum escape escape;
} formats[] = {
	[PRINTING_TEXT] = { ".txt", ESCAPE_NONE },
	[PRINTING_HTML] = { ".html", ESCAPE_HTML },
};

#define TEMPLATE_BYTES_MAX (1 << 20)

/* A file's name has at most 128 bytes, the rest of it some thirty. */
#define ACCOUNT_NAME_MAX 90
#define ACCOUNT_HASH_BYTES 8

static bool
ends_with(const char *text, const char *ending)
{
	size_t length = strlen(text), end = strlen(ending);

	return length >= end && strcmp(text + length - end, ending) == 0;
}

const char *
printing_ending(const struct printing *printing)
{
	return formats[printing->format].ending;
}

const char *
printing_template(struct printing *printing, const char *name, const char *own)
{
	bool html = printing->format == PRINTING_HTML;

	if (printing->template_file == NULL && own[0] != '\0' &&
	    ends_with(own, ".html") == html)
		return own;
	return arena_format(
	    &printing->arena, "%s%s", name, formats[printing->format].ending);
}

/* The text of a template: the operator's, else the one that is built in. */
static enum status
read_template(struct printing *printing, const char *name, const char **text,
    struct error *error)
{
	const char *path = printing->template_file;
	enum status status;

	if (path == NULL && printing->templates_directory != NULL) {
		path = arena_format(&printing->arena, "%s/%s",
		    printing->templates_directory, name);
		if (path == NULL)
			return error_memory(error);
	}
	*text = template_find(name);
	if (path == NULL && *text == NULL)
		return error_set(error, STATUS_CONFIG,
		    "template %s is not built in; where is it? (--templates)",
		    name);
	if (path == NULL)
		return STATUS_OK;
	status = textfile_read(
	    path, TEMPLATE_BYTES_MAX, &printing->arena, text, error);
	/* A directory need not have what is built in. */
	if (status == STATUS_NO_INPUT && printing->template_file == NULL &&
	    template_find(name) != NULL) {
		*text = template_find(name);
		status = STATUS_OK;
	}
	return status;
}

/* The template of that name, parsed once. */
static enum status
find_template(struct printing *printing, const char *name,
    const struct template **found, struct error *error)
{
	struct template *template;
	enum status status;
	size_t i;

	for (i = 0; i < printing->template_count; i++) {
		*found = &printing->templates[i];
		if (strcmp((*found)->name, name) == 0)
			return STATUS_OK;
	}
	if (i == TEMPLATES_MAX)
		return error_set(error, STATUS_CONFIG,
		    "over %d templates in one run", TEMPLATES_MAX);
	template = &printing->templates[i];
	*found = template;
	template->escape = formats[printing->format].escape;
	template->name = arena_text(&printing->arena, name);
	if (template->name == NULL)
		return error_memory(error);
	status = read_template(printing, name, &template->text, error);
	if (status == STATUS_OK)
		status = template_parse(template, &printing->arena, error);
	printing->template_count += status == STATUS_OK;
	return status;
}

/* Keep what was appended to the papers since they were ${before} long. */
static enum status
keep(struct printing *printing, struct printed printed, uint64_t before,
    struct error *error)
{
	size_t i, sums = printing->statements ? PRINTED_SUMS : 0;
	bool full = printed.key == NULL || printed.name == NULL;

	for (i = 0; i < sums; i++)
		full = full || printed.sums[i] == NULL;
	printing->list = arena_grow(&printing->arena, printing->list,
	    printing->count, sizeof(*printing->list));
	if (full || printing->list == NULL)
		return error_memory(error);
	printed.length = spool_size(printing->papers) - before;
	printing->list[printing->count++] = printed;
	return STATUS_OK;
}

/* The template of that name, and the spool to write into. */
static enum status
prepare(struct printing *printing, const char *name,
    const struct template **template, uint64_t *before, struct error *error)
{
	enum status status = STATUS_OK;

	if (name == NULL)
		return error_memory(error);
	if (printing->papers == NULL)
		status = spool_open(&printing->papers, error);
	if (status == STATUS_OK)
		status = find_template(printing, name, template, error);
	if (status == STATUS_OK)
		*before = spool_size(printing->papers);
	return status;
}

enum status
printing_add(struct printing *printing, const struct paper *paper,
    const char *template_name, struct arena *scratch, struct error *error)
{
	const struct template *template = NULL;
	struct printed printed = { .key = NULL };
	uint64_t before = 0;
	enum status status;

	status = prepare(printing, template_name, &template, &before, error);
	if (status == STATUS_OK)
		status = paper_render(
		    paper, template, printing->papers, scratch, error);
	if (status != STATUS_OK)
		return status;
	printed.key = arena_text(&printing->arena, paper->number);
	printed.name = printed.key;
	return keep(printing, printed, before, error);
}

/* ${account} in characters that are safe in a file's name, NUL-terminated. */
static void
safe_account(const char *account, char name[ACCOUNT_NAME_MAX + 1])
{
	static const char digits[] = "0123456789ABCDEF";
	const size_t hash_room = 2 + 2 * ACCOUNT_HASH_BYTES;
	unsigned char digest[HASH_SIZE];
	size_t used = 0, kept = 0;
	char hex[HASH_HEX_MAX];
	struct hash hash;
	const char *at;

	for (at = account; *at != '\0' && used < ACCOUNT_NAME_MAX - 3; at++) {
		unsigned char byte = (unsigned char)*at;

		if (isalnum(byte) || byte == '.' || byte == '-') {
			name[used++] = *at;
		} else {
			name[used++] = '_';
			name[used++] = digits[byte >> 4];
			name[used++] = digits[byte & 15];
		}
		if (used + hash_room <= ACCOUNT_NAME_MAX)
			kept = used;
	}
	name[used] = '\0';
	if (*at == '\0')
		return;
	hash_begin(&hash);
	hash_bytes(&hash, account, strlen(account));
	hash_end(&hash, digest);
	hash_hex(digest, ACCOUNT_HASH_BYTES, hex);
	snprintf(name + kept, ACCOUNT_NAME_MAX + 1 - kept, "__%s", hex);
}

static const char *
money_text(struct printing *printing, struct money money)
{
	char text[MONEY_TEXT_MAX];

	return arena_text(&printing->arena, money_format(money, text));
}

enum status
printing_add_account(struct printing *printing,
    const struct account_paper *paper, const char *template_name,
    struct arena *scratch, struct error *error)
{
	const struct account_statement *statement = paper->statement;
	const struct template *template = NULL;
	char account[ACCOUNT_NAME_MAX + 1], from[DATE_TEXT_MAX];
	struct arena *arena = &printing->arena;
	struct printed printed = { .key = NULL };
	uint64_t before = 0;
	enum status status;

	assert(printing->statements);
	status = prepare(printing, template_name, &template, &before, error);
	if (status == STATUS_OK)
		status = account_paper_render(
		    paper, template, printing->papers, scratch, error);
	if (status != STATUS_OK)
		return status;
	safe_account(paper->party.account, account);
	date_format(statement->from, from);
	printed.key = arena_text(arena, paper->party.account);
	printed.sums[PRINTED_CURRENCY] =
	    arena_text(arena, statement->previous.currency.code);
	printed.name = arena_format(arena, "statement-%s-%.*s-%s", account,
	    (int)strlen("YYYY-MM"), from, statement->previous.currency.code);
	printed.sums[PRINTED_PREVIOUS] =
	    money_text(printing, statement->previous);
	printed.sums[PRINTED_NEW] = money_text(printing, statement->invoiced);
	printed.sums[PRINTED_CREDITS] =
	    money_text(printing, statement->credited);
	printed.sums[PRINTED_PAYMENTS] = money_text(printing, statement->paid);
	printed.sums[PRINTED_BALANCE] =
	    money_text(printing, statement->balance);
	return keep(printing, printed, before, error);
}
