/*
 * A catalog as rows.  Metrics and charges are kept as the texts of their keys.
 */
#include "ledger/catalogs.h"

#include <stdio.h>
#include <string.h>

#include "ledger/query.h"
#include "order/discount.h"
#include "rate/metric.h"
#include "rule/charge.h"

#define LIST_WIDTH_MAX (TIER_KEY_COUNT + 4)

enum status
catalog_find(struct ledger *ledger, const char *version,
    struct catalog_found *found, struct error *error)
{
	struct query query;
	enum status status;
	const void *bytes;
	size_t length;

	*found = (struct catalog_found){ .found = false };
	status = query_begin(ledger, STATEMENT_CATALOG_FIND, &query, error);
	if (status == STATUS_OK) {
		query_bind_text(&query, version);
		status = query_next(&query, &found->found, error);
	}
	if (status == STATUS_OK && found->found) {
		const char *decision = query_text(&query, 2);

		found->refused = strcmp(decision, "refused") == 0;
		found->waits =
		    query_text(&query, 1)[0] != '\0' && decision[0] == '\0';
		bytes = query_blob(&query, 0, &length);
		if (length != HASH_SIZE)
			status = error_set(error, STATUS_LEDGER,
			    "catalog %s: its content has no hash", version);
		else
			memcpy(found->content, bytes, HASH_SIZE);
	}
	query_end(&query);
	return status;
}

/* Insert one row of texts. */
static enum status
insert(struct ledger *ledger, enum statement statement,
    const char *const *values, size_t count, struct error *error)
{
	struct query query;
	enum status status;
	size_t i;

	status = query_begin(ledger, statement, &query, error);
	if (status != STATUS_OK)
		return status;
	for (i = 0; i < count; i++)
		query_bind_text(&query, values[i]);
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

/* A row that belongs to a charge; ${row} begins with its catalog, plan and
 * position, and the number of the row follows. */
static enum status
put_listed(struct ledger *ledger, enum statement statement,
    const char *row[LIST_WIDTH_MAX], size_t number, size_t width,
    struct error *error)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", number + 1);
	row[3] = text;
	return insert(ledger, statement, row, width, error);
}

/* What belongs to one charge that recurs. */
static enum status
put_recurring(struct ledger *ledger, const struct charge *charge,
    const char *const *at, struct error *error)
{
	const char *row[LIST_WIDTH_MAX] = { at[0], at[1], at[2] };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < charge->ramp_count && status == STATUS_OK; i++) {
		memcpy(row + 4, charge->ramp[i].texts,
		    sizeof(charge->ramp[i].texts));
		status = put_listed(ledger, STATEMENT_RAMP_INSERT, row, i,
		    RAMP_KEY_COUNT + 4, error);
	}
	for (i = 0; i < charge->component_count && status == STATUS_OK; i++) {
		memcpy(row + 4, charge->components[i].texts,
		    sizeof(charge->components[i].texts));
		status = put_listed(ledger, STATEMENT_COMPONENT_INSERT, row, i,
		    COMPONENT_KEY_COUNT + 4, error);
	}
	return status;
}

/* What belongs to one charge for usage. */
static enum status
put_usage(struct ledger *ledger, const struct usage_terms *usage,
    const char *const *charge, struct error *error)
{
	const char *row[LIST_WIDTH_MAX] = { charge[0], charge[1], charge[2] };
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < usage->tier_count && status == STATUS_OK; i++) {
		memcpy(row + 4, usage->tiers[i].texts,
		    sizeof(usage->tiers[i].texts));
		status = put_listed(ledger, STATEMENT_TIER_INSERT, row, i,
		    TIER_KEY_COUNT + 4, error);
	}
	for (i = 0; i < usage->price_count && status == STATUS_OK; i++) {
		row[4] = usage->prices[i].dimensions;
		row[5] = usage->prices[i].text;
		status = put_listed(
		    ledger, STATEMENT_MATRIX_INSERT, row, i, 6, error);
	}
	for (i = 0; i < usage->alert_count && status == STATUS_OK; i++) {
		memcpy(row + 4, usage->alerts[i].texts,
		    sizeof(usage->alerts[i].texts));
		status = put_listed(ledger, STATEMENT_CHARGE_ALERT_INSERT, row,
		    i, ALERT_KEY_COUNT + 4, error);
	}
	for (i = 0; i < usage->filter_count && status == STATUS_OK; i++) {
		row[3] = usage->filters[i].dimension;
		row[4] = usage->filters[i].value;
		status = insert(ledger, STATEMENT_FILTER_INSERT, row, 5, error);
	}
	return status;
}

static enum status
put_plan(struct ledger *ledger, const char *version, const struct plan *plan,
    struct error *error)
{
	const char *values[CHARGE_KEY_COUNT + 3] = { version, plan->id,
		plan->product->id, plan->name, plan->currency.code };
	enum status status;
	char position[24];
	size_t i;

	for (i = 0; i < LIFE_KEY_COUNT; i++)
		values[i + 5] =
		    plan->life.texts == NULL ? "" : plan->life.texts[i];
	status = insert(
	    ledger, STATEMENT_PLAN_INSERT, values, LIFE_KEY_COUNT + 5, error);
	for (i = 0; i < plan->charge_count && status == STATUS_OK; i++) {
		const struct charge *charge = &plan->charges[i];

		snprintf(position, sizeof(position), "%zu", i + 1);
		values[2] = position;
		memcpy(values + 3, charge->texts,
		    CHARGE_KEY_COUNT * sizeof(*values));
		status = insert(ledger, STATEMENT_CHARGE_INSERT, values,
		    CHARGE_KEY_COUNT + 3, error);
		if (status == STATUS_OK)
			status =
			    put_usage(ledger, &charge->usage, values, error);
		if (status == STATUS_OK)
			status = put_recurring(ledger, charge, values, error);
	}
	return status;
}

static enum status
put_version(struct ledger *ledger, const struct catalog *catalog,
    const unsigned char content[HASH_SIZE], bool waits, struct error *error)
{
	struct query query;
	enum status status;

	status = query_begin(ledger, STATEMENT_CATALOG_INSERT, &query, error);
	if (status != STATUS_OK)
		return status;
	query_bind_text(&query, catalog->version);
	query_bind_date(&query, catalog->effective);
	query_bind_blob(&query, content, HASH_SIZE);
	query_bind_text(&query, waits ? "needed" : "");
	status = query_run(&query, error);
	query_end(&query);
	return status;
}

/* The holidays and the classes of hours. */
static enum status
put_times(
    struct ledger *ledger, const struct catalog *catalog, struct error *error)
{
	enum status status = STATUS_OK;
	size_t i, k;

	for (i = 0; i < catalog->holidays_count; i++) {
		const struct holidays *holidays = &catalog->holidays[i];

		for (k = 0; k < holidays->count && status == STATUS_OK; k++) {
			char date[DATE_TEXT_MAX];
			const char *row[] = { catalog->version, holidays->id,
				date_format(holidays->dates[k], date) };

			status = insert(
			    ledger, STATEMENT_HOLIDAY_INSERT, row, 3, error);
		}
	}
	for (i = 0; i < catalog->classes_count; i++) {
		const struct time_classes *classes = &catalog->classes[i];

		for (k = 0; k < classes->count && status == STATUS_OK; k++) {
			const char *row[TIME_CLASS_KEY_COUNT + 3] = {
				catalog->version, classes->id
			};
			char number[24];

			snprintf(number, sizeof(number), "%zu", k + 1);
			row[2] = number;
			memcpy(row + 3, classes->items[k].texts,
			    sizeof(classes->items[k].texts));
			status = insert(ledger, STATEMENT_TIME_CLASS_INSERT,
			    row, TIME_CLASS_KEY_COUNT + 3, error);
		}
	}
	return status;
}

enum status
catalog_put(struct ledger *ledger, const struct catalog *catalog,
    const unsigned char content[HASH_SIZE], bool waits, struct error *error)
{
	enum status status =
	    put_version(ledger, catalog, content, waits, error);
	size_t i;

	for (i = 0; i < catalog->metric_count && status == STATUS_OK; i++) {
		const char *values[METRIC_KEY_COUNT + 1] = { catalog->version };

		memcpy(values + 1, catalog->metrics[i].texts,
		    METRIC_KEY_COUNT * sizeof(*values));
		status = insert(ledger, STATEMENT_METRIC_INSERT, values,
		    METRIC_KEY_COUNT + 1, error);
	}
	if (status == STATUS_OK)
		status = put_times(ledger, catalog, error);
	for (i = 0; i < catalog->product_count && status == STATUS_OK; i++) {
		const struct product *product = &catalog->products[i];
		const char *values[] = { catalog->version, product->id,
			product->sku, product->name, product->line,
			product->tax_code, product->revenue };

		status =
		    insert(ledger, STATEMENT_PRODUCT_INSERT, values, 7, error);
	}
	for (i = 0; i < catalog->plan_count && status == STATUS_OK; i++)
		status = put_plan(
		    ledger, catalog->version, &catalog->plans[i], error);
	for (i = 0; i < catalog->discount_count && status == STATUS_OK; i++) {
		const char *values[DISCOUNT_KEY_COUNT + 1] = {
			catalog->version
		};

		memcpy(values + 1, catalog->discounts[i].texts,
		    DISCOUNT_KEY_COUNT * sizeof(*values));
		status = insert(ledger, STATEMENT_DISCOUNT_INSERT, values,
		    DISCOUNT_KEY_COUNT + 1, error);
	}
	return status;
}
