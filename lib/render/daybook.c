/*
 * A transaction is put together in the scratch arena, then written in one go.
 * The accounts of a company are some dozens, kept sorted as they come up.
 */
#include "render/daybook.h"

#include <assert.h>
#include <string.h>

const struct daybook_dialect *
daybook_find(const char *name)
{
	static const struct daybook_dialect *const dialects[] = {
		&daybook_hledger, &daybook_ledger, &daybook_beancount
	};
	size_t i;

	for (i = 0; i < sizeof(dialects) / sizeof(dialects[0]); i++) {
		if (strcmp(name, dialects[i]->name) == 0)
			return dialects[i];
	}
	return NULL;
}

/* Write a text that was just made; NULL: there was no memory for it. */
static enum status
write_text(struct spool *spool, const char *text, struct error *error)
{
	if (text == NULL)
		return error_memory(error);
	return spool_write(spool, text, strlen(text), error);
}

/* One name must not stand for two accounts. */
static enum status
check_same(const struct daybook_account *known, const struct entry *entry,
    struct error *error)
{
	if (known->role == entry->role &&
	    strcmp(known->code, entry->account_code) == 0)
		return STATUS_OK;
	return error_set(error, STATUS_CONFIG,
	    "accounts %.64s and %.64s are both %.128s there", known->code,
	    entry->account_code, known->name);
}

/* Keep the account of ${entry}, in its place among the others. */
static enum status
keep_account(struct daybook *daybook, const struct entry *entry,
    const char *name, bool *added, struct error *error)
{
	size_t low = 0, high = daybook->account_count, middle;
	struct daybook_account *place, account;
	int order;

	*added = false;
	while (low < high) {
		middle = low + (high - low) / 2;
		order = strcmp(name, daybook->accounts[middle].name);
		if (order == 0)
			return check_same(
			    &daybook->accounts[middle], entry, error);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	account = (struct daybook_account){
		.name = arena_text(daybook->arena, name),
		.code = arena_text(daybook->arena, entry->account_code),
		.role = entry->role,
	};
	daybook->accounts = arena_grow(daybook->arena, daybook->accounts,
	    daybook->account_count, sizeof(*daybook->accounts));
	if (account.name == NULL || account.code == NULL ||
	    daybook->accounts == NULL)
		return error_memory(error);
	place = &daybook->accounts[low];
	memmove(
	    place + 1, place, (daybook->account_count - low) * sizeof(*place));
	*place = account;
	daybook->account_count++;
	*added = true;
	return STATUS_OK;
}

static enum status
keep_currency(struct daybook *daybook, struct currency currency, bool *added,
    struct error *error)
{
	size_t i, place = 0;

	*added = false;
	for (i = 0; i < daybook->currency_count; i++) {
		int order = strcmp(currency.code, daybook->currencies[i].code);

		if (order == 0)
			return STATUS_OK;
		if (order > 0)
			place = i + 1;
	}
	daybook->currencies = arena_grow(daybook->arena, daybook->currencies,
	    daybook->currency_count, sizeof(*daybook->currencies));
	if (daybook->currencies == NULL)
		return error_memory(error);
	memmove(&daybook->currencies[place + 1], &daybook->currencies[place],
	    (daybook->currency_count - place) * sizeof(currency));
	daybook->currencies[place] = currency;
	daybook->currency_count++;
	*added = true;
	return STATUS_OK;
}

/* Keep what ${entry} uses; declare what is new where it has to come first. */
static enum status
keep(struct daybook *daybook, const struct entry *entry, struct spool *spool,
    struct arena *scratch, struct error *error)
{
	const struct daybook_dialect *dialect = daybook->dialect;
	struct currency currency = entry->amount.currency;
	struct daybook_account account = { .role = entry->role };
	enum status status;
	bool added;

	account.name =
	    dialect->account(scratch, entry->role, entry->account_code);
	if (account.name == NULL)
		return error_memory(error);
	status = keep_currency(daybook, currency, &added, error);
	if (status == STATUS_OK && added && dialect->declares_first)
		status = write_text(spool,
		    dialect->declare_currency(
			scratch, currency, daybook->first),
		    error);
	if (status == STATUS_OK)
		status =
		    keep_account(daybook, entry, account.name, &added, error);
	if (status == STATUS_OK && added && dialect->declares_first)
		status = write_text(spool,
		    dialect->declare_account(scratch, &account, daybook->first),
		    error);
	return status;
}

enum status
daybook_transaction(struct daybook *daybook,
    const struct daybook_transaction *transaction, struct spool *spool,
    struct arena *scratch, struct error *error)
{
	const struct daybook_dialect *dialect = daybook->dialect;
	const struct entry *entries = transaction->entries.items;
	size_t count = transaction->entries.count, i;
	enum status status = STATUS_OK;

	assert(date_given(transaction->date));
	if (count == 0)
		return STATUS_OK;
	if (daybook->account_count == 0)
		status = write_text(spool, dialect->prologue, error);
	if (daybook->account_count == 0 ||
	    transaction->date.days < daybook->first.days)
		daybook->first = transaction->date;
	for (i = 0; i < count && status == STATUS_OK; i++)
		status = keep(daybook, &entries[i], spool, scratch, error);
	if (status == STATUS_OK)
		status = write_text(
		    spool, dialect->head(scratch, transaction), error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		const char *name = dialect->account(
		    scratch, entries[i].role, entries[i].account_code);

		if (name == NULL)
			return error_memory(error);
		status = write_text(
		    spool, dialect->entry(scratch, &entries[i], name), error);
	}
	if (status == STATUS_OK)
		status = write_text(spool, "\n", error);
	return status;
}

enum status
daybook_finish(struct daybook *daybook, struct spool *spool,
    struct arena *scratch, struct error *error)
{
	const struct daybook_dialect *dialect = daybook->dialect;
	enum status status = STATUS_OK;
	size_t i;

	if (dialect->declares_first)
		return STATUS_OK;
	for (i = 0; i < daybook->currency_count && status == STATUS_OK; i++)
		status = write_text(spool,
		    dialect->declare_currency(
			scratch, daybook->currencies[i], daybook->first),
		    error);
	for (i = 0; i < daybook->account_count && status == STATUS_OK; i++)
		status = write_text(spool,
		    dialect->declare_account(
			scratch, &daybook->accounts[i], daybook->first),
		    error);
	return status;
}
