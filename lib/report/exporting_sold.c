/*
 * What can be sold on a day, for those who sell it and for those who switch it
 * on: each plan as the latest version that has it says.
 */
#include <stdlib.h>
#include <string.h>

#include "report/exporting_parts.h"
#include "rule/charge.h"

/* A plan, and the version in which it is sold. */
struct sold {
	const struct catalog *catalog;
	const struct plan *plan;
};

/* What the rows of one charge are made of. */
struct offer {
	struct shelf *shelf;
	const struct sold *sold;
	const struct charge *charge;
	const char *dimensions;
};

typedef enum status write_offer(const struct offer *);

static int
sold_compare(const void *left, const void *right)
{
	const struct sold *a = left;
	const struct sold *b = right;

	return strcmp(a->plan->id, b->plan->id);
}

/* All plans that an order of that day can have. */
static enum status
list_sold(struct shelf *shelf, struct sold **sold, size_t *count)
{
	const struct catalogs *catalogs = &shelf->catalogs;
	size_t i, k;

	*sold = NULL;
	*count = 0;
	for (i = 0; i < catalogs->count; i++) {
		const struct catalog *catalog = &catalogs->items[i];

		for (k = 0; k < catalog->plan_count; k++) {
			const struct plan *plan = &catalog->plans[k];

			if (catalogs_sold(catalogs, plan->id, shelf->as_of) !=
			    catalog)
				continue;
			*sold = arena_grow(
			    &shelf->arena, *sold, *count, sizeof(**sold));
			if (*sold == NULL)
				return error_memory(shelf->error);
			(*sold)[(*count)++] = (struct sold){ catalog, plan };
		}
	}
	if (*count > 1)
		qsort(*sold, *count, sizeof(**sold), sold_compare);
	return STATUS_OK;
}

static enum status
write_sold(struct shelf *shelf, write_offer *write)
{
	struct offer offer = { .shelf = shelf };
	enum status status;
	struct sold *sold;
	size_t i, k, count = 0;

	status = list_sold(shelf, &sold, &count);
	for (i = 0; i < count && status == STATUS_OK; i++) {
		offer.sold = &sold[i];
		for (k = 0; k < sold[i].plan->charge_count; k++) {
			arena_reset(&shelf->scratch);
			offer.charge = &sold[i].plan->charges[k];
			offer.dimensions = charge_dimensions(
			    &offer.charge->usage, &shelf->scratch);
			status = offer.dimensions == NULL
				     ? error_memory(shelf->error)
				     : write(&offer);
			if (status != STATUS_OK)
				break;
		}
	}
	return status;
}

/* The texts of a list in one cell: "6 months 45.00; 1 year 50.00". */
static const char *
joined(struct arena *arena, const char *text, const char *const *texts,
    size_t count)
{
	size_t i;

	for (i = 0; i < count && text != NULL; i++) {
		if (texts[i][0] == '\0')
			continue;
		text = arena_format(arena, "%s%s%s", text,
		    text[0] == '\0' ? ""
		    : i == 0	    ? "; "
				    : " ",
		    texts[i]);
	}
	return text;
}

/* The prices that a charge has beside one. */
static const char *
prices_of(struct arena *arena, const struct charge *charge)
{
	const struct usage_terms *usage = &charge->usage;
	const char *text = "";
	size_t i;

	for (i = 0; i < usage->tier_count && text != NULL; i++) {
		const struct tier *tier = &usage->tiers[i];
		const char *const texts[] = { tier->open ? "above" : "up to",
			tier->texts[TIER_UP_TO], tier->texts[TIER_PRICE],
			tier->texts[TIER_FLAT][0] == '\0' ? "" : "flat",
			tier->texts[TIER_FLAT],
			tier->texts[TIER_RATE][0] == '\0' ? "" : "percent",
			tier->texts[TIER_RATE] };

		text = joined(arena, text, texts, 7);
	}
	for (i = 0; i < usage->price_count && text != NULL; i++) {
		const char *const texts[] = { usage->prices[i].dimensions[0] ==
						      '\0'
						  ? "else"
						  : usage->prices[i].dimensions,
			usage->prices[i].text };

		text = joined(arena, text, texts, 2);
	}
	for (i = 0; i < charge->ramp_count && text != NULL; i++) {
		const char *const texts[] = { "after",
			charge->ramp[i].texts[RAMP_AFTER],
			charge->ramp[i].texts[RAMP_PRICE] };

		text = joined(arena, text, texts, 3);
	}
	return text;
}

static const char *
components_of(struct arena *arena, const struct charge *charge)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < charge->component_count && text != NULL; i++)
		text = joined(arena, text, charge->components[i].texts,
		    COMPONENT_KEY_COUNT);
	return text;
}

static const char *
unit_of(const struct charge *charge)
{
	return charge->kind == CHARGE_USAGE ? charge->usage.metric->unit : "";
}

static const char *
model_of(const struct charge *charge)
{
	return charge->kind == CHARGE_USAGE
		   ? charge_model_name(charge->usage.model)
		   : "";
}

/* What a charge says under ${key}, else what that means. */
static const char *
said(const struct charge *charge, enum charge_key key)
{
	static const struct {
		enum charge_key key;
		enum charge_kind kind;
		const char *text;
	} defaults[] = {
		{ KEY_EVERY, CHARGE_RECURRING, "1 month" },
		{ KEY_EVERY, CHARGE_USAGE, "1 month" },
		{ KEY_WHEN, CHARGE_RECURRING, "advance" },
		{ KEY_WHEN, CHARGE_USAGE, "arrears" },
		{ KEY_PER, CHARGE_RECURRING, "unit" },
		{ KEY_PER, CHARGE_ONE_TIME, "unit" },
		{ KEY_ON, CHARGE_ONE_TIME, "activation" },
		{ KEY_PRORATION, CHARGE_RECURRING, "day" },
		{ KEY_PRORATION, CHARGE_USAGE, "none" },
	};
	size_t i;

	if (charge->texts[key][0] != '\0')
		return charge->texts[key];
	for (i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++) {
		if (defaults[i].key == key && defaults[i].kind == charge->kind)
			return defaults[i].text;
	}
	return "";
}

#define SELLING_COUNT 38

static enum status
write_selling(const struct offer *offer)
{
	static const char *const none[LIFE_KEY_COUNT] = { "", "", "", "", "",
		"", "", "", "", "" };
	const struct charge *charge = offer->charge;
	const struct plan *plan = offer->sold->plan;
	const char *const *texts = charge->texts;
	struct arena *scratch = &offer->shelf->scratch;
	const char *const *life =
	    plan->life.texts == NULL ? none : plan->life.texts;
	const char *const fields[SELLING_COUNT] = {
		charge->product->sku,
		charge->product->id,
		charge->product->name,
		charge->product->line,
		plan->id,
		plan->name,
		charge->id,
		charge->name,
		texts[KEY_KIND],
		model_of(charge),
		texts[KEY_METRIC],
		unit_of(charge),
		offer->dimensions,
		texts[KEY_PRICE],
		prices_of(scratch, charge),
		charge->currency.code,
		said(charge, KEY_EVERY),
		said(charge, KEY_WHEN),
		said(charge, KEY_PER),
		said(charge, KEY_ON),
		texts[KEY_INCLUDED],
		texts[KEY_MINIMUM],
		texts[KEY_COMMITMENT],
		texts[KEY_COMMITMENT_TERM],
		components_of(scratch, charge),
		charge->tax_code,
		offer->sold->catalog->version,
		life[LIFE_TRIAL],
		life[LIFE_TRIAL_END],
		life[LIFE_TERM_MONTHS],
		life[LIFE_RENEW],
		life[LIFE_UPLIFT],
		life[LIFE_NOTICE],
		life[LIFE_TERMINATION],
		life[LIFE_TERMINATION_VALUE],
		life[LIFE_MINIMUM_VALUE],
		life[LIFE_SUSPENSION],
		said(charge, KEY_PRORATION),
	};

	if (fields[14] == NULL || fields[24] == NULL)
		return error_memory(offer->shelf->error);
	return exporting_shelf_write(offer->shelf, fields);
}

enum status
exporting_selling(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	static const struct column columns[SELLING_COUNT] = { { "sku", 0 },
		{ "product", 0 }, { "product_name", 0 }, { "line", 0 },
		{ "plan", 0 }, { "name", 0 }, { "charge", 0 },
		{ "charge_name", 0 }, { "kind", 0 }, { "model", 0 },
		{ "metric", 0 }, { "unit", 0 }, { "dimensions", 0 },
		{ "price", COLUMN_NUMBER }, { "prices", 0 }, { "currency", 0 },
		{ "every", 0 }, { "when", 0 }, { "per", 0 }, { "on", 0 },
		{ "included", COLUMN_NUMBER }, { "minimum", COLUMN_NUMBER },
		{ "commitment", COLUMN_NUMBER }, { "commitment_term", 0 },
		{ "components", 0 }, { "tax_code", 0 }, { "catalog", 0 },
		{ "trial", 0 }, { "trial_end", 0 },
		{ "term_months", COLUMN_NUMBER }, { "renew", 0 },
		{ "uplift", COLUMN_NUMBER }, { "notice", 0 },
		{ "termination", 0 }, { "termination_value", COLUMN_NUMBER },
		{ "minimum_value", COLUMN_NUMBER }, { "suspension", 0 },
		{ "proration", 0 } };
	struct shelf shelf;
	enum status status;

	(void)options;
	status = exporting_shelf_open(
	    &shelf, request, columns, SELLING_COUNT, error);
	if (status == STATUS_OK)
		status = write_sold(&shelf, write_selling);
	return exporting_shelf_close(&shelf, status);
}

#define PROVISIONING_COUNT 18

/* A product that a charge is for. */
static enum status
write_provision(const struct offer *offer, const struct product *product)
{
	const struct charge *charge = offer->charge;
	const struct plan *plan = offer->sold->plan;
	const char *const *texts = charge->texts;
	const char *const *life = plan->life.texts;
	const char *const fields[PROVISIONING_COUNT] = {
		product->sku,
		product->id,
		product->name,
		product->line,
		plan->id,
		plan->name,
		charge->id,
		texts[KEY_KIND],
		texts[KEY_METRIC],
		unit_of(charge),
		offer->dimensions,
		texts[KEY_INCLUDED],
		texts[KEY_LIMIT],
		texts[KEY_ROLLOVER],
		texts[KEY_POOL],
		life == NULL ? "" : life[LIFE_TRIAL],
		life == NULL ? "" : life[LIFE_SUSPENSION],
		offer->sold->catalog->version,
	};

	return exporting_shelf_write(offer->shelf, fields);
}

static enum status
write_provisions(const struct offer *offer)
{
	const struct charge *charge = offer->charge;
	enum status status = STATUS_OK;
	size_t i;

	for (i = 0; i < charge->component_count && status == STATUS_OK; i++)
		status = write_provision(offer, charge->components[i].product);
	if (charge->component_count == 0)
		status = write_provision(offer, charge->product);
	return status;
}

enum status
exporting_provisioning(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	static const struct column columns[PROVISIONING_COUNT] = { { "sku", 0 },
		{ "product", 0 }, { "product_name", 0 }, { "line", 0 },
		{ "plan", 0 }, { "name", 0 }, { "charge", 0 }, { "kind", 0 },
		{ "metric", 0 }, { "unit", 0 }, { "dimensions", 0 },
		{ "included", COLUMN_NUMBER }, { "limit", COLUMN_NUMBER },
		{ "rollover", COLUMN_NUMBER }, { "pool", 0 }, { "trial", 0 },
		{ "suspension", 0 }, { "catalog", 0 } };
	struct shelf shelf;
	enum status status;

	(void)options;
	status = exporting_shelf_open(
	    &shelf, request, columns, PROVISIONING_COUNT, error);
	if (status == STATUS_OK)
		status = write_sold(&shelf, write_provisions);
	return exporting_shelf_close(&shelf, status);
}
