#ifndef REPORT_CHECKING_PARTS_H
#define REPORT_CHECKING_PARTS_H

#include "ledger/ledger.h"
#include "record/writer.h"
#include "report/checking.h"

/*
 * The parts of checking.
 *
 * checking_finding(checking, fields):
 * Write one: check, object, expected, found, meaning.
 *
 * checking_fulfilments(checking):
 * fulfilments-bounded: no more was delivered of an order line than it says.
 *
 * checking_usage(checking):
 * The CHECKING_USAGE checks of usage, in one pass over its rows:
 * usage-once       an event counts once or not at all, and the index of ids
 *                  has just the events that there are
 * usage-owned      the owner is known, or there is a reason that there is none
 * usage-numbers    no number was given twice, or is of no recording
 * usage-retracted  what was taken back is what was retracted
 * usage-counts     the audit trail has recorded as many
 * usage-late       what came to a posted period is noted
 *
 * checking_late(checking):
 * The last of these.
 */

#define CHECKING_USAGE 6

struct checking {
	const struct request *request;
	struct ledger *ledger;
	struct writer *writer;
	struct error *error;
};

enum status checking_finding(
    struct checking *, const char *const[5]) MUST_CHECK;
enum status checking_fulfilments(struct checking *) MUST_CHECK;
enum status checking_usage(struct checking *) MUST_CHECK;
enum status checking_late(struct checking *) MUST_CHECK;

#endif
