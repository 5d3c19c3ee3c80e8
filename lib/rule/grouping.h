#ifndef RULE_GROUPING_H
#define RULE_GROUPING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/*
 * A grouping is by what an account wants its lines parted: into documents of
 * their own (split_by) or into sections of one document (group_by).
 *
 * It is written as words: "account" that used the service, "child" of the payer
 * under which that account stands, "service", "product_line", "order" and
 * "po_number".  What a line is in each of them, joined, names its group; lines
 * without any are a group without a name.
 *
 * grouping_parse(text, grouping, error):
 * Words with blanks between them; "" is none.  STATUS_INVALID if one is not
 * known, or there twice.
 *
 * grouping_has(grouping, word):
 * Whether it is by ${word}.
 *
 * grouping_join(grouping, values, scratch, text, error):
 * The name of a group: those of ${values}, one for each word that there is,
 * that are wanted and not "", with " / " between them.
 */

enum grouping_word {
	GROUPING_ACCOUNT,
	GROUPING_CHILD,
	GROUPING_SERVICE,
	GROUPING_PRODUCT_LINE,
	GROUPING_ORDER,
	GROUPING_PO_NUMBER,
};
#define GROUPING_WORD_COUNT 6

struct grouping {
	enum grouping_word words[GROUPING_WORD_COUNT];
	size_t count;
};

enum status grouping_parse(
    const char *, struct grouping *, struct error *) MUST_CHECK;
bool grouping_has(const struct grouping *, enum grouping_word);
enum status grouping_join(const struct grouping *,
    const char *const[GROUPING_WORD_COUNT], struct arena *, const char **,
    struct error *) MUST_CHECK;

#endif
