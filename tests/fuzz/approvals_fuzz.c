/* Decisions of a second person (see intake.h for the oracles). */
#include "intake.h"

#include "intake/approving.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	return intake_fuzz(bytes, length, approving_run);
}
