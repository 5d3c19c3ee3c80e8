/*
 * A stream stands on its next row; whoever takes the row steps on.  Rows of one
 * account and subscription are taken while they last.
 */
#include "ledger/billings.h"

#include <string.h>

/* Every stream begins with these two columns, and most go on with the third. */
enum { PAYER, ACCOUNT, SUBSCRIPTION };

static enum status
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
	query_bind_text(&stream->query, range->low);
	query_bind_text(&stream->query, range->high);
	return query_next(&stream->query, &stream->found, error);
}

static enum status
stream_step(struct stream *stream, struct error *error)
{
	return query_next(&stream->query, &stream->found, error);
}

static bool
stream_is(struct stream *stream, const char *payer, const char *account)
{
	return stream->found &&
	       strcmp(query_text(&stream->query, PAYER), payer) == 0 &&
	       strcmp(query_text(&stream->query, ACCOUNT), account) == 0;
}

/* Copies texts of a row until one copy fails. */
struct copying {
	struct query *query;
	struct arena *arena;
	struct error *error;
	enum status status;
};

static const char *
copy(struct copying *copying, int column)
{
	const char *text =
	    arena_text(copying->arena, query_text(copying->query, column));

	if (text != NULL)
		return text;
	copying->status = error_memory(copying->error);
	return "";
}

static struct date
copy_date(struct copying *copying, int column)
{
	struct date date = DATE_NONE;

	if (copying->status == STATUS_OK)
		copying->status =
		    query_date(copying->query, column, &date, copying->error);
	return date;
}

static struct decimal
copy_decimal(struct copying *copying, int column)
{
	struct decimal decimal = decimal_from_integer(0);

	if (copying->status == STATUS_OK)
		copying->status =
		    decimal_parse(query_text(copying->query, column),
			DECIMAL_PLACES_MAX, &decimal, copying->error);
	return decimal;
}

static struct currency
copy_currency(struct copying *copying, int column)
{
	struct currency currency = { .places = 0 };

	if (copying->status == STATUS_OK)
		copying->status =
		    currency_parse(query_text(copying->query, column),
			&currency, copying->error);
	return currency;
}

enum status
billings_open(struct ledger *ledger, const struct billing_range *range,
    const struct catalogs *catalogs, struct billings *billings,
    struct error *error)
{
	enum status status;

	*billings = (struct billings){ .catalogs = catalogs };
	status = stream_open(
	    ledger, STATEMENT_RUN_OWNERS, range, &billings->owners, error);
	if (status == STATUS_OK)
		status = stream_open(ledger, STATEMENT_RUN_ORDERS, range,
		    &billings->orders, error);
	if (status == STATUS_OK)
		status = stream_open(ledger, STATEMENT_RUN_POSTED, range,
		    &billings->posted, error);
	if (status == STATUS_OK)
		status = stream_open(ledger, STATEMENT_RUN_ADJUSTMENTS, range,
		    &billings->adjustments, error);
	return status;
}

enum status
billings_owner(struct billings *billings, struct arena *arena,
    struct billing_owner *owner, bool *found, struct error *error)
{
	struct stream *stream = &billings->owners;
	struct copying copying = { &stream->query, arena, error, STATUS_OK };

	*found = stream->found;
	*owner = (struct billing_owner){ .payer = "" };
	if (!*found)
		return STATUS_OK;
	owner->payer = copy(&copying, PAYER);
	owner->account = copy(&copying, ACCOUNT);
	owner->revision = query_integer(&stream->query, 2);

	/* One row a version: the bill days of all, the rest of the last. */
	while (copying.status == STATUS_OK &&
	       stream_is(stream, owner->payer, owner->account)) {
		owner->bill_days = arena_grow(arena, owner->bill_days,
		    owner->bill_day_count, sizeof(*owner->bill_days));
		if (owner->bill_days == NULL)
			return error_memory(error);
		owner->bill_days[owner->bill_day_count++] = (struct bill_day){
			.from = copy_date(&copying, 3),
			.day = (int)query_integer(&stream->query, 4),
		};
		owner->timezone = copy(&copying, 5);
		owner->tax_region = copy(&copying, 6);
		owner->exempt =
		    strcmp(query_text(&stream->query, 7), "yes") == 0;
		if (copying.status == STATUS_OK)
			copying.status = stream_step(stream, error);
	}
	return copying.status;
}

/* The order line that the stream stands on. */
static enum status
order_read(const struct catalogs *catalogs, struct copying *copying,
    struct order *order)
{
	struct query *query = copying->query;
	struct catalog none = { .version = "" };
	struct civil civil;
	enum status status;
	int months;

	*order = (struct order){
		.sequence = query_integer(query, 3),
		.start = copy_date(copying, 5),
		.end = copy_date(copying, 6),
		.bill_from = copy_date(copying, 7),
		.price = copy(copying, 11),
		.charge = copy(copying, 12),
		.service = copy(copying, 13),
	};
	if (copying->status != STATUS_OK)
		return copying->status;
	status =
	    action_parse(query_text(query, 4), &order->action, copying->error);
	if (status != STATUS_OK || order->action != ACTION_ADD)
		return status;
	order->quantity = copy_decimal(copying, 10);
	order->catalog = catalogs_version(catalogs, query_text(query, 8));
	order->plan = catalog_plan(
	    order->catalog ? order->catalog : &none, query_text(query, 9));
	if (order->plan == NULL)
		return error_set(copying->error, STATUS_LEDGER,
		    "subscription %s: plan %s is not in catalog %s",
		    query_text(query, SUBSCRIPTION), query_text(query, 9),
		    query_text(query, 8));

	/* A fixed term that does not renew ends by itself. */
	months = (int)query_integer(query, 14);
	if (months > 0 && strcmp(query_text(query, 15), "none") == 0 &&
	    !date_given(order->end)) {
		civil = date_civil(order->start);
		order->end =
		    date_in_month(civil.year, civil.month + months, civil.day);
	}
	return copying->status;
}

/* The tax that the stream of posted lines stands on, if any. */
static enum status
tax_read(struct copying *copying, struct line *line)
{
	struct query *query = copying->query;

	if (query_null(query, 28))
		return STATUS_OK;
	line->taxes = arena_grow(
	    copying->arena, line->taxes, line->tax_count, sizeof(*line->taxes));
	if (line->taxes == NULL)
		return error_memory(copying->error);
	line->taxes[line->tax_count++] = (struct line_tax){
		.name = copy(copying, 29),
		.jurisdiction = copy(copying, 30),
		.rate = copy_decimal(copying, 31),
		.amount =
		    money_of(query_integer(query, 32), line->amount.currency),
		.taxable = strcmp(query_text(query, 33), "yes") == 0,
	};
	return copying->status;
}

static enum status
posted_read(struct copying *copying, struct posted *posted)
{
	struct query *query = copying->query;
	enum status status;

	*posted = (struct posted) {
		.reference = copy(copying, 22),
		.account = copy(copying, 23),
		.line = {
			.owner = copy(copying, ACCOUNT),
			.subscription = copy(copying, SUBSCRIPTION),
			.charge = copy(copying, 3),
			.plan = copy(copying, 5),
			.catalog = copy(copying, 6),
			.order_price = copy(copying, 7),
			.cycle_start = copy_date(copying, 8),
			.cycle_end = copy_date(copying, 9),
			.revision = query_integer(query, 10),
			.service = copy(copying, 11),
			.product = copy(copying, 12),
			.description = copy(copying, 13),
			.period_start = copy_date(copying, 14),
			.period_end = copy_date(copying, 15),
			.quantity = copy_decimal(copying, 16),
			.unit = copy(copying, 17),
			.unit_price = copy(copying, 18),
			.tax_code = copy(copying, 20),
			.upto = copy(copying, 21),
			.corrects = copy(copying, 25),
			.adjustment = "",
		},
	};
	posted->line.amount =
	    money_of(query_integer(query, 19), copy_currency(copying, 24));
	status = line_kind_parse(
	    query_text(query, 4), &posted->line.kind, copying->error);
	return status == STATUS_OK ? copying->status : status;
}

static bool
stream_has(struct stream *stream, const struct billing_owner *owner,
    const char *subscription)
{
	return stream_is(stream, owner->payer, owner->account) &&
	       strcmp(query_text(&stream->query, SUBSCRIPTION), subscription) ==
		   0;
}

static enum status
take_orders(struct billings *billings, const struct billing_owner *owner,
    struct arena *arena, struct billing_subscription *to, struct error *error)
{
	struct stream *stream = &billings->orders;
	struct copying copying = { &stream->query, arena, error, STATUS_OK };
	enum status status = STATUS_OK;

	while (status == STATUS_OK && stream_has(stream, owner, to->id)) {
		to->orders = arena_grow(
		    arena, to->orders, to->order_count, sizeof(*to->orders));
		if (to->orders == NULL)
			return error_memory(error);
		status = order_read(billings->catalogs, &copying,
		    &to->orders[to->order_count++]);
		if (status == STATUS_OK)
			status = stream_step(stream, error);
	}
	return status;
}

static enum status
take_posted(struct billings *billings, const struct billing_owner *owner,
    struct arena *arena, struct billing_subscription *to, struct error *error)
{
	struct stream *stream = &billings->posted;
	struct copying copying = { &stream->query, arena, error, STATUS_OK };
	int64_t posting = 0, line = 0;
	enum status status = STATUS_OK;

	while (status == STATUS_OK && stream_has(stream, owner, to->id)) {
		/* A line with several taxes comes in several rows. */
		if (posting != query_integer(&stream->query, 26) ||
		    line != query_integer(&stream->query, 27)) {
			to->posted = arena_grow(arena, to->posted,
			    to->posted_count, sizeof(*to->posted));
			if (to->posted == NULL)
				return error_memory(error);
			status = posted_read(
			    &copying, &to->posted[to->posted_count++]);
		}
		posting = query_integer(&stream->query, 26);
		line = query_integer(&stream->query, 27);
		if (status == STATUS_OK)
			status = tax_read(
			    &copying, &to->posted[to->posted_count - 1].line);
		if (status == STATUS_OK)
			status = stream_step(stream, error);
	}
	return status;
}

static enum status
take_adjustments(struct billings *billings, const struct billing_owner *owner,
    struct arena *arena, struct billing_subscription *to, struct error *error)
{
	struct stream *stream = &billings->adjustments;
	struct copying copying = { &stream->query, arena, error, STATUS_OK };

	while (
	    copying.status == STATUS_OK && stream_has(stream, owner, to->id)) {
		to->adjustments = arena_grow(arena, to->adjustments,
		    to->adjustment_count, sizeof(*to->adjustments));
		if (to->adjustments == NULL)
			return error_memory(error);
		to->adjustments[to->adjustment_count++] = (struct adjustment){
			.id = copy(&copying, 3),
			.amount = money_of(query_integer(&stream->query, 4),
			    copy_currency(&copying, 5)),
			.reason = copy(&copying, 6),
			.effective_on = copy_date(&copying, 7),
			.charge = copy(&copying, 8),
		};
		if (copying.status == STATUS_OK)
			copying.status = stream_step(stream, error);
	}
	return copying.status;
}

enum status
billings_subscription(struct billings *billings,
    const struct billing_owner *owner, struct arena *arena,
    struct billing_subscription *subscription, bool *found, struct error *error)
{
	struct stream *streams[] = { &billings->adjustments, &billings->orders,
		&billings->posted };
	const char *least = NULL;
	enum status status;
	size_t i;

	/* The least subscription that any stream stands on. */
	*subscription = (struct billing_subscription){ .id = "" };
	for (i = 0; i < sizeof(streams) / sizeof(streams[0]); i++) {
		const char *id;

		if (!stream_is(streams[i], owner->payer, owner->account))
			continue;
		id = query_text(&streams[i]->query, SUBSCRIPTION);
		if (least == NULL || strcmp(id, least) < 0)
			least = id;
	}
	*found = least != NULL;
	if (!*found)
		return STATUS_OK;
	subscription->id = arena_text(arena, least);
	if (subscription->id == NULL)
		return error_memory(error);
	status = take_orders(billings, owner, arena, subscription, error);
	if (status == STATUS_OK)
		status =
		    take_posted(billings, owner, arena, subscription, error);
	if (status == STATUS_OK)
		status = take_adjustments(
		    billings, owner, arena, subscription, error);
	return status;
}

void
billings_close(struct billings *billings)
{
	query_end(&billings->owners.query);
	query_end(&billings->orders.query);
	query_end(&billings->posted.query);
	query_end(&billings->adjustments.query);
}

enum status
payers_open(struct ledger *ledger, const struct billing_range *range,
    struct stream *stream, struct error *error)
{
	return stream_open(ledger, STATEMENT_RUN_PAYERS, range, stream, error);
}

enum status
payers_next(struct stream *stream, struct payer *payer, struct arena *arena,
    bool *found, struct error *error)
{
	struct copying copying = { &stream->query, arena, error, STATUS_OK };

	*found = stream->found;
	if (!*found)
		return STATUS_OK;
	*payer = (struct payer){
		.account = copy(&copying, 0),
		.revision = query_integer(&stream->query, 1),
		.terms_days = (int)query_integer(&stream->query, 2),
		.bill_every = copy(&copying, 3),
		.bill_day = (int)query_integer(&stream->query, 4),
	};
	return copying.status == STATUS_OK ? stream_step(stream, error)
					   : copying.status;
}

void
payers_close(struct stream *stream)
{
	query_end(&stream->query);
}
