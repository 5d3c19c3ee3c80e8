/*
 * The exports that are use-cases of their own, since no statement has their
 * rows.
 */
#include <assert.h>
#include <string.h>

#include "report/alerting.h"
#include "report/anchoring.h"
#include "report/changing.h"
#include "report/exporting.h"
#include "report/exporting_table.h"
#include "report/heading.h"
#include "report/scheduling.h"

static enum status
run_rules(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	(void)options;
	return exporting_rules(request, error);
}

static enum status
run_alerts(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	(void)options;
	return alerting_run(request, error);
}

static const struct export_runner runners[] = {
	{ "schedule", scheduling_run, RUNNER_KEYS | RUNNER_THROUGH },
	{ "schedule-details", scheduling_details,
	    RUNNER_KEYS | RUNNER_THROUGH },
	{ "headers", heading_headers, RUNNER_KEYS },
	{ "work-orders", heading_work, RUNNER_KEYS | RUNNER_PENDING },
	{ "rules", run_rules, 0 },
	{ "anchor", anchoring_run, 0 },
	{ "alerts", run_alerts, 0 },
	{ "service-changes", changing_run, 0 },
	{ "service-detail", changing_details, 0 },
	{ "catalogs", exporting_catalogs, 0 },
	{ "catalog", exporting_catalog, RUNNER_CATALOG },
	{ "selling-catalog", exporting_selling, 0 },
	{ "provisioning-catalog", exporting_provisioning, 0 },
	{ "migration", exporting_migration, RUNNER_CATALOG | RUNNER_PLAN },
};

const struct export_runner *
export_runner(const struct export *export)
{
	size_t i;

	for (i = 0; i < sizeof(runners) / sizeof(runners[0]); i++) {
		if (strcmp(runners[i].name, export->name) == 0)
			return &runners[i];
	}
	assert(export->rows != STATEMENT_COUNT);
	return NULL;
}
