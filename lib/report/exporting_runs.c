/*
 * The exports that are use-cases of their own, since no statement has their
 * rows.
 */
#include <assert.h>
#include <string.h>

#include "report/alerting.h"
#include "report/exporting.h"
#include "report/exporting_table.h"
#include "report/scheduling.h"

static enum status
run_schedule(const struct request *request,
    const struct exporting_options *options, struct error *error)
{
	(void)options;
	return scheduling_run(request, error);
}

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
	{ "schedule", run_schedule, false, false },
	{ "rules", run_rules, false, false },
	{ "alerts", run_alerts, false, false },
	{ "catalogs", exporting_catalogs, false, false },
	{ "catalog", exporting_catalog, true, false },
	{ "selling-catalog", exporting_selling, false, false },
	{ "provisioning-catalog", exporting_provisioning, false, false },
	{ "migration", exporting_migration, true, true },
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
