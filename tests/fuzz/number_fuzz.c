/*
 * Patterns of document numbers.  Oracles: a number names a file safely, and two
 * documents never have the same.
 */
#include "feed.h"

#include "rule/number.h"

static void
check_name(const char *number)
{
	size_t length = strlen(number);

	assert(length > 0 && length < NUMBER_MAX);
	assert(strspn(number,
		   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		   "abcdefghijklmnopqrstuvwxyz0123456789._-") == length);
	assert(number[0] != '.' && number[0] != '-');
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const int64_t counts[] = { 1, 2, 9, 10, 11, 99, 100, 20261,
		999999, 1000000, INT64_MAX - 1, INT64_MAX };
	static const int years[] = { 1, 2026, 2027, 9999 };
	enum { COUNTS = sizeof(counts) / sizeof(counts[0]), YEARS = 4 };
	static char numbers[COUNTS * YEARS][NUMBER_MAX];
	char *pattern = feed_text(bytes, length);
	struct error error = { 0 };
	size_t i, j;

	if (number_check(pattern, &error) != STATUS_OK) {
		assert(error.status == STATUS_INVALID);
		free(pattern);
		return 0;
	}
	for (i = 0; i < COUNTS * YEARS; i++) {
		number_format(
		    pattern, years[i % YEARS], counts[i / YEARS], numbers[i]);
		check_name(numbers[i]);
		for (j = 0; j < i; j++)
			assert(strcmp(numbers[i], numbers[j]) != 0);
	}
	free(pattern);
	return 0;
}
