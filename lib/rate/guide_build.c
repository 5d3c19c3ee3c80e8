/*
 * All that can be known before the first event comes is made into tables: a
 * month of usage asks them millions of times.
 */
#include <assert.h>
#include <string.h>

#include "rate/guide_parts.h"

/* The services that the orders of a subscription name, each once. */
static enum status
add_ordered(
    struct guide *guide, size_t item, struct arena *arena, struct error *error)
{
	const struct subscription *subscription =
	    &guide->subscriptions[item].subscription;
	enum status status = STATUS_OK;
	size_t i, k;

	for (i = 0; i < subscription->term_count && status == STATUS_OK; i++) {
		const char *service = subscription->terms[i].service;

		for (k = 0; k < i; k++) {
			if (strcmp(subscription->terms[k].service, service) ==
			    0)
				break;
		}
		if (service[0] != '\0' && k == i)
			status = names_add(
			    &guide->by_ordered, service, item, arena, error);
	}
	return status;
}

/* Find the day of the zone of ${item}; a new one holds no instant yet. */
static enum status
add_day(
    struct guide *guide, size_t item, struct arena *arena, struct error *error)
{
	const struct zone *zone = guide->subscriptions[item].zone;
	size_t i = guide->day_count;

	while (i > 0 && guide->days[i - 1].zone != zone)
		i--;
	if (i == 0) {
		guide->days = arena_grow(
		    arena, guide->days, guide->day_count, sizeof(*guide->days));
		if (guide->days == NULL)
			return error_memory(error);
		guide->days[guide->day_count++] = (struct days){ .zone = zone };
		i = guide->day_count;
	}
	guide->zones[item] = (uint32_t)i - 1;
	return STATUS_OK;
}

static enum status
add_subscriptions(
    struct guide *guide, size_t count, struct arena *arena, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i;

	guide->zones = arena_array(arena, count + 1, sizeof(*guide->zones));
	if (guide->zones == NULL)
		return error_memory(error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		status = names_add(&guide->by_subscription,
		    guide->subscriptions[i].subscription.id, i, arena, error);
		if (status == STATUS_OK)
			status = add_day(guide, i, arena, error);
		if (status == STATUS_OK)
			status = add_ordered(guide, i, arena, error);
	}
	return status;
}

/* A version is in force until the next one of its service. */
static enum status
add_services(struct guide *guide, const struct guide_tables *tables,
    struct arena *arena, struct error *error)
{
	const struct guide_service *services = tables->services;
	size_t count = tables->service_count;
	enum status status = STATUS_OK;
	size_t i;

	guide->tenures = arena_array(arena, count + 1, sizeof(*guide->tenures));
	if (guide->tenures == NULL)
		return error_memory(error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		bool last = i + 1 == count || strcmp(services[i + 1].service,
						  services[i].service) != 0;

		assert(last || services[i + 1].effective_on.days >=
				   services[i].effective_on.days);
		guide->tenures[i] = (struct tenure){ &services[i],
			last ? DATE_MAX : services[i + 1].effective_on };
		status = names_add(
		    &guide->by_service, services[i].service, i, arena, error);
		if (status == STATUS_OK && services[i].identifier[0] != '\0')
			status = names_add(&guide->by_identifier,
			    services[i].identifier, i, arena, error);
	}
	return status;
}

enum status
guide_build(const struct guide_tables *tables, struct arena *arena,
    struct guide **guide, struct error *error)
{
	struct guide *made = arena_alloc(arena, sizeof(*made));
	enum status status;

	if (made == NULL)
		return error_memory(error);
	made->subscriptions = tables->subscriptions;
	made->decks = tables->decks;
	made->rules = tables->rules;
	status =
	    add_subscriptions(made, tables->subscription_count, arena, error);
	if (status == STATUS_OK)
		status = add_services(made, tables, arena, error);
	if (status == STATUS_OK)
		status = names_build(&made->by_subscription, arena, error);
	if (status == STATUS_OK)
		status = names_build(&made->by_ordered, arena, error);
	if (status == STATUS_OK)
		status = names_build(&made->by_service, arena, error);
	if (status == STATUS_OK)
		status = names_build(&made->by_identifier, arena, error);
	*guide = made;
	return status;
}
