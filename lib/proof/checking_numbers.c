/*
 * A pattern may have its parts in any order, so numbers are made, not parsed.
 */
#include <stdlib.h>
#include <string.h>

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
check_number(struct checking *checking, struct query *row, void *context)
{
	const char *invoice = query_text(row, INVOICE);
	const char *series = query_text(row, SERIES);
	const char *issue_date = query_text(row, ISSUE_DATE);
	int year = (int)query_integer(row, YEAR);
	char number[NUMBER_MAX];

	(void)context;
	if (number_check(series, checking->error) != STATUS_OK)
		return checking_tell(
		    checking, invoice, "a pattern", series, checking->error);
	number_format(series, year, query_integer(row, COUNT), number);
	if (strcmp(number, invoice) != 0)
		return checking_tell(
		    checking, invoice, number, invoice, checking->error);
	if (strtol(issue_date, NULL, 10) != year)
		return checking_tell(checking, invoice, "issued in its year",
		    issue_date, checking->error);
	return STATUS_OK;
}

enum status
checking_numbers(struct checking *checking)
{
	return checking_rows(
	    checking, STATEMENT_CHECK_NUMBERS, check_number, NULL);
}
