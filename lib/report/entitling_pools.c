/*
 * A pool shares as rating does (work/rating.h).  While all that its members
 * lack is there, a request changes nothing for the others; else what it takes
 * is missing to the last of those who had some, so only the edge moves.
 */
#include <assert.h>

#include "report/entitling_parts.h"

static const struct ratio zero = { 0, 1 };

/* What a request makes of a pool. */
struct sharing {
	struct shared_pool *pool;
	struct units units; /* then */
	size_t edge;
	struct ratio before;
	struct ratio left; /* over, for the one at the edge */
	struct entitlement *item; /* who becomes ... */
	struct entitlement *then;
	bool keep;
	struct decimal difference; /* so far */
	struct error *error;
};

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

/* The same, and nothing where it has some over. */
static enum status
find_short(
    const struct entitlement *item, struct ratio *lack, struct error *error)
{
	enum status status = find_lack(item, lack, error);

	if (lack->numerator < 0)
		*lack = zero;
	return status;
}

/* Find how far the units of a pool go. */
static enum status
find_edge(struct shared_pool *pool, struct error *error)
{
	struct ratio lack, next, left;
	enum status status;

	for (pool->edge = 0; pool->edge < pool->count; pool->edge++) {
		status = find_short(pool->members[pool->edge], &lack, error);
		if (status == STATUS_OK)
			status = ratio_add(pool->before, lack, &next, error);
		if (status == STATUS_OK)
			status = ratio_subtract(
			    pool->units.over, next, &left, error);
		if (status != STATUS_OK)
			return status;
		if (left.numerator < 0)
			break;
		pool->before = next;
	}
	return STATUS_OK;
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
	pool->before = zero;
	pool->units = (struct units){ zero, zero };
	if (pool->members == NULL)
		return error_memory(entitling->error);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		struct entitlement *item = &entitling->items[named[i].item];

		item->pool = pool;
		item->place = pool->count;
		pool->members[pool->count++] = item;
		status = put_member(&pool->units, item, true, entitling->error);
	}
	return status == STATUS_OK ? find_edge(pool, entitling->error) : status;
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

/* Let a member have ${pooled} of what others have over. */
static enum status
give(struct sharing *sharing, struct entitlement *member, struct ratio pooled)
{
	const struct entitlement *item = sharing->item;
	struct entitlement then = member == item ? *sharing->then : *member;
	struct decimal elsewhere = decimal_from_integer(0);
	struct ratio more;
	enum status status;

	status = ratio_subtract(pooled, member->pooled, &more, sharing->error);
	if (status != STATUS_OK || (member != item && more.numerator == 0))
		return status;
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

/* The same for another than the item, which is given its part in the end. */
static enum status
give_other(struct sharing *sharing, size_t place, struct ratio pooled)
{
	struct entitlement *member = sharing->pool->members[place];

	return member == sharing->item ? STATUS_OK
				       : give(sharing, member, pooled);
}

/* What is short to the one at the edge then. */
static enum status
edge_lack(const struct sharing *sharing, struct ratio *lack)
{
	const struct entitlement *member =
	    sharing->pool->members[sharing->edge];

	return find_short(member == sharing->item ? sharing->then : member,
	    lack, sharing->error);
}

/* Units are missing: those at the end lose theirs. */
static enum status
move_back(struct sharing *sharing)
{
	struct ratio lack;
	enum status status = STATUS_OK;

	while (status == STATUS_OK && sharing->left.numerator < 0) {
		if (sharing->edge < sharing->pool->count)
			status = give_other(sharing, sharing->edge, zero);
		assert(sharing->edge > 0);
		sharing->edge--;
		if (status == STATUS_OK)
			status = edge_lack(sharing, &lack);
		if (status == STATUS_OK)
			status = ratio_subtract(sharing->before, lack,
			    &sharing->before, sharing->error);
		if (status == STATUS_OK)
			status = ratio_add(sharing->left, lack, &sharing->left,
			    sharing->error);
	}
	return status;
}

/* Units are left: the next ones have all that they lack, as far as they go. */
static enum status
move_on(struct sharing *sharing)
{
	struct ratio lack, left;
	enum status status;

	while (sharing->edge < sharing->pool->count) {
		status = edge_lack(sharing, &lack);
		if (status == STATUS_OK)
			status = ratio_subtract(
			    sharing->left, lack, &left, sharing->error);
		if (status != STATUS_OK)
			return status;
		if (left.numerator < 0)
			return give_other(
			    sharing, sharing->edge, sharing->left);
		status = give_other(sharing, sharing->edge, lack);
		if (status == STATUS_OK)
			status = ratio_add(sharing->before, lack,
			    &sharing->before, sharing->error);
		if (status != STATUS_OK)
			return status;
		sharing->left = left;
		sharing->edge++;
	}
	return STATUS_OK;
}

/* Share the units of a pool again, from its edge on. */
static enum status
share(struct sharing *sharing)
{
	const struct shared_pool *pool = sharing->pool;
	struct error *error = sharing->error;
	size_t place = sharing->item->place;
	struct ratio lack, now;
	enum status status;

	status = find_short(sharing->item, &lack, error);
	if (status == STATUS_OK)
		status = find_short(sharing->then, &now, error);
	if (status == STATUS_OK && place < pool->edge)
		status = ratio_subtract(
		    sharing->before, lack, &sharing->before, error);
	if (status == STATUS_OK && place < pool->edge)
		status =
		    ratio_add(sharing->before, now, &sharing->before, error);
	if (status == STATUS_OK)
		status = ratio_subtract(sharing->units.over, sharing->before,
		    &sharing->left, error);
	if (status == STATUS_OK)
		status = move_back(sharing);
	if (status == STATUS_OK)
		status = move_on(sharing);
	if (status != STATUS_OK)
		return status;
	return give(sharing, sharing->item,
	    place < sharing->edge    ? now
	    : place == sharing->edge ? sharing->left
				     : zero);
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
	sharing.edge = pool->edge;
	sharing.before = pool->before;
	status = put_member(&sharing.units, item, false, error);
	if (status == STATUS_OK)
		status = put_member(&sharing.units, then, true, error);
	if (status == STATUS_OK)
		status = share(&sharing);
	if (status == STATUS_OK && keep) {
		pool->units = sharing.units;
		pool->edge = sharing.edge;
		pool->before = sharing.before;
	}
	*difference = sharing.difference;
	return status;
}
