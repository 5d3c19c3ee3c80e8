#ifndef RECORD_YAML_H
#define RECORD_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"

/*
 * YAML, read strictly into a tree.
 *
 * Company files and catalogs are YAML of a plain kind: mappings with scalar
 * keys, sequences and scalars.  Refused, each with "file:line:column: ...", are
 * anchors, aliases, tags, merge keys, duplicate keys, a second document, an
 * empty file, bytes that are not UTF-8, control characters in scalars, what
 * looks like a card number (base/card), depth over YAML_DEPTH_MAX and files
 * over YAML_BYTES_MAX (libyaml 0.2.5 has no depth limit and is quadratic in it:
 * depth is counted in our own event loop).  No type is guessed: a scalar is its
 * text.
 *
 * yaml_load(path, arena, root, digest, error):
 * Read ${path} ("-" is standard input) into *${root}, everything allocated in
 * ${arena}; SHA-256 of the bytes into ${digest}.  STATUS_NO_INPUT if it cannot
 * be opened, STATUS_CONFIG if it is refused.
 */

#define YAML_DEPTH_MAX 32
#ifndef YAML_BYTES_MAX
#define YAML_BYTES_MAX (1 << 20)
#endif

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };

struct yaml {
	enum yaml_kind kind;
	const char *text; /* of a scalar */
	const char *key; /* of a mapping's value */
	struct yaml *first; /* the first item or value */
	struct yaml *next; /* the next one beside this */
	size_t count; /* of items or values */
	size_t line; /* from 1; of a mapping's value: of its key */
	size_t column;
};

enum status yaml_load(const char *, struct arena *, const struct yaml **,
    unsigned char[HASH_SIZE], struct error *) MUST_CHECK;

#endif
