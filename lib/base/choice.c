/*
 * Every enum that an operator may write is parsed here, so that all of them are
 * refused in the same words.
 */
#include "base/choice.h"

#include <stdio.h>
#include <string.h>

enum status
choice_parse(const char *text, const char *const *words, const char *what,
    int *index, struct error *error)
{
	char list[256] = "";
	size_t used = 0;
	int i;

	for (i = 0; words[i] != NULL; i++) {
		if (strcmp(text, words[i]) == 0) {
			*index = i;
			return STATUS_OK;
		}
	}
	for (i = 0; words[i] != NULL; i++) {
		int length = snprintf(list + used, sizeof(list) - used, "%s%s",
		    i == 0		   ? ""
		    : words[i + 1] != NULL ? ", "
					   : " or ",
		    words[i]);

		if (length < 0 || (size_t)length >= sizeof(list) - used)
			break;
		used += (size_t)length;
	}
	return error_set(error, STATUS_INVALID, "\"%.40s\" is not %s (%s)",
	    text, what, list);
}
