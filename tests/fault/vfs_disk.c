/*
 * The disk: an image of each file, and a list of what is pending on it.
 */
#include "vfs.h"

#include <err.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES_MAX 16
#define SECTOR 512

struct image {
	unsigned char *bytes;
	int64_t size;
	bool exists;
};

enum change { CHANGE_WRITE, CHANGE_TRUNCATE, CHANGE_CREATE, CHANGE_REMOVE };

struct pending {
	enum change change;
	unsigned char *bytes;
	int64_t offset;
	int64_t size;
};

struct disk_file {
	char path[PATH_MAX];
	struct image image;
	struct pending *pending;
	size_t count;
};

/* How a cut treats what is pending. */
enum mood { MOOD_NOTHING, MOOD_ALL, MOOD_ORDER, MOOD_ANY, MOOD_COUNT };

static struct disk_file *files[FILES_MAX];
static size_t file_count;
static uint64_t state;

/* SplitMix64: small, and the same everywhere. */
static uint64_t
random_below(uint64_t bound)
{
	uint64_t z = (state += 0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return (z ^ (z >> 31)) % bound;
}

static void *
grow(void *old, size_t size)
{
	void *grown = realloc(old, size > 0 ? size : 1);

	if (grown == NULL)
		err(99, "disk");
	return grown;
}

static void
image_resize(struct image *image, int64_t size)
{
	image->bytes = grow(image->bytes, (size_t)size);
	if (size > image->size)
		memset(image->bytes + image->size, 0,
		    (size_t)(size - image->size));
	image->size = size;
}

static void
image_write(struct image *image, const unsigned char *bytes, int64_t size,
    int64_t offset)
{
	if (offset + size > image->size)
		image_resize(image, offset + size);
	memcpy(image->bytes + offset, bytes, (size_t)size);
}

struct disk_file *
disk_find(const char *path)
{
	struct disk_file *file;
	struct stat status;
	int descriptor;
	size_t i;

	for (i = 0; i < file_count; i++) {
		if (strcmp(files[i]->path, path) == 0)
			return files[i];
	}
	if (file_count == FILES_MAX)
		errx(99, "disk: too many files");
	file = calloc(1, sizeof(*file));
	if (file == NULL)
		err(99, "disk");
	snprintf(file->path, sizeof(file->path), "%s", path);
	/* Nobody of this process has it open yet, so no lock is lost. */
	descriptor = open(path, O_RDONLY | O_CLOEXEC);
	if (descriptor >= 0) {
		if (fstat(descriptor, &status) != 0)
			err(99, "%s", path);
		file->image.exists = true;
		image_resize(&file->image, status.st_size);
		if (read(descriptor, file->image.bytes,
			(size_t)status.st_size) != status.st_size)
			err(99, "%s", path);
		(void)close(descriptor);
	}
	files[file_count++] = file;
	return file;
}

static struct pending *
add(struct disk_file *file, enum change change)
{
	struct pending *added;

	if (file->count % 64 == 0)
		file->pending = grow(
		    file->pending, (file->count + 64) * sizeof(*file->pending));
	added = &file->pending[file->count++];
	*added = (struct pending){ .change = change };
	return added;
}

void
disk_write(struct disk_file *file, const void *bytes, int size, int64_t offset)
{
	struct pending *added = add(file, CHANGE_WRITE);

	added->bytes = memcpy(grow(NULL, (size_t)size), bytes, (size_t)size);
	added->size = size;
	added->offset = offset;
}

void
disk_truncate(struct disk_file *file, int64_t size)
{
	add(file, CHANGE_TRUNCATE)->size = size;
}

void
disk_create(struct disk_file *file)
{
	(void)add(file, CHANGE_CREATE);
}

void
disk_remove(struct disk_file *file)
{
	(void)add(file, CHANGE_REMOVE);
}

/* Each sector of a write for itself: there, not there, or anything. */
static void
write_sectors(struct image *image, const struct pending *pending)
{
	unsigned char junk[SECTOR];
	int64_t at = 0, size, i;

	for (; at < pending->size; at += size) {
		size = SECTOR - (pending->offset + at) % SECTOR;
		if (size > pending->size - at)
			size = pending->size - at;
		switch (random_below(4)) {
		case 0:
			break;
		case 1:
			for (i = 0; i < size; i++)
				junk[i] = (unsigned char)random_below(256);
			image_write(image, junk, size, pending->offset + at);
			break;
		default:
			image_write(image, pending->bytes + at, size,
			    pending->offset + at);
		}
	}
}

/*
 * Apply what is pending as it would have been, in the end or at a cut.  What
 * is done to a file whose creation is lost goes to nowhere.
 */
static void
apply(struct disk_file *file, enum mood mood)
{
	size_t order =
	    mood == MOOD_ORDER ? random_below(file->count + 1) : file->count;
	struct image *image = &file->image;
	const struct pending *pending;
	bool lost = false, kept;
	size_t i;

	for (i = 0; i < file->count; i++) {
		pending = &file->pending[i];
		kept = mood != MOOD_NOTHING && i < order;
		if (mood == MOOD_ANY)
			kept = random_below(2) == 0;
		switch (pending->change) {
		case CHANGE_WRITE:
			if (lost)
				break;
			if (mood == MOOD_ANY && random_below(3) == 0)
				write_sectors(image, pending);
			else if (kept)
				image_write(image, pending->bytes,
				    pending->size, pending->offset);
			break;
		case CHANGE_TRUNCATE:
			if (kept && !lost)
				image_resize(image, pending->size);
			break;
		case CHANGE_CREATE:
		case CHANGE_REMOVE:
			lost = !kept;
			if (kept) {
				image->exists =
				    pending->change == CHANGE_CREATE;
				image_resize(image, 0);
			}
			break;
		}
	}
}

void
disk_sync(struct disk_file *file)
{
	apply(file, MOOD_ALL);
	while (file->count > 0)
		free(file->pending[--file->count].bytes);
	free(file->pending);
	file->pending = NULL;
}

static void
leave(const struct disk_file *file)
{
	const struct image *image = &file->image;
	int descriptor;

	if (!image->exists) {
		(void)unlink(file->path);
		return;
	}
	descriptor = open(file->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (descriptor < 0 ||
	    write(descriptor, image->bytes, (size_t)image->size) !=
		image->size ||
	    close(descriptor) != 0)
		err(99, "%s", file->path);
}

void
disk_cut(uint64_t seed)
{
	enum mood mood;
	size_t i;

	state = seed;
	mood = (enum mood)random_below(MOOD_COUNT);
	for (i = 0; i < file_count; i++) {
		apply(files[i], mood);
		leave(files[i]);
	}
}
