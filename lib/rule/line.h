#ifndef RULE_LINE_H
#define RULE_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/money.h"

/*
 * A line is one amount of a document, and all that is known about it.
 *
 * What is billed and what was posted meet on the line's key: subscription,
 * charge, kind, price identity (plan, catalog version, order price), dimensions
 * (the filter of a usage charge, a JSON object) and full period (cycle_start,
 * cycle_end).  Lines of one key that are posted together
 * carry one ${revision}, counted from 1, so that a charge, its reversal and its
 * recharge on one day are three things.  A one-time charge is owed once: its
 * key has no period, so that it is not owed again where its day moves.  An
 * adjustment's key is the adjustment.  ${instance} is part of the key where one
 * charge has several lines: the discount of a discount line ("coupon/ID" for a
 * share of a coupon on the document), the product of a bundle's component, the
 * order line (ORDER/LINE) of a one-time charge that was ordered by itself.
 *
 * ${order} and ${order_line} are the order line in force, by which the source
 * system's references are found.  ${split} names the document among those of
 * one payer and currency, ${section} the group of lines within it.
 *
 * Texts are never NULL; "" is "not given".  A correction (${corrects} given)
 * names the posted line that it corrects, as INVOICE/LINE, and keeps that
 * line's taxes.
 *
 * line_kind_name(kind), line_kind_parse(text, kind, error):
 * "recurring", "one_time", "usage", ...
 *
 * line_key_compare(a, b):
 * Order of two lines' keys, texts (the kind's name among them) by bytes; 0 if
 * they have one key.
 *
 * line_total(line, total, error):
 * The amount and its taxes.
 */

enum line_kind {
	LINE_RECURRING,
	LINE_ONE_TIME,
	LINE_USAGE,
	LINE_MINIMUM,
	LINE_DISCOUNT,
	LINE_ADJUSTMENT,
	LINE_CREDIT,
	LINE_FEE,
	LINE_ROUNDING,
	LINE_TAX, /* only the record of a tax on a line */
};

/* One tax on a line, in the order in which they are computed; rate in percent.
 */
struct line_tax {
	const char *name;
	const char *jurisdiction;
	struct decimal rate;
	struct money amount;
	int sequence; /* of the rate, while taxes are computed */
	bool taxable; /* the taxes after it tax it */
};

struct line {
	enum line_kind kind;
	const char *owner; /* the account that used the service */
	const char *subscription;
	const char *service;
	const char *charge;
	const char *product;
	const char *description;
	struct date period_start; /* the days that the amount is for */
	struct date period_end;
	struct decimal quantity;
	const char *unit;
	const char *unit_price;
	struct money amount; /* net */
	const char *tax_code;
	const char *corrects;
	const char *upto;
	const char *plan;
	const char *catalog;
	const char *order_price; /* of the order; "": the catalog's */
	const char *dimensions; /* of usage: what it is counted for */
	const char *instance; /* which of several of one charge */
	struct date cycle_start;
	struct date cycle_end;
	int64_t revision;
	const char *adjustment;
	const char *order; /* the order line in force */
	const char *order_line;
	const char *split; /* which of the payer's documents */
	const char *section; /* which group of its lines */
	struct line_tax *taxes;
	size_t tax_count;
};

const char *line_kind_name(enum line_kind);
enum status line_kind_parse(
    const char *, enum line_kind *, struct error *) MUST_CHECK;
int line_key_compare(const struct line *, const struct line *);
enum status line_total(
    const struct line *, struct money *, struct error *) MUST_CHECK;

#endif
