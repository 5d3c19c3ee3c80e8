/*
 * A discount is read value by value; which keys belong together stands at the
 * end.
 */
#include "order/discount.h"

#include <string.h>

#include "rule/charge.h"

#define COUNT_MAX 1000000000

const char *const discount_keys[DISCOUNT_KEY_COUNT] = { "id", "name", "on",
	"percent", "amount", "currency", "plan", "product", "line", "charge",
	"kind", "periods", "until", "code", "limit", "customer_limit", "from",
	"to" };

static const char *const scopes[] = { "subscription", "document", NULL };
/* In the order of enum charge_kind. */
static const char *const kinds[] = { "recurring", "one_time", "usage", NULL };

/* A whole number from 1; 0 where none is given. */
static enum status
count_parse(const char *text, int *count, struct error *error)
{
	struct decimal value;
	enum status status = charge_amount(text, &value, error);

	*count = 0;
	if (status != STATUS_OK || text[0] == '\0')
		return status;
	value = decimal_strip(value);
	if (value.scale > 0 || value.coefficient < 1 ||
	    value.coefficient > COUNT_MAX)
		return error_set(
		    error, STATUS_INVALID, "a whole number from 1 is expected");
	*count = (int)value.coefficient;
	return STATUS_OK;
}

static enum status
day_parse(const char *text, struct date *date, struct error *error)
{
	*date = DATE_NONE;
	return text[0] == '\0' ? STATUS_OK : date_parse(text, date, error);
}

/* A value that takes something off. */
static enum status
value_parse(const char *text, struct decimal *value, struct error *error)
{
	enum status status = charge_amount(text, value, error);

	if (status == STATUS_OK && text[0] != '\0' && decimal_sign(*value) == 0)
		status =
		    error_set(error, STATUS_INVALID, "0 takes nothing off");
	return status;
}

/* What it takes off: a percent, or an amount in a currency. */
static enum status
size_parse(const char *const *texts, struct discount *discount,
    enum discount_key *key, struct error *error)
{
	enum status status;

	*key = DISCOUNT_PERCENT;
	discount->by_percent = texts[*key][0] != '\0';
	status = value_parse(texts[*key], &discount->percent, error);
	if (status != STATUS_OK)
		return status;
	if (decimal_compare(discount->percent, decimal_from_integer(100)) > 0)
		return error_set(error, STATUS_INVALID,
		    "%.40s is more than 100 percent", texts[*key]);
	*key = DISCOUNT_AMOUNT;
	if (discount->by_percent == (texts[*key][0] != '\0'))
		return error_set(error, STATUS_INVALID,
		    "one of percent and amount is expected");
	status = value_parse(texts[*key], &discount->amount, error);
	if (status != STATUS_OK)
		return status;
	*key = DISCOUNT_CURRENCY;
	if (!discount->by_percent)
		return currency_parse(texts[*key], &discount->currency, error);
	if (texts[*key][0] != '\0')
		return error_set(
		    error, STATUS_INVALID, "a percent has no currency");
	return STATUS_OK;
}

static enum status
counts_parse(const char *const *texts, struct discount *discount,
    enum discount_key *key, struct error *error)
{
	const struct {
		enum discount_key key;
		int *count;
	} counts[] = {
		{ DISCOUNT_PERIODS, &discount->periods },
		{ DISCOUNT_LIMIT, &discount->limit },
		{ DISCOUNT_CUSTOMER_LIMIT, &discount->customer_limit },
	};
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < 3 && status == STATUS_OK; i++) {
		*key = counts[i].key;
		status = count_parse(texts[*key], counts[i].count, error);
	}
	return status;
}

static enum status
days_parse(const char *const *texts, struct discount *discount,
    enum discount_key *key, struct error *error)
{
	const struct {
		enum discount_key key;
		struct date *day;
	} days[] = {
		{ DISCOUNT_UNTIL, &discount->until },
		{ DISCOUNT_FROM, &discount->from },
		{ DISCOUNT_TO, &discount->to },
	};
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < 3 && status == STATUS_OK; i++) {
		*key = days[i].key;
		status = day_parse(texts[*key], days[i].day, error);
	}
	if (status == STATUS_OK && date_given(discount->from) &&
	    date_given(discount->to) &&
	    discount->to.days <= discount->from.days)
		status = error_set(
		    error, STATUS_INVALID, "%s is not after from", texts[*key]);
	return status;
}

/* What it is limited to. */
static enum status
limits_parse(const char *const *texts, struct discount *discount,
    enum discount_key *key, struct error *error)
{
	enum status status;
	int choice = 0;

	*key = DISCOUNT_ON;
	status = charge_choice(
	    texts[*key], scopes, "what a discount is on", &choice, error);
	if (status != STATUS_OK)
		return status;
	discount->scope = (enum discount_scope)choice;
	discount->plan = texts[DISCOUNT_PLAN];
	discount->product = texts[DISCOUNT_PRODUCT];
	discount->line = texts[DISCOUNT_LINE];
	discount->charge = texts[DISCOUNT_CHARGE];
	*key = DISCOUNT_KIND;
	status = charge_choice(
	    texts[*key], kinds, "a kind of charge", &choice, error);
	discount->of_kind = texts[*key][0] != '\0';
	discount->kind = choice;
	return status;
}

enum status
discount_parse(const char *const texts[DISCOUNT_KEY_COUNT],
    struct discount *discount, enum discount_key *key, struct error *error)
{
	enum status status;

	*discount = (struct discount){
		.texts = texts,
		.id = texts[DISCOUNT_ID],
		.name = texts[DISCOUNT_NAME],
		.code = texts[DISCOUNT_CODE],
	};
	*key = DISCOUNT_ID;
	status = charge_required(texts[*key], error);
	/* The instance of a line joins it to another id. */
	if (status == STATUS_OK && strchr(texts[*key], '/') != NULL)
		status = error_set(error, STATUS_INVALID,
		    "\"%.40s\" has a slash", texts[*key]);
	if (status == STATUS_OK)
		status = size_parse(texts, discount, key, error);
	if (status == STATUS_OK)
		status = limits_parse(texts, discount, key, error);
	if (status == STATUS_OK)
		status = counts_parse(texts, discount, key, error);
	if (status == STATUS_OK)
		status = days_parse(texts, discount, key, error);
	return status;
}
