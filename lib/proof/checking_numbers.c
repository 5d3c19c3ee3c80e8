/*
 * A pattern may have its parts in any order, so numbers are made, not parsed.
 */
#include <stdlib.h>
#include <string.h>

#include "ledger/query.h"
#include "proof/checking_parts.h"
#include "rule/number.h"

enum {
	INVOICE,
	SERIES,
	YEAR,
	COUNT,
	ISSUE_DATE,
};

static enum status
check_number(struct checking *checking, struct query *query)
{
	const char *invoice = query_text(query, INVOICE);
	const char *issue_date = query_text(query, ISSUE_DATE);
	int year = (int)query_integer(query, YEAR);
	char number[NUMBER_MAX];

	if (number_check(query_text(query, SERIES), checking->error) !=
	    STATUS_OK)
		return checking_finding(
		    checking, (const char *const[]){ "numbers-formed", invoice,
				  "a pattern", query_text(query, SERIES) });
	number_format(query_text(query, SERIES), year,
	    query_integer(query, COUNT), number);
	if (strcmp(number, invoice) != 0)
		return checking_finding(
		    checking, (const char *const[]){
				  "numbers-formed", invoice, number, invoice });
	if (strtol(issue_date, NULL, 10) != year)
		return checking_finding(
		    checking, (const char *const[]){ "numbers-formed", invoice,
				  "issued in its year", issue_date });
	return STATUS_OK;
}

enum status
checking_numbers(struct checking *checking)
{
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(
	    checking->ledger, STATEMENT_CHECK_NUMBERS, &query, checking->error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, checking->error);
		if (status != STATUS_OK || !found)
			break;
		status = check_number(checking, &query);
	}
	query_end(&query);
	return status;
}
