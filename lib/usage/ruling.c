/*
 * A list is small, so it waits in memory; the ledger is locked once all of it
 * is good.
 */
#include "usage/ruling.h"

#include <inttypes.h>
#include <string.h>

#include "base/nearest.h"
#include "intake/carding.h"
#include "ledger/catalogs.h"
#include "ledger/usage_rules.h"
#include "record/jsonl.h"
#include "record/reader.h"
#include "usage/metered.h"
#include "work/auditing.h"

#define IDENTIFIER_MAX 128

struct ruling {
	const struct request *request;
	const struct ruling_options *options;
	struct ledger *ledger;
	struct catalogs catalogs;
	struct schema schema;
	struct reader *reader;
	const struct record *record; /* the one that is read */
	struct usage_rules rules;
	struct arena arena;
	struct error *error;
};

/* The columns of the manual, then the dimensions whose names are near to them.
 */
static enum status
make_schema(struct ruling *ruling)
{
	const struct ruling_options *options = ruling->options;
	size_t room = USAGE_RULE_KEY_COUNT + options->dimension_count, i;
	size_t count = USAGE_RULE_KEY_COUNT;
	struct column *columns;

	columns = arena_array(&ruling->arena, room, sizeof(*columns));
	if (columns == NULL)
		return error_memory(ruling->error);
	for (i = 0; i < USAGE_RULE_KEY_COUNT; i++)
		columns[i].name = usage_rule_key_name((enum usage_rule_key)i);
	columns[USAGE_RULE_ID].flags = COLUMN_REQUIRED;
	columns[USAGE_RULE_BILLABLE].flags = COLUMN_REQUIRED;
	for (i = 0; i < options->dimension_count; i++) {
		struct schema so_far = { "rules", columns, count, EXTRAS_ANY };

		if (schema_find(&so_far, options->dimensions[i]) == count)
			columns[count++].name = options->dimensions[i];
	}
	ruling->schema = (struct schema){ "rules", columns, count, EXTRAS_ANY };
	return STATUS_OK;
}

/* Take a pattern of a dimension, in the order of names. */
static enum status
add_dimension(const struct ruling *ruling, struct dimensions *dimensions,
    struct dimension *items, struct dimension one)
{
	const struct carding carding = { ruling->options->pan_like,
		ruling->options->pan_like_count };
	size_t k = dimensions->count;
	size_t i;

	if (one.value[0] == '\0')
		return STATUS_OK;
	for (i = 0; i < METERED_COLUMNS; i++) {
		if (strcmp(metered_columns[i].name, one.name) == 0)
			return error_set(ruling->error, STATUS_INVALID,
			    "column %s: a rule cannot ask for it", one.name);
	}
	for (; k > 0 && strcmp(items[k - 1].name, one.name) > 0; k--)
		items[k] = items[k - 1];
	items[k] = one;
	dimensions->count++;
	return carding_check(carding, one.name, one.value, ruling->error);
}

/* All columns that the manual does not name, as an object. */
static enum status
join_dimensions(struct ruling *ruling, const char **text)
{
	const struct record *record = ruling->record;
	const struct schema *schema = &ruling->schema;
	size_t room = schema->count + record->extra_count, i;
	struct arena *arena = &ruling->arena;
	struct dimension *items = arena_array(arena, room, sizeof(*items));
	const char **names = arena_array(arena, 2 * room, sizeof(*names));
	struct dimensions dimensions = { items, 0 };
	enum status status = STATUS_OK;

	*text = "";
	if (items == NULL || names == NULL)
		return error_memory(ruling->error);
	for (i = USAGE_RULE_KEY_COUNT; i < schema->count && status == STATUS_OK;
	     i++)
		status = add_dimension(ruling, &dimensions, items,
		    (struct dimension){
			schema->columns[i].name, record->fields[i] });
	for (i = 0; i < record->extra_count && status == STATUS_OK; i++)
		status = add_dimension(ruling, &dimensions, items,
		    (struct dimension){
			record->extra_names[i], record->extra_values[i] });
	if (status != STATUS_OK || dimensions.count == 0)
		return status;
	for (i = 0; i < dimensions.count; i++) {
		names[i] = items[i].name;
		names[room + i] = items[i].value;
	}
	return jsonl_object(
	    names, names + room, dimensions.count, arena, text, ruling->error);
}

/* A rule that asks for a metric that there is not would never fit. */
static enum status
check_metric(const struct ruling *ruling, const char *metric)
{
	const char *near = NULL;
	size_t i, k;

	for (i = 0; i < ruling->catalogs.count; i++) {
		const struct catalog *catalog = &ruling->catalogs.items[i];

		for (k = 0; k < catalog->metric_count; k++) {
			const char *known = catalog->metrics[k].id;

			if (usage_rule_fits(metric, known))
				return STATUS_OK;
			if (near == NULL)
				near = nearest(metric, &known, 1);
		}
	}
	if (metric[0] == '\0')
		return STATUS_OK;
	return error_set(ruling->error, STATUS_INVALID,
	    "column metric: %.128s is a metric of no catalog%s%s%s", metric,
	    near == NULL ? "" : "; ", near == NULL ? "" : near,
	    near == NULL ? "" : "?");
}

/* What a rule is called, and what it asks for by name. */
static enum status
check_texts(const struct ruling *ruling, const char *const *texts)
{
	const struct carding carding = { ruling->options->pan_like,
		ruling->options->pan_like_count };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < USAGE_RULE_KEY_COUNT && status == STATUS_OK; i++) {
		const char *name = usage_rule_key_name((enum usage_rule_key)i);

		if (strlen(texts[i]) > IDENTIFIER_MAX)
			return error_set(ruling->error, STATUS_INVALID,
			    "column %s: over %d bytes", name, IDENTIFIER_MAX);
		if (i != USAGE_RULE_SUBSCRIPTION && i != USAGE_RULE_SERVICE)
			status = carding_check(
			    carding, name, texts[i], ruling->error);
	}
	for (i = 0; i < ruling->rules.count && status == STATUS_OK; i++) {
		if (strcmp(ruling->rules.items[i].texts[USAGE_RULE_ID],
			texts[USAGE_RULE_ID]) == 0)
			status = error_set(ruling->error, STATUS_INVALID,
			    "column rule: %s stands above already",
			    texts[USAGE_RULE_ID]);
	}
	return status == STATUS_OK
		   ? check_metric(ruling, texts[USAGE_RULE_METRIC])
		   : status;
}

/* The first rule that fits decides, so one that comes too late never does. */
static enum status
check_order(const struct ruling *ruling, const struct usage_rule *rule)
{
	size_t i;

	for (i = 0; i < ruling->rules.count; i++) {
		const struct usage_rule *first = &ruling->rules.items[i];

		if (usage_rule_covers(first, rule))
			return error_set(ruling->error, STATUS_INVALID,
			    "column rule: %s never decides: %s comes first and "
			    "fits all of it",
			    rule->texts[USAGE_RULE_ID],
			    first->texts[USAGE_RULE_ID]);
	}
	return STATUS_OK;
}

/* Take the rule of the record that was read. */
static enum status
take(struct ruling *ruling)
{
	const char *bad = reader_bad(ruling->reader);
	const char *texts[USAGE_RULE_KEY_COUNT], *dimensions;
	enum usage_rule_key key = USAGE_RULE_KEY_COUNT;
	struct usage_rule rule;
	enum status status;
	size_t i;

	if (bad != NULL)
		return error_set(ruling->error, STATUS_INVALID, "%.400s", bad);
	for (i = 0; i < USAGE_RULE_KEY_COUNT; i++) {
		texts[i] =
		    arena_text(&ruling->arena, ruling->record->fields[i]);
		if (texts[i] == NULL)
			return error_memory(ruling->error);
	}
	status = check_texts(ruling, texts);
	if (status == STATUS_OK)
		status = join_dimensions(ruling, &dimensions);
	if (status != STATUS_OK)
		return status;
	status = usage_rule_parse(
	    texts, dimensions, &ruling->arena, &rule, &key, ruling->error);
	if (status != STATUS_OK)
		return key == USAGE_RULE_KEY_COUNT
			   ? status
			   : error_prefix(ruling->error,
				 "column %s: ", usage_rule_key_name(key));
	status = check_order(ruling, &rule);
	if (status != STATUS_OK)
		return status;
	ruling->rules.items = arena_grow(&ruling->arena, ruling->rules.items,
	    ruling->rules.count, sizeof(rule));
	if (ruling->rules.items == NULL)
		return error_memory(ruling->error);
	ruling->rules.items[ruling->rules.count++] = rule;
	return STATUS_OK;
}

/* Read the whole list; the hash of the file into ${input}. */
static enum status
read_all(struct ruling *ruling, unsigned char input[HASH_SIZE])
{
	struct error *error = ruling->error;
	struct record record;
	enum status status = STATUS_OK;
	bool found = true;

	ruling->record = &record;
	while (status == STATUS_OK) {
		status = reader_read(ruling->reader, &record, &found, error);
		if (status != STATUS_OK || !found)
			break;
		ruling->request->summary->in++;
		status = take(ruling);
		if (status == STATUS_INVALID)
			error_prefix(error, "%s:%" PRIu64 ": ",
			    reader_name(ruling->reader), record.line);
	}
	if (status == STATUS_OK)
		reader_digest(ruling->reader, input);
	return status;
}

/* Whether two lists say the same. */
static bool
are_same(const struct usage_rules *a, const struct usage_rules *b)
{
	size_t i, k;

	if (a->count != b->count)
		return false;
	for (i = 0; i < a->count; i++) {
		for (k = 0; k < USAGE_RULE_KEY_COUNT; k++) {
			if (strcmp(a->items[i].texts[k],
				b->items[i].texts[k]) != 0)
				return false;
		}
		if (strcmp(a->items[i].dimensions_text,
			b->items[i].dimensions_text) != 0)
			return false;
	}
	return true;
}

/* Everything that happens under the lock. */
static enum status
record(struct ruling *ruling, const unsigned char input[HASH_SIZE])
{
	const struct request *request = ruling->request;
	struct summary *summary = request->summary;
	struct error *error = ruling->error;
	struct usage_rules stored;
	enum status status;

	status = ledger_begin(ruling->ledger, error);
	if (status == STATUS_OK)
		status = usage_rules_load(
		    ruling->ledger, &ruling->arena, &stored, error);
	if (status != STATUS_OK)
		return status;
	if (are_same(&ruling->rules, &stored)) {
		summary->duplicate = summary->in;
		summary->note = "nothing to do: these rules are in force";
		return STATUS_OK;
	}
	summary->accepted = summary->in;
	summary->note = "usage that is there is as it was until bill-import "
			"usage --recycle";
	status = usage_rules_put(ruling->ledger, &ruling->rules, error);
	if (status != STATUS_OK || request->dry_run)
		return status;
	status = auditing_put(ruling->ledger, request, "rules", input, error);
	if (status == STATUS_OK)
		status = ledger_commit(ruling->ledger, error);
	return status;
}

enum status
ruling_run(const struct request *request, const struct ruling_options *options,
    struct error *error)
{
	struct ruling ruling = {
		.request = request, .options = options, .error = error
	};
	unsigned char input[HASH_SIZE];
	enum status status;

	status = make_schema(&ruling);
	if (status == STATUS_OK)
		status = reader_open(
		    options->path, &ruling.schema, &ruling.reader, error);
	if (status == STATUS_OK)
		status = ledger_open(request->ledger, LEDGER_RECORD,
		    request->wait, &ruling.ledger, error);
	if (status == STATUS_OK)
		status = catalogs_load(
		    ruling.ledger, &ruling.arena, &ruling.catalogs, error);
	if (status == STATUS_OK)
		status = read_all(&ruling, input);
	if (status == STATUS_OK)
		status = record(&ruling, input);
	ledger_close(ruling.ledger);
	reader_close(ruling.reader);
	arena_close(&ruling.arena);
	return status;
}
