/*
 * A version of the catalog is recorded once; its file's hash tells whether a
 * second import says the same.  One that was refused keeps its name: what is
 * corrected is another version.
 */
#include "intake/cataloging.h"

#include <string.h>

#include "intake/importing.h"
#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "work/auditing.h"

/* A version that was recorded before: the same, or another? */
static enum status
again(const struct request *request, const struct catalog *catalog,
    const struct catalog_found *found, const unsigned char content[HASH_SIZE],
    struct error *error)
{
	request->summary->duplicate = 1;
	request->summary->note =
	    found->refused
		? "nothing to do: this version was there before, and refused"
	    : found->waits
		? "nothing to do: this version waits for a second person"
		: "nothing to do: this version was there before";
	if (memcmp(found->content, content, HASH_SIZE) == 0)
		return STATUS_OK;
	return error_set(error, STATUS_CONFIG,
	    "version \"%.40s\" was imported before and says something "
	    "else; a version never changes: give the new one another name",
	    catalog->version);
}

/* Record a version that is new, under the lock. */
static enum status
record(struct ledger *ledger, const struct request *request,
    const struct catalog *catalog, const unsigned char content[HASH_SIZE],
    struct error *error)
{
	struct arena arena = { NULL, NULL };
	struct catalog_found found = { .found = false };
	struct company company = { .name = "" };
	enum status status;
	bool waits;

	status = ledger_begin(ledger, error);
	if (status == STATUS_OK)
		status = catalog_find(ledger, catalog->version, &found, error);
	if (status == STATUS_OK && found.found)
		return again(request, catalog, &found, content, error);
	if (status == STATUS_OK)
		status = company_load(ledger, &arena, &company, error);
	waits = company.approval.catalogs;
	if (status == STATUS_OK)
		status = cataloging_decks(ledger, catalog, &arena, error);
	arena_close(&arena);
	if (status == STATUS_OK)
		status = catalog_put(ledger, catalog, content, waits, error);
	request->summary->accepted = 1;
	if (waits)
		request->summary->note = IMPORT_WAITS;
	if (status != STATUS_OK || request->dry_run)
		return status;
	status = auditing_put(ledger, request, "catalog", content, error);
	if (status == STATUS_OK)
		status = ledger_commit(ledger, error);
	return status;
}

enum status
cataloging_run(
    const struct request *request, const char *path, struct error *error)
{
	unsigned char content[HASH_SIZE];
	struct arena arena = { NULL, NULL };
	struct ledger *ledger = NULL;
	struct catalog catalog;
	enum status status;

	status = cataloging_read(path, &arena, &catalog, content, error);
	request->summary->in = 1;
	if (status == STATUS_OK)
		status = ledger_open(request->ledger, LEDGER_RECORD,
		    request->wait, &ledger, error);
	if (status == STATUS_OK) {
		status = record(ledger, request, &catalog, content, error);
		if (status == STATUS_CONFIG)
			error_prefix(error, "%s: ", path);
	}
	ledger_close(ledger);
	arena_close(&arena);
	return status;
}
