/*
 * The numbers that a lock keeps are counts, too: documents, payments and
 * transactions are numbered from 1 without a gap.
 */
#include "ledger/locks.h"

#include "ledger/query.h"

/* The date that a statement answers, in one row or none. */
static enum status
find_date(struct ledger *ledger, enum statement statement, struct date *date,
    struct error *error)
{
	struct query query;
	enum status status;
	bool found;

	*date = DATE_NONE;
	status = query_begin(ledger, statement, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, &found, error);
	if (status == STATUS_OK && found && !query_null(&query, 0))
		status = query_date(&query, 0, date, error);
	query_end(&query);
	return status;
}

enum status
locks_last(struct ledger *ledger, struct date *through, struct error *error)
{
	return find_date(ledger, STATEMENT_LOCK_LAST, through, error);
}

enum status
locks_check(struct date through, struct date date, const char *advice,
    struct error *error)
{
	char day[DATE_TEXT_MAX], last[DATE_TEXT_MAX];

	if (!date_given(through) || date.days > through.days)
		return STATUS_OK;
	return error_set(error, STATUS_INVALID,
	    "%s is in the period to %s, which is closed; %s",
	    date_format(date, day), date_format(through, last), advice);
}

enum status
locks_day(struct ledger *ledger, struct date *day, struct error *error)
{
	return find_date(ledger, STATEMENT_LOCK_DAY, day, error);
}

enum status
locks_find(struct ledger *ledger, struct date through, struct lock *lock,
    bool *found, struct error *error)
{
	struct query query;
	enum status status;

	status = query_begin(ledger, STATEMENT_LOCK_FIND, &query, error);
	if (status == STATUS_OK) {
		query_bind_date(&query, through);
		status = query_next(&query, found, error);
	}
	if (status == STATUS_OK && *found)
		*lock = (struct lock){
			.documents = query_integer(&query, 0),
			.payments = query_integer(&query, 1),
			.transactions = query_integer(&query, 2),
			.audit = query_integer(&query, 3),
		};
	query_end(&query);
	return status;
}

enum status
locks_put(struct ledger *ledger, struct date through, struct error *error)
{
	struct query query;
	enum status status;

	status = query_begin(ledger, STATEMENT_LOCK_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_date(&query, through);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}
