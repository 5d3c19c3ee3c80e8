/*
 * A misspelt key is never ignored: money would be lost in silence.
 */
#include "intake/keys.h"

#include <string.h>

#include "base/nearest.h"

enum status
keys_fail(struct keys keys, const struct yaml *node)
{
	keys.error->status = STATUS_CONFIG;
	return error_prefix(
	    keys.error, "%s:%zu:%zu: ", keys.file, node->line, node->column);
}

enum status
keys_unknown(
    struct keys keys, const struct yaml *node, const struct unknown *unknown)
{
	const char *near =
	    nearest(unknown->text, unknown->names, unknown->count);

	(void)error_set(keys.error, STATUS_CONFIG,
	    "%s \"%.40s\" is not known%s%s%s", unknown->what, unknown->text,
	    near == NULL ? "" : "; ", near == NULL ? "" : near,
	    near == NULL ? "" : "?");
	return keys_fail(keys, node);
}

/* Whether a number with a comma became a value and a key of nothing: "{price:
 * 0,5}". */
static bool
is_cut(const struct yaml *before, const struct yaml *value)
{
	return before != NULL && before->kind == YAML_SCALAR &&
	       value->kind == YAML_SCALAR && value->text[0] == '\0' &&
	       value->key[0] >= '0' && value->key[0] <= '9';
}

static enum status
refuse_cut(
    struct keys keys, const struct yaml *before, const struct yaml *value)
{
	(void)error_set(keys.error, STATUS_CONFIG,
	    "%.40s: %.40s,%.40s: a number has a decimal point, and a text with "
	    "a comma is quoted",
	    before->key, before->text, value->key);
	return keys_fail(keys, value);
}

enum status
keys_read(struct keys keys, const struct yaml *mapping,
    const char *const *names, const struct yaml **values)
{
	const struct yaml *value;
	const struct yaml *before = NULL;
	size_t count = 0, i;

	while (names[count] != NULL)
		values[count++] = NULL;
	if (mapping->kind != YAML_MAPPING) {
		(void)error_set(keys.error, STATUS_CONFIG,
		    "a mapping is expected (such as \"%s: ...\")", names[0]);
		return keys_fail(keys, mapping);
	}
	for (value = mapping->first; value != NULL; value = value->next) {
		struct unknown unknown = { "key", value->key, names, count };

		for (i = 0; i < count; i++) {
			if (strcmp(names[i], value->key) == 0)
				break;
		}
		if (i == count && is_cut(before, value))
			return refuse_cut(keys, before, value);
		if (i == count)
			return keys_unknown(keys, value, &unknown);
		before = values[i] = value;
	}
	return STATUS_OK;
}

enum status
keys_text(struct keys keys, const struct yaml *value, const char **text)
{
	*text = "";
	if (value == NULL)
		return STATUS_OK;
	if (value->kind == YAML_SCALAR) {
		*text = value->text;
		return STATUS_OK;
	}
	(void)error_set(
	    keys.error, STATUS_CONFIG, "a single value is expected");
	return keys_fail(keys, value);
}

enum status
keys_texts(struct keys keys, const struct yaml *mapping,
    const char *const *names, const struct yaml **values, const char **texts)
{
	enum status status = keys_read(keys, mapping, names, values);
	size_t i;

	for (i = 0; status == STATUS_OK && names[i] != NULL; i++)
		status = keys_text(keys, values[i], &texts[i]);
	return status;
}

enum status
keys_need(struct keys keys, const struct yaml *mapping,
    const struct yaml *value, const char *name, const char **text)
{
	enum status status = keys_text(keys, value, text);

	if (status != STATUS_OK || (*text)[0] != '\0')
		return status;
	(void)error_set(keys.error, STATUS_CONFIG,
	    "key \"%s\" is missing, a value is required", name);
	return keys_fail(keys, value == NULL ? mapping : value);
}

enum status
keys_list(struct keys keys, const struct yaml *value, const struct yaml **first,
    size_t *count)
{
	*first = NULL;
	*count = 0;
	if (value == NULL)
		return STATUS_OK;
	if (value->kind != YAML_SEQUENCE) {
		(void)error_set(
		    keys.error, STATUS_CONFIG, "a list is expected");
		return keys_fail(keys, value);
	}
	*first = value->first;
	*count = value->count;
	return STATUS_OK;
}
