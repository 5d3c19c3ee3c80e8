/*
 * One walk over the sources beside one over the invoices; an invoice that is
 * named is found in a second order of the same invoices, by posting.
 */
#include "rule/settle.h"

#include <assert.h>
#include <stdlib.h>

/* An account at work: its invoices by posting, and what is found. */
struct settling {
	const struct settle_account *account;
	struct settle_invoice **named; /* NULL: no source names one */
	size_t oldest; /* invoices before it are settled */
	struct applications *applications;
};

static int
posting_compare(const void *a, const void *b)
{
	const struct settle_invoice *const *x = a, *const *y = b;

	return ((*x)->posting > (*y)->posting) -
	       ((*x)->posting < (*y)->posting);
}

/* Put the invoices in the order of their postings, if any of them is named. */
static enum status
order_named(
    struct settling *settling, struct arena *scratch, struct error *error)
{
	const struct settle_account *account = settling->account;
	bool wanted = false;
	size_t i;

	for (i = 0; i < account->source_count; i++)
		wanted = wanted || account->sources[i].target != 0;
	if (!wanted)
		return STATUS_OK;
	settling->named = arena_array(
	    scratch, account->invoice_count + 1, sizeof(*settling->named));
	if (settling->named == NULL)
		return error_memory(error);
	for (i = 0; i < account->invoice_count; i++)
		settling->named[i] = &account->invoices[i];
	qsort(settling->named, account->invoice_count, sizeof(*settling->named),
	    posting_compare);
	return STATUS_OK;
}

/* The open invoice that a source names, or NULL. */
static struct settle_invoice *
find_named(const struct settling *settling, const struct settle_source *source)
{
	const struct settle_invoice wanted = { .posting = source->target };
	const struct settle_invoice *key = &wanted;
	struct settle_invoice **found;

	if (source->target == 0)
		return NULL;
	found = bsearch(&key, settling->named, settling->account->invoice_count,
	    sizeof(*settling->named), posting_compare);
	return found == NULL || (*found)->open == 0 ? NULL : *found;
}

/* Apply as much of the source as the invoice takes. */
static void
apply(struct settling *settling, struct settle_source *source,
    struct settle_invoice *invoice)
{
	struct applications *applications = settling->applications;
	int64_t amount =
	    source->open < invoice->open ? source->open : invoice->open;

	assert(amount > 0);
	source->open -= amount;
	invoice->open -= amount;
	applications->items[applications->count++] = (struct application){
		.date = date_later(source->date, invoice->since),
		.credit_note = source->credit_note,
		.item = source->item,
		.posting = invoice->posting,
		.amount = amount,
	};
}

/* The invoice that it names, then the oldest, as far as the source reaches. */
static void
settle_source(struct settling *settling, struct settle_source *source)
{
	const struct settle_account *account = settling->account;
	struct settle_invoice *named = find_named(settling, source);

	assert(source->open > 0);
	if (named != NULL)
		apply(settling, source, named);
	while (source->open > 0 && settling->oldest < account->invoice_count) {
		struct settle_invoice *invoice =
		    &account->invoices[settling->oldest];

		if (invoice->open > 0)
			apply(settling, source, invoice);
		if (invoice->open == 0)
			settling->oldest++;
	}
}

enum status
settle(struct settle_account *account, struct applications *applications,
    struct arena *scratch, struct error *error)
{
	struct settling settling = { .account = account,
		.applications = applications };
	enum status status;
	size_t i;

	/* Each application ends a source or an invoice. */
	*applications = (struct applications){
		.items = arena_array(scratch,
		    account->source_count + account->invoice_count + 1,
		    sizeof(*applications->items))
	};
	if (applications->items == NULL)
		return error_memory(error);
	status = order_named(&settling, scratch, error);
	if (status != STATUS_OK)
		return status;
	for (i = 0; i < account->source_count; i++)
		settle_source(&settling, &account->sources[i]);
	return STATUS_OK;
}
