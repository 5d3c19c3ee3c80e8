/*
 * A list is few rows, which are read back as they came from the file.
 */
#include "ledger/usage_rules.h"

#include "ledger/query.h"

/* Read one rule, as it came from the file. */
static enum status
rule_read(struct query *query, struct arena *arena, struct usage_rule *rule,
    struct error *error)
{
	const char *texts[USAGE_RULE_KEY_COUNT + 1];
	enum usage_rule_key key;
	enum status status;
	int i;

	for (i = 0; i <= USAGE_RULE_KEY_COUNT; i++) {
		texts[i] = arena_text(arena, query_text(query, i));
		if (texts[i] == NULL)
			return error_memory(error);
	}
	status = usage_rule_parse(
	    texts, texts[USAGE_RULE_KEY_COUNT], arena, rule, &key, error);
	return status == STATUS_OK
		   ? status
		   : error_prefix(error, "rule %.128s: ", texts[USAGE_RULE_ID]);
}

enum status
usage_rules_load(struct ledger *ledger, struct arena *arena,
    struct usage_rules *rules, struct error *error)
{
	struct query query;
	enum status status;
	bool found;

	*rules = (struct usage_rules){ NULL, 0 };
	status =
	    query_begin(ledger, STATEMENT_USAGE_RULE_SELECT, &query, error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		rules->items = arena_grow(
		    arena, rules->items, rules->count, sizeof(*rules->items));
		if (rules->items == NULL) {
			status = error_memory(error);
			break;
		}
		status = rule_read(
		    &query, arena, &rules->items[rules->count++], error);
	}
	query_end(&query);
	return status;
}

static enum status
put_rule(struct query *query, size_t position, const struct usage_rule *rule,
    struct error *error)
{
	size_t i;

	query_bind_integer(query, (int64_t)position);
	for (i = 0; i < USAGE_RULE_KEY_COUNT; i++)
		query_bind_text(query, rule->texts[i]);
	query_bind_text(query, rule->dimensions_text);
	return query_run(query, error);
}

enum status
usage_rules_put(
    struct ledger *ledger, const struct usage_rules *rules, struct error *error)
{
	struct query query;
	enum status status;
	size_t i;

	status = query_begin(
	    ledger, STATEMENT_USAGE_RULE_LIST_INSERT, &query, error);
	if (status == STATUS_OK) {
		query_bind_integer(&query, (int64_t)rules->count);
		status = query_run(&query, error);
	}
	query_end(&query);
	if (status == STATUS_OK)
		status = query_begin(
		    ledger, STATEMENT_USAGE_RULE_INSERT, &query, error);
	for (i = 0; i < rules->count && status == STATUS_OK; i++)
		status = put_rule(&query, i + 1, &rules->items[i], error);
	query_end(&query);
	return status;
}
