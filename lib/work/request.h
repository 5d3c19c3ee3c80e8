#ifndef WORK_REQUEST_H
#define WORK_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/progress.h"
#include "record/format.h"
#include "record/spool.h"
#include "record/summary.h"

/*
 * A request is what every use-case is told, and where it answers.
 *
 * Records go into ${output}, which the face writes out only if the work
 * succeeded; what was counted goes into ${summary}.
 */

struct request {
	const char *program; /* "bill-import" */
	const char *command_line; /* as typed, for the audit trail */
	const char *user; /* who asked for it; NULL: who runs it */
	const char *reason; /* why; NULL: nobody said */
	const char *ledger;
	uint64_t wait; /* seconds, for a busy ledger */
	struct date as_of; /* DATE_NONE if not given */
	const char *account; /* only this one; NULL: all */
	const char *reject; /* file for bad records, or NULL */
	bool dry_run;
	bool spreadsheet;
	enum format format;
	struct spool *output;
	struct spool *told; /* lines said in front of an error, or NULL */
	struct summary *summary;
	struct progress *progress;
};

#endif
