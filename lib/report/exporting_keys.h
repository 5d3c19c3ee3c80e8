#ifndef REPORT_EXPORTING_KEYS_H
#define REPORT_EXPORTING_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "ledger/ledger.h"
#include "record/record.h"
#include "report/exporting.h"

/*
 * The keys by which everything of an order, a subscription, an opportunity or
 * an agreement is found.
 *
 * exporting_keys_given(keys):
 * The option of the first key that is given, or NULL.
 *
 * exporting_keys_match(keys, reference):
 * Whether what has these references is wanted.
 *
 * exporting_keys_columns(keys, columns, count, places):
 * Where the references stand among ${columns}.  Return the option of a key for
 * which there is none, or NULL.
 *
 * exporting_keys_accounts(keys, ledger, arena, accounts, error):
 * Narrow ${accounts} to those that the order or subscription is of, so that one
 * is found quickly; to none if it is not known.
 *
 * exporting_keys_fields(keys, places, fields):
 * Whether the record of these ${fields} is wanted.
 */

/* Accounts, both included. */
struct exporting_accounts {
	const char *low;
	const char *high;
};

/* What a record refers to; "" where it refers to nothing. */
struct exporting_reference {
	const char *subscription;
	const char *order;
	const char *line; /* of that order */
	const char *opportunity;
	const char *agreement;
};

/* Columns of the references, in their order; the number of columns: none. */
#define EXPORTING_PLACES 5

bool exporting_keys_match(
    const struct exporting_keys *, const struct exporting_reference *);
const char *exporting_keys_given(const struct exporting_keys *);
const char *exporting_keys_columns(const struct exporting_keys *,
    const struct column *, size_t, size_t[EXPORTING_PLACES]);
enum status exporting_keys_accounts(const struct exporting_keys *,
    struct ledger *, struct arena *, struct exporting_accounts *,
    struct error *) MUST_CHECK;
bool exporting_keys_fields(const struct exporting_keys *,
    const size_t[EXPORTING_PLACES], const char *const *);

#endif
