/*
 * The strict loader of YAML.  Oracles: a tree keeps what yaml.h promises, and
 * written out with every scalar quoted it is read as the same tree.
 */
#include "feed.h"

#include "record/unicode.h"
#include "record/yaml.h"

static void
check_keys(const struct yaml *mapping)
{
	const struct yaml *value, *same;

	for (value = mapping->first; value != NULL; value = value->next) {
		assert(value->key != NULL);
		/* Keys are unique: the first of its name is the value itself.
		 */
		for (same = mapping->first; strcmp(same->key, value->key) != 0;)
			same = same->next;
		assert(same == value);
	}
}

static void
check_tree(const struct yaml *node, int depth)
{
	const struct yaml *child;
	size_t count = 0;

	assert(depth <= YAML_DEPTH_MAX + 1);
	assert(node->line > 0 && node->column > 0);
	if (node->kind == YAML_SCALAR) {
		assert(node->first == NULL);
		assert(unicode_invalid(node->text, strlen(node->text)) ==
		       strlen(node->text));
		return;
	}
	for (child = node->first; child != NULL; child = child->next) {
		check_tree(child, depth + 1);
		count++;
	}
	assert(count == node->count);
	if (node->kind == YAML_MAPPING)
		check_keys(node);
}

/* A scalar in double quotes, all but plain ASCII as an escape. */
static void
write_text(FILE *to, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	unsigned long code;
	int rest;

	fputc('"', to);
	while (*at != '\0') {
		code = *at++;
		rest = code >= 0xf0 ? 3 : code >= 0xe0 ? 2 : code >= 0xc0;
		if (rest > 0)
			code &= 0x3fu >> rest;
		for (; rest > 0; rest--)
			code = code << 6 | (*at++ & 0x3f);
		if (code < ' ' || code > '~' || code == '"' || code == '\\')
			fprintf(to, "\\U%08lx", code);
		else
			fputc((int)code, to);
	}
	fputc('"', to);
}

static void
write_tree(FILE *to, const struct yaml *node)
{
	const struct yaml *child;

	if (node->kind == YAML_SCALAR) {
		write_text(to, node->text);
		return;
	}
	fputc(node->kind == YAML_MAPPING ? '{' : '[', to);
	for (child = node->first; child != NULL; child = child->next) {
		if (node->kind == YAML_MAPPING) {
			fputs("? ", to);
			write_text(to, child->key);
			fputs(" : ", to);
		}
		write_tree(to, child);
		fputs(", ", to);
	}
	fputc(node->kind == YAML_MAPPING ? '}' : ']', to);
}

static char *
write_all(const struct yaml *root, size_t *length)
{
	char *text = NULL;
	FILE *to = open_memstream(&text, length);

	assert(to != NULL);
	write_tree(to, root);
	fputc('\n', to);
	assert(fclose(to) == 0);
	return text;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	unsigned char digest[HASH_SIZE];
	struct arena arena = { 0 };
	const struct yaml *root = NULL;
	char path[FEED_PATH_MAX];
	char *text, *again;
	size_t text_length, again_length;
	struct error error = { 0 };
	enum status status;
	int file = feed_file(bytes, length, path);

	status = yaml_load(path, &arena, &root, digest, &error);
	close(file);
	if (status != STATUS_OK) {
		assert(status == STATUS_CONFIG);
		assert(strncmp(error.text, path, strlen(path)) == 0);
		arena_close(&arena);
		return 0;
	}
	check_tree(root, 1);
	text = write_all(root, &text_length);
	file = feed_file(text, text_length, path);
	assert(yaml_load(path, &arena, &root, digest, &error) == STATUS_OK);
	again = write_all(root, &again_length);
	assert(strcmp(text, again) == 0);
	close(file);
	free(text);
	free(again);
	arena_close(&arena);
	return 0;
}
