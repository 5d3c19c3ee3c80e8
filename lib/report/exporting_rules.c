/*
 * A list of rules is written whole, so its columns are known before its rows.
 */
#include <string.h>

#include "base/arena.h"
#include "ledger/usage_rules.h"
#include "record/writer.h"
#include "report/exporting.h"

struct listing {
	struct usage_rules rules;
	struct column *columns; /* of the rules, then of their dimensions */
	size_t count;
	struct arena arena;
};

/* Put the column of a dimension into the order of their names, once. */
static enum status
add_column(struct listing *listing, const char *name, struct error *error)
{
	struct column *columns;
	size_t i = listing->count;

	while (i > USAGE_RULE_KEY_COUNT &&
	       strcmp(listing->columns[i - 1].name, name) > 0)
		i--;
	if (i > USAGE_RULE_KEY_COUNT &&
	    strcmp(listing->columns[i - 1].name, name) == 0)
		return STATUS_OK;
	columns = arena_grow(&listing->arena, listing->columns, listing->count,
	    sizeof(*columns));
	if (columns == NULL)
		return error_memory(error);
	memmove(&columns[i + 1], &columns[i],
	    (listing->count - i) * sizeof(*columns));
	columns[i] = (struct column){ name, 0 };
	listing->columns = columns;
	listing->count++;
	return STATUS_OK;
}

static enum status
gather_columns(struct listing *listing, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i, k;

	for (i = 0; i < USAGE_RULE_KEY_COUNT; i++) {
		listing->columns = arena_grow(&listing->arena, listing->columns,
		    i, sizeof(struct column));
		if (listing->columns == NULL)
			return error_memory(error);
		listing->columns[i] = (struct column){
			usage_rule_key_name((enum usage_rule_key)i), 0
		};
	}
	listing->count = USAGE_RULE_KEY_COUNT;
	for (i = 0; i < listing->rules.count; i++) {
		const struct dimensions *asked =
		    &listing->rules.items[i].dimensions;

		for (k = 0; k < asked->count && status == STATUS_OK; k++)
			status =
			    add_column(listing, asked->items[k].name, error);
	}
	return status;
}

static enum status
write_rule(const struct listing *listing, const struct usage_rule *rule,
    const char **fields, struct writer *writer, struct error *error)
{
	const struct dimensions *asked = &rule->dimensions;
	size_t i, k = 0;

	memcpy(fields, rule->texts, sizeof(rule->texts));
	/* Both are in the order of names. */
	for (i = USAGE_RULE_KEY_COUNT; i < listing->count; i++) {
		fields[i] = "";
		if (k < asked->count &&
		    strcmp(asked->items[k].name, listing->columns[i].name) == 0)
			fields[i] = asked->items[k++].value;
	}
	return writer_write(writer, fields, error);
}

static enum status
write_rules(
    const struct request *request, struct listing *listing, struct error *error)
{
	const struct schema schema = { "rules", listing->columns,
		listing->count, EXTRAS_NONE };
	const char **fields =
	    arena_array(&listing->arena, listing->count, sizeof(*fields));
	struct writer *writer = NULL;
	enum status status;
	size_t i;

	if (fields == NULL)
		return error_memory(error);
	status = request_writer(request, &schema, &writer, error);
	for (i = 0; i < listing->rules.count && status == STATUS_OK; i++)
		status = write_rule(
		    listing, &listing->rules.items[i], fields, writer, error);
	if (status == STATUS_OK)
		status = writer_finish(writer, error);
	writer_close(writer);
	request->summary->documents = listing->rules.count;
	return status;
}

enum status
exporting_rules(const struct request *request, struct error *error)
{
	struct listing listing = { .count = 0 };
	struct ledger *ledger = NULL;
	enum status status;

	status = request_open(request, LEDGER_READ, &ledger, error);
	if (status == STATUS_OK)
		status = usage_rules_load(
		    ledger, &listing.arena, &listing.rules, error);
	if (status == STATUS_OK)
		status = gather_columns(&listing, error);
	if (status == STATUS_OK)
		status = write_rules(request, &listing, error);
	ledger_close(ledger);
	arena_close(&listing.arena);
	return status;
}
