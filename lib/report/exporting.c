/*
 * Rows become records.  x_ columns come from a second stream in the same order,
 * which is merged in.
 */
#include "report/exporting.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/instant.h"
#include "base/nearest.h"
#include "ledger/companies.h"
#include "ledger/query.h"
#include "record/writer.h"
#include "report/exporting_keys.h"
#include "report/exporting_lives.h"
#include "report/exporting_table.h"
#include "work/window.h"

struct exporting {
	const struct request *request;
	const struct export *export;
	size_t plain; /* columns before the extras */
	const struct exporting_keys *keys;
	size_t places[EXPORTING_PLACES]; /* of the keys */
	bool pending;
	struct window window;
	struct ledger *ledger;
	struct schema schema;
	struct column *columns;
	struct query rows;
	struct query extras;
	bool extra_found;
	struct exporting_lives lives;
	struct writer *writer;
	struct arena arena;
	struct arena scratch;
	struct error *error;
};

/* Say what can be exported, and which of it may have been meant. */
static enum status
unknown(const char *what, struct error *error)
{
	char list[ERROR_TEXT_MAX / 2] = "";
	size_t count, i, used = 0;
	const char *const *names = exporting_names(&count);
	const char *near = nearest(what, names, count);

	for (i = 0; i < count && used < sizeof(list); i++) {
		const char *joint = i + 1 < count ? ", " : " or ";

		used += (size_t)snprintf(list + used, sizeof(list) - used,
		    "%s%s", i == 0 ? "" : joint, names[i]);
	}
	return error_set(error, STATUS_USAGE,
	    "%.40s cannot be exported%s%s%s (%s)", what,
	    near == NULL ? "" : "; ", near == NULL ? "" : near,
	    near == NULL ? "" : "?", list);
}

/* The statement for what is still to be done, STATEMENT_COUNT if none is. */
static enum statement
pending_rows(const struct export *export)
{
	if (export->rows == STATEMENT_EXPORT_ADJUSTMENTS)
		return STATEMENT_EXPORT_ADJUSTMENTS_PENDING;
	if (export->rows == STATEMENT_EXPORT_APPROVALS)
		return STATEMENT_EXPORT_APPROVALS_PENDING;
	return STATEMENT_COUNT;
}

/* Options that would have no effect are mistakes. */
static enum status
check_options(const struct export *export, const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	const struct export_runner *runner = export_runner(export);
	unsigned heeds = runner == NULL ? 0 : runner->flags;
	size_t places[EXPORTING_PLACES], i;
	const char *option = NULL;

	for (i = 0; i < export->count; i++) {
		if ((export->columns[i].flags & EXPORT_DATED) != 0 &&
		    !date_given(request->as_of))
			return error_set(error, STATUS_USAGE,
			    "%s needs --as-of: how old is told of a day",
			    export->name);
	}
	if (request->account != NULL && !export->by_account)
		option = "--account";
	else if (options->period != NULL && !export->by_period)
		option = "--period";
	else if (options->detail && export->plain_count == export->count)
		option = "--detail";
	else if (options->catalog != NULL && (heeds & RUNNER_CATALOG) == 0)
		option = "--catalog";
	else if (options->plan != NULL && (heeds & RUNNER_PLAN) == 0)
		option = "--plan";
	else if (options->through != NULL && (heeds & RUNNER_THROUGH) == 0)
		option = "--through";
	else if (options->pending && (heeds & RUNNER_PENDING) == 0 &&
		 pending_rows(export) == STATEMENT_COUNT)
		option = "--pending";
	else if (options->changes && export->rows != STATEMENT_EXPORT_AUDIT)
		option = "--changes";
	else if ((heeds & RUNNER_KEYS) == 0)
		option = exporting_keys_columns(&options->keys, export->columns,
		    export->plain_count, places);
	if (option == NULL && options->changes && options->detail)
		return error_set(error, STATUS_USAGE,
		    "--detail has no effect with --changes");
	if (option == NULL)
		return STATUS_OK;
	return error_set(error, STATUS_USAGE, "%s has no effect on %s", option,
	    export->name);
}

/* The columns: the table's own, then the x_ columns there are. */
static enum status
gather_columns(struct exporting *exporting)
{
	const struct export *export = exporting->export;
	struct error *error = exporting->error;
	struct query query = { .handle = NULL };
	size_t count = exporting->plain;
	enum status status = STATUS_OK;
	bool found = true;

	exporting->columns = arena_array(
	    &exporting->arena, EXPORT_COLUMNS_MAX, sizeof(*exporting->columns));
	if (exporting->columns == NULL)
		return error_memory(error);
	memcpy(exporting->columns, export->columns,
	    count * sizeof(*exporting->columns));
	if (export->extra_names != STATEMENT_COUNT)
		status = query_begin(
		    exporting->ledger, export->extra_names, &query, error);
	if (status == STATUS_OK && query.handle != NULL)
		window_bind(&exporting->window, &query);
	while (status == STATUS_OK && query.handle != NULL) {
		const char *name;

		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		name = arena_text(&exporting->arena, query_text(&query, 0));
		if (name == NULL)
			status = error_memory(error);
		else if (count == EXPORT_COLUMNS_MAX)
			status = error_set(error, STATUS_INVALID,
			    "over %d columns with the x_ columns",
			    EXPORT_COLUMNS_MAX);
		else
			exporting->columns[count++].name = name;
	}
	query_end(&query);
	exporting->schema = (struct schema){ export->name, exporting->columns,
		count, EXTRAS_NONE };
	return status;
}

/* A column of the row, as it is written. */
static enum status
take_field(struct exporting *exporting, size_t column, struct currency currency,
    const char **field)
{
	unsigned flags = exporting->columns[column].flags;
	struct query *rows = &exporting->rows;
	char text[MONEY_TEXT_MAX], instant[INSTANT_TEXT_MAX];
	size_t i;

	*field = query_text(rows, (int)column);
	if ((flags & EXPORT_MONEY) != 0 && !query_null(rows, (int)column)) {
		int64_t minor = query_integer(rows, (int)column);

		*field = arena_text(&exporting->scratch,
		    money_format(money_of(minor, currency), text));
	}
	if ((flags & EXPORT_INSTANT) != 0)
		*field = arena_text(&exporting->scratch,
		    instant_format(query_integer(rows, (int)column), instant));
	if ((flags & EXPORT_ROLE) != 0) {
		for (i = 0; i < ROLE_COUNT; i++) {
			if (strcmp(role_name((enum role)i), *field) == 0)
				break;
		}
		if (i < ROLE_COUNT)
			*field = role_title((enum role)i);
	}
	return *field == NULL ? error_memory(exporting->error) : STATUS_OK;
}

/* Fill the x_ columns of the row with this key; the stream is in its order. */
static enum status
take_extras(struct exporting *exporting, const char *key, const char **fields)
{
	size_t count = exporting->schema.count, i;
	enum status status = STATUS_OK;

	for (i = exporting->plain; i < count; i++)
		fields[i] = "";
	while (status == STATUS_OK && exporting->extra_found) {
		int order = strcmp(query_text(&exporting->extras, 0), key);

		if (order > 0)
			break;
		for (i = exporting->plain; i < count && order == 0; i++) {
			if (strcmp(exporting->columns[i].name,
				query_text(&exporting->extras, 1)) != 0)
				continue;
			fields[i] = arena_text(&exporting->scratch,
			    query_text(&exporting->extras, 2));
			if (fields[i] == NULL)
				return error_memory(exporting->error);
		}
		status = query_next(&exporting->extras, &exporting->extra_found,
		    exporting->error);
	}
	return status;
}

/* The currency of the row; none where its table has no such column. */
static enum status
row_currency(struct exporting *exporting, struct currency *currency)
{
	size_t column = schema_find(&exporting->schema, "currency");
	const char *code;

	*currency = (struct currency){ .places = 0 };
	if (column == exporting->schema.count)
		return STATUS_OK;
	code = query_text(&exporting->rows, (int)column);
	if (code[0] == '\0')
		return STATUS_OK;
	return currency_parse(code, currency, exporting->error);
}

static enum status
write_rows(struct exporting *exporting)
{
	struct error *error = exporting->error;
	const char *fields[EXPORT_COLUMNS_MAX];
	struct currency currency;
	enum status status = STATUS_OK;
	bool found = true;
	size_t i;

	while (status == STATUS_OK) {
		arena_reset(&exporting->scratch);
		status = query_next(&exporting->rows, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = row_currency(exporting, &currency);
		for (i = 0; i < exporting->plain && status == STATUS_OK; i++)
			status = take_field(exporting, i, currency, &fields[i]);
		if (status == STATUS_OK)
			status = exporting_lives_fill(
			    &exporting->lives, fields, error);
		if (status == STATUS_OK &&
		    !exporting_keys_fields(
			exporting->keys, exporting->places, fields))
			continue;
		if (status == STATUS_OK)
			status = take_extras(exporting, fields[0], fields);
		if (status == STATUS_OK)
			status = writer_write(exporting->writer, fields, error);
		exporting->request->summary->documents++;
	}
	return status;
}

/* The window; then, where they are wanted, the days that part the ages. */
static void
bind_rows(struct exporting *exporting)
{
	static const int32_t days[] = { 30, 60, 90 };
	size_t i;

	for (i = 0; i < exporting->plain; i++) {
		if ((exporting->columns[i].flags & EXPORT_INSTANT) == 0)
			continue;
		window_bind_instants(&exporting->window, &exporting->rows);
		return;
	}
	window_bind(&exporting->window, &exporting->rows);
	for (i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		query_bind_date(&exporting->rows,
		    date_add_days(exporting->window.as_of, -days[i]));
}

static enum status
open_streams(struct exporting *exporting)
{
	const struct export *export = exporting->export;
	struct error *error = exporting->error;
	enum status status;

	if (export->rows == STATEMENT_EXPORT_SUBSCRIPTIONS) {
		status =
		    exporting_lives_open(&exporting->lives, exporting->ledger,
			&exporting->window, &exporting->schema, error);
		if (status != STATUS_OK)
			return status;
	}
	status = query_begin(exporting->ledger,
	    exporting->pending ? pending_rows(export) : export->rows,
	    &exporting->rows, error);
	if (status == STATUS_OK)
		bind_rows(exporting);
	if (status != STATUS_OK || export->extras == STATEMENT_COUNT)
		return status;
	status = query_begin(
	    exporting->ledger, export->extras, &exporting->extras, error);
	if (status != STATUS_OK)
		return status;
	window_bind(&exporting->window, &exporting->extras);
	return query_next(&exporting->extras, &exporting->extra_found, error);
}

enum status
exporting_run(const struct request *request, const char *what,
    const struct exporting_options *options, struct error *error)
{
	struct exporting exporting = {
		.request = request,
		.export = export_find(what),
		.pending = options->pending,
		.error = error,
	};
	enum status status;

	if (exporting.export == NULL)
		return unknown(what, error);
	exporting.plain = options->detail ? exporting.export->count
					  : exporting.export->plain_count;
	exporting.keys = &options->keys;
	(void)exporting_keys_columns(exporting.keys, exporting.export->columns,
	    exporting.plain, exporting.places);
	request->summary->documents_name = "records";
	status = check_options(exporting.export, request, options, error);
	if (status == STATUS_OK && options->changes)
		return exporting_changes(request, options, error);
	if (status == STATUS_OK && exporting.export->rows == STATEMENT_COUNT)
		return export_runner(exporting.export)
		    ->run(request, options, error);
	if (status == STATUS_OK)
		status = window_of(
		    request, options->period, &exporting.window, error);
	if (status == STATUS_OK)
		status = request_open(
		    request, LEDGER_READ, &exporting.ledger, error);
	if (status == STATUS_OK)
		status =
		    window_check(&exporting.window, exporting.ledger, error);
	if (status == STATUS_OK)
		status = gather_columns(&exporting);
	if (status == STATUS_OK)
		status = request_writer(
		    request, &exporting.schema, &exporting.writer, error);
	if (status == STATUS_OK)
		status = open_streams(&exporting);
	if (status == STATUS_OK)
		status = write_rows(&exporting);
	if (status == STATUS_OK)
		status = writer_finish(exporting.writer, error);
	query_end(&exporting.rows);
	query_end(&exporting.extras);
	exporting_lives_close(&exporting.lives);
	ledger_close(exporting.ledger);
	writer_close(exporting.writer);
	arena_close(&exporting.scratch);
	arena_close(&exporting.arena);
	return status;
}
