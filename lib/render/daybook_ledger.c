/*
 * The form that hledger and ledger share.  They differ in how things are
 * declared, and ledger knows tags only once it was told of them.
 */
#include <assert.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "record/unicode.h"
#include "record/visible.h"
#include "render/daybook.h"

/* Where amounts stand, so that they are easy to compare by eye. */
#define NAME_COLUMNS 44
#define AMOUNT_COLUMNS 16

/* What means something, place by place. */
#define SPECIAL_NAME ";|"
#define SPECIAL_CODE "();"
#define SPECIAL_TAG ",[]"

/* As many zeros as a currency can have places. */
#define ZEROS "000000000000000000"

/*
 * The bytes of the blank at ${text}, or 0.  hledger takes every character of
 * Unicode's category Zs for a blank.
 */
static size_t
blank_length(const char *text)
{
	static const char *const blanks[] = { "\u00a0", "\u1680", "\u2000",
		"\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
		"\u2007", "\u2008", "\u2009", "\u200a", "\u202f", "\u205f",
		"\u3000" };
	size_t i, length;

	if ((unsigned char)*text < 0x80)
		return *text == ' ';
	for (i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++) {
		length = strlen(blanks[i]);
		if (strncmp(text, blanks[i], length) == 0)
			return length;
	}
	return 0;
}

/* A copy of ${text} that keeps to its place, or NULL. */
static const char *
tame(struct arena *arena, const char *text, const char *special)
{
	char *copy = arena_text(arena, text), *to = copy;
	const char *from = copy;
	bool blank = false;
	size_t length;

	if (copy == NULL)
		return NULL;
	visible_text(copy);
	while (*from != '\0') {
		length = blank_length(from);
		if (length > 0) {
			blank = true;
			from += length;
			continue;
		}
		/* A blank is kept between two words only. */
		if (blank && to > copy)
			*to++ = ' ';
		blank = false;
		*to++ = strchr(special, *from) != NULL ? '_' : *from;
		from++;
	}
	*to = '\0';
	return copy;
}

/* The root of the account tree, and hledger's type, for a role. */
static const char *
account_root(enum role role, char *type)
{
	const char *kind = role_type(role);

	*type = role == ROLE_CASH ? 'C' : 'A';
	if (strcmp(kind, "asset") == 0)
		return "assets";
	*type = 'L';
	if (strcmp(kind, "liability") == 0)
		return "liabilities";
	assert(strcmp(kind, "income") == 0);
	*type = 'R';
	return "revenues";
}

static const char *
name_of(struct arena *arena, enum role role, const char *code)
{
	const char *tamed = tame(arena, code, SPECIAL_NAME);
	char *title = arena_text(arena, role_title(role));
	char type;

	if (tamed == NULL || title == NULL)
		return NULL;
	title[0] = (char)tolower((unsigned char)title[0]);
	return arena_format(
	    arena, "%s:%s %s", account_root(role, &type), tamed, title);
}

/* "  ; name: value", or nothing; NULL if there is no memory. */
static const char *
tag(struct arena *arena, const char *name, const char *value)
{
	const char *tamed = tame(arena, value, SPECIAL_TAG);

	if (tamed == NULL || tamed[0] == '\0')
		return tamed;
	return arena_format(arena, "  ; %s: %s", name, tamed);
}

static const char *
head(struct arena *arena, const struct daybook_transaction *transaction)
{
	const char *number = tame(arena, transaction->number, SPECIAL_CODE);
	const char *memo = tame(arena, transaction->memo, SPECIAL_NAME);
	const char *payer = tag(arena, "account", transaction->account);
	char date[DATE_TEXT_MAX];

	if (number == NULL || memo == NULL || payer == NULL)
		return NULL;
	/* Without "()" a memo in parentheses would be taken for a code. */
	return arena_format(arena, "%s * (%s)%s%s%s\n",
	    date_format(transaction->date, date), number,
	    memo[0] == '\0' ? "" : " ", memo, payer);
}

static const char *
entry_line(struct arena *arena, const struct entry *entry, const char *name)
{
	const char *product = tag(arena, "product", entry->product);
	size_t width = unicode_width(name);
	char amount[MONEY_TEXT_MAX];

	if (product == NULL)
		return NULL;
	return arena_format(arena, "    %s%*s  %*s %s%s\n", name,
	    width < NAME_COLUMNS ? (int)(NAME_COLUMNS - width) : 0, "",
	    AMOUNT_COLUMNS, money_format(entry->amount, amount),
	    entry->amount.currency.code, product);
}

/* The sample says the decimal mark and the places. */
static const char *
hledger_currency(
    struct arena *arena, struct currency currency, struct date date)
{
	(void)date;
	assert(currency.places < sizeof(ZEROS));
	return arena_format(arena, "commodity 1000.%.*s %s\n", currency.places,
	    ZEROS, currency.code);
}

static const char *
hledger_account(struct arena *arena, const struct daybook_account *account,
    struct date date)
{
	char type;

	(void)date;
	(void)account_root(account->role, &type);
	return arena_format(
	    arena, "account %s  ; type: %c\n", account->name, type);
}

static const char *
ledger_currency(struct arena *arena, struct currency currency, struct date date)
{
	(void)date;
	assert(currency.places < sizeof(ZEROS));
	return arena_format(arena, "commodity %s\n    format 1000%s%.*s %s\n",
	    currency.code, currency.places > 0 ? "." : "", currency.places,
	    ZEROS, currency.code);
}

static const char *
ledger_account(struct arena *arena, const struct daybook_account *account,
    struct date date)
{
	(void)date;
	return arena_format(arena, "account %s\n", account->name);
}

const struct daybook_dialect daybook_hledger = {
	.name = "hledger",
	.account = name_of,
	.head = head,
	.entry = entry_line,
	.declare_currency = hledger_currency,
	.declare_account = hledger_account,
	.prologue = "",
};

const struct daybook_dialect daybook_ledger = {
	.name = "ledger",
	.declares_first = true,
	.account = name_of,
	.head = head,
	.entry = entry_line,
	.declare_currency = ledger_currency,
	.declare_account = ledger_account,
	.prologue = "tag account\ntag product\n\n",
};
