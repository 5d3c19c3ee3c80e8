/* Customers are erased (see intake.h for the oracles). */
#include "intake.h"

#include "intake/erasing.h"

static enum status
run(const struct request *request, const char *path, struct error *error)
{
	struct request later = *request;

	later.as_of.days += 2000;
	return erasing_run(&later, path, "1 year", error);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	return intake_fuzz(bytes, length, run);
}
