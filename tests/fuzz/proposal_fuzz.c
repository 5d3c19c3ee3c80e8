/* A proposal is posted (see intake.h for the oracles). */
#include "intake.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	return intake_fuzz(bytes, length, invoicing_run);
}
