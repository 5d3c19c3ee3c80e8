/*
 * One fact, which is not in a file but on the command line.
 */
#include "intake/closing.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/hash.h"
#include "ledger/locks.h"
#include "record/writer.h"
#include "rule/cycle.h"
#include "work/auditing.h"

static const struct column columns[] = {
	{ "through", 0 },
	{ "documents", COLUMN_NUMBER },
	{ "payments", COLUMN_NUMBER },
	{ "transactions", COLUMN_NUMBER },
	{ "audit", COLUMN_NUMBER },
};

static const struct schema schema = { "locks", columns,
	sizeof(columns) / sizeof(columns[0]), EXTRAS_NONE };

struct closing {
	const struct request *request;
	struct date through;
	struct ledger *ledger;
	struct lock lock;
};

/* Locks move forward, and not far beyond what there is. */
static enum status
permit(const struct closing *closing, struct error *error)
{
	static const struct cycle ahead = { 3, CYCLE_MONTH };
	char last[DATE_TEXT_MAX], until[DATE_TEXT_MAX];
	struct date closed, day;
	enum status status;

	status = locks_last(closing->ledger, &closed, error);
	if (status == STATUS_OK)
		status = locks_check(closed, closing->through,
		    "a lock only moves forward", error);
	if (status == STATUS_OK)
		status = locks_day(closing->ledger, &day, error);
	if (status == STATUS_OK && !date_given(day))
		status = error_set(error, STATUS_INVALID,
		    "nothing is booked yet, so there is nothing to close");
	if (status != STATUS_OK)
		return error_prefix(error, "--through: ");
	if (closing->through.days > cycle_step(ahead, day, 1).days)
		return error_set(error, STATUS_INVALID,
		    "--through: the last day that is booked or closed is %s, "
		    "and a lock is for ever: a day until %s is expected",
		    date_format(day, last),
		    date_format(cycle_step(ahead, day, 1), until));
	return STATUS_OK;
}

static enum status
record(struct closing *closing, struct error *error)
{
	unsigned char input[HASH_SIZE];
	char through[DATE_TEXT_MAX];
	struct hash hash;
	enum status status;
	bool found;

	status = permit(closing, error);
	if (status == STATUS_OK)
		status = locks_put(closing->ledger, closing->through, error);
	if (status == STATUS_OK)
		status = locks_find(closing->ledger, closing->through,
		    &closing->lock, &found, error);
	hash_begin(&hash);
	hash_field(&hash, date_format(closing->through, through));
	hash_end(&hash, input);
	closing->request->summary->accepted = 1;
	if (status == STATUS_OK)
		status = auditing_put(
		    closing->ledger, closing->request, "locks", input, error);
	return status;
}

static enum status
write_lock(const struct closing *closing, struct error *error)
{
	const struct request *request = closing->request;
	const int64_t numbers[] = { closing->lock.documents,
		closing->lock.payments, closing->lock.transactions,
		closing->lock.audit };
	char texts[4][24], through[DATE_TEXT_MAX];
	struct writer *writer = NULL;
	enum status status;
	size_t i;

	for (i = 0; i < 4; i++)
		snprintf(texts[i], sizeof(texts[i]), "%" PRId64, numbers[i]);
	status = request_writer(request, &schema, &writer, error);
	if (status == STATUS_OK)
		status = writer_write(writer,
		    (const char *const[]){
			date_format(closing->through, through), texts[0],
			texts[1], texts[2], texts[3] },
		    error);
	if (status == STATUS_OK)
		status = writer_finish(writer, error);
	writer_close(writer);
	return status;
}

/* Everything under the lock of the file. */
static enum status
close_period(struct closing *closing, struct error *error)
{
	struct summary *summary = closing->request->summary;
	enum status status;
	bool before = false;

	summary->in = 1;
	status = locks_find(
	    closing->ledger, closing->through, &closing->lock, &before, error);
	if (status == STATUS_OK && before) {
		summary->duplicate = 1;
		summary->note = "nothing to do: it was closed before";
		return write_lock(closing, error);
	}
	if (status == STATUS_OK)
		status = record(closing, error);
	if (status == STATUS_OK)
		status = write_lock(closing, error);
	if (status == STATUS_OK && !closing->request->dry_run)
		status = ledger_commit(closing->ledger, error);
	return status;
}

enum status
closing_run(
    const struct request *request, struct date through, struct error *error)
{
	struct closing closing = { .request = request, .through = through };
	enum status status;

	if (!date_given(through))
		return error_set(error, STATUS_USAGE,
		    "--through is needed: the last day that is closed");
	status = request_open(request, LEDGER_RECORD, &closing.ledger, error);
	if (status == STATUS_OK)
		status = close_period(&closing, error);
	ledger_close(closing.ledger);
	return status;
}
