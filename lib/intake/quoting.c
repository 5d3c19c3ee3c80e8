/*
 * A quote is an import whose end is not a commit but a report.
 */
#include "intake/quoting.h"

#include <string.h>

#include "intake/ordering.h"
#include "intake/quoting_value.h"
#include "ledger/statements.h"
#include "record/pack.h"
#include "record/sort.h"
#include "record/writer.h"
#include "work/window.h"

enum field {
	FIELD_ACCOUNT,
	FIELD_ORDER,
	FIELD_LINE,
	FIELD_SUBSCRIPTION,
	FIELD_ACTION,
	FIELD_ACTS_ON,
	FIELD_PLAN,
	FIELD_CURRENCY,
	FIELD_FIRST_INVOICE,
	FIELD_ONE_TIME,
	FIELD_RECURRING,
	FIELD_RECURRING_BEFORE,
	FIELD_EARLY_TERMINATION,
	FIELD_TERM_START,
	FIELD_TERM_END,
	FIELD_COUNT,
};

static const struct column columns[FIELD_COUNT] = {
	[FIELD_ACCOUNT] = { "account", 0 },
	[FIELD_ORDER] = { "order", 0 },
	[FIELD_LINE] = { "line", 0 },
	[FIELD_SUBSCRIPTION] = { "subscription", 0 },
	[FIELD_ACTION] = { "action", 0 },
	[FIELD_ACTS_ON] = { "acts_on", 0 },
	[FIELD_PLAN] = { "plan", 0 },
	[FIELD_CURRENCY] = { "currency", 0 },
	[FIELD_FIRST_INVOICE] = { "first_invoice", COLUMN_NUMBER },
	[FIELD_ONE_TIME] = { "one_time", COLUMN_NUMBER },
	[FIELD_RECURRING] = { "recurring", COLUMN_NUMBER },
	[FIELD_RECURRING_BEFORE] = { "recurring_before", COLUMN_NUMBER },
	[FIELD_EARLY_TERMINATION] = { "early_termination", COLUMN_NUMBER },
	[FIELD_TERM_START] = { "term_start", 0 },
	[FIELD_TERM_END] = { "term_end", 0 },
};

static const struct schema schema = { "quote", columns, FIELD_COUNT,
	EXTRAS_NONE };

struct quoting {
	struct importing *importing;
	struct date through;
	struct sort *sort;
};

/* Let the record wait for its place in the file. */
static enum status
wait(struct quoting *quoting, const struct ordering_line *line,
    const char *const *fields, struct error *error)
{
	unsigned char key[8];
	const void *bytes;
	size_t length;
	enum status status =
	    pack_join(line->arena, fields, FIELD_COUNT, &bytes, &length, error);

	if (status != STATUS_OK)
		return status;
	(void)sort_key_number(line->order.sequence, key, sizeof(key));
	return sort_add(quoting->sort, key, sizeof(key), bytes, length, error);
}

static enum status
write_line(struct quoting *quoting, const struct ordered *ordered,
    const struct ordering_line *line, const struct quoted *value,
    struct error *error)
{
	const char *fields[FIELD_COUNT];
	char acts_on[DATE_TEXT_MAX], from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];
	char first[MONEY_TEXT_MAX], once[MONEY_TEXT_MAX];
	char after[MONEY_TEXT_MAX], before[MONEY_TEXT_MAX];
	char early[MONEY_TEXT_MAX];

	fields[FIELD_ACCOUNT] = ordered->account;
	fields[FIELD_ORDER] = line->order.id;
	fields[FIELD_LINE] = line->order.line;
	fields[FIELD_SUBSCRIPTION] = ordered->id;
	fields[FIELD_ACTION] = action_name(line->order.action);
	fields[FIELD_ACTS_ON] = date_format(line->order.start, acts_on);
	fields[FIELD_PLAN] = value->plan;
	fields[FIELD_CURRENCY] = value->first.currency.code;
	fields[FIELD_FIRST_INVOICE] = money_format(value->first, first);
	fields[FIELD_ONE_TIME] = money_format(value->one_time, once);
	fields[FIELD_RECURRING] = money_format(value->recurring, after);
	fields[FIELD_RECURRING_BEFORE] =
	    money_format(value->recurring_before, before);
	fields[FIELD_EARLY_TERMINATION] =
	    money_format(value->early_termination, early);
	fields[FIELD_TERM_START] = date_format(value->term_start, from);
	fields[FIELD_TERM_END] = date_format(value->term_end, to);
	return wait(quoting, line, fields, error);
}

/* What the subscription has with the lines of the file up to this one. */
static enum status
join(const struct ordered *ordered, size_t lines, struct order **orders,
    struct error *error)
{
	size_t count = ordered->before_count, i;

	*orders =
	    arena_array(ordered->arena, count + lines + 1, sizeof(**orders));
	if (*orders == NULL)
		return error_memory(error);
	if (count > 0)
		memcpy(*orders, ordered->before, count * sizeof(**orders));
	for (i = 0; i < lines; i++)
		(*orders)[count + i] = ordered->lines[i]->order;
	return STATUS_OK;
}

static enum status
quote(void *context, const struct ordered *ordered, struct error *error)
{
	struct quoting *quoting = context;
	struct importing *importing = quoting->importing;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < ordered->line_count && status == STATUS_OK; i++) {
		const struct quoted_terms terms = {
			.ordered = ordered,
			.line = &ordered->lines[i]->order,
			.count = ordered->before_count + i,
			.as_of = importing->request->as_of,
			.through = quoting->through,
			.rounding = importing->company.rounding,
		};
		struct order *orders;
		struct quoted value;

		status = join(ordered, i + 1, &orders, error);
		if (status == STATUS_OK)
			status = quoting_value(&terms, orders, &value, error);
		if (status == STATUS_OK)
			status = write_line(
			    quoting, ordered, ordered->lines[i], &value, error);
	}
	return status;
}

static enum status
write_all(struct quoting *quoting, struct error *error)
{
	const struct request *request = quoting->importing->request;
	struct arena scratch = { NULL, NULL };
	struct writer *writer = NULL;
	enum status status;
	uint64_t count;

	status = request_writer(request, &schema, &writer, error);
	if (status == STATUS_OK)
		status = writer_sorted(
		    writer, quoting->sort, &scratch, &count, error);
	if (status == STATUS_OK)
		status = writer_finish(writer, error);
	writer_close(writer);
	arena_close(&scratch);
	return status;
}

static enum status
finish(struct importing *importing, struct error *error)
{
	struct arena arena = { NULL, NULL };
	const struct ordering ordering = {
		.ledger = importing->ledger,
		.catalogs = &importing->catalogs,
		.as_of = importing->request->as_of,
		.arena = &arena,
	};
	const struct date *through = importing->context;
	struct quoting quoting = { .importing = importing,
		.through = *through };
	enum status status = sort_open(0, &quoting.sort, error);

	if (status == STATUS_OK)
		status = ordering_each(&ordering, quote, &quoting, error);
	if (status == STATUS_OK)
		status = write_all(&quoting, error);
	sort_close(quoting.sort);
	arena_close(&arena);
	return status;
}

/* Nothing is recorded; the rest is as importing_orders does it. */
static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	(void)importing;
	(void)facts;
	return importing_orders_verdict(resolved, outcome, error);
}

enum status
quoting_run(const struct request *request, const char *path,
    const char *through, struct error *error)
{
	struct date first, last = DATE_NONE;
	const struct import_options options = { .path = path,
		.context = &last };
	struct import_kind kind = importing_orders;
	struct request dry = *request;
	enum status status = STATUS_OK;

	kind.tries = true;
	kind.decide = decide;
	kind.finish = finish;
	dry.dry_run = true;
	if (through != NULL)
		status =
		    window_month("--through", through, &first, &last, error);
	return status == STATUS_OK ? importing_run(&dry, &kind, &options, error)
				   : status;
}
