#ifndef INTAKE_KEYS_H
#define INTAKE_KEYS_H

#include "base/error.h"
#include "record/yaml.h"

/*
 * Keys: YAML mappings whose keys are known beforehand.
 *
 * What is wrong is said as "FILE:LINE:COLUMN: ...", STATUS_CONFIG.
 *
 * keys_read(keys, mapping, names, values):
 * Put the value of each of ${names} (ended by NULL) into ${values}, NULL where
 * it is not given.  A key that is not among them is refused, with the nearest
 * one, or as what is left of a number with a comma.
 *
 * keys_text(keys, value, text):
 * The text of ${value}, "" if that is NULL; it must be a single value.
 *
 * keys_texts(keys, mapping, names, values, texts):
 * Both, for a mapping of single values.
 *
 * keys_need(keys, mapping, value, name, text):
 * The text of the ${value} under ${name}, which must be given and not empty.
 *
 * keys_list(keys, value, first, count):
 * The items of a list; none if ${value} is NULL.
 *
 * keys_fail(keys, node):
 * Put the place of ${node} in front of the error, which becomes STATUS_CONFIG.
 * Return that.
 *
 * keys_unknown(keys, node, unknown):
 * Fail because of an unknown text, naming the nearest known one.
 */

struct keys {
	const char *file;
	struct error *error;
};

enum status keys_read(struct keys, const struct yaml *, const char *const *,
    const struct yaml **) MUST_CHECK;
enum status keys_text(
    struct keys, const struct yaml *, const char **) MUST_CHECK;
enum status keys_texts(struct keys, const struct yaml *, const char *const *,
    const struct yaml **, const char **) MUST_CHECK;
enum status keys_need(struct keys, const struct yaml *, const struct yaml *,
    const char *, const char **) MUST_CHECK;
enum status keys_list(struct keys, const struct yaml *, const struct yaml **,
    size_t *) MUST_CHECK;
enum status keys_fail(struct keys, const struct yaml *);

/* A text that is none of the names that it may be. */
struct unknown {
	const char *what;
	const char *text;
	const char *const *names;
	size_t count;
};

enum status keys_unknown(
    struct keys, const struct yaml *, const struct unknown *);

#endif
