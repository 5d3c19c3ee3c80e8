/*
 * A template is parsed once and expanded for many documents, so everything that
 * can be decided from its text alone is decided here: where a section ends, and
 * which lines vanish.
 */
#include "render/template.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/embedded.h"
#include "record/unicode.h"

#define BLANKS " \t\r\n"

struct parsing {
	struct template *template;
	struct arena *arena;
	struct error *error;
	const char *at; /* all before it is done */
	size_t line; /* of at */
	size_t open[TEMPLATE_DEPTH_MAX]; /* the sections around it */
	size_t depth;
};

/* A tag in the text, its braces included. */
struct tag {
	const char *begin;
	const char *end;
	const char *name; /* what stands between, blanks taken off */
};

/* Say where an error is; it is set already. */
static enum status
locate(const struct parsing *parsing, size_t line)
{
	return error_prefix(
	    parsing->error, "template %s:%zu: ", parsing->template->name, line);
}

/* Go on to ${to}, counting lines. */
static void
advance(struct parsing *parsing, const char *to)
{
	const char *newline = parsing->at;

	while (
	    (newline = memchr(newline, '\n', (size_t)(to - newline))) != NULL) {
		parsing->line++;
		newline++;
	}
	parsing->at = to;
}

static enum status
append(struct parsing *parsing, struct template_part part)
{
	struct template *template = parsing->template;

	template->parts = arena_grow(parsing->arena, template->parts,
	    template->part_count, sizeof(*template->parts));
	if (template->parts == NULL)
		return error_memory(parsing->error);
	part.line = parsing->line;
	template->parts[template->part_count++] = part;
	return STATUS_OK;
}

/* The literal text from here to ${end}. */
static enum status
literal(struct parsing *parsing, const char *end)
{
	enum status status = STATUS_OK;

	if (end > parsing->at)
		status = append(
		    parsing, (struct template_part){ .kind = TEMPLATE_TEXT,
				 .text = parsing->at,
				 .length = (size_t)(end - parsing->at) });
	advance(parsing, end);
	return status;
}

/*
 * Let a tag that stands alone on its line take the whole line.
 */
static void
take_line(const struct parsing *parsing, struct tag *tag)
{
	const char *begin = tag->begin;
	const char *end = tag->end + strspn(tag->end, " \t");

	while (begin > parsing->template->text &&
	       (begin[-1] == ' ' || begin[-1] == '\t'))
		begin--;
	if (begin > parsing->template->text && begin[-1] != '\n')
		return;
	if (end[0] == '\r' && end[1] == '\n')
		end++;
	if (*end != '\n' && *end != '\0')
		return;
	tag->begin = begin;
	tag->end = *end == '\n' ? end + 1 : end;
}

static enum status
check_name(const struct parsing *parsing, const char *name)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
	char excerpt[ERROR_EXCERPT_MAX];

	if (name[0] != '\0' && name[strspn(name, allowed)] == '\0')
		return STATUS_OK;
	error_set(parsing->error, STATUS_CONFIG,
	    "bad name \"%s\" (small letters, digits and _)",
	    error_excerpt(name, excerpt));
	return locate(parsing, parsing->line);
}

/* The column in ${text}: "<40" or ">12". */
static enum status
parse_column(
    const struct parsing *parsing, const char *text, struct template_part *part)
{
	char excerpt[ERROR_EXCERPT_MAX];
	const char *digit = text;
	bool well = *digit == '<' || *digit == '>';

	part->align = *text;
	if (well)
		digit++;
	while (
	    *digit >= '0' && *digit <= '9' && part->width <= TEMPLATE_WIDTH_MAX)
		part->width = part->width * 10 + (size_t)(*digit++ - '0');
	if (well && *digit == '\0' && part->width > 0 &&
	    part->width <= TEMPLATE_WIDTH_MAX)
		return STATUS_OK;
	error_set(parsing->error, STATUS_CONFIG,
	    "bad width \":%s\" (write :<40 or :>12, 1 to %d)",
	    error_excerpt(text, excerpt), TEMPLATE_WIDTH_MAX);
	return locate(parsing, parsing->line);
}

static enum status
parse_value(struct parsing *parsing, struct tag *tag)
{
	struct template_part part = { .kind = TEMPLATE_VALUE };
	const char *colon = strchr(tag->name, ':');
	enum status status = STATUS_OK;

	part.text = tag->name;
	if (colon != NULL) {
		part.text = arena_copy(
		    parsing->arena, tag->name, (size_t)(colon - tag->name));
		if (part.text == NULL)
			return error_memory(parsing->error);
		status = parse_column(parsing, colon + 1, &part);
	}
	if (status == STATUS_OK)
		status = check_name(parsing, part.text);
	if (status == STATUS_OK)
		status = append(parsing, part);
	return status;
}

static enum status
parse_open(
    struct parsing *parsing, const struct tag *tag, enum template_kind kind)
{
	enum status status = check_name(parsing, tag->name);

	if (status != STATUS_OK)
		return status;
	if (parsing->depth == TEMPLATE_DEPTH_MAX) {
		error_set(parsing->error, STATUS_CONFIG,
		    "sections are nested over %d deep", TEMPLATE_DEPTH_MAX);
		return locate(parsing, parsing->line);
	}
	parsing->open[parsing->depth++] = parsing->template->part_count;
	return append(
	    parsing, (struct template_part){ .kind = kind, .text = tag->name });
}

static enum status
parse_close(struct parsing *parsing, const struct tag *tag)
{
	enum status status = check_name(parsing, tag->name);
	struct template_part *section;

	if (status != STATUS_OK)
		return status;
	if (parsing->depth == 0) {
		error_set(parsing->error, STATUS_CONFIG,
		    "{{/%s}} ends no section", tag->name);
		return locate(parsing, parsing->line);
	}
	section = &parsing->template->parts[parsing->open[--parsing->depth]];
	if (strcmp(section->text, tag->name) != 0) {
		error_set(parsing->error, STATUS_CONFIG,
		    "{{/%s}} where section %s of line %zu ends", tag->name,
		    section->text, section->line);
		return locate(parsing, parsing->line);
	}
	section->end = parsing->template->part_count;
	return append(parsing,
	    (struct template_part){ .kind = TEMPLATE_END, .text = tag->name });
}

/* The text of ${tag} between the braces, after its ${mark}. */
static enum status
tag_name(struct parsing *parsing, struct tag *tag, size_t mark)
{
	const char *begin = tag->begin + 2 + mark;
	const char *end = tag->end - 2;

	begin += strspn(begin, BLANKS);
	while (end > begin && strchr(BLANKS, end[-1]) != NULL)
		end--;
	tag->name = arena_copy(parsing->arena, begin, (size_t)(end - begin));
	return tag->name == NULL ? error_memory(parsing->error) : STATUS_OK;
}

static enum status
parse_tag(struct parsing *parsing, struct tag *tag)
{
	size_t blanks = strspn(tag->begin + 2, BLANKS);
	char mark = tag->begin[2 + blanks];
	bool value = mark == '}' || strchr("#^/!", mark) == NULL;
	enum status status = STATUS_OK;

	/* A comment may hold anything. */
	if (mark != '!')
		status = tag_name(parsing, tag, value ? 0 : blanks + 1);
	if (!value)
		take_line(parsing, tag);
	if (status == STATUS_OK)
		status = literal(parsing, tag->begin);
	if (status != STATUS_OK)
		return status;
	if (mark == '#')
		status = parse_open(parsing, tag, TEMPLATE_SECTION);
	else if (mark == '^')
		status = parse_open(parsing, tag, TEMPLATE_INVERTED);
	else if (mark == '/')
		status = parse_close(parsing, tag);
	else if (value)
		status = parse_value(parsing, tag);
	advance(parsing, tag->end);
	return status;
}

/* Refuse a text that is too long or not UTF-8. */
static enum status
check_text(struct parsing *parsing)
{
	const char *text = parsing->template->text;
	size_t length = strnlen(text, TEMPLATE_SIZE_MAX + 1);
	size_t valid;

	if (length > TEMPLATE_SIZE_MAX) {
		error_set(parsing->error, STATUS_CONFIG, "over %d bytes",
		    TEMPLATE_SIZE_MAX);
		return locate(parsing, parsing->line);
	}
	valid = unicode_invalid(text, length);
	if (valid == length)
		return STATUS_OK;
	advance(parsing, text + valid);
	error_set(parsing->error, STATUS_CONFIG, "not UTF-8");
	return locate(parsing, parsing->line);
}

enum status
template_parse(
    struct template *template, struct arena *arena, struct error *error)
{
	struct parsing parsing = { template, arena, error, template->text, 1,
		{ 0 }, 0 };
	const struct template_part *section;
	enum status status;
	struct tag tag;

	assert(template->name != NULL && template->text != NULL);
	template->parts = NULL;
	template->part_count = 0;
	status = check_text(&parsing);
	while (status == STATUS_OK &&
	       (tag.begin = strstr(parsing.at, "{{")) != NULL) {
		tag.end = strstr(tag.begin + 2, "}}");
		if (tag.end == NULL) {
			advance(&parsing, tag.begin);
			error_set(error, STATUS_CONFIG, "{{ without }}");
			return locate(&parsing, parsing.line);
		}
		tag.end += 2;
		status = parse_tag(&parsing, &tag);
	}
	if (status != STATUS_OK)
		return status;
	if (parsing.depth > 0) {
		section = &template->parts[parsing.open[parsing.depth - 1]];
		error_set(error, STATUS_CONFIG, "section %s is not closed",
		    section->text);
		return locate(&parsing, section->line);
	}
	return literal(&parsing, parsing.at + strlen(parsing.at));
}

const char *
template_find(const char *name)
{
	const struct embedded *embedded = embedded_templates;

	while (embedded->name != NULL && strcmp(embedded->name, name) != 0)
		embedded++;
	return embedded->text;
}
