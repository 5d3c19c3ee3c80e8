/*
 * A coupon on the document is spread over the new lines of the account that
 * ordered it, document by document, as often as it says.
 */
#include <stdlib.h>
#include <string.h>

#include "order/correct.h"
#include "work/running.h"

/* A new line; its amount is what discounts have left of it. */
struct part {
	struct line line;
};

struct couponing {
	struct running *running;
	struct running_account *account;
	struct proposed_list *lines;
	struct part *parts; /* document by document */
	size_t count;
};

/* Whether a coupon may be used on a document of this run. */
static bool
in_force(const struct running *running, const struct grant *grant)
{
	const struct discount *discount = grant->discount;
	struct date on = running->issue_date;

	return discount->scope == SCOPE_DOCUMENT &&
	       grant->from.days <= on.days && on.days < grant->to.days &&
	       (!date_given(discount->until) || on.days < discount->until.days);
}

/* Count a posted line as a use, once for its document. */
static enum status
add_use(struct running *running, struct running_account *account,
    const struct posted *posted)
{
	char *id = arena_text(&running->scratch,
	    posted->line.instance + sizeof(DISCOUNT_COUPON) - 1);
	size_t i = account->use_count;

	if (id == NULL)
		return error_memory(running->error);
	/* What it was taken off may stand behind it. */
	id[strcspn(id, "/")] = '\0';
	while (i-- > 0) {
		if (account->uses[i].posting == posted->posting &&
		    strcmp(account->uses[i].coupon, id) == 0)
			return STATUS_OK;
	}
	account->uses = arena_grow(&running->scratch, account->uses,
	    account->use_count, sizeof(*account->uses));
	if (account->uses == NULL)
		return error_memory(running->error);
	account->uses[account->use_count++] =
	    (struct running_use){ id, posted->posting };
	return STATUS_OK;
}

enum status
running_gather(struct running *running, const struct running_terms *terms,
    const struct billing_subscription *from,
    const struct subscription *subscription)
{
	struct running_account *account = terms->account;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < from->posted_count && status == STATUS_OK; i++) {
		if (discount_is_share(&from->posted[i].line) &&
		    from->posted[i].line.corrects[0] == '\0')
			status = add_use(running, account, &from->posted[i]);
	}
	for (i = 0; i < subscription->grant_count && status == STATUS_OK; i++) {
		const struct grant *grant = &subscription->grants[i];

		if (!in_force(running, grant))
			continue;
		account->coupons =
		    arena_grow(&running->scratch, account->coupons,
			account->coupon_count, sizeof(*account->coupons));
		if (account->coupons == NULL)
			return error_memory(running->error);
		account->coupons[account->coupon_count++] =
		    (struct coupon){ grant->discount, grant->order,
			    running->company.rounding };
	}
	return status;
}

/* The order of lines: by document, then what a discount and its line share. */
static int
part_compare(const struct line *a, const struct line *b)
{
	int order;

	if ((order = strcmp(
		 a->amount.currency.code, b->amount.currency.code)) != 0 ||
	    (order = strcmp(a->split, b->split)) != 0 ||
	    (order = strcmp(a->subscription, b->subscription)) != 0 ||
	    (order = strcmp(a->charge, b->charge)) != 0 ||
	    (order = strcmp(a->plan, b->plan)) != 0 ||
	    (order = strcmp(a->catalog, b->catalog)) != 0 ||
	    (order = strcmp(a->order_price, b->order_price)) != 0 ||
	    (order = strcmp(a->dimensions, b->dimensions)) != 0 ||
	    (order = strcmp(a->product, b->product)) != 0)
		return order;
	if (a->cycle_start.days != b->cycle_start.days)
		return a->cycle_start.days < b->cycle_start.days ? -1 : 1;
	if (a->period_start.days != b->period_start.days)
		return a->period_start.days < b->period_start.days ? -1 : 1;
	return 0;
}

/* The line before its discounts; all in one order whatever came first. */
static int
part_order(const void *left, const void *right)
{
	const struct line *a = &((const struct part *)left)->line;
	const struct line *b = &((const struct part *)right)->line;
	int order = part_compare(a, b);

	if (order == 0)
		order = (a->kind == LINE_DISCOUNT) - (b->kind == LINE_DISCOUNT);
	return order == 0 ? line_key_compare(a, b) : order;
}

static bool
is_base(const struct line *line)
{
	return line->kind == LINE_RECURRING || line->kind == LINE_ONE_TIME ||
	       line->kind == LINE_USAGE || line->kind == LINE_MINIMUM ||
	       line->kind == LINE_FEE;
}

/* The new lines, less what discounts of their own take off them. */
static enum status
find_parts(struct couponing *couponing)
{
	const struct proposed_list *lines = couponing->lines;
	struct part *parts;
	size_t i, count = 0, kept = 0;

	parts = arena_array(
	    &couponing->running->scratch, lines->count + 1, sizeof(*parts));
	if (parts == NULL)
		return error_memory(couponing->running->error);
	for (i = 0; i < lines->count; i++) {
		const struct line *line = &lines->items[i].line;

		if (line->corrects[0] == '\0' &&
		    (is_base(line) || line->kind == LINE_DISCOUNT))
			parts[count++].line = *line;
	}
	if (count > 1)
		qsort(parts, count, sizeof(*parts), part_order);
	for (i = 0; i < count; i++) {
		if (parts[i].line.kind != LINE_DISCOUNT)
			parts[kept++] = parts[i];
		else if (kept > 0 && part_compare(&parts[kept - 1].line,
					 &parts[i].line) == 0)
			parts[kept - 1].line.amount.minor +=
			    parts[i].line.amount.minor;
	}
	couponing->parts = parts;
	couponing->count = kept;
	return STATUS_OK;
}

static const struct charge *
charge_of(const struct running *running, const struct line *line)
{
	const struct plan *plan =
	    catalogs_plan(&running->catalogs, line->catalog, line->plan);

	return plan == NULL ? NULL : plan_charge(plan, line->charge);
}

/* The line that takes ${share} off one. */
static enum status
put_share(struct couponing *couponing, const struct coupon *coupon,
    const char *id, struct part *part, int64_t share)
{
	struct running *running = couponing->running;
	struct proposed *proposed;

	if (share == 0)
		return STATUS_OK;
	proposed = proposed_append(couponing->lines, &running->scratch);
	if (proposed == NULL)
		return error_memory(running->error);
	part->line.amount.minor += share;
	proposed->line = part->line;
	proposed->line.kind = LINE_DISCOUNT;
	proposed->line.instance =
	    discount_instance(id, &part->line, &running->scratch);
	if (proposed->line.instance == NULL)
		return error_memory(running->error);
	proposed->line.description = coupon->discount->name[0] == '\0'
					 ? coupon->discount->id
					 : coupon->discount->name;
	proposed->line.quantity = decimal_from_integer(1);
	proposed->line.unit = proposed->line.unit_price = "";
	proposed->line.upto = "";
	proposed->line.amount.minor = share;
	proposed->line.order = coupon->order->id;
	proposed->line.order_line = coupon->order->line;
	proposed->line.revision = 1;
	return STATUS_OK;
}

/* Spread one coupon over the lines of one document. */
static enum status
spread(struct couponing *couponing, const struct coupon *coupon, const char *id,
    struct part *parts, size_t count)
{
	struct running *running = couponing->running;
	struct arena *scratch = &running->scratch;
	struct coupon_line *lines;
	int64_t *shares;
	enum status status;
	size_t i;

	lines = arena_array(scratch, count, sizeof(*lines));
	shares = arena_array(scratch, count, sizeof(*shares));
	if (lines == NULL || shares == NULL)
		return error_memory(running->error);
	for (i = 0; i < count; i++)
		lines[i] = (struct coupon_line){ &parts[i].line,
			charge_of(running, &parts[i].line) };
	status = discount_spread(
	    coupon, lines, count, scratch, shares, running->error);
	for (i = 0; i < count && status == STATUS_OK; i++)
		status = put_share(couponing, coupon, id, &parts[i], shares[i]);
	return status;
}

/* How often a coupon may still be used: as often as it was given, in all. */
static int64_t
left_of(const struct couponing *couponing, size_t index)
{
	const struct running_account *account = couponing->account;
	const struct discount *discount = account->coupons[index].discount;
	int64_t left = 0;
	size_t i;

	if (discount->periods == 0)
		return INT64_MAX;
	for (i = 0; i < account->coupon_count; i++) {
		if (strcmp(account->coupons[i].discount->id, discount->id) == 0)
			left += discount->periods;
	}
	for (i = 0; i < account->use_count; i++)
		left -= strcmp(account->uses[i].coupon, discount->id) == 0;
	return left;
}

/* Whether the coupon was taken with one before it. */
static bool
is_repeated(const struct running_account *account, size_t index)
{
	size_t i;

	for (i = 0; i < index; i++) {
		if (strcmp(account->coupons[i].discount->id,
			account->coupons[index].discount->id) == 0)
			return true;
	}
	return false;
}

/* How many parts from ${first} on are of one document. */
static size_t
document_count(const struct couponing *couponing, size_t first)
{
	const struct line *a = &couponing->parts[first].line;
	size_t end;

	for (end = first + 1; end < couponing->count; end++) {
		const struct line *b = &couponing->parts[end].line;

		if (!currency_equal(a->amount.currency, b->amount.currency) ||
		    strcmp(a->split, b->split) != 0)
			break;
	}
	return end - first;
}

/* Use one coupon on the documents of this run. */
static enum status
use(struct couponing *couponing, size_t index)
{
	const struct coupon *coupon = &couponing->account->coupons[index];
	struct running *running = couponing->running;
	const char *id = arena_format(
	    &running->scratch, "%s%s", DISCOUNT_COUPON, coupon->discount->id);
	enum status status = STATUS_OK;
	size_t i, count, before;
	int64_t left;

	if (id == NULL)
		return error_memory(running->error);
	left = left_of(couponing, index);
	for (i = 0; i < couponing->count && left > 0 && status == STATUS_OK;
	     i += count) {
		count = document_count(couponing, i);
		before = couponing->lines->count;
		status =
		    spread(couponing, coupon, id, &couponing->parts[i], count);
		left -= couponing->lines->count > before;
	}
	return status;
}

enum status
running_coupons(struct running *running, const struct running_terms *terms,
    struct proposed_list *lines)
{
	struct couponing couponing = {
		.running = running, .account = terms->account, .lines = lines
	};
	enum status status;
	size_t i;

	if (terms->account->coupon_count == 0)
		return STATUS_OK;
	status = find_parts(&couponing);
	for (i = 0; i < terms->account->coupon_count && status == STATUS_OK;
	     i++) {
		if (!is_repeated(terms->account, i))
			status = use(&couponing, i);
	}
	return status;
}
