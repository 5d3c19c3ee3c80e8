/*
 * The same code that explains a line makes its amount again; here nobody hears
 * what it says, only where it does not come out.
 */
#include <stdio.h>
#include <string.h>

#include "proof/explaining.h"

#define NAME_MAX_BYTES 96

/* The names of the documents to prove. */
static enum status
list_sample(struct explaining *explaining,
    const struct explaining_sample *sample, const char ***names, size_t *count)
{
	struct arena *world = &explaining->world;
	struct query query;
	enum status status;
	bool found = true;

	*names = NULL;
	*count = 0;
	status = query_begin(explaining->ledger, STATEMENT_CHECK_SAMPLE, &query,
	    explaining->error);
	if (status == STATUS_OK) {
		query_bind_integer(&query, (int64_t)sample->documents);
		query_bind_integer(&query, (int64_t)sample->seed);
	}
	while (status == STATUS_OK) {
		status = query_next(&query, &found, explaining->error);
		if (status != STATUS_OK || !found)
			break;
		*names = arena_grow(world, *names, *count, sizeof(**names));
		if (*names == NULL || ((*names)[*count] = arena_text(world,
					   query_text(&query, 0))) == NULL)
			status = error_memory(explaining->error);
		(*count)++;
	}
	query_end(&query);
	return status;
}

/* Whether ${since} has the name of a subject. */
static bool
came(const struct explaining *explaining, const char *subject)
{
	return strstr(explaining->since, subject) != NULL;
}

/* Whether an order of the line's subscription is delivered in parts. */
static bool
is_partial(const struct explained *line)
{
	const struct billing_subscription *from = &line->subscription->from;
	size_t i;

	for (i = 0; i < from->order_count; i++) {
		if (from->orders[i].partial)
			return true;
	}
	return false;
}

/* Whether something came in later that no number tells from what was known. */
static bool
is_excused(const struct explaining *explaining)
{
	const struct explained *line = explaining->line;
	const struct billing_owner *owner = line->subscription->owner;

	if (explaining->known == INT64_MAX)
		return true;
	if (came(explaining, "accounts") &&
	    (owner->bill_day_count > 1 || owner->zone_count > 1))
		return true;
	if (came(explaining, "fulfilments") && is_partial(line))
		return true;
	if (!explaining_is_usage(line))
		return false;
	/* Accounts may have come to a pool, or left it. */
	return came(explaining, "rates") || came(explaining, "rules") ||
	       (came(explaining, "accounts") && line->charge != NULL &&
		   line->charge->usage.pool != POOLING_NONE);
}

/*
 * Whether something was taken off the line's charge: by so much less is given
 * back when its period goes.
 */
static enum status
find_adjusted(struct explaining *explaining, bool *found)
{
	const struct line *self = &explaining->line->self->line;
	struct query query;
	enum status status;

	status = query_begin(explaining->ledger, STATEMENT_EXPLAIN_ADJUSTED,
	    &query, explaining->error);
	if (status == STATUS_OK) {
		query_bind_text(&query, self->owner);
		query_bind_text(&query, self->subscription);
		query_bind_text(&query, self->charge);
		status = query_next(&query, found, explaining->error);
	}
	query_end(&query);
	return status;
}

void
explaining_differ(struct explaining *explaining, const struct money *computed,
    struct money posted)
{
	char object[NAME_MAX_BYTES];
	char expected[MONEY_TEXT_MAX], found[MONEY_TEXT_MAX];
	bool adjusted = false;

	if (explaining->status != STATUS_OK ||
	    explaining->told == explaining->line || is_excused(explaining))
		return;
	explaining->told = explaining->line;
	explaining->status = find_adjusted(explaining, &adjusted);
	if (explaining->status != STATUS_OK || adjusted)
		return;
	snprintf(object, sizeof(object), "%.64s/%.20s",
	    explaining->saying.invoice, explaining->saying.line);
	explaining->status = explaining->differs(explaining->context, object,
	    computed == NULL ? "no such line"
			     : money_format(*computed, expected),
	    money_format(posted, found), explaining->error);
}

/* Forget the document before, keep what all share. */
static void
begin_document(struct explaining *explaining)
{
	arena_reset(&explaining->arena);
	arena_reset(&explaining->scratch);
	memset(&explaining->document, 0, sizeof(explaining->document));
	explaining->told = NULL;
	explaining->lines = NULL;
	explaining->line_count = 0;
	explaining->subscriptions = NULL;
	explaining->orders = NULL;
	explaining->order_count = 0;
	explaining->standings = NULL;
	explaining->standing_count = 0;
	explaining->adjustments = NULL;
	explaining->adjustment_count = 0;
	explaining->feed_found = false;
	explaining->fed = 0;
}

/* What cannot be explained for its facts is a finding too. */
static enum status
prove_document(struct explaining *explaining)
{
	struct error *error = explaining->error;
	char text[ERROR_TEXT_MAX];
	enum status status;

	begin_document(explaining);
	status = explaining_load(explaining);
	if (status == STATUS_OK)
		status = explaining_lines(explaining);
	query_end(&explaining->feed);
	if (explaining->status != STATUS_OK)
		return explaining->status;
	if (status != STATUS_INVALID && status != STATUS_LEDGER)
		return status;
	snprintf(text, sizeof(text), "%s", error->text);
	return explaining->differs(explaining->context,
	    explaining->options->invoice, "an explanation", text, error);
}

enum status
explaining_prove(const struct request *request, struct ledger *ledger,
    const struct explaining_sample *sample, explaining_differs *differs,
    void *context, struct error *error)
{
	struct explaining_options options = { .text = true };
	struct explaining explaining = {
		.request = request,
		.options = &options,
		.ledger = ledger,
		.differs = differs,
		.context = context,
		.error = error,
	};
	const char **names;
	enum status status;
	size_t count, i;

	saying_nothing(&explaining.saying);
	status = list_sample(&explaining, sample, &names, &count);
	if (status == STATUS_OK && count > 0)
		status = explaining_world(&explaining);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		options.invoice = names[i];
		status = prove_document(&explaining);
	}
	explaining_end(&explaining);
	return status;
}
