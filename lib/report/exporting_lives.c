/*
 * The roster is merged with the records, since both come by subscription.
 */
#include "report/exporting_lives.h"

#include <string.h>

#include "rule/life.h"

static const char *const names[EXPORTING_LIVES] = {
	[EXPORTING_STATUS] = "status",
	[EXPORTING_END] = "end",
	[EXPORTING_TERM_START] = "term_start",
	[EXPORTING_TERM_END] = "term_end",
	[EXPORTING_RENEWAL] = "renewal",
};

enum status
exporting_lives_open(struct exporting_lives *lives, struct ledger *ledger,
    const struct window *window, const struct schema *schema,
    struct error *error)
{
	const struct billing_range range = {
		.as_of = window->as_of,
		.low = window->account,
		.high = window->account,
	};
	enum status status;
	size_t i;

	lives->opened = true;
	lives->found = true;
	lives->subscription.id = "";
	lives->dated = window->as_of.days < DATE_LAST_DAYS;
	for (i = 0; i < EXPORTING_LIVES; i++)
		lives->places[i] = schema_find(schema, names[i]);
	status = catalogs_load(ledger, &lives->arena, &lives->catalogs, error);
	if (status != STATUS_OK)
		return status;
	lives->roster = (struct roster){ .catalogs = &lives->catalogs,
		.until = { DATE_FIRST_DAYS } };
	if (lives->dated)
		lives->roster.until = window->as_of;
	return roster_open(&lives->roster, ledger, &range, error);
}

void
exporting_lives_close(struct exporting_lives *lives)
{
	if (!lives->opened)
		return;
	roster_close(&lives->roster);
	arena_close(&lives->arena);
}

const char *
exporting_lives_status(const struct subscription *subscription, struct date on)
{
	if (subscription->item_count == 0)
		return "void";
	if (on.days < subscription->begin.days)
		return "pending";
	if (on.days >= subscription->end.days)
		return subscription->lapsed ? "lapsed" : "ended";
	if (on.days < subscription->start.days)
		return "trial";
	if (subscription_suspended(subscription, on))
		return "suspended";
	/* Between a cancel and a resume it is as if it had ended. */
	return subscription_term(subscription, on) == NULL ? "ended" : "active";
}

/* The fixed term that runs on a day, or NULL. */
static const struct contract *
running(const struct subscription *subscription, struct date on)
{
	const struct contract *found = NULL;
	size_t i;

	for (i = 0; i < subscription->contract_count; i++) {
		const struct contract *contract = &subscription->contracts[i];

		if (contract->from.days <= on.days &&
		    on.days < contract->to.days &&
		    on.days < contract->ended.days)
			found = contract;
	}
	return found;
}

static void
fill(struct exporting_lives *lives, const char **fields)
{
	static const char *const renewals[] = { [RENEWAL_AUTO] = "auto",
		[RENEWAL_NONE] = "none",
		[RENEWAL_EVERGREEN] = "evergreen" };
	const struct subscription *subscription = &lives->subscription;
	const size_t *places = lives->places;
	const struct contract *contract;
	struct date on = lives->roster.until;

	if (subscription->item_count > 0 &&
	    subscription->end.days != DATE_MAX.days)
		fields[places[EXPORTING_END]] =
		    date_format(subscription->end, lives->texts[EXPORTING_END]);
	if (!lives->dated)
		return;
	fields[places[EXPORTING_STATUS]] =
	    exporting_lives_status(subscription, on);
	contract = running(subscription, on);
	if (contract == NULL)
		return;
	fields[places[EXPORTING_TERM_START]] =
	    date_format(contract->from, lives->texts[EXPORTING_TERM_START]);
	fields[places[EXPORTING_TERM_END]] =
	    date_format(contract->to, lives->texts[EXPORTING_TERM_END]);
	fields[places[EXPORTING_RENEWAL]] = renewals[contract->life.renewal];
}

enum status
exporting_lives_fill(
    struct exporting_lives *lives, const char **fields, struct error *error)
{
	enum status status = STATUS_OK;

	if (!lives->opened)
		return STATUS_OK;
	while (status == STATUS_OK && lives->found &&
	       strcmp(lives->subscription.id, fields[0]) < 0)
		status = roster_next(
		    &lives->roster, &lives->subscription, &lives->found, error);
	if (status == STATUS_OK && lives->found &&
	    strcmp(lives->subscription.id, fields[0]) == 0)
		fill(lives, fields);
	return status;
}
