/*
 * Most invariants are statements whose rows are the violations; the audit chain
 * and card numbers are computed here, others in files of their own.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/card.h"
#include "ledger/audits.h"
#include "ledger/query.h"
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
checking_finding(struct checking *checking, const char *const fields[4])
{
	const char *const finding[] = { fields[0], fields[1], fields[2],
		fields[3], checking_of(fields[0])->meaning };

	checking->request->summary->documents++;
	return writer_write(checking->writer, finding, checking->error);
}

/* Run one statement; each row is a finding. */
static enum status
check_statement(struct checking *checking, const struct check *check)
{
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(
	    checking->ledger, check->statement, &query, checking->error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, checking->error);
		if (status != STATUS_OK || !found)
			break;
		status = checking_finding(checking,
		    (const char *const[]){ check->name, query_text(&query, 0),
			query_text(&query, 1), query_text(&query, 2) });
	}
	query_end(&query);
	return status;
}

static enum status
chain_broken(void *context, int64_t sequence, const char *expected,
    const char *stored, struct error *error)
{
	struct checking *checking = context;
	char object[32];

	(void)error;
	snprintf(object, sizeof(object), "audit row %" PRId64, sequence);
	return checking_finding(checking,
	    (const char *const[]){ "audit-chain", object, expected, stored });
}

enum status
checking_chain(struct checking *checking)
{
	return audit_check(
	    checking->ledger, chain_broken, checking, checking->error);
}

/* No text that an operator gave may hold a card number. */
enum status
checking_cards(struct checking *checking)
{
	char masked[CARD_MASKED_MAX];
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(
	    checking->ledger, STATEMENT_CHECK_CARDS, &query, checking->error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, checking->error);
		if (status != STATUS_OK || !found)
			break;
		if (!card_found(query_text(&query, 1), masked))
			continue;
		status = checking_finding(checking,
		    (const char *const[]){ "card-numbers",
			query_text(&query, 0), "no card number", masked });
	}
	query_end(&query);
	return status;
}

/* Run a function.  What it cannot make sense of is a finding, too, and the
 * other checks tell more. */
static enum status
check_function(struct checking *checking, const struct check *check)
{
	enum status status = check->run(checking);
	struct error *error = checking->error;
	struct error said = *error;

	/* A file of anchors may be bad by itself. */
	if (status != STATUS_LEDGER &&
	    (status != STATUS_INVALID || check->run == checking_anchor))
		return status;
	return checking_finding(
	    checking, (const char *const[]){ check->name, "ledger",
			  "what can be checked", said.text });
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
		if (checks[i].run != NULL)
			status = check_function(checking, &checks[i]);
		else if (checks[i].statement != 0)
			status = check_statement(checking, &checks[i]);
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
	status = writer_open(checking->request->output, &list_schema,
	    checking->request->format, checking->request->spreadsheet,
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
	status = ledger_open(request->ledger, LEDGER_READ, request->wait,
	    &checking->ledger, checking->error);
	if (status == STATUS_OK)
		status = ledger_begin(checking->ledger, checking->error);
	if (status == STATUS_OK)
		status = writer_open(request->output, &schema, request->format,
		    request->spreadsheet, &checking->writer, checking->error);
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
