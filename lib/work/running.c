/*
 * The first pass of a run, and what surrounds both: one read transaction.
 */
#include "work/running.h"

#include <stdio.h>
#include <string.h>

#include "base/zone.h"
#include "ledger/billings.h"
#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "ledger/payers.h"
#include "ledger/tax_rates.h"
#include "rule/correct.h"
#include "rule/cycle.h"
#include "work/selecting.h"
#include "work/waiting.h"

/* The first pass: streams that are merged, and the zone in use. */
struct pass {
	struct running *running;
	struct selection selection;
	struct billings billings;
	struct stream payers;
	struct payer payer;
	bool payer_found;
	struct arena payer_arena;
	char zone_name[128];
	struct zone *zone;
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

/* The zone of an account; accounts mostly share one. */
static enum status
follow_zone(struct pass *pass, const char *name)
{
	struct error *error = pass->running->error;
	enum status status;

	if (pass->zone != NULL && strcmp(pass->zone_name, name) == 0)
		return STATUS_OK;
	zone_close(pass->zone);
	pass->zone = NULL;
	status = zone_open(name, &pass->zone, error);
	if (status == STATUS_OK)
		(void)snprintf(
		    pass->zone_name, sizeof(pass->zone_name), "%s", name);
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
	if (pass->payer.bill_every[0] == '\0')
		return STATUS_OK;
	status = cycle_parse(pass->payer.bill_every, &every, running->error);
	if (status == STATUS_OK)
		*until = schedule_gate(every, pass->payer.bill_day, *until);
	return status;
}

/* The order under which the adjusted charge was sold, or NULL. */
static const struct order *
adjusted_order(const struct billing_subscription *subscription,
    const struct adjustment *adjustment)
{
	size_t i;

	for (i = 0; i < subscription->order_count; i++) {
		const struct plan *plan = subscription->orders[i].plan;

		if (plan != NULL &&
		    plan_charge(plan, adjustment->charge) != NULL)
			return &subscription->orders[i];
	}
	return NULL;
}

/* Adjustments become lines of their own. */
static enum status
adjust(struct running *running, const struct billing_owner *owner,
    const struct billing_subscription *subscription, struct date until,
    struct proposed_list *lines)
{
	size_t i;

	for (i = 0; i < subscription->adjustment_count; i++) {
		const struct adjustment *adjustment =
		    &subscription->adjustments[i];
		const struct order *order =
		    adjusted_order(subscription, adjustment);
		const struct charge *charge =
		    order == NULL
			? NULL
			: plan_charge(order->plan, adjustment->charge);
		struct proposed *proposed;

		if (adjustment->effective_on.days > until.days)
			continue;
		proposed = proposed_append(lines, &running->scratch);
		if (proposed == NULL)
			return error_memory(running->error);
		proposed->line = (struct line){
			.kind = LINE_ADJUSTMENT,
			.owner = owner->account,
			.subscription = subscription->id,
			.service = "",
			.charge = adjustment->charge,
			.product = charge == NULL ? "" : charge->product->id,
			.description = adjustment->reason,
			.period_start = adjustment->effective_on,
			.period_end = adjustment->effective_on,
			.quantity = decimal_from_integer(1),
			.unit = "",
			.unit_price = "",
			.amount = adjustment->amount,
			.tax_code = charge == NULL ? "" : charge->tax_code,
			.corrects = "",
			.upto = "",
			.plan = order == NULL ? "" : order->plan->id,
			.catalog = order == NULL ? "" : order->catalog->version,
			.order_price = "",
			.cycle_start = adjustment->effective_on,
			.cycle_end = adjustment->effective_on,
			.revision = 1,
			.adjustment = adjustment->id,
		};
	}
	return STATUS_OK;
}

/* What one subscription owes, minus what was posted. */
static enum status
bill_subscription(struct pass *pass, const struct billing_owner *owner,
    const struct billing_subscription *from, struct proposed_list *lines)
{
	struct running *running = pass->running;
	struct subscription subscription = { .id = from->id,
		.owner = owner->account };
	struct posted_list posted = { from->posted, from->posted_count };
	struct due_terms due_terms = {
		.rounding = running->company.rounding,
		.zone = pass->zone,
		.bill_days = owner->bill_days,
		.bill_day_count = owner->bill_day_count,
	};
	struct correct_terms terms = {
		.rounding = running->company.rounding,
		.catalogs = &running->catalogs,
	};
	struct dues dues = { NULL, 0 };
	enum status status;

	status = billed_until(pass, &due_terms.as_of);
	terms.as_of = due_terms.as_of;
	if (status == STATUS_OK)
		status = adjust(running, owner, from, due_terms.as_of, lines);
	if (status != STATUS_OK || from->order_count + from->posted_count == 0)
		return status;
	status = subscription_build(from->orders, from->order_count,
	    &running->scratch, &subscription, running->error);
	if (status == STATUS_OK)
		status = due_list(&subscription, &due_terms, &running->scratch,
		    &dues, running->error);
	if (status == STATUS_OK)
		status = correct(&dues, posted, &terms, lines,
		    &running->scratch, running->error);
	return status;
}

/* Let all lines of an account wait for the second pass. */
static enum status
wait(struct running *running, const struct billing_owner *owner,
    const struct proposed_list *lines)
{
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < lines->count && status == STATUS_OK; i++) {
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
		status = waiting_add(running->waiting, owner, &lines->items[i],
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
	enum status status = STATUS_OK;
	bool found = true;

	if (selected)
		status = follow_payer(pass, owner);
	if (status == STATUS_OK && selected)
		status = follow_zone(pass, owner->timezone);
	while (status == STATUS_OK) {
		status = billings_subscription(&pass->billings, owner,
		    &running->scratch, &subscription, &found, running->error);
		if (status != STATUS_OK || !found)
			break;
		if (selected)
			status = bill_subscription(
			    pass, owner, &subscription, &lines);
	}
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
	zone_close(pass.zone);
	return status;
}

static enum status
load(struct running *running, struct error *error)
{
	enum status status;

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
	return status;
}

enum status
running_run(const struct request *request,
    const struct running_options *options, struct error *error)
{
	struct running running = { .request = request, .error = error };
	enum status status;

	if (!date_given(request->as_of))
		return error_set(error, STATUS_USAGE,
		    "--as-of is required: until when is billed?");
	running.issue_date = date_given(options->issue_date)
				 ? options->issue_date
				 : request->as_of;
	request->summary->documents_name = "documents";
	request->summary->amounts_name = "net";
	status = ledger_open(request->ledger, LEDGER_READ, request->wait,
	    &running.ledger, error);
	if (status == STATUS_OK)
		status = ledger_begin(running.ledger, error);
	if (status == STATUS_OK)
		status = sort_open(0, &running.waiting, error);
	if (status == STATUS_OK)
		status = load(&running, error);
	if (status == STATUS_OK)
		status = first_pass(&running, options);
	if (status == STATUS_OK)
		status = running_documents(&running, error);
	ledger_close(running.ledger);
	sort_close(running.waiting);
	arena_close(&running.scratch);
	arena_close(&running.arena);
	return status;
}
