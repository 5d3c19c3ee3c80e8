/*
 * The lines of a round are written down before the first is read, so that what
 * is found of one cannot change the next.
 */
#include "ledger/judging.h"

static enum status
run(struct ledger *ledger, enum statement statement, struct error *error)
{
	struct query query;
	enum status status = query_begin(ledger, statement, &query, error);

	if (status == STATUS_OK)
		status = query_run(&query, error);
	query_end(&query);
	return status;
}

enum status
judging_begin(
    struct ledger *ledger, struct judging *judging, struct error *error)
{
	const struct billing_range all = { .as_of = DATE_MAX };
	enum status status;

	*judging = (struct judging){ .orders.found = false };
	status = run(ledger, STATEMENT_JUDGING_CLEAR, error);
	if (status == STATUS_OK)
		status = run(ledger, STATEMENT_JUDGING_FILL, error);
	if (status == STATUS_OK)
		status = query_begin(
		    ledger, STATEMENT_JUDGING_LINES, &judging->lines, error);
	if (status == STATUS_OK)
		status = stream_open(ledger, STATEMENT_JUDGING_ORDERS, &all,
		    &judging->orders, error);
	if (status == STATUS_OK)
		status = stream_open(ledger, STATEMENT_JUDGING_COTERMS, &all,
		    &judging->coterms, error);
	return status;
}

static const char *
text_or_null(struct query *query, int column)
{
	return query_null(query, column) ? NULL : query_text(query, column);
}

enum status
judging_next(struct judging *judging, struct judging_line *line, bool *found,
    struct error *error)
{
	struct query *query = &judging->lines;
	enum status status = query_next(query, found, error);
	size_t length;

	if (status != STATUS_OK || !*found)
		return status;
	*line = (struct judging_line){
		.position = query_integer(query, 0),
		.subscription = query_text(query, 1),
		.order = query_text(query, 2),
		.line = query_text(query, 3),
		.content = query_blob(query, 4, &length),
		.first_position = query_integer(query, 6),
		.first_content = query_blob(query, 7, &length),
		.stored = query_blob(query, 8, &length),
		.currency = text_or_null(query, 9),
		.owner = text_or_null(query, 10),
		.spoiled = !query_null(query, 11),
		.bill_days = query_text(query, 12),
		.used = query_integer(query, 13),
		.used_customer = query_integer(query, 14),
		.turn = query_integer(query, 15),
		.turn_customer = query_integer(query, 16),
		.reason = text_or_null(query, 17),
		.judged = !query_null(query, 18),
	};
	line->packed = query_blob(query, 5, &line->packed_length);
	return STATUS_OK;
}

void
judging_end(struct judging *judging)
{
	query_end(&judging->lines);
	stream_close(&judging->orders);
	stream_close(&judging->coterms);
}

enum status
judging_put(
    struct ledger *ledger, const struct judged *judged, struct error *error)
{
	struct query query;
	enum status status;

	status = query_begin(ledger, STATEMENT_JUDGED_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&query, judged->position);
	query_bind_text(&query, judged->reason);
	query_bind_text(&query, judged->acts_on);
	query_bind_text(&query, judged->catalog);
	query_bind_text(&query, judged->discounts);
	query_bind_text(&query, judged->term_end);
	query_bind_text(&query, judged->begins ? "yes" : "");
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

enum status
judging_spoil(struct ledger *ledger, const char *order, int64_t position,
    struct error *error)
{
	struct query query;
	enum status status;

	status = query_begin(ledger, STATEMENT_SPOILED_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_text(&query, order);
	query_bind_integer(&query, position);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}
