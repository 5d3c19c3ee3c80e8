/*
 * What rolls up into the total of a record, and what was posted of it.
 */
#include <stdint.h>
#include <string.h>

#include "order/termination.h"
#include "record/pack.h"
#include "record/record.h"
#include "report/scheduling.h"

enum field {
	FIELD_ACCOUNT,
	FIELD_SUBSCRIPTION,
	FIELD_CHARGE,
	FIELD_KIND,
	FIELD_PERIOD_START,
	FIELD_PERIOD_END,
	FIELD_DETAIL,
	FIELD_HEADER,
	FIELD_FROM,
	FIELD_TO,
	FIELD_QUANTITY,
	FIELD_UNIT_PRICE,
	FIELD_AMOUNT,
	FIELD_POSTED,
	FIELD_PENDING,
	FIELD_CURRENCY,
	FIELD_REFERENCE,
	FIELD_ORDER,
	FIELD_OPPORTUNITY,
	FIELD_AGREEMENT,
	FIELD_PLAN,
	FIELD_INSTANCE,
	FIELD_COUNT,
};

static const struct column columns[FIELD_COUNT] = {
	[FIELD_ACCOUNT] = { "account", 0 },
	[FIELD_SUBSCRIPTION] = { "subscription", 0 },
	[FIELD_CHARGE] = { "charge", 0 },
	[FIELD_KIND] = { "kind", 0 },
	[FIELD_PERIOD_START] = { "period_start", 0 },
	[FIELD_PERIOD_END] = { "period_end", 0 },
	[FIELD_DETAIL] = { "detail", 0 },
	[FIELD_HEADER] = { "header", 0 },
	[FIELD_FROM] = { "from", 0 },
	[FIELD_TO] = { "to", 0 },
	[FIELD_QUANTITY] = { "quantity", COLUMN_NUMBER },
	[FIELD_UNIT_PRICE] = { "unit_price", COLUMN_NUMBER },
	[FIELD_AMOUNT] = { "amount", COLUMN_NUMBER },
	[FIELD_POSTED] = { "posted", COLUMN_NUMBER },
	[FIELD_PENDING] = { "pending", COLUMN_NUMBER },
	[FIELD_CURRENCY] = { "currency", 0 },
	[FIELD_REFERENCE] = { "reference", 0 },
	[FIELD_ORDER] = { "order", 0 },
	[FIELD_OPPORTUNITY] = { "opportunity", 0 },
	[FIELD_AGREEMENT] = { "agreement", 0 },
	[FIELD_PLAN] = { "plan", 0 },
	[FIELD_INSTANCE] = { "instance", 0 },
};

const struct schema scheduling_detail_schema = { "schedule-details", columns,
	FIELD_COUNT, EXTRAS_NONE };

/* One detail; of the three amounts, one is not NULL. */
struct detail {
	const char *name;
	bool dated; /* else its days are the record's */
	struct date from;
	struct date to;
	const struct decimal *quantity; /* NULL: none */
	const struct money *amount;
	const struct money *posted;
	const struct money *pending;
	const char *reference;
	const char *order; /* NULL: the record's */
	const char *line;
};

/* A record at work. */
struct detailing {
	struct scheduling *scheduling;
	const struct scheduling_entry *entry;
	const struct scheduling_reference *reference;
};

static void
fill_record(const struct detailing *detailing, const char **fields)
{
	const struct line *line = &detailing->entry->line;

	fields[FIELD_ACCOUNT] = detailing->scheduling->owner->account;
	fields[FIELD_SUBSCRIPTION] = line->subscription;
	fields[FIELD_CHARGE] = line->charge;
	fields[FIELD_KIND] = line_kind_name(line->kind);
	fields[FIELD_CURRENCY] = line->amount.currency.code;
	fields[FIELD_ORDER] = detailing->reference->order;
	fields[FIELD_OPPORTUNITY] = detailing->reference->opportunity;
	fields[FIELD_AGREEMENT] = detailing->reference->agreement;
	fields[FIELD_PLAN] = line->plan;
	fields[FIELD_INSTANCE] = line->instance;
}

static const char *
money_text(struct arena *arena, const struct money *amount)
{
	char text[MONEY_TEXT_MAX];

	return amount == NULL ? ""
			      : arena_text(arena, money_format(*amount, text));
}

static enum status
add(struct detailing *detailing, const struct detail *detail)
{
	static const size_t keys[] = { FIELD_ACCOUNT, FIELD_SUBSCRIPTION,
		FIELD_CHARGE, FIELD_PERIOD_START, FIELD_PERIOD_END, FIELD_KIND,
		FIELD_PLAN, FIELD_INSTANCE, SIZE_MAX };
	const struct line *line = &detailing->entry->line;
	struct arena *scratch = &detailing->scheduling->scratch;
	const char *order = detail->order, *part = detail->line;
	const char *fields[FIELD_COUNT];
	char start[DATE_TEXT_MAX], end[DATE_TEXT_MAX];
	char from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];
	char quantity[DECIMAL_TEXT_MAX];

	if (order == NULL) {
		order = detailing->reference->order;
		part = detailing->reference->line;
	}
	fill_record(detailing, fields);
	fields[FIELD_PERIOD_START] = date_format(line->period_start, start);
	fields[FIELD_PERIOD_END] = date_format(line->period_end, end);
	fields[FIELD_DETAIL] = detail->name;
	fields[FIELD_HEADER] =
	    order[0] == '\0' ? "" : arena_format(scratch, "%s/%s", order, part);
	fields[FIELD_FROM] = date_format(
	    detail->dated ? detail->from : line->period_start, from);
	fields[FIELD_TO] =
	    date_format(detail->dated ? detail->to : line->period_end, to);
	fields[FIELD_QUANTITY] =
	    detail->quantity == NULL
		? ""
		: decimal_format(*detail->quantity, quantity);
	fields[FIELD_UNIT_PRICE] =
	    strcmp(detail->name, "fee") == 0 ? line->unit_price : "";
	fields[FIELD_AMOUNT] = money_text(scratch, detail->amount);
	fields[FIELD_POSTED] = money_text(scratch, detail->posted);
	fields[FIELD_PENDING] = money_text(scratch, detail->pending);
	fields[FIELD_REFERENCE] =
	    detail->reference == NULL ? "" : detail->reference;
	return pack_wait(detailing->scheduling->sort, scratch, fields,
	    FIELD_COUNT, keys, detailing->scheduling->error);
}

/* What the full period costs for the quantity of ${segment}. */
static enum status
full_price(const struct detailing *detailing, const struct segment *segment,
    struct money *full)
{
	const struct due *due = detailing->entry->due;
	struct error *error = detailing->scheduling->error;
	struct decimal price = due->definition->price;
	struct ratio amount;
	enum status status = STATUS_OK;

	if (due->key.order_price[0] != '\0')
		status = decimal_parse(
		    due->key.order_price, DECIMAL_PLACES_MAX, &price, error);
	if (status == STATUS_OK)
		status = ratio_multiply(ratio_from_decimal(price),
		    ratio_from_decimal(segment->quantity), &amount, error);
	if (status == STATUS_OK)
		status = money_round(amount, segment->amount.currency,
		    detailing->scheduling->company.rounding, full, error);
	return status;
}

/* Run by run of days: the price, and what is not a full period of it. */
static enum status
add_segment(struct detailing *detailing, const struct segment *segment)
{
	const struct scheduling_entry *entry = detailing->entry;
	struct money full = segment->amount, part = segment->amount;
	struct detail detail = { .name = "fee",
		.dated = true,
		.from = segment->from,
		.to = segment->to,
		.quantity = &segment->quantity,
		.amount = &full };
	enum status status = STATUS_OK;

	if (entry->line.kind == LINE_USAGE)
		detail.name = "usage";
	if (entry->line.kind == LINE_MINIMUM ||
	    (entry->line.kind == LINE_FEE &&
		strcmp(entry->line.charge, TERMINATION_MINIMUM) == 0))
		detail.name = "true-up";
	if (entry->line.kind == LINE_USAGE)
		detail.quantity = NULL;
	if (segment->order != NULL) {
		detail.order = segment->order->id;
		detail.line = segment->order->line;
	}
	/* A component has a share of a price, and none of its own. */
	if (entry->line.kind == LINE_RECURRING &&
	    entry->line.instance[0] == '\0' && entry->due->definition != NULL)
		status = full_price(detailing, segment, &full);
	if (status == STATUS_OK)
		status = add(detailing, &detail);
	part.minor -= full.minor;
	if (status != STATUS_OK || part.minor == 0)
		return status;
	detail.name = "proration";
	detail.quantity = NULL;
	detail.amount = &part;
	return add(detailing, &detail);
}

/* What is due of the record's own key. */
static enum status
add_own(struct detailing *detailing)
{
	const struct scheduling_entry *entry = detailing->entry;
	struct money rest = entry->line.amount;
	enum status status = STATUS_OK;
	size_t i;

	if (!entry->rated && entry->posted.count == 0)
		return STATUS_OK;
	for (i = 0; entry->due != NULL && i < entry->due->segment_count &&
		    status == STATUS_OK;
	     i++) {
		status = add_segment(detailing, &entry->due->segments[i]);
		rest.minor -= entry->due->segments[i].amount.minor;
	}
	/* What nobody computes stays as it was posted; and what is not credited
	   since an adjustment gave it is kept. */
	if (status == STATUS_OK && rest.minor != 0)
		status = add(detailing,
		    &(struct detail){
			.name = entry->line.kind == LINE_USAGE	   ? "usage"
				: entry->line.kind == LINE_MINIMUM ? "true-up"
								   : "kept",
			.amount = &rest });
	return status;
}

static enum status
add_posted(struct detailing *detailing, struct posted_list posted)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < posted.count && status == STATUS_OK; i++) {
		const struct line *line = &posted.items[i].line;

		status =
		    add(detailing, &(struct detail){ .name = "posted",
				       .dated = true,
				       .from = line->period_start,
				       .to = line->period_end,
				       .quantity = &line->quantity,
				       .posted = &line->amount,
				       .reference = posted.items[i].reference,
				       .order = line->order,
				       .line = line->order_line });
	}
	return status;
}

/* All that is due. */
static enum status
add_due(struct detailing *detailing)
{
	const struct scheduling_entry *entry = detailing->entry, *each;
	enum status status = add_own(detailing);
	size_t i;

	for (each = entry->discounts; each != NULL && status == STATUS_OK;
	     each = each->next) {
		if (each->line.amount.minor == 0)
			continue;
		status = add(detailing, &(struct detail){ .name = "discount",
					    .dated = true,
					    .from = each->line.period_start,
					    .to = each->line.period_end,
					    .amount = &each->line.amount,
					    .reference = each->line.instance,
					    .order = each->line.order,
					    .line = each->line.order_line });
	}
	for (i = 0; i < entry->adjustment_count && status == STATUS_OK; i++)
		status = add(
		    detailing, &(struct detail){ .name = "adjustment",
				   .amount = &entry->adjustments[i]->billed,
				   .reference = entry->adjustments[i]->id });
	return status;
}

/* All that was posted. */
static enum status
add_all_posted(struct detailing *detailing)
{
	const struct scheduling_entry *entry = detailing->entry, *each;
	enum status status = add_posted(detailing, entry->posted);
	size_t i;

	for (each = entry->discounts; each != NULL && status == STATUS_OK;
	     each = each->next)
		status = add_posted(detailing, each->posted);
	for (i = 0; i < entry->adjustment_count && status == STATUS_OK; i++) {
		if (entry->adjustments[i]->billed_count == 0)
			continue;
		status = add(
		    detailing, &(struct detail){ .name = "posted",
				   .posted = &entry->adjustments[i]->billed,
				   .reference = entry->adjustments[i]->id });
	}
	return status;
}

enum status
scheduling_detail(struct scheduling *scheduling,
    const struct scheduling_entry *entry,
    const struct scheduling_reference *reference)
{
	struct detailing detailing = { scheduling, entry, reference };
	struct money rest = entry->total;
	enum status status = add_due(&detailing);

	if (status == STATUS_OK)
		status = add_all_posted(&detailing);
	rest.minor -= entry->posted_total.minor;
	if (status == STATUS_OK && rest.minor != 0)
		status = add(&detailing,
		    &(struct detail){
			.name = entry->posts ? "correction" : "pending",
			.pending = &rest });
	return status;
}
