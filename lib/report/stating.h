#ifndef REPORT_STATING_H
#define REPORT_STATING_H

#include "base/arena.h"
#include "rule/account_statement.h"
#include "rule/company.h"
#include "rule/party.h"
#include "work/request.h"

/*
 * Stating hands statements of account, one by one, to whoever shows them to
 * people.
 *
 * There is one for each account and currency that had a balance before the
 * period, or a document or payment in it.  The period ends with the request's
 * as_of where that is earlier; who the customer was is asked on the last day.
 *
 * stating_run(request, options, visit, context, error):
 * Call ${visit} for each statement, in the order of accounts and currencies.
 * Memory: the entries of one.  STATUS_INVALID, after the others were shown, for
 * an account that is asked for and not known; STATUS_USAGE for a period that is
 * none, or that begins after as_of.
 */

struct stating_options {
	const char *const *accounts;
	size_t account_count;
	const char *list; /* stream with a column "account", or NULL */
	const char *period; /* YYYY-MM */
};

struct stated {
	const struct company *company;
	const struct account_statement *statement;
	struct party party;
};

typedef enum status stating_visit(
    void *, const struct stated *, struct arena *, struct error *);

enum status stating_run(const struct request *, const struct stating_options *,
    stating_visit *, void *, struct error *) MUST_CHECK;

#endif
