#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * Words are texts that come again and again: each is kept once, under a number.
 *
 * Numbers count from 0 in the order in which the words first came; they and the
 * texts stay as they are.  What is true of a word needs to be found out once:
 * ${tag} is the caller's.  Words that are all zero are none, and ready.
 *
 * words_find(words, bytes, length, word, error):
 * The word of these bytes; a new one gets the next number, and the tag 0.
 * Cost: O(length).
 *
 * words_find_all(words, texts, count, found, error):
 * The words of ${count} texts, at most WORDS_AT_ONCE.  They are looked for side
 * by side: in a large table that is several times as fast as one by one.
 *
 * words_close(words):
 * Release; also twice.
 */

struct word {
	uint64_t tag;
	uint32_t number;
	uint32_t length;
	char bytes[]; /* with a NUL behind */
};

struct words_text {
	const void *bytes;
	size_t length;
};

#define WORDS_AT_ONCE 64

struct words_slot {
	struct word *word; /* NULL: free */
	uint64_t hash;
};

struct words {
	struct arena arena;
	struct word **items; /* by number */
	uint32_t count;
	struct words_slot *slots;
	uint32_t mask;
};

enum status words_find(struct words *, const void *, size_t, struct word **,
    struct error *) MUST_CHECK;
enum status words_find_all(struct words *, const struct words_text *, size_t,
    struct word **, struct error *) MUST_CHECK;
void words_close(struct words *);

#endif
