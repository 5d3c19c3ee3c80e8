#ifndef RECORD_SOURCE_H
#define RECORD_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/hash.h"

/*
 * A source is a file or a pipe, read in pieces of at most one physical line.
 *
 * It keeps one buffer of SOURCE_ROOM bytes, counts lines, hashes every byte and
 * knows a stream that was cut short.  However the bytes arrive, the pieces are
 * the same.
 *
 * source_open(path, source, error):
 * Open ${path}, "-" for standard input.  STATUS_NO_INPUT if it cannot be opened
 * or is a directory.  ${path} must outlive the source.  Release with
 * source_close().
 *
 * source_first(source, byte, error):
 * Skip a byte order mark and tell the first byte after it, -1 if there is none.
 * To be called once, before anything is read.
 *
 * source_piece(source, piece, error):
 * The next line with its LF, valid until the next call; its length is 0 at the
 * end.  A line longer than the buffer comes in several pieces, of which only
 * the last is ${whole}; no piece but a line's last ends with a CR.
 * STATUS_INVALID if the last line has no LF.  SOURCE_MARGIN bytes behind a
 * piece may be read, whatever they are.
 *
 * source_peek(source, piece, error):
 * The same, but it is given again by the next call.
 *
 * source_lines(source, room, piece, error):
 * As many of the lines that come next as are in the buffer and ${room} bytes
 * hold, in one piece; its length is 0 if not even the next one is whole or so
 * short.  They are given again, until source_pass().
 *
 * source_pass(source, piece, lines):
 * ${piece}, which source_lines() gave, was taken: so many ${lines}.
 *
 * source_rest(source, piece, error):
 * All that is left as one piece; it is ${whole} if it has less than SOURCE_ROOM
 * bytes.
 *
 * source_waiting(source, waiting, context):
 * Call ${waiting}(${context}) each time before bytes are waited for that
 * somebody else has to write: of a pipe or a terminal, never of a file.
 *
 * source_place(source, line, error):
 * Put "name:line: " in front of what ${error} says.  Return its status.
 *
 * source_digest(source, digest):
 * SHA-256 of all bytes read.  To be called once, at the end.
 *
 * source_close(source):
 * Release; a source that is all zero may be closed, also twice.
 */

#ifndef SOURCE_ROOM
#define SOURCE_ROOM ((1 << 20) + 1)
#endif
#define SOURCE_MARGIN 15

struct source {
	const char *name; /* for messages */
	char *buffer; /* NULL: not open */
	int descriptor;
	bool regular; /* a file: reading does not wait for anybody */
	bool ended; /* there is nothing more to read */
	bool unhashed; /* nobody asks for the digest */
	size_t start; /* bytes given so far */
	size_t scanned; /* bytes known to hold no LF */
	size_t end; /* bytes in the buffer */
	uint64_t lines; /* lines ended so far */
	void (*waiting)(void *context); /* NULL: nobody is told */
	void *context;
	struct hash hash;
};

struct piece {
	char *bytes; /* may be written on */
	size_t length;
	uint64_t line; /* from 1 */
	bool whole; /* up to the end of its line */
};

enum status source_open(
    const char *, struct source *, struct error *) MUST_CHECK;
enum status source_first(struct source *, int *, struct error *) MUST_CHECK;
enum status source_piece(
    struct source *, struct piece *, struct error *) MUST_CHECK;
enum status source_peek(
    struct source *, struct piece *, struct error *) MUST_CHECK;
enum status source_lines(
    struct source *, size_t, struct piece *, struct error *) MUST_CHECK;
void source_pass(struct source *, const struct piece *, uint64_t);
enum status source_rest(
    struct source *, struct piece *, struct error *) MUST_CHECK;
void source_waiting(struct source *, void (*)(void *), void *);
enum status source_place(const struct source *, uint64_t, struct error *);
void source_digest(struct source *, unsigned char[HASH_SIZE]);
void source_close(struct source *);

#endif
