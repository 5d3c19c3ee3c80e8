/*
 * What a catalog says that was hardly meant, as records.  The version before it
 * and the plans in use are the ledger's.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/cataloging.h"
#include "ledger/catalogs.h"
#include "ledger/decks.h"
#include "rate/lint.h"
#include "record/writer.h"
#include "work/roster.h"

struct using
{
	struct arena *arena;
	const char **plans; /* of all subscriptions, once each */
	size_t count;
};

/* Keep the plans that a subscription has in the end. */
static enum status
use(void *context, const struct subscription *subscription, struct error *error)
{
	struct using *using = context;
	size_t i, k;

	for (i = 0; i < subscription->item_count; i++) {
		const struct term *term = roster_term(
		    subscription, &subscription->items[i], DATE_MAX);

		if (term == NULL)
			continue;
		for (k = 0; k < using->count; k++) {
			if (strcmp(using->plans[k], term->plan->id) == 0)
				break;
		}
		if (k < using->count)
			continue;
		using->plans = arena_grow(using->arena, using->plans,
		    using->count, sizeof(*using->plans));
		if (using->plans == NULL)
			return error_memory(error);
		/* Plans are the catalogs', which last. */
		using->plans[using->count++] = term->plan->id;
	}
	return STATUS_OK;
}

static int
text_compare(const void *left, const void *right)
{
	const char *const *a = left;
	const char *const *b = right;

	return strcmp(*a, *b);
}

/* The version that comes before ${catalog}: another one, as early or earlier.
 */
static const struct catalog *
version_before(const struct catalogs *catalogs, const struct catalog *catalog)
{
	const struct catalog *last = NULL;
	size_t i;

	for (i = 0; i < catalogs->count; i++) {
		const struct catalog *other = &catalogs->items[i];

		if (other->effective.days <= catalog->effective.days &&
		    strcmp(other->version, catalog->version) != 0)
			last = other;
	}
	return last;
}

static enum status
write_findings(const struct request *request, const struct catalog *catalog,
    const struct findings *findings, struct error *error)
{
	static const struct column columns[] = { { "catalog", 0 },
		{ "section", 0 }, { "object", 0 }, { "charge", 0 },
		{ "severity", 0 }, { "finding", 0 } };
	static const char *const severities[] = { "error", "warning", "note" };
	const struct schema schema = { "findings", columns, 6, EXTRAS_NONE };
	struct writer *writer = NULL;
	enum status status;
	size_t i;

	status = request_writer(request, &schema, &writer, error);
	for (i = 0; i < findings->count && status == STATUS_OK; i++) {
		const struct finding *finding = &findings->items[i];
		const char *const fields[] = { catalog->version,
			finding->section, finding->object, finding->charge,
			severities[finding->severity], finding->text };

		status = writer_write(writer, fields, error);
	}
	if (status == STATUS_OK)
		status = writer_finish(writer, error);
	writer_close(writer);
	return status;
}

/* What the ledger has: the version before, and the plans in use. */
static enum status
load_last(const struct request *request, const struct catalog *catalog,
    struct arena *arena, struct lint_last *last, struct error *error)
{
	struct catalogs catalogs = { NULL, 0 };
	struct using using = { arena, NULL, 0 };
	struct known_decks decks = { NULL, 0 };
	struct ledger *ledger = NULL;
	enum status status;

	status = request_open(request, LEDGER_READ, &ledger, error);
	if (status == STATUS_OK)
		status = catalogs_load(ledger, arena, &catalogs, error);
	if (status == STATUS_OK)
		status = roster_read(ledger, &catalogs, use, &using, error);
	if (status == STATUS_OK)
		status = decks_known(ledger, catalog, arena, &decks, error);
	ledger_close(ledger);
	if (status == STATUS_OK && using.count > 1)
		qsort(using.plans, using.count, sizeof(*using.plans),
		    text_compare);
	*last = (struct lint_last){ version_before(&catalogs, catalog),
		using.plans, using.count, decks };
	return status;
}

enum status
cataloging_lint(
    const struct request *request, const char *path, struct error *error)
{
	unsigned char content[HASH_SIZE];
	struct arena arena = { NULL, NULL };
	struct findings findings = { NULL, 0 };
	struct lint_last last;
	struct catalog catalog;
	enum status status;

	request->summary->in = 1;
	status = cataloging_read(path, &arena, &catalog, content, error);
	if (status == STATUS_OK)
		status = load_last(request, &catalog, &arena, &last, error);
	if (status == STATUS_OK)
		status =
		    lint_catalog(&catalog, &last, &arena, &findings, error);
	if (status == STATUS_OK)
		status = write_findings(request, &catalog, &findings, error);
	arena_close(&arena);
	if (status == STATUS_OK)
		request->summary->accepted = 1;
	return status == STATUS_OK && findings.count > 0 ? STATUS_ASIDE
							 : status;
}
