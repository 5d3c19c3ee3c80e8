/*
 * Money is added, entry by entry, and what open documents do not explain is
 * unapplied.
 */
#include "rule/account_statement.h"

/* The sum that an entry of ${kind} goes into. */
static struct money *
sum_of(struct account_statement *statement, enum entry_kind kind)
{
	switch (kind) {
	case ENTRY_INVOICE:
		return &statement->invoiced;
	case ENTRY_CREDIT_NOTE:
		return &statement->credited;
	case ENTRY_PAYMENT:
	case ENTRY_REVERSAL:
		break;
	}
	return &statement->paid;
}

/* Unapplied is the balance without what invoices have open. */
static enum status
rest(struct account_statement *statement, struct error *error)
{
	struct aging *aging = &statement->aging;
	const struct money open[] = { aging->current, aging->days_30,
		aging->days_60, aging->days_90, aging->older, aging->credit };
	struct money left = statement->balance;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < sizeof(open) / sizeof(open[0]); i++) {
		if (status == STATUS_OK)
			status = money_subtract(left, open[i], &left, error);
	}
	aging->unapplied = left;
	return status;
}

enum status
account_statement_total(
    struct account_statement *statement, struct error *error)
{
	struct money zero = money_of(0, statement->previous.currency);
	enum status status = STATUS_OK;
	size_t i;

	statement->invoiced = zero;
	statement->credited = zero;
	statement->paid = zero;
	statement->balance = statement->previous;
	for (i = 0; i < statement->entry_count && status == STATUS_OK; i++) {
		struct account_entry *entry = &statement->entries[i];
		struct money *sum = sum_of(statement, entry->kind);

		status = money_add(*sum, entry->amount, sum, error);
		if (status == STATUS_OK)
			status = money_add(statement->balance, entry->amount,
			    &statement->balance, error);
		entry->balance = statement->balance;
	}
	if (status == STATUS_OK)
		status = rest(statement, error);
	return status;
}
