/*
 * Contracts follow each other from one origin, so that terms that begin on the
 * 31st do not drift.
 */
#include <assert.h>

#include "order/subscription_parts.h"

/* Lay ${over} over ${base}: the keys of life that either gives. */
static bool
life_lay(struct building *building, const char *const *base,
    const char *const *over, struct life *life)
{
	const char **texts =
	    subscription_items_room(building, LIFE_KEY_COUNT, sizeof(*texts));
	enum life_key key = LIFE_TRIAL;

	if (texts == NULL)
		return false;
	life_merge(base, over, texts);
	building->status = life_parse(texts, life, &key, building->error);
	if (building->status != STATUS_OK)
		building->status = error_prefix(
		    building->error, "column %s: ", life_keys[key]);
	life->texts = texts;
	return building->status == STATUS_OK;
}

/* What the plan and the orders until now say. */
void
subscription_contract_live(struct building *building)
{
	const struct life *plan = &building->main->now.plan->life;

	if (building->given == NULL)
		building->life = *plan;
	else
		(void)life_lay(building, plan->texts,
		    (const char *const *)building->given, &building->life);
}

/* So far contracts matter: what is due until a day ends a cycle later. */
static struct date
reach(const struct building *building)
{
	struct date from = building->from.until, furthest = from;
	size_t i, k;

	if (from.days >= DATE_LAST_DAYS)
		return DATE_MAX;
	if (from.days <= DATE_FIRST_DAYS)
		return (struct date){ DATE_FIRST_DAYS };
	for (i = 0; i < building->making_count; i++) {
		const struct plan *plan = building->makings[i]->now.plan;

		for (k = 0; k < plan->charge_count; k++) {
			if (plan->charges[k].kind == CHARGE_RECURRING)
				furthest = date_later(
				    furthest, cycle_step(plan->charges[k].every,
						  from, 1));
		}
	}
	return furthest;
}

/* A contract that has run, or runs still. */
void
subscription_contract_list(struct building *building, struct contract contract)
{
	struct subscription *subscription = building->subscription;

	if (building->status != STATUS_OK ||
	    contract.from.days > reach(building).days)
		return;
	subscription->contracts =
	    arena_grow(building->arena, subscription->contracts,
		subscription->contract_count, sizeof(contract));
	if (subscription->contracts == NULL)
		building->status = error_memory(building->error);
	else
		subscription->contracts[subscription->contract_count++] =
		    contract;
}

void
subscription_contract_begin(struct building *building, struct date from,
    const struct order *order, const struct life *life)
{
	struct contract *contract = &building->contract;
	struct cycle term = { life->term_months, CYCLE_MONTH };

	*contract =
	    (struct contract){ .from = from, .order = order, .life = *life };
	building->renewal = NULL;
	if (date_given(order->term_end) && order->term_end.days > from.days) {
		contract->to = building->origin = order->term_end;
		building->steps = 0;
	} else if (term.count > 0) {
		contract->to = cycle_step(term, from, 1);
		building->origin = from;
		building->steps = 1;
	}
	contract->ended = contract->to;
	building->contracted = contract->to.days > from.days;
}

/* It is replaced by another agreement: its end costs nothing. */
static void
contract_waive(
    struct building *building, const struct order *order, struct date date)
{
	struct contract contract = building->contract;

	if (!building->contracted)
		return;
	building->contracted = false;
	contract.ended = date;
	contract.ended_by = order;
	contract.life.termination = TERMINATION_NONE;
	contract.life.minimum_value = decimal_from_integer(0);
	if (date.days > contract.from.days)
		subscription_contract_list(building, contract);
}

static bool
gives_term(const struct order *order)
{
	return date_given(order->term_end) ||
	       (order->life != NULL &&
		   order->life[LIFE_TERM_MONTHS][0] != '\0');
}

/* Remember the keys that a line gives. */
static void
remember(struct building *building, const struct order *order)
{
	const char **texts;

	if (order->life == NULL)
		return;
	texts =
	    subscription_items_room(building, LIFE_KEY_COUNT, sizeof(*texts));
	if (texts == NULL)
		return;
	life_merge((const char *const *)building->given, order->life, texts);
	building->given = texts;
}

/* What a line says of the term; ${fresh}: it brings another plan. */
void
subscription_contract_agree(struct building *building,
    const struct order *order, struct date date, bool fresh)
{
	const struct plan *plan = building->main->now.plan;
	struct life life = plan->life;

	remember(building, order);
	if (order->life != NULL || fresh)
		subscription_contract_live(building);
	if (building->status != STATUS_OK)
		return;
	if (order->action == ACTION_RETERM && order->life != NULL)
		(void)life_lay(building, plan->life.texts, order->life, &life);
	else if (order->action != ACTION_RETERM)
		life = building->life;
	if (building->trying) {
		building->agreed = gives_term(order) ? order : building->agreed;
	} else if (order->action == ACTION_RETERM || gives_term(order)) {
		contract_waive(building, order, date);
		subscription_contract_begin(building, date, order, &life);
	} else if (building->contracted && order->life != NULL) {
		(void)life_lay(building, building->contract.life.texts,
		    order->life, &building->contract.life);
	} else if (fresh && !building->contracted) {
		subscription_contract_begin(building, date, order, &life);
	}
}

/* The subscription ends: a contract that runs is left early. */
void
subscription_contract_leave(
    struct building *building, struct date date, const struct order *order)
{
	building->leaving = building->contracted;
	if (!building->contracted)
		return;
	building->left = building->contract;
	building->contract.ended = date;
	building->contract.ended_by = order;
	subscription_contract_list(building, building->contract);
	building->contracted = false;
}

/* Resumed on the day of its end, a contract goes on. */
void
subscription_contract_resume(struct building *building, struct date date)
{
	struct subscription *subscription = building->subscription;
	size_t count = subscription->contract_count;

	if (!building->leaving || building->end.days != date.days)
		return;
	if (count > 0 && subscription->contracts[count - 1].from.days ==
			     building->left.from.days)
		subscription->contract_count--;
	building->contract = building->left;
	building->contracted = true;
	building->leaving = false;
}

/* The day on which the running contract ends, where that matters; ${next} is
 * that of the next order. */
struct date
subscription_contract_on(const struct building *building, struct date next)
{
	const struct contract *contract = &building->contract;

	if (!building->contracted)
		return DATE_MAX;
	if (contract->life.renewal == RENEWAL_AUTO &&
	    next.days == DATE_MAX.days && building->renewal == NULL &&
	    contract->to.days > reach(building).days)
		return DATE_MAX;
	return contract->to;
}

/* Whether a line ends the whole subscription. */
static bool
ends_all(const struct building *building, const struct event *event)
{
	const struct order *order = event->order;

	if (event->end)
		return order == building->add;
	return order->action == ACTION_CANCEL && order->charge[0] == '\0' &&
	       (order->plan == NULL || subscription_items_find(building,
					   order->plan) == building->main);
}

/* What the orders of a day do with the term that ends on it: a line renews it,
 * or it is ended or agreed otherwise. */
const struct order *
subscription_contract_renewal(
    const struct building *building, struct date on, bool *other)
{
	const struct order *renewal = NULL;
	bool left = false, agreed = false;
	size_t i;

	for (i = building->event; i < building->event_count; i++) {
		const struct event *event = &building->events[i];
		const struct order *order = event->order;

		if (event->date.days != on.days)
			break;
		if (ends_all(building, event))
			left = true;
		else if (order->action == ACTION_RESUME)
			left = false;
		if (order->action == ACTION_RENEW)
			renewal = order;
		if (order->action == ACTION_RETERM ||
		    (order->action != ACTION_ADD &&
			order->action != ACTION_RENEW && gives_term(order)))
			agreed = true;
	}
	*other = left || agreed;
	return renewal;
}

/* The same term again, ${next} being the day of the next order.  Those that
 * begin too late to matter are passed over. */
static void
contract_repeat(struct building *building, struct date next)
{
	struct contract *contract = &building->contract;
	struct cycle term = { contract->life.term_months, CYCLE_MONTH };
	struct date on = contract->to;
	struct civil from = date_civil(building->origin), to;
	size_t i;

	building->contracted = false;
	if (term.count == 0)
		return;
	building->steps++;
	if (on.days > reach(building).days && next.days < DATE_MAX.days) {
		int steps;

		to = date_civil(next);
		steps = (12 * (to.year - from.year) + to.month - from.month) /
			    term.count -
			1;
		if (steps > building->steps)
			building->steps = steps;
	}
	contract->from =
	    cycle_step(term, building->origin, building->steps - 1);
	contract->to = cycle_step(term, building->origin, building->steps);
	contract->ended = contract->to;
	building->contracted = contract->from.days < contract->to.days;
	if (decimal_sign(contract->life.uplift) == 0 ||
	    on.days > reach(building).days)
		return;
	subscription_items_cut_all(building, on);
	for (i = 0; i < building->making_count; i++) {
		if (!building->makings[i]->ended)
			subscription_settings_uplift(
			    building, building->makings[i]);
	}
}

/* The running contract ends on ${on}: what comes then. */
void
subscription_contract_follow(
    struct building *building, struct date on, struct date next)
{
	struct contract contract = building->contract;
	const struct order *renewal;
	struct life life = contract.life;
	bool other;

	renewal = subscription_contract_renewal(building, on, &other);
	subscription_contract_list(building, contract);
	building->contracted = false;
	if (renewal == NULL)
		renewal = building->renewal;
	if (other)
		return;
	if (renewal != NULL) {
		if (renewal->life != NULL &&
		    !life_lay(
			building, contract.life.texts, renewal->life, &life))
			return;
		building->renewed = renewal;
		subscription_contract_begin(building, on, renewal, &life);
		if (subscription_items_given(renewal))
			subscription_items_apply(
			    building, building->main, renewal, on);
	} else if (life.renewal == RENEWAL_NONE) {
		subscription_actions_end(building, on, NULL);
	} else if (life.renewal == RENEWAL_AUTO) {
		contract_repeat(building, next);
	}
}
