/* A list of usage rules goes into a ledger (see intake.h for the oracles). */
#include "intake.h"

#include "usage/ruling.h"

static enum status
run(const struct request *request, const char *path, struct error *error)
{
	const struct ruling_options options = { .path = path };

	return ruling_run(request, &options, error);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	return intake_fuzz(bytes, length, run);
}
