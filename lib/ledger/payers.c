/*
 * Accounts as those who pay.
 */
#include "ledger/payers.h"

enum status
payers_open(struct ledger *ledger, const struct billing_range *range,
    struct stream *stream, struct error *error)
{
	return stream_open(ledger, STATEMENT_RUN_PAYERS, range, stream, error);
}

enum status
payers_next(struct stream *stream, struct payer *payer, struct arena *arena,
    bool *found, struct error *error)
{
	struct taking taking = { stream, arena, error, STATUS_OK };

	*found = stream->found;
	if (!*found)
		return STATUS_OK;
	*payer = (struct payer){
		.account = stream_text(&taking, 0),
		.revision = query_integer(&stream->query, 1),
		.terms_days = (int)query_integer(&stream->query, 2),
		.bill_every = stream_text(&taking, 3),
		.bill_day = (int)query_integer(&stream->query, 4),
		.group_by = stream_text(&taking, 5),
		.split_by = stream_text(&taking, 6),
		.po_number = stream_text(&taking, 7),
	};
	return taking.status == STATUS_OK ? stream_step(stream, error)
					  : taking.status;
}

enum status
payers_others(struct ledger *ledger, bool *others, struct error *error)
{
	struct query query;
	enum status status;

	*others = false;
	status = query_begin(ledger, STATEMENT_PAYERS_OTHERS, &query, error);
	if (status == STATUS_OK)
		status = query_next(&query, others, error);
	query_end(&query);
	return status;
}

enum status
payers_links(struct ledger *ledger, struct arena *arena,
    struct payer_link **links, size_t *count, struct error *error)
{
	struct payer_link *link;
	struct query query;
	enum status status;
	bool found = true;

	*links = NULL;
	*count = 0;
	status = query_begin(ledger, STATEMENT_PAYERS_LINKS, &query, error);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		*links = arena_grow(arena, *links, *count, sizeof(**links));
		if (*links == NULL) {
			status = error_memory(error);
			break;
		}
		link = &(*links)[(*count)++];
		link->account = arena_text(arena, query_text(&query, 0));
		link->payer = arena_text(arena, query_text(&query, 1));
		if (link->account == NULL || link->payer == NULL)
			status = error_memory(error);
	}
	query_end(&query);
	return status;
}

enum status
payers_parents(struct ledger *ledger, struct date as_of, struct arena *arena,
    struct account_parent **parents, size_t *count, struct error *error)
{
	struct account_parent *row;
	struct query query;
	enum status status;
	bool found = true;

	*parents = NULL;
	*count = 0;
	status = query_begin(ledger, STATEMENT_PAYERS_PARENTS, &query, error);
	if (status == STATUS_OK)
		query_bind_date(&query, as_of);
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		*parents =
		    arena_grow(arena, *parents, *count, sizeof(**parents));
		if (*parents == NULL) {
			status = error_memory(error);
			break;
		}
		row = &(*parents)[(*count)++];
		row->account = arena_text(arena, query_text(&query, 0));
		row->parent = arena_text(arena, query_text(&query, 1));
		if (row->account == NULL || row->parent == NULL)
			status = error_memory(error);
	}
	query_end(&query);
	return status;
}

/* Add the row of ${query} to those that moved. */
static enum status
add_moved(struct query *query, struct arena *arena, struct payer_moved **moved,
    size_t *count, struct error *error)
{
	struct payer_moved *row;
	enum status status;

	*moved = arena_grow(arena, *moved, *count, sizeof(**moved));
	if (*moved == NULL)
		return error_memory(error);
	row = &(*moved)[(*count)++];
	row->payer = arena_text(arena, query_text(query, 0));
	row->charge = arena_text(arena, query_text(query, 1));
	row->dimensions = arena_text(arena, query_text(query, 2));
	if (row->payer == NULL || row->charge == NULL ||
	    row->dimensions == NULL)
		return error_memory(error);
	status = query_date(query, 3, &row->cycle_start, error);
	return status == STATUS_OK
		   ? query_date(query, 4, &row->cycle_end, error)
		   : status;
}

enum status
payers_moved(struct ledger *ledger, const struct billing_range *range,
    struct arena *arena, struct payer_moved **moved, size_t *count,
    struct error *error)
{
	struct query query;
	enum status status;
	bool found = true;

	*moved = NULL;
	*count = 0;
	status = query_begin(ledger, STATEMENT_PAYERS_MOVED, &query, error);
	if (status == STATUS_OK) {
		query_bind_date(&query, range->as_of);
		stream_bind(&query, range->low, range->high);
	}
	while (status == STATUS_OK) {
		status = query_next(&query, &found, error);
		if (status != STATUS_OK || !found)
			break;
		status = add_moved(&query, arena, moved, count, error);
	}
	query_end(&query);
	return status;
}
