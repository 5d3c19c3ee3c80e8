/*
 * The catalog, section by section.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "rate/lint_parts.h"

#define TEXT_MAX 512

void
lint_find(
    struct linting *linting, enum severity severity, const char *format, ...)
{
	struct findings *findings = linting->findings;
	char buffer[TEXT_MAX];
	const char *text;
	va_list arguments;

	if (linting->status != STATUS_OK)
		return;
	va_start(arguments, format);
	vsnprintf(buffer, sizeof(buffer), format, arguments);
	va_end(arguments);
	text = arena_text(linting->arena, buffer);
	findings->items = arena_grow(linting->arena, findings->items,
	    findings->count, sizeof(*findings->items));
	if (text == NULL || findings->items == NULL) {
		linting->status = error_memory(linting->error);
		return;
	}
	findings->items[findings->count++] = (struct finding){ linting->section,
		linting->object, linting->charge, severity, text };
}

/* Whether a charge of any plan is of that metric or has those classes. */
static bool
is_used(const struct catalog *catalog, const struct metric *metric,
    const struct time_classes *classes)
{
	size_t i, k;

	for (i = 0; i < catalog->plan_count; i++) {
		const struct plan *plan = &catalog->plans[i];

		for (k = 0; k < plan->charge_count; k++) {
			const struct usage_terms *usage =
			    &plan->charges[k].usage;

			if (plan->charges[k].kind == CHARGE_USAGE &&
			    ((metric != NULL && usage->metric == metric) ||
				(classes != NULL && usage->classes == classes)))
				return true;
		}
	}
	return false;
}

static bool
has_holidays(const struct catalog *catalog, const struct holidays *holidays)
{
	size_t i, k;

	for (i = 0; i < catalog->classes_count; i++) {
		for (k = 0; k < catalog->classes[i].count; k++) {
			if (catalog->classes[i].items[k].holidays == holidays)
				return true;
		}
	}
	return false;
}

/* What nothing refers to. */
static void
lint_unused(struct linting *linting)
{
	const struct catalog *catalog = linting->catalog;
	size_t i;

	linting->section = "metric";
	for (i = 0; i < catalog->metric_count; i++) {
		linting->object = catalog->metrics[i].id;
		if (!is_used(catalog, &catalog->metrics[i], NULL))
			lint_find(linting, SEVERITY_NOTE,
			    "no charge counts this metric");
	}
	linting->section = "holidays";
	for (i = 0; i < catalog->holidays_count; i++) {
		linting->object = catalog->holidays[i].id;
		if (!has_holidays(catalog, &catalog->holidays[i]))
			lint_find(linting, SEVERITY_NOTE,
			    "no time class has these holidays");
	}
	linting->section = "time classes";
	for (i = 0; i < catalog->classes_count; i++) {
		linting->object = catalog->classes[i].id;
		if (!is_used(catalog, NULL, &catalog->classes[i]))
			lint_find(linting, SEVERITY_NOTE,
			    "no charge has these time classes");
	}
}

/* Words about a term that is not there. */
static void
lint_life(struct linting *linting, const struct life *life)
{
	static const enum life_key of_terms[] = { LIFE_RENEW, LIFE_UPLIFT,
		LIFE_NOTICE, LIFE_TERMINATION, LIFE_MINIMUM_VALUE };
	size_t i;

	if (life->texts == NULL || life->term_months > 0)
		return;
	for (i = 0; i < sizeof(of_terms) / sizeof(of_terms[0]); i++) {
		if (life->texts[of_terms[i]][0] == '\0')
			continue;
		lint_find(linting, SEVERITY_NOTE,
		    "%s is of a fixed term, and without term_months only an "
		    "order has one",
		    life_keys[of_terms[i]]);
		return;
	}
}

static void
lint_plans(struct linting *linting)
{
	const struct catalog *catalog = linting->catalog;
	size_t i, k;

	linting->section = "plan";
	for (i = 0; i < catalog->plan_count; i++) {
		const struct plan *plan = &catalog->plans[i];

		linting->object = plan->id;
		if (plan->charge_count == 0)
			lint_find(linting, SEVERITY_WARNING,
			    "the plan has no charges: nothing is ever owed");
		lint_life(linting, &plan->life);
		for (k = 0; k < plan->charge_count; k++) {
			linting->charge = plan->charges[k].id;
			lint_charge(linting, plan, &plan->charges[k]);
		}
		linting->charge = "";
	}
}

enum status
lint_catalog(const struct catalog *catalog, const struct lint_last *last,
    struct arena *arena, struct findings *findings, struct error *error)
{
	struct linting linting = {
		.catalog = catalog,
		.last = last,
		.arena = arena,
		.findings = findings,
		.section = "",
		.object = "",
		.charge = "",
		.error = error,
	};

	*findings = (struct findings){ NULL, 0 };
	lint_unused(&linting);
	lint_products(&linting);
	lint_plans(&linting);
	lint_discounts(&linting);
	if (last->catalog != NULL)
		lint_changes(&linting);
	return linting.status;
}
