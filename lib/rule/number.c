/*
 * A pattern is checked once, when the company file is read; formatting then
 * only follows it.
 */
#include "rule/number.h"

#include <assert.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define PATTERN_MAX 32
#define YEAR "{year}"
#define SEQUENCE "{seq"

/* The length of "{seq}" or "{seq:N}" at ${text} and its width, or 0. */
static size_t
sequence_length(const char *text, int *width)
{
	const char *end;

	*width = 1;
	if (strncmp(text, SEQUENCE, strlen(SEQUENCE)) != 0)
		return 0;
	end = text + strlen(SEQUENCE);
	if (*end == ':') {
		for (*width = 0, end++; isdigit((unsigned char)*end); end++)
			*width = *width < 100 ? 10 * *width + *end - '0' : 100;
		if (*width < 1 || *width > 12)
			return 0;
	}
	return *end == '}' ? (size_t)(end + 1 - text) : 0;
}

static bool
is_plain(char byte)
{
	return isalnum((unsigned char)byte) || byte == '.' || byte == '_' ||
	       byte == '-';
}

enum status
number_check(const char *pattern, struct error *error)
{
	const char *at = pattern;
	int years = 0, sequences = 0, width;
	size_t length;

	while (*at != '\0' && at - pattern <= PATTERN_MAX) {
		if (strncmp(at, YEAR, strlen(YEAR)) == 0) {
			years++;
			at += strlen(YEAR);
		} else if ((length = sequence_length(at, &width)) > 0) {
			sequences++;
			at += length;
		} else if (is_plain(*at)) {
			at++;
		} else {
			break;
		}
	}
	/* A number names a file: it begins with a letter or a digit. */
	if (*at == '\0' && years == 1 && sequences == 1 && pattern[0] != '.' &&
	    pattern[0] != '_' && pattern[0] != '-')
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "\"%.40s\" is not a numbering pattern (such as "
	    "\"INV-{year}-{seq:6}\")",
	    pattern);
}

const char *
number_format(
    const char *pattern, int year, int64_t sequence, char number[NUMBER_MAX])
{
	size_t used = 0, length;
	int width;

	assert(sequence > 0);
	while (*pattern != '\0') {
		int written = 1;

		if (strncmp(pattern, YEAR, strlen(YEAR)) == 0) {
			written = snprintf(
			    number + used, NUMBER_MAX - used, "%04d", year);
			pattern += strlen(YEAR);
		} else if ((length = sequence_length(pattern, &width)) > 0) {
			written = snprintf(number + used, NUMBER_MAX - used,
			    "%0*lld", width, (long long)sequence);
			pattern += length;
		} else {
			number[used] = *pattern++;
		}
		assert(written > 0);
		used += (size_t)written;
		assert(used < NUMBER_MAX);
	}
	number[used] = '\0';
	return number;
}
