#ifndef FAULT_TREE_H
#define FAULT_TREE_H

#include <sys/types.h>

#include "tests/fault/text.h"

/*
 * The files of the working directory and of those below it, in memory.
 *
 * tree_read(tree):
 * Remember what is there now.
 *
 * tree_restore(tree):
 * Remove what is there now and put back what ${tree} remembers.
 *
 * tree_find(tree, name):
 * Return the file of that name, or NULL.
 *
 * tree_free(tree):
 * Forget all.
 */

struct tree_file {
	char name[256]; /* without "./"; a directory ends with a slash */
	mode_t mode;
	struct text text;
};

struct tree {
	struct tree_file *files;
	size_t count;
};

void tree_read(struct tree *);
void tree_restore(const struct tree *);
const struct tree_file *tree_find(const struct tree *, const char *);
void tree_free(struct tree *);

#endif
