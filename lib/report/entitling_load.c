/*
 * Rating counts; each tally is kept as its record comes by, before the next one
 * takes its place.
 */
#include <inttypes.h>
#include <string.h>

#include "ledger/catalogs.h"
#include "ledger/companies.h"
#include "ledger/decks.h"
#include "ledger/usage_rules.h"
#include "rate/standing.h"
#include "report/entitling_parts.h"
#include "work/rating.h"

struct loading {
	struct entitling *entitling;
	struct rating rating;
	struct company company;
	const char *subscription; /* the last one */
	struct error *error;
};

/* The counter that the record is of. */
static const struct counter *
find_counter(const struct loading *loading, const struct rated *rated)
{
	const struct usage_window *window = loading->rating.desk.window;
	size_t i;

	for (i = 0; i < window->counter_count; i++) {
		if (window->counters[i].due != NULL &&
		    window->counters[i].charge == rated->charge)
			return &window->counters[i];
	}
	return NULL;
}

/* The days that it counts. */
static enum status
copy_days(
    struct loading *loading, const struct due *due, struct entitlement *item)
{
	const struct calendar *calendar =
	    loading->rating.desk.window->owner->calendar;
	size_t i;

	item->day_count = due->segment_count;
	item->days = arena_array(
	    &loading->entitling->arena, item->day_count, sizeof(*item->days));
	if (item->days == NULL)
		return error_memory(loading->error);
	for (i = 0; i < item->day_count; i++)
		item->days[i] = (struct stretch){
			rating_instant(calendar, due->segments[i].from),
			rating_instant(calendar, due->segments[i].to),
		};
	return STATUS_OK;
}

/* What others leave is what is neither the charge's own nor rolled over. */
static enum status
find_pooled(struct loading *loading, const struct rated *rated,
    struct entitlement *item)
{
	const struct tally_terms *terms = &item->tally.terms;
	enum status status;

	if (terms->standing != NULL)
		status = standing_included(
		    terms->standing, terms->part, &item->own, loading->error);
	else
		status = ratio_multiply(
		    ratio_from_decimal(item->charge->usage.included),
		    terms->part, &item->own, loading->error);
	return status == STATUS_OK ? ratio_subtract(rated->included, item->own,
					 &item->pooled, loading->error)
				   : status;
}

/* Who shares units with whom: see work/rating.h. */
static enum status
name_pool(struct loading *loading, const struct rated *rated,
    struct entitlement *item)
{
	const struct usage_terms *usage = &item->charge->usage;
	const struct line *line = &rated->line;

	if (usage->pool == POOLING_NONE)
		return STATUS_OK;
	/* A batch has the accounts of one payer, where these share. */
	item->pool_key = arena_format(&loading->entitling->arena,
	    "%d\n%" PRId64 "\n%s\n%d\n%d\n%s\n%s\n%s", (int)usage->pool,
	    loading->rating.batch->ordinal,
	    usage->pool == POOLING_ACCOUNT ? line->owner : "",
	    (int)line->cycle_start.days, (int)line->cycle_end.days,
	    line->charge, usage->metric->id, line->dimensions);
	return item->pool_key == NULL ? error_memory(loading->error)
				      : STATUS_OK;
}

/* The subscription is named once for all its charges and periods. */
static enum status
add_name(struct loading *loading, const char *subscription)
{
	struct entitling *entitling = loading->entitling;

	if (loading->subscription == NULL ||
	    strcmp(loading->subscription, subscription) != 0)
		loading->subscription =
		    arena_text(&entitling->arena, subscription);
	if (loading->subscription == NULL)
		return error_memory(loading->error);
	return names_add(&entitling->names, loading->subscription,
	    entitling->count, &entitling->arena, loading->error);
}

/* Keep what a charge has counted. */
static enum status
keep(struct loading *loading, const struct rated *rated,
    const struct counter *counter)
{
	struct entitling *entitling = loading->entitling;
	struct entitlement *item;
	enum status status;

	entitling->items = arena_grow(&entitling->arena, entitling->items,
	    entitling->count, sizeof(*item));
	if (entitling->items == NULL)
		return error_memory(loading->error);
	item = &entitling->items[entitling->count];
	*item = (struct entitlement){
		.charge = counter->charge,
		.quantity = rated->line.quantity,
		.amount = rated->amount,
	};
	status = tally_keep(
	    &counter->tally, &entitling->arena, &item->tally, loading->error);
	if (status == STATUS_OK)
		status = copy_days(loading, counter->due, item);
	if (status == STATUS_OK)
		status = find_pooled(loading, rated, item);
	if (status == STATUS_OK)
		status = name_pool(loading, rated, item);
	if (status == STATUS_OK)
		status = add_name(loading, rated->line.subscription);
	entitling->count += status == STATUS_OK;
	return status;
}

/* Rate the periods that requests may fall into. */
static enum status
count_all(struct loading *loading)
{
	struct entitling *entitling = loading->entitling;
	const struct request *request = entitling->request;
	const struct date end =
	    date_add_days(request->as_of, ENTITLING_DAYS + 1);
	const struct rating_terms terms = {
		.ledger = entitling->ledger,
		.catalogs = &entitling->catalogs,
		.decks = entitling->decks,
		.rounding = loading->company.rounding,
		.range.as_of = end,
		.as_of = end,
		.after = request->as_of,
		.open = true,
		.progress = request->progress,
		.ahead = true,
	};
	const struct counter *counter;
	const struct rated *rated;
	enum status status;
	bool found = true;

	status = rating_open(&terms, &loading->rating, loading->error);
	while (status == STATUS_OK) {
		status = rating_next(
		    &loading->rating, &rated, &found, loading->error);
		if (status != STATUS_OK || !found)
			break;
		counter =
		    rated->line.kind == LINE_USAGE && rated->charge != NULL
			? find_counter(loading, rated)
			: NULL;
		if (counter != NULL)
			status = keep(loading, rated, counter);
	}
	rating_close(&loading->rating);
	return status;
}

/* The dimensions that somebody asks for. */
static enum status
name_meant(struct entitling *entitling)
{
	const struct entitling_options *options = entitling->options;
	struct meant_names *meant = &entitling->meant;
	struct arena *arena = &entitling->arena;
	struct error *error = entitling->error;
	struct usage_rules rules;
	enum status status;
	size_t i, k;

	status = usage_rules_load(entitling->ledger, arena, &rules, error);
	for (i = 0; status == STATUS_OK && i < rules.count; i++) {
		const struct dimensions *asked = &rules.items[i].dimensions;

		for (k = 0; k < asked->count && status == STATUS_OK; k++)
			status = meant_add(
			    meant, asked->items[k].name, arena, error);
	}
	for (i = 0; i < entitling->catalogs.count && status == STATUS_OK; i++)
		status = meant_catalog(
		    meant, &entitling->catalogs.items[i], arena, error);
	for (i = 0; i < options->dimension_count && status == STATUS_OK; i++)
		status = meant_add(meant, options->dimensions[i], arena, error);
	meant_sort(meant);
	return status;
}

static enum status
load_all(struct loading *loading)
{
	struct entitling *entitling = loading->entitling;
	struct arena *arena = &entitling->arena;
	struct error *error = loading->error;
	enum status status;

	status = ledger_begin(entitling->ledger, error);
	if (status == STATUS_OK)
		status = company_load(
		    entitling->ledger, arena, &loading->company, error);
	if (status == STATUS_OK)
		status = catalogs_load(
		    entitling->ledger, arena, &entitling->catalogs, error);
	if (status == STATUS_OK)
		status = name_meant(entitling);
	if (status == STATUS_OK)
		status = decks_load(entitling->ledger, &entitling->catalogs,
		    arena, &entitling->decks, error);
	if (status == STATUS_OK)
		status = guides_load(entitling->ledger, &entitling->catalogs,
		    &entitling->guides, error);
	if (status == STATUS_OK)
		status = count_all(loading);
	if (status == STATUS_OK)
		status = names_build(&entitling->names, arena, error);
	return status == STATUS_OK ? entitling_pools(entitling) : status;
}

enum status
entitling_load(struct entitling *entitling)
{
	const struct request *request = entitling->request;
	struct loading loading = { .entitling = entitling,
		.error = entitling->error };
	enum status status;

	progress_begin(request->progress, "accounts", 0);
	status = ledger_open(request->ledger, LEDGER_READ, request->wait,
	    &entitling->ledger, entitling->error);
	if (status == STATUS_OK)
		status = load_all(&loading);
	progress_end(request->progress);
	ledger_close(entitling->ledger);
	entitling->ledger = NULL;
	return status;
}
