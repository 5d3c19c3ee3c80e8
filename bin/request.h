#ifndef BIN_REQUEST_H
#define BIN_REQUEST_H

#include "cli/command.h"
#include "work/request.h"

/*
 * What the face was told, as the request that the work wants.
 */
static inline struct request
request_of(
    const struct invocation *invocation, const struct options_common *common)
{
	return (struct request){
		.program = invocation->program,
		.command_line = invocation->command_line,
		.user = invocation->user,
		.reason = common->reason,
		.ledger = common->ledger == NULL ? "" : common->ledger,
		.wait = common->wait,
		.as_of = DATE_NONE,
		.reject = common->reject,
		.format = invocation->format,
		.output = invocation->output,
		.told = invocation->told,
		.summary = invocation->summary,
		.progress = invocation->progress,
	};
}

#endif
