#ifndef ORDER_DISCOUNT_H
#define ORDER_DISCOUNT_H

#include "base/arena.h"
#include "order/correct.h"
#include "order/due.h"

/*
 * A discount takes a percent or an amount off what a subscription owes.
 *
 * It is a due of its own (kind discount, its id the instance of the key) beside
 * the due that it is taken off, of the same charge, days, product and tax code,
 * and never takes more than is left of it.  Percent come before amounts; within
 * these, they are taken in the order in which they were ordered, each off what
 * those before it left.  An amount is that of a full period: of part of one, a
 * part, prorated as the charge is.  It is taken off each charge that it fits,
 * and one that names neither a charge nor a kind fits recurring ones only; of a
 * bundle it is taken off the whole.  So a discount is as pure as what it is
 * taken off, and is corrected with it.
 *
 * It is for days, from the grant's to its end: of a period that it has in part,
 * a part is discounted, prorated as the charge is.  What is owed whole for any
 * day (proration none) has it by its first day, what is owed once by its day,
 * and usage whole if the period has such a day.  A discount of n periods ends
 * with the n-th of those of the charge's schedule, beginning with the one that
 * contains the grant's day or is the first (with proration none: that has it);
 * of what is owed once, by the plan's first recurring charge, else by months.
 *
 * However often the same discount was granted, it is taken off once for a day.
 *
 * The key's instance is the discount's id, and "/" and that of what it is taken
 * off, if it has one.
 *
 * A discount on the document ("coupon/ID") is spread over the new positive
 * lines of the ordering account in one run, by largest remainder; the share of
 * a line is from then on that part of the line: whatever the line is corrected
 * to, the share follows, and is never spread again.
 *
 * discount_parse(texts, discount, key, error):
 * Make ${discount} of one text for each key, "" where it is not given.
 * STATUS_INVALID if a value is wrong or keys do not go together; *${key} is
 * then the key at fault.
 *
 * discount_dues(subscription, terms, dues, scratch, discounts, error):
 * The dues of the discounts that ${subscription} has on ${dues}, which are all
 * that it owes besides; ${dues} stay as they are.
 *
 * discount_shares(posted, dues, terms, scratch, discounts, error):
 * Append the dues of coupons that were spread over posted lines: the same part
 * of what is due now.
 *
 * discount_spread(coupon, lines, count, scratch, shares, error):
 * The shares of ${count} lines in ${coupon}: minor units, negative or 0.  The
 * discounts on a line, if they are among ${lines}, have been taken off it: less
 * is left to share.  Only recurring and one-time charges and usage share.
 *
 * discount_base(instance):
 * The instance of what a discount with ${instance} is taken off.
 *
 * discount_is_share(line):
 * Whether it is a share of a coupon on the document.
 *
 * discount_fits(discount, line, charge):
 * Whether ${discount} is for ${line}, which bills ${charge} (NULL: none).
 *
 * discount_instance(id, line, scratch):
 * The instance of a discount on ${line}; NULL if there is no memory.  For a
 * coupon, ${id} begins with DISCOUNT_COUPON.
 */

enum discount_key {
	DISCOUNT_ID,
	DISCOUNT_NAME,
	DISCOUNT_ON, /* subscription (default) or document */
	DISCOUNT_PERCENT,
	DISCOUNT_AMOUNT,
	DISCOUNT_CURRENCY,
	DISCOUNT_PLAN,
	DISCOUNT_PRODUCT,
	DISCOUNT_LINE,
	DISCOUNT_CHARGE,
	DISCOUNT_KIND,
	DISCOUNT_PERIODS,
	DISCOUNT_UNTIL,
	DISCOUNT_CODE,
	DISCOUNT_LIMIT,
	DISCOUNT_CUSTOMER_LIMIT,
	DISCOUNT_FROM,
	DISCOUNT_TO,
};
#define DISCOUNT_KEY_COUNT 18
#define DISCOUNT_COUPON "coupon/"

extern const char *const discount_keys[DISCOUNT_KEY_COUNT];

/* A coupon on the document that is granted to an account. */
struct coupon {
	const struct discount *discount;
	const struct order *order;
	enum rounding rounding;
};

struct coupon_line {
	const struct line *line;
	const struct charge *charge; /* that it is of; NULL: of none */
};

enum status discount_parse(const char *const[DISCOUNT_KEY_COUNT],
    struct discount *, enum discount_key *, struct error *) MUST_CHECK;
enum status discount_dues(const struct subscription *, const struct due_terms *,
    const struct dues *, struct arena *, struct dues *,
    struct error *) MUST_CHECK;
enum status discount_shares(struct posted_list, const struct dues *,
    const struct due_terms *, struct arena *, struct dues *,
    struct error *) MUST_CHECK;
enum status discount_spread(const struct coupon *, const struct coupon_line *,
    size_t, struct arena *, int64_t *, struct error *) MUST_CHECK;
const char *discount_base(const char *);
bool discount_is_share(const struct line *);
bool discount_fits(
    const struct discount *, const struct line *, const struct charge *);
const char *discount_instance(
    const char *, const struct line *, struct arena *) MUST_CHECK;

#endif
