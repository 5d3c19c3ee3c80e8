#ifndef REPORT_ANCHORING_H
#define REPORT_ANCHORING_H

#include "base/arena.h"
#include "base/money.h"
#include "ledger/ledger.h"
#include "record/record.h"
#include "report/exporting.h"
#include "work/request.h"

/*
 * An anchor is what a ledger is at a moment, in one record: the last row of the
 * audit trail with its hashes, how many documents there are, and what they sum
 * up to.
 *
 * Whoever can write the ledger can compute all hashes anew.  Who keeps anchors
 * where that hand does not reach can tell: the hash of a row binds all rows
 * before it and, by their seals, every fact that there was.
 *
 * anchoring_run(request, options, error):
 * Write the anchor of the last row; no record if there is none.
 *
 * anchoring_at(anchoring, sequence, anchor, found, error):
 * The anchor of the audit row ${sequence}, as the ledger has it now; its texts
 * are valid until the next call.  Where rows are asked for in their order, each
 * document is summed up once.  An anchoring that is all zero but for its ledger
 * is ready; end it with anchoring_close().
 *
 * anchoring_close(anchoring):
 * Release; also twice.
 */

enum anchor_column {
	ANCHOR_SEQUENCE,
	ANCHOR_HASH,
	ANCHOR_WITNESS,
	ANCHOR_RECORDED_AT,
	ANCHOR_DOCUMENTS,
	ANCHOR_TOTALS,
	ANCHOR_COLUMNS
};

extern const struct schema anchoring_schema;

struct anchoring_record {
	const char *fields[ANCHOR_COLUMNS];
};

struct anchoring {
	struct ledger *ledger;
	int64_t sequence; /* so far it is summed up */
	int64_t documents;
	int64_t postings; /* that the audit trail counts until then */
	struct money *totals; /* by currency */
	size_t count;
	struct arena arena;
	struct arena scratch;
};

enum status anchoring_run(const struct request *,
    const struct exporting_options *, struct error *) MUST_CHECK;
enum status anchoring_at(struct anchoring *, int64_t, struct anchoring_record *,
    bool *, struct error *) MUST_CHECK;
void anchoring_close(struct anchoring *);

#endif
