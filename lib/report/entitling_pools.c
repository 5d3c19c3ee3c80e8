/*
 * A pool shares as rating does (work/rating.h).  While all that its members
 * lack is there, a request changes nothing for the others; else what it takes
 * is missing to the last of those who had some.
 */
#include "report/entitling_parts.h"

static const struct ratio zero = { 0, 1 };

/* What a request makes of a pool. */
struct sharing {
	struct shared_pool *pool;
	struct units units; /* then */
	struct entitlement *item; /* who becomes ... */
	struct entitlement *then;
	bool keep;
	struct decimal difference; /* so far */
	struct error *error;
};

static bool
below(struct ratio a, struct ratio b)
{
	struct error error;
	int order = 0;

	/* It cannot fail. */
	return ratio_compare(a, b, &order, &error) == STATUS_OK && order < 0;
}

/* The units that an item lacks; below zero it has some over. */
static enum status
find_lack(
    const struct entitlement *item, struct ratio *lack, struct error *error)
{
	struct ratio used = decimal_sign(item->quantity) > 0
				? ratio_from_decimal(item->quantity)
				: zero;

	return ratio_subtract(used, item->own, lack, error);
}

/* Add what one member has over, or lacks; or take it away again. */
static enum status
put_member(struct units *units, const struct entitlement *item, bool add,
    struct error *error)
{
	struct ratio lack, *sum;
	enum status status = find_lack(item, &lack, error);

	if (status != STATUS_OK)
		return status;
	sum = lack.numerator > 0 ? &units->lacking : &units->over;
	return (lack.numerator > 0) == add
		   ? ratio_add(*sum, lack, sum, error)
		   : ratio_subtract(*sum, lack, sum, error);
}

/* A pool of the items that are named so. */
static enum status
make_pool(struct entitling *entitling, const struct named *named, size_t count)
{
	struct arena *arena = &entitling->arena;
	struct shared_pool *pool = arena_alloc(arena, sizeof(*pool));
	enum status status = STATUS_OK;
	size_t i;

	if (pool == NULL)
		return error_memory(entitling->error);
	pool->members = arena_array(arena, count, sizeof(*pool->members));
	pool->units = (struct units){ zero, zero };
	if (pool->members == NULL)
		return error_memory(entitling->error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		struct entitlement *item = &entitling->items[named[i].item];

		item->pool = pool;
		pool->members[pool->count++] = item;
		if (item->pooled.numerator > 0)
			pool->reach = pool->count;
		status = put_member(&pool->units, item, true, entitling->error);
	}
	return status;
}

enum status
entitling_pools(struct entitling *entitling)
{
	struct names names = { NULL, 0, NULL, 0 };
	struct arena *arena = &entitling->arena;
	struct error *error = entitling->error;
	const struct named *named;
	enum status status = STATUS_OK;
	size_t count, i;

	for (i = 0; i < entitling->count && status == STATUS_OK; i++) {
		if (entitling->items[i].pool_key != NULL)
			status = names_add(&names, entitling->items[i].pool_key,
			    i, arena, error);
	}
	if (status == STATUS_OK && names.count > 0)
		status = names_build(&names, arena, error);
	for (i = 0; i < entitling->count && status == STATUS_OK; i++) {
		const struct entitlement *item = &entitling->items[i];

		if (item->pool_key == NULL || item->pool != NULL)
			continue;
		named = names_find(&names, item->pool_key, &count);
		status = make_pool(entitling, named, count);
	}
	return status;
}

/* Price ${then}, which ${item} becomes. */
static enum status
price(const struct entitlement *item, struct entitlement *then,
    struct decimal *difference, struct error *error)
{
	struct rate_result result = { .steps = NULL };
	struct decimal more;
	enum status status;

	status = tally_price(&then->tally, then->pooled, &result, NULL, error);
	then->amount = result.amount;
	if (status == STATUS_OK)
		status =
		    decimal_subtract(then->amount, item->amount, &more, error);
	return status == STATUS_OK
		   ? decimal_add(*difference, more, difference, error)
		   : status;
}

/* Give a member its part of what the others have ${left}. */
static enum status
give(struct sharing *sharing, struct entitlement *member, struct ratio *left)
{
	const struct entitlement *item = sharing->item;
	struct entitlement then;
	struct decimal elsewhere = decimal_from_integer(0);
	struct ratio pooled;
	enum status status;

	status = find_lack(
	    member == item ? sharing->then : member, &pooled, sharing->error);
	if (status != STATUS_OK)
		return status;
	if (pooled.numerator < 0)
		pooled = zero;
	if (below(*left, pooled))
		pooled = *left;
	status = ratio_subtract(*left, pooled, left, sharing->error);
	if (status != STATUS_OK ||
	    (member != item && !below(pooled, member->pooled) &&
		!below(member->pooled, pooled)))
		return status;
	then = member == item ? *sharing->then : *member;
	then.pooled = pooled;
	/* What is owed in another currency cannot be added. */
	status = price(member, &then,
	    currency_equal(
		member->tally.charge->currency, item->tally.charge->currency)
		? &sharing->difference
		: &elsewhere,
	    sharing->error);
	if (status == STATUS_OK && sharing->keep)
		*member = then;
	return status;
}

/* Share the units of a pool again, up to where nobody had some or gets any. */
static enum status
share_all(struct sharing *sharing)
{
	struct shared_pool *pool = sharing->pool;
	struct ratio left = sharing->units.over;
	enum status status = STATUS_OK;
	size_t reach = 0, i;
	bool met = false;

	for (i = 0; status == STATUS_OK && i < pool->count &&
		    (i < pool->reach || left.numerator > 0);
	     i++) {
		met = met || pool->members[i] == sharing->item;
		status = give(sharing, pool->members[i], &left);
		if (pool->members[i]->pooled.numerator > 0)
			reach = i + 1;
	}
	if (status == STATUS_OK && !met)
		status = give(sharing, sharing->item, &left);
	if (sharing->keep)
		pool->reach = reach;
	return status;
}

/* Where nothing is short, it makes a difference for the item alone. */
static enum status
share(struct sharing *sharing)
{
	struct shared_pool *pool = sharing->pool;
	struct ratio left = sharing->units.over;

	if (below(pool->units.over, pool->units.lacking) ||
	    below(left, sharing->units.lacking))
		return share_all(sharing);
	if (sharing->keep)
		pool->reach = pool->count;
	return give(sharing, sharing->item, &left);
}

enum status
entitling_price(struct entitlement *then, struct entitlement *item, bool keep,
    struct decimal *difference, struct error *error)
{
	struct shared_pool *pool = item->pool;
	struct sharing sharing = {
		.pool = pool,
		.item = item,
		.then = then,
		.keep = keep,
		.difference = decimal_from_integer(0),
		.error = error,
	};
	enum status status;

	*difference = decimal_from_integer(0);
	if (pool == NULL) {
		status = price(item, then, difference, error);
		if (status == STATUS_OK && keep)
			*item = *then;
		return status;
	}
	sharing.units = pool->units;
	status = put_member(&sharing.units, item, false, error);
	if (status == STATUS_OK)
		status = put_member(&sharing.units, then, true, error);
	if (status == STATUS_OK)
		status = share(&sharing);
	if (status == STATUS_OK && keep)
		pool->units = sharing.units;
	*difference = sharing.difference;
	return status;
}
