/*
 * Orders come by subscription, so that each is built when its last one was
 * read; then all of it is handed to the guide.
 */
#include "ledger/guides.h"

#include <string.h>

#include "base/names.h"
#include "ledger/decks.h"
#include "ledger/movers.h"
#include "ledger/orders.h"
#include "ledger/usage_rules.h"

enum { COLUMN_TIMEZONE = ORDERS_COLUMN_COUNT };

/* What is gathered on the way. */
struct gathering {
	struct guides *guides;
	const struct catalogs *catalogs;
	struct stream orders;
	struct stream services;
	struct taking taking;
	struct guide_subscription *subscriptions;
	size_t subscription_count;
	struct guide_service *versions;
	size_t version_count;
	const char **zone_names; /* of guides->zones */
	size_t zone_last; /* most accounts have the zone of the one before */
	struct names movers; /* by account: of the calendars */
	struct calendar *calendars;
	size_t calendar_count;
	struct error *error;
};

/* Open the zone of that name, once. */
static enum status
zone_take(
    struct gathering *gathering, const char *name, const struct zone **zone)
{
	struct guides *guides = gathering->guides;
	size_t count = guides->zone_count, i = gathering->zone_last;
	enum status status;

	if (i >= count || strcmp(gathering->zone_names[i], name) != 0) {
		for (i = 0; i < count; i++) {
			if (strcmp(gathering->zone_names[i], name) == 0)
				break;
		}
	}
	if (i == count) {
		guides->zones = arena_grow(&guides->arena, guides->zones, count,
		    sizeof(struct zone *));
		gathering->zone_names = arena_grow(&guides->arena,
		    gathering->zone_names, count, sizeof(const char *));
		if (guides->zones == NULL || gathering->zone_names == NULL)
			return error_memory(gathering->error);
		gathering->zone_names[i] = arena_text(&guides->arena, name);
		if (gathering->zone_names[i] == NULL)
			return error_memory(gathering->error);
		status = zone_open(name, &guides->zones[i], gathering->error);
		if (status != STATUS_OK)
			return error_prefix(
			    gathering->error, "column timezone: ");
		guides->zone_count++;
	}
	gathering->zone_last = i;
	*zone = guides->zones[i];
	return STATUS_OK;
}

/* The calendars of the accounts that moved. */
static enum status
movers_gather(struct gathering *gathering, struct movers *movers)
{
	struct arena *arena = &gathering->guides->arena;
	struct error *error = gathering->error;
	enum status status = STATUS_OK;
	struct calendar *calendar;
	const struct zone *zone;
	struct mover mover;
	bool found = true;
	size_t i;

	while (status == STATUS_OK) {
		status = movers_next(movers, arena, &mover, &found, error);
		if (status != STATUS_OK || !found)
			break;
		i = gathering->calendar_count;
		gathering->calendars = arena_grow(
		    arena, gathering->calendars, i, sizeof(*calendar));
		if (gathering->calendars == NULL)
			return error_memory(error);
		calendar = &gathering->calendars[gathering->calendar_count++];
		*calendar = (struct calendar){ NULL, 0 };
		status = names_add(
		    &gathering->movers, mover.account, i, arena, error);
		for (i = 0; i < mover.zone_count && status == STATUS_OK; i++) {
			status = zone_take(
			    gathering, mover.zones[i].timezone, &zone);
			if (status == STATUS_OK)
				status = calendar_add(calendar, arena,
				    mover.zones[i].from, zone, error);
		}
		if (status != STATUS_OK)
			error_prefix(error, "account %s: ", mover.account);
	}
	return status == STATUS_OK
		   ? names_build(&gathering->movers, arena, error)
		   : status;
}

static const struct calendar *
calendar_find(const struct gathering *gathering, const char *account)
{
	const struct named *found;
	size_t count;

	if (gathering->calendar_count == 0)
		return NULL;
	found = names_find(&gathering->movers, account, &count);
	return count == 0 ? NULL : &gathering->calendars[found->item];
}

/* Take the order lines of ${one} while they last, and build it. */
static enum status
orders_gather(struct gathering *gathering, struct guide_subscription *one)
{
	struct arena *arena = &gathering->guides->arena;
	struct stream *stream = &gathering->orders;
	struct order *orders = NULL;
	enum status status = STATUS_OK;
	size_t count = 0;

	while (status == STATUS_OK && stream->found &&
	       strcmp(query_text(&stream->query, STREAM_SUBSCRIBED),
		   one->subscription.id) == 0) {
		orders = arena_grow(arena, orders, count, sizeof(*orders));
		if (orders == NULL)
			return error_memory(gathering->error);
		status = orders_take(
		    &gathering->taking, gathering->catalogs, &orders[count++]);
		if (status == STATUS_OK)
			status = stream_step(stream, gathering->error);
	}
	if (status != STATUS_OK)
		return status;
	/* What rises with time is not asked for. */
	return subscription_build(
	    (struct orders){ orders, count, { DATE_FIRST_DAYS } }, arena,
	    &one->subscription, gathering->error);
}

static enum status
subscriptions_gather(struct gathering *gathering)
{
	struct arena *arena = &gathering->guides->arena;
	struct stream *stream = &gathering->orders;
	enum status status = STATUS_OK;

	while (status == STATUS_OK && stream->found) {
		struct guide_subscription *one;
		size_t count = gathering->subscription_count;

		gathering->subscriptions = arena_grow(
		    arena, gathering->subscriptions, count, sizeof(*one));
		if (gathering->subscriptions == NULL)
			return error_memory(gathering->error);
		one =
		    &gathering->subscriptions[gathering->subscription_count++];
		*one = (struct guide_subscription){
			.rank = (int32_t)count,
			.subscription.id =
			    stream_text(&gathering->taking, STREAM_SUBSCRIBED),
			.subscription.owner =
			    stream_text(&gathering->taking, STREAM_ACCOUNT),
		};
		status = gathering->taking.status;
		if (status == STATUS_OK)
			status = zone_take(gathering,
			    query_text(&stream->query, COLUMN_TIMEZONE),
			    &one->zone);
		one->calendar =
		    calendar_find(gathering, one->subscription.owner);
		if (status == STATUS_OK)
			status = orders_gather(gathering, one);
		else
			error_prefix(gathering->error,
			    "account %s: ", one->subscription.owner);
	}
	return status;
}

static struct date
or_else(struct date date, struct date otherwise)
{
	return date_given(date) ? date : otherwise;
}

static enum status
services_gather(struct gathering *gathering)
{
	struct arena *arena = &gathering->guides->arena;
	struct stream *stream = &gathering->services;
	struct taking *taking = &gathering->taking;
	const struct date first = { DATE_FIRST_DAYS };
	enum status status = STATUS_OK;

	taking->stream = stream;
	while (status == STATUS_OK && stream->found) {
		gathering->versions = arena_grow(arena, gathering->versions,
		    gathering->version_count, sizeof(*gathering->versions));
		if (gathering->versions == NULL)
			return error_memory(gathering->error);
		gathering->versions[gathering->version_count++] =
		    (struct guide_service){
			    .service = stream_text(taking, 0),
			    .account = stream_text(taking, 1),
			    .identifier = stream_text(taking, 2),
			    .effective_on =
				or_else(stream_date(taking, 3), first),
			    .from = or_else(stream_date(taking, 4), first),
			    .to = or_else(stream_date(taking, 5), DATE_MAX),
		    };
		status = taking->status;
		if (status == STATUS_OK)
			status = stream_step(stream, gathering->error);
	}
	return status;
}

enum status
guides_load(struct ledger *ledger, const struct catalogs *catalogs,
    struct guides *guides, struct error *error)
{
	struct billing_range all = { .as_of = DATE_MAX };
	struct gathering gathering = {
		.guides = guides,
		.catalogs = catalogs,
		.taking = { &gathering.orders, &guides->arena, error,
		    STATUS_OK },
		.error = error,
	};
	struct movers movers = { .found = false };
	struct decks *decks = NULL;
	enum status status;

	*guides = (struct guides){ .guide = NULL };
	status = stream_open(
	    ledger, STATEMENT_GUIDE_ORDERS, &all, &gathering.orders, error);
	if (status == STATUS_OK)
		status = stream_open(ledger, STATEMENT_GUIDE_SERVICES, &all,
		    &gathering.services, error);
	if (status == STATUS_OK)
		status = movers_open(ledger, &movers, error);
	if (status == STATUS_OK)
		status = movers_gather(&gathering, &movers);
	if (status == STATUS_OK)
		status = subscriptions_gather(&gathering);
	if (status == STATUS_OK)
		status = services_gather(&gathering);
	stream_close(&gathering.orders);
	stream_close(&gathering.services);
	movers_close(&movers);
	if (status == STATUS_OK)
		status = usage_rules_load(
		    ledger, &guides->arena, &guides->rules, error);
	if (status == STATUS_OK)
		status =
		    decks_load(ledger, catalogs, &guides->arena, &decks, error);
	if (status != STATUS_OK)
		return status;
	return guide_build(&(struct guide_tables){ gathering.subscriptions,
			       gathering.subscription_count, gathering.versions,
			       gathering.version_count, decks, &guides->rules },
	    &guides->arena, &guides->guide, error);
}

void
guides_close(struct guides *guides)
{
	size_t i;

	for (i = 0; i < guides->zone_count; i++)
		zone_close(guides->zones[i]);
	arena_close(&guides->arena);
	*guides = (struct guides){ .guide = NULL };
}
