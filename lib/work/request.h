#ifndef WORK_REQUEST_H
#define WORK_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/progress.h"
#include "ledger/ledger.h"
#include "record/spool.h"
#include "record/summary.h"
#include "record/writer.h"

/*
 * A request is what every use-case is told, and where it answers.
 *
 * Records go into ${output}, which the face writes out only if the work
 * succeeded; what was counted goes into ${summary}.
 *
 * request_open(request, mode, ledger, error):
 * Open the request's ledger and begin a transaction: what is read is of one
 * moment.  Release with ledger_close(), also where this fails.
 *
 * request_writer(request, schema, writer, error):
 * Begin to write records of ${schema} as the request's answer.  Release with
 * writer_close().
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

enum status request_open(const struct request *, enum ledger_mode,
    struct ledger **, struct error *) MUST_CHECK;
enum status request_writer(const struct request *, const struct schema *,
    struct writer **, struct error *) MUST_CHECK;

#endif
