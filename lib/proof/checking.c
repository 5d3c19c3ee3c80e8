/*
 * Most invariants are statements whose rows are the violations; the audit chain
 * and card numbers are computed here, others in files of their own.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/card.h"
#include "ledger/audits.h"
#include "proof/checking_parts.h"

static const struct column columns[] = {
	{ "check", 0 },
	{ "object", 0 },
	{ "expected", 0 },
	{ "found", 0 },
	{ "meaning", 0 },
};

static const struct schema schema = { "findings", columns, 5, EXTRAS_NONE };

static const struct column list_columns[] = {
	{ "check", 0 },
	{ "holds", 0 },
	{ "meaning", 0 },
};

static const struct schema list_schema = { "checks", list_columns, 3,
	EXTRAS_NONE };

enum status
checking_finding(struct checking *checking, const char *check,
    const char *object, const char *expected, const char *found)
{
	if (object == NULL || expected == NULL || found == NULL)
		return error_memory(checking->error);
	checking->request->summary->documents++;
	return writer_write(checking->writer,
	    (const char *const[]){
		check, object, expected, found, checking_of(check)->meaning },
	    checking->error);
}

enum status
checking_tell(void *context, const char *object, const char *expected,
    const char *found, struct error *error)
{
	struct checking *checking = context;

	(void)error;
	return checking_finding(
	    checking, checking->check->name, object, expected, found);
}

enum status
checking_rows(struct checking *checking, enum statement statement,
    checking_row *visit, void *context)
{
	struct query query;
	enum status status;
	bool found = true;

	status =
	    query_begin(checking->ledger, statement, &query, checking->error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, checking->error);
		if (status != STATUS_OK || !found)
			break;
		status = visit(checking, &query, context);
	}
	query_end(&query);
	return status;
}

static enum status
violation(struct checking *checking, struct query *row, void *context)
{
	(void)context;
	return checking_tell(checking, query_text(row, 0), query_text(row, 1),
	    query_text(row, 2), checking->error);
}

static enum status
chain_broken(void *context, int64_t sequence, const char *expected,
    const char *stored, struct error *error)
{
	char object[32];

	snprintf(object, sizeof(object), "audit row %" PRId64, sequence);
	return checking_tell(context, object, expected, stored, error);
}

enum status
checking_chain(struct checking *checking)
{
	return audit_check(
	    checking->ledger, chain_broken, checking, checking->error);
}

/* No text that an operator gave may hold a card number. */
static enum status
check_text(struct checking *checking, struct query *row, void *context)
{
	char masked[CARD_MASKED_MAX];

	(void)context;
	if (!card_found(query_text(row, 1), masked))
		return STATUS_OK;
	return checking_tell(checking, query_text(row, 0), "no card number",
	    masked, checking->error);
}

enum status
checking_cards(struct checking *checking)
{
	return checking_rows(checking, STATEMENT_CHECK_CARDS, check_text, NULL);
}

/* What a check cannot make sense of is a finding, too, and the other checks
 * tell more. */
static enum status
check_one(struct checking *checking, const struct check *check)
{
	enum status status = STATUS_OK;
	struct error said;

	checking->check = check;
	if (check->run != NULL)
		status = check->run(checking);
	else if (check->statement != 0)
		status =
		    checking_rows(checking, check->statement, violation, NULL);
	/* A file of anchors may be bad by itself. */
	if (status != STATUS_LEDGER &&
	    (status != STATUS_INVALID || check->run == checking_anchor))
		return status;
	said = *checking->error;
	return checking_tell(checking, "ledger", "what can be checked",
	    said.text, checking->error);
}

static enum status
check_all(struct checking *checking)
{
	struct progress *progress = checking->request->progress;
	const struct check *checks;
	enum status status = STATUS_OK;
	size_t count, i;

	checks = checking_table(&count);
	progress_begin(progress, "checks", count);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		progress_step(progress);
		status = check_one(checking, &checks[i]);
	}
	progress_end(progress);
	return status;
}

/* What is checked, without a ledger. */
static enum status
list_checks(struct checking *checking)
{
	struct summary *summary = checking->request->summary;
	const struct check *checks;
	enum status status;
	size_t count, i;

	summary->documents_name = "checks";
	checks = checking_table(&count);
	status = request_writer(checking->request, &list_schema,
	    &checking->writer, checking->error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		summary->documents++;
		status = writer_write(checking->writer,
		    (const char *const[]){
			checks[i].name, checks[i].holds, checks[i].meaning },
		    checking->error);
	}
	if (status == STATUS_OK)
		status = writer_finish(checking->writer, checking->error);
	writer_close(checking->writer);
	return status;
}

static enum status
run_checks(struct checking *checking)
{
	const struct request *request = checking->request;
	struct summary *summary = request->summary;
	enum status status;
	size_t count;

	(void)checking_table(&count);
	summary->documents_name = "findings";
	snprintf(summary->note_text, sizeof(summary->note_text), "%zu checks",
	    count);
	summary->note = summary->note_text;
	status = request_open(
	    request, LEDGER_READ, &checking->ledger, checking->error);
	if (status == STATUS_OK)
		status = request_writer(
		    request, &schema, &checking->writer, checking->error);
	if (status == STATUS_OK)
		status = check_all(checking);
	if (status == STATUS_OK)
		status = writer_finish(checking->writer, checking->error);
	ledger_close(checking->ledger);
	writer_close(checking->writer);
	return status == STATUS_OK && summary->documents > 0 ? STATUS_ASIDE
							     : status;
}

enum status
checking_run(const struct request *request,
    const struct checking_options *options, struct error *error)
{
	struct checking checking = {
		.request = request, .options = options, .error = error
	};

	return options->list ? list_checks(&checking) : run_checks(&checking);
}
