#ifndef WORK_PROPOSING_H
#define WORK_PROPOSING_H

#include "base/arena.h"
#include "record/record.h"
#include "rule/document.h"

/*
 * A proposal is documents as records: one for each line, and one for each tax
 * on a line (see bill-record(5)).  bill-run writes it and bill-invoice reads
 * it; here is the one place that knows its columns.
 *
 * proposal_schema:
 * The columns of a proposal.  All must be there: a proposal of an older version
 * is not read as if what it does not know were empty, it is made again.
 *
 * proposal_line(sealed, index, arena, fields, error),
 * proposal_tax(sealed, index, place, arena, fields, error):
 * The record of a line, or of one of its taxes.
 *
 * proposal_read(records, count, arena, document, seal, error):
 * The document of ${count} ${records} (arrays of fields), which are all that it
 * has, in the order of line and tax_seq; *${seal} is the seal that they carry.
 * STATUS_INVALID, the text naming the column, if they are not one document.
 */

enum proposal_column {
	PROPOSAL_ACCOUNT,
	PROPOSAL_DOCUMENT,
	PROPOSAL_DOCUMENT_TYPE,
	PROPOSAL_CURRENCY,
	PROPOSAL_ISSUE_DATE,
	PROPOSAL_DUE_DATE,
	PROPOSAL_LINE,
	PROPOSAL_TAX_SEQ,
	PROPOSAL_KIND,
	PROPOSAL_OWNER,
	PROPOSAL_SUBSCRIPTION,
	PROPOSAL_SERVICE,
	PROPOSAL_CHARGE,
	PROPOSAL_PRODUCT,
	PROPOSAL_DESCRIPTION,
	PROPOSAL_PERIOD_START,
	PROPOSAL_PERIOD_END,
	PROPOSAL_QUANTITY,
	PROPOSAL_UNIT,
	PROPOSAL_UNIT_PRICE,
	PROPOSAL_AMOUNT,
	PROPOSAL_TAX_CODE,
	PROPOSAL_TAX_JURISDICTION,
	PROPOSAL_TAX_RATE,
	PROPOSAL_TAX,
	PROPOSAL_CORRECTS,
	PROPOSAL_UPTO,
	PROPOSAL_SEAL,
	PROPOSAL_PLAN,
	PROPOSAL_CATALOG,
	PROPOSAL_ORDER_PRICE,
	PROPOSAL_CYCLE_START,
	PROPOSAL_CYCLE_END,
	PROPOSAL_REVISION,
	PROPOSAL_ADJUSTMENT,
	PROPOSAL_TAXABLE,
	PROPOSAL_DIMENSIONS,
	PROPOSAL_INSTANCE,
	PROPOSAL_ORDER,
	PROPOSAL_ORDER_LINE,
	PROPOSAL_SECTION,
	PROPOSAL_SPLIT,
	PROPOSAL_COLUMN_COUNT
};

extern const struct schema proposal_schema;

struct sealed {
	const struct document *document;
	const char *seal;
};

enum status proposal_line(struct sealed, size_t, struct arena *,
    const char *[PROPOSAL_COLUMN_COUNT], struct error *) MUST_CHECK;
enum status proposal_tax(struct sealed, size_t, size_t, struct arena *,
    const char *[PROPOSAL_COLUMN_COUNT], struct error *) MUST_CHECK;
enum status proposal_read(const char **const *, size_t, struct arena *,
    struct document *, const char **, struct error *) MUST_CHECK;

#endif
