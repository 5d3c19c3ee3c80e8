/*
 * The order file that moves subscriptions to a version of the catalog.  One
 * order a subscription, so that each is booked or refused by itself.
 */
#include <stdio.h>
#include <string.h>

#include "report/exporting_parts.h"
#include "work/roster.h"

struct migrating {
	struct shelf *shelf;
	const char *plan; /* only of this one; NULL: of all */
	const struct catalog *to;
	/* What stays, since that version has no such plan. */
	size_t left;
	const char *first; /* a subscription */
	const char *lacked; /* its plan */
};

/* Count what stays; the first one is named. */
static enum status
leave(struct migrating *migrating, const struct subscription *subscription,
    const struct term *term)
{
	struct shelf *shelf = migrating->shelf;

	if (migrating->left++ > 0)
		return STATUS_OK;
	migrating->first = arena_text(&shelf->arena, subscription->id);
	migrating->lacked = term->plan->id;
	return migrating->first == NULL ? error_memory(shelf->error)
					: STATUS_OK;
}

/* Whether a term is of an older version and can be moved; an order of that day
 * would have it from the version that is then in force. */
static enum status
wants(struct migrating *migrating, const struct subscription *subscription,
    const struct term *term, bool *wanted)
{
	const struct shelf *shelf = migrating->shelf;
	const struct catalog *sold;

	*wanted = false;
	if (term == NULL || term->catalog >= migrating->to ||
	    (migrating->plan != NULL &&
		strcmp(term->plan->id, migrating->plan) != 0))
		return STATUS_OK;
	if (catalog_plan(migrating->to, term->plan->id) == NULL)
		return leave(migrating, subscription, term);
	*wanted = true;
	sold = catalogs_sold(&shelf->catalogs, term->plan->id, shelf->as_of);
	if (sold == migrating->to)
		return STATUS_OK;
	return error_set(shelf->error, STATUS_INVALID,
	    "on that day plan %.40s is sold from catalog %.40s", term->plan->id,
	    sold->version);
}

/* An order line that moves one plan of a subscription. */
static enum status
write_line(const struct migrating *migrating,
    const struct subscription *subscription, const struct term *term,
    size_t line)
{
	struct shelf *shelf = migrating->shelf;
	char number[24], start[DATE_TEXT_MAX];
	const char *const fields[] = {
		arena_format(&shelf->scratch, "%s-%s", migrating->to->version,
		    subscription->id),
		number,
		"rerate",
		subscription->owner,
		subscription->id,
		term->item->addon ? term->plan->id : "",
		date_format(shelf->as_of, start),
		arena_format(
		    &shelf->scratch, "from catalog %s", term->catalog->version),
	};

	if (fields[0] == NULL || fields[7] == NULL)
		return error_memory(shelf->error);
	snprintf(number, sizeof(number), "%zu", line);
	return exporting_shelf_write(shelf, fields);
}

static enum status
migrate(
    void *context, const struct subscription *subscription, struct error *error)
{
	struct migrating *migrating = context;
	struct shelf *shelf = migrating->shelf;
	const char *account = shelf->request->account;
	enum status status = STATUS_OK;
	size_t i, line = 0;

	(void)error;
	if (account != NULL && strcmp(account, subscription->owner) != 0)
		return STATUS_OK;
	arena_reset(&shelf->scratch);
	for (i = 0; i < subscription->item_count && status == STATUS_OK; i++) {
		const struct term *term = roster_term(
		    subscription, &subscription->items[i], shelf->as_of);
		bool wanted;

		status = wants(migrating, subscription, term, &wanted);
		if (status == STATUS_OK && wanted)
			status =
			    write_line(migrating, subscription, term, ++line);
	}
	return status;
}

/* The version to move to, which must be in force by then. */
static enum status
find_version(struct migrating *migrating, const char *version)
{
	const struct shelf *shelf = migrating->shelf;
	char date[DATE_TEXT_MAX];
	enum status status;

	status = exporting_shelf_version(shelf, version, &migrating->to);
	if (status != STATUS_OK)
		return status;
	if (migrating->to->effective.days > shelf->as_of.days)
		return error_set(shelf->error, STATUS_INVALID,
		    "catalog %.40s is in force from %s on, later than --as-of",
		    version, date_format(migrating->to->effective, date));
	if (migrating->plan != NULL &&
	    catalog_plan(migrating->to, migrating->plan) == NULL)
		return error_set(shelf->error, STATUS_INVALID,
		    "plan \"%.40s\" is not in catalog %.40s", migrating->plan,
		    version);
	return STATUS_OK;
}

static void
say_left(const struct migrating *migrating, struct summary *summary)
{
	if (migrating->left == 0)
		return;
	(void)snprintf(summary->note_text, sizeof(summary->note_text),
	    "%zu of plans that catalog %.40s does not have stay: "
	    "subscription %.128s, plan %.40s%s",
	    migrating->left, migrating->to->version, migrating->first,
	    migrating->lacked, migrating->left > 1 ? ", and others" : "");
	summary->note = summary->note_text;
}

enum status
exporting_migration(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	static const struct column columns[] = { { "order", 0 }, { "line", 0 },
		{ "action", 0 }, { "account", 0 }, { "subscription", 0 },
		{ "plan", 0 }, { "start", 0 }, { "reason", 0 } };
	struct migrating migrating = { .plan = options->plan };
	struct shelf shelf;
	enum status status;

	if (options->catalog == NULL)
		return error_set(error, STATUS_USAGE,
		    "--catalog is required: to which version?");
	if (!date_given(request->as_of))
		return error_set(error, STATUS_USAGE,
		    "--as-of is required: from which day on?");
	migrating.shelf = &shelf;
	status = exporting_shelf_open(&shelf, request, columns, 8, error);
	if (status == STATUS_OK)
		status = find_version(&migrating, options->catalog);
	if (status == STATUS_OK)
		status = roster_read(
		    shelf.ledger, &shelf.catalogs, migrate, &migrating, error);
	if (status == STATUS_OK)
		say_left(&migrating, request->summary);
	return exporting_shelf_close(&shelf, status);
}
