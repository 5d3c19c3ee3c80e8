/*
 * What documents and statements have in common.
 */
#include "render/showing.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Letters of the first part of a language tag, and of any part. */
#define LANGUAGE_MIN 2
#define LANGUAGE_PART_MAX 8

void
showing_copy(const struct showing *showing, struct view *scope,
    const char *name, const char *text)
{
	view_copy(showing->views, scope, name, text, strlen(text));
}

void
showing_date(const struct showing *showing, struct view *scope,
    const char *name, struct date date)
{
	char text[DATE_TEXT_MAX];

	showing_copy(showing, scope, name, date_format(date, text));
}

void
showing_decimal(const struct showing *showing, struct view *scope,
    const char *name, struct decimal decimal)
{
	char text[DECIMAL_TEXT_MAX];

	showing_copy(
	    showing, scope, name, decimal_format(decimal_strip(decimal), text));
}

void
showing_money(const struct showing *showing, struct view *scope,
    const char *name, struct money money)
{
	char text[MONEY_TEXT_MAX];

	if (showing->flipped)
		money = money_negate(money);
	showing_copy(showing, scope, name, money_format(money, text));
}

void
showing_lines(const struct showing *showing, struct view *scope,
    const char *name, const char *text)
{
	struct view *list = view_list(showing->views, scope, name);
	size_t length;

	view_text(showing->views, view_shape(showing->views, list), "text", "");
	for (; *text != '\0'; text += length + (text[length] == '\n')) {
		length = strcspn(text, "\n");
		if (length > 0)
			view_copy(showing->views,
			    view_item(showing->views, list), "text", text,
			    length);
	}
}

void
showing_period(const struct showing *showing, struct view *scope,
    struct date start, struct date end)
{
	char first[DATE_TEXT_MAX], last[DATE_TEXT_MAX] = "";
	char period[2 * DATE_TEXT_MAX + 4];

	date_format(start, first);
	if (date_given(start) && date_given(end) && end.days != DATE_MAX.days &&
	    end.days > start.days)
		date_format(date_add_days(end, -1), last);
	showing_copy(showing, scope, "period_first", first);
	showing_copy(showing, scope, "period_last", last);
	if (last[0] != '\0' && strcmp(first, last) != 0)
		snprintf(period, sizeof(period), "%s to %s", first, last);
	else
		snprintf(period, sizeof(period), "%s", first);
	showing_copy(showing, scope, "period", period);
}

void
showing_seller(const struct showing *showing, struct view *scope,
    const struct company *company)
{
	struct views *views = showing->views;

	view_text(views, scope, "seller_name", company->name);
	view_text(views, scope, "seller_country", company->country);
	view_text(views, scope, "seller_tax_id", company->tax_id);
	showing_lines(showing, scope, "seller_address", company->address);
}

/* Whether ${text} has the form of a language tag: "en", "zh-Hant-TW". */
static bool
is_language(const char *text)
{
	size_t part = 0;

	for (; isalpha((unsigned char)text[part]); part++)
		continue;
	if (part < LANGUAGE_MIN || part > LANGUAGE_PART_MAX)
		return false;
	for (text += part; *text == '-'; text += part) {
		text++;
		for (part = 0; isalnum((unsigned char)text[part]); part++)
			continue;
		if (part == 0 || part > LANGUAGE_PART_MAX)
			return false;
	}
	return *text == '\0';
}

void
showing_party(const struct showing *showing, struct view *scope,
    const struct party *party)
{
	struct views *views = showing->views;

	view_text(views, scope, "account", party->account);
	view_text(views, scope, "account_name", party->account_name);
	view_text(views, scope, "customer", party->customer);
	view_text(views, scope, "customer_name", party->customer_name);
	view_text(views, scope, "customer_tax_id", party->customer_tax_id);
	showing_lines(showing, scope, "customer_address", party->address);
	view_text(views, scope, "language",
	    is_language(party->language) ? party->language : "");
}
