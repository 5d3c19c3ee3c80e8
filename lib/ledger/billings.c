/*
 * A stream stands on its next row; whoever takes the row steps on.  Rows of one
 * account and subscription are taken while they last.
 */
#include "ledger/billings.h"

#include <string.h>

#include "ledger/orders.h"

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
	if (status == STATUS_OK)
		status = stream_open(ledger, STATEMENT_RUN_EXEMPTIONS, range,
		    &billings->exemptions, error);
	return status;
}

enum status
billings_rate(struct ledger *ledger, const struct billing_range *range,
    const struct catalogs *catalogs, struct billings *billings,
    struct error *error)
{
	enum status status;

	*billings = (struct billings){ .catalogs = catalogs };
	status = stream_open(
	    ledger, STATEMENT_RATE_OWNERS, range, &billings->owners, error);
	if (status == STATUS_OK)
		status = stream_open(ledger, STATEMENT_RATE_ORDERS, range,
		    &billings->orders, error);
	if (status == STATUS_OK)
		status = stream_open(ledger, STATEMENT_RATE_POSTED, range,
		    &billings->posted, error);
	if (status == STATUS_OK)
		status = stream_open(
		    ledger, STATEMENT_RATE_LATE, range, &billings->late, error);
	return status;
}

/* The exemptions of ${owner}. */
static enum status
take_exemptions(struct billings *billings, struct arena *arena,
    struct billing_owner *owner, struct error *error)
{
	struct stream *stream = &billings->exemptions;
	struct taking taking = { stream, arena, error, STATUS_OK };
	struct tax_exemption *items = NULL;
	size_t count = 0;

	while (taking.status == STATUS_OK &&
	       stream_is(stream, owner->payer, owner->account)) {
		items = arena_grow(arena, items, count, sizeof(*items));
		if (items == NULL)
			return error_memory(error);
		items[count++] = (struct tax_exemption){
			.jurisdiction = stream_text(&taking, 2),
			.from = stream_date(&taking, 3),
			.to = query_text(&stream->query, 4)[0] == '\0'
				  ? DATE_MAX
				  : stream_date(&taking, 4),
		};
		if (taking.status == STATUS_OK)
			taking.status = stream_step(stream, error);
	}
	owner->exemptions = (struct tax_exemptions){ items, count };
	return taking.status;
}

static enum status
open_posting(struct ledger *ledger, enum statement statement, int64_t posting,
    struct stream *stream, struct error *error)
{
	enum status status;

	stream->found = false;
	status = query_begin(ledger, statement, &stream->query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_integer(&stream->query, posting);
	return query_next(&stream->query, &stream->found, error);
}

enum status
billings_explain(struct ledger *ledger, int64_t posting,
    const struct catalogs *catalogs, struct billings *billings,
    struct error *error)
{
	enum status status;

	*billings = (struct billings){ .catalogs = catalogs };
	status = open_posting(ledger, STATEMENT_EXPLAIN_OWNERS, posting,
	    &billings->owners, error);
	if (status == STATUS_OK)
		status = open_posting(ledger, STATEMENT_EXPLAIN_ORDERS, posting,
		    &billings->orders, error);
	if (status == STATUS_OK)
		status = open_posting(ledger, STATEMENT_EXPLAIN_POSTED, posting,
		    &billings->posted, error);
	return status;
}

/* Take a version of an account: bill day and zone of all, else the last. */
static enum status
version_read(struct taking *taking, struct billing_owner *owner)
{
	struct query *query = &taking->stream->query;
	struct date from = stream_date(taking, 3);

	owner->bill_days = arena_grow(taking->arena, owner->bill_days,
	    owner->bill_day_count, sizeof(*owner->bill_days));
	owner->zones = arena_grow(taking->arena, owner->zones,
	    owner->zone_count, sizeof(*owner->zones));
	if (owner->bill_days == NULL || owner->zones == NULL)
		return error_memory(taking->error);
	owner->bill_days[owner->bill_day_count++] =
	    (struct bill_day){ from, (int)query_integer(query, 4) };
	owner->timezone = stream_text(taking, 5);
	owner->zones[owner->zone_count++] =
	    (struct billing_zone){ from, owner->timezone };
	owner->tax_region = stream_text(taking, 6);
	owner->exempt = strcmp(query_text(query, 7), "yes") == 0;
	return taking->status;
}

enum status
billings_owner(struct billings *billings, struct arena *arena,
    struct billing_owner *owner, bool *found, struct error *error)
{
	struct stream *stream = &billings->owners;
	struct taking taking = { stream, arena, error, STATUS_OK };

	*found = stream->found;
	*owner = (struct billing_owner){ .payer = "" };
	if (!*found)
		return STATUS_OK;
	owner->payer = stream_text(&taking, STREAM_PAYER);
	owner->account = stream_text(&taking, STREAM_ACCOUNT);
	owner->revision = query_integer(&stream->query, 2);

	/* One row a version. */
	while (taking.status == STATUS_OK &&
	       stream_is(stream, owner->payer, owner->account)) {
		taking.status = version_read(&taking, owner);
		if (taking.status == STATUS_OK)
			taking.status = stream_step(stream, error);
	}
	if (taking.status != STATUS_OK)
		return taking.status;
	return take_exemptions(billings, arena, owner, error);
}

/* The tax that the stream of posted lines stands on, if any. */
static enum status
tax_read(struct taking *taking, struct line *line)
{
	struct query *query = &taking->stream->query;

	if (query_null(query, 34))
		return STATUS_OK;
	line->taxes = arena_grow(
	    taking->arena, line->taxes, line->tax_count, sizeof(*line->taxes));
	if (line->taxes == NULL)
		return error_memory(taking->error);
	line->taxes[line->tax_count++] = (struct line_tax){
		.name = stream_text(taking, 35),
		.jurisdiction = stream_text(taking, 36),
		.rate = stream_decimal(taking, 37),
		.amount =
		    money_of(query_integer(query, 38), line->amount.currency),
		.taxable = strcmp(query_text(query, 39), "yes") == 0,
	};
	return taking->status;
}

static enum status
posted_read(struct taking *taking, struct posted *posted)
{
	struct query *query = &taking->stream->query;
	enum status status;

	*posted = (struct posted) {
		.reference = stream_text(taking, 22),
		.account = stream_text(taking, 23),
		.line = {
			.owner = stream_text(taking, STREAM_ACCOUNT),
			.subscription = stream_text(taking, STREAM_SUBSCRIBED),
			.charge = stream_text(taking, 3),
			.plan = stream_text(taking, 5),
			.catalog = stream_text(taking, 6),
			.order_price = stream_text(taking, 7),
			.dimensions = stream_text(taking, 28),
			.cycle_start = stream_date(taking, 8),
			.cycle_end = stream_date(taking, 9),
			.revision = query_integer(query, 10),
			.service = stream_text(taking, 11),
			.product = stream_text(taking, 12),
			.description = stream_text(taking, 13),
			.period_start = stream_date(taking, 14),
			.period_end = stream_date(taking, 15),
			.quantity = stream_decimal(taking, 16),
			.unit = stream_text(taking, 17),
			.unit_price = stream_text(taking, 18),
			.tax_code = stream_text(taking, 20),
			.upto = stream_text(taking, 21),
			.corrects = stream_text(taking, 25),
			.adjustment = "",
			.instance = stream_text(taking, 29),
			.order = stream_text(taking, 30),
			.order_line = stream_text(taking, 31),
			.section = stream_text(taking, 32),
			.split = stream_text(taking, 33),
		},
	};
	posted->line.amount =
	    money_of(query_integer(query, 19), stream_currency(taking, 24));
	status = line_kind_parse(
	    query_text(query, 4), &posted->line.kind, taking->error);
	return status == STATUS_OK ? taking->status : status;
}

static bool
stream_has(struct stream *stream, const struct billing_owner *owner,
    const char *subscription)
{
	return stream_is(stream, owner->payer, owner->account) &&
	       strcmp(query_text(&stream->query, STREAM_SUBSCRIBED),
		   subscription) == 0;
}

static enum status
take_orders(struct billings *billings, const struct billing_owner *owner,
    struct arena *arena, struct billing_subscription *to, struct error *error)
{
	struct stream *stream = &billings->orders;
	struct taking taking = { stream, arena, error, STATUS_OK };
	enum status status = STATUS_OK;

	while (status == STATUS_OK && stream_has(stream, owner, to->id)) {
		to->orders = arena_grow(
		    arena, to->orders, to->order_count, sizeof(*to->orders));
		if (to->orders == NULL)
			return error_memory(error);
		status = orders_take(&taking, billings->catalogs,
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
	struct taking taking = { stream, arena, error, STATUS_OK };
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
			status =
			    posted_read(&taking, &to->posted[to->posted_count]);
			to->posted[to->posted_count++].posting =
			    query_integer(&stream->query, 26);
		}
		posting = query_integer(&stream->query, 26);
		line = query_integer(&stream->query, 27);
		if (status == STATUS_OK)
			status = tax_read(
			    &taking, &to->posted[to->posted_count - 1].line);
		if (status == STATUS_OK)
			status = stream_step(stream, error);
	}
	return status;
}

static enum status
take_late(struct billings *billings, const struct billing_owner *owner,
    struct arena *arena, struct billing_subscription *to, struct error *error)
{
	struct stream *stream = &billings->late;
	struct taking taking = { stream, arena, error, STATUS_OK };

	while (
	    taking.status == STATUS_OK && stream_has(stream, owner, to->id)) {
		to->late = arena_grow(
		    arena, to->late, to->late_count, sizeof(*to->late));
		if (to->late == NULL)
			return error_memory(error);
		to->late[to->late_count++] = (struct late_row){
			.occurred_at = query_integer(&stream->query, 3),
			.number = query_integer(&stream->query, 4),
			.metric = stream_text(&taking, 5),
		};
		if (taking.status == STATUS_OK)
			taking.status = stream_step(stream, error);
	}
	return taking.status;
}

enum status
billings_subscription(struct billings *billings,
    const struct billing_owner *owner, struct arena *arena,
    struct billing_subscription *subscription, bool *found, struct error *error)
{
	struct stream *streams[] = { &billings->adjustments, &billings->orders,
		&billings->posted, &billings->late };
	const char *least = NULL;
	enum status status;
	size_t i;

	/* The least subscription that any stream stands on. */
	*subscription = (struct billing_subscription){ .id = "" };
	for (i = 0; i < sizeof(streams) / sizeof(streams[0]); i++) {
		const char *id;

		if (!stream_is(streams[i], owner->payer, owner->account))
			continue;
		id = query_text(&streams[i]->query, STREAM_SUBSCRIBED);
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
		status = billings_adjustments(
		    billings, owner, arena, subscription, error);
	if (status == STATUS_OK)
		status = take_late(billings, owner, arena, subscription, error);
	return status;
}

void
billings_close(struct billings *billings)
{
	query_end(&billings->owners.query);
	query_end(&billings->orders.query);
	query_end(&billings->posted.query);
	query_end(&billings->adjustments.query);
	query_end(&billings->exemptions.query);
	query_end(&billings->late.query);
}
