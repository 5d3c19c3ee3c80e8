/*
 * The summary that the operator sees and the row that the ledger keeps are one.
 */
#include "work/auditing.h"

#include <stdio.h>

#include "ledger/audits.h"

enum status
auditing_put(struct ledger *ledger, const struct request *request,
    const char *subject, const unsigned char input[HASH_SIZE],
    struct error *error)
{
	const struct summary *summary = request->summary;
	char amounts[SUMMARY_CURRENCIES_MAX * (MONEY_TEXT_MAX + 8)] = "";
	char text[MONEY_TEXT_MAX];
	struct audit audit = {
		.command = request->program,
		.subject = subject,
		.input = input,
		.in = summary->in,
		.accepted = summary->accepted,
		.changed = summary->changed,
		.duplicate = summary->duplicate,
		.rejected = summary->rejected,
		.documents = summary->documents,
		.amounts = amounts,
		.reason = request->reason,
		.command_line = request->command_line,
		.user = request->user,
	};
	size_t used = 0, i;

	for (i = 0; i < summary->currency_count; i++)
		used += (size_t)snprintf(amounts + used, sizeof(amounts) - used,
		    "%s%s %s", i == 0 ? "" : " ",
		    summary->amounts[i].currency.code,
		    money_format(summary->amounts[i], text));
	return audit_put(ledger, &audit, error);
}
