/*
 * Line after line: what it is, where its price comes from, what it comes to,
 * its taxes.
 */
#include "report/explaining.h"

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
}

/* The catalog, and whose price it is. */
static void
say_price(struct explaining *explaining, const struct explained *line)
{
	const struct line *self = &line->self->line;
	const struct catalog *catalog =
	    catalogs_version(&explaining->catalogs, self->catalog);
	const struct billing_subscription *from = &line->subscription->from;
	struct saying *saying = &explaining->saying;
	size_t i;

	saying_step(saying, "price", 0);
	say_given(saying, "", "unit_price", self->unit_price);
	saying_text(saying,
	    self->unit_price[0] == '\0' ? "set by the " : ", set by the ",
	    "source", self->order_price[0] == '\0' ? "catalog" : "order");
	for (i = 0; i < from->order_count && self->order_price[0] != '\0';
	     i++) {
		if (strcmp(from->orders[i].price, self->order_price) != 0)
			continue;
		explaining_order(
		    explaining, " ", "order", from->orders[i].sequence);
		break;
	}
	saying_text(saying, "\ncatalog ", "catalog", self->catalog);
	if (catalog != NULL)
		saying_date(saying, ", in force from ", "effective",
		    catalog->effective);
	saying_text(saying, ", plan ", "plan", self->plan);
	say_given(saying, ", where ", "dimensions", self->dimensions);
}

static void
say_adjustment(struct explaining *explaining, const struct explained *line)
{
	struct saying *saying = &explaining->saying;
	size_t i;

	for (i = 0; i < explaining->adjustment_count; i++) {
		const struct explained_adjustment *adjustment =
		    &explaining->adjustments[i];

		if (adjustment->line != line->number)
			continue;
		saying_step(saying, "adjustment", 0);
		saying_text(saying, "", "adjustment", adjustment->id);
		saying_text(saying, ": ", "reason", adjustment->reason);
		saying_date(saying, ", effective on ", "effective_on",
		    adjustment->effective_on);
		saying_money(saying, "\n", "amount", line->self->line.amount);
		saying_text(saying, " as recorded", NULL, "");
	}
}

static enum status
explain(struct explaining *explaining, struct explained *line)
{
	enum status status = STATUS_OK;

	arena_reset(&explaining->scratch);
	say_line(explaining, line);
	if (line->charge == NULL) {
		say_adjustment(explaining, line);
	} else {
		status = explaining_recall(explaining, line);
		if (status != STATUS_OK)
			return status;
		say_price(explaining, line);
		explaining_posted(explaining, line);
		status = explaining_is_usage(line)
			     ? explaining_usage(explaining, line)
			     : explaining_days(explaining, line);
	}
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

static enum status
explain_all(struct explaining *explaining)
{
	struct progress *progress = explaining->request->progress;
	enum status status;
	size_t i;

	status = explaining_feed(explaining);
	say_document(explaining);
	progress_begin(progress, "lines", explaining->line_count);
	for (i = 0; i < explaining->line_count && status == STATUS_OK; i++) {
		progress_step(progress);
		if (!explaining_is_chosen(explaining, &explaining->lines[i]))
			continue;
		explaining->request->summary->documents++;
		status = explain(explaining, &explaining->lines[i]);
	}
	progress_end(progress);
	return status;
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
	status = ledger_open(request->ledger, LEDGER_READ, request->wait,
	    &explaining.ledger, error);
	if (status == STATUS_OK)
		status = ledger_begin(explaining.ledger, error);
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
	saying_close(&explaining.saying);
	ledger_close(explaining.ledger);
	zoning_close(&explaining.zoning);
	arena_close(&explaining.scratch);
	arena_close(&explaining.arena);
	return status;
}
