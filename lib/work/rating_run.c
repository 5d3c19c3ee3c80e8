/*
 * bill-rate: what is asked for, and what is said in the end.
 */
#include <inttypes.h>
#include <stdio.h>

#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "ledger/decks.h"
#include "ledger/payers.h"
#include "work/comparing.h"
#include "work/rating_parts.h"
#include "work/selecting.h"
#include "work/sharding.h"
#include "work/window.h"

struct run {
	const struct request *request;
	const struct rating_options *options;
	struct ledger *ledger;
	struct company company;
	struct catalogs catalogs;
	struct window window; /* what is asked for, by days */
	struct selection selection;
	struct sharding sharding;
	bool *known; /* which of the selected accounts there are */
	struct rating rating;
	struct rating_output output;
	char most_event[132]; /* of those told, the one of the most */
	struct decimal most;
	struct comparing comparing;
	enum comparing_side side; /* what is being rated */
	struct arena arena;
};

/* Whether an account was selected; names stand in another order. */
static bool
is_chosen(void *context, const struct billing_owner *owner)
{
	struct run *run = context;
	size_t place;

	if (!selection_find(&run->selection, owner->account, &place))
		return false;
	run->known[place] = true;
	return sharding_has(&run->sharding, owner->payer);
}

/* Write an event. */
static enum status
tell(void *context, const struct rated_event *event, struct error *error)
{
	struct run *run = context;

	if (decimal_compare(event->rated->amount, run->most) > 0) {
		run->most = event->rated->amount;
		(void)snprintf(run->most_event, sizeof(run->most_event), "%s",
		    event->event);
	}
	return rating_output_write(&run->output, event->rated, event, error);
}

/* An amount does not fit: name the event, if one is too much by itself. */
static enum status
blame(const struct run *run, const struct rated *rated, struct error *error)
{
	struct error ignored;
	struct money amount;

	if (run->most_event[0] != '\0' &&
	    money_round(ratio_from_decimal(run->most), rated->currency,
		run->company.rounding, &amount, &ignored) != STATUS_OK)
		error_prefix(error, "event %s: ", run->most_event);
	return rated_blame(&rated->line, error);
}

/* Write a record, and add it to the totals; or let it be compared. */
static enum status
take(struct run *run, const struct rated *rated, struct error *error)
{
	struct summary *summary = run->request->summary;
	struct money amount;
	enum status status;

	status = money_round(ratio_from_decimal(rated->amount), rated->currency,
	    run->company.rounding, &amount, error);
	if (status == STATUS_OK && run->options->proposed == NULL)
		status = summary_amount(summary, amount, error);
	if (status != STATUS_OK)
		return blame(run, rated, error);
	if (run->options->proposed != NULL)
		return comparing_add(
		    &run->comparing, run->side, rated, amount, error);
	summary->documents++;
	return run->options->detail
		   ? STATUS_OK
		   : rating_output_write(&run->output, rated, NULL, error);
}

/* Rate everything that was asked for. */
static enum status
rate_all(struct run *run, struct error *error)
{
	const struct rated *rated;
	enum status status = STATUS_OK;
	bool found = true;

	while (status == STATUS_OK) {
		status = rating_next(&run->rating, &rated, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = take(run, rated, error);
	}
	return status;
}

/* The accounts that were selected, and what is due when. */
static enum status
choose(struct run *run, struct rating_terms *terms, struct error *error)
{
	const char *account = run->request->account;
	const struct selecting from = { &account, account != NULL,
		run->options->accounts, "account" };
	struct window *window = &run->window;
	enum status status;

	if ((run->options->period == NULL) == !date_given(run->request->as_of))
		return error_set(error, STATUS_USAGE,
		    run->options->period == NULL
			? "either --as-of or --period is required: what is "
			  "rated?"
			: "--as-of and --period exclude each other");
	status = sharding_parse(run->options->shard, &run->sharding, error);
	if (status == STATUS_OK)
		status = window_of(
		    run->request, run->options->period, window, error);
	if (status == STATUS_OK)
		status =
		    selection_open(&from, &run->arena, &run->selection, error);
	if (status != STATUS_OK)
		return status;
	run->known = arena_array(&run->arena, run->selection.count + 1, 1);
	if (run->known == NULL)
		return error_memory(error);
	terms->as_of = window->as_of;
	terms->after = DATE_NONE;
	if (run->options->period != NULL) {
		terms->as_of = window->to;
		terms->after = window->from;
	} else if (!run->options->open) {
		window->to = window->as_of;
	}
	terms->range = (struct billing_range){ .as_of = terms->as_of };
	selection_range(&run->selection, &terms->range.account_low,
	    &terms->range.account_high);
	return STATUS_OK;
}

/* What was selected must be there, and what was not counted is told. */
static enum status
conclude(struct run *run, struct error *error)
{
	struct summary *summary = run->request->summary;
	size_t i;

	/* Where nothing is billed by usage, nobody was looked for. */
	for (i = 0; i < run->selection.count && run->rating.upto[0] != '\0';
	     i++) {
		if (!run->known[i])
			return error_set(error, STATUS_INVALID,
			    "account %.128s is not known",
			    run->selection.names[i]);
	}
	if (run->rating.uncounted > 0) {
		(void)snprintf(summary->note_text, sizeof(summary->note_text),
		    RATING_UNCOUNTED, run->rating.uncounted);
		summary->note = summary->note_text;
	}
	return STATUS_OK;
}

/* All that does not depend on prices. */
static enum status
load(struct run *run, bool *others, struct error *error)
{
	enum status status;

	status = ledger_begin(run->ledger, error);
	if (status == STATUS_OK)
		status = company_load(
		    run->ledger, &run->arena, &run->company, error);
	if (status == STATUS_OK)
		status = catalogs_load(
		    run->ledger, &run->arena, &run->catalogs, error);
	if (status == STATUS_OK)
		status = payers_others(run->ledger, others, error);
	if (status == STATUS_OK)
		status = sharding_load(
		    &run->sharding, run->ledger, &run->arena, error);
	return status;
}

/* Rate by the prices of ${catalogs}. */
static enum status
rate_by(struct run *run, struct rating_terms *terms,
    const struct catalogs *catalogs, struct error *error)
{
	struct decks *decks = NULL;
	enum status status;

	status = decks_load(run->ledger, catalogs, &run->arena, &decks, error);
	terms->catalogs = catalogs;
	terms->decks = decks;
	progress_begin(terms->progress, "accounts", 0);
	if (status == STATUS_OK)
		status = rating_open(terms, &run->rating, error);
	if (status == STATUS_OK)
		status = rate_all(run, error);
	rating_close(&run->rating);
	progress_end(terms->progress);
	return status == STATUS_OK ? conclude(run, error) : status;
}

/* Rate by the prices as they are, then by those that are proposed. */
static enum status
compare(struct run *run, struct rating_terms *terms, struct error *error)
{
	enum status status;

	terms->again = true;
	status =
	    comparing_begin(&run->comparing, run->options->proposed, error);
	if (status == STATUS_OK)
		status =
		    comparing_catalogs(&run->comparing, &run->catalogs, error);
	run->side = COMPARING_CURRENT;
	if (status == STATUS_OK)
		status = rate_by(run, terms, &run->catalogs, error);
	run->side = COMPARING_PROPOSED;
	if (status == STATUS_OK)
		status = rate_by(run, terms, &run->comparing.catalogs, error);
	run->comparing.uncounted = run->rating.uncounted;
	if (status == STATUS_OK)
		status = comparing_suspended(&run->comparing, run->ledger,
		    &run->window, &run->selection, error);
	if (status == STATUS_OK)
		status = comparing_write(&run->comparing, run->request, error);
	comparing_end(&run->comparing);
	return status;
}

static enum status
rate_ledger(struct run *run, struct error *error)
{
	const struct request *request = run->request;
	struct rating_terms terms = {
		.open = run->options->open,
		.again = run->options->again,
		.chosen = is_chosen,
		.tell = run->options->detail ? tell : NULL,
		.context = run,
		.progress = request->progress,
		.ahead = true,
	};
	enum status status;
	bool others;

	status = choose(run, &terms, error);
	if (status == STATUS_OK)
		status = ledger_open(request->ledger, LEDGER_READ,
		    request->wait, &run->ledger, error);
	if (status == STATUS_OK)
		status = load(run, &others, error);
	terms.ledger = run->ledger;
	terms.rounding = run->company.rounding;
	if (status == STATUS_OK && run->options->proposed != NULL) {
		status = compare(run, &terms, error);
	} else if (status == STATUS_OK) {
		status = rating_output_open(
		    &run->output, request, run->options->detail, others, error);
		if (status == STATUS_OK)
			status = rate_by(run, &terms, &run->catalogs, error);
		if (status == STATUS_OK)
			status = rating_output_finish(&run->output, error);
	}
	ledger_close(run->ledger);
	return status;
}

enum status
rating_run(const struct request *request, const struct rating_options *options,
    struct error *error)
{
	struct run run = { .request = request, .options = options };
	enum status status;

	request->summary->documents_name = "records";
	request->summary->amounts_name = "usage";
	status = rate_ledger(&run, error);
	rating_output_close(&run.output);
	arena_close(&run.arena);
	return status;
}
