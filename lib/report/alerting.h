#ifndef REPORT_ALERTING_H
#define REPORT_ALERTING_H

#include "work/request.h"

/*
 * Alerting says which thresholds of the catalog consumption has reached.
 *
 * Usage is rated as bill-rate --open rates it: periods that run, those that
 * fell due until request->as_of and were not posted, and posted ones that have
 * changed.  Each charge is held against its own thresholds
 * (rate/usage_alert.h).  What was recorded as sent is not said again; what was
 * not is said each time.
 *
 * alerting_run(request, error):
 * Write the alerts, of request->account or of all, by account, subscription,
 * charge, period and threshold.  Cost: that of rating, a pass over the alerts
 * that were sent, and two sorts of bounded size.
 */

enum status alerting_run(const struct request *, struct error *) MUST_CHECK;

#endif
