/*
 * What other periods leave to one is not posted: it is found by rating them
 * anew, from the usage that was there.
 */
#include "proof/explaining.h"

#include <stdlib.h>
#include <string.h>

#include "work/rating.h"

void
explaining_before(const struct explained *line, struct recount *recount)
{
	size_t i;

	for (i = 0; i < line->posted.count; i++) {
		const struct posted *posted = &line->posted.items[i];
		int64_t number = strtoll(posted->line.upto, NULL, 10);

		if (posted->line.revision >= line->self->line.revision)
			continue;
		if (number > recount->upto)
			recount->upto = number;
		if (posted->posting > recount->posting)
			recount->posting = posted->posting;
	}
}

/* Whether other periods count for a line that was asked for. */
static bool
is_one_of_many(
    const struct explaining *explaining, const struct explained *line)
{
	return explaining_is_chosen(explaining, line) &&
	       explaining_is_usage(line) && line->charge != NULL &&
	       (standing_matters(line->charge) ||
		   line->charge->usage.pool != POOLING_NONE);
}

/* The number up to which usage was counted for a line. */
static int64_t
upto_of(const struct explained *line)
{
	return strtoll(line->self->line.upto, NULL, 10);
}

/* Keep what stands before a period, if a line bills it. */
static enum status
keep(void *context, const struct rated_standing *stands, struct error *error)
{
	struct explaining *explaining = context;
	struct arena *arena = &explaining->arena;
	const struct standing *standing = stands->standing;
	size_t i, k;

	for (i = 0; i < explaining->line_count; i++) {
		const struct explained *line = &explaining->lines[i];
		struct line key = line->self->line;
		struct explained_standing *kept;

		key.kind = LINE_USAGE;
		if (!is_one_of_many(explaining, line) ||
		    (explaining->rated_upto != INT64_MAX &&
			explaining->rated_upto != upto_of(line)) ||
		    line_key_compare(&key, stands->key) != 0)
			continue;
		explaining->standings = arena_grow(arena, explaining->standings,
		    explaining->standing_count, sizeof(*explaining->standings));
		if (explaining->standings == NULL)
			return error_memory(error);
		kept = &explaining->standings[explaining->standing_count++];
		*kept = (struct explained_standing){ line->number,
			explaining->rated_upto, *standing, stands->pooled,
			stands->next };
		kept->standing.units = arena_array(
		    arena, standing->unit_count + 1, sizeof(*standing->units));
		if (kept->standing.units == NULL)
			return error_memory(error);
		for (k = 0; k < standing->unit_count; k++)
			kept->standing.units[k] = standing->units[k];
	}
	return STATUS_OK;
}

/* Rate the accounts of the document by the usage up to ${upto}, and then by the
 * orders that were known; or by all there is. */
static enum status
rate_upto(struct explaining *explaining, const char *payer, int64_t upto,
    struct date as_of)
{
	const struct rating_terms terms = {
		.ledger = explaining->ledger,
		.catalogs = &explaining->catalogs,
		.decks = explaining->decks,
		.rounding = explaining->company.rounding,
		.range = { as_of, payer, payer, NULL, NULL },
		.as_of = as_of,
		.after = DATE_NONE,
		.again = true,
		.upto = upto == INT64_MAX ? 0 : upto,
		.known = upto == INT64_MAX ? INT64_MAX : explaining->known,
		.stands = keep,
		.context = explaining,
	};
	struct rating rating;
	const struct rated *rated;
	enum status status;
	bool found = true;

	explaining->rated_upto = upto;
	status = rating_open(&terms, &rating, explaining->error);
	while (status == STATUS_OK && found)
		status =
		    rating_next(&rating, &rated, &found, explaining->error);
	rating_close(&rating);
	return status;
}

/* Rate what ${payer} pays for: for each number that a line has, and as it is.
 */
static enum status
rate_payer(struct explaining *explaining, const char *payer, struct date as_of)
{
	enum status status = STATUS_OK;
	size_t i, k;

	for (i = 0; i < explaining->line_count && status == STATUS_OK; i++) {
		const struct explained *line = &explaining->lines[i];
		bool rated = false;

		if (!is_one_of_many(explaining, line))
			continue;
		for (k = 0; k < i; k++)
			rated = rated || (is_one_of_many(explaining,
					      &explaining->lines[k]) &&
					     upto_of(&explaining->lines[k]) ==
						 upto_of(line));
		if (!rated)
			status =
			    rate_upto(explaining, payer, upto_of(line), as_of);
	}
	return status == STATUS_OK
		   ? rate_upto(explaining, payer, INT64_MAX, as_of)
		   : status;
}

/* Those who pay for the owners of the lines, mostly one. */
static enum status
list_payers(struct explaining *explaining, struct date as_of,
    const char ***payers, size_t *count)
{
	struct arena *arena = &explaining->scratch;
	struct query query;
	enum status status;
	bool found;

	status = query_begin(explaining->ledger, STATEMENT_EXPLAIN_PAYERS,
	    &query, explaining->error);
	if (status == STATUS_OK) {
		query_bind_integer(&query, explaining->posting);
		query_bind_date(&query, as_of);
	}
	while (status == STATUS_OK) {
		status = query_next(&query, &found, explaining->error);
		if (status != STATUS_OK || !found)
			break;
		*payers = arena_grow(arena, *payers, *count, sizeof(**payers));
		if (*payers == NULL) {
			status = error_memory(explaining->error);
			break;
		}
		(*payers)[*count] = arena_text(arena, query_text(&query, 0));
		if ((*payers)[(*count)++] == NULL)
			status = error_memory(explaining->error);
	}
	query_end(&query);
	return status;
}

enum status
explaining_rate(struct explaining *explaining)
{
	struct date as_of = explaining->document.issue_date;
	const char **payers = NULL;
	enum status status;
	bool needed = false;
	size_t count = 0, i;

	for (i = 0; i < explaining->line_count; i++) {
		const struct explained *line = &explaining->lines[i];

		as_of = date_later(as_of, line->self->line.cycle_end);
		needed = needed || is_one_of_many(explaining, line);
	}
	if (!needed)
		return STATUS_OK;
	arena_reset(&explaining->scratch);
	status = list_payers(explaining, as_of, &payers, &count);
	for (i = 0; i < count && status == STATUS_OK; i++)
		status = rate_payer(explaining, payers[i], as_of);
	return status;
}

void
explaining_stand(const struct explaining *explaining,
    const struct explained *line, struct recount *recount)
{
	const struct due *due = recount->due;
	size_t i;

	recount->stands = (struct explained_standing){ .pooled = ratio_of(0, 1),
		.next = DATE_NONE };
	standing_begin(
	    &recount->stands.standing, due->definition, due->key.cycle_start);
	for (i = 0; i < explaining->standing_count; i++) {
		const struct explained_standing *kept =
		    &explaining->standings[i];

		if (kept->line != line->number || kept->upto != recount->upto)
			continue;
		recount->stands = *kept;
		recount->stands.standing.charge = due->definition;
	}
}
