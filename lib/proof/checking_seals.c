/*
 * What was recorded against what the audit trail binds of it, and what the
 * audit trail is now against anchors of what it was.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/seals.h"
#include "proof/checking_parts.h"
#include "record/reader.h"
#include "report/anchoring.h"

#define OBJECT_MAX 160

static enum status
seal_broken(
    void *context, const struct seal_finding *finding, struct error *error)
{
	char object[OBJECT_MAX], audit[48] = "";

	if (finding->audit != 0)
		snprintf(audit, sizeof(audit), " of audit row %" PRId64,
		    finding->audit);
	snprintf(object, sizeof(object), "%s %" PRId64 " to %" PRId64 "%s",
	    finding->kind, finding->first, finding->last, audit);
	return checking_tell(
	    context, object, finding->expected, finding->found, error);
}

enum status
checking_seals(struct checking *checking)
{
	return seals_check(
	    checking->ledger, seal_broken, checking, checking->error);
}

static enum status
compare_anchor(struct checking *checking, const char *const *fields,
    const char *const *found)
{
	enum status status = STATUS_OK;
	char object[OBJECT_MAX];
	size_t i;

	for (i = ANCHOR_HASH; i < ANCHOR_COLUMNS && status == STATUS_OK; i++) {
		if (strcmp(fields[i], found[i]) == 0)
			continue;
		snprintf(object, sizeof(object), "%s of audit row %s",
		    anchoring_schema.columns[i].name, found[ANCHOR_SEQUENCE]);
		status = checking_tell(
		    checking, object, fields[i], found[i], checking->error);
	}
	return status;
}

/* Where files were put together, headers come again. */
static bool
is_header(const struct record *record)
{
	return strcmp(record->fields[ANCHOR_SEQUENCE],
		   anchoring_schema.columns[ANCHOR_SEQUENCE].name) == 0;
}

static enum status
check_anchor(struct checking *checking, struct anchoring *anchoring,
    const struct record *record)
{
	const char *text = record->fields[ANCHOR_SEQUENCE];
	size_t digits = strspn(text, "0123456789");
	char object[OBJECT_MAX];
	struct anchoring_record anchor;
	enum status status;
	bool found;

	if (digits == 0 || digits > 18 || text[digits] != '\0')
		return error_set(checking->error, STATUS_INVALID,
		    "%s:%" PRIu64 ": column sequence: %.40s: not the number of "
		    "an audit row",
		    checking->options->anchor, record->line, text);
	status = anchoring_at(anchoring, strtoll(text, NULL, 10), &anchor,
	    &found, checking->error);
	if (status != STATUS_OK)
		return status;
	if (found)
		return compare_anchor(checking, record->fields, anchor.fields);
	snprintf(object, sizeof(object), "audit row %s", text);
	return checking_tell(checking, object, record->fields[ANCHOR_HASH],
	    "none", checking->error);
}

/* Every anchor of a file, of which one at least is expected: a file that lost
 * them proves nothing. */
static enum status
check_anchors(struct checking *checking, struct anchoring *anchoring,
    struct reader *reader)
{
	const char *path = checking->options->anchor;
	struct record record;
	enum status status;
	bool found = true, any = false;

	for (;;) {
		status = reader_read(reader, &record, &found, checking->error);
		if (status != STATUS_OK || !found)
			break;
		if (reader_bad(reader) != NULL)
			return error_set(checking->error, STATUS_INVALID,
			    "%s:%" PRIu64 ": %s", path, record.line,
			    reader_bad(reader));
		if (is_header(&record))
			continue;
		any = true;
		status = check_anchor(checking, anchoring, &record);
		if (status != STATUS_OK)
			break;
	}
	if (status == STATUS_OK && !any)
		return error_set(checking->error, STATUS_INVALID,
		    "%s: no anchor in it", path);
	return status;
}

enum status
checking_anchor(struct checking *checking)
{
	struct anchoring anchoring = { .ledger = checking->ledger };
	const char *path = checking->options->anchor;
	struct reader *reader = NULL;
	enum status status;

	if (path == NULL)
		return STATUS_OK;
	status = reader_open(path, &anchoring_schema, &reader, checking->error);
	if (status == STATUS_OK)
		status = check_anchors(checking, &anchoring, reader);
	reader_close(reader);
	anchoring_close(&anchoring);
	return status;
}
