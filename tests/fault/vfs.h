#ifndef FAULT_VFS_H
#define FAULT_VFS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A disk that can lose its power.
 *
 * What a program writes is on the disk for certain once it has been synced.
 * Of all that came after, each write, truncation, creation and removal may be
 * there or not, whatever the order; a write may be there in some of its sectors
 * only, and some of these may hold anything.  The disk keeps for each file what
 * is there for certain and what is pending, while the file itself shows the
 * program what it expects.  A cut decides about all that is pending and makes
 * each file what is found on the next morning.  The same seed decides alike.
 *
 * disk_find(path):
 * The file of that name; what it holds now is there for certain.
 *
 * disk_write(file, bytes, size, offset), disk_truncate(file, size),
 * disk_create(file), disk_remove(file):
 * This is pending.
 *
 * disk_sync(file):
 * Nothing of the file is pending any more, its name included.
 *
 * disk_cut(seed):
 * Make all files what is left of them.
 */

struct disk_file;

struct disk_file *disk_find(const char *);
void disk_write(struct disk_file *, const void *, int, int64_t);
void disk_truncate(struct disk_file *, int64_t);
void disk_create(struct disk_file *);
void disk_remove(struct disk_file *);
void disk_sync(struct disk_file *);
void disk_cut(uint64_t);

#endif
