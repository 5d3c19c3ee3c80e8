/*
 * One document is tried first; only if it comes to less than nothing are the
 * lines parted, and each part becomes a document in the same way.
 */
#include "rule/document.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/choice.h"
#include "base/hash.h"

static const char *const types[] = { "invoice", "credit_note", NULL };

struct assembling {
	const struct document_terms *terms;
	struct documents *documents;
	struct arena *scratch;
	struct error *error;
};

const char *
document_type_name(enum document_type type)
{
	return types[type];
}

enum status
document_type_parse(
    const char *text, enum document_type *type, struct error *error)
{
	int index = 0;
	enum status status;

	status = choice_parse(text, types, "a document type", &index, error);
	*type = (enum document_type)index;
	return status;
}

enum status
document_total(struct document *document, struct error *error)
{
	enum status status = STATUS_OK;
	struct money total;
	size_t i;

	document->net = money_of(0, document->currency);
	document->total = document->net;
	for (i = 0; i < document->line_count && status == STATUS_OK; i++) {
		const struct line *line = &document->lines[i];

		status = money_add(
		    document->net, line->amount, &document->net, error);
		if (status == STATUS_OK)
			status = line_total(line, &total, error);
		if (status == STATUS_OK)
			status = money_add(
			    document->total, total, &document->total, error);
	}
	if (status == STATUS_OK)
		status = money_subtract(
		    document->total, document->net, &document->tax, error);
	return status;
}

/* The order of lines in a document: as a customer looks for them. */
static int
line_order(const void *left, const void *right)
{
	const struct line *a = ((const struct taxed_line *)left)->line;
	const struct line *b = ((const struct taxed_line *)right)->line;
	int order;

	if ((order = strcmp(a->section, b->section)) != 0 ||
	    (order = strcmp(a->owner, b->owner)) != 0 ||
	    (order = strcmp(a->subscription, b->subscription)) != 0 ||
	    (order = (int)a->kind - (int)b->kind) != 0 ||
	    (order = strcmp(a->charge, b->charge)) != 0)
		return order;
	if (a->period_start.days != b->period_start.days)
		return a->period_start.days < b->period_start.days ? -1 : 1;
	if ((order = line_key_compare(a, b)) != 0)
		return order;
	if ((order = strcmp(a->corrects, b->corrects)) != 0)
		return order;
	if (a->period_end.days != b->period_end.days)
		return a->period_end.days < b->period_end.days ? -1 : 1;
	return 0;
}

/* What documents did not always have leaves the ids of those without alone. */
static void
hash_given(struct hash *hash, const char *name, const char *value)
{
	if (value[0] == '\0')
		return;
	hash_field(hash, name);
	hash_field(hash, value);
}

/* The provisional id: what is billed, and how often it was before. */
static void
document_identify(struct document *document)
{
	unsigned char digest[HASH_SIZE];
	char hex[HASH_HEX_MAX];
	struct hash hash;
	size_t i;

	hash_begin(&hash);
	hash_field(&hash, document->account);
	hash_field(&hash, document->currency.code);
	hash_field(&hash, types[document->type]);
	hash_given(&hash, "split", document->split);
	hash_number(&hash, document->issue_date.days);
	hash_number(&hash, document->due_date.days);
	for (i = 0; i < document->line_count; i++) {
		const struct line *line = &document->lines[i];

		hash_field(&hash, line->subscription);
		hash_field(&hash, line->charge);
		hash_field(&hash, line_kind_name(line->kind));
		hash_field(&hash, line->plan);
		hash_field(&hash, line->catalog);
		hash_field(&hash, line->order_price);
		hash_field(&hash, line->dimensions);
		hash_given(&hash, "instance", line->instance);
		hash_number(&hash, line->cycle_start.days);
		hash_number(&hash, line->cycle_end.days);
		hash_number(&hash, line->revision);
		hash_field(&hash, line->adjustment);
		hash_field(&hash, line->corrects);
	}
	hash_end(&hash, digest);
	document->id[0] = 'D';
	memcpy(document->id + 1, hash_hex(digest, 8, hex), 17);
}

/* Tax ${lines} and make one document of them. */
static enum status
make(const struct assembling *assembling, const struct taxed_line *lines,
    size_t count, struct document *document)
{
	const struct document_terms *terms = assembling->terms;
	enum status status;
	size_t i;

	*document = (struct document){
		.account = terms->account,
		.currency = lines[0].line->amount.currency,
		.split = lines[0].line->split,
		.issue_date = terms->issue_date,
		.due_date = terms->due_date,
		.line_count = count,
	};
	status = tax_lines(lines, count, terms->rates, &terms->tax,
	    assembling->scratch, assembling->error);
	if (status != STATUS_OK)
		return status;
	document->lines =
	    arena_array(assembling->scratch, count, sizeof(*document->lines));
	if (document->lines == NULL)
		return error_memory(assembling->error);
	for (i = 0; i < count; i++)
		document->lines[i] = *lines[i].line;
	status = document_total(document, assembling->error);
	if (document->total.minor < 0) {
		document->type = DOCUMENT_CREDIT_NOTE;
		document->due_date = terms->issue_date;
	}
	document_identify(document);
	return status;
}

/* The length of the invoice's number in INVOICE/LINE. */
static size_t
invoice_length(const char *reference)
{
	const char *slash = strrchr(reference, '/');

	return slash == NULL ? strlen(reference) : (size_t)(slash - reference);
}

static bool
same_invoice(const struct line *a, const struct line *b)
{
	size_t length = invoice_length(a->corrects);

	return length == invoice_length(b->corrects) &&
	       memcmp(a->corrects, b->corrects, length) == 0;
}

static bool
is_credit(const struct line *line)
{
	return line->corrects[0] != '\0' && line->amount.minor < 0;
}

/* Whether ${line} takes back a discount of what was billed there. */
static bool
is_discount_of(const struct line *line, const struct line *credit)
{
	return line->kind == LINE_DISCOUNT && line->corrects[0] != '\0' &&
	       line->amount.minor > 0 && same_invoice(line, credit);
}

/* Whether the credits of an invoice are more than the discounts that go back
 * with them, so that both stand on one note. */
static bool
is_net_credit(const struct taxed_line *lines, const bool *taken, size_t count,
    const struct line *credit)
{
	__int128 sum = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		const struct line *line = lines[i].line;

		if (!taken[i] &&
		    (is_discount_of(line, credit) ||
			(is_credit(line) && same_invoice(line, credit))))
			sum += line->amount.minor;
	}
	return sum < 0;
}

/* The next part of ${lines} that is not taken: by invoice, then the rest. */
static size_t
part(const struct taxed_line *lines, bool *taken, size_t count,
    struct taxed_line *parted)
{
	const struct line *first = NULL;
	size_t i, found = 0;
	bool net;

	for (i = 0; i < count && first == NULL; i++) {
		if (!taken[i] && is_credit(lines[i].line))
			first = lines[i].line;
	}
	net = first != NULL && is_net_credit(lines, taken, count, first);
	for (i = 0; i < count; i++) {
		const struct line *line = lines[i].line;

		if (taken[i])
			continue;
		if (first == NULL ||
		    (is_credit(line) && same_invoice(first, line)) ||
		    (net && is_discount_of(line, first))) {
			taken[i] = true;
			parted[found++] = lines[i];
		}
	}
	return found;
}

enum status
document_assemble(const struct taxed_line *lines, size_t count,
    const struct document_terms *terms, struct documents *documents,
    struct arena *scratch, struct error *error)
{
	struct assembling assembling = { terms, documents, scratch, error };
	struct taxed_line *sorted, *parted;
	struct document *items;
	enum status status;
	bool *taken;
	size_t found;

	assert(count > 0);
	sorted = arena_array(scratch, count, sizeof(*sorted));
	parted = arena_array(scratch, count, sizeof(*parted));
	taken = arena_array(scratch, count, sizeof(*taken));
	items = arena_array(scratch, count + 1, sizeof(*items));
	if (sorted == NULL || parted == NULL || taken == NULL || items == NULL)
		return error_memory(error);
	memcpy(sorted, lines, count * sizeof(*sorted));
	qsort(sorted, count, sizeof(*sorted), line_order);

	*documents = (struct documents){ items, 1 };
	status = make(&assembling, sorted, count, &items[0]);
	if (status != STATUS_OK || items[0].total.minor >= 0)
		return status;
	documents->count = 0;
	while ((found = part(sorted, taken, count, parted)) > 0 &&
	       status == STATUS_OK)
		status = make(
		    &assembling, parted, found, &items[documents->count++]);
	return status;
}
