#ifndef USAGE_VOCABULARY_H
#define USAGE_VOCABULARY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/words.h"
#include "rate/rate.h"

/*
 * The vocabulary of a file of usage.
 *
 * Millions of records have few metrics, few sets of dimensions, and far fewer
 * names (of a subscription, a service or an identifier, in a month) than there
 * are events.
 * So these are words: each is checked, hashed and written as JSON once, and a
 * record in the stock has their numbers.  A vocabulary that is all zero is
 * empty and ready.
 *
 * vocabulary_word(lexicon, bytes, length, word, error):
 * The word of these bytes.  A new one has its hash for a tag, and is not
 * ${good} yet.
 *
 * vocabulary_set(vocabulary, dimensions, word, error):
 * That of a set of dimensions; NULL for none, and where there were
 * VOCABULARY_SETS_MAX others before: then each record carries its own.
 *
 * vocabulary_pack(dimensions, arena, bytes, length, error),
 * vocabulary_unpack(bytes, length, arena, dimensions, text, error):
 * A set as bytes; the set of such bytes, and its object of JSON.
 *
 * vocabulary_close(vocabulary):
 * Release; also twice.
 */

#define VOCABULARY_NONE UINT32_MAX
#define VOCABULARY_SETS_MAX 65536

struct meaning {
	bool good; /* the caller has checked it */
	struct dimensions dimensions; /* of a set */
	const char *text; /* of a set: as an object of JSON */
};

struct lexicon {
	struct words words;
	struct meaning *meanings; /* by number */
};

struct vocabulary {
	struct words names; /* metered_name */
	struct lexicon metrics;
	struct lexicon sets; /* names and values, each with its NUL */
	struct arena scratch;
};

enum status vocabulary_word(struct lexicon *, const void *, size_t,
    const struct word **, struct error *) MUST_CHECK;
enum status vocabulary_set(struct vocabulary *, const struct dimensions *,
    const struct word **, struct error *) MUST_CHECK;
enum status vocabulary_pack(const struct dimensions *, struct arena *,
    const char **, size_t *, struct error *) MUST_CHECK;
enum status vocabulary_unpack(const char *, size_t, struct arena *,
    struct dimensions *, const char **, struct error *) MUST_CHECK;
void vocabulary_close(struct vocabulary *);

#endif
