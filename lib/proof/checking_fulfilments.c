/*
 * Quantities are texts of any precision: they are added here, not by SQL.
 */
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "proof/checking_parts.h"

/* What was delivered of one order line. */
struct delivering {
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
finish_order(struct checking *checking, struct delivering *delivering)
{
	char ordered[DECIMAL_TEXT_MAX], delivered[DECIMAL_TEXT_MAX];

	if (delivering->order == NULL ||
	    decimal_compare(delivering->delivered, delivering->ordered) <= 0)
		return STATUS_OK;
	return checking_tell(checking,
	    arena_format(&delivering->arena, "order %s", delivering->order),
	    decimal_format(delivering->ordered, ordered),
	    decimal_format(delivering->delivered, delivered), checking->error);
}

static enum status
begin_order(
    struct checking *checking, struct delivering *delivering, struct query *row)
{
	struct error *error = checking->error;
	enum status status = finish_order(checking, delivering);

	arena_reset(&delivering->arena);
	delivering->order = arena_text(&delivering->arena, query_text(row, 0));
	if (delivering->order == NULL)
		return error_memory(error);
	if (status == STATUS_OK)
		status =
		    parse(query_text(row, 1), 1, &delivering->ordered, error);
	if (status == STATUS_OK)
		status =
		    parse(query_text(row, 2), 0, &delivering->delivered, error);
	return status;
}

static enum status
add_row(struct checking *checking, struct query *row, void *context)
{
	struct delivering *delivering = context;
	struct error *error = checking->error;
	struct decimal quantity;
	enum status status = STATUS_OK;

	if (delivering->order == NULL ||
	    strcmp(delivering->order, query_text(row, 0)) != 0)
		status = begin_order(checking, delivering, row);
	if (status == STATUS_OK)
		status = parse(query_text(row, 3), 0, &quantity, error);
	if (status == STATUS_OK)
		status = decimal_add(delivering->delivered, quantity,
		    &delivering->delivered, error);
	return status;
}

enum status
checking_fulfilments(struct checking *checking)
{
	struct delivering delivering = { .order = NULL };
	enum status status;

	status = checking_rows(
	    checking, STATEMENT_CHECK_FULFILMENTS, add_row, &delivering);
	if (status == STATUS_OK)
		status = finish_order(checking, &delivering);
	arena_close(&delivering.arena);
	return status;
}
