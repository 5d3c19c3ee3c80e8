#ifndef INTAKE_IMPORTING_READ_H
#define INTAKE_IMPORTING_READ_H

#include "base/arena.h"
#include "base/hash.h"
#include "intake/importing.h"
#include "intake/receipts.h"
#include "work/rejecting.h"

/*
 * The first half of an import: the file is read, each record is checked by
 * itself, and what is good is staged.
 *
 * importing_read(engine):
 * Read the whole file; the hash of its bytes into the engine's input.
 *
 * importing_reject(engine, rejected, facts):
 * Set a record aside, and answer it; ${facts} NULL if it has no key to name.
 */

/* One import at work. */
struct engine {
	struct importing importing;
	const struct import_options *options;
	struct reader *reader;
	struct rejects *rejects;
	struct receipts *receipts;
	struct summary *summary;
	struct arena scratch;
	struct arena arena;
	unsigned char input[HASH_SIZE];
	/* Lines that were rejected while deciding: their twins are too. */
	int64_t *rejected;
	size_t rejected_count;
};

enum status importing_read(struct engine *) MUST_CHECK;
enum status importing_reject(
    struct engine *, const struct rejected *, const struct facts *) MUST_CHECK;

#endif
