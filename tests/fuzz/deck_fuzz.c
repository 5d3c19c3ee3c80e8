/*
 * Lines become the prefixes of a deck, and numbers that are looked for in it:
 * the deck must find what a search through all rows finds, or refuse a row that
 * is no prefix.
 */
#include "feed.h"
#include "rate/deck.h"

#define LINES_MAX 256

static const struct date today = { 20000 };

static int
rate_compare(const void *left, const void *right)
{
	const struct deck_rate *a = left;
	const struct deck_rate *b = right;

	return strcmp(a->prefix, b->prefix);
}

/* The lines of ${text} as rows, each prefix once. */
static size_t
take_rows(char *text, struct deck_rate rates[LINES_MAX])
{
	size_t count = 0, kept = 0, i;
	char *line = text;

	while (line != NULL && count < LINES_MAX) {
		char *next = strchr(line, '\n');

		if (next != NULL)
			*next++ = '\0';
		rates[count++] = (struct deck_rate){ .deck = "d",
			.prefix = line,
			.time_class = "",
			.to = DATE_MAX };
		line = next;
	}
	qsort(rates, count, sizeof(*rates), rate_compare);
	for (i = 0; i < count; i++) {
		if (i == 0 ||
		    strcmp(rates[kept - 1].prefix, rates[i].prefix) != 0)
			rates[kept++] = rates[i];
	}
	return kept;
}

static bool
is_prefix(const char *text)
{
	size_t length = strlen(text);

	return length <= DECK_PREFIX_MAX &&
	       strspn(text, "0123456789*#") == length;
}

static const struct deck_rate *
search(const struct deck_rate *rates, size_t count, const char *number)
{
	const struct deck_rate *found = NULL;
	size_t i, longest = 0;

	number += number[0] == '+';
	for (i = 0; i < count; i++) {
		size_t length = strlen(rates[i].prefix);

		if (length >= longest &&
		    strncmp(rates[i].prefix, number, length) == 0) {
			found = &rates[i];
			longest = length;
		}
	}
	return found;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct deck_rate rates[LINES_MAX];
	char *text = feed_text(bytes, length);
	struct arena arena = { NULL, NULL };
	size_t count = take_rows(text, rates), i, k;
	struct decks *decks = NULL;
	struct error error;
	bool good = true;

	for (i = 0; i < count; i++)
		good = good && is_prefix(rates[i].prefix);
	if (decks_build(rates, count, &arena, &decks, &error) == STATUS_OK) {
		const struct deck *deck = deck_find(decks, "d");

		assert(good && deck != NULL);
		/* Each row from each of its digits on is a number, too. */
		for (i = 0; i < count; i++) {
			for (k = 0; k <= strlen(rates[i].prefix); k++)
				assert(
				    deck_rate(deck, rates[i].prefix + k, today,
					"peak") ==
				    search(rates, count, rates[i].prefix + k));
		}
	} else {
		assert(!good && error.status == STATUS_INVALID);
	}
	arena_close(&arena);
	free(text);
	return 0;
}
