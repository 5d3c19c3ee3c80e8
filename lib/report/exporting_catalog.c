/*
 * A version of the catalog as rows, and the list of versions.
 */
#include <stdio.h>
#include <string.h>

#include "rate/listing.h"
#include "report/exporting_parts.h"
#include "work/roster.h"

enum status
exporting_shelf_open(struct shelf *shelf, const struct request *request,
    const struct column *columns, size_t count, struct error *error)
{
	enum status status;

	*shelf = (struct shelf){
		.request = request,
		.as_of = date_given(request->as_of) ? request->as_of : DATE_MAX,
		.schema = { "catalog", columns, count, EXTRAS_NONE },
		.error = error,
	};
	status = request_open(request, LEDGER_READ, &shelf->ledger, error);
	if (status == STATUS_OK)
		status = catalogs_load(
		    shelf->ledger, &shelf->arena, &shelf->catalogs, error);
	if (status == STATUS_OK)
		status = request_writer(
		    request, &shelf->schema, &shelf->writer, error);
	return status;
}

enum status
exporting_shelf_write(struct shelf *shelf, const char *const *fields)
{
	shelf->request->summary->documents++;
	return writer_write(shelf->writer, fields, shelf->error);
}

enum status
exporting_shelf_close(struct shelf *shelf, enum status status)
{
	if (status == STATUS_OK)
		status = writer_finish(shelf->writer, shelf->error);
	writer_close(shelf->writer);
	ledger_close(shelf->ledger);
	arena_close(&shelf->scratch);
	arena_close(&shelf->arena);
	return status;
}

enum status
exporting_shelf_version(const struct shelf *shelf, const char *version,
    const struct catalog **catalog)
{
	const struct catalogs *catalogs = &shelf->catalogs;
	size_t i;

	*catalog = NULL;
	if (version != NULL) {
		*catalog = catalogs_version(catalogs, version);
		return *catalog != NULL
			   ? STATUS_OK
			   : error_set(shelf->error, STATUS_INVALID,
				 "catalog \"%.40s\" is not in the ledger",
				 version);
	}
	for (i = 0; i < catalogs->count; i++) {
		if (catalogs->items[i].effective.days <= shelf->as_of.days)
			*catalog = &catalogs->items[i];
	}
	return STATUS_OK;
}

static enum status
write_listing(struct shelf *shelf, const struct catalog *catalog)
{
	struct listing listing;
	char date[DATE_TEXT_MAX];
	const char *const heads[2][5] = {
		{ "catalog", catalog->version, "", "version",
		    catalog->version },
		{ "catalog", catalog->version, "", "effective",
		    date_format(catalog->effective, date) },
	};
	enum status status;
	size_t i;

	status = listing_make(catalog, &shelf->arena, &listing, shelf->error);
	for (i = 0; i < 2 && status == STATUS_OK; i++)
		status = exporting_shelf_write(shelf, heads[i]);
	for (i = 0; i < listing.count && status == STATUS_OK; i++) {
		const struct listing_row *row = &listing.items[i];
		const char *const fields[] = { row->section, row->object,
			row->charge, row->key, row->value };

		status = exporting_shelf_write(shelf, fields);
	}
	return status;
}

enum status
exporting_catalog(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	static const struct column columns[] = { { "section", 0 },
		{ "object", 0 }, { "charge", 0 }, { "key", 0 },
		{ "value", 0 } };
	const struct catalog *catalog = NULL;
	struct shelf shelf;
	enum status status;

	status = exporting_shelf_open(&shelf, request, columns, 5, error);
	/* Who decides on a version wants to read it. */
	if (status == STATUS_OK && options->catalog != NULL)
		status = catalogs_load_all(
		    shelf.ledger, &shelf.arena, &shelf.catalogs, error);
	if (status == STATUS_OK)
		status =
		    exporting_shelf_version(&shelf, options->catalog, &catalog);
	if (status == STATUS_OK && catalog != NULL)
		status = write_listing(&shelf, catalog);
	return exporting_shelf_close(&shelf, status);
}

/* How many subscriptions have a plan of each version. */
struct counting {
	const struct shelf *shelf;
	size_t *counts;
};

static enum status
count_subscription(
    void *context, const struct subscription *subscription, struct error *error)
{
	struct counting *counting = context;
	const struct catalogs *catalogs = &counting->shelf->catalogs;
	size_t i, k;

	(void)error;
	for (i = 0; i < catalogs->count; i++) {
		for (k = 0; k < subscription->item_count; k++) {
			const struct term *term = roster_term(subscription,
			    &subscription->items[k], counting->shelf->as_of);

			if (term != NULL &&
			    term->catalog == &catalogs->items[i])
				break;
		}
		counting->counts[i] += k < subscription->item_count;
	}
	return STATUS_OK;
}

enum status
exporting_catalogs(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	static const struct column columns[] = { { "version", 0 },
		{ "effective", 0 }, { "plans", COLUMN_NUMBER },
		{ "discounts", COLUMN_NUMBER },
		{ "subscriptions", COLUMN_NUMBER } };
	struct counting counting;
	struct shelf shelf;
	enum status status;
	size_t i;

	(void)options;
	status = exporting_shelf_open(&shelf, request, columns, 5, error);
	counting = (struct counting){ &shelf, NULL };
	if (status == STATUS_OK) {
		counting.counts = arena_array(&shelf.arena,
		    shelf.catalogs.count + 1, sizeof(*counting.counts));
		if (counting.counts == NULL)
			status = error_memory(error);
	}
	if (status == STATUS_OK)
		status = roster_read(shelf.ledger, &shelf.catalogs,
		    count_subscription, &counting, error);
	for (i = 0; i < shelf.catalogs.count && status == STATUS_OK; i++) {
		const struct catalog *catalog = &shelf.catalogs.items[i];
		char date[DATE_TEXT_MAX], plans[24], discounts[24], count[24];
		const char *const fields[] = { catalog->version,
			date_format(catalog->effective, date), plans, discounts,
			count };

		snprintf(plans, sizeof(plans), "%zu", catalog->plan_count);
		snprintf(discounts, sizeof(discounts), "%zu",
		    catalog->discount_count);
		snprintf(count, sizeof(count), "%zu", counting.counts[i]);
		if (catalog->effective.days <= shelf.as_of.days)
			status = exporting_shelf_write(&shelf, fields);
	}
	return exporting_shelf_close(&shelf, status);
}
