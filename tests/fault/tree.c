/*
 * A small tree is put back faster than it could be looked at for changes.
 */
#include "tests/fault/tree.h"

#include <err.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* nftw(3) hands nothing over. */
static struct tree *reading;

static int
add(const char *path, const struct stat *state, int type, struct FTW *walk)
{
	struct tree_file *file;
	int descriptor;

	if (walk->level == 0)
		return 0;
	reading->files = realloc(
	    reading->files, (reading->count + 1) * sizeof(*reading->files));
	if (reading->files == NULL)
		err(1, "no memory");
	file = &reading->files[reading->count++];
	memset(file, 0, sizeof(*file));
	(void)snprintf(file->name, sizeof(file->name), "%s%s", path + 2,
	    type == FTW_D ? "/" : "");
	file->mode = state->st_mode & 07777;
	if (type == FTW_D)
		return 0;
	descriptor = open(path, O_RDONLY | O_CLOEXEC);
	if (descriptor < 0 || !text_load(&file->text, descriptor))
		err(1, "%s", path);
	(void)close(descriptor);
	return 0;
}

void
tree_read(struct tree *tree)
{
	tree_free(tree);
	reading = tree;
	if (nftw(".", add, 16, FTW_PHYS) != 0)
		err(1, "the working directory");
}

static int
wipe(const char *path, const struct stat *state, int type, struct FTW *walk)
{
	(void)state;
	if (walk->level > 0 &&
	    (type == FTW_DP ? rmdir(path) : unlink(path)) != 0)
		err(1, "%s", path);
	return 0;
}

static void
put(const struct tree_file *file)
{
	size_t length = strlen(file->name);
	int descriptor;

	if (file->name[length - 1] == '/') {
		if (mkdir(file->name, file->mode) != 0)
			err(1, "%s", file->name);
		return;
	}
	descriptor = open(file->name, O_WRONLY | O_CREAT | O_EXCL, file->mode);
	if (descriptor < 0 ||
	    write(descriptor, file->text.bytes, file->text.length) !=
		(ssize_t)file->text.length ||
	    fchmod(descriptor, file->mode) != 0 || close(descriptor) != 0)
		err(1, "%s", file->name);
}

void
tree_restore(const struct tree *tree)
{
	size_t i;

	if (nftw(".", wipe, 16, FTW_PHYS | FTW_DEPTH) != 0)
		err(1, "the working directory");
	for (i = 0; i < tree->count; i++)
		put(&tree->files[i]);
}

const struct tree_file *
tree_find(const struct tree *tree, const char *name)
{
	size_t i;

	for (i = 0; i < tree->count; i++) {
		if (strcmp(tree->files[i].name, name) == 0)
			return &tree->files[i];
	}
	return NULL;
}

void
tree_free(struct tree *tree)
{
	size_t i;

	for (i = 0; i < tree->count; i++)
		text_free(&tree->files[i].text);
	free(tree->files);
	memset(tree, 0, sizeof(*tree));
}
