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
window_month(const char *option, const char *month, struct date *first,
    struct date *last, struct error *error)
{
	struct civil civil;
	char text[DATE_TEXT_MAX];

	(void)snprintf(text, sizeof(text), "%.7s-01", month);
	if (strlen(month) != strlen("YYYY-MM") ||
	    date_parse(text, first, error) != STATUS_OK)
		return error_set(error, STATUS_USAGE,
		    "%s %.40s: not a month (YYYY-MM)", option, month);
	civil = date_civil(*first);
	*last = date_in_month(civil.year, civil.month, 31);
	return STATUS_OK;
}

enum status
window_of(const struct request *request, const char *period,
    struct window *window, struct error *error)
{
	enum status status;

	*window = (struct window){
		.account = request->account,
		.as_of = date_given(request->as_of) ? request->as_of : LAST_DAY,
		.from = date_of(1, 1, 1),
		.to = LAST_DAY,
	};
	if (period == NULL)
		return STATUS_OK;
	status =
	    window_month("--period", period, &window->from, &window->to, error);
	window->to = date_add_days(window->to, 1);
	return status;
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
	stream_bind(query, window->account, window->account);
	query_bind_date(query, window->from);
	query_bind_date(query, window->to);
}

void
window_bind_instants(const struct window *window, struct query *query)
{
	query_bind_integer(query, (window->as_of.days + 1) * INSTANT_DAY);
	stream_bind(query, window->account, window->account);
	query_bind_integer(query, window->from.days * INSTANT_DAY);
	query_bind_integer(
	    query, (window->to.days + (window->to.days == LAST_DAY.days)) *
		       INSTANT_DAY);
}
