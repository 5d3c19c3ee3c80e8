/*
 * The records of a schedule: made, and put into order.
 */
#include <stdint.h>
#include <string.h>

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
	FIELD_DUE_ON,
	FIELD_QUANTITY,
	FIELD_UNIT_PRICE,
	FIELD_AMOUNT,
	FIELD_CURRENCY,
	FIELD_STATUS,
	FIELD_POSTED,
	FIELD_INVOICE,
	FIELD_HEADER,
	FIELD_ORDER,
	FIELD_OPPORTUNITY,
	FIELD_AGREEMENT,
	FIELD_READY_ON,
	FIELD_ADJUSTMENT,
	FIELD_DISCOUNT,
	FIELD_TOTAL,
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
	[FIELD_DUE_ON] = { "due_on", 0 },
	[FIELD_QUANTITY] = { "quantity", COLUMN_NUMBER },
	[FIELD_UNIT_PRICE] = { "unit_price", COLUMN_NUMBER },
	[FIELD_AMOUNT] = { "amount", COLUMN_NUMBER },
	[FIELD_CURRENCY] = { "currency", 0 },
	[FIELD_STATUS] = { "status", 0 },
	[FIELD_POSTED] = { "posted", COLUMN_NUMBER },
	[FIELD_INVOICE] = { "invoice", 0 },
	[FIELD_HEADER] = { "header", 0 },
	[FIELD_ORDER] = { "order", 0 },
	[FIELD_OPPORTUNITY] = { "opportunity", 0 },
	[FIELD_AGREEMENT] = { "agreement", 0 },
	[FIELD_READY_ON] = { "ready_on", 0 },
	[FIELD_ADJUSTMENT] = { "adjustment", COLUMN_NUMBER },
	[FIELD_DISCOUNT] = { "discount", COLUMN_NUMBER },
	[FIELD_TOTAL] = { "total", COLUMN_NUMBER },
	[FIELD_PLAN] = { "plan", 0 },
	[FIELD_INSTANCE] = { "instance", 0 },
};

const struct schema scheduling_schema = { "schedule", columns, FIELD_COUNT,
	EXTRAS_NONE };

/* The number of the newest document; NULL if there is no memory. */
static const char *
newest_invoice(struct scheduling *scheduling, struct posted_list posted)
{
	const char *reference, *slash;

	if (posted.count == 0)
		return "";
	reference = posted.items[posted.count - 1].reference;
	slash = strrchr(reference, '/');
	return arena_copy(&scheduling->scratch, reference,
	    slash == NULL ? strlen(reference) : (size_t)(slash - reference));
}

static const char *
money_text(struct scheduling *scheduling, bool known, struct money amount)
{
	char text[MONEY_TEXT_MAX];

	return known ? arena_text(
			   &scheduling->scratch, money_format(amount, text))
		     : "";
}

static const char *
header_of(
    struct scheduling *scheduling, const struct scheduling_reference *reference)
{
	return reference->order[0] == '\0'
		   ? ""
		   : arena_format(&scheduling->scratch, "%s/%s",
			 reference->order, reference->line);
}

/* What the record comes to. */
static void
fill_amounts(struct scheduling *scheduling,
    const struct scheduling_entry *entry, const char **fields)
{
	bool known = entry->rated || entry->posted.count > 0;

	fields[FIELD_AMOUNT] =
	    money_text(scheduling, entry->rated, entry->line.amount);
	fields[FIELD_CURRENCY] = entry->line.amount.currency.code;
	fields[FIELD_POSTED] =
	    money_text(scheduling, entry->posts, entry->posted_total);
	fields[FIELD_ADJUSTMENT] = money_text(
	    scheduling, entry->adjustment_count > 0, entry->adjustment);
	fields[FIELD_DISCOUNT] =
	    money_text(scheduling, entry->discounts != NULL, entry->discount);
	fields[FIELD_TOTAL] = money_text(scheduling, known, entry->total);
}

enum status
scheduling_add(struct scheduling *scheduling,
    const struct scheduling_entry *entry,
    const struct scheduling_reference *reference)
{
	static const size_t keys[] = { FIELD_ACCOUNT, FIELD_SUBSCRIPTION,
		FIELD_CHARGE, FIELD_PERIOD_START, FIELD_PERIOD_END, FIELD_KIND,
		FIELD_INVOICE, SIZE_MAX };
	const struct line *line = &entry->line;
	const char *fields[FIELD_COUNT];
	char from[DATE_TEXT_MAX], to[DATE_TEXT_MAX], on[DATE_TEXT_MAX];
	char quantity[DECIMAL_TEXT_MAX];

	fields[FIELD_ACCOUNT] = scheduling->owner->account;
	fields[FIELD_SUBSCRIPTION] = line->subscription;
	fields[FIELD_CHARGE] = line->charge;
	fields[FIELD_KIND] = line_kind_name(line->kind);
	fields[FIELD_PERIOD_START] = date_format(line->period_start, from);
	fields[FIELD_PERIOD_END] = date_format(line->period_end, to);
	fields[FIELD_DUE_ON] =
	    date_format(due_date(line, &scheduling->catalogs), on);
	fields[FIELD_QUANTITY] =
	    entry->rated ? decimal_format(line->quantity, quantity) : "";
	fields[FIELD_UNIT_PRICE] = line->unit_price;
	fields[FIELD_STATUS] = scheduling_status(scheduling, entry);
	fields[FIELD_INVOICE] = newest_invoice(scheduling, entry->posted);
	fields[FIELD_HEADER] = header_of(scheduling, reference);
	fields[FIELD_ORDER] = reference->order;
	fields[FIELD_OPPORTUNITY] = reference->opportunity;
	fields[FIELD_AGREEMENT] = reference->agreement;
	fields[FIELD_READY_ON] = fields[FIELD_DUE_ON];
	fields[FIELD_PLAN] = line->plan;
	fields[FIELD_INSTANCE] = line->instance;
	fill_amounts(scheduling, entry, fields);
	return pack_wait(scheduling->sort, &scheduling->scratch, fields,
	    FIELD_COUNT, keys, scheduling->error);
}
