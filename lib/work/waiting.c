/*
 * A waiting line is packed as the records of a proposal of one line, behind
 * what the second pass has to know of its owner.
 */
#include "work/waiting.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/pack.h"
#include "work/proposing.h"

enum { ACCOUNT, REGION, EXEMPT, REVISION, ABOUT_COUNT };

enum status
waiting_add(struct sort *sort, const struct billing_owner *owner,
    const struct proposed *proposed, struct arena *scratch, struct error *error)
{
	static const size_t keys[] = { ACCOUNT, ABOUT_COUNT + PROPOSAL_CURRENCY,
		ABOUT_COUNT + PROPOSAL_SPLIT, SIZE_MAX };
	struct line line = proposed->line;
	const struct document document = {
		.account = proposed->account[0] != '\0' ? proposed->account
							: owner->payer,
		.id = "-",
		.currency = line.amount.currency,
		.issue_date = line.period_start,
		.due_date = line.period_start,
		.split = line.split,
		.lines = &line,
		.line_count = 1,
	};
	const struct sealed sealed = { &document, "-" };
	size_t count =
	    ABOUT_COUNT + (1 + line.tax_count) * PROPOSAL_COLUMN_COUNT;
	const char **fields = arena_array(scratch, count, sizeof(*fields));
	char revision[24];
	enum status status;
	size_t i;

	if (fields == NULL)
		return error_memory(error);
	snprintf(revision, sizeof(revision), "%" PRId64, owner->revision);
	fields[ACCOUNT] = document.account;
	fields[REGION] = owner->tax_region;
	fields[EXEMPT] = owner->exempt ? "yes" : "";
	fields[REVISION] = revision;
	status = proposal_line(sealed, 0, scratch, fields + ABOUT_COUNT, error);
	for (i = 0; i < line.tax_count && status == STATUS_OK; i++)
		status = proposal_tax(sealed, 0, i, scratch,
		    fields + ABOUT_COUNT + (1 + i) * PROPOSAL_COLUMN_COUNT,
		    error);
	return status == STATUS_OK
		   ? pack_wait(sort, scratch, fields, count, keys, error)
		   : status;
}

enum status
waiting_step(struct sort *sort, struct waiting_item *item, bool *found,
    struct error *error)
{
	const void *bytes = NULL;
	enum status status;

	status = sort_next(sort, &bytes, &item->length, found, error);
	item->account = bytes;
	return status;
}

enum status
waiting_read(const struct waiting_item *item, struct arena *arena,
    struct waiting *waiting, struct error *error)
{
	size_t count = pack_count(item->account, item->length), i;
	struct document document;
	const char **fields, ***records;
	const char *seal, *copy;
	enum status status;

	copy = arena_copy(arena, item->account, item->length);
	records = arena_array(arena, count, sizeof(*records));
	if (copy == NULL || records == NULL)
		return error_memory(error);
	status = pack_split(arena, copy, item->length, &fields, count, error);
	if (status != STATUS_OK)
		return status;
	count = (count - ABOUT_COUNT) / PROPOSAL_COLUMN_COUNT;
	for (i = 0; i < count; i++)
		records[i] = fields + ABOUT_COUNT + i * PROPOSAL_COLUMN_COUNT;
	status = proposal_read((const char **const *)records, count, arena,
	    &document, &seal, error);
	if (status != STATUS_OK)
		return status;
	*waiting = (struct waiting){
		.line = document.lines[0],
		.region = fields[REGION],
		.exempt = fields[EXEMPT][0] != '\0',
		.revision = strtoll(fields[REVISION], NULL, 10),
	};
	return STATUS_OK;
}
