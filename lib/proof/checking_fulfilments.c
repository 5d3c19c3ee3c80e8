/*
 * Quantities are texts of any precision: they are added here, not by SQL.
 */
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "ledger/query.h"
#include "proof/checking_parts.h"

/* What was delivered of one order line. */
struct delivering {
	struct checking *checking;
	struct arena arena; /* of the order line */
	const char *order; /* NULL: none yet */
	struct decimal ordered;
	struct decimal delivered;
};

/* A quantity that is not given is one. */
static enum status
parse(const char *text, int64_t otherwise, struct decimal *quantity,
    struct error *error)
{
	*quantity = decimal_from_integer(otherwise);
	return text[0] == '\0'
		   ? STATUS_OK
		   : decimal_parse(text, DECIMAL_PLACES_MAX, quantity, error);
}

static enum status
finish_order(struct delivering *delivering)
{
	char ordered[DECIMAL_TEXT_MAX], delivered[DECIMAL_TEXT_MAX];
	const char *object;

	if (delivering->order == NULL ||
	    decimal_compare(delivering->delivered, delivering->ordered) <= 0)
		return STATUS_OK;
	object =
	    arena_format(&delivering->arena, "order %s", delivering->order);
	if (object == NULL)
		return error_memory(delivering->checking->error);
	return checking_finding(delivering->checking,
	    (const char *const[]){ "fulfilments-bounded", object,
		decimal_format(delivering->ordered, ordered),
		decimal_format(delivering->delivered, delivered) });
}

static enum status
begin_order(struct delivering *delivering, struct query *query)
{
	struct error *error = delivering->checking->error;
	enum status status = finish_order(delivering);

	arena_reset(&delivering->arena);
	delivering->order =
	    arena_text(&delivering->arena, query_text(query, 0));
	if (delivering->order == NULL)
		return error_memory(error);
	if (status == STATUS_OK)
		status =
		    parse(query_text(query, 1), 1, &delivering->ordered, error);
	if (status == STATUS_OK)
		status = parse(
		    query_text(query, 2), 0, &delivering->delivered, error);
	return status;
}

static enum status
add_row(struct delivering *delivering, struct query *query)
{
	struct error *error = delivering->checking->error;
	struct decimal quantity;
	enum status status = STATUS_OK;

	if (delivering->order == NULL ||
	    strcmp(delivering->order, query_text(query, 0)) != 0)
		status = begin_order(delivering, query);
	if (status == STATUS_OK)
		status = parse(query_text(query, 3), 0, &quantity, error);
	if (status == STATUS_OK)
		status = decimal_add(delivering->delivered, quantity,
		    &delivering->delivered, error);
	return status;
}

enum status
checking_fulfilments(struct checking *checking)
{
	struct delivering delivering = { .checking = checking };
	struct query query;
	enum status status;
	bool found = true;

	status = query_begin(checking->ledger, STATEMENT_CHECK_FULFILMENTS,
	    &query, checking->error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, checking->error);
		if (status != STATUS_OK || !found)
			break;
		status = add_row(&delivering, &query);
	}
	if (status == STATUS_OK)
		status = finish_order(&delivering);
	query_end(&query);
	arena_close(&delivering.arena);
	return status;
}
