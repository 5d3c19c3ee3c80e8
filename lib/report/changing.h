#ifndef REPORT_CHANGING_H
#define REPORT_CHANGING_H

#include "ledger/decks.h"
#include "ledger/guides.h"
#include "record/sort.h"
#include "report/exporting.h"
#include "rule/company.h"
#include "work/rating.h"
#include "work/request.h"
#include "work/window.h"

/*
 * Changing tells what changes of services came to.
 *
 * A change is an event of a metric whose values are a presence (rate/meter.h).
 * Nothing is counted here: the periods are rated as bill-rate --again rates
 * them, and what it tells of each event, and of each period, is written; so
 * both reports are the invoice's, as long as it is posted by the facts of now.
 *
 * The summary has a record for each charge and period: the level before it,
 * what came and what went in it, the level after it, and what is billed.  The
 * detail has one for each change that counts in a period, with what it adds to
 * the quantity and to the exact amount; one without a change for what lasts
 * into a period; and one for each change that rules make not billable.
 *
 * changing_run(request, options, error):
 * Write the summary of what falls due in options->period, or until
 * request->as_of; of request->account, or of all.  Cost: that of rating, a pass
 * over the usage lines of these accounts, a sort of bounded size.
 *
 * changing_details(request, options, error):
 * Write the detail.  Changes that are not billable occurred in the month, by
 * the days of UTC, or until the end of the day.  Cost: where there is one, also
 * that of ledger/guides.h.
 */

enum status changing_run(const struct request *,
    const struct exporting_options *, struct error *) MUST_CHECK;
enum status changing_details(const struct request *,
    const struct exporting_options *, struct error *) MUST_CHECK;

/*
 * The parts:
 *
 * changing_takes(rated):
 * Whether that is usage of a presence.
 *
 * changing_tell(changing, event, error):
 * Add the detail of an event, as rating tells it.
 *
 * changing_unbilled(changing):
 * Add the details of what is not billable.
 *
 * changing_detail_schema:
 * Its columns.
 */

struct changing {
	const struct request *request;
	const struct exporting_options *options;
	bool detailed;
	struct window window;
	struct ledger *ledger;
	struct company company;
	struct catalogs catalogs;
	struct decks *decks;
	struct rating rating;
	struct query invoices; /* of the lines of usage, by their keys */
	bool invoice_found;
	struct guides guides;
	bool guided; /* they are loaded */
	struct sort *sort;
	struct arena arena;
	struct arena scratch; /* of a record */
	struct error *error;
};

bool changing_takes(const struct rated *);
enum status changing_tell(
    void *, const struct rated_event *, struct error *) MUST_CHECK;
enum status changing_unbilled(struct changing *) MUST_CHECK;

extern const struct schema changing_detail_schema;

#endif
