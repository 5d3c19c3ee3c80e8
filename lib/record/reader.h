#ifndef RECORD_READER_H
#define RECORD_READER_H

#include <stdbool.h>

#include "base/error.h"
#include "base/hash.h"
#include "record/record.h"

/*
 * A reader turns a file or a pipe into records of a schema.
 *
 * The format is told by the first byte after an optional byte order mark: "{"
 * begins JSON lines (one object a line, values strings or plain numbers taken
 * letter by letter, true, false or null for "not given"), anything else is CSV
 * (RFC 4180; LF or CRLF) with a header.
 *
 * The stream is trusted only as a whole.  It is refused (STATUS_INVALID, the
 * text naming file, line and column) when it is not what it says: no header, a
 * required column missing, a column unknown or twice (the nearest name is
 * suggested), broken quoting, a byte that is not UTF-8, a NUL, a field over
 * READER_FIELD_MAX bytes, more than READER_COLUMNS_MAX columns, an object that
 * does not parse, or no newline at its end (a dead upstream).  These end the
 * reading.  A single bad record (a row with more or fewer cells than the
 * header, a required cell empty, a control character in a cell) is returned
 * with ${bad} set instead, and reading may go on.
 *
 * reader_open(path, schema, reader, error):
 * Open ${path}, "-" for standard input, and read the header.  STATUS_NO_INPUT
 * if it cannot be opened.  ${path} and ${schema} must outlive the reader.
 * Release with reader_close().
 *
 * reader_open_laid(path, schema, layout, reader, error):
 * The same, for a file that is read through ${layout} (see layout.h), which
 * must live as long; NULL: without one.  STATUS_CONFIG where the values of the
 * layout are not those of the schema.
 *
 * reader_ahead(reader, preparing, error):
 * From now on let a thread read ahead, if the input is a file of CSV; what is
 * read is the same.  ${preparing}, if not NULL, looks at each record of CSV
 * that is well, from any thread, several at once: for what needs no other
 * record.  Blocks of records come in no order, but a block is looked at by one
 * thread, its records one after the other, so that something can be made of
 * them together.  To be called before the first record.  Memory: a few records
 * and buffers more.
 *
 * reader_prepared(reader):
 * What was prepared of the record just read; NULL if nothing was.
 *
 * reader_block(reader, count):
 * What was prepared of a block together, where the record just read is the
 * first of its ${count} records and all of them are well; otherwise NULL.
 *
 * reader_pass(reader):
 * The block that reader_block() gave was taken: what is read next comes behind
 * it.  What is said of the record just read is said no longer.
 *
 * reader_lasts(reader):
 * Whether the texts of the record just read, what reader_raw() and
 * reader_prepared() say of it and all that lasted before it are still there
 * after the next call of reader_read().
 *
 * reader_waits(reader):
 * Whether reading may wait without end, for the writer of a pipe.
 *
 * reader_read(reader, record, found, error):
 * Read the next record into ${record}, which stays valid until the next call.
 * *${found} is false at the end.  Memory: one record and one buffer.
 *
 * reader_bad(reader):
 * What is wrong with the record just read, "column: expected ...", or NULL if
 * it is well.  The fields of a bad record must not be used.
 *
 * reader_raw_header(reader, names), reader_raw(reader, values):
 * The header and the record just read as they stand in the file (as many cells
 * as there were, but for "line" and "reason", which a reject file adds and
 * which are passed over where the schema has no such column), for a reject
 * file.  Return the count.  JSON lines have the header of the schema's columns
 * and the extras of the record.
 *
 * reader_tight(reader):
 * How many bytes the cells of reader_raw() take, each with its NUL, where they
 * lie one behind the other and have printable ASCII alone, no blank, quote or
 * comma; otherwise 0.
 *
 * reader_waiting(reader, waiting, context):
 * Call ${waiting}(${context}) each time before reading may have to wait for
 * somebody else (see source.h), so that what was made of the records so far
 * need not wait too.
 *
 * reader_named(reader):
 * Whether each record has the names of a header; JSON lines have their own.
 *
 * reader_recall(reader, line, arena, original, error):
 * With a layout: the cells of the record of ${line}, which was read, as they
 * stood in the file.  Without one original->cells is NULL.
 *
 * reader_blame(reader, error):
 * Say better what is wrong with the record just read: that it is the header
 * again; with a layout, what the column that ${error} begins with was made of:
 * "column quantity, {billsec}: ...".
 *
 * reader_passed(reader):
 * How many records the layout has passed over.
 *
 * reader_name(reader):
 * The name for messages: the path as given, "standard input" for "-".
 *
 * reader_digest(reader, digest):
 * SHA-256 of all bytes.  To be called after the end was found.
 *
 * reader_undigested(reader):
 * Nobody will ask for the digest.  To be called before reader_ahead().
 *
 * reader_close(reader):
 * Release; NULL is allowed.
 */

#ifndef READER_FIELD_MAX
#define READER_FIELD_MAX 65536
#endif
#define READER_COLUMNS_MAX 1024

struct arena;
struct layout;
struct original;
struct reader;

/* A record that is looked at ahead. */
struct reader_row {
	struct record record;
	const char *const *cells; /* as they stand in the file */
	size_t count; /* of cells */
	size_t tight; /* as reader_tight() says */
	size_t index; /* how many of its block came before */
};

struct reader_preparing {
	/* Make ${prepared} of a record, and a part of the ${block}; what is in
	 * them before its first record is old. */
	void (*prepare)(const void *context, const struct reader_row *,
	    void *prepared, void *block);
	const void *context;
	size_t size; /* of what is prepared */
	size_t block_size;
};

enum status reader_open(const char *, const struct schema *, struct reader **,
    struct error *) MUST_CHECK;
enum status reader_ahead(struct reader *, const struct reader_preparing *,
    struct error *) MUST_CHECK;
enum status reader_read(
    struct reader *, struct record *, bool *, struct error *) MUST_CHECK;
enum status reader_open_laid(const char *, const struct schema *,
    const struct layout *, struct reader **, struct error *) MUST_CHECK;
const void *reader_prepared(const struct reader *);
const void *reader_block(const struct reader *, size_t *);
void reader_pass(struct reader *);
bool reader_lasts(const struct reader *);
bool reader_waits(const struct reader *);
const char *reader_bad(const struct reader *);
size_t reader_raw_header(const struct reader *, const char *const **);
size_t reader_raw(const struct reader *, const char *const **);
size_t reader_tight(const struct reader *);
void reader_waiting(struct reader *, void (*)(void *), void *);
bool reader_named(const struct reader *);
enum status reader_recall(const struct reader *, uint64_t, struct arena *,
    struct original *, struct error *) MUST_CHECK;
void reader_blame(const struct reader *, struct error *);
uint64_t reader_passed(const struct reader *);
const char *reader_name(const struct reader *);
void reader_digest(struct reader *, unsigned char[HASH_SIZE]);
void reader_undigested(struct reader *);
void reader_close(struct reader *);

#endif
