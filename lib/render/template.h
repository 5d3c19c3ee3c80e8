#ifndef RENDER_TEMPLATE_H
#define RENDER_TEMPLATE_H

#include <stddef.h>

#include "base/arena.h"
#include "record/spool.h"
#include "render/view.h"

/*
 * A template is a text with places for values: what a document looks like,
 * in a file that an operator can copy and change.
 *
 * The language is the subset of Mustache, mustache(5), that computes nothing,
 * since amounts come computed:
 *
 *   {{name}}                    the text of that name
 *   {{name:<40}}  {{name:>12}}  the same in a column of that width
 *   {{#name}} ... {{/name}}     once for each item of a list; or once if the
 *                               text is given
 *   {{^name}} ... {{/name}}     if the list is empty or the text not given
 *   {{! comment }}              nothing
 *
 * A name is looked up in the innermost section first, then outwards.  A line
 * with nothing on it but one tag of the last three kinds vanishes.  A text too
 * long for a left column ends with "…"; one too long for a right column, where
 * numbers stand, is never cut.  Widths are columns of a terminal.  Blanks at
 * the end of a line are dropped, and what is written ends with a newline.
 * Control characters in a value become "?".
 *
 * All names are looked up at every expansion, also those in sections that are
 * not shown (see the shape in view.h): a mistake shows with the first document,
 * not with the first one that has a discount.  A list cannot be repeated inside
 * itself, so the work is bounded by the lists' lengths.
 *
 * Why not a library?  Of those in Debian 12 for C, libctpl (last release in
 * 2015) and libtemplate-glib compute with doubles; and a template of the latter
 * can load any introspected library and call it, which a file that is mailed
 * about must not be able to.  The Mustache libraries are for C++ and other
 * languages.
 *
 * template_parse(template, arena, error):
 * Take ${template}, of which the caller has set name (for messages), text and
 * escape, apart.  The text, valid as long as the template, is at most
 * TEMPLATE_SIZE_MAX bytes.  STATUS_CONFIG "template NAME:LINE: ...".  Cost:
 * O(length).
 *
 * template_expand(template, view, spool, scratch, error):
 * Append ${template} with the values of ${view} to ${spool}.  STATUS_CONFIG if
 * a name is not known or not used as what it is.
 *
 * template_find(name):
 * The text of the template that is compiled in as ${name} ("invoice.txt"), or
 * NULL.
 */

#define TEMPLATE_SIZE_MAX (1 << 20)
#define TEMPLATE_DEPTH_MAX 32
#define TEMPLATE_WIDTH_MAX 999

enum escape {
	ESCAPE_NONE, /* plain text */
	ESCAPE_HTML, /* & < > " ' */
};

enum template_kind {
	TEMPLATE_TEXT,
	TEMPLATE_VALUE,
	TEMPLATE_SECTION,
	TEMPLATE_INVERTED,
	TEMPLATE_END,
};

/* A piece of literal text, or a tag. */
struct template_part {
	enum template_kind kind;
	const char *text; /* literal text; a tag's name, ended by NUL */
	size_t length; /* of literal text */
	size_t line;
	char align; /* '<' or '>' of a value in a column, else 0 */
	size_t width;
	size_t end; /* of a section: the place of its end */
};

struct template
{
	const char *name;
	const char *text;
	enum escape escape;
	struct template_part *parts; /* out */
	size_t part_count;
};

enum status template_parse(
    struct template *, struct arena *, struct error *) MUST_CHECK;
enum status template_expand(const struct template *, const struct view *,
    struct spool *, struct arena *, struct error *) MUST_CHECK;
const char *template_find(const char *);

#endif
