/*
 * Each rated record becomes an item of a sort, by account and currency; what
 * belongs together is then added up, however many accounts there are.
 */
#include "work/comparing.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/pack.h"
#include "record/writer.h"

enum compared_column {
	COMPARED_ACCOUNT,
	COMPARED_CURRENCY,
	COMPARED_CURRENT,
	COMPARED_PROPOSED,
	COMPARED_CHANGE,
	COMPARED_KEPT,
	COMPARED_COLUMN_COUNT
};

static const struct column columns[COMPARED_COLUMN_COUNT] = {
	[COMPARED_ACCOUNT] = { "account", COLUMN_REQUIRED },
	[COMPARED_CURRENCY] = { "currency", COLUMN_REQUIRED },
	[COMPARED_CURRENT] = { "current", COLUMN_REQUIRED | COLUMN_NUMBER },
	[COMPARED_PROPOSED] = { "proposed", COLUMN_REQUIRED | COLUMN_NUMBER },
	[COMPARED_CHANGE] = { "change", COLUMN_REQUIRED | COLUMN_NUMBER },
	[COMPARED_KEPT] = { "kept_plan", 0 },
};

static const struct schema schema = { "comparison", columns,
	COMPARED_COLUMN_COUNT, EXTRAS_NONE };

/* An item as it is packed. */
enum item_field {
	ITEM_ACCOUNT,
	ITEM_CURRENCY,
	ITEM_SIDE,
	ITEM_AMOUNT,
	ITEM_KEPT, /* the plan, if the proposed catalog lacks it */
	ITEM_FIELD_COUNT
};

/* What an account comes to in one currency. */
struct compared {
	const char *account; /* NULL: none yet */
	struct money sides[2];
	const char *kept;
};

struct totals {
	struct money sides[2];
};

/* The records being written. */
struct comparison {
	struct comparing *comparing;
	const struct request *request;
	struct writer *writer;
	struct compared compared;
	uint64_t less;
	uint64_t more;
	uint64_t same;
	uint64_t kept;
	struct totals *totals; /* by currency */
	size_t total_count;
	struct arena totals_arena;
	struct arena arena; /* of an account */
	struct error *error;
};

enum status
comparing_begin(struct comparing *comparing, const struct catalog *proposed,
    struct error *error)
{
	*comparing = (struct comparing){ .proposed = proposed };
	return sort_open(0, &comparing->sort, error);
}

enum status
comparing_catalogs(struct comparing *comparing, const struct catalogs *current,
    struct error *error)
{
	struct arena *arena = &comparing->arena;
	struct catalog *items =
	    arena_array(arena, current->count + 1, sizeof(*items));
	size_t i, k;

	if (items == NULL)
		return error_memory(error);
	for (i = 0; i < current->count; i++) {
		const struct catalog *from = &current->items[i];

		items[i] = *from;
		items[i].plans = arena_array(
		    arena, from->plan_count + 1, sizeof(*items[i].plans));
		if (items[i].plans == NULL)
			return error_memory(error);
		for (k = 0; k < from->plan_count; k++) {
			const struct plan *plan = catalog_plan(
			    comparing->proposed, from->plans[k].id);

			items[i].plans[k] =
			    plan == NULL ? from->plans[k] : *plan;
		}
	}
	comparing->catalogs = (struct catalogs){ items, current->count };
	return STATUS_OK;
}

enum status
comparing_add(struct comparing *comparing, enum comparing_side side,
    const struct rated *rated, struct money amount, struct error *error)
{
	static const size_t keys[] = { ITEM_ACCOUNT, ITEM_CURRENCY, ITEM_KEPT,
		SIZE_MAX };
	const struct line *line = &rated->line;
	bool lacks = catalog_plan(comparing->proposed, line->plan) == NULL;
	char minor[24];
	const char *fields[ITEM_FIELD_COUNT] = {
		[ITEM_ACCOUNT] = line->owner,
		[ITEM_CURRENCY] = amount.currency.code,
		[ITEM_SIDE] = side == COMPARING_PROPOSED ? "1" : "0",
		[ITEM_AMOUNT] = minor,
		[ITEM_KEPT] = lacks ? line->plan : "",
	};

	(void)snprintf(minor, sizeof(minor), "%" PRId64, amount.minor);
	arena_reset(&comparing->scratch);
	return pack_wait(comparing->sort, &comparing->scratch, fields,
	    ITEM_FIELD_COUNT, keys, error);
}

/* Add an account to the totals of its currency. */
static enum status
add_totals(struct comparison *comparison)
{
	const struct money *sides = comparison->compared.sides;
	struct totals *totals;
	enum status status = STATUS_OK;
	size_t i = 0, k;

	while (i < comparison->total_count &&
	       !currency_equal(
		   comparison->totals[i].sides[0].currency, sides[0].currency))
		i++;
	if (i == comparison->total_count) {
		comparison->totals = arena_grow(&comparison->totals_arena,
		    comparison->totals, i, sizeof(*totals));
		if (comparison->totals == NULL)
			return error_memory(comparison->error);
		comparison->total_count++;
		totals = &comparison->totals[i];
		totals->sides[0] = totals->sides[1] =
		    money_of(0, sides[0].currency);
	}
	totals = &comparison->totals[i];
	for (k = 0; k < 2 && status == STATUS_OK; k++)
		status = money_add(totals->sides[k], sides[k],
		    &totals->sides[k], comparison->error);
	return status;
}

/* Write the account that was added up. */
static enum status
write_compared(struct comparison *comparison)
{
	const struct compared *compared = &comparison->compared;
	struct summary *summary = comparison->request->summary;
	struct error *error = comparison->error;
	char texts[3][MONEY_TEXT_MAX];
	struct money change;
	enum status status;

	if (compared->account == NULL)
		return STATUS_OK;
	status = money_subtract(
	    compared->sides[1], compared->sides[0], &change, error);
	if (status == STATUS_OK)
		status = add_totals(comparison);
	if (status == STATUS_OK)
		status = summary_amount(summary, change, error);
	if (status != STATUS_OK)
		return status;
	comparison->less += change.minor < 0;
	comparison->more += change.minor > 0;
	comparison->same += change.minor == 0;
	comparison->kept += compared->kept[0] != '\0';
	return writer_write(comparison->writer,
	    (const char *[COMPARED_COLUMN_COUNT]){
		[COMPARED_ACCOUNT] = compared->account,
		[COMPARED_CURRENCY] = change.currency.code,
		[COMPARED_CURRENT] = money_format(compared->sides[0], texts[0]),
		[COMPARED_PROPOSED] =
		    money_format(compared->sides[1], texts[1]),
		[COMPARED_CHANGE] = money_format(change, texts[2]),
		[COMPARED_KEPT] = compared->kept,
	    },
	    error);
}

/* The first item of an account and currency. */
static enum status
begin_compared(struct comparison *comparison, const char *const *fields)
{
	struct compared *compared = &comparison->compared;
	struct arena *arena = &comparison->arena;
	struct currency currency;
	enum status status;

	comparison->request->summary->documents +=
	    compared->account == NULL ||
	    strcmp(compared->account, fields[ITEM_ACCOUNT]) != 0;
	arena_reset(arena);
	status =
	    currency_parse(fields[ITEM_CURRENCY], &currency, comparison->error);
	compared->account = arena_text(arena, fields[ITEM_ACCOUNT]);
	compared->sides[0] = compared->sides[1] = money_of(0, currency);
	compared->kept = "";
	if (status == STATUS_OK && compared->account == NULL)
		status = error_memory(comparison->error);
	return status;
}

/* Add an item to its account; those of one plan that is kept come together. */
static enum status
add_item(struct comparison *comparison, const char *const *fields)
{
	struct compared *compared = &comparison->compared;
	const char *kept = fields[ITEM_KEPT], *last;
	struct money *side;
	enum status status = STATUS_OK;

	if (compared->account == NULL ||
	    strcmp(compared->account, fields[ITEM_ACCOUNT]) != 0 ||
	    strcmp(compared->sides[0].currency.code, fields[ITEM_CURRENCY]) !=
		0) {
		status = write_compared(comparison);
		if (status == STATUS_OK)
			status = begin_compared(comparison, fields);
		if (status != STATUS_OK)
			return status;
	}
	last = strrchr(compared->kept, ' ');
	last = last == NULL ? compared->kept : last + 1;
	if (kept[0] != '\0' && strcmp(last, kept) != 0) {
		compared->kept = arena_format(&comparison->arena, "%s%s%s",
		    compared->kept, compared->kept[0] == '\0' ? "" : " ", kept);
		if (compared->kept == NULL)
			return error_memory(comparison->error);
	}
	side = &compared->sides[fields[ITEM_SIDE][0] == '1'];
	return money_add(*side,
	    money_of(strtoll(fields[ITEM_AMOUNT], NULL, 10), side->currency),
	    side, comparison->error);
}

/* Say it in words. */
static void
summarize(struct comparison *comparison)
{
	struct summary *summary = comparison->request->summary;
	char *text = summary->note_text, before[MONEY_TEXT_MAX],
	     after[MONEY_TEXT_MAX];
	size_t room = sizeof(summary->note_text), used, i;

	used = (size_t)snprintf(text, room,
	    "%" PRIu64 " pay less, %" PRIu64 " more, %" PRIu64 " the same",
	    comparison->less, comparison->more, comparison->same);
	if (comparison->kept > 0)
		used += (size_t)snprintf(text + used, room - used,
		    "; %" PRIu64 " have a plan that the proposed catalog lacks",
		    comparison->kept);
	if (comparison->comparing->uncounted > 0)
		used += (size_t)snprintf(text + used, room - used,
		    "; %" PRIu64 " events no charge would count",
		    comparison->comparing->uncounted);
	if (comparison->comparing->suspended > 0)
		used += (size_t)snprintf(text + used, room - used,
		    "; %" PRIu64 " events in suspense it would count, left out",
		    comparison->comparing->suspended);
	for (i = 0; i < comparison->total_count && room - used > 96; i++)
		used += (size_t)snprintf(text + used, room - used,
		    "; %s %s becomes %s",
		    comparison->totals[i].sides[0].currency.code,
		    money_format(comparison->totals[i].sides[0], before),
		    money_format(comparison->totals[i].sides[1], after));
	summary->note = text;
}

static enum status
write_all(struct comparison *comparison)
{
	struct comparing *comparing = comparison->comparing;
	struct error *error = comparison->error;
	const char **fields;
	const void *bytes;
	size_t length;
	enum status status;
	bool found = true;

	status = sort_start(comparing->sort, error);
	while (status == STATUS_OK) {
		status =
		    sort_next(comparing->sort, &bytes, &length, &found, error);
		if (status != STATUS_OK || !found)
			break;
		arena_reset(&comparing->scratch);
		status = pack_split(&comparing->scratch, bytes, length, &fields,
		    ITEM_FIELD_COUNT, error);
		if (status == STATUS_OK)
			status = add_item(comparison, fields);
	}
	if (status == STATUS_OK)
		status = write_compared(comparison);
	if (status == STATUS_OK)
		status = writer_finish(comparison->writer, error);
	return status;
}

enum status
comparing_write(struct comparing *comparing, const struct request *request,
    struct error *error)
{
	struct comparison comparison = {
		.comparing = comparing, .request = request, .error = error
	};
	enum status status;

	request->summary->documents_name = "accounts";
	request->summary->amounts_name = "change";
	status = request_writer(request, &schema, &comparison.writer, error);
	if (status == STATUS_OK)
		status = write_all(&comparison);
	if (status == STATUS_OK)
		summarize(&comparison);
	writer_close(comparison.writer);
	arena_close(&comparison.totals_arena);
	arena_close(&comparison.arena);
	return status;
}

void
comparing_end(struct comparing *comparing)
{
	sort_close(comparing->sort);
	arena_close(&comparing->arena);
	arena_close(&comparing->scratch);
}
