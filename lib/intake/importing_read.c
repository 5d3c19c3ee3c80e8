/*
 * Records that are checked by themselves, before anybody is locked out.
 */
#include "intake/importing_read.h"

#include <string.h>

#include "intake/carding.h"
#include "ledger/judging.h"
#include "record/jsonl.h"
#include "record/pack.h"

#define IDENTIFIER_MAX 128

static struct carding
carding_of(const struct engine *engine)
{
	return (struct carding){ engine->options->pan_like,
		engine->options->pan_like_count };
}

/* No cell may hold a card number, unless its column is made for such digits. */
static enum status
cards_check(const struct engine *engine, const struct record *record,
    struct error *error)
{
	const struct schema *schema = engine->importing.kind->schema;
	struct carding carding = carding_of(engine);
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < schema->count && status == STATUS_OK; i++) {
		if ((schema->columns[i].flags & COLUMN_TOKEN) == 0)
			status = carding_check(carding, schema->columns[i].name,
			    record->fields[i], error);
	}
	for (i = 0; i < record->extra_count && status == STATUS_OK; i++)
		status = carding_check(carding, record->extra_names[i],
		    record->extra_values[i], error);
	return status;
}

/* Identifiers: 1 to 128 bytes; the reader refused control characters. */
static enum status
keys_check(const struct import_kind *kind, const struct facts *facts,
    struct error *error)
{
	size_t i;

	for (i = 0; i < kind->schema->count; i++) {
		const struct column *column = &kind->schema->columns[i];

		if (strlen(facts->values[i]) > IDENTIFIER_MAX &&
		    (column->flags & COLUMN_IDENTIFIER) != 0)
			return error_set(error, STATUS_INVALID,
			    "column %s: over %d bytes", column->name,
			    IDENTIFIER_MAX);
	}
	return STATUS_OK;
}

/* The x_ columns as an object, in the order of their names. */
static enum status
extras_join(const struct record *record, struct arena *arena,
    const char **extra, struct error *error)
{
	size_t count = record->extra_count, i, k;
	const char **names = arena_array(arena, count + 1, sizeof(*names));
	const char **values = arena_array(arena, count + 1, sizeof(*values));

	if (names == NULL || values == NULL)
		return error_memory(error);
	for (i = 0; i < count; i++) {
		for (k = i;
		     k > 0 && strcmp(names[k - 1], record->extra_names[i]) > 0;
		     k--) {
			names[k] = names[k - 1];
			values[k] = values[k - 1];
		}
		names[k] = record->extra_names[i];
		values[k] = record->extra_values[i];
	}
	return jsonl_object(names, values, count, arena, extra, error);
}

/*
 * What makes two records the same: their values.  A date that is not given is
 * compared as not given, since --as-of may be another the next time; the date
 * of a version is not compared, it says from when the same is true.  Columns
 * that came later count only where they say something, so that what was
 * recorded before is still the same.
 */
static void
facts_hash(const struct import_kind *kind, const struct record *record,
    const struct facts *facts, unsigned char digest[HASH_SIZE])
{
	struct hash hash;
	size_t i;

	hash_begin(&hash);
	hash_field(&hash, kind->name);
	for (i = 0; i < kind->schema->count; i++) {
		const struct column *column = &kind->schema->columns[i];
		bool dated = (column->flags & COLUMN_DATED) != 0;

		if ((column->flags & COLUMN_LATER) != 0) {
			if (facts->values[i][0] == '\0')
				continue;
			hash_field(&hash, column->name);
		}
		if (!dated)
			hash_field(&hash, facts->values[i]);
		else if (!kind->versioned)
			hash_field(&hash, record->fields[i]);
	}
	hash_field(&hash, facts->extra);
	hash_end(&hash, digest);
}

/* Stage a good record: the values, the x_ columns, and the cells as they were.
 */
static enum status
stage(struct engine *engine, const struct record *record,
    const struct facts *facts, struct staged *staged)
{
	struct error *error = engine->importing.error;
	const char *const *cells;
	size_t width = engine->importing.kind->schema->count;
	size_t count = reader_raw(engine->reader, &cells);
	const char **fields =
	    arena_array(&engine->scratch, width + 1 + count, sizeof(*fields));
	enum status status;

	if (fields == NULL)
		return error_memory(error);
	memcpy(fields, record->fields, width * sizeof(*fields));
	fields[width] = facts->extra;
	memcpy(fields + width + 1, cells, count * sizeof(*fields));
	status = pack_join(&engine->scratch, fields, width + 1 + count,
	    &staged->packed, &staged->packed_length, error);
	if (status != STATUS_OK)
		return status;
	staged->position = (int64_t)record->line;
	facts_hash(engine->importing.kind, record, facts, staged->content);
	return staging_add(engine->importing.ledger, staged, error);
}

/* The value of the first column of a record whose fields must not be used; NULL
 * if it has none. */
static const char *
raw_key(struct engine *engine)
{
	const char *name = engine->importing.kind->schema->columns[0].name;
	const char *const *header, *const *cells;
	size_t width = reader_raw_header(engine->reader, &header);
	size_t count = reader_raw(engine->reader, &cells), i;

	for (i = 0; i < width && i < count; i++) {
		if (strcmp(header[i], name) == 0)
			return cells[i];
	}
	return NULL;
}

/* Set a record aside that is bad by itself, and all that must go with it. */
static enum status
spoil(struct engine *engine, const struct rejected *rejected,
    const struct facts *facts)
{
	struct importing *importing = &engine->importing;
	const char *key = facts != NULL ? facts->values[0] : raw_key(engine);
	enum status status = importing_reject(engine, rejected, facts);

	if (status != STATUS_OK || !importing->kind->whole || key == NULL)
		return status;
	return judging_spoil(
	    importing->ledger, key, (int64_t)rejected->line, importing->error);
}

/* Check one record by itself; stage it, or set it aside. */
static enum status
take(struct engine *engine, const struct record *record)
{
	struct staged staged = { .part = "",
		.date = "",
		.account = "",
		.reference = "",
		.other = "" };
	const struct import_kind *kind = engine->importing.kind;
	struct carding carding = carding_of(engine);
	struct rejected rejected = { .line = record->line };
	struct error *error = engine->importing.error;
	struct facts facts;
	enum status status = STATUS_OK;

	engine->summary->in++;
	rejected.count = reader_raw(engine->reader, &rejected.cells);
	rejected.reason = reader_bad(engine->reader);
	if (rejected.reason != NULL) {
		if (carding_raw(carding, kind->schema, engine->reader, error) !=
		    STATUS_OK) {
			rejected.count = 0;
			rejected.reason = error->text;
		}
		return spoil(engine, &rejected, NULL);
	}

	arena_reset(&engine->scratch);
	memcpy(facts.values, record->fields,
	    kind->schema->count * sizeof(*facts.values));
	status = cards_check(engine, record, error);
	if (status == STATUS_INVALID) {
		/* The file of rejects must not hold it either. */
		rejected.count = 0;
		rejected.reason = error->text;
		return spoil(engine, &rejected, NULL);
	}
	status = extras_join(record, &engine->scratch, &facts.extra, error);
	if (status == STATUS_OK)
		status = keys_check(kind, &facts, error);
	if (status == STATUS_OK)
		status =
		    kind->check(&engine->importing, &facts, &staged, error);
	if (status == STATUS_INVALID) {
		reader_blame(engine->reader, error);
		rejected.reason = error->text;
		return spoil(engine, &rejected, &facts);
	}
	return status == STATUS_OK ? stage(engine, record, &facts, &staged)
				   : status;
}

enum status
importing_read(struct engine *engine)
{
	struct error *error = engine->importing.error;
	struct progress *progress = engine->importing.request->progress;
	struct record record;
	enum status status = STATUS_OK;
	bool found = true;

	progress_begin(progress, "records", 0);
	while (status == STATUS_OK) {
		status = reader_read(engine->reader, &record, &found, error);
		if (status != STATUS_OK || !found)
			break;
		progress_step(progress);
		status = take(engine, &record);
	}
	progress_end(progress);
	if (status == STATUS_OK)
		reader_digest(engine->reader, engine->input);
	return status;
}
