#ifndef WORK_INVOICING_POST_H
#define WORK_INVOICING_POST_H

#include "base/arena.h"
#include "base/hash.h"
#include "ledger/ledger.h"
#include "record/reader.h"
#include "record/sort.h"
#include "record/writer.h"
#include "rule/catalog.h"
#include "rule/company.h"
#include "work/proposing.h"
#include "work/rejecting.h"
#include "work/request.h"

/*
 * The second half of invoicing: staged documents are decided and posted.
 *
 * invoicing_post(invoicing):
 * Everything that happens under the lock; the result of the command.
 */

/* A staged record: its line in the file, then its cells. */
#define RECORD_WIDTH (PROPOSAL_COLUMN_COUNT + 1)

struct invoicing {
	const struct request *request;
	struct reader *reader;
	struct sort *sort;
	struct rejects *rejects;
	struct ledger *ledger;
	struct writer *writer;
	struct company company;
	struct catalogs catalogs;
	uint64_t documents; /* staged */
	unsigned char input[HASH_SIZE];
	struct arena arena;
	struct arena scratch;
	struct error *error;
};

/* The records that bill-invoice writes. */
extern const struct schema posted_schema;

enum status invoicing_post(struct invoicing *) MUST_CHECK;

#endif
