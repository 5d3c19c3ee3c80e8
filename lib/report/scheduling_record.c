/*
 * The periods of a subscription become records: what has keys of its own, but
 * belongs to another one's period, is gathered there.
 */
#include <string.h>

#include "report/exporting_keys.h"
#include "report/scheduling.h"

struct gathering {
	struct scheduling *scheduling;
	const struct scheduling_of *of;
	struct scheduling_entries *entries;
};

/* The record of that key, or NULL. */
static struct scheduling_entry *
find_key(const struct gathering *gathering, const struct line *key)
{
	struct scheduling_entries *entries = gathering->entries;
	size_t low = 0, high = entries->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = line_key_compare(&entries->items[middle].line, key);

		if (order == 0)
			return &entries->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* What a discount is taken off: its instance ends with that one's. */
static struct scheduling_entry *
find_base(const struct gathering *gathering, const struct line *discount)
{
	static const enum line_kind kinds[] = { LINE_RECURRING, LINE_ONE_TIME,
		LINE_USAGE };
	const char *instance = discount->instance;
	struct scheduling_entry *found = NULL;
	struct line key = *discount;
	size_t i;

	do {
		instance = strchr(instance, '/');
		instance = instance == NULL ? "" : instance + 1;
		key.instance = instance;
		for (i = 0; i < 3 && found == NULL; i++) {
			key.kind = kinds[i];
			found = find_key(gathering, &key);
		}
	} while (instance[0] != '\0' && found == NULL);
	return found;
}

/* Usage is known by what was posted. */
static bool
is_known(const struct scheduling_entry *entry)
{
	return entry->rated || entry->posted.count > 0;
}

static void
take_discount(struct scheduling_entry *base, struct scheduling_entry *discount)
{
	struct scheduling_entry **end = &base->discounts;

	/* One on usage that nobody rates stays as it was posted. */
	if (discount->due == NULL && base->line.kind == LINE_USAGE &&
	    base->due != NULL)
		discount->line.amount.minor = 0;
	while (*end != NULL)
		end = &(*end)->next;
	*end = discount;
	discount->taken = true;
	base->discount.minor += discount->line.amount.minor;
	base->posted_total.minor += discount->posted_sum.minor;
	base->posts = base->posts || discount->posts;
}

static enum status
sum_posted(const struct gathering *gathering, struct scheduling_entry *entry)
{
	struct currency currency = entry->line.amount.currency;
	enum status status = STATUS_OK;
	size_t i;

	entry->posted_sum = money_of(0, currency);
	for (i = 0; i < entry->posted.count && status == STATUS_OK; i++)
		status = money_add(entry->posted_sum,
		    entry->posted.items[i].line.amount, &entry->posted_sum,
		    gathering->scheduling->error);
	entry->posts = entry->posted.count > 0;
	entry->posted_total = entry->posted_sum;
	entry->discount = entry->adjustment = entry->total =
	    money_of(0, currency);
	return status;
}

/* Whether an adjustment of the period of both is rather ${entry}'s: what is
 * owed comes before what is not, recurring charges before others, and the first
 * days of the period before later ones. */
static bool
is_rather(
    const struct scheduling_entry *entry, const struct scheduling_entry *other)
{
	bool recurs = entry->line.kind == LINE_RECURRING;

	if (other == NULL || entry->owed != other->owed)
		return other == NULL || entry->owed;
	if (recurs != (other->line.kind == LINE_RECURRING))
		return recurs;
	return entry->line.period_start.days < other->line.period_start.days;
}

/* The record that an adjustment is of, or NULL. */
static struct scheduling_entry *
find_adjusted(
    const struct gathering *gathering, const struct adjustment *adjustment)
{
	struct scheduling_entry *found = NULL;
	size_t i;

	for (i = 0; i < gathering->entries->count; i++) {
		struct scheduling_entry *entry = &gathering->entries->items[i];

		if (entry->taken ||
		    strcmp(entry->line.charge, adjustment->charge) != 0 ||
		    entry->line.cycle_start.days !=
			adjustment->period_start.days)
			continue;
		if (is_rather(entry, found))
			found = entry;
	}
	return found;
}

static enum status
take_adjustment(
    const struct gathering *gathering, const struct adjustment *adjustment)
{
	struct scheduling_entry *entry;

	if (!date_given(adjustment->period_start) ||
	    adjustment->billed.minor == 0)
		return STATUS_OK;
	entry = find_adjusted(gathering, adjustment);
	if (entry == NULL)
		return STATUS_OK;
	entry->adjustments =
	    arena_grow(&gathering->scheduling->scratch, entry->adjustments,
		entry->adjustment_count, sizeof(*entry->adjustments));
	if (entry->adjustments == NULL)
		return error_memory(gathering->scheduling->error);
	entry->adjustments[entry->adjustment_count++] = adjustment;
	entry->adjustment.minor += adjustment->billed.minor;
	if (adjustment->billed_count > 0) {
		entry->posted_total.minor += adjustment->billed.minor;
		entry->posts = true;
	}
	return STATUS_OK;
}

static enum status
gather(const struct gathering *gathering)
{
	const struct billing_subscription *from = gathering->of->from;
	struct scheduling_entries *entries = gathering->entries;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < entries->count && status == STATUS_OK; i++)
		status = sum_posted(gathering, &entries->items[i]);
	for (i = 0; i < entries->count && status == STATUS_OK; i++) {
		struct scheduling_entry *entry = &entries->items[i], *base;

		if (entry->line.kind != LINE_DISCOUNT)
			continue;
		base = find_base(gathering, &entry->line);
		if (base != NULL)
			take_discount(base, entry);
	}
	for (i = 0; i < from->adjustment_count && status == STATUS_OK; i++)
		status = take_adjustment(gathering, &from->adjustments[i]);
	return status;
}

/* The order line that ${entry} is billed by. */
static void
refer(const struct scheduling_of *of, const struct scheduling_entry *entry,
    struct scheduling_reference *reference)
{
	const struct due *due = entry->due;
	size_t i;

	*reference = (struct scheduling_reference){ entry->line.order,
		entry->line.order_line, "", "" };
	if (due != NULL && due->segment_count > 0 &&
	    due->segments[due->segment_count - 1].order != NULL) {
		const struct order *order =
		    due->segments[due->segment_count - 1].order;

		reference->order = order->id;
		reference->line = order->line;
	}
	for (i = 0; i < of->reference_count; i++) {
		const struct scheduling_reference *known = &of->references[i];

		if (strcmp(known->order, reference->order) == 0 &&
		    strcmp(known->line, reference->line) == 0) {
			*reference = *known;
			break;
		}
	}
}

const char *
scheduling_status(
    const struct scheduling *scheduling, const struct scheduling_entry *entry)
{
	struct date end = entry->line.period_end;

	/* What is owed once is owed for its day. */
	if (end.days == entry->line.period_start.days)
		end = date_add_days(end, 1);
	if (!entry->posts)
		return "pending";
	if (!entry->owed && entry->total.minor == 0)
		return "cancelled";
	if (entry->total.minor != entry->posted_total.minor)
		return "changed";
	return end.days <= scheduling->as_of.days ? "closed" : "billed";
}

enum status
scheduling_records(struct scheduling *scheduling,
    const struct scheduling_of *of, struct scheduling_entries *entries)
{
	const struct gathering gathering = { scheduling, of, entries };
	enum status status = gather(&gathering);
	size_t i;

	for (i = 0; i < entries->count && status == STATUS_OK; i++) {
		struct scheduling_entry *entry = &entries->items[i];
		struct scheduling_reference reference;

		if (entry->taken)
			continue;
		if (is_known(entry))
			entry->total.minor = entry->line.amount.minor +
					     entry->discount.minor +
					     entry->adjustment.minor;
		refer(of, entry, &reference);
		if (!exporting_keys_match(&scheduling->options->keys,
			&(struct exporting_reference){ of->from->id,
			    reference.order, reference.line,
			    reference.opportunity, reference.agreement }))
			continue;
		status = scheduling->detailed
			     ? scheduling_detail(scheduling, entry, &reference)
			     : scheduling_add(scheduling, entry, &reference);
	}
	return status;
}
