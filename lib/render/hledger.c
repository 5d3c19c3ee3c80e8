/*
 * A transaction is put together in the scratch arena, then written in one go.
 * The accounts of a company are some dozens, kept sorted as they come up.
 */
#include "render/hledger.h"

#include <assert.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "record/unicode.h"
#include "record/visible.h"

/* Where amounts stand, so that they are easy to compare by eye. */
#define NAME_COLUMNS 44
#define AMOUNT_COLUMNS 16

/* What means something to hledger, place by place. */
#define SPECIAL_NAME ";|"
#define SPECIAL_CODE "();"
#define SPECIAL_TAG ",[]"

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

/* The root of hledger's account tree, and the type, for a role. */
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

/* The full name of the account of ${entry}, or NULL. */
static const char *
account_name(struct arena *arena, const struct entry *entry, char *type)
{
	const char *root = account_root(entry->role, type);
	const char *code = tame(arena, entry->account_code, SPECIAL_NAME);
	char *title = arena_text(arena, role_title(entry->role));

	if (code == NULL || title == NULL)
		return NULL;
	title[0] = (char)tolower((unsigned char)title[0]);
	return arena_format(arena, "%s:%s %s", root, code, title);
}

/* Keep ${name} to be declared, in its place among the others. */
static enum status
keep_account(
    struct hledger *hledger, const char *name, char type, struct error *error)
{
	size_t low = 0, high = hledger->account_count, middle;
	struct hledger_account *place;
	const char *kept;
	int order;

	while (low < high) {
		middle = low + (high - low) / 2;
		order = strcmp(name, hledger->accounts[middle].name);
		if (order == 0)
			return STATUS_OK;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	kept = arena_text(hledger->arena, name);
	hledger->accounts = arena_grow(hledger->arena, hledger->accounts,
	    hledger->account_count, sizeof(*hledger->accounts));
	if (kept == NULL || hledger->accounts == NULL)
		return error_memory(error);
	place = &hledger->accounts[low];
	memmove(
	    place + 1, place, (hledger->account_count - low) * sizeof(*place));
	*place = (struct hledger_account){ kept, type };
	hledger->account_count++;
	return STATUS_OK;
}

static enum status
keep_currency(
    struct hledger *hledger, struct currency currency, struct error *error)
{
	size_t i, place = 0;

	for (i = 0; i < hledger->currency_count; i++) {
		int order = strcmp(currency.code, hledger->currencies[i].code);

		if (order == 0)
			return STATUS_OK;
		if (order > 0)
			place = i + 1;
	}
	hledger->currencies = arena_grow(hledger->arena, hledger->currencies,
	    hledger->currency_count, sizeof(*hledger->currencies));
	if (hledger->currencies == NULL)
		return error_memory(error);
	memmove(&hledger->currencies[place + 1], &hledger->currencies[place],
	    (hledger->currency_count - place) * sizeof(currency));
	hledger->currencies[place] = currency;
	hledger->currency_count++;
	return STATUS_OK;
}

static enum status
write_text(struct spool *spool, const char *text, struct error *error)
{
	if (text == NULL)
		return error_memory(error);
	return spool_write(spool, text, strlen(text), error);
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

static enum status
write_entry(struct hledger *hledger, const struct entry *entry,
    struct spool *spool, struct arena *scratch, struct error *error)
{
	char type, amount[MONEY_TEXT_MAX];
	const char *name = account_name(scratch, entry, &type);
	const char *product = tag(scratch, "product", entry->product);
	enum status status;
	size_t width;
	int padding;

	if (name == NULL || product == NULL)
		return error_memory(error);
	status = keep_account(hledger, name, type, error);
	if (status == STATUS_OK)
		status = keep_currency(hledger, entry->amount.currency, error);
	if (status != STATUS_OK)
		return status;
	width = unicode_width(name);
	padding = width < NAME_COLUMNS ? (int)(NAME_COLUMNS - width) : 0;
	return write_text(spool,
	    arena_format(scratch, "    %s%*s  %*s %s%s\n", name, padding, "",
		AMOUNT_COLUMNS, money_format(entry->amount, amount),
		entry->amount.currency.code, product),
	    error);
}

enum status
hledger_transaction(struct hledger *hledger,
    const struct hledger_transaction *transaction, struct spool *spool,
    struct arena *scratch, struct error *error)
{
	const char *number, *memo, *account;
	char date[DATE_TEXT_MAX];
	enum status status;
	size_t i;

	assert(date_given(transaction->date));
	if (transaction->entries.count == 0)
		return STATUS_OK;
	number = tame(scratch, transaction->number, SPECIAL_CODE);
	memo = tame(scratch, transaction->memo, SPECIAL_NAME);
	account = tag(scratch, "account", transaction->account);
	if (number == NULL || memo == NULL || account == NULL)
		return error_memory(error);
	/* Without "()" a memo in parentheses would be taken for a code. */
	status = write_text(spool,
	    arena_format(scratch, "%s * (%s)%s%s%s\n",
		date_format(transaction->date, date), number,
		memo[0] == '\0' ? "" : " ", memo, account),
	    error);
	for (i = 0; i < transaction->entries.count && status == STATUS_OK; i++)
		status = write_entry(hledger, &transaction->entries.items[i],
		    spool, scratch, error);
	if (status == STATUS_OK)
		status = write_text(spool, "\n", error);
	return status;
}

enum status
hledger_declarations(
    const struct hledger *hledger, struct spool *spool, struct error *error)
{
	static const char zeros[] = "000000000000000000";
	enum status status = STATUS_OK;
	char line[64];
	size_t i;

	/* The sample says the decimal mark and the places. */
	for (i = 0; i < hledger->currency_count && status == STATUS_OK; i++) {
		const struct currency *currency = &hledger->currencies[i];

		assert(currency->places < sizeof(zeros));
		snprintf(line, sizeof(line), "commodity 1000.%.*s %s\n",
		    currency->places, zeros, currency->code);
		status = write_text(spool, line, error);
	}
	for (i = 0; i < hledger->account_count && status == STATUS_OK; i++) {
		status = write_text(spool, "account ", error);
		if (status == STATUS_OK)
			status =
			    write_text(spool, hledger->accounts[i].name, error);
		snprintf(line, sizeof(line), "  ; type: %c\n",
		    hledger->accounts[i].type);
		if (status == STATUS_OK)
			status = write_text(spool, line, error);
	}
	return status;
}
