/*
 * A sample, since to rate all again is to bill all again; which documents are
 * in it is known, so that a finding is found again.
 */
#include <stdio.h>

#include "proof/checking_parts.h"
#include "proof/explaining.h"

enum status
checking_rerated(struct checking *checking)
{
	const struct explaining_sample sample = {
		checking->options->sample,
		checking->options->seed,
	};
	struct summary *summary = checking->request->summary;

	if (sample.documents == 0)
		return STATUS_OK;
	/* Facts that contradict one another are not rated. */
	if (summary->documents > 0) {
		snprintf(summary->note_text, sizeof(summary->note_text),
		    "all checks but lines-rerated");
		return STATUS_OK;
	}
	return explaining_prove(checking->request, checking->ledger, &sample,
	    checking_tell, checking, checking->error);
}
