/*
 * A byte is odd if it is not printable ASCII, or a blank or a quote.  Nearly no
 * line has one, so odd bytes are only gathered on the way, and which they were
 * is asked at the end.
 *
 * Of a block, a window of bytes becomes two numbers with a bit for each byte:
 * what is a comma, and what is a line feed.  A line begins where the last one
 * ended, mostly within a window, so no byte is looked at twice.
 */
#include "record/csv_cells.h"

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define WINDOW 64

_Static_assert(WINDOW - 1 <= CSV_CELLS_BLOCK_MARGIN, "margin");

/* What was read as it lies in memory, its first byte lowest. */
static uint64_t
low_first(uint64_t word)
{
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
		   ? word
		   : __builtin_bswap64(word);
}

/* Eight bytes of a line, the first one lowest; dots behind its end. */
static uint64_t
word_at(const char *bytes, size_t length, size_t at)
{
	uint64_t word = 0, dots = UINT64_C(0x2e2e2e2e2e2e2e2e);
	size_t rest = length - at;

	if (rest >= sizeof(word)) {
		memcpy(&word, bytes + at, sizeof(word));
		return low_first(word);
	}
	if (length < sizeof(word)) {
		memcpy(&word, bytes, length);
		return low_first(word) | dots << 8 * rest;
	}
	/* The line's last eight bytes, without those that were before. */
	memcpy(&word, bytes + length - sizeof(word), sizeof(word));
	return low_first(word) >> 8 * (sizeof(word) - rest) | dots << 8 * rest;
}

/* The high bit of each byte of ${word} that is ${byte}. */
static uint64_t
equal(uint64_t word, unsigned char byte)
{
	const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);

	word ^= byte * UINT64_C(0x0101010101010101);
	return ~(((word & low) + low) | word | low);
}

/* Something if a byte of ${word} is odd. */
static uint64_t
odd_bytes(uint64_t word)
{
	const uint64_t each = UINT64_C(0x0101010101010101);

	/* What is no more than a blank borrows into its high bit, and DEL
	 * carries. */
	return ((word | (word + each) | (word - 0x21 * each)) & 0x80 * each) |
	       equal(word, '"');
}

/* Let the cell ${count} begin at ${cell}; false if the row has no room. */
static inline bool
put_cell(struct row *row, size_t count, const char *cell, const char *end)
{
	if (count == READER_COLUMNS_MAX)
		return false;
	row->cells[count] = cell;
	row->lengths[count] = (size_t)(end - cell);
	return true;
}

/* The last cell, and what the odd bytes mean. */
static bool
finish(struct row *row, const char *bytes, size_t length, const char *cell,
    bool odd)
{
	if (odd && (memchr(bytes, '"', length) != NULL ||
		       memchr(bytes, '\r', length) != NULL))
		return false;
	if (!put_cell(row, row->count, cell, bytes + length))
		return false;
	row->count++;
	row->tight = odd ? 0 : length + 1;
	return true;
}

bool
csv_cells_find_eight(
    const char *bytes, size_t length, char separator, struct row *row)
{
	uint64_t odd = 0, word, found;
	const char *cell = bytes;
	size_t at, count = 0;

	for (at = 0; at < length; at += sizeof(word)) {
		word = word_at(bytes, length, at);
		odd |= odd_bytes(word);
		found = equal(word, (unsigned char)separator);
		for (; found != 0; found &= found - 1) {
			const char *end =
			    bytes + at + __builtin_ctzll(found) / 8;

			if (!put_cell(row, count++, cell, end))
				return false;
			cell = end + 1;
		}
	}
	row->count = count;
	return finish(row, bytes, length, cell, odd != 0);
}

/* Look at bytes one by one; add up their ${lines}. */
static enum csv_cells_kind
look(const char *bytes, size_t length, size_t *lines)
{
	enum csv_cells_kind kind = CSV_CELLS_TIGHT;
	size_t i;

	for (i = 0; i < length; i++) {
		if (bytes[i] == '"')
			kind = CSV_CELLS_QUOTED;
		else if (bytes[i] == '\n')
			++*lines;
		else if ((bytes[i] <= ' ' || bytes[i] > '~') &&
			 kind == CSV_CELLS_TIGHT)
			kind = CSV_CELLS_ANY;
	}
	return kind;
}

#ifdef __SSE2__

/* A bit for each byte that is odd; those above ASCII are below zero here. */
static inline unsigned
odd_of(__m128i bytes)
{
	__m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x21));
	__m128i delete = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7f));
	__m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));

	return (unsigned)_mm_movemask_epi8(
	    _mm_or_si128(_mm_or_si128(low, delete), quote));
}

bool
csv_cells_find(
    const char *bytes, size_t length, char separator, struct row *row)
{
	const __m128i separators = _mm_set1_epi8(separator);
	unsigned odd = 0, found, all = 0xffff;
	const char *cell = bytes;
	size_t at, count = 0;

	_Static_assert(sizeof(separators) - 1 <= CSV_CELLS_MARGIN, "margin");
	for (at = 0; at < length; at += sizeof(separators)) {
		__m128i some = _mm_loadu_si128((const void *)(bytes + at));

		/* Not what is behind the line. */
		if (length - at < sizeof(separators))
			all = (1u << (length - at)) - 1;
		odd |= odd_of(some) & all;
		found = all & (unsigned)_mm_movemask_epi8(
				  _mm_cmpeq_epi8(some, separators));
		for (; found != 0; found &= found - 1) {
			const char *end = bytes + at + __builtin_ctz(found);

			if (!put_cell(row, count++, cell, end))
				return false;
			cell = end + 1;
		}
	}
	row->count = count;
	return finish(row, bytes, length, cell, odd != 0);
}

enum csv_cells_kind
csv_cells_look(const char *bytes, size_t length, size_t *lines)
{
	const __m128i feed = _mm_set1_epi8('\n'), quote = _mm_set1_epi8('"');
	const __m128i first = _mm_set1_epi8('!'), delete = _mm_set1_epi8(0x7f);
	const __m128i zero = _mm_setzero_si128();
	__m128i quotes = zero, odd = zero, sum = zero;
	enum csv_cells_kind rest;
	size_t at = 0;

	for (; length - at >= sizeof(feed); at += sizeof(feed)) {
		__m128i some = _mm_loadu_si128((const void *)(bytes + at));
		__m128i ends = _mm_cmpeq_epi8(some, feed);
		/* Those above ASCII are below zero here. */
		__m128i others = _mm_or_si128(
		    _mm_cmplt_epi8(some, first), _mm_cmpeq_epi8(some, delete));

		quotes = _mm_or_si128(quotes, _mm_cmpeq_epi8(some, quote));
		odd = _mm_or_si128(odd, _mm_andnot_si128(ends, others));
		/* Eight bytes each, of ones. */
		sum = _mm_add_epi64(
		    sum, _mm_sad_epu8(_mm_sub_epi8(zero, ends), zero));
	}
	*lines = (size_t)_mm_cvtsi128_si64(
	    _mm_add_epi64(sum, _mm_srli_si128(sum, 8)));
	rest = look(bytes + at, length - at, lines);
	if (_mm_movemask_epi8(quotes) != 0)
		return CSV_CELLS_QUOTED;
	return rest == CSV_CELLS_TIGHT && _mm_movemask_epi8(odd) != 0
		   ? CSV_CELLS_ANY
		   : rest;
}

/* Sixteen bytes that are ${byte}. */
static inline uint64_t
find_some(const char *bytes, char byte)
{
	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(
	    _mm_loadu_si128((const void *)bytes), _mm_set1_epi8(byte)));
}

static inline uint64_t
find_bytes(const char *window, char byte)
{
	return find_some(window, byte) | find_some(window + 16, byte) << 16 |
	       find_some(window + 32, byte) << 32 |
	       find_some(window + 48, byte) << 48;
}

#else

bool
csv_cells_find(
    const char *bytes, size_t length, char separator, struct row *row)
{
	return csv_cells_find_eight(bytes, length, separator, row);
}

enum csv_cells_kind
csv_cells_look(const char *bytes, size_t length, size_t *lines)
{
	*lines = 0;
	return look(bytes, length, lines);
}

static uint64_t
find_bytes(const char *window, char byte)
{
	uint64_t found = 0;
	int i;

	for (i = 0; i < WINDOW; i++)
		found |= (uint64_t)(window[i] == byte) << i;
	return found;
}

#endif

static inline void
look_through(struct csv_cursor *cursor, char *window)
{
	cursor->window = window;
	cursor->commas = find_bytes(window, ',');
	cursor->feeds = find_bytes(window, '\n');
}

void
csv_cells_begin(struct csv_cursor *cursor, char *bytes)
{
	cursor->line = bytes;
	look_through(cursor, bytes);
}

/* Let a line that has too many cells be as it was. */
static size_t
give_back(char *line, const struct row *row)
{
	size_t i;

	for (i = 1; i < READER_COLUMNS_MAX; i++)
		line[row->cells[i] - line - 1] = ',';
	line[row->cells[i - 1] - line + (ptrdiff_t)row->lengths[i - 1]] = ',';
	return 0;
}

size_t
csv_cells_next(struct csv_cursor *cursor, struct row *row)
{
	struct csv_cursor at = *cursor;
	char *cell = at.line, *end;
	size_t count = 0, length;
	uint64_t ends, some;

	for (;;) {
		/* Up to the line feed; all, if there is none. */
		ends = (at.commas | at.feeds) & (at.feeds ^ (at.feeds - 1));
		for (some = ends; some != 0; some &= some - 1) {
			if (count == READER_COLUMNS_MAX)
				return give_back(at.line, row);
			end = at.window + __builtin_ctzll(some);
			*end = '\0';
			row->cells[count] = cell;
			row->lengths[count++] = (size_t)(end - cell);
			cell = end + 1;
		}
		if (at.feeds != 0)
			break;
		look_through(&at, at.window + WINDOW);
	}
	length = (size_t)(cell - at.line);
	row->count = count;
	row->tight = length > 1 ? length : 0;
	cursor->line = cell;
	cursor->window = at.window;
	cursor->commas = at.commas & ~ends;
	cursor->feeds = at.feeds & (at.feeds - 1);
	return length;
}
