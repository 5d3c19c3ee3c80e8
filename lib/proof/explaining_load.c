/*
 * One document is read whole, a line of it needs its neighbours: they share its
 * taxes.
 */
#include <stdlib.h>
#include <string.h>

#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "ledger/decks.h"
#include "proof/explaining.h"
#include "rule/charge.h"

/* Which orders were known when the document was posted, and what came since. */
static enum status
load_known(struct explaining *explaining)
{
	struct query query;
	enum status status;
	bool found = false;

	explaining->known = INT64_MAX;
	explaining->since = "";
	status = query_begin(explaining->ledger, STATEMENT_EXPLAIN_KNOWN,
	    &query, explaining->error);
	if (status == STATUS_OK) {
		query_bind_integer(&query, explaining->posting);
		status = query_next(&query, &found, explaining->error);
	}
	if (status == STATUS_OK && found) {
		if (query_integer(&query, 1) == 1 && !query_null(&query, 0))
			explaining->known = query_integer(&query, 0);
		if (!query_null(&query, 2))
			explaining->since = arena_text(
			    &explaining->arena, query_text(&query, 2));
		if (explaining->since == NULL)
			status = error_memory(explaining->error);
	}
	query_end(&query);
	return status;
}

static enum status
load_document(struct explaining *explaining)
{
	struct document *document = &explaining->document;
	struct error *error = explaining->error;
	struct query query;
	struct currency currency;
	enum status status;
	bool found = false;

	status = query_begin(
	    explaining->ledger, STATEMENT_EXPLAIN_DOCUMENT, &query, error);
	if (status == STATUS_OK) {
		query_bind_text(&query, explaining->options->invoice);
		status = query_next(&query, &found, error);
	}
	if (status == STATUS_OK && !found)
		status = error_set(error, STATUS_INVALID,
		    "document %.128s is not known",
		    explaining->options->invoice);
	if (status != STATUS_OK)
		goto done;
	explaining->posting = query_integer(&query, 0);
	document->account =
	    arena_text(&explaining->arena, query_text(&query, 2));
	explaining->customer =
	    arena_text(&explaining->arena, query_text(&query, 3));
	if (document->account == NULL || explaining->customer == NULL)
		status = error_memory(error);
	if (status == STATUS_OK)
		status = document_type_parse(
		    query_text(&query, 1), &document->type, error);
	if (status == STATUS_OK)
		status = query_date(&query, 4, &document->issue_date, error);
	if (status == STATUS_OK)
		status = query_date(&query, 5, &document->due_date, error);
	if (status == STATUS_OK)
		status =
		    currency_parse(query_text(&query, 6), &currency, error);
	if (status != STATUS_OK)
		goto done;
	document->currency = currency;
	document->net = money_of(query_integer(&query, 7), currency);
	document->tax = money_of(query_integer(&query, 8), currency);
	document->total = money_of(query_integer(&query, 9), currency);
done:
	query_end(&query);
	return status;
}

/* The number of a line of this document that ${reference} names, or 0. */
static int64_t
line_number(const struct explaining *explaining, const char *reference)
{
	const char *invoice = explaining->options->invoice;
	size_t length = strlen(invoice);

	if (strncmp(reference, invoice, length) != 0 ||
	    reference[length] != '/' ||
	    strchr(reference + length + 1, '/') != NULL)
		return 0;
	return strtoll(reference + length + 1, NULL, 10);
}

/* Sum the posted lines of the key: before the line, with it, and all. */
static enum status
sum_group(struct explaining *explaining, struct explained *line)
{
	struct error *error = explaining->error;
	int64_t revision = line->self->line.revision;
	enum status status = STATUS_OK;
	size_t i;

	line->posted_before = line->owed = line->left =
	    money_of(0, line->self->line.amount.currency);
	for (i = 0; i < line->posted.count && status == STATUS_OK; i++) {
		const struct line *posted = &line->posted.items[i].line;
		struct money amount = posted->amount;

		status = money_add(line->left, amount, &line->left, error);
		if (status == STATUS_OK && posted->revision <= revision)
			status =
			    money_add(line->owed, amount, &line->owed, error);
		if (status == STATUS_OK && posted->revision < revision)
			status = money_add(line->posted_before, amount,
			    &line->posted_before, error);
		line->with += posted->revision == revision;
	}
	return status;
}

/* Whether somebody recorded it: it has no key but the record's. */
static bool
is_recorded(const struct line *line)
{
	return line->kind == LINE_ADJUSTMENT || line->kind == LINE_CREDIT;
}

/* Whether ${line} bills ${charge}: of one id there may be several filters. */
static bool
bills(struct explaining *explaining, const struct line *line,
    const struct charge *charge)
{
	const char *dimensions;

	if (strcmp(charge->id, line->charge) != 0)
		return false;
	if (charge->kind != CHARGE_USAGE)
		return true;
	dimensions = charge_dimensions(&charge->usage, &explaining->scratch);
	return dimensions != NULL && strcmp(dimensions, line->dimensions) == 0;
}

/* The charge that a line bills; NULL: none, or of no catalog. */
static const struct charge *
charge_of(struct explaining *explaining, const struct line *line)
{
	const struct plan *plan =
	    catalogs_plan(&explaining->catalogs, line->catalog, line->plan);
	size_t i;

	if (is_recorded(line) || line->kind == LINE_FEE)
		return NULL;
	for (i = 0; plan != NULL && i < plan->charge_count; i++) {
		if (bills(explaining, line, &plan->charges[i]))
			return &plan->charges[i];
	}
	return NULL;
}

/* A line of the document: the posted one at ${place} of ${subscription}. */
static enum status
add_line(struct explaining *explaining,
    const struct explained_subscription *subscription, size_t place)
{
	const struct billing_subscription *from = &subscription->from;
	size_t first = place, end = place + 1;
	struct explained *line;
	bool own = !is_recorded(&from->posted[place].line);

	explaining->lines = arena_grow(&explaining->arena, explaining->lines,
	    explaining->line_count, sizeof(*explaining->lines));
	if (explaining->lines == NULL)
		return error_memory(explaining->error);
	line = &explaining->lines[explaining->line_count++];
	*line = (struct explained){
		.self = &from->posted[place],
		.subscription = subscription,
	};
	line->number = line_number(explaining, line->self->reference);
	line->charge = charge_of(explaining, &line->self->line);
	/* An adjustment has a key of its own. */
	while (own && first > 0 &&
	       line_key_compare(
		   &from->posted[first - 1].line, &line->self->line) == 0)
		first--;
	while (
	    own && end < from->posted_count &&
	    line_key_compare(&from->posted[end].line, &line->self->line) == 0)
		end++;
	line->posted =
	    (struct posted_list){ &from->posted[first], end - first };
	return sum_group(explaining, line);
}

static enum status
add_lines(struct explaining *explaining,
    const struct explained_subscription *subscription)
{
	const struct billing_subscription *from = &subscription->from;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < from->posted_count && status == STATUS_OK; i++) {
		if (line_number(explaining, from->posted[i].reference) > 0)
			status = add_line(explaining, subscription, i);
	}
	return status;
}

/* All subscriptions of one owner. */
static enum status
load_owner(struct explaining *explaining, struct billings *billings,
    const struct billing_owner *from)
{
	struct arena *arena = &explaining->arena;
	struct billing_owner *owner = arena_alloc(arena, sizeof(*owner));
	struct explained_subscription *subscription;
	enum status status = STATUS_OK;
	bool found = true;

	if (owner == NULL)
		return error_memory(explaining->error);
	*owner = *from;
	while (status == STATUS_OK) {
		subscription = arena_alloc(arena, sizeof(*subscription));
		if (subscription == NULL)
			return error_memory(explaining->error);
		subscription->owner = owner;
		status = billings_subscription(billings, owner, arena,
		    &subscription->from, &found, explaining->error);
		if (status != STATUS_OK || !found)
			break;
		subscription->next = explaining->subscriptions;
		explaining->subscriptions = subscription;
		status = add_lines(explaining, subscription);
	}
	return status;
}

static int
line_compare(const void *left, const void *right)
{
	const struct explained *a = left;
	const struct explained *b = right;

	return a->number < b->number ? -1 : a->number > b->number;
}

static enum status
load_lines(struct explaining *explaining, int64_t posting)
{
	struct error *error = explaining->error;
	struct billings billings = { NULL };
	struct billing_owner owner;
	enum status status;
	bool found = true;

	status = billings_explain(explaining->ledger, posting,
	    &explaining->catalogs, &billings, error);
	while (status == STATUS_OK) {
		status = billings_owner(
		    &billings, &explaining->arena, &owner, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = load_owner(explaining, &billings, &owner);
	}
	billings_close(&billings);
	if (explaining->line_count > 1)
		qsort(explaining->lines, explaining->line_count,
		    sizeof(*explaining->lines), line_compare);
	return status;
}

/* What was asked for must be there. */
static enum status
check_line(const struct explaining *explaining)
{
	const struct explaining_options *options = explaining->options;
	size_t i;

	if (options->line == 0)
		return STATUS_OK;
	for (i = 0; i < explaining->line_count; i++) {
		if (explaining->lines[i].number == options->line)
			return STATUS_OK;
	}
	return error_set(explaining->error, STATUS_INVALID,
	    "document %.128s has lines 1 to %zu", options->invoice,
	    explaining->line_count);
}

enum status
explaining_world(struct explaining *explaining)
{
	struct arena *world = &explaining->world;
	struct error *error = explaining->error;
	struct decks *decks = NULL;
	enum status status;

	status = company_load(
	    explaining->ledger, world, &explaining->company, error);
	if (status == STATUS_OK)
		status = catalogs_load(
		    explaining->ledger, world, &explaining->catalogs, error);
	if (status == STATUS_OK)
		status = decks_load(explaining->ledger, &explaining->catalogs,
		    world, &decks, error);
	explaining->decks = decks;
	return status;
}

enum status
explaining_load(struct explaining *explaining)
{
	enum status status;

	status = load_document(explaining);
	if (status == STATUS_OK)
		status = load_known(explaining);
	if (status == STATUS_OK)
		status = load_lines(explaining, explaining->posting);
	if (status == STATUS_OK)
		status = explaining_facts(explaining);
	return status == STATUS_OK ? check_line(explaining) : status;
}
