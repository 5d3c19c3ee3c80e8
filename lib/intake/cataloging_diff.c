/*
 * Two catalogs compared: each a file, or a version in the ledger.
 */
#include <string.h>

#include "intake/cataloging.h"
#include "ledger/catalogs.h"
#include "rate/listing.h"
#include "record/writer.h"

/* Whether an operand is a file, and not the name of a version. */
static bool
is_file(const char *operand)
{
	size_t length = strlen(operand);

	return strchr(operand, '/') != NULL ||
	       (length > 5 && strcmp(operand + length - 5, ".yaml") == 0) ||
	       (length > 4 && strcmp(operand + length - 4, ".yml") == 0);
}

static enum status
read_listing(const char *operand, const struct catalogs *catalogs,
    struct arena *arena, struct listing *listing, struct error *error)
{
	unsigned char content[HASH_SIZE];
	const struct catalog *catalog;
	struct catalog read;
	enum status status = STATUS_OK;

	if (is_file(operand)) {
		catalog = &read;
		status = cataloging_read(operand, arena, &read, content, error);
	} else {
		catalog = catalogs_version(catalogs, operand);
		if (catalog == NULL)
			status = error_set(error, STATUS_INVALID,
			    "catalog \"%.40s\" is not in the ledger (a file "
			    "ends in .yaml or .yml, or has a slash)",
			    operand);
	}
	if (status == STATUS_OK)
		status = listing_make(catalog, arena, listing, error);
	return status;
}

static enum status
load_catalogs(const struct request *request, struct arena *arena,
    struct catalogs *catalogs, struct error *error)
{
	struct ledger *ledger = NULL;
	enum status status;

	status = request_open(request, LEDGER_READ, &ledger, error);
	if (status == STATUS_OK)
		status = catalogs_load_all(ledger, arena, catalogs, error);
	ledger_close(ledger);
	return status;
}

static enum status
write_changes(const struct request *request,
    const struct listing_changes *changes, struct error *error)
{
	static const struct column columns[] = { { "section", 0 },
		{ "object", 0 }, { "charge", 0 }, { "key", 0 }, { "old", 0 },
		{ "new", 0 } };
	const struct schema schema = { "changes", columns, 6, EXTRAS_NONE };
	struct writer *writer = NULL;
	enum status status;
	size_t i;

	status = request_writer(request, &schema, &writer, error);
	for (i = 0; i < changes->count && status == STATUS_OK; i++) {
		const struct listing_change *change = &changes->items[i];
		const char *const fields[] = { change->row->section,
			change->row->object, change->row->charge,
			change->row->key, change->old, change->new };

		status = writer_write(writer, fields, error);
	}
	if (status == STATUS_OK)
		status = writer_finish(writer, error);
	writer_close(writer);
	request->summary->documents = changes->count;
	return status;
}

enum status
cataloging_differ(const struct request *request, const char *old,
    const char *new, struct error *error)
{
	struct arena arena = { NULL, NULL };
	struct catalogs catalogs = { NULL, 0 };
	struct listing_changes changes = { NULL, 0 };
	struct listing before, after;
	enum status status = STATUS_OK;

	request->summary->documents_name = "differences";
	if (!is_file(old) || !is_file(new))
		status = load_catalogs(request, &arena, &catalogs, error);
	if (status == STATUS_OK)
		status = read_listing(old, &catalogs, &arena, &before, error);
	if (status == STATUS_OK)
		status = read_listing(new, &catalogs, &arena, &after, error);
	if (status == STATUS_OK)
		status = listing_diff(&before, &after, &arena, &changes, error);
	if (status == STATUS_OK)
		status = write_changes(request, &changes, error);
	arena_close(&arena);
	return status == STATUS_OK && changes.count > 0 ? STATUS_ASIDE : status;
}
