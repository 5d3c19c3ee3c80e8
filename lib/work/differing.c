/*
 * Each side comes out of differing_read.c in the order of what makes lines the
 * same; both are walked side by side, and what is found is sorted again, into
 * the order of documents.
 */
#include "work/differing.h"

#include <stdlib.h>
#include <string.h>

#include "record/pack.h"
#include "record/sort.h"
#include "record/writer.h"
#include "rule/difference.h"
#include "work/proposing.h"

enum {
	FIELD_ACCOUNT,
	FIELD_DOCUMENT,
	FIELD_LINE,
	FIELD_CAUSE,
	FIELD_OLD_AMOUNT,
	FIELD_NEW_AMOUNT,
	FIELD_CURRENCY,
	FIELD_COUNT,
};

static const struct column columns[FIELD_COUNT] = {
	[FIELD_ACCOUNT] = { "account", 0 },
	[FIELD_DOCUMENT] = { "document", 0 },
	[FIELD_LINE] = { "line", COLUMN_NUMBER },
	[FIELD_CAUSE] = { "cause", 0 },
	[FIELD_OLD_AMOUNT] = { "old_amount", COLUMN_NUMBER },
	[FIELD_NEW_AMOUNT] = { "new_amount", COLUMN_NUMBER },
	[FIELD_CURRENCY] = { "currency", 0 },
};

static const struct schema schema = { "differences", columns, FIELD_COUNT,
	EXTRAS_NONE };

#define WIDTH (PROPOSAL_COLUMN_COUNT + (size_t)DIFFERING_COUNT)

/* A line of a proposal, with the sum of its taxes as its only tax. */
struct compared {
	const char *const *fields;
	struct line line;
};

/* A proposal, standing on its next line. */
struct side {
	struct sort *sort;
	const void *bytes; /* of the line, packed */
	size_t length;
	const char **fields;
	struct arena arena; /* of the line */
	bool found;
};

/* The lines of one side that are the same. */
struct group {
	struct compared *items;
	size_t count;
};

struct differing {
	const struct request *request;
	struct side old;
	struct side new;
	struct sort *results;
	struct arena scratch; /* of a group */
	struct error *error;
};

static enum status
side_step(struct side *side, struct error *error)
{
	enum status status;

	arena_reset(&side->arena);
	status = sort_next(
	    side->sort, &side->bytes, &side->length, &side->found, error);
	if (status == STATUS_OK && side->found)
		status = pack_split(&side->arena, side->bytes, side->length,
		    &side->fields, WIDTH, error);
	return status;
}

/* The line that a side stands on, in memory that lasts for the group. */
static enum status
keep(struct differing *differing, const struct side *side,
    struct compared *compared)
{
	struct arena *scratch = &differing->scratch;
	struct error *error = differing->error;
	struct cells cells = { &proposal_schema, NULL, scratch, error };
	struct line_tax *tax = arena_alloc(scratch, sizeof(*tax));
	const char *copy = arena_copy(scratch, side->bytes, side->length);
	enum status status;

	if (tax == NULL || copy == NULL)
		return error_memory(error);
	status = pack_split(
	    scratch, copy, side->length, &cells.values, WIDTH, error);
	if (status != STATUS_OK)
		return status;
	compared->fields = cells.values;
	status = differing_line(&cells, &compared->line);
	if (status == STATUS_OK)
		status = money_parse(
		    cells.values[PROPOSAL_COLUMN_COUNT + DIFFERING_TAX],
		    compared->line.amount.currency, &tax->amount, error);
	compared->line.taxes = tax;
	compared->line.tax_count = 1;
	return status;
}

/* Let one difference wait for its place. */
static enum status
put(struct differing *differing, const struct compared *at,
    const struct difference *difference)
{
	const char *fields[FIELD_COUNT] = {
		[FIELD_ACCOUNT] = at->fields[PROPOSAL_ACCOUNT],
		[FIELD_DOCUMENT] = at->fields[PROPOSAL_DOCUMENT],
		[FIELD_LINE] = at->fields[PROPOSAL_LINE],
		[FIELD_CAUSE] = difference_name(difference->cause),
		[FIELD_CURRENCY] = at->fields[PROPOSAL_CURRENCY],
	};
	struct arena *scratch = &differing->scratch;
	char old[MONEY_TEXT_MAX], new[MONEY_TEXT_MAX];
	size_t room = strlen(fields[FIELD_ACCOUNT]) +
		      strlen(fields[FIELD_DOCUMENT]) + 2 * sizeof(int64_t) + 2;
	unsigned char *key = arena_alloc(scratch, room);
	size_t used, length;
	const void *bytes;
	enum status status;

	if (key == NULL)
		return error_memory(differing->error);
	if (difference->before)
		fields[FIELD_OLD_AMOUNT] = money_format(difference->old, old);
	if (difference->after)
		fields[FIELD_NEW_AMOUNT] = money_format(difference->new, new);
	used = sort_key_text(fields[FIELD_ACCOUNT], key, room);
	used += sort_key_text(fields[FIELD_DOCUMENT], key + used, room - used);
	used += sort_key_number(
	    strtoll(fields[FIELD_LINE], NULL, 10), key + used, room - used);
	used += sort_key_number(
	    (int64_t)difference->cause, key + used, room - used);
	status = pack_join(
	    scratch, fields, FIELD_COUNT, &bytes, &length, differing->error);
	if (status == STATUS_OK)
		status = sort_add(differing->results, key, used, bytes, length,
		    differing->error);
	differing->request->summary->documents++;
	return status;
}

/* What is different in one line; one of the two may be NULL. */
static enum status
differ(struct differing *differing, const struct compared *old,
    const struct compared *new)
{
	struct difference list[DIFFERENCES_MAX];
	size_t count = 0, i;
	enum status status;

	status = difference_find(old == NULL ? NULL : &old->line,
	    new == NULL ? NULL : &new->line, list, &count, differing->error);
	for (i = 0; i < count && status == STATUS_OK; i++)
		status = put(differing, new == NULL ? old : new, &list[i]);
	return status;
}

/* Take the lines of ${side} that are the same as ${first}. */
static enum status
take(struct differing *differing, struct side *side, const char *const *first,
    struct group *group)
{
	enum status status = STATUS_OK;

	*group = (struct group){ NULL, 0 };
	while (status == STATUS_OK && side->found &&
	       differing_compare(side->fields, first) == 0) {
		group->items = arena_grow(&differing->scratch, group->items,
		    group->count, sizeof(*group->items));
		if (group->items == NULL)
			return error_memory(differing->error);
		status = keep(differing, side, &group->items[group->count++]);
		if (status == STATUS_OK)
			status = side_step(side, differing->error);
	}
	return status;
}

/* Pair lines that begin on one day; leave the others in their order. */
static enum status
pair_days(struct differing *differing, struct group *old, struct group *new)
{
	struct group a = { old->items, 0 }, b = { new->items, 0 };
	enum status status = STATUS_OK;
	size_t i = 0, k = 0;

	while (status == STATUS_OK && (i < old->count || k < new->count)) {
		int32_t from = i < old->count
				   ? old->items[i].line.period_start.days
				   : INT32_MAX;
		int32_t with = k < new->count
				   ? new->items[k].line.period_start.days
				   : INT32_MAX;

		if (i < old->count && k < new->count &&from == with)
			status = differ(
			    differing, &old->items[i++], &new->items[k++]);
		else if (k == new->count || (i < old->count && from < with))
			a.items[a.count++] = old->items[i++];
		else
			b.items[b.count++] = new->items[k++];
	}
	*old = a;
	*new = b;
	return status;
}

/* All lines that are the same as the least next one. */
static enum status
differ_group(struct differing *differing)
{
	struct side *old = &differing->old, *new = &differing->new;
	struct side *least = new->found ? new : old;
	struct group before, after;
	struct compared first;
	enum status status;
	size_t i;

	if (old->found && new->found &&
	    differing_compare(old->fields, new->fields) < 0)
		least = old;
	status = keep(differing, least, &first);
	if (status == STATUS_OK)
		status = take(differing, old, first.fields, &before);
	if (status == STATUS_OK)
		status = take(differing, new, first.fields, &after);
	if (status == STATUS_OK)
		status = pair_days(differing, &before, &after);
	for (i = 0;
	     status == STATUS_OK && (i < before.count || i < after.count); i++)
		status = differ(differing,
		    i < before.count ? &before.items[i] : NULL,
		    i < after.count ? &after.items[i] : NULL);
	return status;
}

static enum status
differ_all(struct differing *differing)
{
	struct error *error = differing->error;
	enum status status;

	status = sort_start(differing->old.sort, error);
	if (status == STATUS_OK)
		status = sort_start(differing->new.sort, error);
	if (status == STATUS_OK)
		status = side_step(&differing->old, error);
	if (status == STATUS_OK)
		status = side_step(&differing->new, error);
	while (status == STATUS_OK &&
	       (differing->old.found || differing->new.found)) {
		arena_reset(&differing->scratch);
		status = differ_group(differing);
	}
	return status;
}

enum status
differing_run(const struct request *request, const char *old, const char *new,
    struct error *error)
{
	struct differing differing = { .request = request, .error = error };
	struct writer *writer = NULL;
	enum status status;
	uint64_t count;

	request->summary->documents_name = "differences";
	if (strcmp(old, "-") == 0 && strcmp(new, "-") == 0)
		return error_set(error, STATUS_USAGE,
		    "only one of the proposals can be standard input");
	status = differing_read(request, old, &differing.old.sort, error);
	if (status == STATUS_OK)
		status =
		    differing_read(request, new, &differing.new.sort, error);
	if (status == STATUS_OK)
		status = sort_open(0, &differing.results, error);
	if (status == STATUS_OK)
		status = differ_all(&differing);
	if (status == STATUS_OK)
		status = request_writer(request, &schema, &writer, error);
	if (status == STATUS_OK)
		status = writer_sorted(writer, differing.results,
		    &differing.scratch, &count, error);
	if (status == STATUS_OK)
		status = writer_finish(writer, error);
	writer_close(writer);
	sort_close(differing.old.sort);
	sort_close(differing.new.sort);
	sort_close(differing.results);
	arena_close(&differing.old.arena);
	arena_close(&differing.new.arena);
	arena_close(&differing.scratch);
	return status == STATUS_OK && request->summary->documents > 0
		   ? STATUS_ASIDE
		   : status;
}
