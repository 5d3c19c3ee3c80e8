/*
 * The engine of all imports: read, stage, resolve, decide, audit, commit.
 */
#include "intake/importing_read.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "intake/receipts.h"
#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "ledger/facts.h"
#include "record/pack.h"
#include "work/auditing.h"

const struct import_kind *
importing_kind(const char *name)
{
	static const struct import_kind *const kinds[] = {
		&importing_customers,
		&importing_accounts,
		&importing_orders,
		&importing_fulfilments,
		&importing_adjustments,
		&importing_payments,
		&importing_tax_rates,
		&importing_services,
		&importing_exemptions,
		&importing_exchange_rates,
		&importing_rates,
		&importing_alerts,
	};
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(kinds[i]->name, name) == 0)
			return kinds[i];
	}
	return NULL;
}

/* Set a record aside, and answer it. */
enum status
importing_reject(struct engine *engine, const struct rejected *rejected,
    const struct facts *facts)
{
	struct error *error = engine->importing.error;
	enum status status;

	engine->summary->rejected++;
	status = rejects_add(engine->rejects, rejected, error);
	if (status == STATUS_OK && engine->receipts != NULL && facts != NULL)
		status = receipts_add(engine->receipts, facts->values,
		    "rejected", rejected->reason, error);
	return status;
}

/* A record whose key came before in this file: the same, or a conflict? */
static enum status
twin_check(const struct engine *engine, const struct resolved *resolved,
    bool *twin, struct error *error)
{
	size_t i;

	*twin = resolved->first_position != resolved->position;
	if (!*twin)
		return STATUS_OK;
	if (memcmp(resolved->content, resolved->first_content, HASH_SIZE) != 0)
		return error_set(error, STATUS_INVALID,
		    "line %" PRId64 " has the same key and says something else",
		    resolved->first_position);
	for (i = 0; i < engine->rejected_count; i++) {
		if (engine->rejected[i] == resolved->first_position)
			return error_set(error, STATUS_INVALID,
			    "the same as line %" PRId64 ", which was rejected",
			    resolved->first_position);
	}
	return STATUS_OK;
}

/* Remember that a line was rejected, and set it aside. */
static enum status
refuse(struct engine *engine, const struct resolved *resolved,
    const char *const *fields, size_t count, const struct facts *facts)
{
	size_t width = engine->importing.kind->schema->count;
	struct error *error = engine->importing.error;
	struct rejected rejected = {
		.line = (uint64_t)resolved->position,
		.reason = error->text,
		.cells = fields + width + 1,
		.count = count - width - 1,
	};

	engine->rejected = arena_grow(&engine->arena, engine->rejected,
	    engine->rejected_count, sizeof(*engine->rejected));
	if (engine->rejected == NULL)
		return error_memory(error);
	engine->rejected[engine->rejected_count++] = resolved->position;
	return importing_reject(engine, &rejected, facts);
}

static enum status
count_outcome(
    struct engine *engine, enum outcome outcome, const struct facts *facts)
{
	static const char *const names[] = { "accepted", "changed", "duplicate",
		"rejected" };
	uint64_t *counts[] = { &engine->summary->accepted,
		&engine->summary->changed, &engine->summary->duplicate };

	assert(outcome < OUTCOME_REJECTED);
	(*counts[outcome])++;
	if (engine->receipts == NULL)
		return STATUS_OK;
	return receipts_add(engine->receipts, facts->values, names[outcome], "",
	    engine->importing.error);
}

/* A record that was recorded before: the same, or another? */
static enum status
again_check(const struct engine *engine, const struct resolved *resolved,
    const struct facts *facts, bool *again, struct error *error)
{
	const struct import_kind *kind = engine->importing.kind;
	size_t i;

	*again = kind->once != NULL && resolved->stored != NULL;
	if (!*again ||
	    memcmp(resolved->stored, resolved->content, HASH_SIZE) == 0)
		return STATUS_OK;
	(void)error_set(error, STATUS_INVALID,
	    "was recorded before and says something else");
	if (kind->waits && resolved->answers[0] != NULL)
		(void)error_set(error, STATUS_INVALID,
		    "waits for approval with audit row %s and says something "
		    "else there, which must be refused first",
		    resolved->answers[0]);
	if (kind->tells)
		(void)error_set(error, STATUS_INVALID,
		    "was recorded before and says something else (%.200s)",
		    resolved->answers[0]);
	for (i = kind->key_count; i > 0; i--) {
		if (facts->values[i - 1][0] != '\0')
			(void)error_prefix(error, "%s ", facts->values[i - 1]);
	}
	return error_prefix(error, "%s ", kind->once);
}

enum status
importing_put(struct importing *importing, const struct resolved *resolved,
    const struct facts *facts, enum statement insert, struct error *error)
{
	size_t count = importing->kind->schema->count;
	const char *values[IMPORT_COLUMNS_MAX + 1];
	const struct fact fact = { resolved->content, values, count + 1 };

	memcpy(values, facts->values, count * sizeof(*values));
	values[count] = facts->extra;
	return fact_put(importing->ledger, insert, &fact, error);
}

/* Decide on one record with the ledger's answers. */
static enum status
decide(struct engine *engine, const struct resolved *resolved)
{
	const struct import_kind *kind = engine->importing.kind;
	struct error *error = engine->importing.error;
	size_t count = pack_count(resolved->packed, resolved->packed_length);
	enum outcome outcome = OUTCOME_DUPLICATE;
	struct staged ignored;
	const char **fields;
	struct facts facts;
	enum status status;
	bool twin = false;

	arena_reset(&engine->scratch);
	status = pack_split(&engine->scratch, resolved->packed,
	    resolved->packed_length, &fields, count, error);
	if (status != STATUS_OK)
		return status;
	memcpy(
	    facts.values, fields, kind->schema->count * sizeof(*facts.values));
	facts.extra = fields[kind->schema->count];
	status = kind->check(&engine->importing, &facts, &ignored, error);
	if (status == STATUS_OK)
		status = twin_check(engine, resolved, &twin, error);
	if (status == STATUS_OK && !twin)
		status = again_check(engine, resolved, &facts, &twin, error);
	if (status == STATUS_OK && !twin)
		status = kind->decide(
		    &engine->importing, &facts, resolved, &outcome, error);
	if (status == STATUS_INVALID)
		return refuse(engine, resolved, fields, count, &facts);
	if (status == STATUS_OK)
		status = count_outcome(engine, outcome, &facts);
	return status;
}

static enum status
decide_all(struct engine *engine)
{
	struct importing *importing = &engine->importing;
	struct progress *progress = importing->request->progress;
	struct query query = { .handle = NULL };
	struct resolved resolved;
	enum status status = STATUS_OK;
	bool found = true;

	if (importing->kind->judge != NULL)
		status = importing->kind->judge(importing, importing->error);
	if (status == STATUS_OK)
		status = staging_resolve(importing->ledger,
		    importing->kind->resolve, &query, importing->error);
	progress_begin(progress, importing->kind->name,
	    engine->summary->in - engine->summary->rejected);
	while (status == STATUS_OK) {
		status =
		    staging_next(&query, &resolved, &found, importing->error);
		if (status != STATUS_OK || !found)
			break;
		progress_step(progress);
		status = decide(engine, &resolved);
	}
	progress_end(progress);
	query_end(&query);
	return status;
}

/* Everything that happens under the lock. */
static enum status
record_all(struct engine *engine)
{
	struct importing *importing = &engine->importing;
	const struct request *request = importing->request;
	struct error *error = importing->error;
	struct summary *summary = engine->summary;
	const char *done = importing->kind->tries ? "quoted" : "recorded";
	enum status status = STATUS_OK;

	if (importing->kind->erases)
		status = ledger_shred(importing->ledger, error);
	if (status == STATUS_OK)
		status = ledger_begin(importing->ledger, error);
	if (status == STATUS_OK)
		status = company_load(importing->ledger, &engine->arena,
		    &importing->company, error);
	if (status == STATUS_OK)
		status = catalogs_load(importing->ledger, &engine->arena,
		    &importing->catalogs, error);
	if (status == STATUS_OK)
		status = decide_all(engine);
	if (status == STATUS_OK && importing->kind->finish != NULL)
		status = importing->kind->finish(importing, error);
	if (status == STATUS_OK && summary->rejected > 0 &&
	    request->reject == NULL)
		return importing->kind->whole
			   ? rejects_tell(
				 engine->rejects, request->told, done, error)
			   : rejects_first(engine->rejects, done, error);
	if (status == STATUS_OK && engine->receipts != NULL)
		status = receipts_finish(engine->receipts, error);
	if (status == STATUS_OK && !request->dry_run &&
	    summary->accepted + summary->changed > 0)
		status = auditing_put(importing->ledger, request,
		    importing->kind->name, engine->input, error);
	/* The rejects are in place before anything is recorded for good. */
	if (status == STATUS_OK && request->reject != NULL)
		status = rejects_write(engine->rejects, request->reject, error);
	if (status == STATUS_OK && !request->dry_run)
		status = ledger_commit(importing->ledger, error);
	return status;
}

/* The columns that may look like cards must be columns. */
static enum status
check_pan_like(const struct import_kind *kind,
    const struct import_options *options, struct error *error)
{
	size_t i;

	for (i = 0; i < options->pan_like_count; i++) {
		const char *name = options->pan_like[i];

		if (strncmp(name, "x_", 2) != 0 &&
		    schema_find(kind->schema, name) == kind->schema->count)
			return error_set(error, STATUS_USAGE,
			    "--allow-pan-like: %s have no column %.128s",
			    kind->name, name);
	}
	return STATUS_OK;
}

enum status
importing_run(const struct request *request, const struct import_kind *kind,
    const struct import_options *options, struct error *error)
{
	struct engine engine = {
		.importing = { .request = request,
		    .kind = kind,
		    .group = "",
		    .error = error },
		.options = options,
		.summary = request->summary,
	};
	struct importing *importing = &engine.importing;
	enum status status;

	importing->context = options->context;
	importing->scratch = &engine.scratch;
	importing->arena = &engine.arena;
	status = check_pan_like(kind, options, error);
	if (status == STATUS_OK)
		status = reader_open(
		    options->path, kind->schema, &engine.reader, error);
	if (status == STATUS_OK)
		status = rejects_open(engine.reader, &engine.rejects, error);
	if (status == STATUS_OK && options->receipts)
		status = receipts_open(request, kind, &engine.receipts, error);
	if (status == STATUS_OK)
		status = ledger_open(request->ledger,
		    kind->tries ? LEDGER_TRY : LEDGER_RECORD, request->wait,
		    &importing->ledger, error);
	if (status == STATUS_OK)
		status = staging_open(importing->ledger, error);
	if (status == STATUS_OK)
		status = importing_read(&engine);
	if (status == STATUS_OK)
		status = staging_end(importing->ledger, error);
	if (status == STATUS_OK)
		status = record_all(&engine);
	ledger_close(importing->ledger);
	receipts_close(engine.receipts);
	rejects_close(engine.rejects);
	reader_close(engine.reader);
	arena_close(&engine.scratch);
	arena_close(&engine.arena);
	if (status != STATUS_OK)
		return status;
	if (request->summary->in > 0 &&
	    request->summary->in == request->summary->duplicate)
		request->summary->note =
		    "nothing to do: every record was there before";
	return request->summary->rejected > 0 ? STATUS_ASIDE : STATUS_OK;
}
