#ifndef REPORT_PRESENTING_H
#define REPORT_PRESENTING_H

#include "rule/company.h"
#include "rule/document.h"
#include "rule/party.h"
#include "work/request.h"

/*
 * Presenting hands posted documents, one by one, to whoever shows them to
 * people.
 *
 * presenting_run(request, options, visit, context, error):
 * Call ${visit} for each selected document, in the order of their numbers.
 * Memory: one document.  A number that is asked for and is not there is
 * STATUS_INVALID, after the others were shown.
 */

struct presenting_options {
	const char *const *numbers; /* of documents */
	size_t number_count;
	const char *list; /* stream with a column "invoice", or NULL */
	const char *period; /* YYYY-MM of the issue date, or NULL */
};

struct presented {
	const struct company *company;
	const struct document *document;
	const char *const *products; /* the name of each line's product */
	const char *number;
	const char *po_number;
	const char *template; /* the account's own, or "" */
	struct party party;
};

typedef enum status presenting_visit(
    void *, const struct presented *, struct arena *, struct error *);

enum status presenting_run(const struct request *,
    const struct presenting_options *, presenting_visit *, void *,
    struct error *) MUST_CHECK;

#endif
