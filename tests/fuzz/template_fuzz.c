/*
 * Templates.  Oracles: an expansion is the same each time, is made of whole
 * lines without blanks at their ends, and a value of the ledger can neither
 * leave its place in HTML nor send anything to a terminal.
 */
#include "feed.h"

#include "render/template.h"

#define HOSTILE "<evil a='b' c=\"d\">\033[2J&\r\n"

/* A document of a few names; the last list is empty and has a shape. */
static void
build(struct view *root, struct arena *arena)
{
	struct views views = { .arena = arena };
	struct view *list, *item, *inner;
	int i;

	*root = (struct view){ .name = "" };
	view_text(&views, root, "name", "Acme");
	view_text(&views, root, "empty", "");
	view_text(&views, root, "hostile", HOSTILE);
	view_text(&views, root, "long", "gr\303\266\303\237er als alle");
	list = view_list(&views, root, "lines");
	for (i = 0; i < 3; i++) {
		item = view_item(&views, list);
		view_text(&views, item, "amount", i == 1 ? "" : "-12.50");
		inner = view_list(&views, item, "taxes");
		view_text(&views, view_item(&views, inner), "rate", "7.25");
	}
	list = view_list(&views, root, "none");
	view_text(&views, view_shape(&views, list), "rate", "");
	assert(!views.failed);
}

/* Expand into memory; NULL where that is refused. */
static char *
expand(const struct template *template, const struct view *root)
{
	struct arena scratch = { 0 };
	struct spool *spool = NULL;
	struct error error = { 0 };
	enum status status;
	char *text = NULL;
	size_t got, size;

	assert(spool_open(&spool, &error) == STATUS_OK);
	status = template_expand(template, root, spool, &scratch, &error);
	if (status == STATUS_OK) {
		size = (size_t)spool_size(spool);
		text = calloc(size + 1, 1);
		assert(text != NULL);
		assert(spool_rewind(spool, &error) == STATUS_OK);
		assert(
		    spool_read(spool, text, size, &got, &error) == STATUS_OK);
		assert(got == size);
	} else {
		assert(status == STATUS_CONFIG && error.text[0] != '\0');
	}
	spool_close(spool);
	arena_close(&scratch);
	return text;
}

static void
check_text(const char *text, const char *source, enum escape escape)
{
	size_t length = strlen(text);

	assert(length == 0 || text[length - 1] == '\n');
	assert(strstr(text, " \n") == NULL);
	/* What the template says itself is its author's business. */
	if (strchr(source, '\033') == NULL)
		assert(strchr(text, '\033') == NULL);
	if (strchr(source, '\r') == NULL)
		assert(strchr(text, '\r') == NULL);
	if (escape == ESCAPE_HTML && strstr(source, "<e") == NULL)
		assert(strstr(text, "<evil") == NULL);
}

static void
try(const char *source, enum escape escape)
{
	struct template template = {
		.name = "fuzz", .text = source, .escape = escape
	};
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct view root;
	char *text, *again;

	if (template_parse(&template, &arena, &error) != STATUS_OK) {
		assert(error.status == STATUS_CONFIG);
		assert(strncmp(error.text, "template fuzz", 13) == 0);
		arena_close(&arena);
		return;
	}
	build(&root, &arena);
	text = expand(&template, &root);
	again = expand(&template, &root);
	assert((text == NULL) == (again == NULL));
	if (text != NULL) {
		assert(strcmp(text, again) == 0);
		check_text(text, source, escape);
	}
	free(text);
	free(again);
	arena_close(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char *source = feed_text(bytes, length);

	try(source, ESCAPE_NONE);
	try(source, ESCAPE_HTML);
	free(source);
	return 0;
}
