/*
 * Line after line: what it is, where its price comes from, what it comes to,
 * its taxes.
 */
#include "proof/explaining.h"

#include <string.h>

static void
say_document(struct explaining *explaining)
{
	const struct document *document = &explaining->document;
	struct saying *saying = &explaining->saying;

	saying_about(saying, explaining->options->invoice, 0);
	saying_step(saying, "document", 0);
	saying_text(
	    saying, "", "document_type", document_type_name(document->type));
	saying_text(saying, " of account ", "account", document->account);
	saying_text(saying, ", customer ", "customer", explaining->customer);
	saying_date(saying, ", issued ", "issue_date", document->issue_date);
	saying_date(saying, ", due ", "due_date", document->due_date);
	saying_text(saying, "\n", "currency", document->currency.code);
	saying_money(saying, " ", "net", document->net);
	saying_money(saying, " + ", "tax", document->tax);
	saying_money(saying, " = ", "total", document->total);
}

/* What is not given is not said. */
static void
say_given(struct saying *saying, const char *lead, const char *name,
    const char *value)
{
	if (value[0] != '\0')
		saying_text(saying, lead, name, value);
}

const struct order *
explaining_line_order(
    const struct explaining *explaining, const struct explained *line)
{
	const struct explained_subscription *of = explaining->subscriptions;
	const struct line *self = &line->self->line;
	size_t i;

	for (; of != NULL; of = of->next) {
		for (i = 0; i < of->from.order_count; i++) {
			const struct order *order = &of->from.orders[i];

			if (strcmp(order->id, self->order) == 0 &&
			    strcmp(order->line, self->order_line) == 0)
				return order;
		}
	}
	return NULL;
}

/* The order line in force, and what it refers to. */
static void
say_references(struct explaining *explaining, const struct explained *line)
{
	static const char *const names[EXPLAINED_REFERENCES][2] = {
		{ ", agreement ", "agreement" },
		{ ", opportunity ", "opportunity" },
		{ ", PO ", "po_number" },
		{ ", sold by ", "sales_rep" },
		{ ", source ", "source" },
		{ " ", "source_id" },
	};
	const struct order *order = explaining_line_order(explaining, line);
	size_t i, k;

	if (order == NULL)
		return;
	explaining_order(explaining, "\norder ", "order", order->sequence);
	for (i = 0; i < explaining->order_count; i++) {
		if (explaining->orders[i].sequence != order->sequence)
			continue;
		for (k = 0; k < EXPLAINED_REFERENCES; k++)
			say_given(&explaining->saying, names[k][0], names[k][1],
			    explaining->orders[i].references[k]);
	}
}

static void
say_line(struct explaining *explaining, const struct explained *line)
{
	const struct line *self = &line->self->line;
	struct saying *saying = &explaining->saying;

	saying_about(saying, explaining->options->invoice, line->number);
	saying_step(saying, "line", 0);
	saying_text(saying, "", "kind", line_kind_name(self->kind));
	say_given(saying, " ", "charge", self->charge);
	saying_text(saying, ": ", "description", self->description);
	saying_money(saying, ", ", "amount", self->amount);
	saying_text(saying, " ", "currency", self->amount.currency.code);
	saying_text(saying, "\naccount ", "owner", self->owner);
	say_given(
	    saying, ", subscription ", "subscription", self->subscription);
	say_given(saying, ", service ", "service", self->service);
	say_given(saying, ", product ", "product", self->product);
	say_references(explaining, line);
}

/* What is due by itself: its price, its kind, what was posted before. */
static enum status
explain_due(struct explaining *explaining, struct explained *line)
{
	enum line_kind kind = line->self->line.kind;
	enum status status = explaining_recall(explaining, line);

	if (status == STATUS_OK && explaining->differs != NULL &&
	    !line->then.found && !explaining_is_usage(line))
		explaining_differ(explaining,
		    line->today.due == NULL ? NULL : &line->today.due->amount,
		    line->owed);
	if (status == STATUS_OK && kind != LINE_DISCOUNT && kind != LINE_FEE)
		status = explaining_price(explaining, line);
	if (status != STATUS_OK)
		return status;
	explaining_posted(explaining, line);
	if (kind == LINE_DISCOUNT)
		return explaining_discount(explaining, line);
	if (kind == LINE_FEE)
		return explaining_fee(explaining, line);
	return explaining_is_usage(line) ? explaining_usage(explaining, line)
					 : explaining_days(explaining, line);
}

static enum status
explain(struct explaining *explaining, struct explained *line)
{
	enum line_kind kind = line->self->line.kind;
	enum status status = STATUS_OK;

	arena_reset(&explaining->scratch);
	explaining->line = line;
	say_line(explaining, line);
	if (kind == LINE_ADJUSTMENT || kind == LINE_CREDIT)
		status = explaining_adjustment(explaining, line);
	else if (line->charge != NULL || kind == LINE_FEE)
		status = explain_due(explaining, line);
	if (status == STATUS_OK)
		status = explaining_taxes(explaining, line);
	return status;
}

bool
explaining_is_chosen(
    const struct explaining *explaining, const struct explained *line)
{
	return explaining->options->line == 0 ||
	       explaining->options->line == line->number;
}

enum status
explaining_lines(struct explaining *explaining)
{
	enum status status;
	size_t i;

	status = explaining_feed(explaining);
	say_document(explaining);
	for (i = 0; i < explaining->line_count && status == STATUS_OK; i++) {
		if (explaining->differs == NULL)
			progress_step(explaining->request->progress);
		if (explaining_is_chosen(explaining, &explaining->lines[i]))
			status = explain(explaining, &explaining->lines[i]);
	}
	query_end(&explaining->feed);
	return status;
}

/* The same, with bar and count. */
static enum status
explain_all(struct explaining *explaining)
{
	struct progress *progress = explaining->request->progress;
	enum status status;
	size_t i;

	for (i = 0; i < explaining->line_count; i++)
		explaining->request->summary->documents +=
		    explaining_is_chosen(explaining, &explaining->lines[i]);
	progress_begin(progress, "lines", explaining->line_count);
	status = explaining_lines(explaining);
	progress_end(progress);
	return status;
}

void
explaining_end(struct explaining *explaining)
{
	saying_close(&explaining->saying);
	zoning_close(&explaining->zoning);
	arena_close(&explaining->scratch);
	arena_close(&explaining->arena);
	arena_close(&explaining->world);
}

enum status
explaining_run(const struct request *request,
    const struct explaining_options *options, struct error *error)
{
	struct explaining explaining = {
		.request = request, .options = options, .error = error
	};
	enum status status;

	request->summary->documents_name = "lines";
	status = request_open(request, LEDGER_READ, &explaining.ledger, error);
	if (status == STATUS_OK)
		status = explaining_world(&explaining);
	if (status == STATUS_OK)
		status = explaining_load(&explaining);
	if (status == STATUS_OK)
		status = saying_open(
		    request, options->text, &explaining.saying, error);
	if (status == STATUS_OK)
		status = explain_all(&explaining);
	if (status == STATUS_OK)
		status = saying_finish(&explaining.saying, error);
	query_end(&explaining.feed);
	ledger_close(explaining.ledger);
	explaining_end(&explaining);
	return status;
}
