/*
 * The second pass: the lines that wait come by account, currency and split; all
 * of one account are taken, made into documents, and written in the order of
 * their ids.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/payers.h"
#include "record/writer.h"
#include "rule/seal.h"
#include "work/proposing.h"
#include "work/running.h"
#include "work/waiting.h"

/* An owner of lines, and the last document that has some of them. */
struct owner {
	const char *account;
	int64_t revision;
	const struct document *document;
};

/* All lines of one account, by currency and split. */
struct group {
	const char *account;
	struct waiting *lines;
	size_t count;
	struct owner *owners; /* of the lines, sorted */
	size_t owner_count;
	struct payer payer;
};

struct pass {
	struct running *running;
	struct stream payers;
	struct writer *writer;
	struct waiting_item next; /* still packed */
	bool found;
};

static int
owner_compare(const void *left, const void *right)
{
	const struct owner *a = left;
	const struct owner *b = right;

	return strcmp(a->account, b->account);
}

/* Who the lines of ${group} are of. */
static enum status
list_owners(struct running *running, struct group *group)
{
	size_t i, kept = 0;

	group->owners = arena_array(
	    &running->scratch, group->count, sizeof(*group->owners));
	if (group->owners == NULL)
		return error_memory(running->error);
	for (i = 0; i < group->count; i++)
		group->owners[i] = (struct owner){ group->lines[i].line.owner,
			group->lines[i].revision, NULL };
	qsort(
	    group->owners, group->count, sizeof(*group->owners), owner_compare);
	for (i = 0; i < group->count; i++) {
		if (kept == 0 || owner_compare(&group->owners[kept - 1],
				     &group->owners[i]) != 0)
			group->owners[kept++] = group->owners[i];
	}
	group->owner_count = kept;
	return STATUS_OK;
}

/* Take the lines of the next account. */
static enum status
take_group(struct pass *pass, struct group *group)
{
	struct running *running = pass->running;
	struct arena *scratch = &running->scratch;
	enum status status = STATUS_OK;

	*group = (struct group){
		.account = arena_text(scratch, pass->next.account),
	};
	if (group->account == NULL)
		return error_memory(running->error);
	while (status == STATUS_OK && pass->found &&
	       strcmp(pass->next.account, group->account) == 0) {
		group->lines = arena_grow(
		    scratch, group->lines, group->count, sizeof(*group->lines));
		if (group->lines == NULL)
			return error_memory(running->error);
		status = waiting_read(&pass->next, scratch,
		    &group->lines[group->count++], running->error);
		if (status == STATUS_OK)
			status = waiting_step(running->waiting, &pass->next,
			    &pass->found, running->error);
	}
	return status == STATUS_OK ? list_owners(running, group) : status;
}

/* Step to the payer of ${group}. */
static enum status
find_payer(struct pass *pass, struct group *group)
{
	struct running *running = pass->running;
	const char *account = group->account;
	enum status status = STATUS_OK;
	bool found = true;

	group->payer.account = "";
	while (status == STATUS_OK && found &&
	       strcmp(group->payer.account, account) < 0)
		status = payers_next(&pass->payers, &group->payer,
		    &running->scratch, &found, running->error);
	if (status == STATUS_OK &&
	    (!found || strcmp(group->payer.account, account) != 0))
		return error_set(running->error, STATUS_LEDGER,
		    "account %s is to be billed and is not known", account);
	return status;
}

/* What stands behind a document: its payer, its lines' owners, the taxes. */
static int64_t
basis_of(const struct running *running, const struct group *group,
    const struct document *document)
{
	int64_t basis = running->tax_revision + group->payer.revision;
	size_t i;

	for (i = 0; i < document->line_count; i++) {
		struct owner wanted = { document->lines[i].owner, 0, NULL };
		struct owner *owner;

		owner = bsearch(&wanted, group->owners, group->owner_count,
		    sizeof(wanted), owner_compare);
		assert(owner != NULL);
		/* Each is counted once, and the payer is already. */
		if (owner->document != document &&
		    strcmp(owner->account, document->account) != 0)
			basis += owner->revision;
		owner->document = document;
	}
	return basis;
}

static enum status
write_document(struct pass *pass, const struct group *group,
    const struct document *document)
{
	struct running *running = pass->running;
	struct error *error = running->error;
	const char *fields[PROPOSAL_COLUMN_COUNT];
	struct sealed sealed = { .document = document };
	enum status status = STATUS_OK;
	char seal[SEAL_MAX];
	size_t i, k;

	seal_make(document, basis_of(running, group, document), seal);
	sealed.seal = seal;
	for (i = 0; i < document->line_count && status == STATUS_OK; i++) {
		status =
		    proposal_line(sealed, i, &running->scratch, fields, error);
		if (status == STATUS_OK)
			status = writer_write(pass->writer, fields, error);
		for (k = 0;
		     k < document->lines[i].tax_count && status == STATUS_OK;
		     k++) {
			status = proposal_tax(
			    sealed, i, k, &running->scratch, fields, error);
			if (status == STATUS_OK)
				status =
				    writer_write(pass->writer, fields, error);
		}
	}
	running->request->summary->documents++;
	if (status == STATUS_OK)
		status = summary_amount(
		    running->request->summary, document->net, error);
	return status;
}

/* The documents of ${count} lines that go together, after those before. */
static enum status
assemble(const struct pass *pass, const struct group *group,
    struct waiting *lines, size_t count, struct documents *all)
{
	struct running *running = pass->running;
	struct document_terms terms = {
		.account = group->payer.account,
		.issue_date = running->issue_date,
		.due_date = date_add_days(running->issue_date,
		    group->payer.terms_days),
		.rates = &running->rates,
		.tax = {
			.issue_date = running->issue_date,
			.date = running->company.tax_date,
			.by = running->company.tax_rounding,
			.rounding = running->company.rounding,
		},
	};
	struct arena *scratch = &running->scratch;
	struct taxed_line *taxed;
	struct documents made;
	enum status status;
	size_t i;

	taxed = arena_array(scratch, count, sizeof(*taxed));
	if (taxed == NULL)
		return error_memory(running->error);
	for (i = 0; i < count; i++)
		taxed[i] = (struct taxed_line){ &lines[i].line, lines[i].region,
			lines[i].exempt };
	status = document_assemble(
	    taxed, count, &terms, &made, scratch, running->error);
	for (i = 0; i < made.count && status == STATUS_OK; i++) {
		all->items = arena_grow(
		    scratch, all->items, all->count, sizeof(*all->items));
		if (all->items == NULL)
			return error_memory(running->error);
		all->items[all->count++] = made.items[i];
	}
	return status;
}

static int
document_compare(const void *left, const void *right)
{
	const struct document *a = left;
	const struct document *b = right;

	return strcmp(a->id, b->id);
}

/* Whether two lines go onto one document. */
static bool
together(const struct line *a, const struct line *b)
{
	return currency_equal(a->amount.currency, b->amount.currency) &&
	       strcmp(a->split, b->split) == 0;
}

/* All documents of one account. */
static enum status
bill_group(struct pass *pass, const struct group *group)
{
	struct documents documents = { NULL, 0 };
	enum status status = STATUS_OK;
	size_t i, count;

	for (i = 0; i < group->count && status == STATUS_OK; i += count) {
		for (count = 1; i + count < group->count; count++) {
			if (!together(&group->lines[i].line,
				&group->lines[i + count].line))
				break;
		}
		status =
		    assemble(pass, group, &group->lines[i], count, &documents);
	}
	if (status == STATUS_OK && documents.count > 1)
		qsort(documents.items, documents.count,
		    sizeof(*documents.items), document_compare);
	for (i = 0; i < documents.count && status == STATUS_OK; i++)
		status = write_document(pass, group, &documents.items[i]);
	return status;
}

/* Go through the accounts whose lines wait. */
static enum status
bill_groups(struct pass *pass)
{
	struct running *running = pass->running;
	struct progress *progress = running->request->progress;
	struct group group;
	enum status status;

	progress_begin(progress, "documents", 0);
	status = waiting_step(
	    running->waiting, &pass->next, &pass->found, running->error);
	while (status == STATUS_OK && pass->found) {
		arena_reset(&running->scratch);
		status = take_group(pass, &group);
		if (status == STATUS_OK)
			status = find_payer(pass, &group);
		if (status == STATUS_OK)
			status = bill_group(pass, &group);
		progress_step(progress);
	}
	progress_end(progress);
	return status;
}

enum status
running_documents(struct running *running, struct error *error)
{
	const struct request *request = running->request;
	struct billing_range range = {
		.as_of = date_later(request->as_of, running->issue_date),
		.low = running->first_account,
		.high = running->last_account,
	};
	struct pass pass = { .running = running };
	enum status status;

	status = request_writer(request, &proposal_schema, &pass.writer, error);
	if (status == STATUS_OK)
		status = sort_start(running->waiting, error);
	if (status == STATUS_OK && running->first_account != NULL)
		status =
		    payers_open(running->ledger, &range, &pass.payers, error);
	if (status == STATUS_OK && running->first_account != NULL)
		status = bill_groups(&pass);
	if (status == STATUS_OK)
		status = writer_finish(pass.writer, error);
	stream_close(&pass.payers);
	writer_close(pass.writer);
	return status;
}
