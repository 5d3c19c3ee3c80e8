/*
 * One document after the other is decided: old, altered, late, stale, or new.
 */
#include "work/invoicing_post.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "ledger/documents.h"
#include "ledger/locks.h"
#include "ledger/ratings.h"
#include "ledger/staging.h"
#include "ledger/tax_rates.h"
#include "record/pack.h"
#include "rule/seal.h"
#include "work/auditing.h"
#include "work/settling.h"

struct post {
	struct invoicing *invoicing;
	struct documents_next next;
	struct settlement_marks marks; /* before anything was posted */
	int64_t tax_revision;
	struct date closed; /* all days until then */
	uint64_t stale;
};

/* What is decided of one document. */
struct decided {
	struct document document;
	const char *seal;
	const char **fields; /* RECORD_WIDTH for each record */
	size_t count;
	const char *stored_seal; /* NULL: not posted */
};

/* Write the record of a posted document. */
static enum status
write_posted(const struct post *post, const struct document *document,
    const char *invoice, const char *customer)
{
	struct invoicing *invoicing = post->invoicing;
	char issue[DATE_TEXT_MAX], due[DATE_TEXT_MAX], lines[24];
	char net[MONEY_TEXT_MAX], tax[MONEY_TEXT_MAX], total[MONEY_TEXT_MAX];
	const char *fields[] = {
		invoice,
		document->id,
		document_type_name(document->type),
		document->account,
		customer,
		date_format(document->issue_date, issue),
		date_format(document->due_date, due),
		document->currency.code,
		money_format(document->net, net),
		money_format(document->tax, tax),
		money_format(document->total, total),
		total,
		lines,
	};

	snprintf(lines, sizeof(lines), "%zu", document->line_count);
	return writer_write(invoicing->writer, fields, invoicing->error);
}

/* Set a document aside: each of its records, with the error as the reason. */
static enum status
set_aside(const struct post *post, const struct decided *decided)
{
	struct invoicing *invoicing = post->invoicing;
	struct summary *summary = invoicing->request->summary;
	const char **first = decided->fields + 1;
	const char *reason =
	    arena_text(&invoicing->scratch, invoicing->error->text);
	enum status status = STATUS_OK;
	size_t i;

	if (reason == NULL)
		return error_memory(invoicing->error);
	summary->rejected++;
	if (summary->note == NULL) {
		snprintf(summary->note_text, sizeof(summary->note_text),
		    "rejected: account %.128s, document %.32s: %.300s",
		    first[PROPOSAL_ACCOUNT], first[PROPOSAL_DOCUMENT], reason);
		summary->note = summary->note_text;
	}
	for (i = 0; i < decided->count && status == STATUS_OK; i++) {
		const char **record = decided->fields + i * RECORD_WIDTH;
		struct rejected rejected = {
			.line = strtoull(record[0], NULL, 10),
			.reason = reason,
			.cells = record + 1,
			.count = PROPOSAL_COLUMN_COUNT,
		};

		status = rejects_add(
		    invoicing->rejects, &rejected, invoicing->error);
	}
	return status;
}

/* Unpack a staged document; STATUS_INVALID if its records are not one. */
static enum status
read_document(const struct post *post, const struct resolved *resolved,
    struct decided *decided)
{
	struct invoicing *invoicing = post->invoicing;
	struct arena *scratch = &invoicing->scratch;
	size_t count = pack_count(resolved->packed, resolved->packed_length);
	const char ***records;
	enum status status;
	size_t i;

	*decided = (struct decided){ .count = count / RECORD_WIDTH };
	status = pack_split(scratch, resolved->packed, resolved->packed_length,
	    &decided->fields, count, invoicing->error);
	if (status != STATUS_OK)
		return status;
	if (resolved->stored != NULL) {
		decided->stored_seal = arena_copy(
		    scratch, resolved->stored, resolved->stored_length);
		if (decided->stored_seal == NULL)
			return error_memory(invoicing->error);
	}
	decided->seal = decided->fields[1 + PROPOSAL_SEAL];
	records = arena_array(scratch, decided->count, sizeof(*records));
	if (records == NULL)
		return error_memory(invoicing->error);
	for (i = 0; i < decided->count; i++)
		records[i] = decided->fields + i * RECORD_WIDTH + 1;
	return proposal_read((const char **const *)records, decided->count,
	    scratch, &decided->document, &decided->seal, invoicing->error);
}

/* Post one document, or find that a key of it was posted in between. */
static enum status
post_now(struct post *post, const struct decided *decided, const char *customer)
{
	struct invoicing *invoicing = post->invoicing;
	const struct document *document = &decided->document;
	const struct company *company = &invoicing->company;
	struct error *error = invoicing->error;
	struct error refused;
	struct entries entries;
	struct posting posting = {
		.document = document,
		.entries = &entries,
		.pattern = document->type == DOCUMENT_INVOICE
			       ? company->invoice_number
			       : company->credit_note_number,
		.customer = customer,
		.seal = decided->seal,
	};
	enum status status;

	status = journal_of(document, company, &invoicing->catalogs, &entries,
	    &invoicing->scratch, error);
	if (status == STATUS_OK)
		status = ledger_mark(invoicing->ledger, error);
	if (status != STATUS_OK)
		return status;
	status =
	    document_post(invoicing->ledger, &post->next, &posting, &refused);
	/* After worse than a refusal nothing is left to undo. */
	if ((status == STATUS_STALE || status == STATUS_INVALID) &&
	    ledger_undo(invoicing->ledger, error) != STATUS_OK)
		return error->status;
	if (status == STATUS_STALE)
		return error_set(
		    error, status, "stale: some of it was posted in between");
	if (status != STATUS_OK) {
		*error = refused;
		return status;
	}
	status = ledger_keep(invoicing->ledger, error);
	if (status == STATUS_OK)
		status = write_posted(post, document, posting.number, customer);
	if (status == STATUS_OK)
		status = summary_amount(
		    invoicing->request->summary, document->net, error);
	/* It is posted: nothing may set it aside any more. */
	if (status == STATUS_INVALID)
		error->status = status = STATUS_LEDGER;
	invoicing->request->summary->accepted++;
	return status;
}

/* The next word of a stored answer, cut off; the rest is left in ${text}. */
static char *
next_word(char **text)
{
	char *word = *text;
	char *blank = strchr(word, ' ');

	if (blank != NULL)
		*blank++ = '\0';
	*text = blank == NULL ? word + strlen(word) : blank;
	return word;
}

/*
 * A document that was posted before: its stored record once more.  Whatever the
 * proposal says by now, the ledger says this.
 */
static enum status
post_again(const struct post *post, const struct decided *decided,
    const struct resolved *resolved)
{
	struct invoicing *invoicing = post->invoicing;
	struct error *error = invoicing->error;
	const char *id = decided->fields[1 + PROPOSAL_DOCUMENT];
	struct document document = { .lines = NULL };
	char *text = arena_text(&invoicing->scratch, resolved->answers[3]);
	enum status status;

	if (text == NULL)
		return error_memory(error);
	snprintf(document.id, sizeof(document.id), "%s", id);
	document.net.minor = strtoll(next_word(&text), NULL, 10);
	document.tax.minor = strtoll(next_word(&text), NULL, 10);
	document.total.minor = document.net.minor + document.tax.minor;
	document.line_count = strtoul(next_word(&text), NULL, 10);
	status = currency_parse(next_word(&text), &document.currency, error);
	document.net.currency = document.currency;
	document.tax.currency = document.currency;
	document.total.currency = document.currency;
	if (status == STATUS_OK)
		status =
		    date_parse(next_word(&text), &document.issue_date, error);
	if (status == STATUS_OK)
		status =
		    date_parse(next_word(&text), &document.due_date, error);
	if (status == STATUS_OK)
		status = document_type_parse(
		    next_word(&text), &document.type, error);
	if (status != STATUS_OK) {
		error->status = STATUS_LEDGER;
		return error_prefix(error, "document %s: ", id);
	}
	document.account = text;
	invoicing->request->summary->duplicate++;
	return write_posted(
	    post, &document, resolved->answers[0], resolved->answers[1]);
}

/* Decide on a document; an error of STATUS_INVALID or STATUS_STALE rejects it.
 */
static enum status
decide(
    struct post *post, const struct resolved *resolved, struct decided *decided)
{
	struct error *error = post->invoicing->error;
	const char *basis_now = resolved->answers[2];
	enum status status = read_document(post, resolved, decided);
	int64_t basis = 0;

	if ((status == STATUS_OK || status == STATUS_INVALID) &&
	    decided->stored_seal != NULL &&
	    strcmp(decided->stored_seal, decided->seal) == 0)
		return post_again(post, decided, resolved);
	if (status == STATUS_INVALID)
		error_prefix(error, "altered: ");
	if (status != STATUS_OK)
		return status;
	if (resolved->first_position != resolved->position ||
	    !seal_check(&decided->document, decided->seal, &basis))
		return error_set(error, STATUS_INVALID,
		    "altered: it is not what its seal says");
	if (decided->stored_seal != NULL)
		return error_set(error, STATUS_STALE,
		    "stale: posted as %s from another proposal",
		    resolved->answers[0]);
	status = locks_check(post->closed, decided->document.issue_date,
	    "give bill-run a later --issue-date", error);
	if (status != STATUS_OK)
		return error_prefix(error, "column issue_date: ");
	if (basis_now == NULL || resolved->answers[1] == NULL ||
	    strtoll(basis_now, NULL, 10) + post->tax_revision != basis)
		return error_set(error, STATUS_STALE,
		    "stale: an order, an adjustment, the account or a tax rate "
		    "has changed since it was proposed; run bill-run again");
	return post_now(post, decided, resolved->answers[1]);
}

static enum status
decide_all(struct post *post)
{
	struct invoicing *invoicing = post->invoicing;
	struct progress *progress = invoicing->request->progress;
	struct query query = { .handle = NULL };
	struct resolved resolved;
	struct decided decided;
	enum status status;
	bool found = true;

	status = staging_resolve(invoicing->ledger, STATEMENT_RESOLVE_DOCUMENTS,
	    &query, invoicing->error);
	progress_begin(progress, "documents", invoicing->documents);
	while (status == STATUS_OK) {
		status =
		    staging_next(&query, &resolved, &found, invoicing->error);
		if (status != STATUS_OK || !found)
			break;
		progress_step(progress);
		invoicing->request->summary->in++;
		arena_reset(&invoicing->scratch);
		status = decide(post, &resolved, &decided);
		post->stale += status == STATUS_STALE;
		if (status == STATUS_STALE || status == STATUS_INVALID)
			status = set_aside(post, &decided);
	}
	progress_end(progress);
	query_end(&query);
	return status;
}

static enum status
load(struct post *post)
{
	struct invoicing *invoicing = post->invoicing;
	struct ledger *ledger = invoicing->ledger;
	struct error *error = invoicing->error;
	enum status status;

	status =
	    company_load(ledger, &invoicing->arena, &invoicing->company, error);
	if (status == STATUS_OK)
		status = catalogs_load(
		    ledger, &invoicing->arena, &invoicing->catalogs, error);
	if (status == STATUS_OK)
		status = tax_rates_revision(ledger, &post->tax_revision, error);
	if (status == STATUS_OK)
		status = locks_last(ledger, &post->closed, error);
	if (status == STATUS_OK)
		status = documents_next(ledger, &post->next, error);
	if (status == STATUS_OK)
		status = settlements_mark(ledger, &post->marks, error);
	return status;
}

/* Settle; then audit, rejects, commit: in this order. */
static enum status
finish(const struct post *post)
{
	struct invoicing *invoicing = post->invoicing;
	const struct request *request = invoicing->request;
	struct summary *summary = request->summary;
	bool record = summary->accepted > 0 && !request->dry_run;
	enum status status = STATUS_OK;

	summary->documents = summary->accepted;
	if (record)
		status = settling_run(invoicing->ledger, &invoicing->company,
		    &post->marks, invoicing->error);
	if (record && status == STATUS_OK)
		status = ratings_note(
		    invoicing->ledger, post->marks.posting, invoicing->error);
	if (record && status == STATUS_OK)
		status = auditing_put(invoicing->ledger, request, "documents",
		    invoicing->input, invoicing->error);
	if (status == STATUS_OK)
		status = writer_finish(invoicing->writer, invoicing->error);
	if (status == STATUS_OK && request->reject != NULL)
		status = rejects_write(
		    invoicing->rejects, request->reject, invoicing->error);
	if (status == STATUS_OK && record)
		status = ledger_commit(invoicing->ledger, invoicing->error);
	return status;
}

enum status
invoicing_post(struct invoicing *invoicing)
{
	struct post post = { .invoicing = invoicing };
	struct summary *summary = invoicing->request->summary;
	enum status status;

	status = ledger_begin(invoicing->ledger, invoicing->error);
	if (status == STATUS_OK)
		status = load(&post);
	if (status == STATUS_OK)
		status = decide_all(&post);
	if (status == STATUS_OK)
		status = finish(&post);
	if (status != STATUS_OK)
		return status;
	if (summary->in > 0 && summary->duplicate == summary->in)
		summary->note =
		    "nothing to do: every document was posted before";
	if (summary->rejected == 0)
		return STATUS_OK;
	if (post.stale == summary->in)
		return error_set(invoicing->error, STATUS_STALE,
		    "the ledger has moved on: every document is stale; run "
		    "bill-run again");
	return STATUS_ASIDE;
}
