/*
 * What is not asked for is as wide as it can be.
 */
#include "work/window.h"

#include <stdio.h>
#include <string.h>

#include "base/instant.h"
#include "ledger/stream.h"

#define LAST_DAY date_of(9999, 12, 31)

enum status
window_of(const struct request *request, const char *period,
    struct window *window, struct error *error)
{
	struct civil civil;
	char text[DATE_TEXT_MAX];

	*window = (struct window){
		.account = request->account,
		.as_of = date_given(request->as_of) ? request->as_of : LAST_DAY,
		.from = date_of(1, 1, 1),
		.to = LAST_DAY,
	};
	if (period == NULL)
		return STATUS_OK;
	if (strlen(period) != strlen("YYYY-MM"))
		goto invalid;
	snprintf(text, sizeof(text), "%s-01", period);
	if (date_parse(text, &window->from, error) != STATUS_OK)
		goto invalid;
	civil = date_civil(window->from);
	window->to = date_in_month(civil.year, civil.month + 1, 1);
	return STATUS_OK;
invalid:
	return error_set(error, STATUS_USAGE,
	    "--period %.40s: not a month (YYYY-MM)", period);
}

enum status
window_check(
    const struct window *window, struct ledger *ledger, struct error *error)
{
	struct query query;
	enum status status;
	bool found = false;

	if (window->account == NULL)
		return STATUS_OK;
	status = query_begin(ledger, STATEMENT_ACCOUNT_FIND, &query, error);
	if (status == STATUS_OK) {
		query_bind_text(&query, window->account);
		status = query_next(&query, &found, error);
	}
	query_end(&query);
	if (status == STATUS_OK && !found)
		status = error_set(error, STATUS_INVALID,
		    "account %.128s is not known", window->account);
	return status;
}

void
window_bind(const struct window *window, struct query *query)
{
	query_bind_date(query, window->as_of);
	query_bind_text(query, window->account == NULL ? "" : window->account);
	query_bind_text(
	    query, window->account == NULL ? BILLING_LAST : window->account);
	query_bind_date(query, window->from);
	query_bind_date(query, window->to);
}

void
window_bind_instants(const struct window *window, struct query *query)
{
	query_bind_integer(query, (window->as_of.days + 1) * INSTANT_DAY);
	query_bind_text(query, window->account == NULL ? "" : window->account);
	query_bind_text(
	    query, window->account == NULL ? BILLING_LAST : window->account);
	query_bind_integer(query, window->from.days * INSTANT_DAY);
	query_bind_integer(
	    query, (window->to.days + (window->to.days == LAST_DAY.days)) *
		       INSTANT_DAY);
}
