#ifndef RECORD_RUN_H
#define RECORD_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * A run is a stretch of a temporary file in which items stand in order.
 *
 * A part of sort.h.  Runs are written one behind the other; each is read back
 * from its beginning through a buffer of its own.
 *
 * run_prefix(key, length):
 * The first eight bytes of ${key} as a number: of two keys whose numbers differ
 * the lesser number has the lesser key.
 *
 * run_item_compare(a, b):
 * Less than, equal to or greater than zero as the key of ${a} is to that of
 * ${b}.
 *
 * run_writer_open(writer, error):
 * A new temporary file.  Release with run_writer_close().
 *
 * run_writer_add(writer, item, error):
 * Append an item to the run that is being written.
 *
 * run_writer_end(writer, run, error):
 * End it; the next item begins another run.
 *
 * run_writer_close(writer):
 * Release; the runs are gone with it.  A writer of all zeros may be closed.
 *
 * run_reader_open(reader, descriptor, run, error):
 * Read ${run}, which was written into ${descriptor}.  Release with
 * run_reader_close(), which also takes a reader of all zeros.
 *
 * run_reader_next(reader, found, error):
 * Put the next item into ${reader}->item, where it stays valid until the next
 * call.
 *
 * Memory: RUN_BUFFER bytes for the writer and for each reader, more for an item
 * that is larger.
 */

#define RUN_BUFFER 65536

struct run_item {
	uint64_t prefix;
	const unsigned char *key;
	const unsigned char *bytes;
	uint32_t key_length;
	uint32_t length;
};

struct run {
	uint64_t start;
	uint64_t end;
};

struct run_writer {
	int descriptor;
	bool opened;
	uint64_t start; /* of this run */
	uint64_t end; /* of the file */
	size_t used;
	unsigned char *buffer;
};

struct run_reader {
	int descriptor;
	uint64_t next; /* in the file, to be loaded */
	uint64_t end;
	size_t at; /* in the buffer */
	size_t used;
	size_t room;
	unsigned char *buffer;
	struct run_item item;
};

uint64_t run_prefix(const unsigned char *, size_t);
int run_item_compare(const struct run_item *, const struct run_item *);
enum status run_writer_open(struct run_writer *, struct error *) MUST_CHECK;
enum status run_writer_add(
    struct run_writer *, const struct run_item *, struct error *) MUST_CHECK;
enum status run_writer_end(
    struct run_writer *, struct run *, struct error *) MUST_CHECK;
void run_writer_close(struct run_writer *);
enum status run_reader_open(
    struct run_reader *, int, struct run, struct error *) MUST_CHECK;
enum status run_reader_next(
    struct run_reader *, bool *, struct error *) MUST_CHECK;
void run_reader_close(struct run_reader *);

#endif
