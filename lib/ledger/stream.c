/*
 * A stream stands on its next row; whoever takes the row steps on.
 */
#include "ledger/stream.h"

#include <string.h>

void
stream_bind(struct query *query, const char *low, const char *high)
{
	query_bind_text(query, low == NULL ? "" : low);
	query_bind_text(query, high == NULL ? BILLING_LAST : high);
}

enum status
stream_open(struct ledger *ledger, enum statement statement,
    const struct billing_range *range, struct stream *stream,
    struct error *error)
{
	enum status status;

	stream->found = false;
	status = query_begin(ledger, statement, &stream->query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_date(&stream->query, range->as_of);
	stream_bind(&stream->query, range->low, range->high);
	stream_bind(&stream->query, range->account_low, range->account_high);
	return query_next(&stream->query, &stream->found, error);
}

enum status
stream_step(struct stream *stream, struct error *error)
{
	return query_next(&stream->query, &stream->found, error);
}

bool
stream_is(struct stream *stream, const char *payer, const char *account)
{
	return stream->found &&
	       strcmp(query_text(&stream->query, STREAM_PAYER), payer) == 0 &&
	       strcmp(query_text(&stream->query, STREAM_ACCOUNT), account) == 0;
}

const char *
stream_text(struct taking *taking, int column)
{
	const char *text = arena_text(
	    taking->arena, query_text(&taking->stream->query, column));

	if (text != NULL)
		return text;
	taking->status = error_memory(taking->error);
	return "";
}

struct date
stream_date(struct taking *taking, int column)
{
	struct date date = DATE_NONE;

	if (taking->status == STATUS_OK)
		taking->status = query_date(
		    &taking->stream->query, column, &date, taking->error);
	return date;
}

struct decimal
stream_decimal(struct taking *taking, int column)
{
	struct decimal decimal = decimal_from_integer(0);

	if (taking->status == STATUS_OK)
		taking->status =
		    decimal_parse(query_text(&taking->stream->query, column),
			DECIMAL_PLACES_MAX, &decimal, taking->error);
	return decimal;
}

struct currency
stream_currency(struct taking *taking, int column)
{
	struct currency currency = { .places = 0 };

	if (taking->status == STATUS_OK)
		taking->status =
		    currency_parse(query_text(&taking->stream->query, column),
			&currency, taking->error);
	return currency;
}

void
stream_close(struct stream *stream)
{
	query_end(&stream->query);
}
