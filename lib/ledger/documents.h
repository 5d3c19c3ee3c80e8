#ifndef LEDGER_DOCUMENTS_H
#define LEDGER_DOCUMENTS_H

#include <stdbool.h>

#include "ledger/ledger.h"
#include "rule/company.h"
#include "rule/document.h"
#include "rule/journal.h"
#include "rule/number.h"

/*
 * The shelf of posted documents, their lines, taxes and journal.
 *
 * documents_next(ledger, next, error):
 * Inside a writer's transaction: where posting goes on.  The numbers of a
 * series and year are counted from the ledger when the first of them is wanted.
 *
 * document_post(ledger, next, posting, error):
 * Number a document and store it with its lines, taxes and journal entries.
 * STATUS_STALE if the ledger holds one of its keys and revisions already; the
 * caller then undoes what was stored of it, and ${next} is as it was.
 * Cost: one insert a row.
 */

#define SERIES_MAX 16

struct next_number {
	const char *pattern; /* the series is its pattern */
	int year;
	int64_t last;
};

struct documents_next {
	int64_t posting;
	int64_t transaction;
	struct next_number numbers[SERIES_MAX];
	size_t count;
};

struct posting {
	const struct document *document;
	const struct entries *entries;
	const char *pattern; /* of the number */
	const char *customer;
	const char *seal;
	char number[NUMBER_MAX]; /* out */
};

enum status documents_next(
    struct ledger *, struct documents_next *, struct error *) MUST_CHECK;
enum status document_post(struct ledger *, struct documents_next *,
    struct posting *, struct error *) MUST_CHECK;

#endif
