/*
 * Everything that can stand in the way is looked up at once, but for the ends
 * of subscriptions: these are made of their orders, and wait beside the staged
 * records.
 */
#include "intake/erasing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/importing.h"
#include "ledger/facts.h"
#include "ledger/judging.h"
#include "record/writer.h"
#include "rule/cycle.h"
#include "work/roster.h"

enum { CUSTOMER, REASON, COLUMN_COUNT };

static const struct column columns[COLUMN_COUNT] = {
	[CUSTOMER] = { "customer", COLUMN_REQUIRED | COLUMN_IDENTIFIER },
	[REASON] = { "reason", COLUMN_LATER },
};

static const struct schema schema = { "erasures", columns, COLUMN_COUNT,
	EXTRAS_X };

static const struct column told_columns[] = {
	{ "customer", 0 },
	{ "item", 0 },
	{ "count", COLUMN_NUMBER },
	{ "result", 0 },
	{ "reason", 0 },
};

static const struct schema told = { "erased", told_columns, 5, EXTRAS_NONE };

/* What is told of, in the order in which it is counted. */
static const struct {
	const char *item;
	const char *result;
	const char *reason;
} items[] = {
	{ "customer versions", "erased",
	    "name, address, mail, telephone, tax number, x_ columns" },
	{ "account versions", "erased", "name, x_ columns" },
	{ "documents", "kept",
	    "books that must be kept; they say the customer's id alone" },
	{ "lines", "kept", "what these documents are made of" },
	{ "journal entries", "kept", "books that must be kept" },
	{ "payments", "kept", "money that came in, as the payer named it" },
	{ "order lines", "kept", "amounts were billed from them" },
	{ "adjustments", "kept", "amounts were billed from them" },
	{ "services", "kept", "usage was guided by their identifiers" },
	{ "usage events", "kept", "amounts were counted from them" },
};

#define ITEMS (sizeof(items) / sizeof(items[0]))
#define ITEMS_ERASED 2

/* What is looked up. */
enum {
	ANSWER_KNOWN,
	ANSWER_LAST,
	ANSWER_LIVE,
	ANSWER_OBSTACLE,
	ANSWER_COUNTS,
	ANSWER_ERASED,
};

struct erasing {
	struct writer *writer;
	struct cycle asked; /* the retention of the command; count 0: none */
};

/* The latest end of a customer's subscriptions, and one that does not end. */
struct ending {
	int64_t position; /* of the record; 0: none */
	struct date last;
	const char *live;
};

static enum status
check(struct importing *importing, struct facts *facts, struct staged *staged,
    struct error *error)
{
	(void)importing;
	(void)error;
	staged->key = facts->values[CUSTOMER];
	staged->account = staged->part = staged->date = "";
	staged->reference = staged->other = "";
	return STATUS_OK;
}

/* Write down how the subscriptions of a customer end. */
static enum status
put_ending(struct importing *importing, const struct ending *ending)
{
	char last[DATE_TEXT_MAX] = "";
	struct judged judged = { .position = ending->position,
		.reason = ending->live,
		.acts_on = last };

	if (ending->position == 0)
		return STATUS_OK;
	if (date_given(ending->last))
		date_format(ending->last, last);
	return judging_put(importing->ledger, &judged, importing->error);
}

static enum status
add_ending(struct importing *importing, struct ending *ending,
    const struct subscription *subscription)
{
	struct date end = subscription->end;

	if (subscription->item_count == 0)
		return STATUS_OK;
	if (end.days > importing->request->as_of.days) {
		ending->live = arena_text(importing->arena, subscription->id);
		return ending->live == NULL ? error_memory(importing->error)
					    : STATUS_OK;
	}
	if (!date_given(ending->last) || end.days > ending->last.days)
		ending->last = end;
	return STATUS_OK;
}

/* The subscriptions of all customers that the file names. */
static enum status
read_endings(struct importing *importing, struct roster *roster)
{
	struct ending ending = { .last = DATE_NONE };
	struct error *error = importing->error;
	struct subscription subscription;
	enum status status = STATUS_OK;
	bool found = true;
	int64_t position;

	while (status == STATUS_OK && roster->stream.found) {
		position = query_integer(&roster->stream.query, STREAM_PAYER);
		if (position != ending.position) {
			status = put_ending(importing, &ending);
			ending = (struct ending){ position, DATE_NONE, NULL };
		}
		if (status == STATUS_OK)
			status =
			    roster_next(roster, &subscription, &found, error);
		if (status == STATUS_OK)
			status = add_ending(importing, &ending, &subscription);
	}
	return status == STATUS_OK ? put_ending(importing, &ending) : status;
}

static enum status
judge(struct importing *importing, struct error *error)
{
	const struct erasing *erasing = importing->context;
	const struct billing_range all = { .as_of = DATE_MAX };
	struct roster roster = { .catalogs = &importing->catalogs,
		.until = importing->request->as_of };
	enum status status;

	if (importing->company.retention.count == 0 &&
	    erasing->asked.count == 0)
		return error_set(error, STATUS_CONFIG,
		    "the company file does not say for how long personal data "
		    "is kept (retention), so nothing is erased; --retention "
		    "says it here");
	status = stream_open(importing->ledger, STATEMENT_ERASING_ORDERS, &all,
	    &roster.stream, error);
	if (status == STATUS_OK)
		status = read_endings(importing, &roster);
	roster_close(&roster);
	return status;
}

/* When what is said of a customer may go, and after how long that is. */
static struct date
expiry(const struct importing *importing, struct date last)
{
	const struct erasing *erasing = importing->context;
	struct cycle own = importing->company.retention;
	struct date expires = own.count > 0 ? cycle_step(own, last, 1) : last;

	return erasing->asked.count == 0
		   ? expires
		   : date_later(expires, cycle_step(erasing->asked, last, 1));
}

/* Whether the time has run out, and all is settled. */
static enum status
permit(const struct importing *importing, const char *customer,
    const struct resolved *resolved, struct error *error)
{
	const char *const *answers = resolved->answers;
	char until[DATE_TEXT_MAX];
	struct date last, expires;
	enum status status;

	if (answers[ANSWER_KNOWN] == NULL)
		return error_set(error, STATUS_INVALID,
		    "column customer: %s is not known", customer);
	if (answers[ANSWER_LIVE] != NULL)
		return error_set(error, STATUS_INVALID,
		    "column customer: %s: subscription %s has not ended",
		    customer, answers[ANSWER_LIVE]);
	if (answers[ANSWER_OBSTACLE] != NULL)
		return error_set(error, STATUS_INVALID,
		    "column customer: %s: %s", customer,
		    answers[ANSWER_OBSTACLE]);
	if (answers[ANSWER_LAST][0] == '\0')
		return STATUS_OK;
	status = date_parse(answers[ANSWER_LAST], &last, error);
	if (status != STATUS_OK)
		return status;
	expires = expiry(importing, last);
	if (expires.days > importing->request->as_of.days)
		return error_set(error, STATUS_INVALID,
		    "column customer: %s may be erased from %s on, the last "
		    "day with them was %s",
		    customer, date_format(expires, until),
		    answers[ANSWER_LAST]);
	return STATUS_OK;
}

/* Tell what became of each thing that there is. */
static enum status
tell(const struct importing *importing, const char *customer,
    const char *counts, struct error *error)
{
	const struct erasing *erasing = importing->context;
	enum status status = STATUS_OK;
	char number[24], *end;
	long long count;
	size_t i;

	for (i = 0; i < ITEMS && status == STATUS_OK; i++) {
		count = strtoll(counts, &end, 10);
		counts = end;
		if (count == 0 && i >= ITEMS_ERASED)
			continue;
		snprintf(number, sizeof(number), "%lld", count);
		status = writer_write(erasing->writer,
		    (const char *const[]){ customer, items[i].item, number,
			items[i].result, items[i].reason },
		    error);
	}
	return status;
}

/* Overwrite the rows of a customer, and remember that it was done. */
static enum status
erase(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, struct error *error)
{
	const char *customer = facts->values[CUSTOMER];
	char as_of[DATE_TEXT_MAX];
	const char *values[] = { customer,
		date_format(importing->request->as_of, as_of),
		resolved->answers[ANSWER_LAST], facts->values[REASON],
		facts->extra };
	const struct fact erasure = { resolved->content, values, 5 };
	const struct fact whose = { NULL, &customer, 1 };
	enum status status;

	status = fact_put(
	    importing->ledger, STATEMENT_ERASURE_INSERT, &erasure, error);
	if (status == STATUS_OK)
		status = fact_put(importing->ledger,
		    STATEMENT_PERSONAL_ERASE_CUSTOMER, &whose, error);
	if (status == STATUS_OK)
		status = fact_put(importing->ledger,
		    STATEMENT_PERSONAL_ERASE_ACCOUNTS, &whose, error);
	return status;
}

static enum status
decide(struct importing *importing, const struct facts *facts,
    const struct resolved *resolved, enum outcome *outcome, struct error *error)
{
	const char *customer = facts->values[CUSTOMER];
	enum status status = STATUS_OK;

	*outcome = OUTCOME_DUPLICATE;
	if (resolved->answers[ANSWER_ERASED] == NULL) {
		*outcome = OUTCOME_ACCEPTED;
		status = permit(importing, customer, resolved, error);
		if (status == STATUS_OK)
			status = erase(importing, facts, resolved, error);
	}
	if (status == STATUS_OK)
		status = tell(importing, customer,
		    resolved->answers[ANSWER_COUNTS], error);
	return status;
}

/* No salt that was erased can be made again. */
static enum status
finish(struct importing *importing, struct error *error)
{
	const struct erasing *erasing = importing->context;
	const struct fact none = { NULL, NULL, 0 };
	enum status status = STATUS_OK;

	if (importing->request->summary->accepted > 0)
		status = fact_put(importing->ledger,
		    STATEMENT_PERSONAL_ROOT_NEXT, &none, error);
	if (status == STATUS_OK)
		status = writer_finish(erasing->writer, error);
	return status;
}

static const struct import_kind erasures = {
	.name = "erasures",
	.schema = &schema,
	.resolve = STATEMENT_RESOLVE_ERASURES,
	.erases = true,
	.key_count = 1,
	.check = check,
	.judge = judge,
	.decide = decide,
	.finish = finish,
};

enum status
erasing_run(const struct request *request, const char *path,
    const char *retention, struct error *error)
{
	struct erasing erasing = { .writer = NULL };
	const struct import_options options = { .path = path,
		.context = &erasing };
	enum status status = STATUS_OK;

	if (!date_given(request->as_of))
		return error_set(error, STATUS_USAGE,
		    "--as-of is needed: the day on which the time has run out");
	if (retention != NULL &&
	    cycle_parse(retention, &erasing.asked, error) != STATUS_OK) {
		error->status = STATUS_USAGE;
		return error_prefix(error, "--retention: ");
	}
	status = request_writer(request, &told, &erasing.writer, error);
	if (status == STATUS_OK)
		status = importing_run(request, &erasures, &options, error);
	writer_close(erasing.writer);
	return status;
}
