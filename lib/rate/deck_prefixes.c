/*
 * A prefix is a number of 128 bits, four for each key of the telephone from the
 * highest on, 0 where it has ended: so prefixes compare as texts do.  The
 * longest prefix of a number is the last one that is not behind the number, or
 * one that this one begins with: for what stands between a prefix and what
 * begins with it, begins with it, too.  A table by the first bits leaves a few
 * neighbours to be searched.
 */
#include <assert.h>

#include "rate/deck_parts.h"

#define KEY_BITS 4
#define CODE_BITS (DECK_PREFIX_MAX * KEY_BITS)

/* The bits of a key, in the order of bytes; 0 if it is none. */
static const unsigned char keys[256] = { ['#'] = 1,
	['*'] = 2,
	['0'] = 3,
	['1'] = 4,
	['2'] = 5,
	['3'] = 6,
	['4'] = 7,
	['5'] = 8,
	['6'] = 9,
	['7'] = 10,
	['8'] = 11,
	['9'] = 12 };

/* The code of ${text}, up to what is no key; *${length} is how many are. */
static unsigned __int128
code_of(const char *text, uint32_t *length)
{
	uint64_t halves[2] = { 0, 0 };
	uint32_t count = 0;
	unsigned key;

	/* Half of them at a time, in 64 bits. */
	for (; count < DECK_PREFIX_MAX; count++) {
		key = keys[(unsigned char)text[count]];
		if (key == 0)
			break;
		halves[count / 16] |= (uint64_t)key
				      << (60 - KEY_BITS * (count % 16));
	}
	*length = count;
	return (unsigned __int128)halves[0] << 64 | halves[1];
}

/* The codes of the prefixes; rows must be in order. */
static enum status
list_codes(struct deck *deck, struct arena *arena, struct error *error)
{
	struct prefix *prefix = NULL;
	unsigned __int128 code;
	uint32_t length, i;

	deck->codes = arena_array(arena, deck->count, sizeof(*deck->codes));
	deck->prefixes =
	    arena_array(arena, deck->count, sizeof(*deck->prefixes));
	if (deck->codes == NULL || deck->prefixes == NULL)
		return error_memory(error);
	for (i = 0; i < deck->count; i++) {
		const char *text = deck->rates[i].prefix;

		code = code_of(text, &length);
		if (text[length] != '\0')
			return error_set(error, STATUS_INVALID,
			    "deck %s: %.40s is no prefix", deck->name, text);
		if (prefix == NULL ||
		    code != deck->codes[deck->prefix_count - 1]) {
			assert(prefix == NULL ||
			       code > deck->codes[deck->prefix_count - 1]);
			deck->codes[deck->prefix_count] = code;
			prefix = &deck->prefixes[deck->prefix_count++];
			*prefix = (struct prefix){ .first = i,
				.shorter = DECK_NONE,
				.length = length };
		}
		prefix->count++;
	}
	return STATUS_OK;
}

/* Whether a prefix is one of what has ${code}. */
static bool
begins(const struct deck *deck, uint32_t prefix, unsigned __int128 code)
{
	uint32_t length = deck->prefixes[prefix].length;

	return length == 0 || (code ^ deck->codes[prefix]) >>
				      (CODE_BITS - KEY_BITS * length) ==
				  0;
}

/* The longest prefix of what has ${code} among ${from} and those that this one
 * begins with, or DECK_NONE. */
static uint32_t
longest(const struct deck *deck, uint32_t from, unsigned __int128 code)
{
	while (from != DECK_NONE && !begins(deck, from, code))
		from = deck->prefixes[from].shorter;
	return from;
}

static enum status
make_table(struct deck *deck, struct arena *arena, struct error *error)
{
	size_t size, bits, k = 0;
	uint32_t i;

	deck->table_bits = deck->prefix_count > 4096 ? 16
			   : deck->prefix_count > 64 ? 8
						     : 4;
	size = (size_t)1 << deck->table_bits;
	deck->table = arena_array(arena, size + 1, sizeof(*deck->table));
	if (deck->table == NULL)
		return error_memory(error);
	for (i = 0; i < deck->prefix_count; i++) {
		bits =
		    (size_t)(deck->codes[i] >> (CODE_BITS - deck->table_bits));
		while (k <= bits)
			deck->table[k++] = i;
	}
	while (k <= size)
		deck->table[k++] = deck->prefix_count;
	return STATUS_OK;
}

/* The last prefix whose code is not above ${code}, or DECK_NONE. */
static uint32_t
find_below(const struct deck *deck, unsigned __int128 code)
{
	size_t bits = (size_t)(code >> (CODE_BITS - deck->table_bits));
	const unsigned __int128 *first = deck->codes + deck->table[bits];
	size_t count = deck->table[bits + 1] - deck->table[bits];

	/* Behind ${first} are those that may be above; there is no branch that
	 * could be guessed wrong. */
	while (count > 0) {
		size_t half = (count + 1) / 2;

		first += first[half - 1] <= code ? half : 0;
		count -= half;
	}
	return first == deck->codes ? DECK_NONE
				    : (uint32_t)(first - deck->codes - 1);
}

enum status
deck_prefixes_list(struct deck *deck, struct arena *arena, struct error *error)
{
	enum status status = list_codes(deck, arena, error);
	uint32_t i;

	for (i = 1; i < deck->prefix_count && status == STATUS_OK; i++)
		deck->prefixes[i].shorter =
		    longest(deck, i - 1, deck->codes[i]);
	return status == STATUS_OK ? make_table(deck, arena, error) : status;
}

uint32_t
deck_prefixes_find(const struct deck *deck, const char *number)
{
	uint32_t length;
	unsigned __int128 code = code_of(number, &length);

	return longest(deck, find_below(deck, code), code);
}
