/*
 * What is not shown is walked through nevertheless, muted, so that its names
 * are looked up.  Blanks are owed until something follows them on their line.
 */
#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/nearest.h"
#include "record/unicode.h"
#include "record/visible.h"
#include "render/template.h"

#define BUFFER_SIZE 4096

/* The names that can be seen, and the list that gave them. */
struct level {
	const struct view *scope;
	const struct view *list; /* NULL: the root */
};

struct expanding {
	const struct template *template;
	struct spool *spool;
	struct arena *scratch;
	struct error *error;
	struct level levels[TEMPLATE_DEPTH_MAX + 1];
	size_t depth; /* of the levels */
	size_t muted; /* sections around that are not shown */
	size_t owed; /* blanks */
	char last; /* character that was put */
	size_t used;
	char buffer[BUFFER_SIZE];
};

static enum status expand_parts(struct expanding *, size_t, size_t);

static enum status
flush(struct expanding *expanding)
{
	size_t used = expanding->used;

	expanding->used = 0;
	return spool_write(
	    expanding->spool, expanding->buffer, used, expanding->error);
}

static enum status
put_byte(struct expanding *expanding, char byte)
{
	enum status status = STATUS_OK;

	if (expanding->used == BUFFER_SIZE)
		status = flush(expanding);
	expanding->buffer[expanding->used++] = byte;
	expanding->last = byte;
	return status;
}

/* Put ${length} ${bytes}, but blanks only once something follows them. */
static enum status
put(struct expanding *expanding, const char *bytes, size_t length)
{
	enum status status = STATUS_OK;
	size_t i;

	if (expanding->muted > 0)
		return STATUS_OK;
	for (i = 0; i < length && status == STATUS_OK; i++) {
		if (bytes[i] == ' ') {
			expanding->owed++;
			continue;
		}
		if (bytes[i] == '\n')
			expanding->owed = 0;
		for (; expanding->owed > 0 && status == STATUS_OK;
		     expanding->owed--)
			status = put_byte(expanding, ' ');
		if (status == STATUS_OK)
			status = put_byte(expanding, bytes[i]);
	}
	return status;
}

static void
put_blanks(struct expanding *expanding, size_t count)
{
	if (expanding->muted == 0)
		expanding->owed += count;
}

/*
 * What stands for the character at ${text} in HTML, or NULL: itself.  U+FFFE
 * and U+FFFF may not stand in XML (1.0, 2.2).
 */
static const char *
html_entity(const char *text)
{
	if (strncmp(text, "\xEF\xBF\xBE", 3) == 0 ||
	    strncmp(text, "\xEF\xBF\xBF", 3) == 0)
		return "\uFFFD";
	switch (*text) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

static enum status
put_escaped(struct expanding *expanding, const char *text, size_t length)
{
	enum status status = STATUS_OK;
	const char *entity;
	size_t i, taken;

	if (expanding->template->escape == ESCAPE_NONE)
		return put(expanding, text, length);
	for (i = 0; i < length && status == STATUS_OK; i += taken) {
		entity = html_entity(&text[i]);
		taken = entity != NULL && text[i] == '\xEF' ? 3 : 1;
		if (entity != NULL)
			status = put(expanding, entity, strlen(entity));
		else
			status = put(expanding, text + i, 1);
	}
	return status;
}

static enum status
put_left(struct expanding *expanding, const char *text, size_t column)
{
	size_t width = unicode_width(text), length = strlen(text);
	bool cut = width > column;
	enum status status;
	char *kept;

	/* The mark takes one column; a wide character may leave one free. */
	if (cut) {
		length = unicode_cut(text, column - 1);
		kept = arena_copy(expanding->scratch, text, length);
		if (kept == NULL)
			return error_memory(expanding->error);
		width = unicode_width(kept) + 1;
	}
	status = put_escaped(expanding, text, length);
	if (status == STATUS_OK && cut)
		status = put(expanding, "…", strlen("…"));
	put_blanks(expanding, column - width);
	return status;
}

static enum status
put_right(struct expanding *expanding, const char *text, size_t column)
{
	size_t width = unicode_width(text);

	if (width < column)
		put_blanks(expanding, column - width);
	return put_escaped(expanding, text, strlen(text));
}

/* Set an error at ${part}, its message set already. */
static enum status
locate(const struct expanding *expanding, const struct template_part *part)
{
	return error_prefix(expanding->error,
	    "template %s:%zu: ", expanding->template->name, part->line);
}

/* Complain of a name that is not known, with the nearest that can be seen. */
static enum status
unknown(const struct expanding *expanding, const struct template_part *part)
{
	const char *meant, **names = NULL;
	char excerpt[ERROR_EXCERPT_MAX];
	const struct view *view;
	size_t i, count = 0;

	for (i = expanding->depth; i > 0; i--) {
		view = expanding->levels[i - 1].scope->first;
		for (; view != NULL; view = view->next) {
			names = arena_grow(
			    expanding->scratch, names, count, sizeof(*names));
			if (names == NULL)
				return error_memory(expanding->error);
			names[count++] = view->name;
		}
	}
	error_excerpt(part->text, excerpt);
	meant = nearest(part->text, names, count);
	if (meant == NULL)
		error_set(expanding->error, STATUS_CONFIG,
		    "unknown name \"%s\"", excerpt);
	else
		error_set(expanding->error, STATUS_CONFIG,
		    "unknown name \"%s\"; did you mean \"%s\"?", excerpt,
		    meant);
	return locate(expanding, part);
}

/* What the name of ${part} stands for, innermost first. */
static enum status
find(const struct expanding *expanding, const struct template_part *part,
    const struct view **view)
{
	size_t i;

	*view = NULL;
	for (i = expanding->depth; i > 0 && *view == NULL; i--)
		*view = view_find(expanding->levels[i - 1].scope, part->text);
	return *view == NULL ? unknown(expanding, part) : STATUS_OK;
}

static enum status
expand_value(struct expanding *expanding, const struct template_part *part)
{
	const struct view *view;
	enum status status = find(expanding, part, &view);
	const char *text;
	char *copy;

	if (status != STATUS_OK)
		return status;
	if (view->text == NULL) {
		error_set(expanding->error, STATUS_CONFIG,
		    "%s is a list (write {{#%s}}...{{/%s}})", part->text,
		    part->text, part->text);
		return locate(expanding, part);
	}
	text = view->text;
	if (unicode_controls(text)) {
		copy = arena_text(expanding->scratch, text);
		if (copy == NULL)
			return error_memory(expanding->error);
		text = visible_text(copy);
	}
	if (part->align == '<')
		return put_left(expanding, text, part->width);
	if (part->align == '>')
		return put_right(expanding, text, part->width);
	return put_escaped(expanding, text, strlen(text));
}

/* Expand the section at ${index} for each item of ${list}. */
static enum status
expand_list(struct expanding *expanding, size_t index, const struct view *list)
{
	const struct template_part *part = &expanding->template->parts[index];
	struct level *level = &expanding->levels[expanding->depth];
	const struct view *item = list->first;
	enum status status = STATUS_OK;
	bool empty = item == NULL;
	size_t i;

	for (i = 0; i < expanding->depth; i++) {
		if (expanding->levels[i].list != list)
			continue;
		error_set(expanding->error, STATUS_CONFIG,
		    "section %s is inside itself", part->text);
		return locate(expanding, part);
	}
	if (empty)
		item = list->shape;
	expanding->muted += empty;
	expanding->depth++;
	for (; item != NULL && status == STATUS_OK; item = item->next) {
		*level = (struct level){ item, list };
		status = expand_parts(expanding, index + 1, part->end);
	}
	expanding->depth--;
	expanding->muted -= empty;
	return status;
}

static enum status
expand_section(struct expanding *expanding, size_t index)
{
	const struct template_part *part = &expanding->template->parts[index];
	const struct view *view;
	enum status status = find(expanding, part, &view);
	bool shown;

	if (status != STATUS_OK)
		return status;
	if (part->kind == TEMPLATE_SECTION && view->text == NULL)
		return expand_list(expanding, index, view);
	if (view->text != NULL)
		shown = view->text[0] != '\0';
	else
		shown = view->first != NULL;
	if (part->kind == TEMPLATE_INVERTED)
		shown = !shown;
	expanding->muted += !shown;
	status = expand_parts(expanding, index + 1, part->end);
	expanding->muted -= !shown;
	return status;
}

/* Recursion goes as deep as sections are nested, which is bounded. */
static enum status
expand_parts(struct expanding *expanding, size_t from, size_t to)
{
	const struct template_part *parts = expanding->template->parts;
	enum status status = STATUS_OK;
	size_t i;

	for (i = from; i < to && status == STATUS_OK; i++) {
		switch (parts[i].kind) {
		case TEMPLATE_TEXT:
			status = put(expanding, parts[i].text, parts[i].length);
			break;
		case TEMPLATE_VALUE:
			status = expand_value(expanding, &parts[i]);
			break;
		case TEMPLATE_SECTION:
		case TEMPLATE_INVERTED:
			status = expand_section(expanding, i);
			i = parts[i].end;
			break;
		case TEMPLATE_END:
			/* Never met: sections are stepped over. */
			break;
		}
	}
	return status;
}

enum status
template_expand(const struct template *template, const struct view *view,
    struct spool *spool, struct arena *scratch, struct error *error)
{
	struct expanding expanding = { .template = template,
		.spool = spool,
		.scratch = scratch,
		.error = error,
		.levels = { { view, NULL } },
		.depth = 1,
		.last = '\n' };
	enum status status;

	assert(template->parts != NULL || template->part_count == 0);
	status = expand_parts(&expanding, 0, template->part_count);
	if (status == STATUS_OK && expanding.last != '\n')
		status = put(&expanding, "\n", 1);
	if (status == STATUS_OK)
		status = flush(&expanding);
	return status;
}
