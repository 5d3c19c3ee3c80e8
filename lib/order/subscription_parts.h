#ifndef ORDER_SUBSCRIPTION_PARTS_H
#define ORDER_SUBSCRIPTION_PARTS_H

#include "order/subscription.h"

/*
 * A subscription in the making: order lines and what follows from them (the end
 * of a trial, of a contract) are taken day by day, and each may change what the
 * items have, or whether they have anything.
 *
 * An item's days are cut off whenever something is about to change: what was in
 * force until then becomes a term.  What is an item's own affair (a ramp, a
 * delivery, a new anchor) is caught up with at that moment.
 *
 * Once building->status is not STATUS_OK nothing more is done.
 */

struct event {
	struct date date;
	const struct order *order;
	bool end; /* it is the end that the line gave */
};

/* An item in the making. */
struct making {
	struct item item;
	const struct order *added; /* the line that began it */
	struct term now; /* what is in force from ${now.from} on */
	const struct order *delivered; /* in parts, NULL: at once */
	size_t delivery; /* its next fulfilment */
	struct date ramped; /* ramp steps until then are taken */
	struct date anchor_on; /* a new anchor to come, or DATE_NONE */
	bool tried; /* it begins with a trial */
	bool lapses; /* and ends with it */
	bool ended;
	bool with_all; /* when the subscription ended */
	struct term last; /* the last term that was cut off, */
	size_t cut; /* of so many, */
	struct term *terms; /* after these */
};

struct building {
	struct orders from;
	struct subscription *subscription;
	struct arena *arena;
	struct error *error;
	enum status status;
	bool *voided; /* by index of the orders */
	const struct order *add; /* the first */
	struct event *events; /* behind it */
	size_t event_count;
	size_t event; /* the next one */
	const struct order *judged; /* which does not act, or NULL */
	struct making first; /* most have no other */
	struct making **makings;
	size_t making_count;
	struct making *main;
	const char **given; /* life keys that orders gave, or NULL */
	struct life life; /* of the plan and these */
	bool trying; /* the trial's end is to come */
	bool converted;
	bool suspended;
	bool free; /* nothing recurring is owed meanwhile, */
	const struct order *suspender;
	const struct order *suspension; /* but the price of this, or NULL */
	bool ended;
	struct date end;
	/* The running contract. */
	bool contracted;
	struct contract contract;
	struct date origin; /* its terms are stepped from here */
	int steps;
	const struct order *agreed; /* the order of the first one */
	const struct order *renewal; /* that renews it, or NULL */
	const struct order *renewed; /* that renewed the last one */
	struct contract left; /* on the day of the end, if it ran */
	bool leaving;
	size_t open_grant; /* those before it are ended */
};

/* Memory, or NULL and a status that is not OK. */
void *subscription_items_room(struct building *, size_t, size_t);

struct making *subscription_items_begin(
    struct building *, const struct order *, struct date);
void subscription_items_apply(
    struct building *, struct making *, const struct order *, struct date);
void subscription_items_rerate(
    struct building *, struct making *, const struct order *, struct date);
bool subscription_items_given(const struct order *);
void subscription_items_cut(struct building *, struct making *, struct date);
void subscription_items_cut_all(struct building *, struct date);
void subscription_items_end(struct building *, struct making *, struct date);
struct making *subscription_items_find(
    const struct building *, const struct plan *);

bool subscription_terms_none(const struct making *);
void subscription_terms_finish(struct building *);

void subscription_settings_put(
    struct building *, const struct setting **, struct setting);
const char *subscription_settings_name(const struct plan *, const char *);
struct date subscription_settings_ramp_on(const struct making *);
void subscription_settings_ramp(
    struct building *, struct making *, struct date);
void subscription_settings_unprice(struct building *, struct making *);
void subscription_settings_uplift(struct building *, struct making *);
const struct setting *subscription_settings_suspended(
    struct building *, const struct making *);

void subscription_contract_begin(
    struct building *, struct date, const struct order *, const struct life *);
void subscription_contract_agree(
    struct building *, const struct order *, struct date, bool);
void subscription_contract_leave(
    struct building *, struct date, const struct order *);
void subscription_contract_resume(struct building *, struct date);
struct date subscription_contract_on(const struct building *, struct date);
void subscription_contract_follow(struct building *, struct date, struct date);
void subscription_contract_list(struct building *, struct contract);
void subscription_contract_live(struct building *);
const struct order *subscription_contract_renewal(
    const struct building *, struct date, bool *);

void subscription_events_gather(struct building *);
void subscription_events_judge(struct building *, const struct order *);

enum status subscription_later_accepts(const struct order *, size_t,
    const struct order *, struct arena *, struct error *) MUST_CHECK;

void subscription_actions_take(struct building *, const struct event *);
struct making *subscription_actions_target(
    const struct building *, const struct order *);
void subscription_actions_end(
    struct building *, struct date, const struct order *);

void subscription_build_begin(struct building *);
void subscription_build_until(struct building *, struct date);

#endif
