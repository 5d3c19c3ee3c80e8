/*
 * The first pass of a run, and what surrounds both: one read transaction.
 */
#include "work/running.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ledger/billings.h"
#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "ledger/locks.h"
#include "ledger/payers.h"
#include "ledger/tax_rates.h"
#include "order/correct.h"
#include "rule/cycle.h"
#include "work/selecting.h"
#include "work/waiting.h"
#include "work/zoning.h"

/* The first pass: streams that are merged, and the zone in use. */
struct pass {
	struct running *running;
	struct selection selection;
	struct billings billings;
	struct stream payers;
	struct payer payer;
	bool payer_found;
	struct arena payer_arena;
	struct zoning zoning;
};

/* Step the payers to the one of ${owner}. */
static enum status
follow_payer(struct pass *pass, const struct billing_owner *owner)
{
	struct error *error = pass->running->error;
	enum status status = STATUS_OK;

	while (status == STATUS_OK && pass->payer_found &&
	       strcmp(pass->payer.account, owner->payer) < 0) {
		arena_reset(&pass->payer_arena);
		status = payers_next(&pass->payers, &pass->payer,
		    &pass->payer_arena, &pass->payer_found, error);
	}
	if (status == STATUS_OK &&
	    (!pass->payer_found ||
		strcmp(pass->payer.account, owner->payer) != 0))
		return error_set(error, STATUS_LEDGER,
		    "account %s is paid by %s, which is not known",
		    owner->account, owner->payer);
	return status;
}

/* Until when charges are billed: as of, or the account's last gate before. */
static enum status
billed_until(const struct pass *pass, struct date *until)
{
	const struct running *running = pass->running;
	struct cycle every;
	enum status status;

	*until = running->request->as_of;
	if (pass->payer.bill_every[0] == '\0' || running->ungated)
		return STATUS_OK;
	status = cycle_parse(pass->payer.bill_every, &every, running->error);
	if (status == STATUS_OK)
		*until = schedule_gate(every, pass->payer.bill_day, *until);
	return status;
}

/* Let all lines of an account wait for the second pass. */
static enum status
wait(struct running *running, const struct billing_owner *owner,
    const struct proposed_list *lines)
{
	const struct tax_terms terms = { .issue_date = running->issue_date,
		.date = running->company.tax_date };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < lines->count && status == STATUS_OK; i++) {
		struct billing_owner taxed = *owner;
		const char *account = lines->items[i].account[0] != '\0'
					  ? lines->items[i].account
					  : owner->payer;

		if (running->first_account == NULL ||
		    strcmp(account, running->first_account) < 0)
			running->first_account =
			    arena_text(&running->arena, account);
		if (running->last_account == NULL ||
		    strcmp(account, running->last_account) > 0)
			running->last_account =
			    arena_text(&running->arena, account);
		if (running->first_account == NULL ||
		    running->last_account == NULL)
			return error_memory(running->error);
		taxed.exempt =
		    owner->exempt ||
		    tax_exempts(&owner->exemptions, owner->tax_region,
			&lines->items[i].line, &terms);
		status = waiting_add(running->waiting, &taxed, &lines->items[i],
		    &running->scratch, running->error);
	}
	return status;
}

/* Everything that one account used. */
static enum status
bill_owner(struct pass *pass, const struct billing_owner *owner)
{
	struct running *running = pass->running;
	bool selected = selection_has(&pass->selection, owner->payer);
	struct proposed_list lines = { NULL, 0 };
	struct billing_subscription subscription;
	struct running_account account = { .credits = NULL };
	struct running_terms terms = {
		.owner = owner, .payer = &pass->payer, .account = &account
	};
	enum status status = STATUS_OK;
	bool found = true;

	selected = selected && sharding_has(&running->sharding, owner->payer);
	if (selected)
		status = follow_payer(pass, owner);
	if (status == STATUS_OK && selected)
		status = zoning_follow(
		    &pass->zoning, owner->timezone, running->error);
	if (status == STATUS_OK && selected)
		status = billed_until(pass, &terms.until);
	if (status == STATUS_OK && selected)
		status = running_groups(running, &terms);
	terms.zone = pass->zoning.zone;
	while (status == STATUS_OK) {
		status = billings_subscription(&pass->billings, owner,
		    &running->scratch, &subscription, &found, running->error);
		if (status != STATUS_OK || !found)
			break;
		if (selected)
			status = running_lines(
			    running, &terms, &subscription, &lines);
	}
	if (status == STATUS_OK)
		status = running_coupons(running, &terms, &lines);
	if (status == STATUS_OK)
		status = running_credits(running, &terms, &lines);
	if (status == STATUS_OK)
		status = wait(running, owner, &lines);
	return status;
}

/* What was selected and pays for nothing must at least be known. */
static enum status
check_known(
    struct pass *pass, const struct billing_range *range, struct error *error)
{
	struct selection selection = { .names = pass->selection.names,
		.count = pass->selection.count };
	enum status status;

	stream_close(&pass->payers);
	status =
	    payers_open(pass->running->ledger, range, &pass->payers, error);
	pass->payer_found = true;
	while (status == STATUS_OK && pass->payer_found) {
		arena_reset(&pass->payer_arena);
		status = payers_next(&pass->payers, &pass->payer,
		    &pass->payer_arena, &pass->payer_found, error);
		if (status == STATUS_OK && pass->payer_found)
			(void)selection_has(&selection, pass->payer.account);
	}
	if (status == STATUS_OK && selection_missing(&selection) != NULL)
		status = error_set(error, STATUS_INVALID,
		    "account %.128s is not known",
		    selection_missing(&selection));
	return status;
}

/* The first pass. */
static enum status
bill_owners(struct pass *pass, struct error *error)
{
	struct running *running = pass->running;
	struct progress *progress = running->request->progress;
	/* Accounts are taken as they are when the documents are issued. */
	struct billing_range range = { .as_of =
					   date_later(running->request->as_of,
					       running->issue_date) };
	struct billing_owner owner;
	enum status status;
	bool found = true;

	selection_range(&pass->selection, &range.low, &range.high);
	status = billings_open(running->ledger, &range, &running->catalogs,
	    &pass->billings, error);
	if (status == STATUS_OK)
		status =
		    payers_open(running->ledger, &range, &pass->payers, error);
	if (status == STATUS_OK)
		status = payers_next(&pass->payers, &pass->payer,
		    &pass->payer_arena, &pass->payer_found, error);
	if (status == STATUS_OK)
		status = running_supply(running, &pass->selection, &range);
	progress_begin(progress, "accounts", 0);
	while (status == STATUS_OK) {
		arena_reset(&running->scratch);
		status = billings_owner(
		    &pass->billings, &running->scratch, &owner, &found, error);
		if (status != STATUS_OK || !found)
			break;
		progress_step(progress);
		status = bill_owner(pass, &owner);
	}
	progress_end(progress);
	if (status == STATUS_OK)
		status = running_supplied(running);
	if (status == STATUS_OK && selection_missing(&pass->selection) != NULL)
		status = check_known(pass, &range, error);
	return status;
}

static enum status
first_pass(struct running *running, const struct running_options *options)
{
	const char *account = running->request->account;
	const struct selecting from = { &account, account != NULL,
		options->accounts, "account" };
	struct pass pass = { .running = running };
	enum status status;

	status = selection_open(
	    &from, &running->arena, &pass.selection, running->error);
	if (status == STATUS_OK)
		status = bill_owners(&pass, running->error);
	billings_close(&pass.billings);
	stream_close(&pass.payers);
	arena_close(&pass.payer_arena);
	zoning_close(&pass.zoning);
	return status;
}

/* What would be issued in a period that is closed could not be posted. */
static enum status
check_closed(const struct running *running, struct error *error)
{
	struct date closed;
	enum status status;

	status = locks_last(running->ledger, &closed, error);
	if (status != STATUS_OK)
		return status;
	status = locks_check(
	    closed, running->issue_date, "give a later --issue-date", error);
	return status == STATUS_OK ? status
				   : error_prefix(error, "issue date ");
}

static enum status
load(struct running *running, struct error *error)
{
	enum status status;

	status = check_closed(running, error);
	if (status == STATUS_OK)
		status = company_load(
		    running->ledger, &running->arena, &running->company, error);
	if (status == STATUS_OK)
		status = catalogs_load(running->ledger, &running->arena,
		    &running->catalogs, error);
	if (status == STATUS_OK)
		status = tax_rates_load(
		    running->ledger, &running->arena, &running->rates, error);
	if (status == STATUS_OK)
		status = tax_rates_revision(
		    running->ledger, &running->tax_revision, error);
	if (status == STATUS_OK)
		status = sharding_load(&running->sharding, running->ledger,
		    &running->arena, error);
	return status;
}

/* Who bills should know that a tax may be missing yet. */
static enum status
note_waiting(const struct running *running, struct error *error)
{
	struct summary *summary = running->request->summary;
	size_t used = 0;
	int64_t audit;
	enum status status;

	status = tax_rates_waiting(running->ledger, &audit, error);
	if (status != STATUS_OK || audit == 0)
		return status;
	if (summary->note != NULL)
		used = strlen(summary->note_text);
	(void)snprintf(summary->note_text + used,
	    sizeof(summary->note_text) - used,
	    "%stax rates wait for approval (audit row %" PRId64 ")",
	    used > 0 ? "; " : "", audit);
	summary->note = summary->note_text;
	return STATUS_OK;
}

enum status
running_run(const struct request *request,
    const struct running_options *options, struct error *error)
{
	struct running running = { .request = request, .error = error };
	enum status status = STATUS_OK;

	if (!date_given(request->as_of))
		return error_set(error, STATUS_USAGE,
		    "--as-of is required: until when is billed?");
	running.issue_date = date_given(options->issue_date)
				 ? options->issue_date
				 : request->as_of;
	running.inception = options->inception;
	running.ungated = options->inception || options->on_demand;
	request->summary->documents_name = "documents";
	request->summary->amounts_name = "net";
	status = sharding_parse(options->shard, &running.sharding, error);
	if (status == STATUS_OK && options->rated != NULL)
		status = running_read(&running, options->rated);
	if (status == STATUS_OK)
		status =
		    request_open(request, LEDGER_READ, &running.ledger, error);
	if (status == STATUS_OK)
		status = sort_open(0, &running.waiting, error);
	if (status == STATUS_OK)
		status = load(&running, error);
	if (status == STATUS_OK)
		status = first_pass(&running, options);
	if (status == STATUS_OK)
		status = running_documents(&running, error);
	if (running.cuts > 0)
		request->summary->note = request->summary->note_text;
	if (status == STATUS_OK)
		status = note_waiting(&running, error);
	running_unsupply(&running);
	ledger_close(running.ledger);
	sort_close(running.waiting);
	arena_close(&running.scratch);
	arena_close(&running.arena);
	return status;
}
