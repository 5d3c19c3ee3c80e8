/*
 * A pool has left what its own units and those of all its members come to, less
 * what they have used.
 */
#include "report/entitling_parts.h"

/* Add what one member leaves, or lacks. */
static enum status
add_member(
    struct ratio *pool, const struct entitlement *item, struct error *error)
{
	enum status status = ratio_add(*pool, item->own, pool, error);

	return status == STATUS_OK
		   ? ratio_subtract(
			 *pool, ratio_from_decimal(item->quantity), pool, error)
		   : status;
}

enum status
entitling_pools(struct entitling *entitling)
{
	struct names names = { NULL, 0, NULL, 0 };
	struct arena *arena = &entitling->arena;
	struct error *error = entitling->error;
	const struct named *named;
	enum status status = STATUS_OK;
	size_t count, i, k;

	for (i = 0; i < entitling->count && status == STATUS_OK; i++) {
		if (entitling->items[i].pool_key != NULL)
			status = names_add(&names, entitling->items[i].pool_key,
			    i, arena, error);
	}
	if (status == STATUS_OK && names.count > 0)
		status = names_build(&names, arena, error);
	for (i = 0; i < entitling->count && status == STATUS_OK; i++) {
		struct entitlement *item = &entitling->items[i];
		struct ratio *pool;

		if (item->pool_key == NULL || item->pool != NULL)
			continue;
		pool = arena_alloc(arena, sizeof(*pool));
		if (pool == NULL)
			return error_memory(error);
		*pool = ratio_of(0, 1);
		named = names_find(&names, item->pool_key, &count);
		for (k = 0; k < count && status == STATUS_OK; k++) {
			item = &entitling->items[named[k].item];
			item->pool = pool;
			status = add_member(pool, item, error);
		}
	}
	return status;
}

enum status
entitling_share(
    const struct entitlement *item, struct ratio *pooled, struct error *error)
{
	struct ratio used = ratio_from_decimal(item->quantity), more;
	enum status status;
	int order;

	*pooled = item->pooled;
	if (item->pool == NULL || item->pool->numerator <= 0)
		return STATUS_OK;
	status = ratio_add(used, *item->pool, &more, error);
	if (status == STATUS_OK)
		status = ratio_subtract(more, item->own, &more, error);
	if (status == STATUS_OK)
		status = ratio_compare(more, item->pooled, &order, error);
	if (status == STATUS_OK && order > 0)
		*pooled = more;
	return status;
}
