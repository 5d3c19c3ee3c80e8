/*
 * The words by which lines are parted, and the names that come of them.
 */
#include "rule/grouping.h"

#include <string.h>

#include "base/choice.h"

#define WORD_MAX 32

static const char *const words[] = { "account", "child", "service",
	"product_line", "order", "po_number", NULL };

/* Take the first word of ${text}; *${rest} is what follows it. */
static enum status
take_word(const char *text, struct grouping *grouping, const char **rest,
    struct error *error)
{
	size_t length = strcspn(text, " ");
	char word[WORD_MAX];
	enum status status;
	int index = 0;

	*rest = text + length;
	if (length >= sizeof(word))
		length = sizeof(word) - 1;
	memcpy(word, text, length);
	word[length] = '\0';
	status = choice_parse(word, words, "a group of lines", &index, error);
	if (status != STATUS_OK)
		return status;
	if (grouping_has(grouping, (enum grouping_word)index))
		return error_set(
		    error, STATUS_INVALID, "%s is there twice", word);
	grouping->words[grouping->count++] = (enum grouping_word)index;
	return STATUS_OK;
}

enum status
grouping_parse(const char *text, struct grouping *grouping, struct error *error)
{
	enum status status = STATUS_OK;

	grouping->count = 0;
	text += strspn(text, " ");
	while (text[0] != '\0' && status == STATUS_OK) {
		status = take_word(text, grouping, &text, error);
		text += strspn(text, " ");
	}
	return status;
}

bool
grouping_has(const struct grouping *grouping, enum grouping_word word)
{
	size_t i;

	for (i = 0; i < grouping->count; i++) {
		if (grouping->words[i] == word)
			return true;
	}
	return false;
}

enum status
grouping_join(const struct grouping *grouping,
    const char *const values[GROUPING_WORD_COUNT], struct arena *scratch,
    const char **text, struct error *error)
{
	size_t i;

	*text = "";
	for (i = 0; i < grouping->count && *text != NULL; i++) {
		const char *value = values[grouping->words[i]];

		if (value[0] == '\0')
			continue;
		*text = (*text)[0] == '\0'
			    ? value
			    : arena_format(scratch, "%s / %s", *text, value);
	}
	return *text == NULL ? error_memory(error) : STATUS_OK;
}
