/*
 * beancount's form: texts are quoted, names are bare.
 */
#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "record/visible.h"
#include "render/daybook.h"

#define NAME_COLUMNS 46
#define AMOUNT_COLUMNS 16

static const char *
root(enum role role)
{
	const char *kind = role_type(role);

	if (strcmp(kind, "asset") == 0)
		return "Assets";
	if (strcmp(kind, "liability") == 0)
		return "Liabilities";
	assert(strcmp(kind, "income") == 0);
	return "Income";
}

/* What may stand in a name; a part of it begins with a capital or a digit. */
static const char *
name_of(struct arena *arena, enum role role, const char *code)
{
	char *name = arena_format(arena, "%s-%s", code, role_title(role));
	char *at;

	if (name == NULL)
		return NULL;
	for (at = name; *at != '\0'; at++) {
		if (!isalnum((unsigned char)*at))
			*at = '-';
	}
	name[0] = (char)toupper((unsigned char)name[0]);
	return arena_format(
	    arena, "%s:%s%s", root(role), name[0] == '-' ? "A" : "", name);
}

/* ${text} in quotes; NULL if there is no memory. */
static const char *
quote(struct arena *arena, const char *text)
{
	char *quoted = arena_alloc(arena, 2 * strlen(text) + 3);
	size_t used = 0;

	if (quoted == NULL)
		return NULL;
	quoted[used++] = '"';
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			quoted[used++] = '\\';
		quoted[used++] = *text;
	}
	quoted[used++] = '"';
	quoted[used] = '\0';
	return visible_text(quoted);
}

/* A line of metadata, or nothing; NULL if there is no memory. */
static const char *
metadata(
    struct arena *arena, const char *indent, const char *key, const char *value)
{
	const char *quoted;

	if (value[0] == '\0')
		return "";
	quoted = quote(arena, value);
	if (quoted == NULL)
		return NULL;
	return arena_format(arena, "%s%s: %s\n", indent, key, quoted);
}

static const char *
head(struct arena *arena, const struct daybook_transaction *transaction)
{
	const char *payee = quote(arena, transaction->account);
	const char *memo = quote(arena, transaction->memo);
	const char *number =
	    metadata(arena, "  ", "number", transaction->number);
	char date[DATE_TEXT_MAX];

	if (payee == NULL || memo == NULL || number == NULL)
		return NULL;
	return arena_format(arena, "%s * %s %s\n%s",
	    date_format(transaction->date, date), payee, memo, number);
}

static const char *
entry_line(struct arena *arena, const struct entry *entry, const char *name)
{
	const char *product =
	    metadata(arena, "    ", "product", entry->product);
	size_t width = strlen(name);
	char amount[MONEY_TEXT_MAX];

	if (product == NULL)
		return NULL;
	return arena_format(arena, "  %s%*s  %*s %s\n%s", name,
	    width < NAME_COLUMNS ? (int)(NAME_COLUMNS - width) : 0, "",
	    AMOUNT_COLUMNS, money_format(entry->amount, amount),
	    entry->amount.currency.code, product);
}

static const char *
declare_currency(
    struct arena *arena, struct currency currency, struct date date)
{
	char text[DATE_TEXT_MAX];

	return arena_format(
	    arena, "%s commodity %s\n", date_format(date, text), currency.code);
}

static const char *
declare_account(struct arena *arena, const struct daybook_account *declared,
    struct date date)
{
	char text[DATE_TEXT_MAX];

	return arena_format(
	    arena, "%s open %s\n", date_format(date, text), declared->name);
}

const struct daybook_dialect daybook_beancount = {
	.name = "beancount",
	.account = name_of,
	.head = head,
	.entry = entry_line,
	.declare_currency = declare_currency,
	.declare_account = declare_account,
	.prologue = "",
};
